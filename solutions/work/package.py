"""Facts about the package's own text, such as the keys of receipts, kept while no file changes.

To find them means to read the imports of two hundred modules; to see that none has changed takes a
few milliseconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from solutions.work import disk, receipts

PACKAGE = Path(__file__).parents[1]
Fact = TypeVar("Fact")


def state() -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file of the package: another one if any was edited since."""
    found: list[tuple[str, int, int]] = []
    folders: list[str | Path] = [PACKAGE]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith((".", "__pycache__")) or entry.name.endswith(
                    (".pyc", "~")
                ):
                    continue
                if entry.is_dir():
                    folders.append(entry.path)
                else:
                    stat = entry.stat()
                    found.append((entry.path, stat.st_mtime_ns, stat.st_size))
    return tuple(sorted(found))


def fact(name: str, make: Callable[[], Fact], folder: Path) -> Fact:
    """What ``make()`` gives, or gave when the package had the same content; a JSON value.

    A file in ``folder`` that is missing, cut short or of another content counts for nothing, and
    one that cannot be written is not missed.
    """
    path = folder / f"{name}.json"
    content = _content(state())
    with suppress(OSError, ValueError, LookupError, TypeError, RecursionError):
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["content"] == content and kept["digest"] == _digest(kept["fact"]):
            known: Fact = kept["fact"]
            return known
    found = make()
    if _content(state()) == content:
        record = {"content": content, "fact": found, "digest": _digest(found)}
        with suppress(OSError):
            disk.replace(path, json.dumps(record))
    return found


@lru_cache(maxsize=4)
def _content(files: tuple[tuple[str, int, int], ...]) -> str:
    digest = hashlib.sha256(json.dumps([receipts.versions(), _installed()]).encode())
    for path, _, size in files:
        digest.update(f"\0{os.path.relpath(path, PACKAGE)}\0{size}\0".encode())
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()


def _installed() -> list[str]:
    """Every library of this Python with its version, as the names of folders have them."""
    places = [Path(place) for place in sys.path if place and Path(place).is_dir()]
    return sorted(found.name for place in places for found in place.glob("*.dist-info"))


def _digest(found: Any) -> str:
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
