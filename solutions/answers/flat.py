"""Expressions without a slope: equal at one point, and so at all points of a convex domain."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import sympy as sp

from solutions.answers.proofs import any_sign, same
from solutions.answers.rewriting import plain
from solutions.evidence.counterexamples import admissible, points
from solutions.kernel.domains.domain import Domain
from solutions.numbers.points import Point


def constant(left: sp.Expr, right: sp.Expr, domain: Domain) -> bool:
    """No slope in any letter on a convex domain with an inner point, and equal at one.

    The domain is convex: every fact is linear, no letter is only known not to be 0, and nothing is
    excluded from it. So the gap has a value on all of it, where it is continuous (no sign, absolute
    value, sum or product is left in it), and each segment from the inner point meets only finitely
    many points at which a derivative has no value, since those are zeros of analytic functions.
    Between them the slope is 0; so the gap is the same at both ends.
    """
    gap = plain(left - right)
    letters = sorted(gap.free_symbols, key=str)
    if not letters or not _convex(domain, letters):
        return False
    if gap.has(sp.Sum, sp.Product, sp.sign, sp.Abs, sp.Derivative):
        return False
    if not all(same(sp.diff(gap, letter), sp.S.Zero, domain) for letter in letters):
        return False
    ones = Point(dict.fromkeys(letters, Fraction(1)), domain)
    zeros = Point(dict.fromkeys(letters, Fraction(0)), domain)
    signed = any(letter.is_positive or letter.is_negative for letter in letters)
    some = [at for at in (ones, *(() if signed else (zeros,))) if admissible(at, domain)]
    some += islice(points(set(letters), domain, 60), 8)
    return any(
        same(gap.xreplace(exactly(point)), sp.S.Zero, Domain())
        for point in some
        if _inner(point, domain)
    )


def _convex(domain: Domain, letters: list[sp.Symbol]) -> bool:
    if domain.nonzero or domain.whole or domain.unit_sums:
        return False
    if any(s.is_integer or (s.is_nonzero and any_sign(s)) for s in letters):
        return False
    gaps = [fact.lhs - fact.rhs for fact in domain.facts]
    return all(
        gap.is_polynomial() and sp.Poly(gap, *gap.free_symbols).total_degree() <= 1
        for gap in gaps
        if gap.free_symbols
    )


def _inner(point: Point, domain: Domain) -> bool:
    """Does the point lie on no edge of the domain?"""
    at = exactly(point)
    if any(s.is_positive is None and value == 0 and not any_sign(s) for s, value in at.items()):
        return False
    return all((fact.lhs - fact.rhs).xreplace(at) != 0 for fact in domain.facts)


def exactly(point: Point) -> dict[sp.Symbol, sp.Rational]:
    """The letters of a point with their values."""
    return {s: sp.Rational(n.numerator, n.denominator) for s, n in point.symbols.items()}
