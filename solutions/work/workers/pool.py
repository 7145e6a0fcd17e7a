"""An executor whose workers can be killed: the interface is that of ``concurrent.futures``.

    with Pool(limit=120) as pool:
        futures = [pool.submit("solutions.some.module:function", number) for number in range(9)]

A function is named, or given if it stands at the top of a module, and is found again by its name in
the worker. Arguments and results are JSON: a tuple arrives as a list. What a generator function
yields is its result, as a list, and comes one by one, so that it is not lost when the process ends.
A task that comes to no result fails its own future only, with :class:`Ended` or :class:`Raised`.
"""

from __future__ import annotations

import json
import os
import select
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack, suppress
from dataclasses import asdict
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from types import TracebackType
from typing import Any

from solutions.work import sources
from solutions.work.workers import processes
from solutions.work.workers.children import WORD, Limits
from solutions.work.workers.endings import CLOCK, MEMORY, UNREADABLE, Ended, Lost, Raised
from solutions.work.workers.processes import Process

BUSY = 10
"""So many times longer than by the processor may a task take by the clock, on a busy machine."""

START_LIMIT = 1200.0
"""Seconds that a worker may take to import what is shared, on a machine that is busy."""

SPARE = 30.0
"""Seconds after the clock's limit when a worker is killed that has not itself killed the task."""

SHARED = 1 << 30
"""Bytes that a worker and its tasks may hold besides, which is what importing takes."""

WORKER = ("solutions.work.workers.worker",)


