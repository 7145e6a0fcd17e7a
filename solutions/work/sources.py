"""What a module imports of ours, read from its text without running it.

The key of a receipt and the parts that a part rests on both come from here, so neither is typed.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from solutions.kernel.errors import Malformed

ROOT = Path(__file__).resolve().parents[2]
ENGINE = (
    "solutions.kernel.",
    "solutions.numbers.",
    "solutions.printing.",
    "solutions.objects.",
    "solutions.evidence.",
    "solutions.relations.",
    "solutions.statements.",
    "solutions.checks.",
    "solutions.work.",
)
"""The packages that state, decide and record; a receipt rests on all of them."""
_OURS = __name__.split(".")[0]
_STATEMENT = re.compile(rb"^[ \t]*((?:import|from)[ \t][^(\n]*(?:\([^)]*\))?)", re.MULTILINE)
_WORD = re.compile(rb"\bimport\b")


def is_engine(module: str) -> bool:
    """Is it a module of the engine, which every part rests on?"""
    return f"{module}.".startswith(ENGINE)


def path_of(module: str) -> Path:
    """The file of a module of ours."""
    file, package = _places(ROOT, module)
    return file if os.path.exists(file) else package


@lru_cache(maxsize=4096)
def _places(root: Path, module: str) -> tuple[Path, Path]:
    """Where a module's file can be. Kept, since making paths took most of a run on receipts."""
    base = root.joinpath(*module.split("."))
    return base.with_suffix(".py"), base / "__init__.py"


def shown(path: Path) -> str:
    """A path as messages and receipts show it: from the project's root where it is inside."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def imports(module: str) -> tuple[str, ...]:
    """The modules of ours that ``module`` imports, in order; perhaps none if it does not parse."""
    return imports_of(path_of(module))


def imports_of(path: Path) -> tuple[str, ...]:
    """The modules of ours that the file at ``path`` imports: a module, or a notebook."""
    ours = [name for name in _names(path) if name.split(".")[0] == _OURS]
    return tuple(name for name in ours if path_of(name).exists())


def libraries_of(path: Path) -> tuple[str, ...]:
    """The first names of what else it imports, of other people's libraries, sorted."""
    first = {name.split(".")[0] for name in _names(path)} - {_OURS}
    return tuple(sorted(first - sys.stdlib_module_names))


def _names(path: Path) -> tuple[str, ...]:
    stat = path.stat()
    return _imported(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=1024)
def _imported(path: Path, changed: int, size: int) -> tuple[str, ...]:
    """All that is imported, by full names, each once."""
    del changed, size
    try:
        statements = list(import_statements(path.read_bytes()))
    except (SyntaxError, ValueError):
        return ()
    package = path.relative_to(ROOT).parts[:-1] if path.is_relative_to(ROOT) else ()
    found = []
    for node in statements:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        else:
            # "from ..a import b" means the package that is one level less up.
            above = package[: len(package) + 1 - node.level] if node.level else ()
            named = ".".join((*above, *filter(None, [node.module])))
            found += [named, *(f"{named}.{alias.name}" for alias in node.names)]
    return tuple(dict.fromkeys(found))


def import_statements(source: bytes) -> Iterator[ast.Import | ast.ImportFrom]:
    """Every import statement of a module's text, and what looks like one in a string.

    To parse the statements alone takes a tenth of the time. Where the word stands anywhere else,
    be it in a comment, or where one of them does not parse, the whole text is parsed; SyntaxError
    if that fails.
    """
    try:
        if _WORD.search(_STATEMENT.sub(b"", source)):
            raise SyntaxError("an import that does not begin its line")
        trees = [ast.parse(found[1]) for found in _STATEMENT.finditer(source)]
    except SyntaxError:
        trees = [ast.parse(source)]
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield node


def closure(*modules: str) -> list[str]:
    """``modules`` and every module of ours that they reach by imports, sorted."""
    seen: set[str] = set()
    todo = list(modules)
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += imports(name)
            above = name.rpartition(".")[0]
            if above and path_of(above).exists():
                todo.append(above)
    return sorted(seen)


def uses(parts: dict[str, str]) -> dict[str, list[str]]:
    """The parts that each part imports, directly or through modules that are no parts.

    Raises :class:`Malformed` when parts rest on each other in a circle.
    """
    names = {module: part for part, module in parts.items()}
    found: dict[str, list[str]] = {}
    for part, module in parts.items():
        reached: list[str] = []
        seen = {module}
        todo = list(imports(module))
        while todo:
            name = todo.pop(0)
            if name in seen:
                continue
            seen.add(name)
            if name in names:
                reached.append(names[name])
            elif not is_engine(name):
                todo += imports(name)
        found[part] = sorted(reached)
    _refuse_circles(found, parts)
    return found


def _refuse_circles(found: dict[str, list[str]], parts: dict[str, str]) -> None:
    done: set[str] = set()

    def visit(part: str, above: tuple[str, ...]) -> None:
        if part in above:
            circle = " → ".join((*above[above.index(part) :], part))
            files = ", ".join(shown(path_of(parts[p])) for p in above[above.index(part) :])
            raise Malformed(
                f"parts rest on each other in a circle: {circle} ({files}); "
                "let one of them prove the common step itself"
            )
        if part not in done:
            for below in found[part]:
                visit(below, (*above, part))
            done.add(part)

    for part in found:
        visit(part, ())


def rests_on(part: str, graph: dict[str, list[str]]) -> list[str]:
    """All parts that ``part`` rests on, directly or not, sorted."""
    seen: set[str] = set()
    todo = list(graph[part])
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += graph[name]
    return sorted(seen)
