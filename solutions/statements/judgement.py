"""Judge a part: every line, every box, every check and every decoy; the result is a receipt.

A receipt is plain JSON data. Failures carry a message that says where, by how much and what to do;
nothing here raises for a wrong part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from time import perf_counter
from typing import Any

from solutions.engine.evidence import (
    MEASURED,
    PROVED,
    REFUTED,
    UNDECIDED,
    Evidence,
    Problem,
    undecided,
)
from solutions.engine.failures import Failure
from solutions.engine.independence import borrowed
from solutions.engine.objects import numbers, put
from solutions.engine.places import Source
from solutions.engine.printing import tex
from solutions.engine.quantities import WRITTEN
from solutions.engine.refute import inhabited
from solutions.engine.trials import judge_checks, judge_decoys
from solutions.kernel import theorem
from solutions.kernel.algebra import translate
from solutions.kernel.composition import NEAR, TENDS
from solutions.kernel.messages import Malformed, Undecided
from solutions.kernel.statement import Statement
from solutions.kernel.theorem import Theorem
from solutions.relations.existence import exists
from solutions.statements.assumptions import assumptions, domain_tex
from solutions.statements.borrowing import Used, wanting
from solutions.statements.chains import follow, proved
from solutions.statements.derivation import MOMENTS, Derivation
from solutions.statements.forms import ill_formed
from solutions.statements.part import Box, Part, malformed
from solutions.statements.printing import (
    IMPLIES,
    SPECIFIED,
    definition_tex,
    left_tex,
    sign_tex,
)
from solutions.statements.step import Step


@dataclass
class Judged:
    """A derivation's lines with their verdicts, and the theorem of each line that has one."""

    derivation: Derivation
    evidence: list[Evidence] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    theorems: list[Theorem] = field(default_factory=list)
    """Of the first line, and of each line up to the first that does not hold."""
    failures: list[tuple[str, Source, str, str, Problem | None]] = field(default_factory=list)


def judge_part(part: Part) -> tuple[dict[str, Any], list[Failure]]:
    """The receipt's content for ``part`` and everything that does not hold."""
    failures = [
        Failure(part.id, "", UNDECIDED, part.source, f"malformed: {said}")
        for said in malformed(part)
    ]
    judged = [judge_derivation(one) for one in part.derivations]
    steps = [entry for one in judged for entry in _entries(one)]
    for one in judged:
        failures += [
            Failure(part.id, name, verdict, source, told, problem)
            for name, source, verdict, told, problem in one.failures
        ]
    good = [box for box in part.boxes if box.of in part.derivations and box.stated and box.number]
    boxes = [_box_entry(box, judge_derivation(box.of)) for box in good]
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


@lru_cache(maxsize=256)
def judge_derivation(derivation: Derivation) -> Judged:
    """Judge every line, and make the theorems that follow from those that hold."""
    judged = Judged(derivation)
    _begin(judged)
    first_wrong = ""
    for number, step in enumerate(derivation.steps, 1):
        began = perf_counter()
        evidence, link = judge_line(derivation, step, first=number == 1)
        if evidence.holds and len(judged.theorems) == number:
            evidence = _followed(judged, step, link) or evidence
        judged.evidence.append(evidence)
        judged.seconds.append(perf_counter() - began)
        if evidence.holds:
            continue
        told = evidence.message
        if first_wrong:
            told = f"follows from {first_wrong}, the first wrong line; {told}"
        first_wrong = first_wrong or step.name
        name = f'{derivation.name}, step {number} "{step.because}"'
        judged.failures.append((name, step.source, evidence.verdict, told, evidence.problem))
    return judged


def _begin(judged: Judged) -> None:
    """Make the theorem of the first line, or say what keeps it from being one."""
    derivation, opening = judged.derivation, None
    try:
        told = [f"malformed: {said}" for said in ill_formed(derivation)]
        told += [
            f"undecided: {title} was proved for {', '.join(missing)}, which does not hold here; "
            "narrow where=… of this derivation"
            for title, missing in wanting(derivation.domain, derivation.start, derivation.rests)
        ]
        opening = None if told else _opened(derivation)
        if opening is None and not told:
            told = ["undecided: what it goes on from is not proved"]
    except (Malformed, Undecided, TypeError) as why:
        told = [f"undecided: {why}"]
    judged.theorems += [opening] if opening else []
    judged.failures += [
        (derivation.name, derivation.source, UNDECIDED, said, None) for said in told
    ]


def _followed(judged: Judged, step: Step, link: Theorem | None) -> Evidence | None:
    """Add the theorem that the line makes of those before; what is undecided if it makes none."""
    try:
        judged.theorems.append(proved(judged.theorems[-1], step, link))
    except Undecided as why:
        return undecided(why)
    return None


def _opened(derivation: Derivation) -> Theorem | None:
    said, begins = derivation.opening, derivation.begins
    if begins is None:
        return theorem.define(said.left, said.right, said.gamma)
    source, number, values = _place(begins)
    made = judge_derivation(source).theorems
    if len(made) <= number:
        return None
    found = theorem.instantiate(made[number], values, put) if values else made[number]
    if derivation.moment:
        found = theorem.moment_of(found, derivation.moment, MOMENTS[derivation.moment])
    return theorem.enlarge(found, said.gamma)


def _place(begins: Any) -> tuple[Derivation, int, dict[Any, Any]]:
    """The derivation, the line and the letters' values of what a derivation goes on from."""
    if isinstance(begins, Used):
        return begins.of, begins.line, dict(begins.values)
    return begins.derivation, begins.number, {}


