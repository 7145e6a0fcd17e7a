"""Answers judged in a process of their own, which is killed when it takes too long or too much."""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from solutions.work import sources

SECONDS = 10.0
"""What one request may take."""

SPARE = 20
"""Seconds after the limit when a worker ends by itself."""

START_SECONDS = 60.0
"""What a process may take to import all that it needs, on a machine that is busy."""

MEMORY = 1 << 30
"""Bytes of address space beyond what importing takes."""

READY = "ready"


class Guarded:
    """A worker process: ``ask`` sends a request, and never waits longer than the limit."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Guarded:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer; ``{"error": why}`` where the process was killed or ended."""
        process = self.process or self._started()
        if process.stdin is None:
            raise AssertionError("a worker is started with pipes")
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended, as reading from it will say
        line = self._line(self.seconds)
        if line.endswith("\n"):
            found: dict[str, Any] = json.loads(line)
            return found
        late = process.poll() is None
        self.close()
        told = f"not settled within {self.seconds:g} s" if late else "its process ended: memory?"
        return {"error": told}

    def _started(self) -> subprocess.Popen[str]:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "solutions.answers.guarded"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=sources.ROOT,
            env={**os.environ, "PYTHONPATH": str(sources.ROOT)},
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        if self._line(START_SECONDS).strip() != READY:
            self.close()
            raise RuntimeError("the process that judges answers did not start")
        return self.process

    def _line(self, seconds: float) -> str:
        if self.process is None or self.process.stdout is None:
            raise AssertionError("a worker is started with pipes")
        readable, _, _ = select.select([self.process.stdout], [], [], seconds)
        return self.process.stdout.readline() if readable else ""

    def close(self) -> None:
        """Kill the process, if there is one."""
        process, self.process = self.process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def serve() -> None:
    """Answer the requests that come in, line by line, until there are no more."""
    from solutions.answers.entry import answer

    print(READY, flush=True)
    with suppress(ValueError, OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for request in sys.stdin:
        signal.alarm(int(SECONDS) + SPARE)  # the end, should nobody be left to kill this process
        print(answer(request), flush=True)
        signal.alarm(0)


if __name__ == "__main__":
    serve()
