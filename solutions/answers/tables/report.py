"""Tables of answers through the door: from receipts, or judged where a source has changed."""

from __future__ import annotations

from solutions import catalogue
from solutions.work import door
from solutions.work.door import Job

KIND = "answers"
JUDGE = "solutions.answers.tables.judging:answer"
"""Named and not imported: it brings SymPy, of which a build on receipts has no need."""


@door.while_unedited
def current() -> dict[str, list[dict[str, str]]]:
    """The rows of each part; raises :class:`NotVerified` for a row with another verdict."""
    parts = catalogue.parts()
    jobs = [
        Job(KIND, part, module, JUDGE, covers=(parts[part], catalogue.letters_of(part)))
        for part, module in catalogue.beside("answers").items()
    ]
    return {part: found["rows"] for part, found in door.required(jobs).items()}
