"""A forked child that does one thing, tells of it in lines, and can be stopped."""

from __future__ import annotations

import json
import os
import resource
import signal
import traceback
from collections.abc import Callable
from select import select
from typing import Any

Say = Callable[[dict[str, Any]], None]

SILENCE = 300.0
"""Seconds without a word after which a child that uses no processor is killed."""

MEMORY = 8 << 30
"""Bytes of address space that a child may take."""


def in_child(act: Callable[[Say], None], boss: int) -> tuple[list[dict[str, Any]], bool]:
    """What a child told, and whether it came to its end.

    ``boss`` is the descriptor that orders come from: when it ends, so do the child and we.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _act(act, theirs)
    os.close(theirs)
    text = b""
    while True:
        ready = select([ours, boss], [], [], SILENCE)[0]
        if boss in ready and ours not in ready:
            os.kill(child, signal.SIGKILL)
            os._exit(1)
        more = os.read(ours, 1 << 16) if ready else b""
        if not more:
            break
        text += more
    os.close(ours)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = [json.loads(line) for line in text.split(b"\n")[:-1]]
    return told, bool(told) and "end" in told[-1]


def _act(act: Callable[[Say], None], to: int) -> None:
    def say(told: dict[str, Any]) -> None:
        os.write(to, json.dumps(told).encode() + b"\n")

    try:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))
        act(say)
        say({"end": True})
    except BaseException:  # whatever it was, the child must not go on as its parent would
        traceback.print_exc()
    os._exit(0)


def allow(seconds: float) -> None:
    """So much processor time from now on; the operating system ends what takes more.

    It is time of the processor, which does not depend on what else the machine does.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
