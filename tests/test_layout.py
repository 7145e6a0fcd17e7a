"""A newcomer finds the place: folders are small, say what they hold, and no word is a drawer."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "solutions"
FOLDERS = sorted(path.parent for path in PACKAGE.rglob("__init__.py"))
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.stem != "__init__")
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "tools"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_folder_holds_few_modules_and_says_what_they_are(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if path.stem != "__init__"]
    inside = [path for path in folder.iterdir() if (path / "__init__.py").exists()]
    assert len(modules) <= 18 or inside
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    assert told
    assert len(told.split()) > 3


def test_a_module_begins_with_what_it_is() -> None:
    for path in MODULES:
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert told, path


def test_nothing_lies_in_a_drawer() -> None:
    assert not [path for path in (*FOLDERS, *MODULES) if path.stem in DRAWERS]


def test_imports_go_one_way() -> None:
    """The contracts stand in pyproject.toml; `make check` holds them too."""
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter], cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:]


def test_no_notebook_reads_a_clock() -> None:
    """What is printed of a time is another one at every build."""
    for path in sorted((PACKAGE.parent / "docs" / "notebooks").glob("*.py")):
        names = {
            name.split(".")[0]
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in [getattr(node, "module", None) or "", *(one.name for one in node.names)]
        }
        assert not names & {"time", "datetime", "perf_counter"}, path
