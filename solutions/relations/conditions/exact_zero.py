"""Numbers that are exactly zero: roots of rational numbers by a separation bound, arcs by turns.

A number made of rationals by + − · / and roots is zero if it is smaller than every such number
that is not. The bound is that of Burnikel, Fleischer, Mehlhorn and Schirra (A strong and easily
computable separation bound for arithmetic expressions involving radicals, Algorithmica 27, 2000):
with u and l as computed below and D the product of the degrees of all roots, a value that is not
zero is at least 1/(l·u^(D²−1)) in size. A ball around the value that lies within that has only
zero to hold. Sizes are kept as their logarithms to base 2, rounded up.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm, log2

import flint
import sympy as sp

from solutions.kernel.errors import Undecided
from solutions.numbers import values
from solutions.numbers.points import Point

DEGREE, BITS, TURNS = 24, 24_000, 4000
"""Largest product of degrees, longest ball, and longest product of Gaussian numbers in bits."""


def zero(number: sp.Expr) -> bool:
    """Is this number proved to be zero?"""
    if number.free_symbols:
        return False
    if number.is_Rational:
        return bool(number == 0)
    return _by_separation(number) or _by_turns(number)


def sign_of(number: sp.Expr) -> int:
    """−1, 0 or 1, each proved; raises :class:`Undecided` for a number whose sign is not."""
    if zero(number):
        return 0
    found = values.value(number, Point({}))
    for sign in (1, -1):
        if sign * found > 0:
            return sign
    if found == 0:
        return 0
    raise Undecided(f"the sign of {number} is not known")


def _by_separation(number: sp.Expr) -> bool:
    roots = {part for part in number.atoms(sp.Pow) if part.exp.is_Rational}
    degree = 1
    for part in roots:
        degree *= int(part.exp.q)
    if degree > DEGREE:
        return False
    sizes = _sizes(number)
    if sizes is None:
        return False
    small = sizes[1] + sizes[0] * (degree**2 - 1) + 1
    if small > BITS:
        return False
    try:
        ball = flint.arb(values.value(number, Point({}), int(small + 4 * sizes[0]) + 64))
        return bool(abs(ball) < flint.arb(2) ** -int(small + 1))
    except Undecided:
        return False


def _sizes(number: sp.Expr) -> tuple[float, float] | None:
    """log₂ of u and l, for the numerator and the denominator; None for another kind of number."""
    if number.is_Rational:
        return log2(max(abs(int(number.p)), 1)) + 1e-9, log2(int(number.q)) + 1e-9
    if not (number.is_Add or number.is_Mul or number.is_Pow):
        return None
    if number.is_Pow:
        inner = _sizes(number.base)
        if inner is None or not number.exp.is_Rational:
            return None
        power = float(abs(number.exp)) + 1e-9
        above, below = inner if number.exp > 0 else inner[::-1]
        return above * power, below * power
    parts = [_sizes(part) for part in number.args]
    above, below = (0.0, 0.0)
    for place, part in enumerate(parts):
        if part is None:
            return None
        if number.is_Mul or place == 0:
            above, below = above + part[0], below + part[1]
        else:
            above, below = max(above + part[1], part[0] + below) + 1, below + part[1]
    return above, below


def _terms(number: sp.Expr, times: Fraction) -> Iterator[tuple[Fraction, sp.Expr]]:
    """Rational multiples that add up to ``times`` the number: a factor goes to every term."""
    weight, rest = number.as_coeff_Mul(rational=True)
    times *= Fraction(int(weight.p), int(weight.q))
    if rest.is_Add:
        for term in rest.args:
            yield from _terms(term, times)
    else:
        yield times, rest


def _by_turns(number: sp.Expr) -> bool:
    """Σ cⱼ·arctan rⱼ + qπ = 0, for rational c, r and q.

    With m·cⱼ and m·q whole, m·Σ is an argument of Π (1 + i·rⱼ)^(m·cⱼ)·(−1)^(m·q). Where that is
    positive it is a multiple of 2π, and one that is less than 1 in size is 0.
    """
    arcs: list[tuple[Fraction, Fraction]] = []
    half_turns = Fraction(0)
    for factor, rest in _terms(number, Fraction(1)):
        if rest is sp.pi:
            half_turns += factor
        elif isinstance(rest, sp.atan) and rest.args[0].is_Rational:
            arcs.append((factor, Fraction(int(rest.args[0].p), int(rest.args[0].q))))
        else:
            return False
    times = lcm(half_turns.denominator, *(weight.denominator for weight, _ in arcs))
    real, imaginary = 1 if (times * half_turns) % 2 == 0 else -1, 0
    for weight, slope in arcs:
        turns = int(times * weight)
        size = abs(turns) * (slope.numerator.bit_length() + slope.denominator.bit_length())
        if size > TURNS:
            return False
        one = slope.denominator, slope.numerator if turns > 0 else -slope.numerator
        for _ in range(abs(turns)):
            real, imaginary = (
                real * one[0] - imaginary * one[1],
                real * one[1] + imaginary * one[0],
            )
    ball = flint.arb(values.value(number, Point({}), 128)) * times
    return imaginary == 0 and real > 0 and bool(abs(ball) < 1)
