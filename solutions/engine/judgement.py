"""Judge a part: every line, every box, every check and every decoy; the result is a receipt.

A receipt is plain JSON data. Failures carry a message that says where, by how much and what to do;
nothing here raises for a wrong part.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

from solutions.engine.derivation import Derivation, Source
from solutions.engine.evidence import (
    MEASURED,
    PROVED,
    REFUTED,
    UNDECIDED,
    Evidence,
    undecided,
)
from solutions.engine.failures import Failure
from solutions.engine.independence import borrowed
from solutions.engine.objects import Combination, Normal, Recursion, numbers
from solutions.engine.part import Box, Part, malformed
from solutions.engine.printing import tex
from solutions.engine.refute import inhabited
from solutions.engine.step import Step, Used
from solutions.engine.trials import judge_checks, judge_decoys
from solutions.kernel.messages import Undecided
from solutions.kernel.trees import translate
from solutions.relations.approximation import Approximation, Limit
from solutions.relations.bounds import Inequality


def judge_part(part: Part) -> tuple[dict[str, Any], list[Failure]]:
    """The receipt's content for ``part`` and everything that does not hold."""
    failures = [
        Failure(part.id, "", UNDECIDED, part.source, f"malformed: {said}")
        for said in malformed(part)
    ]
    steps = []
    for derivation in part.derivations:
        lines, wrong = _judge_derivation(part, derivation)
        steps += lines
        failures += wrong
    by_name = {step["name"]: step for step in steps}
    good = [box for box in part.boxes if box.stated and box.of in part.derivations]
    boxes = [_box_entry(box, by_name) for box in good]
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

    The domain on which such a result was proved would not be asked for.
    """
    rests = [used for derivation in part.derivations for used in derivation.rests]
    return [
        Failure(
            part.id,
            "",
            UNDECIDED,
            used.source,
            f"malformed: {used.part} {used.name} is taken, and no derivation rests on it; "
            f"add rests=({name},) to the derivation that it enters",
        )
        for name, used in names.items()
        if isinstance(used, Used) and used not in rests
    ]


def _judge_derivation(
    part: Part, derivation: Derivation
) -> tuple[list[dict[str, Any]], list[Failure]]:
    failures = [
        Failure(
            part.id,
            derivation.name,
            UNDECIDED,
            derivation.source,
            f"undecided: {used.part} {used.name} was proved for {', '.join(missing)}, which does "
            "not hold here; narrow where=… of this derivation",
        )
        for used, missing in derivation.judge_rests()
    ]
    entries = [_start_entry(derivation)]
    first_wrong = ""
    for number, step in enumerate(derivation.steps, 1):
        began = perf_counter()
        evidence = judge_line(derivation, step, first=number == 1)
        entries.append(_step_entry(derivation, step, evidence, perf_counter() - began))
        if evidence.holds:
            continue
        told = evidence.message
        if first_wrong:
            told = f"follows from {first_wrong}, the first wrong line; {told}"
        first_wrong = first_wrong or step.name
        name = f'{derivation.name}, step {number} "{step.because}"'
        failures.append(
            Failure(part.id, name, evidence.verdict, step.source, told, evidence.problem)
        )
    return entries, failures


def judge_line(derivation: Derivation, step: Step, *, first: bool) -> Evidence:
    """The judgement of a line, on a domain that has points, at all of which it has a value."""
    try:
        evidence = step.judge()
        if evidence.holds:
            if not inhabited(step.domain):
                return undecided("domain empty")
            for number in numbers(step.rhs):
                translate(number, step.domain)
            for number in numbers(step.lhs) if first else ():
                translate(number, derivation.where)
        return evidence
    except Undecided as why:
        return undecided(why)
    except Exception as why:  # a defect, of the part or of the engine: this line is not proved
        return undecided("raised", type(why).__name__, why)


def _start_entry(derivation: Derivation) -> dict[str, Any]:
    lhs, rhs = derivation.of, tex(derivation.start)
    signs = {"Normal": r"\sim", "Enclosure": r"\in"}
    sign = signs.get(type(derivation.start).__name__, "=")
    entry = _entry(f"{derivation.name}.0", lhs, sign, rhs, derivation.source)
    borrowed = [f"uses {used.part} {used.name}" for used in derivation.rests]
    return entry | {
        "derivation": derivation.name,
        "kind": "start",
        "because": derivation.because,
        "where": _domain_tex(derivation.where),
        "verdict": "",
        "evidence": borrowed,
    }


def _step_entry(
    derivation: Derivation, step: Step, evidence: Evidence, seconds: float
) -> dict[str, Any]:
    becomes_law = isinstance(step.lhs, Combination | Recursion) and isinstance(step.rhs, Normal)
    # These are not laws yet, so the line that finds their law names the variable again: X ∼ N(…).
    lhs, sign = (derivation.of, r"\sim") if becomes_law else (tex(step.lhs), step.relation.sign)
    entry = _entry(step.name, lhs, sign, tex(step.rhs), step.source)
    return entry | {
        "derivation": derivation.name,
        "kind": step.relation.kind,
        "because": step.because,
        "where": _domain_tex(step.domain),
        "note": evidence.note,
        "verdict": evidence.verdict,
        "evidence": list(evidence.lines),
        "seconds": round(seconds, 4),
    }


def _entry(name: str, lhs: str, sign: str, rhs: str, source: Source) -> dict[str, Any]:
    return {
        "name": name,
        "lhs": lhs,
        "relation": sign,
        "rhs": rhs,
        "latex": f"{lhs} {sign} {rhs}",
        "note": "",
        "file": source.file,
        "line": source.line,
    }


def _domain_tex(domain: Any) -> str:
    facts = [tex(fact) for fact in domain.facts]
    units = [f"{tex(total)} = 1" for total in domain.unit_sums]
    whole = [rf"{tex(expr)} \in \mathbb Z" for expr in domain.whole]
    return ",\\; ".join(facts + units + whole)


def _box_entry(box: Box, steps: dict[str, dict[str, Any]]) -> dict[str, Any]:
    step = steps[f"{box.of.name}.{box.number}"]
    upto = [steps[f"{box.of.name}.{n}"] for n in range(box.number + 1)]
    verdicts = [entry["verdict"] for entry in upto[1:]] or [UNDECIDED]
    sign = r"\approx" if box.form == "approximate" else _box_sign(box)
    entry = _entry(box.name, box.lhs, sign, tex(box.value), box.source)
    lines = [f"line {n} ({e['kind']}): {e['because']}" for n, e in enumerate(upto) if n]
    return entry | {
        "derivation": box.of.name,
        "kind": step["kind"],
        "because": step["because"],
        "where": _where(box, step),
        "verdict": worst(verdicts),
        "evidence": lines,
        "step": step["name"],
        "form": box.form,
    }


def _where(box: Box, step: dict[str, Any]) -> str:
    """An approximation holds in its regime; a limit is a number, and its left side names it."""
    relation = box.of.steps[box.number - 1].relation if box.number else None
    if isinstance(relation, Approximation | Limit):
        return relation.when.name if box.form == "approximate" else ""
    return str(step["where"])


def worst(verdicts: list[str]) -> str:
    """The verdict of claims that must all hold."""
    return next((v for v in (REFUTED, UNDECIDED, MEASURED) if v in verdicts), PROVED)


def _box_sign(box: Box) -> str:
    """``≤`` behind an inequality, ``∈`` for an enclosure, ``∼`` for a law."""
    for step in box.of.steps[: box.number]:
        if isinstance(step.relation, Inequality):
            return step.relation.sign
    signs = {"Normal": r"\sim", "Enclosure": r"\in"}
    return signs.get(type(box.value).__name__, "=")
