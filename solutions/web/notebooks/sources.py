"""What a notebook's outputs depend on: its code, the modules of ours it imports, the libraries."""

import ast
import hashlib
import json
import platform
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("numpy", "sympy", "mpmath", "python-flint", "matplotlib", "ipykernel")


def key(code: Iterable[str], root: Path, package: str = "solutions") -> str:
    """A digest that changes whenever the outputs of these cells might.

    `code` are the code cells' sources, `root` the folder that holds `package`. Every module of
    the package that a cell imports counts, and what that module imports, and so on.
    """
    cells = list(code)
    modules = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in imported(cells, root, package)
    }
    libraries = {name: _version(name) for name in LIBRARIES}
    parts = {
        "cells": cells,
        "modules": modules,
        "libraries": libraries,
        "python": platform.python_version(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def imported(code: Iterable[str], root: Path, package: str = "solutions") -> list[Path]:
    """The files of `package` that `code` imports, directly or through one another, sorted."""
    found: set[Path] = set()
    waiting = [name for cell in code for name in _names(cell, "", package)]
    while waiting:
        name = waiting.pop()
        path = _file(name, root)
        if path is None or path in found:
            continue
        found.add(path)
        parent = name if path.name == "__init__.py" else name.rpartition(".")[0]
        # Importing a.b.c runs a and a.b first.
        waiting += [
            name.rpartition(".")[0],
            *_names(path.read_text(encoding="utf-8"), parent, package),
        ]
    return sorted(found)


@lru_cache(maxsize=1024)  # a serving session asks at every save
def _names(code: str, parent: str, package: str) -> tuple[str, ...]:
    """Dotted names below `package` that `code` may import; `parent` resolves relative ones."""
    names = []
    for node in ast.walk(_tree(code)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = parent.split(".")[: len(parent.split(".")) - node.level + 1]
                base = ".".join([*above, base]).strip(".")
            # `from a import b` may mean the module a.b; a name that is no file is dropped later.
            names += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return tuple(name for name in names if f"{name}.".startswith(f"{package}."))


def _tree(code: str) -> ast.Module:
    """The syntax tree; an empty one for what is not Python, since such a cell will fail anyway."""
    try:
        return ast.parse(code)
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def _file(name: str, root: Path) -> Path | None:
    path = name.replace(".", "/")
    for candidate in (root / path / "__init__.py", root / f"{path}.py"):
        if candidate.is_file():
            return candidate
    return None


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
