"""Members of families: each has one value, whatever letters its arguments are written in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import agree, expanded
from solutions.objects.laws import Combination, Mean, Recursion, free_symbols, put
from solutions.objects.names import look
from solutions.objects.quantities import BINDING, WRITTEN, Quantity, steps
from solutions.printing.formulas import tex, text


def several_values(of: Quantity, value: Any) -> Iterator[str]:
    """Why a quantity would have several values: X at r² one for r and one for −r.

    Letters that stand in the arguments are written by these, one after the other; what is left of
    the value may then take none of them, as it takes m for n at n + m. The step of a grid is the
    same for all its members, as Δt is in X at kΔt.
    """
    yield from _bound_by_name(of, value)
    if isinstance(value, Recursion):
        yield from _counted(of, value)
        return
    every = [one for one in _places(of) if one.free_symbols]
    places = [one for one in every if not one.is_Symbol]
    told = {one for one in every if one.is_Symbol}
    inside = set[sp.Symbol]().union(*(one.free_symbols - steps(one) for one in places)) - told
    while places and inside & _letters(value):
        place, *places = places
        solved = _solved(place, inside & place.free_symbols, sp.Dummy(real=True))
        if solved is None:
            continue
        letter, by = solved
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


def _counted(of: Quantity, value: Recursion) -> Iterator[str]:
    """A recursion counts members of one family, and begins for all of them at one place."""
    for place in (one for one in _places(of) if value.on in one.free_symbols):
        if more := place.free_symbols - {value.on} - steps(place):
            names = ", ".join(sorted(map(str, more)))
            yield (
                f"{text(of)} is counted by {text(value.on)}, and {names} would begin it at several "
                "places; count from a number"
            )
    others = {one for one in _places(of) if value.on not in one.free_symbols}
    loose = set().union(*(one.free_symbols for one in others if not one.is_Symbol))
    for letter in sorted(loose & set(free_symbols(value)), key=str):
        yield (
            f"{text(of)} may be one quantity at several {text(letter)}; write it at {text(letter)}"
        )


def _bound_by_name(of: Quantity, value: Any) -> Iterator[str]:
    """What is summed over or chosen under a name has no value in the result."""
    shown = {look(part.arguments[1]) for part in of.parts() if _has_a_name(part)}
    for letter in sorted(_letters(value), key=str):
        if look(tex(letter)) in shown:
            yield f"{text(of)} has one value, and {text(value)} depends on {text(letter)}"


def _has_a_name(part: Quantity) -> bool:
    return part.name in BINDING and isinstance(part.arguments[1], str)


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
    terms = value.terms if isinstance(value, Combination) else ()
    places = [one for term in terms for one in _places(term.variable)]
    return set(free_symbols(value)).union(*(one.free_symbols for one in places)) - own


def _solved(
    place: sp.Expr, letters: set[sp.Symbol], named: sp.Symbol
) -> tuple[sp.Symbol, sp.Expr] | None:
    """A letter that an argument is affine in, and what it is by that: a counter if there is one."""
    for letter in sorted(letters, key=lambda one: (not one.is_integer, str(one))):
        first, second = (place.xreplace({letter: sp.Integer(n)}) for n in (0, 1))
        slope = second - first
        affine = slope != 0 and letter not in slope.free_symbols
        if affine and agree(place, first + letter * slope, EVERYWHERE):
            return letter, (named - first) / slope
    return None


def _simple(value: Any) -> Any:
    return expanded(value, EVERYWHERE) if isinstance(value, sp.Expr) else value
