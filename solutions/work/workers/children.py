"""One thing done in a child that is forked for it, whatever it does to its process or the machine.

The child is in a group of its own and ends with us. It has limits, an empty standard input, and
output that is passed on up to a bound. What it says comes through a pipe, each word behind a token
that only its own code knows. When it has ended, so has all that it started.
"""

from __future__ import annotations

import json
import math
import os
import resource
import secrets
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from select import select
from time import monotonic
from typing import Any, NoReturn

from solutions.work.workers.endings import CLOCK, MEMORY, PROCESSOR, UNREADABLE, Ended
from solutions.work.workers.keeper import LINUX, adopt, end_children, end_with, wakened

Say = Callable[[Any], None]

OUTPUT = 1 << 20
"""Bytes of what a child prints that are passed on; the rest is read and thrown away."""

LEFT_OUT = b"\n[what it prints after this is left out]\n"

WORD = 1 << 26
"""Bytes of one word; who says more is not understood."""

TEXT = 1 << 16
"""Characters of an exception's message and of its traceback."""

DEPTH = 200
"""So many frames of a traceback are told, the innermost."""

SPARE = 2
"""Seconds of the processor after which a child ends that does not heed the first signal."""


@dataclass(frozen=True)
class Limits:
    """What a child may take: seconds of the processor, seconds without a word, bytes; 0 is any."""

    processor: float = 0.0
    silence: float = 0.0
    memory: int = 0


def in_child(
    act: Callable[[Say], Any],
    heard: Callable[[Any], None],
    limits: Limits,
    closed: tuple[int, ...] = (),
) -> dict[str, Any]:
    """What became of ``act(say)`` in a child: ``{"done": value}`` or ``{"raised": …}``.

    ``heard`` is given each word. ``closed`` are descriptors that the child is to be without.
    Raises :class:`Ended` where it came to no end of its own.
    """
    child = _Child(act, limits, closed)
    try:
        return child.settled(heard)
    finally:
        child.close()


class _Child:
    def __init__(self, act: Callable[[Say], Any], limits: Limits, closed: tuple[int, ...]) -> None:
        adopt()
        self.wake, woken = _wakened()
        self.limits, self.token = limits, secrets.token_hex(8).encode()
        self.answer, answers = os.pipe()
        self.output, prints = os.pipe()
        self.open = {self.answer, self.output}
        self.passed_on, self.rest = 0, bytearray()
        me = os.getpid()
        self.pid = os.fork()
        if not self.pid:
            signal.set_wakeup_fd(-1)
            for end in (self.answer, self.output, self.wake, woken, *closed):
                os.close(end)
            _act(act, partial(_write, answers, self.token), prints, limits, me)
        for end in (answers, prints):
            os.close(end)
        for end in self.open:
            os.set_blocking(end, False)

    def settled(self, heard: Callable[[Any], None]) -> dict[str, Any]:
        last: dict[str, Any] | None = None
        silence = self.limits.silence or math.inf
        until = monotonic() + silence
        ended = False
        while not ended:
            wait = None if until == math.inf else max(0.0, until - monotonic())
            ready = select([*self.open, self.wake], [], [], wait)[0]
            if not ready:
                raise Ended(CLOCK, self.limits.silence)
            if self.wake in ready:
                os.read(self.wake, 1 << 10)
            code, used = self._ended()
            ended = code is not None
            if ended:
                end_children(self.pid)  # so that nobody writes to what is still to be read
            for word in self._words(ended=ended):
                until = monotonic() + silence
                if last is not None:
                    raise Ended(UNREADABLE)
                if "said" in word:
                    heard(word["said"])
                else:
                    last = word
            self._pass_on(ended=ended)
        return self._judged(last, code or 0, used)

    def _ended(self) -> tuple[int | None, float]:
        """Its exit code, once it has ended, and the seconds of the processor that it took."""
        ended, status, usage = os.wait4(self.pid, os.WNOHANG)
        if not ended:
            return None, 0.0
        return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime

    def _judged(self, last: dict[str, Any] | None, code: int, used: float) -> dict[str, Any]:
        """Its last word, if it ended as it should."""
        most = self.limits.processor
        late = code == -signal.SIGXCPU or (code == -signal.SIGKILL and used >= most)
        if most and late:
            raise Ended(PROCESSOR, most)
        if code:
            raise Ended.by_code(code)
        if self.rest:
            raise Ended(UNREADABLE)
        if last is None:
            raise Ended.by_code(0)
        if "memory" in last:
            raise Ended(MEMORY, self.limits.memory)
        return last

    def _read(self, end: int, *, whole: bool) -> Iterator[bytes]:
        """What can be read without waiting: some of it, or all."""
        while end in self.open:
            try:
                more = os.read(end, 1 << 16)
            except BlockingIOError:
                return
            if not more:
                self.open.discard(end)
                return
            yield more
            if not whole:
                return

    def _words(self, *, ended: bool) -> Iterator[dict[str, Any]]:
        """The words that have come; raises where what came is none of them."""
        for more in self._read(self.answer, whole=ended):
            *lines, rest = more.split(b"\n")
            for line in lines:
                whole = bytes(self.rest + line)
                self.rest.clear()
                if not whole.startswith(self.token):
                    raise Ended(UNREADABLE)
                try:
                    yield json.loads(whole[len(self.token) :])
                except ValueError:
                    raise Ended(UNREADABLE) from None
            self.rest += rest
            begun = bytes(self.rest[: len(self.token)])
            if len(self.rest) > WORD or not self.token.startswith(begun):
                raise Ended(UNREADABLE)

    def _pass_on(self, *, ended: bool) -> None:
        """Pass on what it printed, up to the bound."""
        for more in self._read(self.output, whole=ended):
            left = OUTPUT - self.passed_on
            self.passed_on += len(more)
            if left >= 0:
                with suppress(OSError):
                    os.write(2, more[:left] + (LEFT_OUT if len(more) > left else b""))

    def close(self) -> None:
        end_children(self.pid)
        for end in (self.answer, self.output):
            os.close(end)


