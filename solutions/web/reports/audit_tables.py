"""The audit's tables: all claims with a filter, sums, disagreements, notes, wrong lines."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from solutions import catalogue
from solutions.printing.markup import formula, prose
from solutions.transcript.counts import counts, nudges, of_part
from solutions.transcript.words import VERDICTS
from solutions.web.lookup import Claim, unknown
from solutions.web.reports.audit import SHORT, Audit, Href, in_words, page_of

SHORTER = {"correct-but-not-what-was-asked": "not asked", "leading-order": "leading"}
"""The same at the head of a narrow column."""


def table(audit: Audit, href: Href, problem: str = "") -> str:
    """The claims on a problem, or all, with the choices by which the page's script filters them."""
    numbers = {one.folder: one.number for one in catalogue.PROBLEMS}
    if problem and problem not in numbers:
        raise unknown("problem", problem, numbers)
    begins = numbers.get(problem, "")
    rows = "".join(_row(c, href) for c in audit["claims"] if c["id"].startswith(begins))
    return _choices(audit["claims"]) + _table(tuple(COLUMNS), rows, kind="audit claims")


COLUMNS: dict[str, Callable[[Claim], str]] = {
    "claim": lambda claim: str(claim["id"]),
    "verdict": lambda claim: str(SHORT.get(claim["verdict"], claim["verdict"])),
    "follows": lambda claim: {True: "yes", False: "no", None: "–"}[claim["follows"]],
    "student": lambda claim: str(claim["reaction"]),
    "what it says": lambda claim: prose(claim["said"] or claim["note"]) if in_words(claim) else "",
}


def _choices(claims: list[Claim]) -> str:
    """A form that is seen only once the script that obeys it runs; its room is kept."""
    values = {"part": [of_part(claim) for claim in claims]}
    values |= {n: [COLUMNS[n](c) for c in claims] for n in ("verdict", "follows", "student")}
    labels = "".join(
        f'<label>{name} <select name="{name}"><option value="">all</option>'
        + "".join(f"<option>{escape(value)}</option>" for value in dict.fromkeys(found))
        + "</select></label> "
        for name, found in values.items()
    )
    return (
        f'<form class="filter" aria-label="Filter the claims">{labels}<output></output></form>'
        "<noscript><style>.md-typeset form.filter{display:none}</style></noscript>"
    )


def _row(claim: Claim, href: Href) -> str:
    name, verdict, follows, student, says = (show(claim) for show in COLUMNS.values())
    link = f"{href(page_of(of_part(claim)))}#{name}"
    return (
        f'<tr><th scope="row"><a href="{escape(link)}">{name}</a></th> '
        f'<td><span class="judged {claim["verdict"]}">{verdict}</span></td> <td>{follows}</td> '
        f"<td>{escape(student)}</td> <td>{says or formula(claim['formula'])}</td></tr>"
    )


def summary(audit: Audit, href: Href) -> str:
    """A row per part: claims by verdict, attempts, and whether student and machine agree."""
    parts = list(dict.fromkeys(attempt["part"] for attempt in audit["attempts"]))
    heads = (
        "part",
        "claims",
        *(SHORTER.get(v, v) for v in VERDICTS),
        "first try",
        "attempts right",
        "agree",
    )
    head = "".join(f'<th scope="col">{name}</th> ' for name in heads)
    rows = "".join(_sums(audit, part, href) for part in [*parts, ""])
    return (
        f'<div class="scroll"><table class="audit-sums"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _sums(audit: Audit, part: str, href: Href) -> str:
    n = counts(audit, part)
    name = f'<a href="{escape(href(page_of(part)))}">{part}</a>' if part else "all"
    cells = [str(n[word] or "–") for word in ("claims", *VERDICTS)]
    cells.append(f"{n['first-right']} of {n['firsts']}")
    cells += [f"{n['right']} of {n['attempts']}", f"{n['agree']} of {n['settled']}"]
    shown = "".join(f"<td>{cell}</td> " for cell in cells)
    return f'<tr><th scope="row">{name}</th> {shown}</tr>'


def disagreements(audit: Audit, href: Href) -> str:
    """Where student and machine part: what was said, and what the machine finds."""
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(href(page_of(d["part"])))}'
        f'#attempt-{d["attempt"]}">{d["part"]}, attempt {d["attempt"]}</a></th> '
        f"<td>{escape(d['kind'])}</td> <td>{escape(d['reaction'])}</td> "
        f"<td>{_link(d['first_wrong'], d['part'], href)}</td></tr>"
        for d in audit["disagreements"]
    )
    return _table(("attempt", "what happened", "the student", "first line that is off"), rows)


def _link(name: str | None, part: str, href: Href) -> str:
    if name is None:
        return "none"
    return f'<a href="{escape(href(page_of(part)))}#{name}">{name}</a>'


def margin(audit: Audit, href: Href) -> str:
    """The notes in the margin; a verdict stands beside the computed one."""
    rows = "".join(
        f"<tr><td>{note['page']}</td> <td>{prose(note['note'])}</td> <td>{note['kind']}</td> "
        f"<td>{', '.join(_link(n, n[:2], href) for n in note['about']) or '–'}</td> "
        f"<td>{note['machine'] or '–'}</td> "
        f"<td>{ {True: 'yes', False: 'no', None: '–'}[note['agree']] }</td></tr>"
        for note in audit["notes"]
    )
    heads = ("page", "the note, in our words", "kind", "about", "the machine", "agree")
    return _table(heads, rows)


def placed(audit: Audit, href: Href) -> str:
    """Each wrong claim in the place of our right step: the step, and what stopped it."""
    rows = "".join(
        f'<tr><th scope="row">{_link(claim["id"], of_part(claim), href)}</th> '
        f"<td>{escape(at['step'])}</td> "
        f"<td>{escape(at['message'].partition(chr(10))[2].strip() or at['message'])}</td> "
        f'<td><code class="place">{escape(at["file"])}:{at["line"]}</code></td></tr>'
        for claim in audit["claims"]
        if (at := claim["placed"])
    )
    return _table(("claim", "in place of", "what stopped it", "line"), rows)


def moved(audit: Audit, href: Href) -> str:
    """What came of each reaction that led to a further attempt."""
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(href(page_of(part)))}'
        f'#attempt-{attempt}">{part}, after attempt {attempt}</a></th> <td>{kind}</td></tr>'
        for part, attempt, kind in nudges(audit)
    )
    return _table(("where", "it"), rows)


def _table(heads: tuple[str, ...], rows: str, kind: str = "audit") -> str:
    head = "".join(f'<th scope="col">{name}</th> ' for name in heads)
    return (
        f'<div class="scroll"><table class="{kind}" data-search-exclude>'
        f"<thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )
