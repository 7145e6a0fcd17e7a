"""A process that judges mutants: a task in on a line, a mutant's fate out on each line.

A task is done in a child that can be killed: it is when a mutant takes too long, and the task goes
on with the next mutant in another child. The process ends with its parent.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from dataclasses import replace
from select import select
from typing import Any, NoReturn, TextIO

from solutions.evidence.evidence import UNDECIDED
from solutions.work import freshness

TIME, END = "the time limit", "the end of its process"


def main() -> None:
    """Serve tasks until standard input ends."""
    freshness.compile_anew()
    limit = float(sys.argv[1])
    from solutions.mutation.plan import Task

    asked, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    while line := asked.readline():
        task = json.loads(line)
        serve(Task(**{**task, "picks": tuple(task["picks"])}), limit, asked, answers)


def serve(task: Any, limit: float, asked: TextIO, answers: TextIO) -> None:
    """Answer each mutant of a task in turn, and an empty line at the end."""
    from solutions.mutation.plan import named

    named(task, task.picks[0])  # what all children need is made before they are
    left = list(task.picks)
    while left:
        told, why = _in_child(replace(task, picks=tuple(left)), limit, asked, answers)
        left = left[told:]
        if left:
            fate = {"outcome": "caught", "by": why, "verdict": UNDECIDED, "told": ""}
            _say(answers, named(task, left.pop(0)) | fate)
    answers.write("\n")
    answers.flush()


def _in_child(task: Any, limit: float, asked: TextIO, answers: TextIO) -> tuple[int, str]:
    """How many mutants a child settled, and what kept it from the next."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _answer(task, theirs)
    os.close(theirs)
    told, why = 0, END
    with os.fdopen(ours, "rb", buffering=0) as answer:
        rest = b""
        while told < len(task.picks):
            ready = select([ours, asked.fileno()], [], [], limit)[0]
            if asked.fileno() in ready:
                os.kill(child, signal.SIGKILL)
                os._exit(1)
            if not ready:
                why = TIME
                break
            more = answer.read(1 << 16)
            if not more:
                break
            *whole, rest = (rest + more).split(b"\n")
            for line in whole:
                _say(answers, json.loads(line))
            told += len(whole)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return told, why


def _answer(task: Any, to: int) -> NoReturn:
    from solutions.mutation.plan import judged

    try:
        with os.fdopen(to, "w", encoding="utf-8") as answer:
            for pick in task.picks:
                _say(answer, judged(task, pick))
    except BaseException:  # whatever it was, the child must not go on as its parent would
        traceback.print_exc()
    os._exit(0)


def _say(to: TextIO, told: dict[str, Any]) -> None:
    to.write(json.dumps(told) + "\n")
    to.flush()


if __name__ == "__main__":
    main()
