"""What the authors' page prints is what an author sees, and a new problem needs what it says."""

from __future__ import annotations

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from solutions import author, formats
from solutions.statements.derivation import Derivation
from solutions.work import sources

PAGE = (sources.ROOT / "docs" / "how-it-works" / "authors.md").read_text(encoding="utf-8")


def fenced(language: str, first: str) -> str:
    """The block in this language that begins so."""
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)
    [block] = [block for block in blocks if block.startswith(first)]
    return block


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(root)}
    environment.pop("SOLUTIONS_CACHE", None)
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=root, env=environment, capture_output=True, text=True
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package with two problems and no part yet."""
    ignored = shutil.ignore_patterns("[a-z]_*.py", "__pycache__")
    shutil.copytree(sources.ROOT / "solutions", tmp_path / "solutions", ignore=ignored)
    return tmp_path


def test_a_new_part_is_told_and_broken_as_shown(copy: Path) -> None:
    console = fenced("console", "$ make ready")
    asked = "$ .venv/bin/python -m solutions "
    [command] = [line for line in console.splitlines() if line.startswith(asked)]
    assert command.removeprefix(asked) == 'new 1i "Sum of steps"'
    assert run(copy, "solutions", "new", "1i", "Sum of steps").stdout == console.split("\n", 2)[2]

    module = copy / "solutions" / "diffusion" / "i_sum_of_steps.py"
    wrong = module.read_text(encoding="utf-8").replace("(m + 1) / 2, on=m", "(m - 1) / 2, on=m")
    module.write_text(wrong, encoding="utf-8")
    ran = run(copy, "solutions", "verify", "1i")
    assert ran.returncode == 1
    assert fenced("text", "solutions/diffusion/i_sum") in ran.stderr


def test_a_new_problem_needs_one_line(copy: Path) -> None:
    line = re.search(r'`(Problem\("3".*?\),)`', PAGE)
    assert line
    catalogue = copy / "solutions" / "catalogue.py"
    known = catalogue.read_text(encoding="utf-8")
    grown = known.replace("PROBLEMS = (", f"PROBLEMS = (\n    {line[1]}")
    catalogue.write_text(grown, encoding="utf-8")
    assert run(copy, "solutions", "new", "3a", "Straight lines").returncode == 0
    assert run(copy, "solutions", "verify", "3a").returncode == 0
    for package in ("solutions/flows", "tests/flows"):
        assert "Flow matching" in (copy / package / "__init__.py").read_text(encoding="utf-8")
    test = run(copy, "pytest", "-q", "-p", "no:cacheprovider", "tests/flows")
    assert "2 passed" in test.stdout
    settings = str(sources.ROOT / "pyproject.toml")
    for words in (["check"], ["format", "--check"]):
        ran = run(copy, "ruff", *words, "--config", settings, "solutions/flows", "tests/flows")
        assert ran.returncode == 0, ran.stdout


def test_every_method_that_adds_a_line_is_in_the_table() -> None:
    adds = [
        name
        for name, method in inspect.getmembers(Derivation, inspect.isfunction)
        if not name.startswith("_") and name != "onward"
        if "because" in inspect.signature(method).parameters
    ]
    assert len(adds) >= 20
    assert [name for name in adds if f"`.{name}(" not in PAGE] == []


def test_every_name_that_the_page_calls_comes_from_the_one_import() -> None:
    section = PAGE.split("## 2. State the derivation")[1].split("## 3.")[0]
    section = re.sub(r"```.*?```", "", section, flags=re.S)
    called = set(
        re.findall(r"(?<![.\w])([a-zA-Z_]+)\(", " ".join(re.findall(r"`([^`]+)`", section)))
    )
    sheet = {"X", "Z", "beta"}  # names of a sheet, made with family(…) and function(…)
    assert called >= {"quantity", "variance", "written", "theorem", "Normal"}
    assert called - sheet <= set(author.__all__)


def test_the_json_shown_has_the_real_keys() -> None:
    shown = json.loads(fenced("json", "{"))
    lists = ["steps", "boxes", "checks", "decoys"]
    assert list(shown) == [*formats.PART, "verdict", *lists]
    for name, keys in zip(lists, (formats.STEP, None, formats.CHECK, formats.DECOY), strict=True):
        [entry] = shown[name]
        if keys:
            assert sorted(entry) == sorted(keys)
