"""Programs started so that they can be killed whole, and are when this process ends in any way."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from select import select
from threading import current_thread, main_thread
from time import monotonic
from types import FrameType
from typing import IO
from weakref import WeakSet

from solutions.work.workers import keeper

KEEPER = str(Path(keeper.__file__))
GRACE = 5.0
"""Seconds that a keeper may take to kill what it keeps, before it is killed itself."""


class Process:
    """A running program with all that it started; ``kill`` ends them together.

    ``pid`` is its keeper's, which has the program below it. ``limits`` are those of the module
    ``resource``, such as ``{"RLIMIT_DATA": bytes}``, for the program and each of its children;
    ``memory`` is what they may hold together, in bytes, looked at every second; 0 is any.
    Raises ``OSError`` where the program cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        stdin: int | None = subprocess.PIPE,
        stdout: int | None = subprocess.PIPE,
        stderr: int | None = None,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        limits: Mapping[str, int] | None = None,
        memory: int = 0,
    ) -> None:
        self._lifeline, theirs = socket.socketpair()
        self._owner = os.getpid()
        with theirs:
            words = [str(theirs.fileno()), json.dumps(dict(limits or {})), str(memory), *command]
            self._keeper = subprocess.Popen(
                [sys.executable, "-I", "-S", KEEPER, *words],
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                cwd=cwd,
                env=environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        _living.add(self)
        said = self._lifeline.recv(16).strip()
        if said != b"0":
            self.kill()
            number = int(said or 0)
            raise OSError(number, os.strerror(number) if number else "its keeper ended", command[0])

    @property
    def pid(self) -> int:
        return self._keeper.pid

    @property
    def stdin(self) -> IO[bytes]:
        return _piped(self._keeper.stdin)

    @property
    def stdout(self) -> IO[bytes]:
        return _piped(self._keeper.stdout)

    @property
    def stderr(self) -> IO[bytes]:
        return _piped(self._keeper.stderr)

    def poll(self) -> int | None:
        """The exit code, as ``subprocess`` has it; ``None`` while the program runs."""
        return self._keeper.poll()

    def wait(self, seconds: float | None = None) -> int:
        """The exit code when it has ended; raises ``subprocess.TimeoutExpired``."""
        return self._keeper.wait(seconds)

    def outgrew(self) -> bool:
        """Was it ended because it held too much memory? To be asked before :meth:`end`."""
        with suppress(OSError):
            return self._lifeline.recv(16, socket.MSG_DONTWAIT) == keeper.OUTGREW
        return False

    def complaint(self, seconds: float, most: int = 1 << 16) -> bytes:
        """The last that it writes to standard error until it has ended.

        Raises ``TimeoutError`` when it goes on for longer.
        """
        until = monotonic() + seconds
        said, pipe = b"", self.stderr.fileno()
        while select([pipe], [], [], max(0.0, until - monotonic()))[0]:
            more = os.read(pipe, 1 << 16)
            if not more:
                with suppress(subprocess.TimeoutExpired):
                    self.wait(max(0.0, until - monotonic()))
                    return said
                break
            said = (said + more)[-most:]
        raise TimeoutError(f"not ended within {seconds:g} s")

    def end(self) -> int:
        """Kill it with all that it started, unless it has ended, and give its exit code."""
        self._lifeline.close()
        try:
            return self._keeper.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._keeper.kill()
            return self._keeper.wait()

    def kill(self) -> None:
        """End it, and close its pipes. A copy of this process, made by a fork, does nothing."""
        if os.getpid() != self._owner:
            return
        _living.discard(self)
        self.end()
        for pipe in (self._keeper.stdin, self._keeper.stdout, self._keeper.stderr):
            if pipe is not None:
                with suppress(OSError, ValueError):  # what was not yet written has no reader
                    pipe.close()


_living: WeakSet[Process] = WeakSet()


@atexit.register
def kill_all() -> None:
    """Kill every program that this process has started and not yet killed."""
    for process in list(_living):
        process.kill()


@contextmanager
def ended_by_termination() -> Iterator[None]:
    """While this lasts, SIGTERM kills all programs before it ends this process as it would."""

    def end(number: int, frame: FrameType | None) -> None:
        kill_all()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)

    ours = current_thread() is main_thread() and (
        signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    )
    if ours:
        signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        if ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _piped(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise AssertionError("this program was started without that pipe")
    return pipe
