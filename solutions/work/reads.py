"""Whether a cache key covers what was read while something was judged.

A key is found from import statements, and from the data files beside the modules that they lead to.
What a judge loads or opens otherwise would change without making its receipt stale, so it is
refused.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from solutions.work import coverage, sources


class NotCovered(ImportError):
    """A module or a file was read that no import statement leads to."""


def judged(judge: str, name: str, module: str, covers: Sequence[str] = ()) -> Any:
    """What ``judge``, as ``module:function``, answers of a module; for a process of its own.

    The key covers the closure of both and of ``covers``. Raises :class:`NotCovered`, which tells
    what else was read.
    """
    before = set(sys.modules)
    opened = _watched()
    home, _, function = judge.partition(":")
    answer = getattr(import_module(home), function)(name, module)
    known = set(sources.closure(home, module, *covers))
    loaded = {each for each in sys.modules.keys() - before if each.startswith("solutions.")}
    if unseen := sorted(loaded - known - {each.rpartition(".")[0] for each in loaded}):
        raise NotCovered(
            f"{', '.join(unseen)} was loaded, and no import statement says so; a receipt would "
            "not notice an edit there"
        )
    files = {os.path.realpath(path) for path in coverage.files(known)}
    if unseen := sorted(sources.shown(Path(path)) for path in _data(opened) - files):
        raise NotCovered(
            f"{', '.join(unseen)} was read, and lies beside no module that is imported; a receipt "
            "would not notice an edit there"
        )
    return answer


def prepare(judge: str, *_: Any) -> None:
    """Import what judges, and read what it imports, once for all children of a worker."""
    home = judge.partition(":")[0]
    import_module(home)
    sources.closure(home)


def _watched() -> list[str]:
    """The paths of all files that this process opens from here on."""
    opened: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str):
            opened.append(arguments[0])

    sys.addaudithook(hook)
    return opened


def _data(opened: Sequence[str]) -> set[str]:
    """Those of the files that lie in the package or among the pages, and are no modules."""
    places = tuple(
        f"{os.path.realpath(sources.ROOT / place)}{os.sep}" for place in ("solutions", "docs")
    )
    paths = {os.path.realpath(path) for path in opened}
    return {p for p in paths if p.startswith(places) and not p.endswith((".py", ".pyc"))}
