"""The value of a tree in floating point, as the script in the browser computes it too."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from solutions.figures.movable import Curve, Movable
from solutions.figures.translation import HALVINGS, Tree, tree

_OPERATIONS: dict[str, Any] = {
    "+": lambda *terms: math.fsum(terms),
    "*": lambda *factors: math.prod(factors),
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "abs": abs,
    "max": max,
    "min": min,
}


def value(of: Tree, at: Mapping[str, Any]) -> float:
    """The tree's value where the letters and tables are as in ``at``; nan where it has none.

    Raises KeyError for a letter that has no value.
    """
    if isinstance(of, int | float):
        return of
    if isinstance(of, str):
        return at[of]
    name, *rest = of
    if name in ("sum", "product"):
        index, low, high, body = rest
        indices = range(round(value(low, at)), math.floor(value(high, at) + 1e-9) + 1)
        terms = [value(body, {**at, index: place}) for place in indices]
        return math.fsum(terms) if name == "sum" else math.prod(terms)
    if name == "crossing":
        return _crossing(at, *rest)
    if name == "at":
        entry = at[rest[0]]
        for place in rest[1:]:
            entry = entry[round(value(place, at)) - 1]
        return entry
    try:
        return _OPERATIONS[name](*(value(part, at) for part in rest))
    except (ZeroDivisionError, ValueError, OverflowError):
        return math.nan


def _crossing(at: Mapping[str, Any], letter: str, low: Tree, high: Tree, body: Tree) -> float:
    """By halving, and ``high`` where the body stays positive."""
    start, end = value(low, at), value(high, at)
    for _ in range(HALVINGS):
        middle = (start + end) / 2
        if value(body, {**at, letter: middle}) > 0:
            start = middle
        else:
            end = middle
    return end


def along(expr: Any, letter: Any, grid: Iterable[float], at: Mapping[Any, Any]) -> list[float]:
    """The expression's values where ``letter`` runs over ``grid`` and others are as in ``at``.

    ``at`` maps letters to numbers, and names of functions to tables.
    """
    made = tree(expr)
    known = {getattr(key, "name", key): number for key, number in at.items()}
    return [value(made, {**known, letter.name: float(place)}) for place in grid]


def points(curve: Curve, at: Mapping[str, Any]) -> tuple[list[float], list[float]]:
    """Where a curve runs, and how high, with letters and tables as in ``at``."""
    given = [(letter.name, tree(meant)) for letter, meant in curve.given]
    across, up = tree(curve.letter if curve.x is None else curve.x), tree(curve.y)
    places = []
    for place in curve.places():
        here = dict(at) | {curve.letter.name: place}
        for letter, meant in given:
            here[letter] = value(meant, here)
        places.append((value(across, here), value(up, here)))
    return [x for x, _ in places], [y for _, y in places]


def start(movable: Movable) -> dict[str, Any]:
    """Letters and tables as they are before a slider is moved."""
    return settled(movable, {slider.letter.name: slider.value for slider in movable.sliders})


def settled(movable: Movable, sliders: Mapping[str, float]) -> dict[str, Any]:
    """Letters and tables for these values of the sliders."""
    at: dict[str, Any] = dict(sliders)
    for letter, given in movable.given:
        at[letter.name] = value(tree(given), at)
    for name, table in movable.tables.items():
        at[name] = _entries(table, at)
    return at


def _entries(table: Any, at: Mapping[str, Any]) -> Any:
    if isinstance(table, list | tuple):
        return [_entries(row, at) for row in table]
    return value(tree(table), at)


def said(movable: Movable) -> list[str]:
    """The numbers under the figure at first."""
    at = start(movable)
    return [shown(value(tree(one.value), at)) for one in movable.says]


def shown(number: float) -> str:
    """Four digits, without zeros at the end; a sign that is a minus."""
    if not math.isfinite(number):
        return "not defined here"
    text = f"{number:.4g}"
    if "e" in text:
        digits, _, power = text.partition("e")
        superscript = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
        text = f"{digits} · 10{str(int(power)).translate(superscript)}"
    return text.replace("-", "−")
