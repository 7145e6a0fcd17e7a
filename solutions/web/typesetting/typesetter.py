"""The one Node process that sets formulas: started when first needed, ended with the program.

It is spoken to in lines of JSON (see maths.mjs). Whatever goes wrong with it, a missing Node, a
process that dies, hangs or prints something else, is a TypesetterFailed with one clear sentence.
"""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from subprocess import PIPE, TimeoutExpired
from threading import Event, Lock, Timer
from typing import Any

from solutions.work.workers.node import LIMITS, MEMORY, TOO_LARGE, NodeMissing, find_node
from solutions.work.workers.processes import Process

SCRIPT = Path(__file__).with_name("maths.mjs")
ANSWER = {"svg", "mathml", "glyphs", "width"}


class TypesetterFailed(Exception):
    """Node or MathJax is missing, or the process does not do its work."""


class _Ended(TypesetterFailed):
    """The process is gone; a fresh one may do better."""


@dataclass(frozen=True)
class Formula:
    """TeX without its delimiters, and whether it stands on lines of its own."""

    tex: str
    display: bool = False


@dataclass
class Typesetter:
    """A Node process behind a lock. It restarts if it died between two requests."""

    command: Sequence[str]
    timeout: float = 60.0
    _process: Process | None = None
    _owner: int = 0
    _lock: Lock = field(default_factory=Lock)

    def set(self, formulas: Sequence[Formula]) -> list[dict[str, Any]]:
        """One answer per formula, in order: what maths.mjs promises, or {"error": reason}.

        Raises TypesetterFailed if the process cannot be started, ends, takes longer than
        `timeout` seconds or prints something else than an answer.
        """
        asked = [{"tex": formula.tex, "display": formula.display} for formula in formulas]
        request = json.dumps({"formulas": asked})
        with self._lock:
            kept = self._process is not None and self._owner == os.getpid()
            try:
                line = self._exchange(request)
            except _Ended:
                if not kept:
                    raise
                line = self._exchange(request)
            return self._read(line, len(formulas))

    def close(self) -> None:
        """End the process, if one runs."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()

    def _start(self) -> Process:
        if self._process is not None and self._owner == os.getpid():
            if self._process.poll() is None:
                return self._process
            self.close()
        try:
            self._process = Process(self.command, stderr=PIPE, limits=LIMITS, memory=MEMORY)
        except OSError as error:
            raise TypesetterFailed(
                f"formulas cannot be set: {self.command[0]} does not start ({error.strerror})"
            ) from None
        self._owner = os.getpid()
        return self._process

    def _exchange(self, line: str) -> str:
        process = self._start()
        late = Event()

        def stop() -> None:
            late.set()
            process.end()

        overdue = Timer(self.timeout, stop)
        overdue.start()
        try:
            process.stdin.write(f"{line}\n".encode())
            process.stdin.flush()
            answer = process.stdout.readline().decode("utf-8", "replace")
        except BrokenPipeError:
            answer = ""
        except BaseException:  # Ctrl-C: the next request must not read the answer to this one
            self.close()
            raise
        finally:
            overdue.cancel()
        if answer.endswith("\n"):
            return answer
        if late.is_set():
            self.close()
            raise TypesetterFailed(
                f"formulas cannot be set: Node gave no answer within {self.timeout:g} s"
            )
        raise _Ended(self._obituary(process))

    def _obituary(self, process: Process) -> str:
        with suppress(TimeoutExpired):
            process.wait(2)
        outgrew = process.outgrew()
        code = process.end()  # one that only closed its output would keep us waiting
        said = process.stderr.read().decode("utf-8", "replace")
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        reason = next((line for line in lines if "Error" in line), lines[-1] if lines else "")
        self.close()
        reason = TOO_LARGE if outgrew else reason
        because = f": {reason}" if reason else ", and said nothing"
        return f"formulas cannot be set: Node ended with exit code {code}{because}"

    def _read(self, line: str, expected: int) -> list[dict[str, Any]]:
        try:
            answer = json.loads(line)
            if reason := answer.get("fatal"):
                self.close()
                raise TypesetterFailed(f"formulas cannot be set: {reason}")
            answers = answer["set"]
            if len(answers) == expected and all(
                "error" in each or each.keys() >= ANSWER for each in answers
            ):
                return list(answers)
        except (ValueError, AttributeError, KeyError, TypeError):
            pass
        self.close()
        raise TypesetterFailed(
            "formulas cannot be set: Node printed something that is no answer: "
            f"{line.strip()[:80]!r}"
        )


@cache
def mathjax(macros: str, timeout: float, node: str | None = None) -> Typesetter:
    """The typesetter of this program for these macros (JSON); it ends when the program ends."""
    try:
        return Typesetter((node or find_node(), str(SCRIPT), macros), timeout)
    except NodeMissing as why:
        raise TypesetterFailed(f"formulas cannot be set: {why}") from None


def as_json(macros: Mapping[str, object]) -> str:
    """Macros as the script takes them, the same text for the same macros in any order."""
    return json.dumps(dict(macros), sort_keys=True, ensure_ascii=False)
