"""A small part that holds, as text: the one that ``python -m solutions new`` writes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from solutions.catalogue import PROBLEMS
from solutions.scaffold import MODULE

ENGINE_ONLY = shutil.ignore_patterns(
    *(problem.folder for problem in PROBLEMS), "readings", "results.json"
)
"""What a copy of the package is without, for a project of small parts alone."""


def small_part(name: str, uses: str = "") -> str:
    """Its module, with an import in front."""
    docstring, rest = MODULE.format(id=name, title=f"Part {name}").split("\n\n", 1)
    return f"{docstring}\n\n{uses}\n{rest}"


ONE_BY_ONE = """
import contextlib, io, json, sys, traceback
from solutions.cli import main

told = []
for arguments in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(arguments)
        except SystemExit as why:
            code = why.code
        except BaseException:
            code = traceback.print_exc() or 1
    told.append([arguments, code, out.getvalue(), err.getvalue()])
print(json.dumps(told))
"""


def one_by_one(
    root: Path, lines: Sequence[Sequence[str]]
) -> list[subprocess.CompletedProcess[str]]:
    """What these command lines give in a copy of the package, one after the other in one process.

    They find what the ones before have left, as in processes of their own, and spare the start.
    """
    environment = {**os.environ, "PYTHONPATH": str(root)}
    environment.pop("SOLUTIONS_CACHE", None)
    ran = subprocess.run(
        [sys.executable, "-c", ONE_BY_ONE, json.dumps(lines)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return [subprocess.CompletedProcess(*told) for told in json.loads(ran.stdout)]
