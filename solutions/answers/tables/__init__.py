"""Answers that people give to each part, right and wrong ones, with the verdict each must get.

The verdicts come from the mathematics, not from the judge: a test and the site's build hold the
judge against them.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from solutions import catalogue

JUDGED = "judged"
"""The verdict of a receipt of a table of which every row has its verdict."""

LISTS = {
    "RIGHT": "correct",
    "LEADING": "leading-order",
    "WRONG": "wrong",
    "UNREADABLE": "unreadable",
}
"""The lists of a part's module, and the verdict on what they hold."""


@dataclass(frozen=True)
class Row:
    """An answer as it is typed, its verdict, and the point of it: empty for right ones."""

    answer: str
    expected: str
    point: str = ""


def rows(part: str) -> list[Row]:
    """All rows of a part such as ``"1e"``; raises :class:`KeyError` for another name."""
    table = import_module(catalogue.beside("answers")[part])
    return [
        Row(entry, verdict) if isinstance(entry, str) else Row(entry[0], verdict, entry[1])
        for name, verdict in LISTS.items()
        for entry in getattr(table, name, ())
    ]
