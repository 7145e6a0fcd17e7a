"""Answers that people give to each part, right and wrong ones, with the verdict each must get.

The verdicts come from the mathematics, not from the judge: a test and the site's build hold the
judge against them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from solutions.answers.tables import (
    part_1a,
    part_1b,
    part_1c,
    part_1d,
    part_1e,
    part_1f,
    part_1g,
    part_1h,
    part_2a,
    part_2b,
    part_2c,
    part_2d,
    part_2e,
    part_2f,
    part_2g,
)

MODULES: dict[str, ModuleType] = {
    module.__name__.rpartition("_")[2]: module
    for module in (
        *(part_1a, part_1b, part_1c, part_1d, part_1e, part_1f, part_1g, part_1h),
        *(part_2a, part_2b, part_2c, part_2d, part_2e, part_2f, part_2g),
    )
}

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
    return [
        Row(entry, verdict) if isinstance(entry, str) else Row(entry[0], verdict, entry[1])
        for name, verdict in LISTS.items()
        for entry in getattr(MODULES[part], name, ())
    ]
