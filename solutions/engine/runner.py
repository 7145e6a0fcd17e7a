"""Verify many parts in parallel, in processes that can be killed."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from solutions.work import sources
from solutions.work.unsettled import unsettled

TIME_LIMIT = 120.0
"""Seconds of the processor that one part may take before it is undecided."""

BUSY = 10
"""So many times longer may it take by the clock, which only kills what waits for ever."""

START_LIMIT = 1200.0
"""Seconds that a process may take to import the engine, on a machine that is busy."""

VERIFY = "solutions.engine.worker:verify"
"""What a worker does with a part: ``module:function``, called with the part and its module."""

READY = "ready\n"
"""What a worker says before it takes its first part."""


@dataclass
class Result:
    """What became of a part: its receipt's content, unless it raised or never ended."""

    part: str
    content: dict[str, Any] | None
    failures: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class _Worker:
    process: subprocess.Popen[str]
    judge: str
    part: str = ""
    module: str = ""
    deadline: float = 0.0

    def give(self, part: str, module: str, limit: float, wait: float) -> None:
        self.part, self.module, self.deadline = part, module, monotonic() + wait
        if self.process.stdin is None:
            raise AssertionError("a worker is started with pipes")
        try:
            self.process.stdin.write(json.dumps([part, module, self.judge, limit]) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return  # it has ended; reading from it will say so

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def run(
    modules: dict[str, str],
    workers: int = 0,
    limit: float = TIME_LIMIT,
    done: Callable[[Result], None] = lambda result: None,
    judge: str = VERIFY,
) -> dict[str, Result]:
    """Verify ``{part: module}``; every part has a result, whatever its module does.

    ``judge`` names the function that a worker calls, if it is not that of verification.
    ``workers`` = 0 takes one for each processor. ``done`` is called as each part ends. On an
    interruption all workers are killed before it is passed on.
    """
    crowd = min(workers or os.cpu_count() or 1, len(modules))
    queue = list(modules.items())
    if crowd > 1:
        queue.reverse()  # later parts take longer, and so the last to end is short
    results: dict[str, Result] = {}
    selector = selectors.DefaultSelector()
    crew: list[_Worker] = []

    def start() -> None:
        worker = _Worker(_spawn(), judge)
        crew.append(worker)
        selector.register(worker.process.stdout or 0, selectors.EVENT_READ, worker)
        worker.give(*queue.pop(0), limit, START_LIMIT)

    def finish(worker: _Worker, result: Result, *, ended: bool) -> None:
        results[result.part] = result
        done(result)
        if not ended and queue:
            worker.give(*queue.pop(0), limit, BUSY * limit)
            return
        selector.unregister(worker.process.stdout or 0)
        crew.remove(worker)
        worker.kill()
        if queue:
            start()

    try:
        for _ in range(crowd):
            start()
        while crew:
            wait = max(0.0, min(worker.deadline for worker in crew) - monotonic())
            for event, _ in selector.select(wait):
                worker = event.data
                line = worker.process.stdout.readline()
                if line == READY:
                    worker.deadline = monotonic() + BUSY * limit
                elif line.endswith("\n"):
                    answer = json.loads(line)
                    result = Result(worker.part, answer["content"], answer["failures"])
                    finish(worker, result, ended=False)
                else:
                    code = worker.process.wait()
                    told = f"its process ended (exit code {code}) before it was settled"
                    finish(worker, _unsettled(worker, told), ended=True)
            for worker in [w for w in crew if w.deadline <= monotonic()]:
                told = f"not settled within {BUSY * limit:g} seconds; does it wait for something?"
                finish(worker, _unsettled(worker, told), ended=True)
    finally:
        for worker in crew:
            worker.kill()
        selector.close()
    return {part: results[part] for part in modules}


def _spawn() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "solutions.engine.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=sources.ROOT,
        env={**os.environ, "PYTHONPATH": str(sources.ROOT), "OPENBLAS_NUM_THREADS": "1"},
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def _unsettled(worker: _Worker, told: str) -> Result:
    return Result(worker.part, None, [unsettled(worker.part, worker.module, told)])
