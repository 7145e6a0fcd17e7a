"""Tasks of mutants on a pool: a mutant that stops its process costs itself only."""

from __future__ import annotations

from typing import Any

import pytest

from solutions.mutation import crew, worker
from solutions.mutation.plan import Task
from solutions.work.workers.pool import Pool

JUDGE = "tests.mutation.tasks:fates"


def ran(monkeypatch: pytest.MonkeyPatch, *picks: int) -> dict[str, list[dict[str, Any]]]:
    monkeypatch.setattr(worker, "named", lambda task, pick: {"pick": pick})
    found: dict[str, list[dict[str, Any]]] = {}
    tasks = [
        Task("source", "1a", "solutions.diffusion.a_forward_law", 0, picks),
        Task("source", "1b", "solutions.diffusion.b_marginals", 0, (0, 1)),
    ]

    def done(task: Task, fates: list[dict[str, Any]]) -> None:
        assert task in tasks
        found[task.part] = fates

    crew.run(tasks, Pool(1, clock=1.5), JUDGE, done, worker.rest)
    return found


def test_a_task_goes_on_after_a_mutant_that_stopped_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ran(monkeypatch, 1, 2, 3, 4)
    assert [fate["pick"] for fate in found["1a"]] == [1, 2, 3, 4]
    assert [fate.get("by", "") for fate in found["1a"]] == ["", worker.END, "", worker.TIME]
    assert [fate["pick"] for fate in found["1b"]] == [0, 1]


def test_a_worker_that_ends_catches_no_mutant(monkeypatch: pytest.MonkeyPatch) -> None:
    told = r"a process ended \(killed by signal 9\) over part 1a, source, which was not judged"
    with pytest.raises(ChildProcessError, match=told):
        ran(monkeypatch, 6, 7, 8)
