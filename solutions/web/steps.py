"""The steps of a derivation and the boxed results, each with its verdict and its evidence."""

import re
from collections.abc import Collection

from solutions.web.lookup import Claim, Receipts, find_box, find_derivation
from solutions.web.markup import BlockError, formula, place, prose, sentences, verdict

_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


def chosen(steps: list[Claim], wanted: str, name: str) -> range:
    """The numbers that `2`, `2-3` or nothing asks for.

    Raises BlockError when the range is malformed or leaves the derivation.
    """
    last = len(steps) - 1
    if not wanted:
        return range(last + 1)
    match = _RANGE.fullmatch(wanted)
    if not match:
        raise BlockError(f'"{wanted}" is no range of steps; write 2 or 2-3 (0 is the start line)')
    first, end = int(match[1]), int(match[2] or match[1])
    if first > end or end > last:
        raise BlockError(f'no steps {wanted} in derivation "{name}", which has steps 0 to {last}')
    return range(first, end + 1)


def steps(
    receipts: Receipts, part: str, name: str, wanted: str = "", above: Collection[str] = ()
) -> str:
    """An ordered list: formula, verdict, reason, and the evidence on demand.

    `above` are the anchors of what the page has shown so far: a derivation that prose interrupts
    goes on where it stopped.
    """
    line = find_derivation(receipts, part, name)
    shown = chosen(line, wanted, name)
    anchors = [f"{part}-{name}-{number}" for number in range(len(line))]
    rows = [
        _step(line, number, anchors[number], number > shown[0] or anchors[number - 1] in above)
        for number in shown
    ]
    return f'<ol class="steps" start="{shown[0]}">{"".join(rows)}</ol>'


def box(receipts: Receipts, part: str, name: str) -> str:
    """The framed formula; whether it is exact; its domain, verdict and evidence."""
    claim = find_box(receipts, part, name)
    note = f'<span class="note">{formula(claim["note"])}</span>' if claim["note"] else ""
    where = f"for {formula(claim['where'])}" if claim["where"] else ""
    return (
        f'<div class="box {claim["verdict"]}" id="{part}-{name}">'
        f'<div class="display">{formula(claim["latex"], display=True)}{note}</div>'
        f'<p class="because"><span class="form">{claim["form"]}</span> {where}</p>'
        f"{_evidence(claim)}</div>"
    )


def _step(line: list[Claim], number: int, anchor: str, follows: bool) -> str:
    claim = line[number]
    note = f'<span class="note">{formula(claim["note"])}</span>' if claim["note"] else ""
    start = claim["kind"] == "start"
    # The verdict stands on the line of the reason, so that line is there also without one.
    because = f'<p class="because">{prose(claim["because"]) or "&nbsp;"}</p>'
    goes_on = follows and _goes_on(line, number)
    tex = f"{claim['relation']} {claim['rhs']}" if goes_on else claim["latex"]
    look = ("start" if start else claim["verdict"]) + (" goes-on" if goes_on else "")
    return (
        f'<li class="step {look}" id="{anchor}" value="{number}">'
        f'<div class="display">{formula(tex, display=True)}{note}</div>'
        f"{because}{_evidence(claim)}</li>"
    )


def _goes_on(line: list[Claim], number: int) -> bool:
    # A chain a = b = c repeats neither a nor b; another left side is a new formula and is shown.
    if number == 0:
        return False
    before = line[number - 1]
    return line[number]["lhs"] in (line[0]["lhs"], line[0]["rhs"], before["lhs"], before["rhs"])


def _evidence(claim: Claim) -> str:
    """What opens beside a claim: why it holds, all that it assumes, and where it is stated.

    A first line claims nothing, so it opens with what it assumes.
    """
    word = verdict(claim["verdict"]) if claim["verdict"] else '<span class="given">given</span>'
    return (
        f'<details class="evidence"><summary>{word}</summary>'
        f"<div data-search-exclude>{sentences(claim['evidence'])}{_assumed(claim['assumes'])}"
        f"<p>{place(claim)}</p></div></details>"
    )


def _assumed(conditions: list[str]) -> str:
    """Γ, a condition each; they flow like words, so that many of them take few lines."""
    if not conditions:
        return ""
    each = " ".join(f"<dd>{formula(condition)}</dd>" for condition in conditions)
    return f'<dl class="assumes"><dt>It assumes</dt> {each}</dl>'
