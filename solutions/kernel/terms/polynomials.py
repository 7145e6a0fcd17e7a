"""Trees over generators as quotients of polynomials, in a ring that an engine offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import lcm
from typing import Any

import flint
import sympy as sp
from sympy.polys.rings import PolyElement, PolyRing

from solutions.kernel.errors import Undecided
from solutions.kernel.terms import trees


@dataclass(frozen=True)
class Rewrite:
    """Generator ``place`` to the power ``power`` is ``tree``, in terms with ``beside`` if given."""

    place: int
    power: int
    tree: trees.Node
    beside: int | None = None

    def holds_in(self, powers: tuple[int, ...]) -> bool:
        """Does it change a term with these powers?"""
        there = self.beside is None or powers[self.beside] > 0
        return there and powers[self.place] >= self.power


@dataclass(frozen=True)
class Generators:
    """The generators of some trees, in order, and how often each is split: ``key = g ** split``."""

    keys: tuple[trees.Key, ...]
    splits: tuple[int, ...]
    relations: tuple[Rewrite, ...]


def generators(
    nodes: tuple[trees.Node, ...], translate: Callable[[sp.Expr], trees.Node]
) -> Generators:
    """Collect the generators that occur in ``nodes`` and in the relations between them.

    A root's power is its base, δ² = δ, and δ(i, j)·a(i) = δ(i, j)·a(j).
    """
    splits: dict[trees.Key, int] = {}
    known: dict[tuple[trees.Key, trees.Key | None], trees.Node] = {}
    todo = list(nodes)
    while todo:
        for key, power in _leaves(todo.pop()):
            splits[key] = lcm(splits.get(key, 1), power.denominator)
            if key[0] == "root" and (key, None) not in known:
                known[key, None] = translate(key[1])
                todo.append(known[key, None])
        deltas = [key for key in splits if _is_delta(key)]
        for delta, key in product(deltas, splits):
            if (key, delta) not in known and (moved := _beside(delta, key, translate)) is not None:
                known[key, delta] = moved
                todo.append(moved)
    keys = tuple(sorted(splits, key=lambda key: (key[0], key[1].sort_key())))
    index = {key: position for position, key in enumerate(keys)}
    rewrites = [
        Rewrite(index[key], splits[key], node, None if delta is None else index[delta])
        for (key, delta), node in known.items()
    ]
    rewrites += [Rewrite(index[key], 2, ("g", key, Fraction(1))) for key in keys if _is_delta(key)]
    return Generators(keys, tuple(splits[key] for key in keys), tuple(rewrites))


def _is_delta(key: trees.Key) -> bool:
    """Is it δ itself, and neither e^δ nor a δ of which a root is taken?"""
    return key[0] == "atom" and isinstance(key[1], sp.KroneckerDelta)


def _beside(
    delta: trees.Key, key: trees.Key, translate: Callable[[sp.Expr], trees.Node]
) -> trees.Node | None:
    """What a generator is beside δ(i, j): that of j for one of i, the later letter of the two."""
    gap = delta[1].args[0] - delta[1].args[1]
    last = max(gap.free_symbols, key=sp.default_sort_key)
    place = [way * gap + last for way in (1, -1) if last not in (way * gap + last).free_symbols]
    if key == delta or last not in key[1].free_symbols or not place:
        return None
    try:
        whole = sp.exp(key[1]) if key[0] == "exp" else key[1]
        return translate(whole.xreplace({last: place[0]}))
    except (Undecided, ValueError):
        return None


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


class FlintRing:
    """Engine two: FLINT's multivariate polynomials over ℚ."""

    def __init__(self, size: int) -> None:
        names = tuple(f"g{place}" for place in range(max(size, 1)))
        self.context = flint.fmpq_mpoly_ctx.get(names, "lex")

    def constant(self, number: Fraction) -> Any:
        return self.context.constant(flint.fmpq(number.numerator, number.denominator))

    def generator(self, place: int) -> Any:
        return self.context.gen(place)

    def terms(self, poly: Any) -> dict[tuple[int, ...], Any]:
        return dict(poly.to_dict())

    def monomial(self, powers: tuple[int, ...], coefficient: Any) -> Any:
        return self.context.from_dict({powers: coefficient})


def reduce_roots(poly: Any, gens: Generators, ring: Any) -> Any:
    """``poly`` with every power that has a tree of its own replaced by it: roots, and δ² = δ."""
    changed = True
    while changed:
        changed = False
        for rewrite in gens.relations:
            terms = ring.terms(poly)
            if not any(map(rewrite.holds_in, terms)):
                continue
            base, unit = evaluate(rewrite.tree, gens, ring)
            if unit != ring.constant(Fraction(1)):
                if rewrite.beside is not None:
                    continue
                raise Undecided("a root of something that is not a polynomial")
            changed = True
            total = ring.constant(Fraction(0))
            for powers, coefficient in terms.items():
                if rewrite.holds_in(powers):
                    whole, rest = divmod(int(powers[rewrite.place]), rewrite.power)
                    left = (*powers[: rewrite.place], rest, *powers[rewrite.place + 1 :])
                    total = total + ring.monomial(left, coefficient) * base**whole
                else:
                    total = total + ring.monomial(powers, coefficient)
            poly = total
    return poly
