"""A process that judges parts: a module's name in on a line, a receipt and failures out on one.

Every part is judged in a child of its own, forked when what judges had been imported, so nothing
that a part does to its process reaches the next part. What it prints goes to standard error, and
its standard input is empty. The process ends with its parent.
"""

from __future__ import annotations

import json
import math
import os
import resource
import signal
import sys
import time
import traceback
from contextlib import suppress
from importlib import import_module
from select import select
from typing import Any, NoReturn

from solutions.engine.runner import READY
from solutions.work import freshness
from solutions.work.unsettled import unsettled


def main() -> None:
    """Say on a line that all is imported, then serve lines until standard input ends."""
    freshness.compile_anew()
    for shared in ("solutions.checks.judgement", "numpy"):  # once, for all children
        with suppress(Exception):  # it will be raised again, and told, where it is needed
            import_module(shared)
    asked, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    answers.write(READY)
    answers.flush()
    while line := asked.readline():
        part, module, judge, limit = json.loads(line)
        with suppress(Exception):  # what judges is imported once for all children too
            import_module(judge.partition(":")[0])
        told = apart(part, module, judge, asked.fileno(), answers.fileno(), limit)
        answers.write(told + "\n")
        answers.flush()


def apart(part: str, module: str, judge: str, asked: int, answers: int, limit: float) -> str:
    """What ``judge`` answers in a child, as JSON; this process ends if ``asked`` does.

    The child may use ``limit`` seconds of the processor, however busy the machine is.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        for end in (ours, asked, answers):
            os.close(end)
        whole = max(1, math.ceil(limit))
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 5))
        _answer(part, module, judge, theirs)
    os.close(theirs)
    told, open_, ended, status = b"", [ours], 0, 0
    while open_ or not ended:
        ready = select([asked, *open_], [], [], 0.2 if open_ else 0.01)[0]
        if asked in ready:
            os.kill(child, signal.SIGKILL)
            os._exit(1)
        if ours in ready:
            more = os.read(ours, 1 << 16)
            told += more
            open_ = open_ if more else []
        elif ended:  # and nothing is left to read: a process that the part started holds the pipe
            break
        if not ended:
            ended, status = os.waitpid(child, os.WNOHANG)
    os.close(ours)
    how = _unfit(told, part, os.waitstatus_to_exitcode(status), limit)
    failures = [unsettled(part, module, how)]
    return json.dumps({"content": None, "failures": failures}) if how else told.decode()


def _unfit(told: bytes, part: str, code: int, limit: float) -> str:
    """Why the child's word cannot be taken; empty if it can."""
    if code == -signal.SIGXCPU:
        return (
            f"not settled within {limit:g} seconds of the processor; is there a loop that never "
            "ends?"
        )
    if code:
        how = f"exit code {code}" if code > 0 else f"killed by signal {-code}"
        return f"its process ended ({how}) before it was settled"
    with suppress(ValueError, KeyError, TypeError):
        answer = json.loads(told)
        if answer["failures"] or answer["content"]["id"] == part:
            return ""
    return "its answer cannot be read; does it write to files that it did not open?"


def _answer(part: str, module: str, judge: str, to: int) -> NoReturn:
    """Write the answer and end, without a word from any process that the part forked."""
    child = os.getpid()
    code = 1
    try:
        home, _, name = judge.partition(":")
        told = json.dumps(getattr(import_module(home), name)(part, module))
        if os.getpid() == child:
            with os.fdopen(to, "w") as answer:
                answer.write(told)
            code = 0
    except BaseException:  # whatever it was, the child must not go on as its parent would
        traceback.print_exc()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(code)


def verify(part: str, module: str) -> dict[str, Any]:
    """``{"content": receipt or None, "failures": [...]}`` of one part, whatever it does."""
    from solutions.checks.entries import worst
    from solutions.checks.judgement import judge_part, unrested
    from solutions.statements.part import Part

    began = time.perf_counter()
    before = set(sys.modules)
    try:
        loaded = import_module(module)
        stated = loaded.part
        if not isinstance(stated, Part):
            raise TypeError(f"its part is a {type(stated).__name__}; write part = Part(…)")
        if stated.id != part:
            raise ValueError(f'it states part "{stated.id}"; by its name it is {part}')
        content, failures = judge_part(stated)
        failures += unrested(vars(loaded), stated)
        content["verdict"] = worst([content["verdict"], *(failure.verdict for failure in failures)])
        json.dumps(content, ensure_ascii=False).encode()
        if unseen := freshness.unseen(module, before):
            raise ImportError(
                f"{', '.join(unseen)} was loaded, and no import statement says so; a receipt would "
                "not notice an edit there"
            )
    except (Exception, SystemExit) as why:  # whatever a part raises is its failure
        return {"content": None, "failures": [_raised(part, module, why)]}
    content["seconds"] = round(time.perf_counter() - began, 4)
    told = [
        {
            "part": part,
            "name": failure.name,
            "verdict": failure.verdict,
            "file": failure.source.file,
            "line": failure.source.line,
            "message": failure.message,
        }
        for failure in failures
    ]
    return {"content": content, "failures": told}


def _raised(part: str, module: str, why: BaseException) -> dict[str, Any]:
    from solutions.work.sources import path_of

    path = path_of(module)
    line = 1
    if isinstance(why, SyntaxError) and why.lineno:
        line = why.lineno
    for frame in traceback.extract_tb(why.__traceback__):
        if frame.filename == str(path):
            line = frame.lineno or line
    return unsettled(part, module, f"the module raised {type(why).__name__}: {why}", line)


if __name__ == "__main__":
    main()
