"""Expressions of problem 2 written out for a world of a few outputs, with letters in its tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.author import Part, opened


def unfolded(expr: Any) -> Any:
    """The expression with all that is defined, such as π* and Z, replaced by what it stands for."""
    return expr.replace(
        lambda part: isinstance(part, AppliedUndef) and opened(part) != part,
        lambda part: unfolded(opened(part)),
    )


def written_out(expr: Any, sizes: Mapping[Any, Any], tables: Mapping[Any, Any]) -> Any:
    """Sums and products term by term, with table entries for functions of whole numbers.

    ``sizes`` gives numbers to the letters that say how many; ``tables`` maps a function to rows,
    nested as its arguments are and counted from 1. Raises KeyError for a function without a table.
    """
    numbers = {letter: sp.sympify(number) for letter, number in sizes.items()}
    # An index of a sum may have the name of a letter that is given a number: subs leaves it alone.
    terms = unfolded(expr).subs(numbers).doit()
    found = {part: _entry(tables[part.func], part.args) for part in terms.atoms(AppliedUndef)}
    return terms.xreplace({part: sp.sympify(entry) for part, entry in found.items()})


def wrong_twin(part: Part, box: str, slip: str) -> Any:
    """The decoy of a box by what went wrong in it; raises ValueError unless there is one."""
    [found] = (one.value for one in part.decoys if (one.box, one.source_of_error) == (box, slip))
    return found


def _entry(table: Any, places: tuple[Any, ...]) -> Any:
    for place in places:
        table = table[int(place) - 1]
    return table
