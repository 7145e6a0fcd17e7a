"""A fact about the package is found again when the package has changed, and only then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from solutions.work import package, sources


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "solutions"
    (folder / "below").mkdir(parents=True)
    (folder / "a.py").write_text("a = 1\n")
    (folder / "below" / "b.json").write_text("{}")
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    return folder


class Counted:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, int]:
        self.times += 1
        return {"found": self.times}


def test_a_fact_is_kept_while_nothing_changes(copy: Path, tmp_path: Path) -> None:
    make = Counted()
    assert package.fact("name", make, tmp_path) == {"found": 1}
    (copy / ".notes.swp").write_text("no source")
    (copy / "__pycache__").mkdir()
    (copy / "__pycache__" / "a.pyc").write_text("")
    assert package.fact("name", make, tmp_path) == {"found": 1}


@pytest.mark.parametrize("path", ["a.py", "below/b.json", "below/new.py", "grammar.lark"])
def test_any_source_that_changes_makes_it_stale(copy: Path, tmp_path: Path, path: str) -> None:
    make = Counted()
    package.fact("name", make, tmp_path)
    (copy / path).write_text("another text")
    assert package.fact("name", make, tmp_path) == {"found": 2}


def test_a_source_of_another_name_is_another_package(copy: Path, tmp_path: Path) -> None:
    make = Counted()
    package.fact("name", make, tmp_path)
    (copy / "a.py").rename(copy / "c.py")
    assert package.fact("name", make, tmp_path) == {"found": 2}


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"content": 1, "fact": 2}'])
def test_what_was_cut_short_is_found_again(copy: Path, tmp_path: Path, text: str) -> None:
    make = Counted()
    package.fact("name", make, tmp_path)
    (tmp_path / "name.json").write_text(text)
    assert package.fact("name", make, tmp_path) == {"found": 2}


def test_what_was_altered_is_found_again(copy: Path, tmp_path: Path) -> None:
    make = Counted()
    package.fact("name", make, tmp_path)
    record = json.loads((tmp_path / "name.json").read_text())
    (tmp_path / "name.json").write_text(json.dumps(record | {"fact": {"found": 7}}))
    assert package.fact("name", make, tmp_path) == {"found": 2}


def test_another_fact_is_not_taken_for_this_one(copy: Path, tmp_path: Path) -> None:
    make = Counted()
    package.fact("name", make, tmp_path)
    package.fact("other", lambda: "foreign", tmp_path)
    (tmp_path / "other.json").rename(tmp_path / "name.json")
    assert package.fact("name", make, tmp_path) == {"found": 2}


def test_an_edit_while_it_is_found_is_not_missed(copy: Path, tmp_path: Path) -> None:
    def edited() -> str:
        (copy / "a.py").write_text("a = 22\n")
        return "of the text before"

    package.fact("name", edited, tmp_path)
    assert package.fact("name", lambda: "of the text after", tmp_path) == "of the text after"


def test_a_folder_that_cannot_be_written_costs_only_time(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    make = Counted()
    assert package.fact("name", make, tmp_path / "file") == {"found": 1}
    assert package.fact("name", make, tmp_path / "file") == {"found": 2}


def test_a_library_of_another_version_makes_it_stale(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del copy
    make = Counted()
    place = tmp_path / "site-packages"
    (place / "lark-1.3.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(place))
    package._content.cache_clear()
    package.fact("name", make, tmp_path)
    (place / "lark-1.3.0.dist-info").rename(place / "lark-1.3.1.dist-info")
    package._content.cache_clear()  # a process sees the libraries that it began with
    assert package.fact("name", make, tmp_path) == {"found": 2}
