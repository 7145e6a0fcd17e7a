"""Constancy: what has no slope on a convex domain, and one value at one point, has it everywhere.

Taken as known: a function that is continuous on a segment, and has slope 0 there but at finitely
many places, has one value on it. The domain is convex: every fact is linear, no letter is only
known not to be 0, and nothing is excluded. So the gap of two sides has a value on all of it, where
it is continuous (no sign, absolute value, sum or product is left in it), and each segment from an
inner point meets only finitely many points at which a derivative has no value, since those are
zeros of analytic functions. The slopes are the kernel's, by its rules.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import sympy as sp

from solutions.evidence.counterexamples import admissible, points
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.identity import agree
from solutions.kernel.terms.calculus import derivative
from solutions.numbers.points import Point
from solutions.relations.conditions.defined import Same
from solutions.relations.conditions.elementary import sloped


def constant(left: sp.Expr, right: sp.Expr, domain: Domain, same: Same) -> bool:
    """No slope in any letter on a convex domain with an inner point, and equal at one."""
    gap = sloped(left - right)
    letters = sorted(gap.free_symbols, key=str)
    if not letters or not _convex(domain, letters):
        return False
    if gap.has(sp.Sum, sp.Product, sp.sign, sp.Abs, sp.Derivative):
        return False
    if not all(same(derivative(gap, letter), sp.S.Zero, domain) for letter in letters):
        return False
    whole = left - right  # which has a value where an arc ends, too
    ones = Point(dict.fromkeys(letters, Fraction(1)), domain)
    zeros = Point(dict.fromkeys(letters, Fraction(0)), domain)
    signed = any(letter.is_positive or letter.is_negative for letter in letters)
    some = [at for at in (ones, *(() if signed else (zeros,))) if admissible(at, domain)]
    some += islice(points(set(letters), domain, 60), 8)
    return any(
        same(whole.xreplace(exactly(point)), sp.S.Zero, EVERYWHERE)
        for point in some
        if _inner(point, domain)
    )


def any_sign(letter: sp.Symbol) -> bool:
    """Is nothing declared of a letter's sign, but perhaps that it is not 0?"""
    return letter.is_nonnegative is None and letter.is_nonpositive is None


def _convex(domain: Domain, letters: list[sp.Symbol]) -> bool:
    if domain.nonzero or domain.whole or domain.unit_sums:
        return False
    if any(s.is_integer or (s.is_nonzero and any_sign(s)) for s in letters):
        return False
    return all(_linear(fact.lhs - fact.rhs) for fact in domain.facts)


def _linear(gap: sp.Expr) -> bool:
    """Does the kernel find a number and rational multiples of letters in it, and nothing else?"""
    letters = sorted(gap.free_symbols, key=str)
    start = gap.xreplace(dict.fromkeys(letters, sp.S.Zero))
    line = start
    for letter in letters:
        one = {s: sp.Integer(s == letter) for s in letters}
        line += (gap.xreplace(one) - start) * letter
    return bool(start.is_Rational) and agree(gap, line, EVERYWHERE)


def _inner(point: Point, domain: Domain) -> bool:
    """Does the point lie on no edge of the domain?"""
    at = exactly(point)
    if any(s.is_positive is None and value == 0 and not any_sign(s) for s, value in at.items()):
        return False
    return all((fact.lhs - fact.rhs).xreplace(at) != 0 for fact in domain.facts)


def exactly(point: Point) -> dict[sp.Symbol, sp.Rational]:
    """The letters of a point with their values."""
    return {s: sp.Rational(n.numerator, n.denominator) for s, n in point.symbols.items()}
