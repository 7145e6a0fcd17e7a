"""Parts given to an executor: the same results whatever it is, and a failure for what has none."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

import pytest

from solutions.work import dispatch, sources
from solutions.work.workers.endings import Ended
from solutions.work.workers.pool import Pool
from tests.work import tasks

JUDGE = "tests.work.tasks:judge"
MODULES = dict.fromkeys(("good", "leaves", "fails", "loops", "other"), "tests.work.tasks")


@pytest.fixture(autouse=True)
def _nothing_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers import nothing before a task: no part is judged here."""
    monkeypatch.setattr(dispatch, "SHARED", ())


@pytest.fixture(params=["its own", "a pool", "threads"])
def executor(request: pytest.FixtureRequest) -> Any:
    made: dict[str, Callable[[], Executor | None]] = {
        "its own": lambda: None,
        "a pool": lambda: Pool(2, limit=1),
        "threads": lambda: ThreadPoolExecutor(2),
    }
    found = made[request.param]()
    yield found
    if found is not None:
        found.shutdown()


def test_every_part_has_a_result_whatever_the_executor(executor: Executor | None) -> None:
    told: list[str] = []
    found = dispatch.run(
        MODULES,
        workers=2,
        limit=1,
        done=lambda result: told.append(result.part),
        judge=JUDGE,
        executor=executor,
    )
    assert list(found) == list(MODULES)
    assert sorted(told) == sorted(MODULES)
    assert found["good"] == dispatch.Result("good", {"id": "good"}, [])
    said = {part: result.failures[0] for part, result in found.items() if result.failures}
    where = sources.path_of("tests.work.tasks").read_text(encoding="utf-8").splitlines()
    line = 1 + where.index("    raise ValueError(text)")
    assert {part: (failure["message"], failure["line"]) for part, failure in said.items()} == {
        "leaves": ("undecided: its process ended (exit code 4) before it was settled", 1),
        "fails": ("undecided: the module raised ValueError: no", line),
        "loops": (
            "undecided: not settled within 1 second of the processor; is there a loop that never "
            "ends?",
            1,
        ),
        "other": (
            "undecided: its answer cannot be read; does it write to files that it did not open?",
            1,
        ),
    }
    assert all(failure["file"] == "tests/work/tasks.py" for failure in said.values())


def test_without_parts_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "Pool", None)
    assert dispatch.run({}) == {}


def test_an_ending_is_raised_through_any_executor() -> None:
    with ThreadPoolExecutor(1) as threads, pytest.raises(Ended, match="exit code 4"):
        dispatch.submit(threads, JUDGE, "leaves", "tests.work.tasks", 2).result()


class Leaving(ThreadPoolExecutor):
    """An executor that judges one part and then goes away."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if args[1] == "good":
            return super().submit(fn, *args, **kwargs)
        if args[1] == "leaves":
            raise ConnectionError("no route")
        return super().submit(tasks.fail, "other trouble")


def test_what_an_executor_does_not_judge_is_judged_here_and_said() -> None:
    said: list[str] = []
    modules = dict.fromkeys(("good", "leaves", "fine", "well"), "tests.work.tasks")
    with Leaving(1) as executor:
        found = dispatch.run(modules, limit=5, judge=JUDGE, executor=executor, warn=said.append)
    assert {part: bool(result.content) for part, result in found.items()} == {
        "good": True,
        "leaves": False,
        "fine": True,
        "well": True,
    }
    assert "exit code 4" in found["leaves"].failures[0]["message"]
    assert sorted(said) == [
        "ConnectionError: no route; judged here instead: leaves",
        "ValueError: other trouble; judged here instead: fine, well",
    ]


def test_sources_that_were_edited_meanwhile_are_not_judged() -> None:
    with pytest.raises(dispatch.OtherSources, match="a worker has other sources by now"):
        dispatch.judge_apart(JUDGE, "good", "tests.work.tasks", 2, "another content")
