"""Writing files: in one motion, or where a reader asks for it on the command line."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace(path: Path, text: str) -> None:
    """Put ``text`` in the place of the file, making its folder.

    Whoever is killed, or reads meanwhile, finds the old or the new; OSError leaves what was there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def hand_out(target: Path, text: str) -> None:
    """Write what was asked for to a file, or to standard output for ``-``.

    Raises ValueError, which the command line tells, where the file cannot be written.
    """
    if str(target) == "-":
        print(text)
        return
    try:
        target.write_text(text + "\n", encoding="utf-8")
    except OSError as why:
        raise ValueError(f"{target} could not be written: {why.strerror}") from why
