"""What may stand on a line: expressions and laws, without floating point and without infinity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import sympy as sp

from solutions.kernel.errors import Malformed
from solutions.kernel.rules.series import is_series
from solutions.objects.laws import Combination, Enclosure, Mean, Normal, Recursion


def refuse_inexact(value: Any) -> None:
    """Raises :class:`Malformed` for what is no value, and for a value with a float or ∞ in it."""
    if not isinstance(value, sp.Expr | Enclosure | Normal | Combination | Recursion | Mean):
        raise Malformed(
            f"{value!r} is a {type(value).__name__}; a line is an expression of letters, a law or "
            "an enclosure"
        )
    for number in _numbers(value):
        if isinstance(number, float) or number.is_Float:
            raise Malformed(
                f"{float(number):g} is a floating-point number; write sp.Rational(1, 2)"
            )
        if number.is_finite is not True:
            raise Malformed(f"{number} is no number, and a line has a value wherever it holds")


def _numbers(value: Any) -> Iterator[Any]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, sp.Basic):
        value = value.replace(is_series, _without_end)
        yield from sorted(value.atoms(sp.Number, sp.zoo.func), key=str)
    elif isinstance(value, tuple):
        for part in value:
            yield from _numbers(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _numbers(getattr(value, one.name))


def _without_end(series: sp.Sum) -> sp.Sum:
    """The numbers of an infinite series: those of its terms and of where it begins."""
    ends = [(k, low, sp.S.Zero if high is sp.oo else high) for k, low, high in series.limits]
    return sp.Sum(series.function, *ends)
