"""What a worker does with a task of mutants, and what is made of a mutant that stopped one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from solutions.evidence.evidence import UNDECIDED
from solutions.mutation import crew
from solutions.mutation.plan import Task, judged, named
from solutions.work.dispatch import MEMORY, TIME_LIMIT
from solutions.work.workers.endings import CLOCK, Ended, Raised
from solutions.work.workers.pool import Pool

TIME, END = "the time limit", "the end of its process"
JUDGE = f"{__name__}:fates"


def pool(workers: int) -> Pool:
    """Workers in which a mutant may take so long as a part may, by the clock."""
    return Pool(
        workers,
        clock=TIME_LIMIT,
        memory=MEMORY,
        prepare=f"{__name__}:prepare",
        anew=True,
        environment=crew.ENVIRONMENT,
    )


def prepare(**task: Any) -> None:
    """Make what all children need before they are forked."""
    given = _task(task)
    named(given, given.picks[0])


def fates(**task: Any) -> Iterator[dict[str, Any]]:
    """Each mutant of a task with what became of it."""
    given = _task(task)
    for pick in given.picks:
        yield judged(given, pick)


def rest(
    task: Task, told: list[dict[str, Any]], why: Ended | Raised
) -> tuple[list[dict[str, Any]], Task | None]:
    """The fates when a mutant has stopped its process, and the task of those after it."""
    stopped, *left = task.picks[len(told) :]
    by = TIME if isinstance(why, Ended) and why.way == CLOCK else END
    fate = {"outcome": "caught", "by": by, "verdict": UNDECIDED, "told": ""}
    known = [*told, named(task, stopped) | fate]
    return known, replace(task, picks=tuple(left)) if left else None


def _task(given: dict[str, Any]) -> Task:
    return Task(**{**given, "picks": tuple(given["picks"])})
