"""Answers judged in a process of their own, which is killed when it takes too long or too much."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Any

from solutions.work.workers.endings import CLOCK, Ended
from solutions.work.workers.pool import Pool

SECONDS = 10.0
"""What one request may take."""

MEMORY = 1 << 30
"""Bytes of address space beyond what importing takes."""

ENTRY = "solutions.answers.entry"


class Guarded:
    """A worker that remembers what it has read: ``ask`` never waits longer than the limit."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.pool = Pool(1, clock=seconds, memory=MEMORY, imports=(ENTRY,), apart=False)

    def __enter__(self) -> Guarded:
        self.pool.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.pool.__exit__(kind, error, trace)

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer; ``{"error": why}`` where the process was killed or ended."""
        try:
            told = self.pool.submit(f"{ENTRY}:answer", json.dumps(request)).result()
        except Ended as why:
            late = f"not settled within {self.seconds:g} s"
            return {"error": late if why.way == CLOCK else str(why)}
        found: dict[str, Any] = json.loads(told)
        return found
