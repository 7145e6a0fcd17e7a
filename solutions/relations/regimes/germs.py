"""Germs at ε → 0: quotients of polynomials in powers of ε and in L = log(1/ε).

As ε falls to 0, L grows without bound and ε^a L^b tends to 0 for every a > 0. So the term with the
least power of ε, and among those the greatest of L, has the sign of the whole for all small ε.
Nothing is cancelled and nothing is asked of a computer algebra system.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.evidence.counterexamples import rational
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import opened
from solutions.numbers.points import Point
from solutions.numbers.values import value

Polynomial = dict[tuple[Fraction, int], Fraction]
"""``{(power of ε, power of L): coefficient}``, no coefficient 0."""

HIGHEST = 64
"""Powers above this are not multiplied out."""


@dataclass(frozen=True)
class Germ:
    """``top/bottom`` for all small ε > 0; the bottom is not the polynomial 0."""

    top: Polynomial
    bottom: Polynomial

    @property
    def sign(self) -> int:
        """−1, 0 or 1: the sign for all small ε."""
        if not self.top:
            return 0
        return 1 if (_lead(self.top)[1] > 0) == (_lead(self.bottom)[1] > 0) else -1

    @property
    def order(self) -> tuple[Fraction, int]:
        """The powers of ε and L that it is of the size of; of 0 there is none."""
        (a, b), (c, d) = _lead(self.top)[0], _lead(self.bottom)[0]
        return a - c, b - d

    @property
    def vanishes(self) -> bool:
        """Does it tend to 0?"""
        return not self.top or self.order[0] > 0 or (self.order[0] == 0 and self.order[1] < 0)

    @property
    def leading(self) -> Germ:
        """Its leading term alone."""
        if not self.top:
            return self
        return term(_lead(self.top)[1] / _lead(self.bottom)[1], *self.order)

    @property
    def whole(self) -> bool:
        """Is it a whole number for 1/ε = M, 2M, 3M … with a fixed M: a polynomial in 1/ε?"""
        if len(self.bottom) != 1:
            return False
        ((shift, logs), below) = _lead(self.bottom)
        powers = [(a - shift, b - logs) for a, b in self.top]
        if any(a > 0 or a.denominator > 1 or b for a, b in powers):
            return False
        constant = self.top.get((shift, logs), Fraction(0)) / below
        return constant.denominator == 1

    def plus(self, other: Germ) -> Germ:
        """The sum."""
        top = _sum(_times(self.top, other.bottom), _times(other.top, self.bottom))
        return Germ(top, _times(self.bottom, other.bottom))

    def times(self, other: Germ) -> Germ:
        """The product."""
        return Germ(_times(self.top, other.top), _times(self.bottom, other.bottom))

    def power(self, exponent: Fraction) -> Germ:
        """A whole power, or a root of a single term whose coefficient has one."""
        if abs(exponent) > HIGHEST:
            raise Undecided(f"a power of {exponent}")
        if exponent < 0:
            if not self.top:
                raise Undecided("a division by 0")
            return Germ(self.bottom, self.top).power(-exponent)
        if exponent.denominator == 1:
            found = term(Fraction(1))
            for _ in range(int(exponent)):
                found = found.times(self)
            return found
        if not self.top:
            return self
        if len(self.top) > 1 or len(self.bottom) > 1 or self.order[1]:
            raise Undecided("a root of more than one term")
        number = _lead(self.top)[1] / _lead(self.bottom)[1]
        root = _root(number, exponent.denominator)
        return term(root**exponent.numerator, self.order[0] * exponent)


def term(number: Fraction, power: Fraction = Fraction(0), logs: int = 0) -> Germ:
    """``number · ε^power · L^logs``."""
    return Germ({(power, logs): number} if number else {}, {(Fraction(0), 0): Fraction(1)})


def germ(expr: sp.Expr, along: Mapping[sp.Symbol, Germ], point: Point) -> Germ:
    """``expr`` where the letters of ``along`` move and all others stand at ``point``.

    Raises :class:`Undecided` for what is no such quotient.
    """
    if not expr.free_symbols & set(along):
        return term(rational(value(expr, point)))
    if expr.is_Symbol:
        return along[expr]
    if expr.is_Add or expr.is_Mul:
        parts = [germ(arg, along, point) for arg in expr.args]
        found = parts[0]
        for part in parts[1:]:
            found = found.plus(part) if expr.is_Add else found.times(part)
        return found
    if isinstance(expr, sp.exp):
        return _exponential(germ(expr.args[0], along, point))
    if expr.is_Pow and expr.exp.is_Rational:
        exponent = Fraction(int(expr.exp.p), int(expr.exp.q))
        return germ(expr.base, along, point).power(exponent)
    if isinstance(expr, sp.log):
        return _logarithm(germ(expr.args[0], along, point))
    if isinstance(expr, AppliedUndef) and opened(expr) != expr:
        return germ(opened(expr), along, point)
    raise Undecided(f"how {expr} moves")


def _exponential(inside: Germ) -> Germ:
    """e^{qL} = ε^{−q}, and e⁰ = 1."""
    if not inside.top:
        return term(Fraction(1))
    if len(inside.top) > 1 or len(inside.bottom) > 1 or inside.order != (Fraction(0), 1):
        raise Undecided("an exponential that is no power of ε")
    return term(Fraction(1), -_lead(inside.top)[1] / _lead(inside.bottom)[1])


def _logarithm(inside: Germ) -> Germ:
    """log ε^a = −aL."""
    plain = len(inside.top) == len(inside.bottom) == 1 and inside.order[1] == 0
    if not plain or _lead(inside.top)[1] != _lead(inside.bottom)[1]:
        raise Undecided("a logarithm of what is no power of ε")
    return term(-inside.order[0], logs=1)


def _lead(poly: Polynomial) -> tuple[tuple[Fraction, int], Fraction]:
    """The largest term for small ε."""
    return min(poly.items(), key=lambda item: (item[0][0], -item[0][1]))


def _sum(one: Polynomial, other: Polynomial) -> Polynomial:
    found = dict(one)
    for powers, number in other.items():
        found[powers] = found.get(powers, Fraction(0)) + number
    return {powers: number for powers, number in found.items() if number}


def _times(one: Polynomial, other: Polynomial) -> Polynomial:
    found: Polynomial = {}
    for (a, b), number in one.items():
        for (c, d), factor in other.items():
            found[a + c, b + d] = found.get((a + c, b + d), Fraction(0)) + number * factor
    return {powers: number for powers, number in found.items() if number}


def _root(number: Fraction, degree: int) -> Fraction:
    """The exact positive root of a positive number."""
    parts = [0, 1]
    if number > 0:
        ends = (number.numerator, number.denominator)
        parts = [int(sp.integer_nthroot(part, degree)[0]) for part in ends]
    found = Fraction(*parts)
    if not found or found**degree != number:
        raise Undecided(f"a root of {number}")
    return found
