"""Members of families: each has one value, whatever letters its arguments are written in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import sympy as sp

from solutions.engine.objects import Mean, Recursion, free_symbols, put
from solutions.engine.printing import text
from solutions.engine.quantities import BINDING, WRITTEN, Quantity
from solutions.kernel.domain import EVERYWHERE
from solutions.kernel.identity import agree, expanded
from solutions.kernel.messages import Malformed, Undecided


def several_values(of: Quantity, value: Any) -> Iterator[str]:
    """Why a quantity would have several values: X at r² one for r and one for −r.

    Letters that stand in the arguments are written by these, one after the other; what is left of
    the value may then take none of them, as it takes m for n at n + m. The step of a grid is the
    same for all its members, as Δt is in X at kΔt.
    """
    if isinstance(value, Recursion):
        return
    every = [one for one in _places(of) if one.free_symbols]
    places = [one for one in every if not one.is_Symbol]
    told = {one for one in every if one.is_Symbol}
    inside = set[sp.Symbol]().union(*(one.free_symbols for one in places)) - told
    for number in count():
        if not places or not inside & _letters(value):
            break
        place, *places = places
        named = sp.Dummy(f"a{number}", real=True)
        solved = _solved(place, inside & place.free_symbols, named)
        if solved is None:
            continue
        letter, by, step = solved
        inside -= step
        try:
            value = _simple(put(value, {letter: by}))
            places = [one.xreplace({letter: by}) for one in places]
        except (Malformed, Undecided, TypeError):
            break
    for letter in sorted(inside & _letters(value), key=str):
        yield (
            f"{text(of)} may be one quantity at several {text(letter)}, and its value is declared "
            f"by {text(letter)}; declare it by what stands in its arguments, each letter of which "
            "they have to tell, as n does and n + m or r² do not"
        )


def _places(of: Quantity) -> Iterator[sp.Expr]:
    """The expressions among the arguments, and not the letters that an operation is about."""
    for number, one in enumerate(of.arguments):
        if isinstance(one, Quantity):
            yield from _places(one)
        elif (
            isinstance(one, sp.Expr) and of.name != WRITTEN and not (number and of.name in BINDING)
        ):
            yield one


def _letters(value: Any) -> set[sp.Symbol]:
    """The letters that a value depends on."""
    own = {value.variable} if isinstance(value, Mean) else set()
    return set(free_symbols(value)) - own


def _solved(
    place: sp.Expr, letters: set[sp.Symbol], named: sp.Symbol
) -> tuple[sp.Symbol, sp.Expr, set[sp.Symbol]] | None:
    """A letter that an argument is affine in, what it is by that, and the letters of the step.

    A counter if there is one; ``None`` if there is no such letter.
    """
    for letter in sorted(letters, key=lambda one: (not one.is_integer, str(one))):
        first, second = (place.xreplace({letter: sp.Integer(n)}) for n in (0, 1))
        slope = second - first
        affine = slope != 0 and letter not in slope.free_symbols
        if affine and agree(place, first + letter * slope, EVERYWHERE):
            step = slope.free_symbols if letter.is_integer else set()
            return letter, (named - first) / slope, step
    return None


def _simple(value: Any) -> Any:
    return expanded(value, EVERYWHERE) if isinstance(value, sp.Expr) else value
