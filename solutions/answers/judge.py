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
from solutions.answers.proportion import PROPORTIONAL, as_objective, as_proportional
from solutions.answers.quantities import judged, other_family
from solutions.answers.several import declared, denied, lawful, together
from solutions.answers.verdicts import (
    UNREADABLE,
    WRONG,
    Verdict,
    as_correct,
    as_false,
    as_rounded,
    as_to_an_order,
    as_true,
    as_wrong,
)
from solutions.evidence.evidence import REFUTED, UNDECIDED
from solutions.objects.laws import Normal, Value
from solutions.reading import plain_text
from solutions.reading.expressions.building import Built, build
from solutions.reading.mathml import mathml
from solutions.reading.parser import Unreadable, parse
from solutions.reading.statements import Statement, statements
from solutions.reading.tree import TooMuch
from solutions.reading.vocabulary import Vocabulary

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
    said = statements(text)
    try:
        vocabulary, asked = declared(said, for_part(part))
        found = empty | together([judged_alone(part, one, vocabulary) for one in asked])
    except TooMuch as why:
        found = empty | {"verdict": UNDECIDED, "because": str(why)}
    except Unreadable as why:
        found = empty | _unreadable(why)
    return found | {"seconds": round(perf_counter() - began, 4)}


def judged_alone(part: str, statement: Statement, vocabulary: Vocabulary) -> Verdict:
    """The verdict on one statement; raises :class:`Unreadable`."""
    if family := other_family(part, statement.text):
        shown = {"read_as": statement.text.strip(), "mathml": ""}
        said = f"no law of {part} is of the family {family}: all of them are normal"
        return shown | {"verdict": WRONG, "because": said}
    tree = parse(statement.text, vocabulary)
    built = lawful(build(tree, vocabulary), vocabulary)
    known = {"read_as": plain_text.plain(tree), "mathml": mathml(tree)}
    found = known | _judged(part, built, statement.sense)
    if (statement.order or statement.conditional) and found["verdict"] == WRONG:
        said = "it is said under a condition, which was not read"
        if statement.order:
            said = "whether this is of the order of what is asked for was not decided"
        found |= {"verdict": UNDECIDED, "because": said, "counterexample": ""}
    return denied(found) if statement.denied else found


def _unreadable(why: Unreadable) -> Verdict:
    return {
        "verdict": UNREADABLE,
        "because": str(why),
        "position": why.position,
        "expected": why.expected,
    }


def _judged(part: str, built: Built, sense: str) -> Verdict:
    if len(set(built.texts)) < len(built.texts):
        return {
            "verdict": UNDECIDED,
            "because": "the same stands on both sides, which says nothing",
        }
    if built.relation == PROPORTIONAL:
        said = f"whether this has the ratios of a box of {part} was not decided"
        return as_proportional(part, built) or {"verdict": UNDECIDED, "because": said}
    if sense:
        said = f"this is not optimal where the objective of {part} is, or was not found to be"
        return as_objective(part, built, sense) or {"verdict": WRONG, "because": said}
    if not _about(built.value):
        return {"verdict": UNREADABLE, "because": "this is neither a number nor a law"}
    compared = list(beside_targets(part, built))
    right = next((held for held in compared if held.evidence.holds), None)
    found = as_correct(right, built) if right else as_rounded(part, built)
    found = found or as_to_an_order(part, built)
    if found is not None and not _of_another(part, built, right, found):
        return found
    held = judged(part, built)
    if held is not None and held.holds:
        return as_true(part, built)
    if held is not None and held.verdict == REFUTED:
        return as_false(built, held)
    if found is not None:
        return _of_another(part, built, right, found) or found
    open_ones = [held for held in compared if held.evidence.verdict == UNDECIDED]
    if not built.left and (found := as_objective(part, built, sense)):
        return found
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
