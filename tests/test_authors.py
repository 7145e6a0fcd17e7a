"""What the authors' page prints is what an author sees, and a new problem needs what it says."""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from solutions import author, formats
from solutions.author import Derivation
from solutions.catalogue import PROBLEMS
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


@dataclass
class Begun:
    """A copy of the package in which parts were begun, and what was said of them."""

    copy: Path
    new: subprocess.CompletedProcess[str]
    other: subprocess.CompletedProcess[str]
    verified: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """Two problems and no part yet, to which a part is added, and then broken, and a problem."""
    copy = tmp_path_factory.mktemp("authors")
    ignored = shutil.ignore_patterns("[a-z]_*.py", "__pycache__")
    shutil.copytree(sources.ROOT / "solutions", copy / "solutions", ignore=ignored)
    for problem in PROBLEMS:
        opening = Path("docs", problem.folder, "index.md")
        (copy / opening).parent.mkdir(parents=True)
        shutil.copy(sources.ROOT / opening, copy / opening)
    new = run(copy, "solutions", "new", "1i", "Sum of steps")
    module = copy / "solutions" / "diffusion" / "i_sum_of_steps.py"
    wrong = module.read_text(encoding="utf-8").replace("(m + 1) / 2,", "(m - 1) / 2,")
    module.write_text(wrong, encoding="utf-8")

    line = re.search(r'`(Problem\("3".*?\),)`', PAGE)
    assert line
    other = line[1].replace('"3"', '"9"').replace('"flows"', '"ninth"')  # whatever there may be
    catalogue = copy / "solutions" / "catalogue.py"
    known = catalogue.read_text(encoding="utf-8")
    grown = known.replace("PROBLEMS = (", f"PROBLEMS = (\n    {other}")
    catalogue.write_text(grown, encoding="utf-8")
    straight = run(copy, "solutions", "new", "9a", "Straight lines")
    verified = run(copy, "solutions", "verify", "1i", "9a", "--workers", "1")
    return Begun(copy, new, straight, verified)


def test_a_new_part_is_told_and_broken_as_shown(begun: Begun) -> None:
    console = fenced("console", "$ make ready")
    asked = "$ .venv/bin/python -m solutions "
    [command] = [line for line in console.splitlines() if line.startswith(asked)]
    assert command.removeprefix(asked) == 'new 1i "Sum of steps"'
    assert begun.new.stdout == console.split("\n", 2)[2]
    assert begun.verified.returncode == 1
    assert fenced("text", "solutions/diffusion/i_sum") in begun.verified.stderr


def test_a_new_problem_needs_one_line(begun: Begun) -> None:
    copy = begun.copy
    assert begun.other.returncode == 0
    assert "9a holds\n" in begun.verified.stdout
    index = (copy / "docs" / "ninth" / "index.md").read_text(encoding="utf-8")
    assert index.startswith("# Flow matching\n")
    assert "::: boxes ninth" in index
    for package in ("solutions/ninth", "tests/ninth"):
        assert "Flow matching" in (copy / package / "__init__.py").read_text(encoding="utf-8")
    test = run(copy, "pytest", "-q", "-p", "no:cacheprovider", "tests/ninth")
    assert "2 passed" in test.stdout
    settings = str(sources.ROOT / "pyproject.toml")
    for words in (["check"], ["format", "--check"]):
        ran = run(copy, "ruff", *words, "--config", settings, "solutions/ninth", "tests/ninth")
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


INSIDE = tuple(
    one for one in sources.ENGINE if one not in ("solutions.work.", "solutions.printing.")
)
WRITTEN = [
    *(f"solutions/{one}" for one in ("diffusion", "dpo", "figures", "errata", "oracles")),
    *(f"solutions/{one.folder}/{each}" for one in PROBLEMS for each in ("figures", "answers")),
    "solutions/answers/tables",
    "solutions/transcript/readings",
    "docs/notebooks",
    "tests/diffusion",
    "tests/dpo",
]
"""Folders of what an author writes: parts, figures, misprints, oracles, readings, their tests."""
MACHINERY = {
    "solutions/figures/figure.py": "tells of a figure that cannot be drawn as a run tells of it",
    "solutions/errata/erratum.py": "judges the lines of a misprint, and keeps their verdicts",
    "solutions/errata/table.py": "tells of an entry that is no misprint as a run tells of it",
    "solutions/oracles/comparison.py": "evaluates our boxes to more digits than a check does",
    "solutions/oracles/report.py": "refuses to show what does not agree",
    "solutions/answers/tables/judging.py": "has each answer judged, and counts the verdicts",
}
"""What runs and judges entries in these folders, and is not written by their authors."""


def taken(path: Path) -> list[tuple[str, str]]:
    """What a file imports from within the engine: modules, and the names that it takes of each."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "solutions":
            found += [(f"solutions.{alias.name}", "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(node.module or "", alias.name) for alias in node.names]
    return [(module, name) for module, name in found if f"{module}.".startswith(INSIDE)]


def test_what_an_author_writes_takes_all_from_the_one_import() -> None:
    files = [path for one in WRITTEN for path in sorted((sources.ROOT / one).glob("*.py"))]
    assert len(files) > 100
    shown = {path: str(path.relative_to(sources.ROOT)) for path in files}
    found = {shown[path]: taken(path) for path in files}
    wrong = {name: names for name, names in found.items() if names and name not in MACHINERY}
    assert wrong == {}, "export it from solutions.author, or write it in the author's own lines"
    assert all(found[name] for name in MACHINERY), "an exception that none needs"


def test_a_test_that_states_derivations_takes_from_the_import_what_that_has() -> None:
    stating = [
        path
        for path in sorted((sources.ROOT / "tests").rglob("*.py"))
        if re.search(r"\b(Derivation|Part)\(", path.read_text(encoding="utf-8"))
    ]
    assert len(stating) > 50
    wrong = [
        f"{path.relative_to(sources.ROOT)}: {name} of {module}"
        for path in stating
        for module, name in taken(path)
        if name in author.__all__ and getattr(import_module(module), name) is getattr(author, name)
    ]
    assert wrong == []


def test_the_json_shown_has_the_real_keys() -> None:
    shown = json.loads(fenced("json", "{"))
    lists = ["steps", "boxes", "checks", "decoys"]
    assert list(shown) == [*formats.PART, "verdict", *lists]
    for name, keys in zip(lists, (formats.STEP, None, formats.CHECK, formats.DECOY), strict=True):
        [entry] = shown[name]
        if keys:
            assert sorted(entry) == sorted(keys)
