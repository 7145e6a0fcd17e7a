"""Figures through the door: from receipts, or drawn by workers where a source has changed."""

from __future__ import annotations

from solutions import catalogue
from solutions.work import door
from solutions.work.door import Job

KIND = "figures"
JUDGE = "solutions.figures.figure:answer"


@door.while_unedited
def current() -> dict[str, str]:
    """``{name: html}`` of all figures; raises :class:`NotVerified` for what cannot be drawn."""
    modules = catalogue.beside("figures")
    drawn = door.required([Job(KIND, part, module, JUDGE) for part, module in modules.items()])
    return {name: html for part in drawn.values() for name, html in part["figures"].items()}
