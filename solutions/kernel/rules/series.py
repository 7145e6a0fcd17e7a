"""Infinite series Σ_{k≥a} P(k) q^k: they have a value where |q| < 1 is proved.

Taken as known: for |q| < 1 the series converges absolutely, and n^p q^n → 0. Every other infinite
series is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.kernel.errors import Disagreement, Undecided
from solutions.kernel.reasoner import Reasoner
from solutions.kernel.rules.ranges import over
from solutions.kernel.terms import trees
from solutions.kernel.terms.binding import at, standard, working_index


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
    """The body as a sum of such terms; raises :class:`Undecided` for any other.

    Nothing is taken from a sign that k is declared with: SymPy would write 0 for 0^k.
    """
    index = working_index(body, positive=False)
    plain = sp.expand(at(body, k, index))
    return tuple(_term(part, index, k) for part in sp.Add.make_args(plain))


def _term(part: sp.Expr, k: sp.Symbol, named: sp.Symbol) -> Term:
    weight, degree, ratio = sp.S.One, 0, sp.S.One
    for factor in sp.Mul.make_args(part):
        base, power = factor.as_base_exp()
        slope = sp.expand(power).coeff(k, 1)
        rest = sp.expand(power - slope * k)
        if base == k and power.is_Integer and power > 0:
            degree += int(power)
        elif k not in base.free_symbols | slope.free_symbols | rest.free_symbols:
            weight, ratio = weight * base**rest, ratio * base**slope
        else:
            raise Undecided(
                f"an infinite series of {part.xreplace({k: named})}: series of "
                f"P({named})·q^{named} have a rule here, with a polynomial P"
            )
    return Term(weight, degree, ratio)


def require_convergence(expr: sp.Sum, on: Reasoner) -> None:
    """Raise :class:`Undecided` unless the series has a value on the domain."""
    if len(expr.limits) != 1:
        raise Undecided(f"{expr} is a series in more than one index")
    k, low, high = expr.limits[0]
    if not low.is_Integer or low < 0:
        raise Undecided(f"{expr} does not begin at a number 0, 1, 2 …")
    each = over(standard(expr.function), k, low, high, on)
    each.inside.tree(each.body)
    found = terms(each.body, each.index)
    again = (term.weight * each.index**term.degree * term.ratio**each.index for term in found)
    if each.inside.canonical(sp.Add(*again) - each.body) != 0:
        raise Disagreement(f"{expr.function} is not the sum of {found}, as SymPy expands it")
    for term in found:
        q = term.ratio
        if not (on.positive(1 - q) and on.positive(1 + q)):
            raise Undecided(
                f"the series of {expr.function} over {k} converges for |{q}| < 1, which is not "
                f"proved; add it: where=Domain(({q} < 1, {q} > -1))"
            )


def total(expr: sp.Sum, on: Reasoner) -> trees.Node:
    """The sum of its terms' series, each a generator ``Σ k^degree ratio^k``."""
    require_convergence(expr, on)
    old, low, _ = expr.limits[0]
    nodes = []
    for term in terms(expr.function, old):
        ratio = on.canonical(term.ratio)
        k = working_index(ratio, positive=False)
        plain = standard(sp.Sum(k**term.degree * ratio**k, (k, low, sp.oo)))
        weight = on.tree(term.weight)
        nodes.append(("*", (weight, trees.atom(plain))))
    return ("+", tuple(nodes))
