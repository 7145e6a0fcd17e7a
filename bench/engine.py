"""How fast verification is, against the time it takes to import SymPy and NumPy."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    value: str
    goal: str
    met: bool


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def timed(command: list[str], runs: int = 5, **environment: str) -> float:
    """The median wall time of a command in seconds, after one run that is not counted."""
    spent = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True
        )
        spent.append(time.perf_counter() - began)
    return statistics.median(spent[1:])


IN_ONE_PROCESS = """
from solutions import catalogue
from solutions.checks.module import verify
for part, module in catalogue.parts().items():
    answer = verify(part, module)
    assert not answer["failures"], answer["failures"]
"""


def python(code: str) -> list[str]:
    """A command that runs ``code`` in a fresh interpreter."""
    return [sys.executable, "-c", code]


def measure() -> Iterator[Row]:
    """Verification from nothing, in parallel, from receipts; one identity; peak memory."""
    imports = timed(python("import sympy, numpy"))
    alone = timed(python(IN_ONE_PROCESS), 3)
    yield Row(
        "all parts from nothing in one process, over `import sympy, numpy`",
        f"{alone / imports:.2f} × ({alone:.1f} s over {imports:.2f} s)",
        "≤ 8 ×",
        alone <= 8 * imports,
    )
    with tempfile.TemporaryDirectory() as cache:
        fresh = [sys.executable, "-m", "solutions", "verify", "--fresh", "--workers"]
        one, two = (timed([*fresh, n], 3, SOLUTIONS_CACHE=cache) for n in ("1", "2"))
        yield Row(
            "two workers against one",
            f"{one / two:.2f} × faster",
            "≥ 1.6 ×",
            one >= 1.6 * two,
        )
        again = timed([sys.executable, "-m", "solutions", "verify"], SOLUTIONS_CACHE=cache)
        yield Row(
            "a second run with valid receipts, over the same import",
            f"{again / imports:.2f} × (no SymPy imported)",
            "≤ 1.2 ×",
            again <= 1.2 * imports,
        )
    yield identity()
    yield memory()


def identity() -> Row:
    """The median time to decide one of the site's own identities, cold."""
    code = """
import statistics, time
from importlib import import_module
from solutions import catalogue
from solutions.kernel import algebra, binding, chart, identity
from solutions.objects.laws import components, Enclosure
spent = []
for module in catalogue.parts().values():
    for derivation in import_module(module).part.derivations:
        for step in derivation.steps:
            if step.relation.kind != "identity":
                continue
            for (_, a), (_, b) in zip(components(step.lhs), components(step.rhs)):
                if isinstance(a, Enclosure):
                    continue
                of = algebra.Reasoning
                for cached in (of.tree, of.quotient, of.factors, of.sign, binding.standard,
                               chart.chart):
                    cached.cache_clear()
                where = step.domain.and_(unit_sums=step.relation.under)
                began = time.process_time()
                identity.decide(a, b, where)
                spent.append(time.process_time() - began)
print(len(spent), statistics.median(spent) * 1000, max(spent) * 1000)
"""
    ran = subprocess.run(python(code), cwd=ROOT, check=True, capture_output=True, text=True)
    count, median, worst = ran.stdout.split()
    return Row(
        "one identity of the site, decided by both engines with empty caches",
        f"median {float(median):.1f} ms of {count}, slowest {float(worst):.0f} ms",
        "median ≤ 5 ms",
        float(median) <= 5,
    )


def memory() -> Row:
    """The peak of a full verification in one process."""
    code = IN_ONE_PROCESS + (
        "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    ran = subprocess.run(python(code), cwd=ROOT, check=True, capture_output=True, text=True)
    peak = int(ran.stdout.split()[-1])
    return Row(
        "peak memory of a full verification in one process", f"{peak} MB", "≤ 300 MB", peak <= 300
    )
