"""Mutants of whatever a line can hold: a number, a law, an enclosure, a recursion, a mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy as sp

from solutions.engine.objects import Combination, Enclosure, Mean, Normal, Recursion, Value
from solutions.mutation.expressions import changed


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
        for place, (factor, law) in enumerate(value.terms):
            before, after = value.terms[:place], value.terms[place + 1 :]
            for how, mutant in changed(factor):
                terms = (*before, (mutant, law), *after)
                yield f"factor {place + 1}: {how}", replace(value, terms=terms)
            for how, moved in mutants(law):
                terms = (*before, (factor, moved), *after)
                yield f"law {place + 1}: {how}", replace(value, terms=terms)


def _fields(value: Any, named: dict[str, str]) -> Iterator[tuple[str, Value]]:
    for field, name in named.items():
        for how, mutant in mutants(getattr(value, field)):
            yield f"{name}: {how}", replace(value, **{field: mutant})
