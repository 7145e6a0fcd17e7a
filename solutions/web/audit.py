"""The audit on a page: attempts as strips of lines, single claims, tables and counts."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from solutions.transcript.counts import counts, nudges, of_part
from solutions.transcript.words import LEADING, REMARK, VERDICTS, WRONG
from solutions.web.lookup import Claim, unknown
from solutions.web.markup import formula, number, prose

Audit = dict[str, Any]
Href = Callable[[str], str]

SHORT = {"correct-but-not-what-was-asked": "correct, not what was asked"}
"""Verdicts that a page words in another way."""

SHORTER = {"correct-but-not-what-was-asked": "not asked", "leading-order": "leading"}
"""The same at the head of a narrow column."""

FOLDER = "transcript"


def page_of(part: str) -> str:
    """The page of a part's attempts below docs/."""
    return f"{FOLDER}/{part}.md"


def find_claim(audit: Audit, name: str) -> Claim:
    """The claim of that id; raises BlockError with the nearest known one."""
    claims = {claim["id"]: claim for claim in audit["claims"]}
    if name not in claims:
        raise unknown("claim", name, claims)
    claim: Claim = claims[name]
    return claim


def find_part(audit: Audit, part: str) -> list[Claim]:
    """The attempts at a part."""
    tried = [attempt for attempt in audit["attempts"] if attempt["part"] == part]
    if not tried:
        raise unknown("audited part", part, dict.fromkeys(a["part"] for a in audit["attempts"]))
    return tried


def word(verdict: str) -> str:
    """A verdict of the audit; its sign comes from the style sheet."""
    return f'<span class="judged {verdict}">{SHORT.get(verdict, verdict)}</span>'


def attempts(audit: Audit, part: str) -> list[tuple[str, str]]:
    """Each attempt at a part: its heading, and its strip with its claims line by line."""
    return [
        (f"Attempt {attempt['attempt']}", _attempt(audit, attempt))
        for attempt in find_part(audit, part)
    ]


def _attempt(audit: Audit, attempt: Claim) -> str:
    own = [find_claim(audit, name) for name in attempt["claims"]]
    first, last = attempt["pages"]
    pages = f"page {first}" if first == last else f"pages {first} to {last}"
    agree = {True: "they agree", False: "they disagree", None: ""}[attempt["agree"]]
    told = [
        f"{pages} of the log",
        f"answer: {escape(attempt['answer'])}",
        f"student: {escape(attempt['reaction'])}",
        *filter(None, [agree]),
    ]
    if attempt["first_wrong"]:
        wrong = attempt["first_wrong"]
        told.append(f'first line that is off: <a href="#{wrong}">{wrong}</a>')
    cells = "".join(_cell(claim) for claim in own)
    lines = "".join(_line(claim, first=claim["id"] == attempt["first_wrong"]) for claim in own)
    return (
        f'<section class="attempt"><p class="told">{" · ".join(told)}</p>'
        f'<ol class="strip" aria-label="Lines of attempt {attempt["attempt"]}">{cells}</ol>'
        f'<ol class="claims">{lines}</ol></section>'
    )


def _cell(claim: Claim) -> str:
    name, verdict = claim["id"], SHORT.get(claim["verdict"], claim["verdict"])
    broken = " gap" if claim["follows"] is False else ""
    return (
        f'<li><a class="cell {claim["verdict"]}{broken}" href="#{name}" '
        f'title="{name}: {verdict}"><span>{name}: {verdict}</span></a></li>'
    )


def claim(audit: Audit, name: str, href: Href) -> str:
    """One claim with its evidence, for a story; it links to its place among the attempts."""
    found = find_claim(audit, name)
    target = href(page_of(of_part(found)))
    return f'<ol class="claims">{_line(found, link=f"{target}#{name}")}</ol>'


def _line(claim: Claim, *, first: bool = False, link: str = "") -> str:
    name = claim["id"]
    mark = f'<a href="{escape(link)}">{name}</a>' if link else name
    facts = [word(claim["verdict"]), *_descent(claim)]
    if claim["final"]:
        facts.append('<span class="fact">final</span>')
    if first:
        facts.append('<span class="fact first">the first line that is off</span>')
    anchor = "" if link else f' id="{name}"'
    return (
        f'<li class="claim {claim["verdict"]}"{anchor}>'
        f'<p class="facts"><span class="id">{mark}</span> {" ".join(facts)}</p>'
        f"{_claimed(claim)}{_why(claim)}</li>"
    )


def _claimed(claim: Claim) -> str:
    """The claim as the model wrote it; an interpretation in our words, its formula on demand."""
    if _in_words(claim):
        return f'<p class="says">{prose(claim["said"])}</p>'
    return f'<div class="display">{formula(claim["formula"], display=True)}</div>'


def _in_words(claim: Claim) -> bool:
    return bool(claim["said"]) and (claim["kind"] == "interpretation" or not claim["formula"])


