"""``python -m solutions audit``: judge the log's claims, and print or write what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from solutions.transcript import report
from solutions.transcript.counts import counts
from solutions.transcript.words import VERDICTS
from solutions.work.dispatch import Result

CLAIM = (
    "id",
    "verdict",
    "follows",
    "root",
    "counterexample",
    "right",
    "reading",
    "blemishes",
    "after",
    "note",
    "file",
    "line",
)


def run(
    *, fresh: bool, workers: int, done: Callable[[Result], None]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """``(audit, failures)``; the audit is empty if anything failed."""
    judged, failures = report.run(fresh=fresh, workers=workers, done=done)
    return ({} if failures else report.whole(judged)), failures


def as_json(audit: dict[str, Any]) -> dict[str, Any]:
    """The documented, stable form; TeX and the pages' other needs are left out."""
    claims = [{name: claim[name] for name in CLAIM} for claim in audit["claims"]]
    return {
        "claims": claims,
        "attempts": audit["attempts"],
        "disagreements": audit["disagreements"],
        "notes": audit["notes"],
    }


def summary(audit: dict[str, Any]) -> list[str]:
    """A line per part, and the sums."""
    parts = list(dict.fromkeys(attempt["part"] for attempt in audit["attempts"]))
    lines = []
    for part in [*parts, ""]:
        n = counts(audit, part)
        words = ", ".join(f"{n[word]} {word}" for word in VERDICTS if n[word])
        lines.append(f"{part or 'all'}  {n['claims']} claims: {words}")
    n = counts(audit)
    lines.append(
        f"{n['off']} lines are off: {n['root']} by an error of their own, {n['inherited']} follow "
        "from one"
    )
    lines.append(
        f"{n['attempts']} attempts, {n['right']} with a right answer; student and machine agree on "
        f"{n['agree']} of {n['settled']}"
    )
    return lines
