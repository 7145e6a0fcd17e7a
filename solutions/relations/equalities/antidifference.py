"""Antidifferences: candidates F for F(k + 1) − F(k) = f(k), found by any means, believed by none.

Pairs of neighbours are taken out first, then terms P(k)·b^k with a polynomial P by solving for the
coefficients, and for the rest Gosper's algorithm is asked. The difference is judged by
:mod:`solutions.relations.equalities.summation`.
"""

from __future__ import annotations

import sympy as sp
from sympy.concrete.gosper import gosper_term

LAGS = 3
"""a(k + m) − a(k) is looked for up to this m."""
DEGREE = 12
LARGEST = 80
"""Operations in a summand that Gosper's algorithm is asked for."""


def antidifference(body: sp.Expr, k: sp.Symbol) -> sp.Expr | None:
    """A candidate for F, or ``None``."""
    found, rest = _neighbours(body, k)
    if rest == 0:
        return found
    more = _exponential_polynomial(rest, k)
    if more is None:
        more = _gosper(rest, k)
    return None if more is None else found + more


def _neighbours(body: sp.Expr, k: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """What a(k + m) − a(k) in the body are the differences of, and what is left."""
    terms = [
        term
        for part in sp.Add.make_args(sp.expand(body))
        for term in sp.Add.make_args(sp.expand(sp.expand_log(part, force=True)))
        if term != 0
    ]
    found = sp.S.Zero
    for lag in range(1, LAGS + 1):
        for term in list(terms):
            later = sp.expand(-term.xreplace({k: k + lag}))
            apart = later != term and k in term.free_symbols
            if apart and term in terms and later in terms:
                terms.remove(term)
                terms.remove(later)
                found -= sp.Add(*(term.xreplace({k: k + step}) for step in range(lag)))
    return found, sp.Add(*terms)


def _exponential_polynomial(body: sp.Expr, k: sp.Symbol) -> sp.Expr | None:
    """F for Σ P(k)·b^k with b free of k."""
    by_base: dict[sp.Expr, dict[int, sp.Expr]] = {}
    for term in sp.Add.make_args(sp.expand(body)):
        taken = _term(term, k)
        if taken is None:
            return None
        weight, degree, base = taken
        terms = by_base.setdefault(base, {})
        terms[degree] = terms.get(degree, sp.S.Zero) + weight
    return sp.Add(*(_solved(terms, base, k) for base, terms in by_base.items()))


def _term(term: sp.Expr, k: sp.Symbol) -> tuple[sp.Expr, int, sp.Expr] | None:
    """``weight · k^degree · base^k``."""
    weight, degree, base = sp.S.One, 0, sp.S.One
    for factor in sp.Mul.make_args(term):
        below, power = factor.as_base_exp()
        if k not in factor.free_symbols:
            weight *= factor
        elif below == k and power.is_Integer and 0 < power <= DEGREE:
            degree += int(power)
        elif k not in below.free_symbols:
            slope = sp.expand(power).coeff(k, 1)
            rest = sp.expand(power - slope * k)
            if k in slope.free_symbols | rest.free_symbols:
                return None
            weight, base = weight * below**rest, base * below**slope
        else:
            return None
    return weight, degree, base


def _solved(terms: dict[int, sp.Expr], base: sp.Expr, k: sp.Symbol) -> sp.Expr:
    """F = Q(k)·b^k with b·Q(k + 1) − Q(k) = P(k), from the highest coefficient down."""
    top = max(terms)
    left = [terms.get(degree, sp.S.Zero) for degree in range(top + 1)]
    shift = 1 if base == 1 else 0
    found = [sp.S.Zero] * (top + 1 + shift)
    for degree in range(top, -1, -1):
        place = degree + shift
        scale = sp.Integer(place) if shift else base - 1
        found[place] = left[degree] / scale
        for lower in range(degree):
            left[lower] -= base * sp.binomial(place, lower) * found[place]
    return sp.Add(*(c * k**place for place, c in enumerate(found))) * base**k


def _gosper(body: sp.Expr, k: sp.Symbol) -> sp.Expr | None:
    if body.has(sp.core.function.AppliedUndef, sp.Sum, sp.Product) or body.count_ops() > LARGEST:
        return None
    try:
        factor = gosper_term(body, k)
        return None if factor is None else sp.combsimp(sp.factor(factor * body))
    except Exception:  # a search of SymPy's, which may fail in any way; nothing rests on it
        return None
