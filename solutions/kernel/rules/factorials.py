"""Factorials and binomial coefficients: n! = n·(n − 1)!, C(n, k) = n!/(k!(n − k)!).

n! has a value here for a whole n ≥ 0, C(n, k) for whole 0 ≤ k ≤ n. A whole number is taken off the
argument, (m + c)! = m!·(m + 1) ⋯ (m + c), so that neighbours become multiples of one generator.
"""

from __future__ import annotations

import sympy as sp

from solutions.kernel.errors import Undecided
from solutions.kernel.reasoner import Reasoner
from solutions.kernel.terms import trees

FURTHEST = 24


def factorial(argument: sp.Expr, on: Reasoner) -> trees.Node:
    """The tree of ``argument!``."""
    if not on.whole(argument) or not on.nonnegative(argument):
        raise Undecided(
            f"{argument}! needs a whole {argument} ≥ 0; declare its letters integers, and add the "
            "sign to where=Domain((…,))"
        )
    if argument.is_Integer:
        return on.tree(sp.factorial(argument))
    number, rest = on.expanded(argument).as_coeff_Add()
    if not number.is_Integer:  # (r + 1/2)! is of a whole number and not of r, which need not be one
        return trees.atom(sp.factorial(on.canonical(argument)))
    offset = int(number)
    if abs(offset) > FURTHEST or (offset > 0 and not on.nonnegative(rest)):
        return trees.atom(sp.factorial(on.canonical(argument)))
    plain = trees.atom(sp.factorial(on.canonical(rest)))
    over = [on.tree(rest + step) for step in range(1, offset + 1)]
    under = [on.tree(rest - step) for step in range(-offset)]
    return ("*", (plain, *over, *(("^", node, -1) for node in under)))


def binomial(top: sp.Expr, bottom: sp.Expr, on: Reasoner) -> trees.Node:
    """The tree of C(top, bottom)."""
    if not on.nonnegative(top - bottom):
        raise Undecided(f"C({top}, {bottom}) needs {bottom} ≤ {top}; add it to where=Domain((…,))")
    parts = (factorial(part, on) for part in (bottom, top - bottom))
    return ("*", (factorial(top, on), *(("^", part, -1) for part in parts)))
