"""Borrowing: a result is taken as the theorem that it is, with its relation and all it assumes.

What enters a definition has to be an equation. An approximation, a bound or an enclosure is none,
so it can't stand for a value; a limit can, where the quantity that is defined is about a limit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

from solutions.engine.objects import Value, bound_letters, functions, put
from solutions.engine.places import Source
from solutions.engine.quantities import LIMIT, Quantity
from solutions.kernel.composition import EQUAL, TENDS
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Malformed
from solutions.kernel.statement import Statement, instantiated
from solutions.relations.containment import dropped, within, without


class Borrowed(Protocol):
    """A line of a derivation, or a boxed result of another part."""

    @property
    def title(self) -> str: ...
    @property
    def lent(self) -> Statement: ...


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
    has to follow, see :func:`wanting`. Raises :class:`Malformed` for a result that is no equation.
    """
    gamma = where
    for borrowed in rests:
        lent = borrowed.lent
        _require_exact(borrowed.title, lent, limits=of.speaks_of(LIMIT))
        gamma = gamma.join(_beyond(gamma, lent.gamma, start))
    return gamma


def _beyond(known: Domain, lent: Domain, start: Value) -> Domain:
    """What ``lent`` says that ``known`` does not imply, of letters and functions free in both."""
    named = functions(start)
    apart = without(lent, bound_letters(start))
    return replace(
        apart,
        facts=tuple(fact for fact in apart.facts if within(known, Domain((fact,)))),
        whole=tuple(expr for expr in apart.whole if dropped(known, Domain(whole=(expr,)))),
        unit_sums=tuple(unit for unit in apart.unit_sums if unit.function.func in named),
    )


def wanting(
    gamma: Domain, start: Value, rests: tuple[Borrowed, ...]
) -> list[tuple[str, list[str]]]:
    """What results assume of an index of ``start`` and ``gamma`` does not give, by title."""
    indices, found = bound_letters(start), []
    for borrowed in rests:
        facts = tuple(f for f in borrowed.lent.gamma.facts if f.free_symbols & indices)
        if missing := within(gamma, Domain(facts)):
            found.append((borrowed.title, missing))
    return found


def _require_exact(title: str, lent: Statement, *, limits: bool) -> None:
    word = lent.relation.word
    if word == EQUAL or (limits and word == TENDS):
        return
    raise Malformed(
        f"{title} says {word} and not =, so its right side can't stand for the value; rest on an "
        "equation, go on from that line with .onward(…), or define something new by its formula: "
        "part.formula(name)"
    )
