"""Where in the package something was stated: file and line, for messages and pages."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from solutions.work.sources import shown


@dataclass(frozen=True)
class Source:
    """A file, as a path from the project's root, and a line."""

    file: str
    line: int


def here(depth: int = 2) -> Source:
    """The caller's caller."""
    frame = sys._getframe(depth)
    return Source(shown(Path(frame.f_code.co_filename)), frame.f_lineno)
