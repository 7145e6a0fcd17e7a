"""The package's own text: whether a file of it has changed, and facts kept while none has.

To find the keys of receipts means to read the imports of hundreds of modules; to see that none has
changed takes a few milliseconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from solutions.work import keys, receipts, sources

Fact = TypeVar("Fact")


def state() -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file of the package: another one if any was edited since."""
    found: list[tuple[str, int, int]] = []
    folders: list[str | Path] = [sources.ROOT / "solutions"]
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

    It is kept like a receipt: what was edited, or comes from elsewhere, counts for nothing, and
    what cannot be written is not missed.
    """
    content = _content(state())
    kept = receipts.load(name, content, folder)
    if kept is not None and "fact" in kept:
        known: Fact = kept["fact"]
        return known
    found = make()
    if _content(state()) == content:
        receipts.store({"format": keys.FORMAT, "key": content, "id": name, "fact": found}, folder)
    return found


@lru_cache(maxsize=4)
def _content(files: tuple[tuple[str, int, int], ...]) -> str:
    digest = hashlib.sha256(json.dumps([keys.versions(), _installed()]).encode())
    for path, _, size in files:
        digest.update(f"\0{os.path.relpath(path, sources.ROOT)}\0{size}\0".encode())
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()


def _installed() -> list[str]:
    """Every library of this Python with its version, as the names of folders have them."""
    places = [Path(place) for place in sys.path if place and Path(place).is_dir()]
    return sorted(found.name for place in places for found in place.glob("*.dist-info"))
