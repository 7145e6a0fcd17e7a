"""A forked child that does one thing, tells of it in words, and can be stopped."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

from solutions.work.workers import children
from solutions.work.workers.children import Limits
from solutions.work.workers.endings import Ended

Say = Callable[[dict[str, Any]], None]

LIMITS = Limits(silence=300.0, memory=8 << 30)
"""A child that says nothing for so long waits for something: it has a limit of the processor."""


def in_child(act: Callable[[Say], None]) -> tuple[list[dict[str, Any]], bool]:
    """What a child told, and whether it came to its end."""
    told: list[dict[str, Any]] = []
    try:
        return told, "done" in children.in_child(act, told.append, LIMITS)
    except Ended:
        return told, False


def allow(seconds: float) -> None:
    """So much processor time from now on; the operating system ends what takes more.

    It is time of the processor, which does not depend on what else the machine does.
    """
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
