"""Quantities made of quantities: a variance, a condition, a ratio, a gradient."""

from __future__ import annotations

from functools import reduce
from typing import Any

import sympy as sp

from solutions.kernel.errors import Malformed
from solutions.objects.quantities import (
    BOTH,
    DIFFERENCE,
    EVENT,
    GIVEN,
    GRADIENT,
    LIMIT,
    LOG_DENSITY,
    LOGARITHM,
    MEAN,
    NEGATIVE,
    RATIO,
    RELATIVE_ERROR,
    SQUARE,
    TOTAL,
    VARIANCE,
    WRITTEN,
    Quantity,
)


def variance(of: Quantity) -> Quantity:
    """The variance of a random variable."""
    return VARIANCE(of)


def mean(of: Quantity) -> Quantity:
    """The expectation of a random variable."""
    return MEAN(of)


def given(of: Quantity, event: Quantity, value: Any, *more: tuple[Quantity, Any]) -> Quantity:
    """A random variable under the condition that another one has a value, and ``more`` have.

    Raises :class:`Malformed` for what is no quantity.
    """
    for one in (of, event, *(variable for variable, _ in more)):
        if not isinstance(one, Quantity):
            raise Malformed(
                f"a condition is of a variable and on variables, and {one} is none; declare it "
                "with quantity(…)"
            )
    events = sorted((EVENT(*one) for one in ((event, value), *more)), key=Quantity.text)
    return GIVEN(of, reduce(BOTH, events))


def ratio(top: Any, bottom: Any) -> Quantity:
    """A quantity, or an expression, over another."""
    return RATIO(top, bottom)


def difference(left: Any, right: Any) -> Quantity:
    """A quantity, or an expression, less another."""
    return DIFFERENCE(left, right)


def negative(of: Quantity) -> Quantity:
    """The negative of a quantity."""
    return NEGATIVE(of)


def gradient(of: Any, letter: sp.Symbol) -> Quantity:
    """The derivative of a quantity in a letter."""
    return GRADIENT(of, letter)


def limit(of: Quantity, name: str) -> Quantity:
    """What a quantity tends to; ``name`` is the TeX of the regime's name."""
    return LIMIT(of, name)


def written(expression: sp.Expr) -> Quantity:
    """A left side that is written out: a derivation of it begins with the expression itself."""
    return WRITTEN(expression)


def relative_error(exact: Any, of: Quantity) -> Quantity:
    """How far a quantity is below an expression, as a share of that."""
    return RELATIVE_ERROR(exact, of)


def total(of: Quantity, over: Any) -> Quantity:
    """The sum of a quantity over all values of a letter."""
    return TOTAL(of, over)


def square(of: Quantity) -> Quantity:
    """The square of a quantity."""
    return SQUARE(of)


def logarithm(of: Quantity) -> Quantity:
    """The logarithm of a quantity."""
    return LOGARITHM(of)


def log_density(of: Quantity, at: sp.Symbol) -> Quantity:
    """The logarithm of a random variable's density at a value, but for a constant."""
    return LOG_DENSITY(of, at)