@cache
def _wakened() -> tuple[int, int]:
    return wakened()


def _act(
    act: Callable[[Say], Any],
    write: Callable[[dict[str, Any]], None],
    prints: int,
    limits: Limits,
    parent: int,
) -> NoReturn:
    """Do it and end, without a word from any process that it forked on the way."""
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if LINUX:  # elsewhere our keeper finds it only in our group
            os.setpgid(0, 0)
        end_with(parent)
        for descriptor in (1, 2):
            os.dup2(prints, descriptor)
        os.close(prints)
        _limit(limits)
        me = os.getpid()
        last = _outcome(act, write)
        if os.getpid() == me:
            write(last)
            code = 0
    except BaseException:  # whatever it was, the child must not go on as its parent would
        traceback.print_exc()
    with suppress(BaseException):
        sys.stdout.flush()
    os._exit(code)


def _limit(limits: Limits) -> None:
    if limits.processor:
        whole = max(1, math.ceil(limits.processor))
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + SPARE))
    if limits.memory:
        bound_memory(limits.memory)


def bound_memory(more: int) -> None:
    """Let this process take so many bytes of address space beyond what it has."""
    with suppress(ValueError, OSError):  # where the system does not tell, or has no such limit
        with open("/proc/self/statm", encoding="ascii") as told:
            pages = int(told.read().split()[0])
        most = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def free_memory() -> None:
    """Take the limit back, so that there is room to say that it was met."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _outcome(act: Callable[[Say], Any], write: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    try:
        done = {"done": act(lambda word: write({"said": word}))}
        json.dumps(done)
    except MemoryError:
        free_memory()
        return {"memory": True}
    except BaseException as why:
        return {"raised": described(why)}
    return done


def described(why: BaseException) -> dict[str, Any]:
    """An exception as data; see :class:`solutions.work.workers.endings.Raised`."""
    try:
        message = str(why)
    except Exception:
        message = "an exception whose message cannot be told"
    frames = traceback.extract_tb(why.__traceback__)
    return {
        "kind": type(why).__name__,
        "message": message[:TEXT],
        "frames": [(frame.filename, frame.lineno or 0) for frame in frames][-DEPTH:],
        "line": (isinstance(why, SyntaxError) and why.lineno) or 0,
        "trace": "".join(traceback.format_tb(why.__traceback__))[-TEXT:],
    }


def _write(to: int, token: bytes, word: dict[str, Any]) -> None:
    text = memoryview(token + json.dumps(word).encode() + b"\n")
    while text:
        text = text[os.write(to, text) :]
