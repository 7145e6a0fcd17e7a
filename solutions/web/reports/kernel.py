"""The kernel as a page tells it: its modules in the order of their imports, and its table."""

import ast
from functools import lru_cache
from html import escape
from pathlib import Path

from solutions.kernel import composition
from solutions.kernel.composition import Relation, compose
from solutions.printing.markup import prose
from solutions.web.lookup import unknown
from solutions.work import package, sources

PACKAGE = "solutions.kernel"


def modules() -> list[str]:
    """The kernel's modules, each after those that it imports, and else by name.

    Where some import each other in a circle, the one that waits for fewest comes first.
    """
    return list(_ordered(package.state()))


@lru_cache(maxsize=1)
def _ordered(state: object) -> tuple[str, ...]:
    """The same, while no file of the package changes."""
    del state
    folder = sources.path_of(PACKAGE).parent
    paths = (path.relative_to(folder) for path in folder.rglob("*.py") if path.stem != "__init__")
    left = {".".join((PACKAGE, *path.with_suffix("").parts)) for path in paths}
    reached = {name: left.intersection(sources.closure(name)) for name in left}
    imported = {name: left.intersection(sources.imports(name)) for name in left}
    order: list[str] = []
    while left:
        first = min(left, key=lambda name: (*_waits(left, reached[name], imported[name]), name))
        order.append(first)
        left.remove(first)
    return tuple(order)


def _waits(left: set[str], reached: set[str], imported: set[str]) -> tuple[int, int]:
    """How many of the modules that are left one reaches by imports, and imports itself."""
    return len(left & reached), len(left & imported)


def table() -> str:
    """A row per module: its name, what its first line says of it, and how long it is."""
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(name.removeprefix(f"{PACKAGE}."))}</code></th> '
        f"<td>{_about(name)}</td> <td>{len(_lines(name))}</td></tr>"
        for name in modules()
    )
    head = "".join(f'<th scope="col">{word}</th> ' for word in ("module", "what it is", "lines"))
    return f'<div class="scroll"><table class="kernel">{_table(head, rows)}</table></div>'


def follows() -> str:
    """What ``a R b``, a row, and ``b S c``, a column, say of a and c; nothing where it is empty."""
    pairs = composition.chainable()
    firsts = [word for word in composition.WORDS if any(word == first for first, _ in pairs)]
    words = [word for word in composition.WORDS if any(word in pair for pair in pairs)]
    head = "<td></td> " + "".join(f'<th scope="col">{escape(word)}</th> ' for word in words)
    rows = "".join(_row(one, words) for one in firsts)
    return f'<div class="scroll"><table class="follows">{_table(head, rows)}</table></div>'


def count(what: str) -> str:
    """How many modules the kernel has, and how many lines they have together."""
    names = modules()
    numbers = {"modules": len(names), "lines": sum(len(_lines(name)) for name in names)}
    if what not in numbers:
        raise unknown("number of the kernel", what, numbers)
    return str(numbers[what])


def _row(one: str, words: list[str]) -> str:
    found = (compose(Relation(one), Relation(two)) for two in words)
    cells = " ".join(f"<td>{escape(each.word) if each else ''}</td>" for each in found)
    return f'<tr><th scope="row">{escape(one)}</th> {cells}</tr>'


def _about(name: str) -> str:
    """The first sentence of a module's docstring."""
    told = ast.get_docstring(ast.parse("\n".join(_lines(name)))) or ""
    first = " ".join(told.split("\n\n")[0].split())
    return prose(first.replace("``", "`"))


def _lines(name: str) -> list[str]:
    path: Path = sources.path_of(name)
    return path.read_text(encoding="utf-8").splitlines()


def _table(head: str, rows: str) -> str:
    return f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
