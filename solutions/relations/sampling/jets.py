"""First-order jets at a point: a value and a slope, both exact or balls, by the rules for numbers.

The kernel differentiates expressions; here numbers are carried along with their slopes, as in
forward-mode automatic differentiation. The two share no code.
"""

from __future__ import annotations

from typing import Any

import flint
import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import meant, opened
from solutions.numbers.balls import Number, add, exponential, logarithm, multiply, power, whole
from solutions.numbers.points import Point
from solutions.numbers.values import value

Jet = tuple[Number, Number]

LONGEST = 2000
"""More terms than this are not added up."""


def jet(expr: Any, x: sp.Expr, at: Point) -> Jet:
    """``(value, slope in x)`` at a point; raises :class:`Undecided` outside the language.

    ``x`` is a letter, or the value of an undefined function at a place.
    """
    if _is_free_of(expr, x):
        return value(expr, at), flint.fmpq(0)
    if expr == x:
        return value(x, at), flint.fmpq(1)
    if expr.is_Add:
        parts = [jet(arg, x, at) for arg in expr.args]
        total = parts[0]
        for part in parts[1:]:
            total = add(total[0], part[0]), add(total[1], part[1])
        return total
    if expr.is_Mul:
        return _product([jet(arg, x, at) for arg in expr.args])
    if isinstance(expr, sp.exp):
        return _exponential(jet(expr.args[0], x, at))
    if expr.is_Pow and _is_free_of(expr.exp, x):
        base, slope = jet(expr.base, x, at)
        exponent = value(expr.exp, at)
        lower = power(base, add(exponent, flint.fmpq(-1)))
        return power(base, exponent), multiply(multiply(exponent, lower), slope)
    if expr.is_Pow:
        return _exponential(_product([jet(expr.exp, x, at), _logarithm(jet(expr.base, x, at))]))
    if isinstance(expr, sp.log):
        return _logarithm(jet(expr.args[0], x, at))
    if isinstance(expr, sp.Sum | sp.Product):
        return _indexed(expr, x, at)
    if isinstance(expr, AppliedUndef):
        if opened(expr) != expr:
            return jet(opened(expr), x, at)
        if isinstance(x, AppliedUndef):
            return value(expr, at), flint.fmpq(int(_same_place(expr, x, at)))
        if [arg for arg in expr.args if x in arg.free_symbols] == [x]:
            return value(expr, at), value(sp.Derivative(expr, x), at)
    raise Undecided(f"the slope of {expr} at a point")


def _is_free_of(expr: sp.Expr, x: sp.Expr) -> bool:
    if isinstance(x, AppliedUndef):
        return all(part.func != x.func for part in meant(expr).atoms(AppliedUndef))
    return x not in expr.free_symbols


def _same_place(expr: AppliedUndef, x: AppliedUndef, at: Point) -> bool:
    """Is it the value that moves? The arguments are compared as numbers."""
    if any(not _is_free_of(arg, x) for arg in expr.args):
        raise Undecided(f"{expr} at a place that moves with {x}")
    places = [[value(arg, at) for arg in one.args] for one in (expr, x)]
    return bool(expr.func == x.func and places[0] == places[1])


def _product(parts: list[Jet]) -> Jet:
    total = parts[0]
    for part in parts[1:]:
        slope = add(multiply(total[0], part[1]), multiply(total[1], part[0]))
        total = multiply(total[0], part[0]), slope
    return total


def _exponential(inside: Jet) -> Jet:
    outer = exponential(inside[0])
    return outer, multiply(outer, inside[1])


def _logarithm(inside: Jet) -> Jet:
    return logarithm(inside[0]), multiply(power(inside[0], flint.fmpq(-1)), inside[1])


def _indexed(expr: Any, x: sp.Expr, at: Point) -> Jet:
    """Term by term, for limits that do not run backwards."""
    (index, low, high), *outer = expr.limits[::-1]
    inner = expr.func(expr.function, *reversed(outer)) if outer else expr.function
    start, stop = whole(value(low, at)), whole(value(high, at))
    if stop < start - 1 or stop - start > LONGEST:
        raise Undecided(f"terms from {start} to {stop}")
    adding = isinstance(expr, sp.Sum)
    total: Jet = (flint.fmpq(0 if adding else 1), flint.fmpq(0))
    for place in range(start, stop + 1):
        term = jet(inner.xreplace({index: sp.Integer(place)}), x, at)
        total = (
            (add(total[0], term[0]), add(total[1], term[1])) if adding else _product([total, term])
        )
    return total
