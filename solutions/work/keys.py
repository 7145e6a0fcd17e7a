"""Cache keys: a digest of everything that a result was made from.

A key covers modules with all that they import of ours, the data files beside those, the libraries
that they import with their versions, this Python, the seed, and what else its job names.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version

from solutions.work import coverage, sources

FORMAT = 1
"""Of what is kept; another one makes all of it stale."""

SEED = 20260101
"""Every random draw of the site derives from this."""

LIBRARIES = ("sympy", "python-flint", "numpy", "mpmath")


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """What every result depends on besides its sources."""
    return {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}


def key(modules: Iterable[str], also: str = "") -> str:
    """The key of what is made from ``modules`` and all that they reach, and from ``also``."""
    head = [FORMAT, SEED, versions(), also, coverage.digest(_reached(modules))]
    return hashlib.sha256(json.dumps(head, sort_keys=True).encode()).hexdigest()


def changed(modules: Iterable[str]) -> tuple[int, ...]:
    """When each file that :func:`key` covers was last changed: an edit and its undoing show too."""
    return tuple(path.stat().st_mtime_ns for path in coverage.files(_reached(modules)))


def content(modules: Iterable[str]) -> str:
    """The text of ``modules`` and of all that they import, without libraries and data.

    By this a published result, which is made on one machine and shown on others, goes stale.
    """
    digest = hashlib.sha256()
    for name in _reached(modules):
        text = sources.path_of(name).read_bytes()
        digest.update(f"\0{name}\0{len(text)}\0".encode())
        digest.update(text)
    return digest.hexdigest()


def _reached(modules: Iterable[str]) -> list[str]:
    return sources.closure(*modules)
