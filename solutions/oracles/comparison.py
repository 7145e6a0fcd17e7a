"""A number of ours beside that of another program, and the wrong twins that it has to tell apart.

Our number is the value of a box that a part states, in ball arithmetic; no formula is typed again.
Theirs is taken as the exact number that they returned. Both questions are decided with certainty:
agreement if the distance is certainly no more than is allowed, a twin told apart if it is more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from numbers import Rational
from typing import Any

import flint
import sympy as sp

from solutions.author import Part, Point
from solutions.numbers import values
from solutions.numbers.pairs import fraction
from solutions.oracles.verdicts import AGREES, CANNOT_TELL, DIFFERS

BITS = 256
"""Of our numbers: 77 digits, more than any program here is asked for."""


@dataclass(frozen=True)
class Case:
    """One point: our ball, their number, and the values there of the wrong twins by reason."""

    ours: flint.arb
    theirs: flint.arb
    allowed: flint.arb
    twins: Mapping[str, flint.arb] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """``what`` is compared, at several points; ``budget`` says where what is allowed comes from."""

    part: str
    what: str
    budget: str
    cases: tuple[Case, ...]


def same(value: Any) -> Any:
    """The value itself."""
    return value


def case(
    part: Part,
    box: str,
    at: Mapping[Any, Any],
    theirs: Any,
    allowed: Any,
    functions: Mapping[Any, Any] | None = None,
    of: Callable[[Any], Any] = same,
) -> Case:
    """The box of a part and its decoys at a point; ``of`` takes a number from a value.

    ``allowed`` is an absolute difference. A decoy for which ``of`` gives what it gives for the box
    is wrong elsewhere, and no twin here.
    """
    right = of(part.box(box).value)
    wrong = {d.source_of_error: of(d.value) for d in part.decoys if d.box == box}
    twins = {why: value for why, value in wrong.items() if value != right}
    return stated(right, at, theirs, allowed, twins, functions)


def stated(
    right: Any,
    at: Mapping[Any, Any],
    theirs: Any,
    allowed: Any,
    twins: Mapping[str, Any],
    functions: Mapping[Any, Any] | None = None,
) -> Case:
    """The same for an expression that a part proves, with twins that are named here."""
    flint.ctx.prec = BITS
    others = {why: evaluated(value, at, functions or {}) for why, value in twins.items()}
    ours = evaluated(right, at, functions or {})
    return Case(ours, exactly(theirs), exactly(allowed), others)


def evaluated(
    claim: Any, at: Mapping[Any, Any], functions: Mapping[Any, Any] | None = None
) -> flint.arb:
    """The value of an expression; functions have the values given and no others."""
    symbols = {symbol: fraction(number) for symbol, number in at.items()}
    tabled = {applied: fraction(number) for applied, number in (functions or {}).items()}
    point = Point(symbols, functions=tabled, closed=True)
    return flint.arb(values.value(sp.sympify(claim, strict=True), point, BITS))


def exactly(number: Any) -> flint.arb:
    """What a program returned, to the last bit: a float, an array's entry or mpmath's number.

    A fraction, which no float is, is rounded to the ball that holds it.
    """
    if isinstance(number, Rational):
        return flint.arb(flint.fmpq(int(number.numerator), int(number.denominator)))
    if hasattr(number, "_mpf_"):
        sign, mantissa, exponent, _ = number._mpf_
        if mantissa or not exponent:  # mpmath marks infinities and NaN by an exponent
            return (-1) ** sign * flint.arb(int(mantissa)) * flint.arb(2) ** exponent
    return number if isinstance(number, flint.arb) else flint.arb(float(number))


def rounding(operations: float, size: float) -> float:
    """What ``operations`` in double precision may lose on results of at most this size."""
    return operations * 2.0**-53 * size


def judged(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data: the case with the least room, and each twin at its best."""
    flint.ctx.prec = BITS
    cases = comparison.cases
    told = {"part": comparison.part, "what": comparison.what, "budget": comparison.budget}
    names = list(dict.fromkeys(why for case in cases for why in case.twins))
    twins = [_twin(why, [case for case in cases if why in case.twins]) for why in names]
    if not cases:
        return {**told, "verdict": CANNOT_TELL, "cases": 0, "twins": []}
    agrees = all(bool(abs(c.ours - c.theirs) <= c.allowed) for c in cases)
    if not agrees:
        verdict = DIFFERS
    elif not twins or not all(twin["told"] for twin in twins):
        verdict = CANNOT_TELL
    else:
        verdict = AGREES
    worst = max(cases, key=lambda c: _room(c.ours, c))
    return {**told, "verdict": verdict, "cases": len(cases), **_shown(worst), "twins": twins}


def _room(number: flint.arb, case: Case) -> float:
    """A distance from their number in units of what is allowed; NaN counts as far away."""
    ratio = float(abs(number - case.theirs) / case.allowed)
    return ratio if math.isfinite(ratio) else math.inf


def _twin(why: str, cases: list[Case]) -> dict[str, Any]:
    best = max(cases, key=lambda c: _room(c.twins[why], c))
    off = abs(best.twins[why] - best.theirs)
    return {
        "why": why,
        "told": bool(off > best.allowed),
        "difference": float(off),
        "allowed": float(best.allowed),
    }


def _shown(case: Case) -> dict[str, Any]:
    """Both numbers, with two digits more than have to agree, but 20 at most."""
    off = abs(case.ours - case.theirs)
    size = float(case.allowed / (abs(case.ours) + case.allowed))
    digits = max(3, min(20, 2 - math.floor(math.log10(size)))) if 0 < size <= 1 else 3
    return {
        "ours": case.ours.str(digits, radius=False),
        "theirs": case.theirs.str(digits, radius=False),
        "difference": float(off.upper()),
        "allowed": float(case.allowed),
    }
