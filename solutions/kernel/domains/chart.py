"""Charts: bounded letters written with slacks, each restricted by its sign alone."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.core.relational import Relational, StrictGreaterThan, StrictLessThan

from solutions.kernel.terms.declared import plainly_whole


class Slack(sp.Symbol):
    """How far the symbol ``of`` is from a bound; two symbols of one name have two slacks."""

    __slots__ = ("of",)

    def __new__(cls, of: sp.Symbol, **assumptions: bool | None) -> Slack:
        slack: Slack = sp.Symbol.__xnew__(cls, f"{of.name}'", **assumptions)
        slack.of = of
        return slack

    def _hashable_content(self) -> tuple[Any, ...]:
        return (*super()._hashable_content(), self.of)


@lru_cache(maxsize=4096)
def chart(facts: tuple[Relational, ...], counts: frozenset[sp.Symbol]) -> dict[sp.Symbol, sp.Expr]:
    """Each bounded symbol with a slack, and what is whole and positive in ``counts`` as 1 + slack.

    ``t ≥ Δ`` gives ``t = Δ + t'`` with ``t' ≥ 0``; an upper bound alone on a positive symbol,
    ``p ≤ 1``, gives ``p = 1/(1 + p')``. A second bound on the same symbol is left out, which can
    only make a proof harder.
    """
    found: dict[sp.Symbol, sp.Expr] = {}
    bounds = sorted(filter(None, map(_bound, facts)), key=lambda bound: bound[2])
    for symbol, plain, upper, strict in bounds:
        bound = plain.xreplace(found)
        if symbol in found or symbol in bound.free_symbols:
            continue
        whole = bool(symbol.is_integer and plainly_whole(bound) and not upper)
        if strict and whole:
            bound, strict = bound + 1, False
        sign = {"positive": True} if strict else {"nonnegative": True}
        slack = Slack(symbol, **sign, integer=True if whole else None)
        if not upper:
            value = bound + slack
        elif symbol.is_positive:
            value = bound / (1 + slack)
        else:
            value = bound - slack
        found = {old: new.xreplace({symbol: value}) for old, new in found.items()}
        found[symbol] = value
    inside = counts.union(*(value.free_symbols for value in found.values())) - set(found)
    counted = {
        symbol: 1 + Slack(symbol, nonnegative=True, integer=True)
        for symbol in sorted(inside, key=str)
        if symbol.is_integer and symbol.is_positive
    }
    return {symbol: value.xreplace(counted) for symbol, value in found.items()} | counted


def _bound(fact: Relational) -> tuple[sp.Symbol, sp.Expr, bool, bool] | None:
    """``(symbol, bound, is it an upper bound, is it strict)``; of two symbols the larger one."""
    strict = isinstance(fact, StrictLessThan | StrictGreaterThan)
    small, large = (fact.lhs, fact.rhs) if "<" in fact.rel_op else (fact.rhs, fact.lhs)
    if large.is_Symbol:
        return large, small, False, strict
    return (small, large, True, strict) if small.is_Symbol else None
