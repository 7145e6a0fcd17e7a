"""The kernel can be read in the order of its imports: no circle, and nothing from outside it."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

KERNEL = Path(__file__).parents[2] / "solutions" / "kernel"
MODULES = {
    "solutions.kernel." + ".".join(path.relative_to(KERNEL).with_suffix("").parts): path
    for path in KERNEL.rglob("*.py")
    if path.name != "__init__.py"
}


def imported(path: Path) -> set[str]:
    """All modules of the package that a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("solutions"):
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                found.add(whole if whole in MODULES else str(node.module))
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names if name.name.startswith("solutions")}
    return found


def test_no_circle_of_imports():
    graph = {name: imported(path) for name, path in MODULES.items()}
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError
    assert len(order) == len(MODULES)


def test_nothing_of_the_package_is_imported_from_outside():
    assert set().union(*map(imported, MODULES.values())) <= set(MODULES)


def test_imports_stand_at_the_head_of_a_module():
    for path in MODULES.values():
        inside = [
            child
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef)
            for child in ast.walk(node)
            if isinstance(child, ast.Import | ast.ImportFrom)
        ]
        assert not inside, path


def test_a_module_is_short():
    assert all(len(path.read_text("utf-8").splitlines()) <= 250 for path in MODULES.values())
