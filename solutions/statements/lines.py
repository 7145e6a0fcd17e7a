"""Judge a derivation line by line, and make the theorems of the lines that hold.

Nothing here raises for a wrong line: what became of it is its evidence, with a message that says
where, by how much and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from time import perf_counter
from typing import Any

from solutions.evidence.counterexamples import inhabited
from solutions.evidence.evidence import REFUTED, UNDECIDED, Evidence, Problem, Reason, undecided
from solutions.kernel import theorem
from solutions.kernel.algebra import translate
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.theorem import Theorem
from solutions.objects.laws import numbers, put
from solutions.relations.conditions.existence import arguments, exists
from solutions.relations.equalities.equality import Substitution
from solutions.statements.borrowing import Used, wanting
from solutions.statements.chain import MOMENTS, Chain
from solutions.statements.links import proved
from solutions.statements.step import Step
from solutions.statements.well_formed import ill_formed
from solutions.work.places import Source


@dataclass
class Judged:
    """A derivation's lines with their verdicts, and the theorem of each line that has one."""

    derivation: Chain
    evidence: list[Evidence] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    theorems: list[Theorem] = field(default_factory=list)
    """Of the first line, and of each line up to the first that does not hold."""
    failures: list[tuple[str, Source, str, str, Problem | None]] = field(default_factory=list)


@lru_cache(maxsize=256)
def judge_derivation(derivation: Chain) -> Judged:
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
        name = f'{derivation.name}, step {derivation.names[number]} "{step.because}"'
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
        told = told or [
            f"undecided: it rests on {used.title}, which is not proved"
            for used in derivation.rests
            if not _is_proved(used)
        ]
        if not told:
            opening, told = _first(derivation)
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


def _first(derivation: Chain) -> tuple[Theorem | None, list[str]]:
    """The theorem of the first line, or what is told of it; the next line tells, if there is one.

    A value that does not exist is no value of anything.
    """
    try:
        opening = _opened(derivation)
    except Exception as why:
        if derivation.begins is None and derivation.steps:
            return None, []
        if isinstance(why, Undecided | Malformed):
            raise
        return None, [f"undecided: {type(why).__name__}: {why}"]
    return opening, [] if opening else ["undecided: what it goes on from is not proved"]


def _is_proved(used: Any) -> bool:
    chain, number, _ = _place(used)
    return len(judge_derivation(chain).theorems) > chain.counted(number)


def _opened(derivation: Chain) -> Theorem | None:
    said, begins = derivation.opening, derivation.begins
    if begins is None:
        arguments(derivation.of, said.gamma)
        exists(said.right, said.gamma)
        for number in numbers(said.right):
            translate(number, said.gamma)
        if not inhabited(said.gamma):
            raise Undecided(Reason("domain empty"))
        return theorem.define(said.left, said.right, said.gamma)
    source, number, values = _place(begins)
    made = judge_derivation(source).theorems
    if len(made) <= number:
        return None
    found = theorem.instantiate(made[number], values, put) if values else made[number]
    if derivation.moment:
        found = theorem.moment_of(found, derivation.moment, MOMENTS[derivation.moment])
    return theorem.enlarge(found, said.gamma)


def _place(begins: Any) -> tuple[Chain, int, dict[Any, Any]]:
    """The derivation, the line and the letters' values of what is gone on from or rested on."""
    if isinstance(begins, Used):
        return begins.of, begins.line, dict(begins.values)
    if isinstance(begins, Chain):
        return begins, -1, {}
    return begins.derivation, begins.number, {}


def judge_line(derivation: Chain, step: Step, *, first: bool) -> tuple[Evidence, Theorem | None]:
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


def _missing(derivation: Chain, step: Step, *, first: bool) -> Undecided | None:
    """Why a side of the line may not exist; a point that refutes the line tells more."""
    try:
        if first:
            arguments(derivation.of, derivation.opening.gamma)
            exists(step.lhs, derivation.opening.gamma)
        exists(step.rhs, step.domain)
        if isinstance(step.relation, Substitution):
            for _, new in step.relation.values:
                exists(new, step.domain)
    except Undecided as why:
        return why
    return None
