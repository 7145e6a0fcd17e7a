"""Independent checks yield pairs; the engine compares them.

A pair holds the box's expression, the numbers to put in, and what the check found by its own
means. Authors write no assertion and no tolerance; the one number of theirs is a standard error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import flint
import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Malformed
from solutions.numbers import values
from solutions.numbers.balls import Number
from solutions.numbers.points import Point
from solutions.printing.formulas import equals, tex, text


@dataclass(frozen=True)
class Pair:
    """What a box claims at a point against what was found.

    ``found`` is exact, or ``(low, high)`` for an enclosure, or a float; ``error`` is the standard
    error of an estimate; ``seed`` names its stream. Points of one ``path`` into a regime are judged
    together. ``functions`` gives values to undefined functions.
    """

    means: str
    claim: Any
    at: Mapping[sp.Symbol, Any]
    found: Any
    error: float = 0.0
    seed: int = 0
    path: str = ""
    functions: Mapping[Any, Any] = field(default_factory=dict)
    domain: Domain = EVERYWHERE

    def claimed(self) -> Number:
        """The box's value at the point; functions have the values given and no others."""
        symbols = {symbol: fraction(number) for symbol, number in self.at.items()}
        tabled = {applied: fraction(number) for applied, number in self.functions.items()}
        try:
            claim = sp.sympify(self.claim, strict=True)
        except sp.SympifyError as why:
            raise Malformed(f"{text(self.claim)} is not a number; compare its parts") from why
        return values.value(claim, Point(symbols, self.domain, 0, tabled, closed=True))

    def where(self, printer: Any = text) -> str:
        """The point, for a message: every letter, and the first two values of functions."""
        tabled = list(self.functions.items())
        shown = [equals(s, fraction(n), printer) for s, n in (*self.at.items(), *tabled[:2])]
        rest = [r"\ldots" if printer is tex else "…"] if len(tabled) > 2 else []
        return ", ".join(shown + rest)


def exact(claim: Any, at: Mapping[Any, Any], found: Any, **more: Any) -> Pair:
    """``found`` is a rational number, an Arb ball or a closed expression: equal, not nearly."""
    return Pair("exact", claim, at, found, **more)


def enclosed(claim: Any, at: Mapping[Any, Any], low: Any, high: Any, **more: Any) -> Pair:
    """``low ≤ claim ≤ high`` with rational or ball ends."""
    return Pair("enclosure", claim, at, (low, high), **more)


def rounded(claim: Any, at: Mapping[Any, Any], found: float, **more: Any) -> Pair:
    """``found`` was computed in floating point and is right up to rounding."""
    return Pair("rounding", claim, at, float(found), **more)


def estimated(
    claim: Any, at: Mapping[Any, Any], found: float, error: float, seed: int, **more: Any
) -> Pair:
    """``found`` is an estimate with standard error ``error`` > 0 from stream ``seed``."""
    return Pair("statistics", claim, at, float(found), error=float(error), seed=seed, **more)


def approaching(claim: Any, at: Mapping[Any, Any], found: Any, **more: Any) -> Pair:
    """One point of a path into the regime; the error must become negligible along the path."""
    return Pair("asymptotic", claim, at, found, **more)


def fraction(number: Any) -> Fraction:
    """A rational number of any library as ``Fraction``; floats are refused."""
    if isinstance(number, sp.Rational):
        return Fraction(int(number.p), int(number.q))
    if isinstance(number, flint.fmpq):
        return Fraction(int(number.p), int(number.q))
    if isinstance(number, int | Fraction):
        return Fraction(number)
    raise TypeError(f"{number!r} is not a rational number; a point is given by rationals")
