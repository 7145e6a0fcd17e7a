"""The table of errata through the door: judged by a worker, or taken from its receipt."""

from __future__ import annotations

from solutions.work import door
from solutions.work.door import Content, Job

NAME = "errata"
TABLE = "solutions.errata.table"


@door.while_unedited
def current() -> Content:
    """All entries with both verdicts; raises :class:`NotVerified` for one that is no erratum."""
    return door.required([Job(NAME, NAME, TABLE, f"{TABLE}:answer")])[NAME]