def _descent(claim: Claim) -> list[str]:
    """Whether it follows, and from what."""
    if claim["verdict"] == REMARK:
        return []
    before = ", ".join(claim["after"])
    told = {
        True: f"follows from {before}",
        False: f"does not follow from {before}",
        None: "nothing before it",
    }[claim["follows"]]
    kinds = {True: "a root error", False: "inherited", None: ""}
    kind = kinds[claim["root"]] if claim["verdict"] in (WRONG, LEADING) else ""
    return [f'<span class="fact">{escape(told)}</span>'] + (
        [f'<span class="fact">{kind}</span>'] if kind else []
    )


def _why(claim: Claim) -> str:
    """The reading, the counterexample, the right formula, the blemishes and the note."""
    rows = []
    if claim.get("counterexample_tex"):
        rows.append(f'<p class="point">{number(claim["counterexample_tex"])}</p>')
    if claim.get("right_tex"):
        rows.append(f'<p class="right">It is {formula(claim["right_tex"])}.</p>')
    rows += [f'<p class="blemish">Blemish: {prose(told)}.</p>' for told in claim["blemishes"]]
    if claim["note"]:
        label = "Editor’s note" if claim["verdict"] == REMARK else "Note"
        rows.append(f'<p class="note">{label}: {prose(claim["note"])}</p>')
    return "".join(rows) + _evidence(claim)


def _evidence(claim: Claim) -> str:
    if claim["verdict"] == REMARK:
        return ""
    said = f"<p>Tested as: {prose(claim['said'])}.</p>" if claim["said"] else ""
    if _in_words(claim):
        shown = claim["formula"]
        said = f'<div class="display">{formula(shown, display=True)}</div>' if shown else ""
    read = "".join(
        f'<div class="display">{formula(tex, display=True)}</div>'
        for one in claim.get("readings", [claim])
        for tex in one["reading_tex"]
    )
    rests = ", ".join(claim.get("proved_by", []))
    rests = f"<p>Judged against {escape(rests)}.</p>" if rests else ""
    reason = f"<p>{escape(claim['reason'])}</p>" if claim.get("reason") else ""
    place = f'<code class="place">{escape(claim["file"])}:{claim["line"]}</code>'
    return (
        '<details class="reading"><summary>How it is read</summary>'
        f"<div data-search-exclude>{said}{read}{reason}{rests}<p>{place}</p></div></details>"
    )


def table(audit: Audit, href: Href) -> str:
    """All claims, a row each; the page's script filters the rows by their data attributes."""
    rows = "".join(_row(claim, href) for claim in audit["claims"])
    heads = ("claim", "verdict", "follows", "student", "what it says")
    head = "".join(f'<th scope="col">{name}</th> ' for name in heads)
    return (
        f'<div class="scroll"><table class="audit"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(claim: Claim, href: Href) -> str:
    name, part = claim["id"], of_part(claim)
    follows = {True: "yes", False: "no", None: "–"}[claim["follows"]]
    link = f"{href(page_of(part))}#{name}"
    says = prose(claim["said"]) if _in_words(claim) else formula(claim["formula"])
    return (
        f'<tr data-part="{part}" data-verdict="{claim["verdict"]}" data-follows="{follows}" '
        f'data-student="{escape(claim["reaction"])}">'
        f'<th scope="row"><a href="{escape(link)}">{name}</a></th> '
        f"<td>{word(claim['verdict'])}</td> <td>{follows}</td> "
        f"<td>{escape(claim['reaction'])}</td> <td>{says}</td></tr>"
    )


def summary(audit: Audit, href: Href) -> str:
    """A row per part: claims by verdict, attempts, and whether student and machine agree."""
    parts = list(dict.fromkeys(attempt["part"] for attempt in audit["attempts"]))
    heads = ("part", "claims", *(SHORTER.get(v, v) for v in VERDICTS), "attempts right", "agree")
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
        f'<td><code class="place">{escape(at["file"])}:{at["line"]}</code></td> '
        f"<td>{escape(at['relation'])}</td> "
        f"<td>{escape(at['message'].partition(chr(10))[2].strip() or at['message'])}</td></tr>"
        for claim in audit["claims"]
        if (at := claim["placed"])
    )
    return _table(("claim", "in place of", "line", "relation", "what stopped it"), rows)


def moved(audit: Audit, href: Href) -> str:
    """What came of each reaction that led to a further attempt."""
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(href(page_of(part)))}'
        f'#attempt-{attempt}">{part}, after attempt {attempt}</a></th> <td>{kind}</td></tr>'
        for part, attempt, kind in nudges(audit)
    )
    return _table(("where", "it"), rows)


def count(audit: Audit, what: str, part: str = "") -> str:
    """A number of the audit, of one part or of all."""
    numbers = counts(audit, part)
    if what not in numbers:
        raise unknown("count of the audit", what, numbers)
    if part:
        find_part(audit, part)
    return str(numbers[what])


def _table(heads: tuple[str, ...], rows: str) -> str:
    head = "".join(f'<th scope="col">{name}</th> ' for name in heads)
    return (
        f'<div class="scroll"><table class="audit"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
