"""Judge many mutants in parallel, in processes that end with this one."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any, TypeVar

from solutions.work import sources
from solutions.work.apart import TIME_LIMIT

Task = TypeVar("Task", bound=Any)
"""A dataclass whose text says what it is, such as "part 1a, expressions"."""

PARTS = ("solutions.mutation.worker", f"{TIME_LIMIT:g}")


def run(
    tasks: Sequence[Task],
    workers: int = 0,
    done: Callable[[Task, list[dict[str, Any]]], None] = lambda *_: None,
    program: Sequence[str] = PARTS,
) -> None:
    """Judge all mutants of ``tasks``; ``done`` gets the fates of each task as it ends.

    ``program`` is the module that judges them, with its arguments. ``workers`` = 0 takes one
    process for each processor. Raises ``ChildProcessError`` when a process ends
    that should not; whatever happens, all are killed.
    """
    queue = list(tasks)
    selector = selectors.DefaultSelector()
    crew: list[subprocess.Popen[bytes]] = []
    read: dict[int, bytes] = {}
    given: dict[int, tuple[Task, list[dict[str, Any]]]] = {}

    def give(process: subprocess.Popen[bytes]) -> None:
        if not queue:
            selector.unregister(process.stdout or 0)
            crew.remove(process)
            _kill(process)
            return
        given[process.pid] = queue.pop(0), []
        if process.stdin is None:
            raise AssertionError("a worker is started with pipes")
        with suppress(BrokenPipeError):  # it has ended; reading from it will say so
            process.stdin.write(json.dumps(asdict(given[process.pid][0])).encode() + b"\n")
            process.stdin.flush()

    try:
        for _ in range(min(workers or os.cpu_count() or 1, len(queue))):
            process = _spawn(program)
            crew.append(process)
            selector.register(process.stdout or 0, selectors.EVENT_READ, process)
            give(process)
        while crew:
            for event, _ in selector.select():
                process = event.data
                task, fates = given[process.pid]
                more = os.read(event.fd, 1 << 16)
                if not more:
                    told = f"a process ended (exit code {process.wait()}) over {task}"
                    raise ChildProcessError(f"{told}, which was not judged")
                *whole, read[process.pid] = (read.get(process.pid, b"") + more).split(b"\n")
                fates += [json.loads(line) for line in whole if line]
                if b"" in whole:
                    done(task, fates)
                    give(process)
    finally:
        for process in crew:
            _kill(process)
        selector.close()


def _spawn(program: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=sources.ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(sources.ROOT),
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONHASHSEED": "0",
        },
        start_new_session=True,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
