"""Where a typed expression is defined: the conditions of its text on the letters, as a domain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy as sp
from sympy.core.relational import Relational, Unequality

from solutions.kernel import signs
from solutions.kernel.domains.domain import INEQUALITIES, Domain
from solutions.kernel.messages import Undecided


def restricted(domain: Domain, conditions: Iterable[sp.Basic]) -> Domain:
    """The part of the domain where all conditions (``e ≠ 0``, ``e > 0``, ``e ≥ 0``) hold.

    Raises ValueError where one of them is false everywhere.
    """
    facts: list[Relational] = []
    nonzero: list[sp.Expr] = []
    for condition in conditions:
        if condition == sp.true or implied(condition, domain):
            continue
        if condition == sp.false:
            raise ValueError("it is not defined anywhere")
        if isinstance(condition, Unequality):
            nonzero += [f for f in _factors(condition.lhs - condition.rhs) if f not in nonzero]
        elif isinstance(condition, INEQUALITIES):
            facts.append(_bare(condition))
        else:
            raise TypeError(f"{condition} is no condition of that kind")
    more = tuple(expr for expr in nonzero if expr not in domain.nonzero)
    found = domain.and_(*facts)
    return Domain(found.facts, found.unit_sums, found.whole, found.nonzero + more)


def implied(condition: Any, domain: Domain) -> bool:
    """Is it proved that the domain lies where the condition holds?"""
    if not isinstance(condition, Relational):
        return bool(condition == sp.true)
    gap = condition.lhs - condition.rhs
    try:
        if isinstance(condition, Unequality):
            return signs.positive(gap, domain) or signs.positive(-gap, domain)
        gap = gap if ">" in condition.rel_op else -gap
        known = signs.nonnegative if "=" in condition.rel_op else signs.positive
        return known(gap, domain)
    except Undecided:
        return False


def _factors(expr: sp.Expr) -> list[sp.Expr]:
    """Factors that must each differ from zero; constants are left out."""
    top = sp.numer(sp.together(expr))
    if not top.free_symbols:
        return []
    try:
        return [factor for factor, _ in sp.factor_list(top)[1]]
    except sp.PolynomialError:  # such as √(πx), which SymPy takes for no polynomial
        return [top]


def _bare(fact: Relational) -> Relational:
    """``2x − 4 ≥ 0`` as ``x ≥ 2``, since a bare letter tells the kernel most."""
    gap = sp.expand(fact.lhs - fact.rhs)
    for letter in sorted(gap.free_symbols, key=str):
        slope = gap.coeff(letter)
        if slope.is_Rational and slope != 0 and not (gap - slope * letter).has(letter):
            bound = -(gap - slope * letter) / slope
            kind = fact.func if slope > 0 else fact.reversed.func
            return kind(letter, bound, evaluate=False)
    return fact
