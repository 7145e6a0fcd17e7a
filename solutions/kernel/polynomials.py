"""Trees over generators as quotients of polynomials, in a ring that an engine offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any

import sympy as sp
from sympy.polys.rings import PolyElement, PolyRing

from solutions.kernel import trees
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided


@dataclass(frozen=True)
class Generators:
    """The generators of some trees, in order, and how often each is split: ``key = g ** split``."""

    keys: tuple[trees.Key, ...]
    splits: tuple[int, ...]
    relations: tuple[tuple[int, int, trees.Node], ...]
    """``(index, split, tree)``: generator ``index`` to the power ``split`` equals ``tree``."""


def generators(nodes: tuple[trees.Node, ...], domain: Domain) -> Generators:
    """Collect the generators that occur in ``nodes`` and in the relations between them."""
    splits: dict[trees.Key, int] = {}
    relations: dict[trees.Key, trees.Node] = {}
    todo = list(nodes)
    while todo:
        for key, power in _leaves(todo.pop()):
            splits[key] = lcm(splits.get(key, 1), power.denominator)
            if key[0] == "root" and key not in relations:
                relations[key] = trees.translate(key[1], domain)
                todo.append(relations[key])
    keys = tuple(sorted(splits, key=lambda key: (key[0], key[1].sort_key())))
    index = {key: position for position, key in enumerate(keys)}
    return Generators(
        keys,
        tuple(splits[key] for key in keys),
        tuple((index[key], splits[key], node) for key, node in relations.items()),
    )


def _leaves(node: trees.Node) -> Iterator[tuple[trees.Key, Fraction]]:
    if node[0] == "g":
        yield node[1], node[2]
    elif node[0] == "^":
        yield from _leaves(node[1])
    elif node[0] != "q":
        for child in node[1]:
            yield from _leaves(child)


def evaluate(node: trees.Node, gens: Generators, ring: Any) -> tuple[Any, Any]:
    """``(numerator, denominator)`` of a tree; ``ring`` offers ``constant`` and ``generator``."""
    places = {key: position for position, key in enumerate(gens.keys)}

    def value(node: trees.Node) -> tuple[Any, Any]:
        kind = node[0]
        if kind == "q":
            return ring.constant(node[1]), ring.constant(Fraction(1))
        if kind == "g":
            place = places[node[1]]
            power = int(node[2] * gens.splits[place])
            bare = ring.generator(place) ** abs(power)
            unit = ring.constant(Fraction(1))
            return (bare, unit) if power >= 0 else (unit, bare)
        if kind == "^":
            top, bottom = value(node[1])
            power = node[2]
            return (top**power, bottom**power) if power >= 0 else (bottom**-power, top**-power)
        parts = [value(child) for child in node[1]]
        top, bottom = (
            (ring.constant(Fraction(0)), ring.constant(Fraction(1)))
            if kind == "+"
            else (ring.constant(Fraction(1)), ring.constant(Fraction(1)))
        )
        for up, down in parts:
            if kind == "*":
                top, bottom = top * up, bottom * down
            elif down == bottom:
                top = top + up
            else:
                top, bottom = top * down + up * bottom, bottom * down
        return top, bottom

    return value(node)


class SparseRing:
    """Engine one: SymPy's sparse polynomials over ℚ."""

    def __init__(self, size: int) -> None:
        self.ring = _ring(size)

    def constant(self, number: Fraction) -> PolyElement:
        return self.ring.ground_new(self.ring.domain(number.numerator, number.denominator))

    def generator(self, place: int) -> PolyElement:
        return self.ring.gens[place]

    def terms(self, poly: PolyElement) -> dict[tuple[int, ...], Any]:
        return dict(poly)

    def monomial(self, powers: tuple[int, ...], coefficient: Any) -> PolyElement:
        return self.ring.from_dict({powers: coefficient})


@lru_cache(maxsize=256)
def _ring(size: int) -> PolyRing:
    return PolyRing([f"g{place}" for place in range(size)] or ["g0"], sp.QQ, sp.lex)


def reduce_roots(poly: Any, gens: Generators, ring: Any) -> Any:
    """``poly`` with every generator's ``split``-th power replaced by what it is a root of."""
    changed = True
    while changed:
        changed = False
        for place, split, node in gens.relations:
            base, unit = evaluate(node, gens, ring)
            if unit != ring.constant(Fraction(1)):
                raise Undecided("a root of something that is not a polynomial")
            terms = ring.terms(poly)
            if all(powers[place] < split for powers in terms):
                continue
            changed = True
            total = ring.constant(Fraction(0))
            for powers, coefficient in terms.items():
                whole, rest = divmod(int(powers[place]), split)
                left = tuple(rest if at == place else p for at, p in enumerate(powers))
                total = total + ring.monomial(left, coefficient) * base**whole
            poly = total
    return poly