class Pool(Executor):
    """Workers, started as tasks come; ``workers`` = 0 allows one for each processor.

    A task may take ``limit`` seconds of the processor and ``clock`` seconds without a word, which
    is ``BUSY`` times the limit if it is not said, and ``memory`` bytes beyond what importing takes,
    each of its processes and all of them together.
    ``imports`` are modules that are imported once for all tasks of a worker; ``prepare`` names a
    function that is called there, before the child is forked, with the task's arguments. With
    ``apart=False`` tasks are done in the worker itself, one after the other: that spares the fork,
    keeps what they remember, and has no limit of the processor. With ``anew`` workers compile our
    modules themselves, and run what their text says. ``environment`` is added to that of the
    workers, and ``program`` is a module with arguments that serves in the worker's place. They
    import from ``root``, the project's own folder if it is not said, and stand there.
    """

    def __init__(
        self,
        workers: int = 0,
        *,
        limit: float = 0.0,
        clock: float = 0.0,
        memory: int = 0,
        imports: Sequence[str] = (),
        prepare: str = "",
        apart: bool = True,
        anew: bool = False,
        environment: Mapping[str, str] | None = None,
        program: Sequence[str] = (),
        root: Path | None = None,
    ) -> None:
        if limit and not apart:
            raise ValueError("only a task in a child of its own has a limit of the processor")
        self.workers = workers or os.cpu_count() or 1
        self.clock = clock or BUSY * limit
        self.memory = memory
        self.root = root or sources.ROOT
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(self.root),
            **(environment or {}),
        }
        options = {
            "limits": asdict(Limits(limit, self.clock, memory)),
            "imports": list(imports),
            "prepare": prepare,
            "apart": apart,
            "anew": anew,
        }
        self.program = (*(program or (*WORKER, json.dumps(options))),)
        self.apart, self.spare = apart, SPARE if apart else 0.0
        self._tasks: deque[tuple[Future[Any], bytes]] = deque()
        self._crew: list[_Worker] = []
        self._threads: list[Thread] = []
        self._idle, self._shut, self._killed = 0, False, False
        self._changed = Condition()
        self._ends = ExitStack()

    def submit(self, fn: Callable[..., Any] | str, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future of one task; raises ``TypeError`` for what cannot be sent to a worker."""
        task = _sent(fn, args, kwargs)
        future: Future[Any] = Future()
        with self._changed:
            if self._shut:
                raise RuntimeError("cannot submit to a pool that was shut down")
            self._tasks.append((future, task))
            if self._idle < len(self._tasks) and len(self._threads) < self.workers:
                worker = _Worker(self)
                self._crew.append(worker)
                self._threads.append(Thread(target=self._serve, args=(worker,), daemon=True))
                self._threads[-1].start()
            self._changed.notify()
        return future

    def _serve(self, worker: _Worker) -> None:
        while (given := self._next()) is not None:
            future, task = given
            if not future.set_running_or_notify_cancel():
                continue
            try:
                found = worker.ask(task)
            except BaseException as why:
                future.set_exception(why)
            else:
                future.set_result(found)
        worker.kill()

    def _next(self) -> tuple[Future[Any], bytes] | None:
        with self._changed:
            self._idle += 1
            while not self._tasks and not self._shut:
                self._changed.wait()
            self._idle -= 1
            return self._tasks.popleft() if self._tasks else None

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks, and end the workers when those that there are have been done."""
        with self._changed:
            self._shut = True
            while cancel_futures and self._tasks:
                self._tasks.pop()[0].cancel()
            self._changed.notify_all()
        if wait:
            for thread in self._threads:
                thread.join()

    def kill(self) -> None:
        """Cancel what waits and kill all workers with all that they started, at once."""
        self.shutdown(wait=False, cancel_futures=True)
        self._killed = True  # before any worker is looked at: what starts from now on ends itself
        for worker in self._crew:
            worker.end()
        self.shutdown()

    def __enter__(self) -> Pool:
        self._ends.enter_context(processes.ended_by_termination())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for all tasks; on an exception, an interrupt above all, kill what there is."""
        try:
            if error is None:
                self.shutdown()
        finally:
            self.kill()
            self._ends.close()


class _Worker:
    """One process at a time, started when it is needed, and anew after it had to be killed."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.process: Process | None = None
        self.rest = b""

    def ask(self, task: bytes) -> Any:
        """The result of a task; raises :class:`Ended`, :class:`Lost` or :class:`Raised`."""
        words: list[Any] = []
        try:
            process = self.process or self._started()
            self._write(process, task)
            while "said" in (word := self._word(process, self.pool.clock, self.pool.spare)):
                words.append(word["said"])
        except Ended as why:
            self.kill()
            raise Lost(why.way, why.amount, words) from None
        if "ended" in word:
            if not self.pool.apart:  # what could not get its memory may have left anything behind
                self.kill()
            way, amount = word["ended"]
            raise Ended(way, amount, words)
        if "raised" in word:
            raise Raised(**word["raised"], told=words)
        return words or word["done"]

    def _started(self) -> Process:
        self.rest = b""
        self.process = process = Process(
            [sys.executable, "-m", *self.pool.program],
            cwd=self.pool.root,
            environment=self.pool.environment,
            memory=self.pool.memory and self.pool.memory + SHARED,
        )
        if self.pool._killed:
            process.end()
        if "ready" not in self._word(process, START_LIMIT):
            raise Ended(UNREADABLE)
        return process

    def _write(self, process: Process, task: bytes) -> None:
        with suppress(BrokenPipeError):  # it has ended, as reading from it will say
            process.stdin.write(task)
            process.stdin.flush()

    def _word(self, process: Process, seconds: float, spare: float = 0.0) -> dict[str, Any]:
        """The next word of the worker; raises :class:`Ended` when there is none in time."""
        until = monotonic() + seconds + spare if seconds else None
        pipe = process.stdout.fileno()
        while b"\n" not in self.rest:
            wait = None if until is None else max(0.0, until - monotonic())
            if not select.select([pipe], [], [], wait)[0]:
                raise Ended(CLOCK, seconds)
            more = os.read(pipe, 1 << 20)
            if not more:
                code = process.wait()
                if process.outgrew():
                    raise Ended(MEMORY, self.pool.memory)
                raise Ended.by_code(code)
            self.rest += more
            if len(self.rest) > 2 * WORD:
                raise Ended(UNREADABLE)
        line, _, self.rest = self.rest.partition(b"\n")
        try:
            return dict(json.loads(line))
        except ValueError:
            raise Ended(UNREADABLE) from None

    def end(self) -> None:
        """Kill the process from another thread; the one that serves reads so, and closes pipes."""
        process = self.process
        if process is not None:
            process.end()

    def kill(self) -> None:
        """Kill the process, if there is one."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()


def _sent(fn: Callable[..., Any] | str, args: Sequence[Any], more: Mapping[str, Any]) -> bytes:
    """A task as a line."""
    if not isinstance(fn, str):
        fn = reference(fn)
    try:
        task = json.dumps({"function": fn, "args": list(args), "more": dict(more)})
    except (TypeError, ValueError) as why:
        raise TypeError(f"what {fn} is given goes to a worker as JSON: {why}") from None
    return task.encode() + b"\n"


def reference(fn: Callable[..., Any]) -> str:
    """The name by which a worker finds a function: "module:name"."""
    home, name = getattr(fn, "__module__", None), getattr(fn, "__qualname__", None)
    found = getattr(sys.modules.get(home or ""), name or "", None)
    if home == "__main__" or found is not fn:
        raise TypeError(
            f"{fn!r} cannot be sent to a worker: write it as a function at the top of a module, or "
            'name it, as in "module:name"'
        )
    return f"{home}:{name}"
