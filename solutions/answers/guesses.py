"""What was probably done to come to a wrong answer: known wrong twins, and slips of one operator.

A guess is only made when the answer certainly is what the slip gives: decided as equality is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy as sp

from solutions.answers.boxes import Target, part_of
from solutions.answers.deciding import EQUAL, decide
from solutions.engine import values
from solutions.engine.messages import Undecided
from solutions.engine.objects import Normal, Value
from solutions.engine.points import Point
from solutions.engine.refute import points
from solutions.mutation.expressions import changed

MOST = 400
"""Slips of one operator that are looked at, for each target."""


@dataclass(frozen=True)
class Guess:
    """What was probably done, and the target that it was done to."""

    said: str
    target: Target


def guess(part: str, built: Any, targets: list[Target]) -> Guess | None:
    """The first slip that gives exactly the answer; ``None`` if there is none that we know."""
    for target in targets:
        value = built.value
        if isinstance(value, Normal) and not isinstance(target.value, Normal):
            value = value.variance
        for said, slip in (*_twins(part, target), *_whole(target), *_operators(target)):
            if _equal(slip, value, target):
                return Guess(said, target)
    return None


def _twins(part: str, target: Target) -> Iterator[tuple[str, Value]]:
    for decoy in part_of(part).decoys:
        if decoy.box == target.box.name:
            value = decoy.value
            if target.of and isinstance(value, Normal):
                value = getattr(value, target.of)
            yield f"a known slip: {decoy.source_of_error.replace('$', '')}", value


def _whole(target: Target) -> Iterator[tuple[str, Value]]:
    """Slips with the answer as a whole."""
    if isinstance(target.value, Normal):
        mean, variance = target.value.mean, target.value.variance
        said = "this is the standard deviation in the place of the variance"
        yield said, Normal(mean, sp.sqrt(variance))
        yield "the variance was squared", Normal(mean, variance**2)
        return
    if target.of == "variance":
        yield "this is the standard deviation; the variance is asked for", sp.sqrt(target.value)
    yield "the sign is reversed", -target.value
    yield "this is the reciprocal", 1 / target.value if target.value != 0 else sp.S.Zero
    for letter in sorted(target.value.free_symbols, key=str):
        yield f"{letter} was dropped", target.value.xreplace({letter: sp.S.One})


def _operators(target: Target) -> Iterator[tuple[str, Value]]:
    value = target.value
    if isinstance(value, Normal):
        for how, slip in _changed(value.variance):
            yield f"one slip away: {how}", Normal(value.mean, slip)
        for how, slip in _changed(value.mean):
            yield f"one slip away: {how}", Normal(slip, value.variance)
    else:
        for how, slip in _changed(value):
            yield f"one slip away: {how}", slip


@lru_cache(maxsize=256)
def _changed(value: sp.Expr) -> tuple[tuple[str, sp.Expr], ...]:
    return tuple(changed(value)[:MOST])


def _equal(slip: Value, value: Value, target: Target) -> bool:
    if isinstance(slip, Normal) != isinstance(value, Normal):
        return False
    pairs = (
        ((slip.mean, value.mean), (slip.variance, value.variance))
        if isinstance(slip, Normal)
        else ((slip, value),)
    )
    if not all(isinstance(a, sp.Expr) and _near(a, b, target) for a, b in pairs):
        return False
    return all(decide(a, b, target.domain).verdict == EQUAL for a, b in pairs)


def _near(slip: sp.Expr, value: sp.Expr, target: Target) -> bool:
    """May they be equal, as far as one point tells?"""
    point = _point(frozenset(slip.free_symbols | value.free_symbols), target.domain)
    if point is None:
        return True
    try:
        return values.different(slip, value, point) is None
    except Undecided:
        return False


@lru_cache(maxsize=1024)
def _point(letters: frozenset[sp.Symbol], domain: Any) -> Point | None:
    """A point that is not too simple, so that 2·1 is not taken for 1 + 1."""
    found = list(_some(set(letters), domain))
    return found[-1] if found else None


def _some(letters: set[sp.Symbol], domain: Any) -> Iterator[Point]:
    for number, point in enumerate(points(letters, domain, 40, seed=3)):
        yield point
        if number == 5:
            return
