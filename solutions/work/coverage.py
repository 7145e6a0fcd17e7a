"""What a cache key covers: modules, the data files beside them, the libraries that they import.

By construction: whatever lies in the package of a covered module may be read by it, be it a
grammar, a table or a template, and each library that it imports counts with its version.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from importlib.util import find_spec
from pathlib import Path

from solutions.work import sources

NAMED_OTHERWISE = {"flint": "python-flint"}
"""Distributions that bear another name than what is imported of them; others are found too."""

ABSENT = "absent"
"""The version of a library that is not installed."""


def files(modules: Iterable[str]) -> list[Path]:
    """The files of the modules, and every data file of a package that one of them is in."""
    found = {sources.path_of(module) for module in modules}
    for folder in {path.parent for path in found}:
        found.update(_data(folder))
    return sorted(found)


def _data(folder: Path) -> list[Path]:
    """What is no module: in the package itself, and in its folders that hold nothing else."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "_")) or entry.name.endswith("~"):
                continue
            if not entry.is_dir():
                found += [] if entry.name.endswith((".py", ".pyc")) else [Path(entry.path)]
            elif not any(Path(entry.path).glob("*.py")):
                found += _data(Path(entry.path))
    return found


def digest(modules: Iterable[str]) -> str:
    """The content of all that is covered, with the versions of the libraries."""
    modules = list(modules)
    total = hashlib.sha256(json.dumps(libraries(modules), sort_keys=True).encode())
    for path in files(modules):
        content = path.read_bytes()
        total.update(f"\0{sources.shown(path)}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def libraries(modules: Iterable[str]) -> dict[str, str]:
    """The installed version of every library that one of the modules imports."""
    names = {name for module in modules for name in sources.libraries_of(sources.path_of(module))}
    return {name: installed(name) for name in sorted(names)}


@lru_cache(maxsize=256)
def installed(library: str) -> str:
    """The version of what is imported by this name."""
    try:
        return version(NAMED_OTHERWISE.get(library, library))
    except PackageNotFoundError:
        return _of_distribution(library) if find_spec(library) else ABSENT


def _of_distribution(library: str) -> str:
    """Found by asking every distribution what it installed, which takes long."""
    named = sorted(set(packages_distributions().get(library, ())))
    return ", ".join(f"{name} {version(name)}" for name in named) or ABSENT
