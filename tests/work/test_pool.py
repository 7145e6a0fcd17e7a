"""A pool of workers: the interface of ``concurrent.futures``, and tasks that fail in every way."""

from __future__ import annotations

import concurrent.futures
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from solutions.work import sources
from solutions.work.workers import pool as pools
from solutions.work.workers.endings import (
    CLOCK,
    EXIT,
    MEMORY,
    PROCESSOR,
    SIGNAL,
    UNREADABLE,
    Ended,
    Raised,
)
from solutions.work.workers.keeper import below
from solutions.work.workers.pool import Pool
from tests.work import tasks

PROGRAM = """
import sys
from solutions.work.workers.pool import Pool
from tests.work import tasks
with Pool(2) as pool:
    jobs = [pool.submit(tasks.daemon_and_wait, note) for note in sys.argv[1:]]
    print("begun", flush=True)
    [job.result() for job in jobs]
"""


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1, limit=1, clock=60, memory=1 << 29, imports=["tests.work.tasks"]) as made:
        yield made


@dataclass
class Waiting:
    """A pool of one worker, the tasks that it was given in this order, and where they note."""

    pool: Pool
    jobs: list[concurrent.futures.Future[Any]]
    notes: Path


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Waiting]]:
    """Pools whose tasks end by the clock, begun at once so that all the tests wait together."""
    notes = tmp_path_factory.mktemp("waiting") / "notes"
    with ExitStack() as ends, pytest.MonkeyPatch.context() as patch:

        def begun(*asked: tuple[Any, ...], **options: Any) -> Waiting:
            made = ends.enter_context(Pool(1, **options))
            return Waiting(made, [made.submit(*one) for one in asked], notes)

        patch.setattr(pools, "SPARE", 0.5)
        found = {
            "stopped": begun((tasks.stop_worker,), (tasks.double, 1), clock=1),
        }
        patch.undo()
        found["for ever"] = begun(
            (os.getppid,),
            (tasks.linger, str(notes)),
            (os.getppid,),
            (tasks.nap, 60),
            (os.getppid,),
            clock=1.5,
        )
        found["slowly"] = begun((tasks.slowly, 7, 0.5), clock=2.5)
        found["not apart"] = begun(
            *[(tasks.remember,)] * 3,
            (tasks.nap, 60),
            (tasks.remember,),
            (tasks.leave, 5),
            (tasks.grow,),
            (tasks.flood, 1, 1 << 24),
            (tasks.fail, "no"),
            clock=2,
            memory=1 << 29,
            apart=False,
        )
        yield found


def ending(future: concurrent.futures.Future[Any]) -> tuple[str, float]:
    with pytest.raises(Ended) as caught:
        future.result(120)
    assert str(caught.value)
    return caught.value.way, caught.value.amount


def gone(notes: Path, seconds: float = 60.0) -> bool:
    """Is the process whose number was noted gone?"""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(alive(int(pid)) for pid in notes.read_text().split()):
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_submit_map_and_as_completed_are_those_of_an_executor(pool: Pool) -> None:
    assert isinstance(pool, concurrent.futures.Executor)
    assert pool.submit(tasks.double, 21).result() == 42
    assert pool.submit("tests.work.tasks:double", 4).result() == 8
    assert list(pool.map(tasks.double, range(5))) == [0, 2, 4, 6, 8]
    jobs = {pool.submit(tasks.double, number): number for number in range(4)}
    assert all(job.result() == 2 * jobs[job] for job in concurrent.futures.as_completed(jobs))
    assert pool.submit(tasks.given, 1, (2, "σ"), k={"a": None}).result() == [
        [1, [2, "σ"]],
        {"k": {"a": None}},
    ]


def test_what_a_generator_yields_is_its_result(pool: Pool) -> None:
    assert pool.submit(tasks.count, 3).result() == [0, 1, 2]
    assert pool.submit(tasks.count, 0).result() == []


@pytest.mark.parametrize("fn", [lambda: 1, "".join, Path.exists, partial(tasks.double, 2)])
def test_what_has_no_name_in_a_module_is_not_sent(pool: Pool, fn: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match="cannot be sent to a worker: write it as a function at"):
        pool.submit(fn)


def test_arguments_and_results_are_json(pool: Pool) -> None:
    with pytest.raises(TypeError, match=r"tests\.work\.tasks:double is given goes to a worker"):
        pool.submit(tasks.double, {1, 2})
    with pytest.raises(Raised, match="TypeError: Object of type object is not JSON serializable"):
        pool.submit(tasks.no_json).result()


