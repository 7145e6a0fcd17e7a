"""Where a statement is claimed to hold: declared signs, inequalities and unit sums.

A symbol's sign is declared with the symbol (``positive=True``); a :class:`Domain` adds
inequalities such as ``Δ ≤ t`` and normalisations such as ``Σ_y π(y) = 1``. Nothing else is ever
assumed by the kernel.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import sympy as sp
from sympy.core.relational import (
    GreaterThan,
    LessThan,
    Relational,
    StrictGreaterThan,
    StrictLessThan,
)

from solutions.engine.messages import Undecided


@dataclass(frozen=True)
class Domain:
    """The points at which a statement is claimed.

    ``facts`` are inequalities one side of which is a bare symbol. ``unit_sums`` are sums over a
    finite set that equal one, each a ``Sum(f(y), (y, 1, N))``. ``tex`` is what a page shows.
    """

    facts: tuple[Relational, ...] = ()
    unit_sums: tuple[sp.Sum, ...] = ()

    def __post_init__(self) -> None:
        for fact in self.facts:
            if not isinstance(fact, Relational) or not any(
                side.is_Symbol for side in (fact.lhs, fact.rhs)
            ):
                raise TypeError(f"a domain's fact compares a symbol with something, not {fact!r}")

    def and_(self, *facts: Relational, unit_sums: tuple[sp.Sum, ...] = ()) -> Domain:
        """The smaller domain on which ``facts`` and ``unit_sums`` hold too."""
        new = tuple(fact for fact in facts if fact not in self.facts and fact is not sp.true)
        more = tuple(total for total in unit_sums if total not in self.unit_sums)
        return replace(self, facts=self.facts + new, unit_sums=self.unit_sums + more)

    def at(self, values: dict[sp.Basic, sp.Expr]) -> Domain:
        """The domain after symbols were replaced; facts that became numbers are checked."""
        facts = []
        for fact in self.facts:
            moved = fact.xreplace(values)
            if moved == sp.false:
                raise Undecided(f"{fact} is false once {values} is put in: no point is left")
            if moved != sp.true:
                facts.append(moved)
        sums = tuple(total.xreplace(values) for total in self.unit_sums)
        kept = tuple(f for f in facts if f.lhs.is_Symbol or f.rhs.is_Symbol)
        return Domain(kept, sums)

    def with_index(self, index: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Domain:
        """The domain inside a sum: ``low ≤ index``, and ``index ≤ high`` where that is a bound."""
        inside = self.and_(sp.GreaterThan(index, low, evaluate=False))
        if high.is_Symbol:
            inside = inside.and_(sp.GreaterThan(high, index, evaluate=False))
        return inside

    def chart(self, symbols: frozenset[sp.Symbol] = frozenset()) -> dict[sp.Symbol, sp.Expr]:
        """Each bounded symbol written with a slack that only its sign restricts.

        ``t ≥ Δ`` gives ``t = Δ + t'`` with ``t' ≥ 0``; an upper bound alone on a positive symbol,
        ``p ≤ 1``, gives ``p = 1/(1 + p')``; a positive integer among ``symbols`` is at least 1.
        A second bound on the same symbol is left out, which can only make a proof harder.
        """
        return _chart(self.facts, frozenset(s for s in symbols if s.is_integer and s.is_positive))


EVERYWHERE = Domain()
"""No restriction besides the letters' own signs."""


@lru_cache(maxsize=4096)
def _chart(facts: tuple[Relational, ...], counts: frozenset[sp.Symbol]) -> dict[sp.Symbol, sp.Expr]:
    chart: dict[sp.Symbol, sp.Expr] = {}
    lower_first = sorted(facts, key=lambda fact: _bound(fact)[2])
    for fact in lower_first:
        symbol, bound, upper, strict = _bound(fact)
        if symbol in chart:
            continue
        bound = bound.xreplace(chart)
        if symbol in bound.free_symbols:
            continue
        slack = (
            sp.Symbol(f"{symbol.name}'", positive=True)
            if strict
            else sp.Symbol(f"{symbol.name}'", nonnegative=True)
        )
        if not upper:
            value = bound + slack
        elif symbol.is_positive:
            value = bound / (1 + slack)
        else:
            value = bound - slack
        chart = {old: new.xreplace({symbol: value}) for old, new in chart.items()}
        chart[symbol] = value
    inside = counts.union(*(value.free_symbols for value in chart.values())) - set(chart)
    whole = {
        symbol: 1 + sp.Symbol(f"{symbol.name}'", nonnegative=True)
        for symbol in sorted(inside, key=str)
        if symbol.is_integer and symbol.is_positive
    }
    return {symbol: value.xreplace(whole) for symbol, value in chart.items()} | whole


def _bound(fact: Relational) -> tuple[sp.Symbol, sp.Expr, bool, bool]:
    """``(symbol, bound, is it an upper bound, is it strict)``; a symbol on the left first."""
    upper = isinstance(fact, LessThan | StrictLessThan)
    strict = isinstance(fact, StrictLessThan | StrictGreaterThan)
    if not isinstance(fact, GreaterThan | StrictGreaterThan | LessThan | StrictLessThan):
        raise TypeError(f"{fact} is not an inequality")
    if fact.lhs.is_Symbol:
        return fact.lhs, fact.rhs, upper, strict
    return fact.rhs, fact.lhs, not upper, strict
