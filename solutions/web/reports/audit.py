"""The audit on a page: attempts as strips of lines, single claims, tables and counts."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from solutions.printing.markup import formula, number, prose
from solutions.transcript.counts import counts, of_part
from solutions.transcript.words import LEADING, REMARK, WRONG
from solutions.web.lookup import Claim, unknown

Audit = dict[str, Any]
Href = Callable[[str], str]

SHORT = {"correct-but-not-what-was-asked": "correct, not what was asked"}
"""Verdicts that a page words in another way."""

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
        f'<section class="attempt" data-search-exclude><p class="told">{" · ".join(told)}</p>'
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
    if in_words(claim):
        return f'<p class="says">{prose(claim["said"])}</p>' if claim["said"] else ""
    return f'<div class="display">{formula(claim["formula"], display=True)}</div>'


def in_words(claim: Claim) -> bool:
    """Is it shown in our words? Formulas are carried over from the log, sentences are not."""
    if claim["verdict"] == REMARK or not claim["formula"]:
        return True
    return bool(claim["said"]) and claim["kind"] == "interpretation"


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
    if in_words(claim):
        shown = claim["formula"]
        said = f'<div class="display">{formula(shown, display=True)}</div>' if shown else ""
    if "readings" in claim:
        told = " and ".join(word(one["verdict"]) for one in claim["readings"])
        said += f"<p>The two readings are {told}.</p>"
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


def count(audit: Audit, what: str, part: str = "") -> str:
    """A number of the audit, of one part or of all."""
    numbers = counts(audit, part)
    if what not in numbers:
        raise unknown("count of the audit", what, numbers)
    if part:
        find_part(audit, part)
    return str(numbers[what])