def test_an_exception_comes_back_with_its_name_message_and_place(pool: Pool) -> None:
    with pytest.raises(Raised) as caught:
        pool.submit(tasks.fail, "σ < 0").result()
    why = caught.value
    assert (why.kind, why.message, str(why)) == ("ValueError", "σ < 0", "ValueError: σ < 0")
    file, line = why.frames[-1]
    assert Path(file).name == "tasks.py"
    assert Path(file).read_text().splitlines()[line - 1].strip() == "raise ValueError(text)"
    assert "raise ValueError(text)" in why.trace
    again = pickle.loads(pickle.dumps(why))
    assert (again.kind, again.frames) == (why.kind, why.frames)


@pytest.mark.parametrize(
    ("fn", "arguments", "way", "amount"),
    [
        (tasks.leave, [3], EXIT, 3),
        (tasks.leave, [0], EXIT, 0),
        (tasks.signalled, [signal.SIGKILL], SIGNAL, 9),
        (tasks.signalled, [signal.SIGSEGV], SIGNAL, 11),
        (tasks.signal_group, [], SIGNAL, 9),
        (tasks.kill_worker, [], SIGNAL, 9),
        (tasks.spin, [], PROCESSOR, 1),
        (tasks.spin_deaf, [], PROCESSOR, 1),
        (tasks.grow, [], MEMORY, 1 << 29),
        (tasks.scribble, ['{"done": 1}\n'], UNREADABLE, 0),
        (tasks.scribble, ["x"], UNREADABLE, 0),
        (tasks.scribble_and_leave, ['{"done": 1}\n'], UNREADABLE, 0),
        (tasks.close_all, [], EXIT, 1),
    ],
)
def test_a_task_that_ends_badly_fails_its_own_future_only(
    pool: Pool, fn: Callable[..., Any], arguments: list[Any], way: str, amount: float
) -> None:
    before, bad, after = (
        pool.submit(tasks.double, 1),
        pool.submit(fn, *arguments),
        pool.submit(tasks.double, 2),
    )
    assert ending(bad) == (way, amount)
    assert (before.result(), after.result()) == (2, 4)


@pytest.mark.parametrize(
    ("fn", "kind"), [(tasks.interrupt, "KeyboardInterrupt"), (tasks.unreadable_message, "Bad")]
)
def test_whatever_is_raised_is_told(pool: Pool, fn: Callable[..., Any], kind: str) -> None:
    with pytest.raises(Raised) as caught:
        pool.submit(fn).result()
    assert caught.value.kind == kind


def test_a_stopped_worker_is_killed(waiting: dict[str, Waiting]) -> None:
    stopped, after = waiting["stopped"].jobs
    assert ending(stopped) == (CLOCK, 1)
    assert after.result(120) == 2


def test_what_is_printed_is_bounded_however_much_it_is(tmp_path: Path) -> None:
    code = (
        "from solutions.work.workers.pool import Pool; from tests.work import tasks\n"
        "with Pool(1) as pool:\n"
        "    for end in (1, 2): print(pool.submit(tasks.flood, end, 1 << 28).result())"
    )
    with (tmp_path / "printed").open("wb") as printed:
        ran = run_program(code, stderr=printed)
        assert ran.communicate(timeout=300)[0] == "done\ndone\n"
    *told, rest = (
        (tmp_path / "printed").read_bytes().split(b"[what it prints after this is left out]\n")
    )
    assert [len(one.rstrip(b"\n")) for one in told] == [1 << 20] * 2
    assert rest == b""


def test_a_process_that_was_forked_says_nothing(pool: Pool) -> None:
    assert pool.submit(tasks.fork).result() == "done"


def test_grandchildren_end_with_their_task(pool: Pool, tmp_path: Path) -> None:
    notes = tmp_path / "one"
    assert pool.submit(tasks.daemon, str(notes)).result() == "done"
    assert not alive(int(notes.read_text()))


def test_what_waits_for_ever_is_ended_by_the_clock_and_the_worker_goes_on(
    waiting: dict[str, Waiting],
) -> None:
    before, lingers, between, naps, after = waiting["for ever"].jobs
    assert ending(lingers) == (CLOCK, 1.5)
    assert between.result(120) == before.result()
    assert not alive(int(waiting["for ever"].notes.read_text()))
    assert ending(naps) == (CLOCK, 1.5)
    assert after.result(120) == before.result()


