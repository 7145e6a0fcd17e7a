"""Equal mutants: survivors that say the same as the original, each with a written reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("equal.toml")
FIELDS = {"module", "line", "change", "reason"}


@dataclass(frozen=True)
class Equal:
    """A mutant, by its module, the text of its line and the change, and why it says the same."""

    module: str
    line: str
    change: str
    reason: str

    def fits(self, module: str, line: str, change: str) -> bool:
        """Is it this mutant?"""
        return (self.module, self.line, self.change) == (module, line, change)

    def __str__(self) -> str:
        return f"{self.module}: {self.change}\n  in: {self.line}"


def equal(path: Path = FILE) -> tuple[Equal, ...]:
    """All that are written down; ValueError where an entry is not whole."""
    found = []
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("equal", []):
        if set(entry) != FIELDS or not all(entry.values()):
            raise ValueError(f"{path.name}: an entry has {sorted(FIELDS)}, and here is {entry}")
        found.append(Equal(**entry))
    return tuple(found)


def reason(module: str, survivor: dict[str, Any], known: Iterable[Equal]) -> str:
    """Why a survivor says the same; empty if nobody has written it down."""
    fitting = (one for one in known if one.fits(module, survivor["text"], survivor["change"]))
    return next((one.reason for one in fitting), "")


def unfit(modules: dict[str, list[dict[str, Any]]], known: Iterable[Equal]) -> list[Equal]:
    """The entries on ``{module: survivors}`` that fit none of them."""
    return [
        one
        for one in known
        if one.module in modules
        and not any(one.fits(one.module, s["text"], s["change"]) for s in modules[one.module])
    ]
