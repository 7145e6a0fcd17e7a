"""Figures through the door: from receipts, or drawn by workers where a source has changed."""

from __future__ import annotations

from pathlib import Path

from solutions.work import door
from solutions.work.door import Job

FOLDER = Path(__file__).parent
KIND = "figures"
JUDGE = "solutions.figures.figure:answer"


def modules() -> dict[str, str]:
    """``{"1a": "solutions.figures.part_1a", …}``: a module for each part that has figures."""
    found = sorted(path.stem for path in FOLDER.glob("part_*.py"))
    return {name.removeprefix("part_"): f"solutions.figures.{name}" for name in found}


@door.while_unedited
def current() -> dict[str, str]:
    """``{name: html}`` of all figures; raises :class:`NotVerified` for what cannot be drawn."""
    drawn = door.required([Job(KIND, part, module, JUDGE) for part, module in modules().items()])
    return {name: html for part in drawn.values() for name, html in part["figures"].items()}
