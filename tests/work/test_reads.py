"""What a judge reads beside what its key covers is refused, since an edit there would not show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from solutions.work import door, sources
from solutions.work.door import Job

JUDGE = """
from importlib import import_module
from pathlib import Path
from typing import Any

def answer(name, module):
    {reads}
    return {{"content": {{"id": name, "verdict": "judged"}}, "failures": []}}
"""
UNSEEN = {
    "a module by its name": (
        'import_module("solutions.elsewhere.aside")',
        "NotCovered: solutions.elsewhere.aside was loaded, and no import statement says so",
    ),
    "a file of another folder": (
        'Path(__file__).parents[1].joinpath("elsewhere", "table.json").read_text()',
        "NotCovered: solutions/elsewhere/table.json was read, and lies beside no module",
    ),
    "a file of another folder, by another way": (
        'import os; os.open(Path(__file__).parents[1] / "elsewhere" / "table.json", os.O_RDONLY)',
        "",
    ),
}


@pytest.fixture
def judged(
    project: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., door.Outcome]:
    """``judged(reads)`` lets a judge read so, and gives what became of its one job."""
    package = sources.ROOT / "solutions"
    (package / "sheet" / "stated.py").write_text("")
    (package / "sheet" / "own.json").write_text("{}")
    (package / "elsewhere").mkdir()
    for name, text in {"__init__.py": "", "aside.py": "", "table.json": "{}"}.items():
        (package / "elsewhere" / name).write_text(text)
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path / "cache"))

    def judge(reads: str, **more: Any) -> door.Outcome:
        (package / "sheet" / "judge.py").write_text(JUDGE.format(reads=reads))
        job = Job("reads", "any", "solutions.sheet.stated", "solutions.sheet.judge:answer", **more)
        return door.judged([job])

    return judge


@pytest.mark.parametrize(("reads", "told"), UNSEEN.values(), ids=UNSEEN)
def test_what_no_import_leads_to_is_refused(
    judged: Callable[..., door.Outcome], reads: str, told: str
) -> None:
    (failure,) = judged(reads).failures
    assert (told or "solutions/elsewhere/table.json was read") in failure["message"]
    covered = judged(reads, covers=("solutions.elsewhere.aside",))
    assert not covered.failures


def test_what_lies_beside_is_covered(judged: Callable[..., door.Outcome]) -> None:
    assert not judged('Path(__file__).with_name("own.json").read_text()').failures
