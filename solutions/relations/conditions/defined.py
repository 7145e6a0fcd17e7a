"""Where an expression is defined: its conditions on the letters, as a part of Γ.

A claim about an expression is one about the points at which it has a value. There every condition
of it holds, so each may be assumed: what is proved on the smaller domain is proved of all of them.
SymPy proposes how a condition is written; the kernel certifies that it says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import sympy as sp
from sympy.core.relational import Relational, Unequality

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, INEQUALITIES, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import expanded
from solutions.relations.conditions.exact_zero import sign_of
from solutions.relations.conditions.fractions import numerator

Same = Callable[[sp.Expr, sp.Expr, Domain], bool]
"""Are two expressions proved to be the same wherever on the domain both have a value?"""


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
            gap = condition.lhs - condition.rhs
            nonzero += [factor for factor in _factors(gap) if factor not in nonzero]
        elif isinstance(condition, INEQUALITIES):
            facts.append(bare(condition))
        else:
            raise TypeError(f"{condition} is no condition of that kind")
    more = tuple(expr for expr in nonzero if expr not in domain.nonzero)
    return replace(domain.and_(*facts), nonzero=domain.nonzero + more)


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


def certainly(condition: Relational, place: Mapping[sp.Symbol, sp.Expr]) -> bool:
    """Is it proved that a condition holds where the letters are these numbers?"""
    try:
        sign = sign_of((condition.lhs - condition.rhs).xreplace(dict(place)))
    except Undecided:
        return False
    if isinstance(condition, Unequality):
        return sign != 0
    sign = sign if ">" in condition.rel_op else -sign
    return sign > 0 or (sign == 0 and "=" in condition.rel_op)


def _factors(expr: sp.Expr) -> list[sp.Expr]:
    """What must differ from zero for a visible product to do so; constants are left out."""
    found = []
    for factor in sp.Mul.make_args(numerator(expr)):
        while isinstance(factor, sp.Abs | sp.sign) or (factor.is_Pow and factor.exp.is_positive):
            factor = factor.args[0]
        if factor.is_Mul:
            found += _factors(factor)
        elif factor.free_symbols:
            found.append(factor)
    return list(dict.fromkeys(found))


def bare(fact: Relational) -> Relational:
    """``2x − 4 ≥ 0`` as ``x ≥ 2``, since a bare letter tells the kernel most."""
    gap = expanded(fact.lhs - fact.rhs, EVERYWHERE)
    for letter in sorted(gap.free_symbols, key=str):
        slope = gap.coeff(letter)
        if slope.is_Rational and slope != 0 and not (gap - slope * letter).has(letter):
            end = -(gap - slope * letter) / slope
            kind = fact.func if slope > 0 else fact.reversed.func
            return kind(letter, end, evaluate=False)
    return fact
