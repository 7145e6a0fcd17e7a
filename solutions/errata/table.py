"""The table of errata: every entry in order, judged, as plain data."""

from __future__ import annotations

from typing import Any

from solutions.errata import (
    diffusion,
    divergences,
    gaussians,
    gradients,
    losses,
    preference,
    probability,
    returns,
)
from solutions.errata.erratum import Erratum, NotAnErratum, judge
from solutions.evidence.evidence import UNDECIDED
from solutions.work import sources

SUBJECTS = (
    ("Preference optimisation", preference.ERRATA),
    ("Diffusion models", diffusion.ERRATA),
    ("Reinforcement learning", returns.ERRATA),
    ("Gradients", gradients.ERRATA),
    ("Losses", losses.ERRATA),
    ("Divergences", divergences.ERRATA),
    ("Gaussian laws", gaussians.ERRATA),
    ("Probability", probability.ERRATA),
)


def errata() -> list[Erratum]:
    """All entries, subject after subject."""
    return [entry for _, entries in SUBJECTS for entry in entries]


def judge_all() -> dict[str, Any]:
    """All verdicts and how many there are; raises for an entry that is no erratum."""
    rows = [
        {"subject": subject, **judge(entry)} for subject, entries in SUBJECTS for entry in entries
    ]
    cited = sum(row["cited"] for row in rows)
    return {"count": len(rows), "cited": cited, "often_seen": len(rows) - cited, "errata": rows}


def answer(part: str, module: str) -> dict[str, Any]:
    """What a worker says of the table; an entry that is no erratum is a failure with its text."""
    try:
        return {"content": {"id": part, "verdict": "judged", **judge_all()}, "failures": []}
    except NotAnErratum as why:
        failure = {"part": part, "name": "", "verdict": UNDECIDED, "message": str(why)}
        place = {"file": sources.shown(sources.path_of(module)), "line": 1}
        return {"content": None, "failures": [failure | place]}
