"""What rests on a grammar, a table or a library goes stale when that changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from solutions import catalogue
from solutions.answers.browser import pack
from solutions.answers.tables.report import JUDGE
from solutions.web.notebooks.run import job
from solutions.work import coverage, keys, sources

MODULES = {
    "answers/judge.py": "import json\nimport lark\nfrom solutions.answers import reading\n",
    "answers/reading.py": "from sympy import Add\n",
    "answers/grammar.lark": "start: NAME",
    "answers/log/claims.json": "{}",
    "answers/cli/__init__.py": "",
    "answers/cli/help.txt": "of a package that nothing imports",
    "aside/table.json": "{}",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A judge with a grammar and a log beside it, and a package that it does not touch."""
    for name, text in MODULES.items():
        path = tmp_path / "solutions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    return tmp_path / "solutions"


def key() -> str:
    return keys.key(["solutions.answers.judge"])


@pytest.mark.parametrize("name", ["answers/grammar.lark", "answers/log/claims.json"])
def test_a_data_file_beside_a_covered_module_is_covered(package: Path, name: str) -> None:
    before = key()
    assert key() == before
    times = keys.changed(["solutions.answers.judge"])
    (package / name).write_text("changed")
    assert key() != before
    assert keys.changed(["solutions.answers.judge"]) != times


def test_a_new_data_file_and_a_lost_one_count_too(package: Path) -> None:
    before = key()
    (package / "answers/words.json").write_text("[]")
    assert key() != before
    (package / "answers/words.json").unlink()
    assert key() == before
    (package / "answers/grammar.lark").unlink()
    assert key() != before


@pytest.mark.parametrize("name", ["answers/cli/help.txt", "aside/table.json", "answers/.x.swp"])
def test_what_lies_elsewhere_is_not_covered(package: Path, name: str) -> None:
    before = key()
    (package / name).write_text("changed")
    assert key() == before


@pytest.mark.parametrize("library", ["lark", "sympy"])
def test_another_version_of_a_library_that_is_imported_makes_stale(
    package: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    del package
    before, real = key(), coverage.installed
    other = {library: "0.0.1", "matplotlib": "0.0.1"}
    monkeypatch.setattr(coverage, "installed", lambda name: other.get(name) or real(name))
    assert key() != before
    other.pop(library)
    assert key() == before  # matplotlib is not imported here


def test_libraries_have_the_versions_that_are_installed() -> None:
    from importlib.metadata import version

    assert coverage.installed("flint") == version("python-flint")
    assert coverage.installed("lark") == version("lark")
    assert coverage.installed("pymdownx").endswith(version("pymdown-extensions"))
    assert coverage.installed("no_such_library") == coverage.ABSENT


def rests_on(module: str) -> tuple[set[str], set[str]]:
    """The names of data files and of libraries that a key of the real package covers."""
    covered = sources.closure(module)
    data = {path.name for path in coverage.files(covered) if path.suffix != ".py"}
    return data, set(coverage.libraries(covered))


def test_tables_of_answers_rest_on_the_grammar_and_on_its_library() -> None:
    data, libraries = rests_on(JUDGE.partition(":")[0])
    assert "grammar.lark" in data
    assert {"lark", "sympy", "flint"} <= libraries
    assert "grammar.lark" in {path.name for path in pack.own()}


def test_parts_rest_on_what_they_import_and_not_on_the_grammar() -> None:
    for module in catalogue.parts().values():
        data, libraries = rests_on(module)
        assert "grammar.lark" not in data
        assert {"sympy", "flint"} <= libraries


def test_a_notebook_rests_on_the_library_that_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    path = sources.ROOT / "docs" / "notebooks" / "samplers.py"
    before, real = job(path).also, coverage.installed
    monkeypatch.setattr(
        coverage, "installed", lambda name: "0.0.1" if name == "matplotlib" else real(name)
    )
    assert job(path).also != before
