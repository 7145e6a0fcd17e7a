"""Judge a part: every line, every box, every check and every decoy; the result is a receipt.

A receipt is plain JSON data. Failures carry a message that says where, by how much and what to do;
nothing here raises for a wrong part.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import Any

from solutions.engine.derivation import Derivation, Source, Step
from solutions.engine.evidence import MEASURED, PROVED, REFUTED, UNDECIDED, Evidence
from solutions.engine.messages import Malformed, Undecided
from solutions.engine.objects import Normal, Recursion
from solutions.engine.pairs import Outcome, Pair, figure, judge
from solutions.engine.part import Box, Check, Decoy, Part, malformed
from solutions.engine.printing import tex, text

WORDS = {"exact": PROVED, "enclosure": PROVED}
"""Checks by other means are measured: statistics, rounding, and the end of a path."""


@dataclass(frozen=True)
class Failure:
    """One thing that does not hold, with its place in the source."""

    part: str
    name: str
    verdict: str
    source: Source
    message: str

    def __str__(self) -> str:
        body = self.message.replace("\n", "\n  ")
        return f"{self.source.file}:{self.source.line}  {self.part} {self.name}\n  {body}"


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
    boxes = [_box_entry(box, by_name) for box in part.boxes if box.of in part.derivations]
    checks, wrong = _judge_checks(part)
    failures += wrong
    decoys, wrong = _judge_decoys(part)
    failures += wrong
    content = {
        "id": part.id,
        "title": part.title,
        "asks": part.asks,
        "verdict": PROVED if not failures else failures[0].verdict,
        "steps": steps,
        "boxes": boxes,
        "checks": checks,
        "decoys": decoys,
    }
    return content, failures


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
        evidence = step.judge()
        entries.append(_step_entry(derivation, step, evidence, perf_counter() - began))
        if evidence.holds:
            continue
        told = evidence.message
        if first_wrong:
            told = f"follows from {first_wrong}, the first wrong line; {told}"
        first_wrong = first_wrong or step.name
        name = f'{derivation.name}, step {number} "{step.because}"'
        failures.append(Failure(part.id, name, evidence.verdict, step.source, told))
    return entries, failures


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
    becomes_law = isinstance(step.lhs, Recursion) and isinstance(step.rhs, Normal)
    # A recursion is not a law, so the line that solves it names the variable again: X ∼ N(…).
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
    return ",\\; ".join(facts + units)


def _box_entry(box: Box, steps: dict[str, dict[str, Any]]) -> dict[str, Any]:
    step = steps[f"{box.of.name}.{box.number}"]
    upto = [steps[f"{box.of.name}.{n}"] for n in range(box.number + 1)]
    verdicts = [entry["verdict"] for entry in upto[1:]] or [UNDECIDED]
    worst = next((v for v in (REFUTED, UNDECIDED, MEASURED) if v in verdicts), PROVED)
    sign = r"\approx" if box.form == "approximate" else _box_sign(box)
    entry = _entry(box.name, box.lhs, sign, tex(box.value), box.source)
    lines = [f"line {n} ({e['kind']}): {e['because']}" for n, e in enumerate(upto) if n]
    return entry | {
        "derivation": box.of.name,
        "kind": step["kind"],
        "because": step["because"],
        "where": step["where"],
        "verdict": worst,
        "evidence": lines,
        "step": step["name"],
        "form": box.form,
    }


def _box_sign(box: Box) -> str:
    return r"\sim" if type(box.value).__name__ == "Normal" else "="


def run_check(check: Check, boxes: dict[str, Any]) -> tuple[list[Pair], list[Outcome], str]:
    """``(pairs, outcomes, what went wrong)`` of a check on given values of the boxes."""
    try:
        pairs = list(check.pairs(*(boxes[name] for name in check.boxes)))
        outcomes = judge(pairs)
    except Undecided as why:
        return [], [], f"undecided: {why}"
    if not pairs:
        return [], [], "undecided: it compares nothing; yield at least one pair"
    seeds = {pair.seed for pair in pairs if pair.means == "statistics"}
    if seeds and len(seeds) < 3:
        return pairs, outcomes, f"undecided: {len(seeds)} seed(s); statistics need at least three"
    wrong = [outcome for outcome in outcomes if not outcome.agrees]
    if wrong:
        return pairs, outcomes, f"refuted: {wrong[0].message} ({len(wrong)} of {len(pairs)} pairs)"
    return pairs, outcomes, ""


def _judge_checks(part: Part) -> tuple[list[dict[str, Any]], list[Failure]]:
    entries, failures = [], []
    boxes = {box.name: box.value for box in part.boxes}
    for check in part.checks:
        if any(name not in boxes for name in check.boxes):
            continue
        began = perf_counter()
        pairs, outcomes, wrong = run_check(check, boxes)
        means = sorted({pair.means for pair in pairs})
        verdict = PROVED if all(word in WORDS for word in means) else MEASURED
        if wrong:
            verdict = wrong.split(":")[0]
            failures.append(Failure(part.id, f"check {check.name}", verdict, check.source, wrong))
        shown = [0, len(pairs) // 2, len(pairs) - 1] if len(pairs) > 3 else range(len(pairs))
        entries.append(
            {
                "name": check.name,
                "title": check.title,
                "boxes": list(check.boxes),
                "means": ", ".join(means),
                "verdict": verdict,
                "pairs": len(pairs),
                "evidence": [_means_line(means, pairs)],
                "figures": [figure(pairs[n], outcomes[n]) for n in shown] if outcomes else [],
                "file": check.source.file,
                "line": check.source.line,
                "seconds": round(perf_counter() - began, 4),
            }
        )
    return entries, failures


def _means_line(means: list[str], pairs: list[Pair]) -> str:
    said = {
        "exact": "equal as exact numbers",
        "enclosure": "inside certain bounds",
        "rounding": "equal up to rounding in floating point",
        "statistics": "within the site’s failure budget of the estimate",
        "asymptotic": "the error becomes negligible against every displayed term along a path",
    }
    seeds = {pair.seed for pair in pairs if pair.means == "statistics"}
    tail = f" ({len(seeds)} seeds)" if seeds else ""
    return "; ".join(said[word] for word in means) + tail


def _judge_decoys(part: Part) -> tuple[list[dict[str, Any]], list[Failure]]:
    entries, failures = [], []
    true = {box.name: box.value for box in part.boxes}
    for decoy in part.decoys:
        if decoy.box not in true:
            continue
        caught, message = _refutation(part, decoy, true)
        if not caught:
            told = (
                f"undecided: no check refutes this decoy of {decoy.box}, {text(decoy.value)} "
                f"({decoy.source_of_error}); a check that misses it proves nothing"
            )
            failures.append(
                Failure(part.id, f"decoy of {decoy.box}", UNDECIDED, decoy.source, told)
            )
        entries.append(
            {
                "box": decoy.box,
                "latex": tex(decoy.value),
                "source": decoy.source_of_error,
                "refuted_by": caught,
                "counterexample": message,
                "file": decoy.source.file,
                "line": decoy.source.line,
            }
        )
    return entries, failures


def _refutation(part: Part, decoy: Decoy, true: dict[str, Any]) -> tuple[str, str]:
    boxes = true | {decoy.box: decoy.value}
    for check in part.checks:
        if decoy.box not in check.boxes:
            continue
        try:
            pairs, outcomes, wrong = run_check(check, boxes)
        except (AttributeError, TypeError) as why:
            raise Malformed(
                f"check {check.name} cannot take the decoy {text(decoy.value)}: {why}"
            ) from why
        if wrong.startswith("refuted"):
            place = next(n for n, outcome in enumerate(outcomes) if not outcome.agrees)
            at, outcome = pairs[place].where(tex), outcomes[place]
            where = f"at ${at}$: " if at else ""
            return check.name, f"{where}found {outcome.found}, the twin says {outcome.claimed}"
    return "", ""
