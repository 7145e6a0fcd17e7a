"""Borrowing: a result is taken as the theorem that it is, with its relation and all it assumes.

What enters a definition has to be an equation. An approximation, a bound or an enclosure is none,
so it can't stand for a value; a limit can, where the quantity that is defined is about a limit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import sympy as sp

from solutions.kernel import signs
from solutions.kernel.composition import EQUAL, TENDS
from solutions.kernel.context import free, require_not_spent, require_one_value, shown_everywhere
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.statement import Statement, instantiated
from solutions.objects.laws import Value, bound_letters, put, ranges
from solutions.objects.quantities import LIMIT, Quantity
from solutions.printing.formulas import text
from solutions.relations.conditions.binders import fresh, on_index, stated
from solutions.relations.conditions.containment import dropped, within, without
from solutions.work.places import Source


class Borrowed(Protocol):
    """A line of a derivation, or a boxed result of another part."""

    @property
    def title(self) -> str: ...
    @property
    def lent(self) -> Statement: ...
    @property
    def hidden(self) -> frozenset[Any]:
        """The letters that have a value in what is said, though its left side never showed them."""


@dataclass(frozen=True)
class Used:
    """A boxed result of another part, with letters replaced, under all that it assumes.

    It is line ``line`` of the derivation ``of``, with ``values`` put for letters.
    """

    part: str
    name: str
    of: Any
    line: int
    values: tuple[tuple[Any, Any], ...]
    source: Source

    @cached_property
    def lent(self) -> Statement:
        """What it says here, under all that it assumes."""
        return instantiated(self.of.statement(self.line), dict(self.values), put)

    @property
    def hidden(self) -> frozenset[Any]:
        """The letters that have a value there, though the left side does not show them."""
        said = self.of.statement(self.line)
        put_here = frozenset(old for old, _ in self.values) - shown_everywhere(said)
        return put_here | self.of.upto(self.line).hidden

    @property
    def title(self) -> str:
        """``1c law``."""
        return f"{self.part} {self.name}"

    @property
    def value(self) -> Value:
        """Its right side; raises :class:`Malformed` where that is no exact value."""
        _require_exact(self.title, self.lent, limits=True)
        return self.lent.right


def assumed(where: Domain, start: Value, of: Quantity, rests: tuple[Borrowed, ...]) -> Domain:
    """Γ of a definition: ``where``, and all that the results it rests on assume beyond that.

    What they assume of an index of ``start`` is not added, since it has no one value outside: it
    has to follow, see :func:`wanting`. Raises :class:`Malformed` for a result that is no equation,
    and :class:`NoTheorem` where a letter is spoken of that a result has put a value for.
    """
    gamma = where
    for borrowed in rests:
        lent = borrowed.lent
        _require_exact(borrowed.title, lent, limits=of.speaks_of(LIMIT))
        gamma = gamma.join(_beyond(gamma, borrowed, start))
    require_one_value(gamma)
    if gamma.put != where.put:
        require_not_spent(gamma, free(of) | free(start) | _about(where))
    return gamma


def _beyond(known: Domain, borrowed: Borrowed, start: Value) -> Domain:
    """What is assumed there and ``known`` does not imply, of what is free in ``start``.

    A value that was put for a letter which the left side shows is seen there: X_3 is X_n at n = 3;
    and one that an index runs through is put again for each.
    """
    lent, indices = borrowed.lent.gamma, bound_letters(start)
    apart = without(lent, indices)
    return replace(
        apart,
        facts=tuple(fact for fact in apart.facts if within(known, Domain((fact,)))),
        whole=tuple(expr for expr in apart.whole if dropped(known, Domain(whole=(expr,)))),
        put=tuple(
            (old, new)
            for old, new in lent.put
            if old in borrowed.hidden and not new.free_symbols & indices
        ),
    )


def wanting(
    gamma: Domain, start: Value, rests: tuple[Borrowed, ...]
) -> list[tuple[str, list[str]]]:
    """What results assume of an index of ``start`` and its range does not give, by title."""
    found = []
    for borrowed in rests:
        missing = [told for over in ranges(start) for told in _missing(borrowed, gamma, *over)]
        if missing:
            found.append((borrowed.title, list(dict.fromkeys(missing))))
    return found


def _missing(
    borrowed: Borrowed, gamma: Domain, index: sp.Symbol, low: sp.Expr, high: sp.Expr
) -> list[str]:
    """What a result assumes of an index, and is not so from ``low`` to ``high``."""
    lent = borrowed.lent.gamma
    kept = {n: [e for e in getattr(lent, n) if e.has(index)] for n in ("facts", "whole", "nonzero")}
    if not any(kept.values()):
        return []
    one = fresh(index, integer=True, positive=True if low.is_Integer and low > 0 else None)
    inside = on_index(without(gamma, {index}), one, low, high)
    moved = {name: tuple(e.xreplace({index: one}) for e in kept[name]) for name in kept}
    facts = tuple(fact for fact in moved["facts"] if fact != sp.true)
    if sp.false in facts:
        return [f"{index} where {lent} is false"]
    return [
        *within(inside, Domain(facts)),
        *(
            f"{text(expr)} is a whole number"
            for expr in moved["whole"]
            if not signs.whole(expr, inside)
        ),
        *(f"{text(expr)} ≠ 0" for expr in moved["nonzero"] if not _differs(expr, inside)),
    ]


def _differs(expr: sp.Expr, domain: Domain) -> bool:
    try:
        signs.require_nonzero(expr, domain)
    except Undecided:
        return False
    return True


def _about(where: Domain) -> set[sp.Symbol]:
    return set().union(*(part.free_symbols for part in stated(where)))


def _require_exact(title: str, lent: Statement, *, limits: bool) -> None:
    word = lent.relation.word
    if word == EQUAL or (limits and word == TENDS):
        return
    raise Malformed(
        f"{title} says {word} and not =, so its right side can't stand for the value; rest on an "
        "equation, go on from that line with .onward(…), or define something new by its formula: "
        "part.formula(name)"
    )
