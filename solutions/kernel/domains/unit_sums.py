"""Unit sums: Σ f(y, x) over y = 1 … N is 1, for every x of its declared kind.

An argument letter that the limits do not name is bound by that "for every": a value or a fact of a
free letter of the same name is not about it. A letter in the limits means itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.terms.binding import Index, replaced
from solutions.kernel.terms.declared import plainly_whole
from solutions.kernel.terms.letters import Bounds


def parts(unit: sp.Sum) -> tuple[sp.Symbol, sp.Expr, set[sp.Symbol]]:
    """``(index, high, the letters that are bound, with the index)`` of a unit sum."""
    index, _, high = unit.limits[0]
    named = high.free_symbols
    return index, high, {arg for arg in unit.function.args if arg.is_Symbol and arg not in named}


def check(unit: sp.Sum, whole: Collection[sp.Expr]) -> None:
    """Raise TypeError unless it is ``Σ f(y, x, …)`` over y from 1, with y in one place of f.

    The other places hold letters, numbers, or what is made of letters in the limits.
    """
    index, low, high = unit.limits[0]
    summand = unit.function
    others = [arg for arg in getattr(summand, "args", ()) if arg != index]
    good = (
        len(unit.limits) == 1
        and low == 1
        and index not in high.free_symbols
        and not (high.is_Rational and high < 1)
        and isinstance(summand, AppliedUndef)
        and len(others) == len(summand.args) - 1
        and all(a.is_Symbol or a.free_symbols <= high.free_symbols for a in others)
        and len(set(others)) == len(others)
    )
    if not good:
        raise TypeError(f"a sum that equals one is Σ f(y, …) over y = 1 … N, not {unit}")
    if _never_one(summand, high):
        raise TypeError(f"{unit} is not 1, by what {summand.func} is declared to be")
    if not plainly_whole(high, whole):
        raise TypeError(f"{unit} has no last term: {high} is not declared a whole number")


def _never_one(summand: AppliedUndef, high: sp.Expr) -> bool:
    """May the terms, as they are declared, be too large, too small or too even to add up to one?"""
    bounds = getattr(summand.func, "bounds", None)
    low, most = (bounds.low, bounds.high) if bounds else (None, None)
    if summand.is_integer or summand.is_irrational or summand.is_transcendental:
        return True  # all but one would have to be 0, or there may be one alone
    if summand.is_nonpositive or (most is not None and most <= 0):
        return True
    if high.is_Integer and bounds:
        return not one_of(bounds, high)
    return low is not None and low > 0  # of enough terms


def one_of(bounds: Bounds, size: sp.Rational) -> bool:
    """May so many numbers between the bounds add up to one?"""
    least, most = (None if end is None else end * size for end in (bounds.low, bounds.high))
    enough = most is None or most > 1 or (most == 1 and not bounds.high_strict)
    return enough and (least is None or least < 1 or (least == 1 and not bounds.low_strict))


def possible(unit: sp.Sum, sizes: Mapping[sp.Symbol, Any]) -> bool:
    """May it be one where its size has this value, by what its terms are declared to be?"""
    bounds, high = getattr(unit.function.func, "bounds", None), unit.limits[0][2]
    if not high.free_symbols <= set(sizes):
        return True
    size = high.xreplace({letter: sp.Rational(sizes[letter]) for letter in high.free_symbols})
    if not size.is_Rational:
        return True
    return size >= 1 and (bounds is None or one_of(bounds, size))


def general(unit: sp.Sum) -> sp.Sum:
    """The unit sum with every bound letter as an index of its own kind."""
    index, high, bound = parts(unit)
    place = unit.function.args.index
    new = {x: Index(f"x_{place(x)}", **x.assumptions0) for x in bound} | {index: Index("y")}
    return sp.Sum(unit.function.xreplace(new), (new[index], 1, high))


def put(unit: sp.Sum, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Sum:
    """The unit sum after free letters, those of its limits, were replaced; no value is captured."""
    index, high, bound = parts(unit)
    moving = {old: new for old, new in values.items() if old in high.free_symbols}
    met = {letter for new in moving.values() for letter in new.free_symbols} & bound
    apart = {x: Index(f"{x.name}'", **x.assumptions0) for x in met}
    summand = unit.function.xreplace(apart)
    limits = (apart.get(index, index), sp.S.One, replaced(high, moving))
    return sp.Sum(replaced(summand, moving), limits)
