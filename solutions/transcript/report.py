"""The audit through the door: claims, attempts, notes and disagreements, judged or kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from solutions.kernel.errors import Malformed, NotVerified
from solutions.transcript import attempts, record
from solutions.work import door, sources
from solutions.work.dispatch import Result
from solutions.work.door import Job

JUDGE = "solutions.transcript.audit:answer"
Entry = dict[str, Any]


def modules() -> dict[str, str]:
    """``{"1a": "solutions.transcript.readings.part_1a", …}`` for all parts that have claims.

    Raises :class:`Malformed` where a part has claims and no module to read them.
    """
    found = {}
    for part in dict.fromkeys(claim.part for claim in record.claims()):
        found[part] = f"solutions.transcript.readings.part_{part}"
        if not sources.path_of(found[part]).is_file():
            raise Malformed(
                f"part {part} has claims and no readings; write "
                f"solutions/transcript/readings/part_{part}.py"
            )
    return found


def run(
    *,
    fresh: bool = False,
    workers: int = 0,
    done: Callable[[Result], None] = lambda result: None,
) -> tuple[dict[str, Entry], list[Entry]]:
    """``({part: judged claims}, failures)``; parts whose readings have not changed are kept."""
    record.attempts()
    jobs = [Job("audit", part, module, JUDGE) for part, module in modules().items()]
    outcome = door.judged(jobs, fresh=fresh, workers=workers, done=done)
    return outcome.found, outcome.failures


def whole(judged: dict[str, Entry]) -> Entry:
    """The audit as data: ``claims``, ``attempts``, ``notes`` and ``disagreements``."""
    said = {
        claim.id: asdict(claim) | {"formula": record.formula(claim.latex)}
        for claim in record.claims()
    }
    claims = {
        claim["id"]: said[claim["id"]] | claim
        for part in judged.values()
        for claim in part["claims"]
    }
    tried = attempts.judged(claims)
    notes = attempts.margin(claims)
    return {
        "claims": list(claims.values()),
        "attempts": tried,
        "notes": notes,
        "disagreements": attempts.disagreements(tried, notes),
    }


@door.while_unedited
def current() -> Entry:
    """The whole audit for a page; raises :class:`NotVerified` with all that is undecided."""
    judged, failures = run()
    if failures:
        raise NotVerified(door.report(failures))
    return whole(judged)
