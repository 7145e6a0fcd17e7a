"""Γ: where a statement is claimed to hold, and all that it assumes.

A symbol's sign is declared with the symbol (``positive=True``); a :class:`Domain` adds
inequalities such as ``Δ ≤ t`` and normalisations such as ``Σ_y π(y) = 1``. Nothing else is ever
assumed by the kernel.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

import sympy as sp
from sympy.core.relational import (
    GreaterThan,
    LessThan,
    Relational,
    StrictGreaterThan,
    StrictLessThan,
)

from solutions.kernel.domains import unit_sums
from solutions.kernel.domains.chart import chart
from solutions.kernel.domains.substitution import assumed, moved, said, value_of
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.binding import replaced
from solutions.kernel.terms.declared import plainly_whole

INEQUALITIES = (GreaterThan, StrictGreaterThan, LessThan, StrictLessThan)


@dataclass(frozen=True)
class Domain:
    """The points at which a statement is claimed.

    ``facts`` are inequalities; those with a bare symbol on a side help most to prove a sign.
    ``nonzero`` are expressions that are not zero, ``whole`` those that stand where a whole number
    stood. ``unit_sums`` are sums that equal one, each ``Sum(f(y, x…), (y, 1, N))`` for every x of
    its declared kind (:mod:`solutions.kernel.domains.unit_sums`). ``put`` says which letter was
    replaced by what; it is there to be shown, and no rule uses it.
    """

    facts: tuple[Relational, ...] = ()
    unit_sums: tuple[sp.Sum, ...] = ()
    whole: tuple[sp.Expr, ...] = ()
    nonzero: tuple[sp.Expr, ...] = ()
    put: tuple[tuple[sp.Symbol, sp.Expr], ...] = ()

    def __post_init__(self) -> None:
        for one in fields(self):
            given = getattr(self, one.name)
            if not isinstance(given, tuple):
                raise TypeError(
                    f"a domain's {one.name} are a tuple, as in {one.name}=(…,): {given!r}"
                )
        for expr in (*self.whole, *self.nonzero):
            if not isinstance(expr, sp.Expr):
                raise TypeError(f"what is whole or not zero is an expression, not {expr!r}")
        for fact in self.facts:
            if not isinstance(fact, INEQUALITIES):
                raise TypeError(f"a domain's fact is an inequality (<, ≤, >, ≥), not {fact!r}")
        known: dict[Any, sp.Sum] = {}
        for unit in self.unit_sums:
            unit_sums.check(unit, self.whole)
            plain = unit_sums.general(unit)
            if known.setdefault(unit.function.func, plain) != plain:
                raise TypeError(f"two different sums of {unit.function.func} cannot both be 1")

    def join(self, other: Domain) -> Domain:
        """The domain on which all holds that either assumes."""
        return Domain(
            tuple(dict.fromkeys(self.facts + other.facts)),
            tuple(dict.fromkeys(self.unit_sums + other.unit_sums)),
            tuple(dict.fromkeys(self.whole + other.whole)),
            tuple(dict.fromkeys(self.nonzero + other.nonzero)),
            tuple(dict.fromkeys(self.put + other.put)),
        )

    def and_(self, *facts: Relational, unit_sums: tuple[sp.Sum, ...] = ()) -> Domain:
        """The smaller domain on which ``facts`` and ``unit_sums`` hold too."""
        new = tuple(fact for fact in facts if fact is not sp.true)
        return self.join(Domain(new, unit_sums, self.whole))

    def at(self, values: Mapping[sp.Symbol, Any]) -> Domain:
        """The domain after free letters were replaced by values of their kinds; no fact is lost.

        What a letter was declared to be becomes a fact on what replaces it. Raises
        :class:`~solutions.kernel.errors.Malformed` where something else than a letter is to be
        replaced, and :class:`Undecided` where a fact becomes false.
        """
        new = {letter: value_of(letter, value) for letter, value in values.items()}
        facts = [moved(fact, new) for fact in self.facts]
        signs, whole, nonzero = assumed(new)
        names = [*map(str, self.facts), *(f"what {letter} is declared to be" for letter in signs)]
        told = zip(names, [*facts, *signs.values()], strict=True)
        false = [name for name, fact in told if fact == sp.false]
        if false:
            raise Undecided(f"{false[0]} is false once {values} is put in: no point is left")
        whole = [*(replaced(expr, new) for expr in self.whole), *whole]
        if any(expr.is_Rational and not expr.is_Integer for expr in whole):
            raise Undecided(f"a whole number becomes a fraction once {values} is put in")
        nonzero = [*(replaced(expr, new) for expr in self.nonzero), *nonzero]
        if sp.S.Zero in nonzero:
            raise Undecided(f"a quantity that is not 0 becomes 0 once {values} is put in")
        kept = [fact for fact in facts if fact != sp.true]
        kept += [fact for fact in signs.values() if not (fact == sp.true or said(fact, kept))]
        return Domain(
            tuple(dict.fromkeys(kept)),
            tuple(unit_sums.put(unit, new) for unit in self.unit_sums),
            tuple(dict.fromkeys(expr for expr in whole if not plainly_whole(expr))),
            tuple(dict.fromkeys(expr for expr in nonzero if not expr.is_Rational)),
            self.put + tuple(new.items()),
        )

    def with_index(self, index: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Domain:
        """The domain inside a sum: ``low ≤ index``, and ``index ≤ high`` where that is a bound."""
        inside = self.and_(sp.GreaterThan(index, low, evaluate=False))
        if high.is_Symbol:
            inside = inside.and_(sp.GreaterThan(high, index, evaluate=False))
        return inside

    def chart(self, symbols: Collection[sp.Symbol] = ()) -> dict[sp.Symbol, sp.Expr]:
        """Each bounded symbol written with a slack that only its sign restricts."""
        return chart(self.facts, frozenset(symbols))


EVERYWHERE = Domain()
"""No restriction besides the letters' own signs."""
