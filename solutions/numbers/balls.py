"""Arithmetic on numbers that are rational where that is exact, and else balls.

A ball (Arb's, through python-flint) encloses the true value, so two balls that do not meet are
certainly different.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import flint
import sympy as sp

from solutions.kernel.errors import Undecided

Number = Any
"""``flint.fmpq`` where exact, else ``flint.arb``."""


def to_fmpq(number: Fraction | int | sp.Rational) -> flint.fmpq:
    """A rational number as FLINT's."""
    if isinstance(number, sp.Rational):
        return flint.fmpq(int(number.p), int(number.q))
    return flint.fmpq(number.numerator, number.denominator)


def whole(number: Number) -> int:
    """A whole number as ``int``; raises :class:`Undecided` for anything else."""
    if isinstance(number, flint.fmpq) and number.q == 1:
        return int(number.p)
    raise Undecided(f"a sum's limit is {number}, not a whole number")


def add(a: Number, b: Number) -> Number:
    """``a + b``, exact when both are."""
    return a + b if type(a) is type(b) else flint.arb(a) + flint.arb(b)


def multiply(a: Number, b: Number) -> Number:
    """``a · b``, exact when both are."""
    return a * b if type(a) is type(b) else flint.arb(a) * flint.arb(b)


def exponential(a: Number) -> Number:
    """``e ** a``; exact at 0."""
    return flint.fmpq(1) if isinstance(a, flint.fmpq) and a == 0 else flint.arb(a).exp()


def logarithm(a: Number) -> Number:
    """``log a``; exact at 1; raises :class:`Undecided` unless ``a`` is certainly positive."""
    if isinstance(a, flint.fmpq) and a == 1:
        return flint.fmpq(0)
    if not flint.arb(a) > 0:
        raise Undecided(f"the logarithm of {a}")
    return flint.arb(a).log()


def transcendental(name: str, a: Number) -> Number:
    """``sin a`` and the like, as a ball; raises :class:`Undecided` where it is not finite."""
    found = getattr(flint.arb(a), name)()
    if not found.is_finite():
        raise Undecided(f"{name} of {a}")
    return found


def power(a: Number, b: Number) -> Number:
    """``a ** b`` for whole ``b``, or for positive ``a``; exact where it can be."""
    if isinstance(b, flint.fmpq) and b.q == 1:
        if b < 0 and not (flint.arb(a) != 0):
            raise Undecided(f"a division by {a}")
        if abs(int(b.p)) > 100_000:
            raise Undecided(f"a power of {b}")
        return a ** int(b.p)
    if isinstance(a, flint.fmpq) and isinstance(b, flint.fmpq) and b.q == 2 and a > 0:
        top, bottom = flint.fmpz(a.p), flint.fmpz(a.q)
        roots = top.isqrt(), bottom.isqrt()
        if roots[0] ** 2 == top and roots[1] ** 2 == bottom:
            return flint.fmpq(roots[0], roots[1]) ** int(b.p)
    if isinstance(a, flint.fmpq) and a == 0 and flint.arb(b) > 0:
        return flint.fmpq(0)
    if not flint.arb(a) > 0:
        raise Undecided(f"{a} to the power {b}")
    return (flint.arb(a).log() * flint.arb(b)).exp()


def show(number: Number) -> str:
    """A number for a message: short rationals exactly, with a decimal where that helps."""
    if abs(flint.arb(number)) > 10**15:
        digits, _, exponent = str(flint.arb(number).str(6, radius=False)).partition("e")
        return f"{float(digits):g}e{exponent}"
    if isinstance(number, flint.fmpq):
        exact = str(number)
        if len(exact) <= 12 and 1000 % int(number.q) == 0:
            return exact
        decimal = short(number, 4)
        return f"{exact} ≈ {decimal}" if len(exact) <= 18 else decimal
    return short(number, 6)


def short(number: Number, digits: int) -> str:
    """A number to so many digits, also beyond what a float holds."""
    ball = flint.arb(number)
    value = float(ball)
    return f"{value:.{digits}g}" if math.isfinite(value) else str(ball.str(digits, radius=False))
