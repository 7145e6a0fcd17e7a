"""Bound variables: the letter that a rule binds, renamed so that nothing known of a free one helps.

The variable of an integral, the variable of a Gaussian density and the index of a sum are names
that the rule gives. A fact in the domain is about the free letter of that name, never about them.
"""

from __future__ import annotations

import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.kernel.terms.letters import Letter, opened
from solutions.printing.formulas import tex


class Bound(Letter):
    """A bound variable, of a class that no letter of a sheet has."""

    __slots__ = ()


def fresh(variable: sp.Symbol, **assumptions: bool | None) -> Bound:
    """A bound variable that prints as ``variable`` does and is another one."""
    bound: Bound = sp.Symbol.__xnew__(Bound, variable.name, **assumptions)
    bound.tex, bound.meaning = tex(variable), ""
    bound.root_tex = bound.members = ""
    return bound


def on_index(domain: Domain, index: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Domain:
    """The domain for a bound ``index`` = low … high, which runs over whole numbers."""
    lower = sp.GreaterThan(index, low, evaluate=False)
    upper = sp.GreaterThan(high, index, evaluate=False)
    return domain.and_(lower) if high is sp.oo else domain.and_(lower, upper)


def stated(domain: Domain) -> list[sp.Basic]:
    """All expressions in what a domain says of letters."""
    return [*domain.facts, *domain.whole, *domain.nonzero]


def spoken_of(letter: sp.Symbol, domain: Domain) -> list[sp.Basic]:
    """The facts, whole numbers and quantities that are not 0 in which ``letter`` occurs.

    A unit sum is declared for every value of its free letters, so it says nothing of one.
    """
    about = [part for part in stated(domain) if letter in part.free_symbols]
    return about + [
        unit for unit in domain.unit_sums if any(letter in limit for limit in _ends(unit))
    ]


def _ends(unit: sp.Sum) -> list[set[sp.Symbol]]:
    return [end.free_symbols for end in unit.limits[0][1:]]


def in_full(expr: sp.Basic) -> sp.Basic:
    """``expr`` with every abbreviation opened, so that nothing is hidden in a body."""
    return expr.replace(lambda part: opened(part) != part, lambda part: in_full(opened(part)))
