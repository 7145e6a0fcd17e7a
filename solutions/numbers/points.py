"""Points of a domain: rational numbers for letters and, lazily, for values of functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from typing import Any

import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided

SIGNS = ("positive", "negative", "nonnegative", "nonpositive", "nonzero")
KINDS = (*SIGNS, "integer", "rational", "even", "odd", "prime", "composite")
"""What a letter or function may be declared to be, besides real."""


@dataclass
class Point:
    """Rational values of symbols and of function values; functions are tabulated when asked.

    A ``closed`` point has the function values that it was given and draws no others.
    """

    symbols: Mapping[sp.Symbol, Fraction]
    domain: Domain = field(default_factory=Domain)
    seed: int = 0
    functions: dict[sp.Expr, Fraction] = field(default_factory=dict)
    closed: bool = False
    found: dict[int, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was evaluated here, by the bits that it was evaluated with."""

    def function(self, applied: sp.Expr) -> Fraction:
        """The value of ``f(2, 1)``: looked up, else drawn from the seed and kept."""
        if applied not in self.functions:
            if self.closed:
                raise Undecided(f"no value was given to {applied}")
            printed = getattr(applied.func, "tex", "")
            digest = sha256(f"{self.seed} {printed} {applied}".encode()).digest()
            self.functions[applied] = drawn_for(applied, digest)
        return self.functions[applied]


def fits(declared: sp.Expr, number: Fraction) -> bool:
    """Is ``number`` of the kind that a letter or function is declared to be?"""
    plain = sp.Rational(number.numerator, number.denominator)
    bounds = getattr(declared.func, "bounds", None)
    if bounds is not None and not bounds.hold(plain):
        return False
    return all(
        wanted is None or getattr(plain, f"is_{kind}") == wanted
        for kind in KINDS
        for wanted in [getattr(declared, f"is_{kind}")]
    )


def drawn_for(applied: sp.Expr, digest: bytes) -> Fraction:
    """A small number of the kind that the function is declared to have."""
    bottom = 1 if applied.is_integer else 1 + digest[1] % 3
    any_sign, above = Fraction(digest[0] % 7 - 3, bottom), Fraction(1 + digest[0] % 4, bottom)
    for number in (above, -above) if applied.is_nonzero else (any_sign, abs(any_sign), above):
        if fits(applied, number):
            return number
    for number in _bounded(applied, digest):
        if fits(applied, number):
            return number
    raise Undecided(f"no value was found that fits what {applied.func} is declared to be")


def _bounded(applied: sp.Expr, digest: bytes) -> Iterator[Fraction]:
    """Numbers near and between the bounds that a function is declared to have."""
    bounds = getattr(applied.func, "bounds", None)
    if bounds is None:
        return
    steps = Fraction(1 + digest[2] % 5, 1 + digest[3] % 3)
    ends = (bounds.low, bounds.high)
    low, high = (None if end is None else Fraction(int(end.p), int(end.q)) for end in ends)
    if low is not None and high is not None:
        yield low + (high - low) * steps / (steps + 1 + digest[4] % 3)
    for step in (steps, Fraction(1), Fraction(1, 2), Fraction(1, 16), Fraction(0)):
        if high is not None:
            yield high - step
            yield high / (1 + step)
        if low is not None:
            yield low + step
