"""What a build warned of, kept for the tab."""

from __future__ import annotations

import logging
import traceback
from typing import Self

from mkdocs.exceptions import MkDocsException


class Said(logging.Handler):
    """Listens to MkDocs and its hooks while it is entered."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def __enter__(self) -> Self:
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *error: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def of(self, why: Exception) -> str:
        """Why the build failed: what it said, and the line that raised what nobody foresaw."""
        said = "\n".join(self.lines)
        if isinstance(why, MkDocsException):
            return said or str(why)
        last = traceback.extract_tb(why.__traceback__)[-1]
        raised = f"{last.filename}:{last.lineno}  {type(why).__name__}: {why}"
        return f"{raised}\n{said}".strip()
