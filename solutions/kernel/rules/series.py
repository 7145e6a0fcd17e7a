"""Infinite series Σ_{k≥a} P(k) q^k: they have a value where |q| < 1 is proved.

Taken as known: for |q| < 1 the series converges absolutely, and n^p q^n → 0. Every other infinite
series is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.kernel import trees
from solutions.kernel.binding import standard
from solutions.kernel.messages import Undecided
from solutions.kernel.reasoner import Reasoner


@dataclass(frozen=True)
class Term:
    """``weight · k^degree · ratio^k`` with weight and ratio free of k."""

    weight: sp.Expr
    degree: int
    ratio: sp.Expr


def is_series(expr: sp.Basic) -> bool:
    """Is it a sum without an end?"""
    return isinstance(expr, sp.Sum) and any(limit[2] is sp.oo for limit in expr.limits)


def terms(body: sp.Expr, k: sp.Symbol) -> tuple[Term, ...]:
    """The body as a sum of such terms; raises :class:`Undecided` for any other."""
    return tuple(_term(part, k) for part in sp.Add.make_args(sp.expand(body)))


def _term(part: sp.Expr, k: sp.Symbol) -> Term:
    weight, degree, ratio = sp.S.One, 0, sp.S.One
    for factor in sp.Mul.make_args(part):
        base, power = factor.as_base_exp()
        slope = sp.expand(power).coeff(k, 1)
        rest = sp.expand(power - slope * k)
        if k not in factor.free_symbols:
            weight *= factor
        elif base == k and power.is_Integer and power > 0:
            degree += int(power)
        elif k not in base.free_symbols | slope.free_symbols | rest.free_symbols:
            weight, ratio = weight * base**rest, ratio * base**slope
        else:
            raise Undecided(
                f"an infinite series of {part}: series of P({k})·q^{k} have a rule here, with a "
                "polynomial P"
            )
    return Term(weight, degree, ratio)


def require_convergence(expr: sp.Sum, on: Reasoner) -> None:
    """Raise :class:`Undecided` unless the series has a value on the domain."""
    if len(expr.limits) != 1:
        raise Undecided(f"{expr} is a series in more than one index")
    k, low, _ = expr.limits[0]
    if not low.is_Integer or low < 0:
        raise Undecided(f"{expr} does not begin at a number 0, 1, 2 …")
    for term in terms(expr.function, k):
        q = term.ratio
        if not (on.positive(1 - q) and on.positive(1 + q)):
            raise Undecided(
                f"the series of {expr.function} over {k} converges for |{q}| < 1, which is not "
                f"proved; add it: where=Domain(({q} < 1, {q} > -1))"
            )
        for part in (term.weight, q):
            on.tree(part)


def total(expr: sp.Sum, on: Reasoner) -> trees.Node:
    """The sum of its terms' series, each a generator ``Σ k^degree ratio^k``."""
    require_convergence(expr, on)
    k, low, _ = expr.limits[0]
    nodes = []
    for term in terms(expr.function, k):
        ratio = on.canonical(term.ratio)
        plain = standard(sp.Sum(k**term.degree * ratio**k, (k, low, sp.oo)))
        weight = on.tree(term.weight)
        nodes.append(("*", (weight, trees.atom(plain))))
    return ("+", tuple(nodes))
