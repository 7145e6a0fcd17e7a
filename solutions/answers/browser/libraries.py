"""Which modules of the libraries go to the reader: what imports reach, without what never runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

NAMES = ("lark", "mpmath", "sympy")
LEFT_OUT = (
    *(f"sympy.{name}" for name in ("categories", "crypto", "diffgeom", "holonomic", "liealgebras")),
    *(f"sympy.{name}" for name in ("stats", "testing", "plotting.pygletplot.")),
    *(f"sympy.parsing.{name}" for name in ("autolev", "latex")),
    *(f"sympy.physics.{name}" for name in ("control", "mechanics", "quantum", "vector")),
    "lark.tools",
)
"""Parts of the libraries that only their own users import, inside functions that no check calls."""
STANDARD = (
    *("_pyrepl", "doctest", "http", "imaplib", "mailbox", "multiprocessing", "pdb"),
    *("pickletools", "pydoc", "smtplib", "tarfile", "unittest", "wsgiref", "xml", "xmlrpc"),
)
"""The same of the standard library: nothing here has a network, a terminal or a second process."""
ENCODINGS = (
    "__init__",
    "aliases",
    "ascii",
    "cp437",
    "idna",
    "latin_1",
    "utf_8",
    "raw_unicode_escape",
)


def wanted(name: str) -> bool:
    """Does this file of the standard library go along?"""
    path = Path(name)
    if name.endswith("/") or path.parts[0].removesuffix(".py") in STANDARD:
        return False
    return path.parts[0] != "encodings" or path.stem in ENCODINGS


def modules() -> dict[str, Path]:
    """The files of the libraries by their place in the archive."""
    roots = {name: _root(name) for name in NAMES}
    found: dict[str, Path] = {}
    todo = list(NAMES)
    while todo:
        module = todo.pop()
        file = _file(roots, module)
        if file is None or module.startswith(LEFT_OUT) or ".tests" in module:
            continue
        name = file.relative_to(roots[module.split(".")[0]].parent).as_posix()
        if name not in found:
            found[name] = file
            todo += [*_imports(module, file), module.rpartition(".")[0]]
            data = file.parent.glob("*.lark") if file.name == "__init__.py" else ()
            found |= {str(Path(name).parent / each.name): each for each in data}
    return found


def _root(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{name} is not installed, so it cannot be packed")
    return Path(spec.origin).parent


def _file(roots: dict[str, Path], module: str) -> Path | None:
    top, *rest = module.split(".")
    if top not in roots:
        return None
    base = roots[top].joinpath(*rest)
    return next((f for f in (base.with_suffix(".py"), base / "__init__.py") if f.is_file()), None)


def _imports(module: str, file: Path) -> Iterator[str]:
    """What a module imports, wherever in its text: many imports of SymPy stand in functions."""
    package = module.split(".")
    if file.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            name = ".".join([*above, *filter(None, [node.module])])
            yield name
            yield from (f"{name}.{alias.name}" for alias in node.names)