def test_what_was_yielded_before_the_end_is_told(pool: Pool) -> None:
    with pytest.raises(Ended) as caught:
        pool.submit(tasks.count_and_leave, 3).result()
    assert (caught.value.way, caught.value.amount, caught.value.told) == (EXIT, 7, [0, 1, 2])
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.way, again.amount, again.told) == (EXIT, 7, [0, 1, 2])


def test_the_clock_runs_from_the_last_word(waiting: dict[str, Waiting]) -> None:
    (slowly,) = waiting["slowly"].jobs
    assert slowly.result(120) == list(range(7)), "half a second each, which is more than the clock"


def test_nothing_that_a_task_does_reaches_the_next_one(pool: Pool) -> None:
    assert [pool.submit(tasks.remember).result() for _ in range(3)] == [1, 1, 1]
    folder, typed = json.loads(pool.submit(tasks.standing).result())
    assert (Path(folder), typed) == (sources.ROOT, "")


def test_tasks_that_are_not_apart_share_what_they_remember(waiting: dict[str, Waiting]) -> None:
    *remembering, naps, anew, leaves, grows, floods, fails = waiting["not apart"].jobs
    assert [job.result(120) for job in remembering] == [1, 2, 3]
    assert ending(naps) == (CLOCK, 2)
    assert anew.result(120) == 1
    assert ending(leaves) == (EXIT, 5)
    assert ending(grows) == (MEMORY, 1 << 29)
    assert floods.result(120) == "done"
    with pytest.raises(Raised, match="ValueError: no"):
        fails.result(120)
    with pytest.raises(ValueError, match="only a task in a child of its own has a limit"):
        Pool(1, limit=3, apart=False)


def test_what_is_shared_is_imported_before() -> None:
    with Pool(1, imports=["wave", "no.such.module"]) as pool:
        assert pool.submit(tasks.loaded, "wave").result() is True
        assert pool.submit(tasks.loaded, "chunk").result() is False


def test_what_waits_can_be_cancelled() -> None:
    with Pool(1) as pool:
        first, second, third = (pool.submit(tasks.nap, 0.5) for _ in range(3))
        while not first.running():
            time.sleep(0.01)
        assert second.cancel()
        pool.shutdown(cancel_futures=True)
        assert (first.result(), second.cancelled(), third.cancelled()) == (0.5, True, True)
        with pytest.raises(RuntimeError, match="shut down"):
            pool.submit(tasks.nap, 0.5)


def test_an_exception_kills_what_runs(tmp_path: Path) -> None:
    began = time.monotonic()
    jobs = []

    def interrupted() -> None:
        with Pool(1) as pool:
            jobs.append(pool.submit(tasks.daemon_and_wait, str(tmp_path / "notes")))
            while not (tmp_path / "notes").exists():
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert ending(jobs[0])[0] == SIGNAL
    assert time.monotonic() - began < 60
    assert gone(tmp_path / "notes")


def test_a_worker_that_cannot_start_fails_each_task() -> None:
    with Pool(1, program=("solutions.no_such_program",)) as pool:
        jobs = [pool.submit(tasks.double, 1) for _ in range(2)]
        assert [ending(job) for job in jobs] == [(EXIT, 1), (EXIT, 1)]


def run_program(code: str, *arguments: str, stderr: Any = subprocess.DEVNULL) -> Any:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=sources.ROOT,
        env={**os.environ, "PYTHONPATH": str(sources.ROOT)},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_leaves_no_worker_and_no_grandchild(
    number: int, tmp_path: Path, interruptible: None
) -> None:
    notes = [tmp_path / "one", tmp_path / "two"]
    with run_program(PROGRAM, *map(str, notes)) as run:
        assert run.stdout.readline() == "begun\n"
        while not all(note.exists() and note.read_text() for note in notes):
            time.sleep(0.02)
        started = below(run.pid)
        assert len(started) == 8, "a keeper, a worker, a task and its grandchild, twice"
        run.send_signal(number)
        assert run.wait(120) == -number
        if number != signal.SIGKILL:
            assert not any(map(alive, started)), "killed before the signal is passed on"
    until = time.monotonic() + 60
    while any(map(alive, started)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(alive, started))
    assert all(map(gone, notes))


def test_two_pools_at_once_do_not_meet(tmp_path: Path) -> None:
    with Pool(1) as one, Pool(1) as other:
        job = one.submit(tasks.nap, 600)
        assert other.submit(tasks.double, 1).result() == 2
        one.kill()
        assert ending(job)[0] == SIGNAL
        assert other.submit(tasks.double, 2).result() == 4
