"""How fast typed answers are judged, and beside Math-Verify on the same pairs."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from bench.engine import ROOT, Row

MEDIAN, SLOWEST, TIMES = 5.0, 150.0, 10.0
"""Milliseconds of processor time, at the median and for one in a hundred; how much faster."""

OTHER = "MATH_VERIFY_PYTHON"
"""Names a Python that has math-verify 0.9; the comparison is not run without."""

ANSWERS = [
    *(("1a", a) for a in ("N(0, 1+σ²)", r"\mathcal{N}(0, \sigma^2+1)", "N(0, σ²)", "N(0, 1")),
    *(("1d", a) for a in ("σ²/(1+σ²)", r"\frac{\sigma^2}{1+\sigma^2}", "σ²", "1-1/(1+σ²)")),
    *(("1e", a) for a in ("σ² + σ⁴", "σ² - σ⁴", "σ²", "σ²/(1+σ²)")),
    *(("1f", a) for a in ("σ²/(σ²+t) x_t", "x_t", "σ² x_t/t")),
    *(("1h", a) for a in ("sigma/sqrt(sigma^2+1)", "σ", "sqrt(σ²/(1+σ²))")),
]

OURS = """
import json, sys
from time import process_time
from solutions.answers.entry import answer
requests = json.load(sys.stdin)
answer(json.dumps({"what": "equal", "left": "x^2", "right": "x*x"}))
found = []
for request in requests:
    if request["what"] == "check":
        answer(json.dumps(request | {"answer": "1"}))  # the part and its boxes are made once
    began = process_time()
    told = json.loads(answer(json.dumps(request)))
    found.append([told.get("verdict", "error"), 1000 * (process_time() - began)])
print(json.dumps(found))
"""

THEIRS = """
import json, logging, sys
from time import process_time
from math_verify import parse, verify
logging.disable(logging.CRITICAL)
found = []
for request in [{"left": "x^2", "right": "x*x"}] + json.load(sys.stdin):
    began = process_time()
    try:
        one, two = (parse("$" + request[side] + "$") for side in ("left", "right"))
        told = "equal" if one and two and verify(one, two) else "not"
    except Exception as why:
        told = "error"
    found.append([told, 1000 * (process_time() - began)])
print(json.dumps(found[1:]))
"""


def measure() -> Iterator[Row]:
    """Latencies once warm, and Math-Verify beside them where there is one."""
    pairs = _pairs()
    asked = [
        {"what": "equal", "left": left, "right": right, "where": where}
        for _, left, right, where in pairs
    ]
    asked += [{"what": "check", "part": part, "answer": text} for part, text in ANSWERS]
    found = _run(sys.executable, OURS, asked)
    times = [spent for _, spent in found]
    middle, slow = statistics.median(times), statistics.quantiles(times, n=100)[98]
    yield Row(
        f"one verdict once warm, of {len(times)} (pairs and answers): processor time at the median",
        f"{middle:.1f} ms",
        f"≤ {MEDIAN:g} ms",
        middle <= MEDIAN,
    )
    yield Row(
        "one verdict, the slowest in a hundred",
        f"{slow:.0f} ms",
        f"≤ {SLOWEST:g} ms",
        slow <= SLOWEST,
    )
    wrong = _wrong(pairs, found)
    yield Row("wrong “equal” or “different” among the pairs", str(wrong), "0", wrong == 0)
    yield _beside(pairs, found)


def _beside(pairs: list[Any], found: list[Any]) -> Row:
    what = "Math-Verify on the pairs without a domain, over ours: processor time at the median"
    goal = f"≥ {TIMES:g} ×"
    other = os.environ.get(OTHER)
    if not other:
        return Row(what, f"not run: {OTHER} names no Python", goal, True)
    chosen = [place for place, pair in enumerate(pairs) if not pair[3]]
    asked = [{"left": pairs[place][1], "right": pairs[place][2]} for place in chosen]
    theirs = _run(other, THEIRS, asked)
    ours = [found[place] for place in chosen]
    middles = [statistics.median(spent for _, spent in each) for each in (theirs, ours)]
    kept = [pairs[place] for place in chosen]
    times = middles[0] / middles[1]
    said = (
        f"{times:.0f} × ({middles[0]:.0f} ms over {middles[1]:.1f} ms; "
        f"right on {_right(kept, theirs)} and {_right(kept, ours)} of {len(kept)}, "
        f"wrong “equal” {_wrong(kept, theirs)} and {_wrong(kept, ours)})"
    )
    return Row(what, said, goal, times >= TIMES)


def _pairs() -> list[Any]:
    from tests.answers.pairs import HELD_OUT, TABLE

    return [*TABLE, *HELD_OUT]


def _right(pairs: list[Any], found: list[Any]) -> int:
    return sum(
        (wanted == "E") == (told == "equal")
        for (wanted, *_), (told, _) in zip(pairs, found, strict=False)
        if wanted in "ED"
    )


def _wrong(pairs: list[Any], found: list[Any]) -> int:
    """Verdicts that are the opposite of the truth; Math-Verify's “not” claims nothing."""
    opposite = {"E": "different", "D": "equal"}
    return sum(
        told == opposite.get(wanted) for (wanted, *_), (told, _) in zip(pairs, found, strict=False)
    )


def _run(python: str, code: str, asked: list[dict[str, str]]) -> list[Any]:
    done = subprocess.run(
        [python, "-c", code],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return found
