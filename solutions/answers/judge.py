"""A reader's answer, held against every box of its part.

correct        it equals a box, or is right to the order it displays
leading-order  right to the order that the part asks for; a further term is wrong
wrong          at a point that is shown it differs from what the part proves, which stays unsaid
unreadable     with the position, and what was expected there
undecided      neither a proof nor a point was found
"""

from __future__ import annotations

from time import perf_counter

import sympy as sp

from solutions.answers.boxes import orders, part_of, targets
from solutions.answers.comparing import Held, beside_targets
from solutions.answers.left_sides import judging
from solutions.answers.letters import for_part
from solutions.answers.verdicts import (
    UNREADABLE,
    Verdict,
    as_correct,
    as_rounded,
    as_to_an_order,
    as_wrong,
)
from solutions.evidence.evidence import UNDECIDED
from solutions.objects.laws import Normal, Value
from solutions.reading import plain_text
from solutions.reading.expressions.building import Built, build
from solutions.reading.mathml import mathml
from solutions.reading.parser import Unreadable, parse

NOT_DECIDED = "neither a proof that it does nor a point where they differ was found"


def preview(part: str, text: str) -> Verdict:
    """How the text is understood; position and what is expected where it is not."""
    try:
        vocabulary = for_part(part)
        tree = parse(text, vocabulary)
        build(tree, vocabulary)
    except Unreadable as why:
        return _unreadable(why)
    return {"read_as": plain_text.plain(tree), "mathml": mathml(tree)}


def check(part: str, text: str) -> Verdict:
    """The verdict on an answer to a part, as plain data. Raises LookupError for an unknown part."""
    began = perf_counter()
    part_of(part)
    empty = {
        "part": part,
        "verdict": UNREADABLE,
        "box": "",
        "read_as": "",
        "mathml": "",
        "because": "",
        "counterexample": "",
        "position": None,
        "expected": "",
    }
    try:
        vocabulary = for_part(part)
        tree = parse(text, vocabulary)
        built = build(tree, vocabulary)
        known = {"read_as": plain_text.plain(tree), "mathml": mathml(tree)}
        found = empty | known | _judged(part, built)
    except Unreadable as why:
        found = empty | _unreadable(why)
    return found | {"seconds": round(perf_counter() - began, 4)}


def _unreadable(why: Unreadable) -> Verdict:
    return {
        "verdict": UNREADABLE,
        "because": str(why),
        "position": why.position,
        "expected": why.expected,
    }


def _judged(part: str, built: Built) -> Verdict:
    if not _about(built.value):
        return {"verdict": UNREADABLE, "because": "this is neither a number nor a law"}
    compared = list(beside_targets(part, built))
    right = next((held for held in compared if held.evidence.holds), None)
    found = as_correct(right, built) if right else as_rounded(part, built)
    found = found or as_to_an_order(part, built)
    if found is not None:
        return _of_another(part, built, right, found) or found
    open_ones = [held for held in compared if held.evidence.verdict == UNDECIDED]
    if open_ones:
        named = open_ones[0].target.named
        return {"verdict": UNDECIDED, "because": f"whether it equals {named}: {NOT_DECIDED}"}
    return as_wrong(part, built, compared)


def _about(value: Value) -> bool:
    return isinstance(value, sp.Expr | Normal)


def _of_another(part: str, built: Built, right: Held | None, found: Verdict) -> Verdict | None:
    """The verdict on a right value in a statement about something else; ``None`` if it is not."""
    every = targets(part)
    boxed = next((one for one in every if not right and one.box.name == found.get("box")), None)
    other = judging.another(built, right.target if right else boxed, every, orders(part))
    if not other:
        return None
    return {
        "verdict": UNDECIDED,
        "because": (
            f"the value was compared, and ‘{other}’ in front of it was not: {part} does not ask "
            "about that; write what is asked for there, or the value alone"
        ),
    }
