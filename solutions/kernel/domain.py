"""Where a statement is claimed to hold: declared signs, inequalities and unit sums.

A symbol's sign is declared with the symbol (``positive=True``); a :class:`Domain` adds
inequalities such as ``Δ ≤ t`` and normalisations such as ``Σ_y π(y) = 1``. Nothing else is ever
assumed by the kernel.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.relational import (
    GreaterThan,
    LessThan,
    Relational,
    StrictGreaterThan,
    StrictLessThan,
)

from solutions.kernel.binding import Index, replaced
from solutions.kernel.messages import Undecided

INEQUALITIES = (GreaterThan, StrictGreaterThan, LessThan, StrictLessThan)


class Slack(sp.Symbol):
    """How far the symbol ``of`` is from a bound; two symbols of one name have two slacks."""

    __slots__ = ("of",)

    def __new__(cls, of: sp.Symbol, **assumptions: bool | None) -> Slack:
        slack: Slack = sp.Symbol.__xnew__(cls, f"{of.name}'", **assumptions)
        slack.of = of
        return slack

    def _hashable_content(self) -> tuple[Any, ...]:
        return (*super()._hashable_content(), self.of)


@dataclass(frozen=True)
class Domain:
    """The points at which a statement is claimed.

    ``facts`` are inequalities; those with a bare symbol on a side help most to prove a sign.
    ``nonzero`` are expressions that are not zero. ``unit_sums`` are sums that equal one, each
    ``Sum(f(y, …), (y, 1, N))`` for every value of the other letters in it. ``whole`` are
    expressions that stand where a whole number stood.
    """

    facts: tuple[Relational, ...] = ()
    unit_sums: tuple[sp.Sum, ...] = ()
    whole: tuple[sp.Expr, ...] = ()
    nonzero: tuple[sp.Expr, ...] = ()
    put: tuple[tuple[sp.Basic, sp.Expr], ...] = ()

    def __post_init__(self) -> None:
        for fact in self.facts:
            if not isinstance(fact, INEQUALITIES):
                raise TypeError(f"a domain's fact is an inequality (<, ≤, >, ≥), not {fact!r}")
        known: dict[Any, tuple[Any, ...]] = {}
        for unit in self.unit_sums:
            _check_unit(unit)
            index, *limits = unit.limits[0]
            plain = (unit.function.xreplace({index: Index("i", integer=True)}), *limits)
            if known.setdefault(unit.function.func, plain) != plain:
                raise TypeError(f"two different sums of {unit.function.func} cannot both be 1")

    def and_(self, *facts: Relational, unit_sums: tuple[sp.Sum, ...] = ()) -> Domain:
        """The smaller domain on which ``facts`` and ``unit_sums`` hold too."""
        new = tuple(fact for fact in facts if fact not in self.facts and fact is not sp.true)
        more = tuple(total for total in unit_sums if total not in self.unit_sums)
        return replace(self, facts=self.facts + new, unit_sums=self.unit_sums + more)

    def join(self, other: Domain) -> Domain:
        """All that both assume."""
        wider = self.and_(*other.facts, unit_sums=other.unit_sums)
        return replace(
            wider,
            whole=tuple(dict.fromkeys(self.whole + other.whole)),
            nonzero=tuple(dict.fromkeys(self.nonzero + other.nonzero)),
            put=tuple(dict.fromkeys(self.put + other.put)),
        )

    def at(self, values: dict[sp.Basic, sp.Expr]) -> Domain:
        """The domain after symbols were replaced; no fact is lost.

        What a letter was declared to be becomes a fact on what replaces it. Facts that became
        numbers are checked; raises :class:`Undecided` where one is false.
        """
        facts = {str(fact): _moved(fact, values) for fact in self.facts}
        declared = {
            f"what {letter} is declared to be": sign
            for letter, value in values.items()
            for sign in _declared(letter, sp.sympify(value))
        }
        false = [told for told, now in (facts | declared).items() if now == sp.false]
        if false:
            raise Undecided(f"{false[0]} is false once {values} is put in: no point is left")
        whole = [replaced(expr, values) for expr in self.whole]
        whole += [sp.sympify(new) for old, new in values.items() if old.is_integer]
        nonzero = [replaced(expr, values) for expr in self.nonzero]
        if sp.S.Zero in nonzero:
            raise Undecided(f"a quantity that is not 0 becomes 0 once {values} is put in")
        moved = Domain(
            tuple(dict.fromkeys(fact for fact in facts.values() if fact != sp.true)),
            tuple(replaced(total, values) for total in self.unit_sums),
            tuple(dict.fromkeys(expr for expr in whole if not expr.is_integer)),
            tuple(dict.fromkeys(nonzero)),
            (*((old, replaced(new, values)) for old, new in self.put), *values.items()),
        )
        return moved.and_(*(sign for sign in declared.values() if not _known(sign, moved)))

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


def _check_unit(unit: sp.Sum) -> None:
    """``Σ f(y, x, …)`` over y from 1: f undefined, y once, other arguments letters or numbers."""
    index, low, _ = unit.limits[0]
    summand = unit.function
    others = [arg for arg in getattr(summand, "args", ()) if arg != index]
    good = (
        len(unit.limits) == 1
        and low == 1
        and isinstance(summand, AppliedUndef)
        and len(others) == len(summand.args) - 1
        and all(arg.is_Symbol or arg.is_Rational for arg in others)
        and len(set(others)) == len(others)
    )
    if not good:
        raise TypeError(f"a sum that equals one is Σ f(y, …) over y = 1 … N, not {unit}")


def _moved(fact: Relational, values: dict[sp.Basic, sp.Expr]) -> Any:
    return fact.func(replaced(fact.lhs, values), replaced(fact.rhs, values))


def _declared(letter: sp.Basic, value: sp.Expr) -> list[Any]:
    """The sign that ``letter`` is declared with, as a fact on ``value``."""
    if letter.is_positive:
        return [value > 0]
    if letter.is_negative:
        return [value < 0]
    if letter.is_nonnegative:
        return [value >= 0]
    if letter.is_nonpositive:
        return [value <= 0]
    if letter.is_nonzero and not value.is_nonzero:
        raise Undecided(f"{value} stands for {letter} and is not known to differ from 0")
    return []


def _known(fact: Any, domain: Domain) -> bool:
    """Does the domain imply the sign already?"""
    from solutions.kernel import signs  # which is about domains, and comes after them

    if not isinstance(fact, Relational):
        return bool(fact == sp.true)
    gap = fact.lhs - fact.rhs if ">" in fact.rel_op else fact.rhs - fact.lhs
    return signs.nonnegative(gap, domain) if "=" in fact.rel_op else signs.positive(gap, domain)


@lru_cache(maxsize=4096)
def _chart(facts: tuple[Relational, ...], counts: frozenset[sp.Symbol]) -> dict[sp.Symbol, sp.Expr]:
    chart: dict[sp.Symbol, sp.Expr] = {}
    bounds = sorted(filter(None, map(_bound, facts)), key=lambda bound: bound[2])
    for symbol, plain, upper, strict in bounds:
        bound = plain.xreplace(chart)
        if symbol in chart or symbol in bound.free_symbols:
            continue
        whole = bool(symbol.is_integer and bound.is_integer and not upper)
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
        chart = {old: new.xreplace({symbol: value}) for old, new in chart.items()}
        chart[symbol] = value
    inside = counts.union(*(value.free_symbols for value in chart.values())) - set(chart)
    counted = {
        symbol: 1 + Slack(symbol, nonnegative=True, integer=True)
        for symbol in sorted(inside, key=str)
        if symbol.is_integer and symbol.is_positive
    }
    return {symbol: value.xreplace(counted) for symbol, value in chart.items()} | counted


def _bound(fact: Relational) -> tuple[sp.Symbol, sp.Expr, bool, bool] | None:
    """``(symbol, bound, is it an upper bound, is it strict)``; of two symbols the larger one."""
    strict = isinstance(fact, StrictLessThan | StrictGreaterThan)
    small, large = (fact.lhs, fact.rhs) if "<" in fact.rel_op else (fact.rhs, fact.lhs)
    if large.is_Symbol:
        return large, small, False, strict
    return (small, large, True, strict) if small.is_Symbol else None
