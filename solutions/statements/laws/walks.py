"""Walks: two members of a recursion that adds what is independent, and the law of each by both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.identity import expanded
from solutions.objects.laws import Combination, Normal, Recursion
from solutions.objects.quantities import Quantity
from solutions.statements.chain import Chain
from solutions.statements.laws.conditions import leaves, same, weighed


@dataclass(frozen=True)
class Stretch:
    """Two members of a walk, each step of which adds what is independent to what was there."""

    earlier: Quantity
    later: Quantity
    forwards: bool
    """Is the one that was asked about the later one?"""


def stretches(variable: Quantity, other: Quantity, declared: Iterable[Chain]) -> Iterator[Stretch]:
    """The walks that two variables are on, if it is known which comes first."""
    for one in declared:
        walk = one.start
        if not isinstance(walk, Recursion) or not isinstance(walk.then, Combination):
            continue
        own = [term.factor for term in walk.then.terms if term.variable == one.of]
        places = [_place_of(one.of, walk.on, member) for member in (variable, other)]
        if own != [sp.S.One] or None in places:
            continue
        gamma = one.opening.gamma
        for forwards, ahead in ((True, places[0] - places[1]), (False, places[1] - places[0])):
            if signs.positive(ahead, gamma):
                pair = (other, variable) if forwards else (variable, other)
                yield Stretch(*pair, forwards)


def _place_of(general: Quantity, on: sp.Symbol, member: Quantity) -> Any:
    """The number of steps after which a walk is at a member; ``None`` if it is none of it."""
    if general.name != member.name:
        return None
    for mine, wanted in leaves(general, member):
        first, second = (mine.xreplace({on: sp.Integer(number)}) for number in (0, 1))
        if second != first:
            place = expanded((wanted - first) / (second - first), EVERYWHERE)
            return place if same(general.at({on: place}), member) else None
    return None


def along(stretch: Stretch, earlier: Normal, later: Normal, number: Any, gamma: Domain) -> Any:
    """The law of one member of a walk where the other one is ``number``; ``None`` if not known."""
    parts = (earlier.mean, earlier.variance, later.mean, later.variance, number)
    if not all(isinstance(part, sp.Expr) for part in parts):
        return None
    rest = Normal(later.mean - earlier.mean, later.variance - earlier.variance)
    if stretch.forwards:
        return Normal(number + rest.mean, rest.variance)
    return weighed(earlier, sp.S.One, rest, number, gamma)
