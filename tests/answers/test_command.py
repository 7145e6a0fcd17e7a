"""``check`` and ``equal`` as they are typed: verdicts, exit codes, files of requests, processes."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, cast

import pytest

from solutions.answers import command
from solutions.answers.sandbox import Guarded
from solutions.cli import main
from solutions.work import sources
from solutions.work.workers.keeper import below

RIGHT = {"part": "1d", "answer": "σ²/(1+σ²)"}
EQUAL = {"left": "x^2-1", "right": "(x-1)(x+1)"}


class Here(Guarded):
    """Judges in this process, which spares a start."""

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        from solutions.answers.entry import answer

        found: dict[str, Any] = json.loads(answer(json.dumps(request)))
        return found


@pytest.fixture
def here(monkeypatch):
    monkeypatch.setattr(command, "Guarded", Here)


def batch(tmp_path: Path, which: str, rows: list[Any], capsys) -> tuple[int, list[dict[str, Any]]]:
    """The exit code and what a file of requests gives; a text is a line as it stands."""
    file = tmp_path / "requests.jsonl"
    lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    file.write_bytes(b"\n".join(lines) + b"\n")
    code = main([which, "--batch", str(file)])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["check", "1d", "σ²/(1+σ²)"], 0, "correct"),
        (["check", "1d", "σ²"], 1, "wrong"),
        (["check", "1e", "σ² + σ⁴"], 1, "leading-order"),
        (["check", "1d", "σ²/("], 2, "unreadable"),
        (["equal", "x^2-1", "(x-1)(x+1)"], 0, "equal"),
        (["equal", "sqrt(x^2)", "x"], 1, "different"),
        (["equal", "sqrt(x^2)", "x", "--where", "x>0"], 0, "equal"),
        (["equal", "x +", "x"], 2, "unreadable"),
        (["equal", "log(x)+log(-x)", "x"], 3, "undecided"),
        (["equal", "--", "-x", "-x"], 0, "equal"),
    ],
)
@pytest.mark.usefixtures("here")
def test_one_answer(arguments, code, told, capsys):
    assert main(arguments) == code
    assert capsys.readouterr().out.splitlines()[0] == told
    assert main([arguments[0], "--json", *arguments[1:]]) == code
    assert json.loads(capsys.readouterr().out)["verdict"] == told


@pytest.mark.usefixtures("here")
def test_two_equations_are_not_shown_as_a_chain(capsys):
    assert main(["equal", "x^2 = 4", "x^3 = 4"]) == 1
    assert "read as: x^2 = 4 and x^3 = 4" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "9z", "1"], "9z"),
        (["check", "1d"], "needs"),
        (["check"], "needs"),
        (["equal", "x"], "needs"),
        (["equal", "x", "x", "--batch", "-"], "leave the others out"),
        (["check", "--batch", "/no/such/file"], "/no/such/file"),
        (["check", "--batch", "/"], "could not be read"),
    ],
)
@pytest.mark.usefixtures("here")
def test_wrong_usage(arguments, told, capsys):
    assert main(arguments) == 2
    caught = capsys.readouterr()
    assert told in caught.err
    assert caught.out == ""


@pytest.mark.usefixtures("here")
def test_a_file_of_answers(tmp_path, capsys):
    rows = [RIGHT, {"part": "9z", "answer": "1"}, {"part": "1d", "answer": "σ²"}]
    code, found = batch(tmp_path, "check", rows, capsys)
    assert code == 2
    assert [row["verdict"] for row in found] == ["correct", "unreadable", "wrong"]
    assert all(set(row) == set(command.CHECK_KEYS) for row in found)
    assert found[1]["part"] == "9z"
    assert "9z" in found[1]["because"]
    assert batch(tmp_path, "check", [RIGHT], capsys)[0] == 0


@pytest.mark.parametrize(
    "row",
    [
        b"{", b"[]", b"null", b"1", b"nonsense", b"\xff\xfe", b"[" * 100_000, b'{"left": "x"}',
        {"left": "x", "right": None}, {"left": ["x"], "right": "x"}, {**EQUAL, "where": 3},
    ],
    ids=lambda row: str(row)[:20],
)  # fmt: skip
@pytest.mark.usefixtures("here")
def test_a_bad_line_does_not_end_the_run(row, tmp_path, capsys):
    code, found = batch(tmp_path, "equal", [row, b"", b"  ", EQUAL], capsys)
    assert code == 2
    assert [each["verdict"] for each in found] == ["unreadable", "equal"]
    assert all(set(each) == set(command.EQUAL_KEYS) for each in found)


@pytest.mark.usefixtures("here")
def test_half_a_pair_and_a_long_line(tmp_path, capsys):
    rows = [{"left": "\ud800", "right": "x"}, {"left": "x" * 10_000_000, "right": "x"}, EQUAL]
    code, found = batch(tmp_path, "equal", rows, capsys)
    assert code == 0
    assert [row["verdict"] for row in found] == ["unreadable", "unreadable", "equal"]


class Endless(io.RawIOBase):
    """A file without end that counts what is read of it."""

    def __init__(self, line: bytes) -> None:
        self.line, self.taken, self.lines = line, 0, 0

    def readline(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0, "an endless line must not be asked for whole"
        line = self.line if len(self.line) < size and self.line else b"\0" * size
        self.taken += len(line)
        self.lines += 1
        return line


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"", f"it has more than {command.BYTES} bytes; --batch reads no further"),
        (b"\n", f"it has more than {command.LINES} lines; --batch reads no further"),
        (b"1" * 999 + b"\n", f"it has more than {command.BYTES} bytes; --batch reads no further"),
    ],
    ids=["an endless line", "endless lines", "endless long lines"],
)
def test_an_endless_file_is_read_up_to_a_limit_and_no_further(line, told):
    file = Endless(line)
    with pytest.raises(ValueError, match=f"^{told}$"):
        for _ in command._counted(cast(IO[bytes], file), "it"):
            pass
    assert file.taken <= command.BYTES + 1
    assert file.lines <= command.LINES + 1


@pytest.mark.usefixtures("here")
def test_zeros_without_end_are_no_file_of_answers(capsys):
    assert main(["check", "--batch", "/dev/zero"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert f"/dev/zero has more than {command.BYTES} bytes" in told.err


@pytest.mark.usefixtures("here")
def test_what_came_before_the_limit_is_judged(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(command, "LINES", 2)
    file = tmp_path / "requests"
    file.write_text(f"{json.dumps(EQUAL)}\n" * 3)
    assert main(["equal", "--batch", str(file)]) == 2
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 2
    assert "more than 2 lines" in told.err


def test_a_killed_worker_gives_undecided_and_the_next_line_works():
    with Guarded(2.0) as worker:
        assert worker.ask({"what": "equal", **EQUAL})["verdict"] == "equal"
        first = worker.pool.submit(os.getpid).result()
        os.kill(first, signal.SIGSTOP)  # as one that computes without end
        late = command._settled(worker.ask({"what": "equal", **EQUAL}))
        assert late["verdict"] == "undecided"
        assert "2 s" in late["because"]
        assert not alive(first)
        assert worker.ask({"what": "equal", **EQUAL})["verdict"] == "equal"
        second = worker.pool.submit(os.getpid).result()
        os.kill(second, signal.SIGKILL)
        ended = command._settled(worker.ask({"what": "equal", **EQUAL}))
        assert ended["verdict"] == "undecided"
        assert "ended (killed by signal 9)" in ended["because"]
        third = worker.pool.submit(os.getpid).result()
    assert len({first, second, third}) == 3
    assert not alive(third)


def test_two_runs_at_once_and_an_interrupt_that_leaves_no_process(interruptible):
    with ExitStack() as ends:
        runs = [ends.enter_context(running()) for _ in range(2)]
        workers = []
        for run in runs:
            run.stdin.write(json.dumps(EQUAL) + "\n")
            run.stdin.flush()
        for run in runs:
            assert json.loads(run.stdout.readline())["verdict"] == "equal"
            workers += below(run.pid)
        assert len(workers) == 4, "each has a worker, and its keeper"
        runs[0].send_signal(signal.SIGINT)
        assert runs[0].wait(120) == 130
        runs[1].kill()  # which leaves no time to tidy up: its worker reads the end of its input
        runs[1].wait()
        deadline = time.monotonic() + 120
        while any(alive(pid) for pid in workers) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(alive(pid) for pid in workers)


@contextmanager
def running() -> Iterator[Any]:
    """A run that reads questions from its input, and is gone at the end."""
    with subprocess.Popen(
        [sys.executable, "-m", "solutions", "equal", "--batch", "-"],
        cwd=sources.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, encoding="utf-8",
    ) as run:  # fmt: skip
        try:
            yield run
        finally:
            run.kill()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
