"""The packed judge, run by Pyodide, says what the judge here says, word for word."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from solutions import catalogue
from solutions.answers.browser import pack
from solutions.answers.browser.entry import answer
from solutions.objects.laws import Normal
from solutions.printing.formulas import text
from solutions.work.workers.node import find_node

FREE = (
    ("(x + 1)^2", "x^2 + 2*x + 1", ""),
    ("sqrt(x^2)", "x", ""),
    ("sqrt(x^2)", "x", "x > 0"),
    ("log(x*y)", "log(x) + log(y)", "x > 0, y > 0"),
    ("exp(x)", "1 + x + x^2/2", ""),
    ("x/3 + x/7", "10*x/21", ""),
    ("(x^2 - 1)/(x - 1)", "x + 1", ""),
    ("pi", "22/7", ""),
    ("exp(-1000*x)", "0", "x > 1"),
    ("log(2)", "0.693147", ""),
    *((f"{name}(x)", "x^2 + 3", "") for name in ("sin", "cos", "tan", "arctan")),
    *((f"{name}(x)", "x^2 + 3", "") for name in ("sinh", "cosh", "tanh")),
    ("sin(x)^2 + cos(x)^2", "1", ""),
    ("x^", "1", ""),
)
LINES = ("2*x\n= x + x\n= 3*x\n= 2*x + x", "(a + b)^2\n= a^2 + b^2", "log(x)\n= x (")


def requests() -> Iterator[dict[str, Any]]:
    """Of every part each box, right and with a one too many, and what needs no part."""
    for part, module in catalogue.parts().items():
        for box in import_module(module).part.boxes:
            values = [box.value.variance] if isinstance(box.value, Normal) else []
            for shown in (text(value) for value in [box.value, *values]):
                for typed in (shown, f"{shown} + 1"):
                    yield {"what": "check", "part": part, "answer": typed}
        yield {"what": "preview", "part": part, "answer": "N(0, 1"}
    for left, right, where in FREE:
        yield {"what": "equal", "left": left, "right": right, "where": where}
    for lines in LINES:
        yield {"what": "lines", "text": lines, "where": ""}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (packed,) = [file for name, file in pack.files().items() if name.startswith("modules.")]
    path = tmp_path_factory.mktemp("pack") / "modules.zip"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


def in_pyodide(archive: Path, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    script = Path(__file__).with_name("pyodide.mjs")
    command = [find_node(), str(script), str(pack.PYODIDE), str(archive), json.dumps(pack.lock())]
    lines = "".join(f"{json.dumps(request)}\n" for request in asked)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(json.loads(line)) for line in done.stdout.splitlines()]


def test_both_say_the_same_of_some(archive: Path) -> None:
    every = list(requests())
    checks = [request for request in every if request["what"] == "check"]
    differ(archive, checks[::5] + [request for request in every if request not in checks])


@pytest.mark.long
def test_both_say_the_same_of_all(archive: Path) -> None:
    differ(archive, list(requests()))


def differ(archive: Path, asked: list[dict[str, Any]]) -> None:
    """No verdict there may be another one than here."""
    there = in_pyodide(archive, asked)
    here = [json.loads(answer(json.dumps(request))) for request in asked]
    seconds = sorted(float(said.pop("seconds", 0)) for said in there)
    for said in here:
        said.pop("seconds", None)
    assert len(there) == len(here) > 25
    others = [
        (request, mine, theirs)
        for request, mine, theirs in zip(asked, here, there, strict=True)
        if mine != theirs
    ]
    assert not others
    assert not [said for said in here if "error" in said]
    assert {said.get("verdict") for said in here} >= {"correct", "wrong", "equal", "different"}
    print(f"{len(asked)} requests, median {seconds[len(seconds) // 2]} s, slowest {seconds[-5:]} s")
