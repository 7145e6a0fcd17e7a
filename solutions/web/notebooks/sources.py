"""What a notebook's outputs depend on: its code, the modules of ours it imports, the libraries."""

import hashlib
import json
import platform
from collections.abc import Iterable
from pathlib import Path

from solutions.work import coverage
from solutions.work.sources import closure, imports_of, libraries_of

ALWAYS = ("ipykernel", "matplotlib", "mpmath", "nbclient")
"""What runs a notebook and draws in it, or works inside another library, imported or not."""


def key(path: Path, code: Iterable[str]) -> str:
    """A digest that changes whenever the outputs of the notebook at `path` might.

    `code` are the sources of its code cells: its text does not count. Every module of ours that it
    imports does, and what that imports, and so on; so do data files beside those, and libraries.
    """
    reached = {module for first in imports_of(path) for module in closure(first)}
    parts = {
        "cells": list(code),
        "modules": coverage.digest(reached),
        "libraries": {name: coverage.installed(name) for name in (*libraries_of(path), *ALWAYS)},
        "python": platform.python_version(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
