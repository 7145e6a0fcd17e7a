"""Does a value certainly differ from another at a point? Points and known values are kept.

This is how the engine refutes an identity, without the search for a point with simpler numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import flint
import sympy as sp

from solutions.evidence.counterexamples import points
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.numbers.balls import Number
from solutions.numbers.points import Point
from solutions.numbers.values import value
from solutions.objects.laws import Enclosure, Value, components

TRIES, KEPT, BITS = 40, 12, 96


@lru_cache(maxsize=1024)
def sample(letters: frozenset[sp.Symbol], domain: Domain) -> tuple[Point, ...]:
    """A few admissible points; none where none are found."""
    found = []
    for point in points(set(letters), domain, TRIES):
        found.append(point)
        if len(found) == KEPT:
            break
    return tuple(found)


def at(expr: sp.Expr, point: Point) -> Number | None:
    """The value at a point, or ``None`` where it has none."""
    try:
        return value(expr, point, BITS)
    except Undecided:
        return None


def apart(one: Number | None, other: Number | None) -> bool:
    """Are both known, and certainly not equal?"""
    if one is None or other is None:
        return False
    if isinstance(one, flint.fmpq) and isinstance(other, flint.fmpq):
        return bool(one != other)
    return not flint.arb(one).overlaps(flint.arb(other))


def below(one: Number | None, other: Number | None) -> bool:
    """Are both known, and is ``one`` certainly less than ``other``?"""
    return one is not None and other is not None and bool(flint.arb(one) < flint.arb(other))


def ends(of: Value) -> list[sp.Expr] | None:
    """The numbers of a value, both ends of an enclosure; ``None`` if it has none."""
    try:
        found: list[sp.Expr] = []
        for _, number in components(of):
            found += [number.lower, number.upper] if isinstance(number, Enclosure) else [number]
    except (Malformed, Undecided):
        return None
    return found


@dataclass
class Known:
    """A value that many others are compared with."""

    of: Value
    domain: Domain
    _values: dict[Any, Number | None] = field(default_factory=dict)

    def differs(self, other: Value) -> bool:
        """Does ``other`` certainly differ at one of the points?"""
        return any(apart(mine, theirs) for mine, theirs in self.beside(other, 0))

    def beside(self, other: Value, first: int) -> Iterator[tuple[Number | None, Number | None]]:
        """Pairs of values of this and of ``other``, number by number, point by point.

        Numbers before ``first`` are left out; nothing comes where the two are of different kinds.
        """
        mine, theirs = ends(self.of), ends(other)
        if mine is None or theirs is None or len(mine) != len(theirs):
            return
        letters = frozenset().union(*(expr.free_symbols for expr in (*mine, *theirs)))
        for number, point in enumerate(sample(letters, self.domain)):
            for place in range(first, len(mine)):
                key = (letters, place, number)
                if key not in self._values:
                    self._values[key] = at(mine[place], point)
                yield self._values[key], at(theirs[place], point)
