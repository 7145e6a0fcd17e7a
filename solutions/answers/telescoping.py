"""Products whose factors cancel: ∏ (k + c + 1)/(k + c) is what is left at its two ends.

With linear factors in the index, those above and below the line are paired where they differ by a
whole number of places. Nothing is changed unless all of them pair up.
"""

from __future__ import annotations

from collections import Counter

import sympy as sp

FURTHEST = 4
"""Places that a factor above the line may be ahead of, or behind, its like below."""

Roots = Counter[sp.Expr]


def telescoped(value: sp.Expr) -> sp.Expr:
    """The expression with such products closed."""
    closed = {
        product: found
        for product in value.atoms(sp.Product)
        if (found := _closed(product)) is not None
    }
    return value.xreplace(closed) if closed else value


def _closed(product: sp.Product) -> sp.Expr | None:
    if len(product.limits) != 1:
        return None
    index, low, high = product.limits[0]
    constant, above, below = _linear(sp.factor(product.function), index)
    if constant is None:
        return None
    found = constant ** (high - low + 1)
    for root in list(above.elements()):
        like = next((other for other in below if _ahead(root, other) is not None), None)
        if like is None:
            return None
        below -= Counter([like])
        found *= _left(root, like, low, high)
    return None if below else found


def _linear(body: sp.Expr, index: sp.Symbol) -> tuple[sp.Expr | None, Roots, Roots]:
    """The body as constant · ∏ (index + c): the c above the line, and those below."""
    constant, sides = sp.S.One, (Counter[sp.Expr](), Counter[sp.Expr]())
    for factor in sp.Mul.make_args(body):
        base, power = factor.as_base_exp()
        if not factor.has(index):
            constant *= factor
            continue
        slope = sp.diff(base, index)
        if not power.is_Integer or slope.has(index) or slope == 0:
            return None, *sides
        constant *= slope**power
        root = sp.expand(sp.cancel(base / slope - index))
        sides[1 if power.is_negative else 0][root] += abs(int(power))
    return constant, *sides


def _ahead(root: sp.Expr, other: sp.Expr) -> int | None:
    gap = sp.expand(root - other)
    return int(gap) if gap.is_Integer and abs(int(gap)) <= FURTHEST else None


def _left(root: sp.Expr, other: sp.Expr, low: sp.Expr, high: sp.Expr) -> sp.Expr:
    """∏ (k + root)/(k + other) from low to high, for neighbours: its last over its first factor."""
    places = _ahead(root, other) or 0
    if places < 0:
        return 1 / _left(other, root, low, high)
    return sp.Mul(*((high + other + j) / (low + other + j - 1) for j in range(1, places + 1)))
