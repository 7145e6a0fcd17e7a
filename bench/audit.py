"""How long the audit takes against verification, and how many mutants are judged in a second."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator

from bench.engine import Row, timed

AUDIT = 3.0


def measure() -> Iterator[Row]:
    """The audit of all claims from nothing."""
    solutions = [sys.executable, "-m", "solutions"]
    with tempfile.TemporaryDirectory() as cache:
        verified = timed([*solutions, "verify", "--fresh"], 3, SOLUTIONS_CACHE=cache)
        audited = timed([*solutions, "audit", "--fresh"], 3, SOLUTIONS_CACHE=cache)
        yield Row(
            "the whole audit from nothing, over the verification of all parts",
            f"{audited / verified:.2f} × ({audited:.1f} s over {verified:.1f} s)",
            "≤ 3 ×",
            audited <= AUDIT * verified,
        )
