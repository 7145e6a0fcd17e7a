"""Mutants of whatever a line can hold: a number, a law, an enclosure, a recursion, a mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy as sp

from solutions.mutation.expressions import changed
from solutions.objects.laws import Combination, Enclosure, Mean, Normal, Recursion, Value


def mutants(value: Value) -> Iterator[tuple[str, Value]]:
    """``(what was done, mutant)`` in a fixed order; one number is changed at a time."""
    if isinstance(value, sp.Expr):
        yield from changed(value)
    elif isinstance(value, Normal):
        yield from _fields(value, {"mean": "mean", "variance": "variance"})
    elif isinstance(value, Enclosure):
        yield from _fields(value, {"lower": "lower end", "upper": "upper end"})
    elif isinstance(value, Recursion):
        yield from _fields(value, {"first": "first value", "then": "next value"})
    elif isinstance(value, Mean):
        yield from _fields(value, {"body": "body", "law": "law"})
    elif isinstance(value, Combination):
        yield from _fields(value, {"shift": "shift"})
        for place, term in enumerate(value.terms):
            for how, mutant in _fields(term, {"factor": "factor", "law": "law"}):
                field, _, done = how.partition(": ")
                terms = (*value.terms[:place], mutant, *value.terms[place + 1 :])
                yield f"{field} {place + 1}: {done}", replace(value, terms=terms)


def _fields(value: Any, named: dict[str, str]) -> Iterator[tuple[str, Value]]:
    for field, name in named.items():
        for how, mutant in mutants(getattr(value, field)):
            yield f"{name}: {how}", replace(value, **{field: mutant})
