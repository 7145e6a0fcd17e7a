"""Factorials and binomial coefficients: n! = n·(n − 1)!, C(n, k) = n!/(k!(n − k)!).

n! has a value here for a whole n ≥ 0, C(n, k) for whole 0 ≤ k ≤ n. A whole number is taken off the
argument, (m + c)! = m!·(m + 1) ⋯ (m + c), so that neighbours become multiples of one generator.
"""

from __future__ import annotations

import sympy as sp

from solutions.kernel import algebra, powers, signs, trees
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided

FURTHEST = 24


def factorial(argument: sp.Expr, domain: Domain) -> trees.Node:
    """The tree of ``argument!``."""
    if not powers.is_whole(argument, domain) or not signs.nonnegative(argument, domain):
        raise Undecided(
            f"{argument}! needs a whole {argument} ≥ 0; declare its letters integers, and add the "
            "sign to where=Domain((…,))"
        )
    if argument.is_Integer:
        return trees.translate(sp.factorial(argument), domain)
    number, rest = sp.expand(argument).as_coeff_Add()
    offset = int(number)
    if abs(offset) > FURTHEST or (offset > 0 and not signs.nonnegative(rest, domain)):
        return trees.atom(sp.factorial(algebra.canonical(argument, domain)))
    plain = trees.atom(sp.factorial(algebra.canonical(rest, domain)))
    over = [trees.translate(rest + step, domain) for step in range(1, offset + 1)]
    under = [trees.translate(rest - step, domain) for step in range(-offset)]
    return ("*", (plain, *over, *(("^", node, -1) for node in under)))


def binomial(top: sp.Expr, bottom: sp.Expr, domain: Domain) -> trees.Node:
    """The tree of C(top, bottom)."""
    if not signs.nonnegative(top - bottom, domain):
        raise Undecided(f"C({top}, {bottom}) needs {bottom} ≤ {top}; add it to where=Domain((…,))")
    parts = (factorial(part, domain) for part in (bottom, top - bottom))
    return ("*", (factorial(top, domain), *(("^", part, -1) for part in parts)))
