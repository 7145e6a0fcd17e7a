"""The steps of a derivation and the boxed results, each with its verdict and its evidence."""

import re
from collections.abc import Collection

from solutions.printing.markup import BlockError, formula, place, prose, sentences, verdict
from solutions.web.lookup import Claim, Receipts, find_box, find_derivation, unknown

_NUMBERS = re.compile(r"(\d+)(?:(?:-|\.\.)(\d+))?")


def called(line: list[Claim]) -> list[str]:
    """What each step is called in its derivation; a number where its author gave it no name."""
    return [claim["name"].removeprefix(f"{claim['derivation']}.") for claim in line]


def chosen(line: list[Claim], wanted: Collection[str], name: str) -> list[int]:
    """The places of the steps that names and ranges `first..last` ask for; all without any.

    Raises BlockError for a number, for a name that no step bears, and where they go backwards.
    """
    known = called(line)
    found = [] if wanted else list(range(len(line)))
    for word in wanted:
        if numbers := _NUMBERS.fullmatch(word):
            raise _counted(line, numbers, name)
        first, dots, last = word.partition("..")
        last = last if dots else first
        for one in (first, last):
            if one not in known or one.isdecimal():
                named = [step for step in known if not step.isdecimal()]
                raise unknown("step", one, named, f'derivation "{name}"')
        span = range(known.index(first), known.index(last) + 1)
        if not span or (found and span[0] <= found[-1]):
            raise BlockError(
                f'"{" ".join(wanted)}" goes backwards in derivation "{name}", whose steps are '
                f"{', '.join(known)}"
            )
        found += span
    return found


def _counted(line: list[Claim], numbers: re.Match[str], name: str) -> BlockError:
    """What is told to an author who counts: the names of the steps that were meant, and of all."""
    known = called(line)
    meant = [int(number) for number in numbers.groups() if number]
    nameless = [line[one] for one in meant if one < len(line) and known[one].isdecimal()]
    instead = "write names"
    if nameless:
        instead = f"give the line at {nameless[0]['file']}:{nameless[0]['line']} a name=… first"
    elif max(meant) < len(line):
        instead = f"write {'..'.join(known[one] for one in meant)}"
    return BlockError(
        f'steps are named, not counted: {instead} in place of "{numbers[0]}" (derivation '
        f'"{name}" has {", ".join(known)})'
    )


def steps(
    receipts: Receipts,
    part: str,
    name: str,
    wanted: Collection[str] = (),
    above: Collection[str] = (),
) -> str:
    """An ordered list: formula, verdict, reason, and the evidence on demand.

    `above` are the anchors of what the page has shown so far: a derivation that prose interrupts
    goes on where it stopped.
    """
    line = find_derivation(receipts, part, name)
    shown = chosen(line, wanted, name)
    anchors = [f"{part}-{name}-{step}" for step in called(line)]
    rows = [
        _step(line, number, anchors[number], number - 1 in shown or anchors[number - 1] in above)
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
