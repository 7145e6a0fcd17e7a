"""Judge a part: every line, every box, every check and every decoy; the result is a receipt.

A receipt is plain JSON data. Failures carry a message that says where, by how much and what to do;
nothing here raises for a wrong part.
"""

from __future__ import annotations

from typing import Any

from solutions.checks.entries import box_entry, line_entries, worst
from solutions.checks.independence import borrowed
from solutions.checks.trials import judge_checks, judge_decoys
from solutions.evidence.evidence import MEASURED, PROVED, REFUTED, UNDECIDED
from solutions.evidence.failures import Failure
from solutions.statements.borrowing import Used
from solutions.statements.lines import judge_derivation
from solutions.statements.part import Part, malformed


def judge_part(part: Part) -> tuple[dict[str, Any], list[Failure]]:
    """The receipt's content for ``part`` and everything that does not hold."""
    failures = [
        Failure(part.id, "", UNDECIDED, part.source, f"malformed: {said}")
        for said in malformed(part)
    ]
    judged = [judge_derivation(one) for one in part.derivations]
    steps = [entry for one in judged for entry in line_entries(one)]
    for one in judged:
        failures += [
            Failure(part.id, name, verdict, source, told, problem)
            for name, source, verdict, told, problem in one.failures
        ]
    good = [box for box in part.boxes if box.of in part.derivations and box.stated and box.number]
    boxes = [box_entry(box, judge_derivation(box.of)) for box in good]
    for check in part.checks:
        if names := borrowed(check):
            told = (
                f"malformed: it reads {', '.join(names)}, which the derivations state; "
                "a check finds its numbers by means of its own"
            )
            failures.append(Failure(part.id, f"check {check.name}", UNDECIDED, check.source, told))
    checks, wrong = judge_checks(part)
    failures += wrong
    failing = {entry["name"] for entry in checks if entry["verdict"] not in (PROVED, MEASURED)}
    decoys, wrong = judge_decoys(part, failing)
    failures += wrong
    failures.sort(key=lambda failure: failure.verdict != REFUTED)  # a point is the surest reason
    content = {
        "id": part.id,
        "title": part.title,
        "asks": part.asks,
        "verdict": worst([PROVED, *(failure.verdict for failure in failures)]),
        "steps": steps,
        "boxes": boxes,
        "checks": checks,
        "decoys": decoys,
    }
    return content, failures


def unrested(names: dict[str, Any], part: Part) -> list[Failure]:
    """Results of other parts among the ``names`` of a module that no derivation rests on.

    What such a result assumes would be lost.
    """
    rests = [used for one in part.derivations for used in (*one.rests, one.begins)]
    return [
        Failure(
            part.id,
            "",
            UNDECIDED,
            used.source,
            f"malformed: {used.title} is taken, and no derivation rests on it; "
            f"add rests=({name},) to the derivation that it enters",
        )
        for name, used in names.items()
        if isinstance(used, Used) and used not in rests
    ]
