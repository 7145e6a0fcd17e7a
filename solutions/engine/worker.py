"""A process that verifies parts: a module's name in on a line, a receipt and failures out on one.

What a part prints goes to standard error. The process ends with its parent.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from importlib import import_module
from typing import Any


def main() -> None:
    """Serve lines until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    for line in sys.stdin:
        part, module = json.loads(line)
        answers.write(json.dumps(verify(part, module)) + "\n")
        answers.flush()


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def verify(part: str, module: str) -> dict[str, Any]:
    """``{"content": receipt or None, "failures": [...]}`` of one part, whatever it does."""
    from solutions.engine.judgement import judge_part
    from solutions.engine.part import Part

    began = time.perf_counter()
    try:
        stated = import_module(module).part
        if not isinstance(stated, Part):
            raise TypeError(f"its part is a {type(stated).__name__}; write part = Part(…)")
        if stated.id != part:
            raise ValueError(f'it states part "{stated.id}"; by its name it is {part}')
        content, failures = judge_part(stated)
    except (
        Exception,
        SystemExit,
    ) as why:  # a part is somebody's program: whatever it raises is its failure
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
    from solutions.engine.sources import path_of, shown

    path = path_of(module)
    line = 1
    if isinstance(why, SyntaxError) and why.lineno:
        line = why.lineno
    for frame in traceback.extract_tb(why.__traceback__):
        if frame.filename == str(path):
            line = frame.lineno or line
    return {
        "part": part,
        "name": "",
        "verdict": "undecided",
        "file": shown(path),
        "line": line,
        "message": f"undecided: the module raised {type(why).__name__}: {why}",
    }


if __name__ == "__main__":
    main()
