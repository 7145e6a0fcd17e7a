"""Judge many mutants in parallel, in processes that end with this one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import asdict
from typing import Any, TypeVar

from solutions.work.workers.endings import Ended, Lost, Raised
from solutions.work.workers.pool import Pool

Task = TypeVar("Task", bound=Any)
"""A dataclass whose text says what it is, such as "part 1a, expressions"."""

Fates = list[dict[str, Any]]
Rest = Callable[[Any, Fates, Ended | Raised], tuple[Fates, Any]]

ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


def run(
    tasks: Sequence[Task],
    pool: Pool,
    judge: str,
    done: Callable[[Task, Fates], None] = lambda *_: None,
    rest: Rest | None = None,
) -> None:
    """Judge all mutants of ``tasks``; ``done`` gets the fates of each task as it ends.

    ``judge`` names what yields them, called with the fields of a task. Where it comes to no end,
    ``rest`` gives the fates until then and what is left of the task. Raises ``ChildProcessError``
    when a worker itself ends, or when there is no ``rest``; whatever happens, all are killed.
    """
    asked: dict[Future[Any], tuple[Task, Task, Fates]] = {}

    def submit(task: Task, left: Task, known: Fates) -> None:
        asked[pool.submit(judge, **asdict(left))] = task, left, known

    with pool:
        for task in tasks:
            submit(task, task, [])
        while asked:
            for future in wait(asked, return_when=FIRST_COMPLETED).done:
                task, left, known = asked.pop(future)
                fates, more = _told(future, left, rest)
                if more is None:
                    done(task, known + fates)
                else:
                    submit(task, more, known + fates)


def _told(future: Future[Any], task: Any, rest: Rest | None) -> tuple[Fates, Any]:
    try:
        return future.result(), None
    except (Ended, Raised) as why:
        if rest is None or isinstance(why, Lost):
            how = why.how if isinstance(why, Ended) else str(why)
            told = f"a process ended ({how}) over {task}, which was not judged"
            raise ChildProcessError(told) from None
        return rest(task, why.told, why)
