"""What was probably done to come to a wrong answer: known wrong twins, and slips of one operator.

A guess is only made when the answer certainly is what the slip gives: decided as equality is. The
values of each slip at two points are kept, so that only what may be the answer is decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import sympy as sp

from solutions.answers.boxes import Target, part_of
from solutions.evidence.counterexamples import points
from solutions.kernel.errors import Undecided
from solutions.mutation.expressions import changed
from solutions.numbers import values
from solutions.numbers.points import Point
from solutions.objects.laws import Normal, Value, numbers
from solutions.printing.detex import plain
from solutions.printing.formulas import text
from solutions.relations.functions.agreement import agreement

MOST = 120
"""Slips of one operator that are looked at, for each number of a target."""

SLIPS = (
    (r"the sign turned|doubled", r"\g<0>"),
    (r"sign of ", "a sign is turned"),
    (r"term .* dropped$", "a term is missing"),
    (r"factor .* dropped$", "a factor is missing"),
    (r"divided by ", "divided, not multiplied, by a factor"),
    (r"exponent .* negated$", "an exponent is negated"),
    (r"exponent .* [+−] 1$", "an exponent is off by one"),
    (r"arguments ", "two arguments are exchanged"),
    (r"(?:lower|upper) limit ", "a limit of a sum or product is off by one"),
    (r"(?:lower|upper) limit: ", "a limit of a sum or product"),
    (r"index ", "an index is off by one"),
    (r"2·.* for ", "something is doubled"),
    (r".* for ", "one letter stands for another"),
    (r".* [+−] 1$", "a number is off by one"),
)
"""How a slip is done, and how a reader is told of it: the piece of the box itself stays unsaid."""

IMPOSSIBLE = (Undecided, ValueError, TypeError, ZeroDivisionError)


@dataclass(frozen=True)
class Guess:
    """What was probably done, and the target that it was done to."""

    said: str
    target: Target


@dataclass(frozen=True)
class Slip:
    """A slip, what comes of it, and its numbers at the target's points (None: it has none)."""

    said: str
    value: Value
    there: tuple[Any, ...] | None


def guess(part: str, value: Value, targets: list[Target]) -> Guess | None:
    """The first slip that gives exactly the answer: known ones first, then others."""
    for kind in (_twins, _whole, _operators):
        for target in targets:
            answer = value
            if isinstance(value, Normal) and not isinstance(target.value, Normal):
                answer = value.variance
            for slip in _slips(kind, part, target):
                if _equal(slip, answer, target):
                    return Guess(slip.said, target)
    return None


@lru_cache(maxsize=256)
def _slips(kind: Any, part: str, target: Target) -> tuple[Slip, ...]:
    return tuple(Slip(said, value, _there(value, target)) for said, value in kind(part, target))


def _twins(part: str, target: Target) -> Iterator[tuple[str, Value]]:
    for decoy in part_of(part).decoys:
        if decoy.box == target.box.name:
            value = decoy.value
            if target.of and isinstance(value, Normal):
                value = getattr(value, target.of)
            yield f"a known slip: {plain(decoy.source_of_error)}", value


def _whole(part: str, target: Target) -> Iterator[tuple[str, Value]]:
    """Slips with the answer as a whole."""
    del part
    if isinstance(target.value, Normal):
        mean, variance = target.value.mean, target.value.variance
        said = "this is the standard deviation in the place of the variance"
        yield said, Normal(mean, sp.sqrt(variance))
        yield "the variance was squared", Normal(mean, variance**2)
        return
    if target.of == "variance":
        yield "this is the standard deviation; the variance is asked for", sp.sqrt(target.value)
    yield "the sign is reversed", -target.value
    if target.value != 0:
        yield "this is the reciprocal", 1 / target.value
    for letter in sorted(target.value.free_symbols, key=str):
        try:
            yield f"{text(letter)} was dropped", target.value.xreplace({letter: sp.S.One})
        except IMPOSSIBLE:
            continue


def _operators(part: str, target: Target) -> Iterator[tuple[str, Value]]:
    del part
    value = target.value
    if not isinstance(value, Normal):
        for how, slip in islice(changed(value), MOST):
            yield _told(how), slip
        return
    for how, slip in islice(changed(value.variance), MOST):
        yield _told(how), Normal(value.mean, slip)
    for how, slip in islice(changed(value.mean), MOST):
        yield _told(how), Normal(slip, value.variance)


def _told(how: str) -> str:
    """A slip of one operator without the term that it was done to, which may be all that lacks."""
    kinds = (match.expand(said) for kind, said in SLIPS if (match := re.match(kind, how)))
    return f"one slip away: {next(kinds, 'something small')}"


def _equal(slip: Slip, value: Value, target: Target) -> bool:
    if isinstance(slip.value, Normal) != isinstance(value, Normal) or slip.there is None:
        return False
    answer = _there(value, target)
    if answer is None or not all(map(_may_be, slip.there, answer)):
        return False
    pairs = zip(numbers(slip.value), numbers(value), strict=True)
    return all(agreement(a, b, target.domain).holds for a, b in pairs)


def _may_be(slip: Any, answer: Any) -> bool:
    """May two numbers be one? Exact ones are compared, of balls it is asked whether they meet."""
    if type(slip) is type(answer) and not hasattr(slip, "overlaps"):
        return bool(slip == answer)
    apart: bool = slip != answer  # of balls: whether they do not meet
    return not apart


@lru_cache(maxsize=4096)
def _there(value: Value, target: Target) -> tuple[Any, ...] | None:
    """The numbers of a value at the target's points; ``None`` where one has no value."""
    found = _points(target)
    try:
        return tuple(values.value(each, at) for at in found for each in numbers(value)) or None
    except IMPOSSIBLE:
        return None


@lru_cache(maxsize=256)
def _points(target: Target) -> tuple[Point, ...]:
    """Two points, not too simple, so that 2·1 is not taken for 1 + 1; sums are not empty there."""
    letters = set().union(*(number.free_symbols for number in numbers(target.value)))
    found = list(islice(points(letters, target.domain, 120, seed=3), 16))
    found.sort(key=lambda at: min((n for s, n in at.symbols.items() if s.is_integer), default=0))
    return tuple(found[-2:])
