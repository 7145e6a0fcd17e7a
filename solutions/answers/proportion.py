"""What is right up to a factor: a law up to its normaliser, an objective up to its sense.

π* ∝ π_ref e^{r/β} says of two outputs what their ratio is. And what is maximal where J is says the
same as J, if it is J times a factor that does not vary and is not negative; times a negative one it
has to be minimised.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from solutions.answers.boxes import Target, targets
from solutions.answers.comparing import agrees
from solutions.answers.left_sides.judging import fits, read
from solutions.answers.letters import for_part
from solutions.answers.verdicts import CORRECT, WRONG, Verdict
from solutions.evidence.evidence import REFUTED
from solutions.reading.expressions.building import Built

PROPORTIONAL = "∝"


def as_proportional(part: str, built: Built) -> Verdict | None:
    """The verdict on ``… ∝ value`` beside the box that it speaks of; ``None`` if there is none."""
    outputs = for_part(part).outputs
    if not isinstance(built.value, sp.Expr) or len(outputs) < 2 or len(built.sides) != 2:
        return None
    (here, there), theirs = outputs[:2], built.value
    for target, ours in _named(part, built):
        if here not in ours.free_symbols:
            continue
        left = Target(target.box, ours * theirs.xreplace({here: there}), target.domain)
        found = agrees(theirs * ours.xreplace({here: there}), left, built)
        none = agrees(theirs, Target(target.box, sp.Integer(0), target.domain), built)
        if found.holds and none.verdict == REFUTED:
            said = "it has the ratios of what stands on the left, whose sum is 1"
            return {"verdict": CORRECT, "box": target.box.name, "because": said}
        if found.verdict == REFUTED or none.holds:
            said = "its ratios are not those of what stands on the left"
            return {"verdict": WRONG, "box": target.box.name, "because": said}
    return None


def _named(part: str, built: Built) -> Iterator[tuple[Target, sp.Expr]]:
    """What stands on the left, beside the boxes that it may be."""
    left, mine = built.sides[0][0], read(built.texts[0])
    for target in targets(part):
        if target.of or not isinstance(target.value, sp.Expr):
            continue
        if isinstance(left, sp.Expr):
            yield target, left
        elif fits(mine, target.box.lhs, ""):
            yield target, target.value


def as_objective(part: str, built: Built, sense: str) -> Verdict | None:
    """The verdict on what is optimal where an objective of the part is; else ``None``.

    ``sense`` is ``"max"``, ``"min"``, or empty where nothing was said: then only what has the other
    sign passes, since without a β the objective itself is wrong.
    """
    if not isinstance(built.value, sp.Expr):
        return None
    for target, ours in _objectives(part):
        for factor in _factors(target.value):
            if (sense == ours) != (factor.is_positive is True):
                continue
            scaled = Target(target.box, target.value / factor, target.domain)
            if agrees(built.value, scaled, built).holds:
                turned = (
                    "" if factor.is_positive else f", and is optimal where it is not {ours}imal"
                )
                said = f"it is {target.named} up to a factor that does not vary{turned}"
                return {"verdict": CORRECT, "box": target.box.name, "because": said}
    return None


def _objectives(part: str) -> Iterator[tuple[Target, str]]:
    """The boxes of which another box says the largest or the smallest value."""
    whole = [target for target in targets(part) if not target.of]
    for target in whole:
        name = read(target.box.lhs).name
        for other in whole:
            optimum = read(other.box.lhs).name
            if other is target or not isinstance(target.value, sp.Expr):
                continue
            for sense in ("max", "min"):
                if optimum.replace("X", "x").startswith(f"{sense}_") and optimum.endswith(name):
                    yield target, sense


def _factors(value: sp.Expr) -> Iterator[sp.Expr]:
    for letter in sorted(value.free_symbols, key=str):
        if letter.is_positive and not letter.is_integer:
            yield from (letter, 1 / letter, -letter, -1 / letter)
    yield from (sp.Integer(1), sp.Integer(-1))
