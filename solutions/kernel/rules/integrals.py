"""Definite integrals as generators: they exist where the integrand has a value on [low, high].

Everything in the kernel's language that has a value all over a closed interval is continuous there,
except undefined functions and indicators, which are refused under an integral sign.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.domains.domain import Domain
from solutions.kernel.domains.variables import renamed
from solutions.kernel.errors import Undecided
from solutions.kernel.reasoner import Reasoner
from solutions.kernel.terms import trees
from solutions.kernel.terms.letters import opened

JUMPS = (sp.Piecewise, sp.Heaviside, sp.sign, sp.floor, sp.ceiling, sp.Derivative)


@dataclass(frozen=True)
class Integral:
    """``∫ body dx`` over [low, high], its variable under a name of its own, and Γ inside."""

    body: sp.Expr
    variable: sp.Symbol
    low: sp.Expr
    high: sp.Expr
    inside: Domain


def taken_apart(expr: sp.Integral, on: Reasoner) -> Integral:
    """The outermost integral, over a closed interval; raises :class:`Undecided` for any other."""
    *inner, limits = expr.limits
    if len(limits) != 3:
        raise Undecided(f"{expr} is not an integral over an interval with two ends")
    old, low, high = limits
    if not (low.is_finite is not False and high.is_finite is not False):
        raise Undecided(f"{expr} has an infinite end; write it as the limit that it is")
    body, x = renamed(
        sp.Integral(expr.function, *inner) if inner else expr.function, old, on.domain
    )
    if not on.nonnegative(high - low):
        raise Undecided(
            f"{low} ≤ {high} is needed for the ends of an integral; add it to where=Domain((…,))"
        )
    inside = on.domain.and_(
        sp.GreaterThan(x, low, evaluate=False), sp.LessThan(x, high, evaluate=False)
    )
    _refuse_jumps(body, x)
    return Integral(body, x, low, high, inside)


def _refuse_jumps(body: sp.Expr, x: sp.Symbol) -> None:
    for part in body.atoms(AppliedUndef, *JUMPS):
        meant = opened(part)
        if x in part.free_symbols and meant != part:
            _refuse_jumps(meant, x)
        elif x in part.free_symbols:
            raise Undecided(f"{part} under an integral sign is not known to be continuous")


def total(expr: sp.Integral, on: Reasoner) -> trees.Node:
    """The generator that an integral is, once it is known to exist."""
    found = taken_apart(expr, on)
    body = on.on(found.inside).canonical(found.body)
    on.on(found.inside).tree(found.body)
    ends = (on.canonical(end) for end in (found.low, found.high))
    return trees.atom(sp.Integral(body, (found.variable, *ends)))
