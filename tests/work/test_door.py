"""What comes through the door was judged from the sources as they are, here, or is judged now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from solutions.kernel.errors import NotVerified
from solutions.work import dispatch, door, sources
from solutions.work.door import Job

STATED = "word = 'stated'\n"
JUDGE = """
from importlib import import_module

def answer(name, module):
    word = import_module(module).word
    failure = {"part": name, "name": "", "verdict": "refuted", "file": "f.py", "line": 7}
    failures = [] if word == "stated" else [failure | {"message": f"{word} is no word"}]
    return {"content": {"id": name, "verdict": "judged", "word": word}, "failures": failures}
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two modules that state a word, what they import, a table beside it, and their judge."""
    files = {
        "__init__.py": "",
        "first.py": f"from solutions.below import table\n{STATED}",
        "second.py": STATED,
        "below/__init__.py": "",
        "below/table.py": "from pathlib import Path\n",
        "below/table.json": "{}",
        "judging/__init__.py": "",
        "judging/judge.py": JUDGE,
    }
    for name, text in files.items():
        path = tmp_path / "solutions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "solutions"


def job(name: str = "first", **more: Any) -> Job:
    return Job("words", name, f"solutions.{name}", "solutions.judging.judge:answer", **more)


class Counted:
    """Makes a result, and counts how often it was asked for one."""

    def __init__(self, then: Callable[[], object] = lambda: None) -> None:
        self.times, self.then = 0, then

    def __call__(self) -> dict[str, Any]:
        self.times += 1
        self.then()
        return {"verdict": "judged", "times": self.times}


def test_what_was_made_is_kept_until_something_that_its_key_covers_changes(package: Path) -> None:
    make = Counted()
    assert door.made(job(), make)["times"] == door.made(job(), make)["times"] == 1
    (package / "second.py").write_text("word = 'changed'\n")
    assert door.made(job(), make)["times"] == 1
    covered = ("first.py", "below/table.py", "below/table.json", "judging/judge.py", "__init__.py")
    for count, name in enumerate(covered, start=2):
        path = package / name
        path.write_text(f"{path.read_text()}\n")
        assert door.made(job(), make)["times"] == count, name
    assert door.made(job(also="another version"), make)["times"] == count + 1
    assert door.made(job(covers=("solutions.second",)), make)["times"] == count + 2


@pytest.mark.parametrize("undone", [False, True])
def test_what_was_edited_while_it_was_made_is_not_kept(package: Path, undone: bool) -> None:
    path = package / "below" / "table.json"
    text = path.read_text()

    def edit() -> None:
        path.write_text("[]")
        if undone:
            path.write_text(text)

    make = Counted(edit)
    assert door.made(job(), make)["times"] == 1
    assert door.known(job()) is None


FORGERIES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "another verdict": lambda kept: kept | {"verdict": "proved"},
    "another result": lambda kept: kept | {"times": 7},
    "another name": lambda kept: kept | {"id": "second"},
    "another key": lambda kept: kept | {"key": "0" * 64},
    "something more": lambda kept: kept | {"more": 1},
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_what_was_edited_on_disk_is_made_again_though_its_digest_is_made_anew(
    package: Path, forge: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    make = Counted()
    door.made(job(), make)
    path = job().folder / "first.json"
    kept = json.loads(path.read_text())
    kept.pop("digest")
    forged = forge(kept)
    for text in (json.dumps(forged), json.dumps(forged, sort_keys=True)):
        digest = hashlib.sha256(text.encode()).hexdigest()
        path.write_text(json.dumps({**forged, "digest": digest}))
        assert door.known(job()) is None
    assert door.made(job(), make)["times"] == 2


def test_only_some_verdicts_are_kept_where_a_job_says_so(package: Path) -> None:
    make = Counted()
    door.made(job(keeps=("agrees",)), make)
    assert door.known(job(keeps=("agrees",))) is None


def test_what_is_asked_for_often_is_made_again_when_a_source_is_edited(package: Path) -> None:
    make = Counted()
    give = door.while_unedited(make)
    assert give()["times"] == give()["times"] == 1
    (package / "second.py").write_text("# edited\n")
    assert give()["times"] == give()["times"] == 2


@pytest.fixture
def judges(
    project: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], list[Job]]:
    """``judges(word)`` lets the first module state the word; its jobs go to real workers."""
    folder = sources.ROOT / "solutions" / "sheet"
    (folder / "judge.py").write_text(JUDGE)
    (folder / "second.py").write_text(STATED)
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(dispatch, "SHARED", ())  # no part is judged

    def state(word: str) -> list[Job]:
        (folder / "first.py").write_text(f"word = '{word}'\n")
        home, judge = "solutions.sheet", "solutions.sheet.judge:answer"
        second = Job("words", "second", f"{home}.second", judge, rests_on=("first",))
        return [Job("words", "first", f"{home}.first", judge), second]

    return state


def test_a_key_that_was_edited_on_disk_makes_nothing_valid(
    judges: Callable[[str], list[Job]],
) -> None:
    """The keys are kept too, and are believed no more than what they open."""
    assert door.required(judges("stated"))["first"]["word"] == "stated"
    (path,) = door.folder("keys").glob("*.json")
    old = json.loads(path.read_text())
    jobs = judges("wrong")
    assert door.judged(jobs).failures
    now = json.loads(path.read_text())
    assert now["key"] != old["key"]
    path.write_text(json.dumps({**old, "key": now["key"]}))
    assert door.judged(jobs).failures


def test_a_failure_is_reported_with_its_place_and_what_rests_on_it_does_not_hold(
    judges: Callable[[str], list[Job]],
) -> None:
    jobs = judges("wrong")
    with pytest.raises(NotVerified) as stopped:
        door.required(jobs)
    assert str(stopped.value) == (
        "f.py:7  first\n  wrong is no word\n\n"
        "solutions/sheet/second.py:1  second\n"
        "  undecided: it rests on first, which does not hold\n\n"
        "2 thing(s) in 2 part(s) do not hold"
    )
    assert [door.known(job) is None for job in jobs] == [True, False]
