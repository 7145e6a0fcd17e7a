"""The whole audit, as pages and the command line get it: judged once, or from its receipts."""

from __future__ import annotations

from typing import Any

from solutions.transcript import report


def claims(part: str) -> list[dict[str, Any]]:
    """The claims of one part with their verdicts, in the order of the log."""
    return [claim for claim in report.current()["claims"] if claim["part"] == part]