def judge_line(
    derivation: Derivation, step: Step, *, first: bool
) -> tuple[Evidence, Theorem | None]:
    """The judgement of a line, on a domain that has points, at all of which it has a value."""
    try:
        missing = _missing(derivation, step, first=first)
        found = theorem.judge(step.lhs, step.relation, step.rhs, step.domain)
        refuted = not isinstance(found, Theorem) and found.verdict == REFUTED
        if missing is not None and not refuted:
            return undecided(missing), None
        if not isinstance(found, Theorem):
            return found, None
        if not inhabited(step.domain):
            return undecided("domain empty"), None
        for number in numbers(step.rhs):
            translate(number, step.domain)
        for number in numbers(step.lhs) if first else ():
            translate(number, derivation.opening.gamma)
        return found.evidence, found
    except (Undecided, Malformed) as why:
        return undecided(why), None
    except Exception as why:  # a defect, of the part or of the engine: this line is not proved
        return undecided("raised", type(why).__name__, why), None


def _missing(derivation: Derivation, step: Step, *, first: bool) -> Undecided | None:
    """Why a side of the line may not exist; a point that refutes the line tells more."""
    try:
        if first:
            exists(step.lhs, derivation.opening.gamma)
        exists(step.rhs, step.domain)
    except Undecided as why:
        return why
    return None


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


def _entries(judged: Judged) -> list[dict[str, Any]]:
    derivation = judged.derivation
    try:
        said: Statement | None = derivation.opening
    except (Undecided, Malformed, TypeError):
        return []  # it begins with nothing that could be shown; its failures say why
    entries = [_start_entry(derivation)]
    for step, evidence, seconds in zip(
        derivation.steps, judged.evidence, judged.seconds, strict=True
    ):
        try:
            said = follow(said, step) if said is not None else None
        except (Undecided, Malformed):
            said = None
        entries.append(_step_entry(derivation, step, said, evidence, seconds))
    return entries


def _start_entry(derivation: Derivation) -> dict[str, Any]:
    said = derivation.opening
    fresh = derivation.begins is None
    sign = definition_tex(said.right) if fresh else sign_tex(said)
    left, right = left_tex(said), tex(said.right)
    if said.left.name == WRITTEN:
        sign, right = "", ""
    entry = _entry(f"{derivation.name}.0", left, sign, right, derivation.source)
    taken = [f"uses {used.title}" for used in derivation.rests]
    if derivation.begins is not None:
        taken.insert(0, f"goes on from {derivation.begins.title}")
    return entry | {
        "derivation": derivation.name,
        "kind": "start",
        "because": derivation.because,
        "where": domain_tex(said.gamma),
        "assumes": assumptions(said),
        "verdict": "",
        "evidence": taken,
    }


def _step_entry(
    derivation: Derivation,
    step: Step,
    said: Statement | None,
    evidence: Evidence,
    seconds: float,
) -> dict[str, Any]:
    # A recursion, a sum of variables or an expectation is followed by the laws it is made of, so
    # that a sign behind it would be read as theirs: the line that finds it names what it is about.
    told = isinstance(step.lhs, SPECIFIED) and type(step.lhs) is not type(step.rhs)
    if told and said is not None:
        lhs, sign = left_tex(said), sign_tex(said)
    else:
        lhs, sign = tex(step.lhs), step.relation.sign
        if sign == IMPLIES and said is not None:
            sign += f" {left_tex(said)} {sign_tex(said)}"
    entry = _entry(step.name, lhs, sign, tex(step.rhs), step.source)
    return entry | {
        "derivation": derivation.name,
        "kind": step.relation.kind,
        "because": step.because,
        "where": domain_tex(step.domain),
        "assumes": assumptions(step.statement),
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
        "latex": f"{lhs} {sign} {rhs}".strip(),
        "note": "",
        "file": source.file,
        "line": source.line,
    }


def _box_entry(box: Box, judged: Judged) -> dict[str, Any]:
    """A box is the theorem of its line; without one it has the verdict of the lines before."""
    said, step = box.statement, box.of.steps[box.number - 1]
    upto = judged.evidence[: box.number]
    made = len(judged.theorems) > box.number
    verdict = worst([one.verdict for one in upto]) if made else UNDECIDED
    if not made and any(not one.holds for one in upto):
        verdict = worst([one.verdict for one in upto])
    entry = _entry(box.name, left_tex(said), sign_tex(said), tex(said.right), box.source)
    lines = [
        f"line {number} ({one.relation.kind}): {one.because}"
        for number, one in enumerate(box.of.steps[: box.number], 1)
    ]
    return entry | {
        "derivation": box.of.name,
        "kind": step.relation.kind,
        "because": step.because,
        "where": _where(said),
        "assumes": assumptions(said),
        "verdict": verdict,
        "evidence": lines,
        "step": step.name,
        "form": box.form,
    }


def _where(said: Statement) -> str:
    """An approximation holds in its regime; a limit is a number, and its left side names it."""
    if said.relation.word == NEAR or (
        said.relation.word == TENDS and left_tex(said) == tex(said.left)
    ):
        return str(said.relation.regime.name)
    return "" if said.relation.word == TENDS else domain_tex(said.gamma)


def worst(verdicts: list[str]) -> str:
    """The verdict of claims that must all hold."""
    return next((v for v in (REFUTED, UNDECIDED, MEASURED) if v in verdicts), PROVED)
