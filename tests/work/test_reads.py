"""What a judge reads beside what its key covers is refused, since an edit there would not show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from solutions.work import dispatch, door, sources
from solutions.work.door import Job

JUDGE = """
from importlib import import_module
from pathlib import Path
from typing import Any

def answer(name, module):
    {reads}
    return {{"content": {{"id": name, "verdict": "judged"}}, "failures": []}}
"""
ASIDE = "solutions.elsewhere.aside"
UNSEEN = {
    "a module by its name": (
        f'import_module("{ASIDE}")',
        f"NotCovered: {ASIDE} was loaded, and no import statement says so",
    ),
    "a file of another folder": (
        'Path(__file__).parents[1].joinpath("elsewhere", "table.json").read_text()',
        "NotCovered: solutions/elsewhere/table.json was read, and lies beside no module",
    ),
    "a file of another folder, by another way": (
        'import os; os.open(Path(__file__).parents[1] / "elsewhere" / "table.json", os.O_RDONLY)',
        "solutions/elsewhere/table.json was read",
    ),
}
BESIDE = 'Path(__file__).with_name("own.json").read_text()'


@pytest.fixture
def judged(
    project: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., door.Outcome]:
    """``judged(reads, covers)`` lets judges read so, and gives what became of their jobs.

    Each covers what is named for it; the names of the jobs are 0, 1 and so on.
    """
    package = sources.ROOT / "solutions"
    (package / "sheet" / "stated.py").write_text("")
    (package / "sheet" / "own.json").write_text("{}")
    (package / "elsewhere").mkdir()
    for name, text in {"__init__.py": "", "aside.py": "", "table.json": "{}"}.items():
        (package / "elsewhere" / name).write_text(text)
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(dispatch, "SHARED", ())

    def judge(reads: str, *covers: tuple[str, ...]) -> door.Outcome:
        (package / "sheet" / "judge.py").write_text(JUDGE.format(reads=reads))
        stated, judge = "solutions.sheet.stated", "solutions.sheet.judge:answer"
        jobs = [Job("reads", str(n), stated, judge, each) for n, each in enumerate(covers)]
        return door.judged(jobs, workers=1)

    return judge


@pytest.mark.parametrize(("reads", "told"), UNSEEN.values(), ids=UNSEEN)
def test_what_no_import_leads_to_is_refused(
    judged: Callable[..., door.Outcome], reads: str, told: str
) -> None:
    outcome = judged(reads, (), (ASIDE,))
    (failure,) = outcome.failures
    assert failure["part"] == "0"
    assert told in failure["message"]
    assert list(outcome.found) == ["1"], "what is covered may be read"


def test_what_lies_beside_is_covered(judged: Callable[..., door.Outcome]) -> None:
    assert not judged(BESIDE, ()).failures
