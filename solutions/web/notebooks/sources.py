"""What a notebook's outputs depend on: its code, the modules of ours it imports, the libraries."""

import hashlib
import json
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from solutions.engine.sources import closure, imports_of, path_of

LIBRARIES = ("numpy", "sympy", "mpmath", "python-flint", "matplotlib", "ipykernel")


def key(path: Path, code: Iterable[str]) -> str:
    """A digest that changes whenever the outputs of the notebook at `path` might.

    `code` are the sources of its code cells: its text does not count. Every module of ours that it
    imports does, and what that imports, and so on.
    """
    reached = {module for first in imports_of(path) for module in closure(first)}
    parts = {
        "cells": list(code),
        "modules": {name: _digest(path_of(name)) for name in sorted(reached)},
        "libraries": {name: _version(name) for name in LIBRARIES},
        "python": platform.python_version(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
