"""Is a mutant of a line caught, and by what? The line first, then the next, then the checks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from solutions.checks.trials import run_check
from solutions.evidence.evidence import REFUTED, Evidence
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.calculus import derivative
from solutions.mutation.lines import Line
from solutions.mutation.meaning import BOUNDS, TRUE, meaning, true_all_the_same
from solutions.mutation.probing import Known
from solutions.objects.laws import Value, put
from solutions.relations.equalities.equality import Identity, Substitution
from solutions.relations.laws.variation import Gradient
from solutions.statements.lines import judge_line
from solutions.statements.step import Step

CAUGHT, SURVIVOR = "caught", "survivor"
LINE, NEXT = "the line", "the next line"


@dataclass(frozen=True)
class Fate:
    """What became of a mutant: a kind of ``meaning``, caught, or survivor.

    ``by`` is what caught it and ``verdict`` how: refuted, or undecided, which stops a build too.
    """

    outcome: str
    by: str = ""
    verdict: str = ""
    told: str = ""


@dataclass
class Judge:
    """Judges the mutants of one line; what they all need is computed once."""

    line: Line

    @cached_property
    def own(self) -> Known:
        """The line as it stands."""
        return Known(self.line.value, self.line.domain)

    @cached_property
    def claimed(self) -> Known | None:
        """What an identity says that its right side equals."""
        return left_of(self.line.step)

    def fate(self, mutant: Value) -> Fate:
        """Judge one mutant."""
        line, step = self.line, self.line.with_mutant(mutant)
        evidence: Evidence | None = None
        if step is not None:
            if self.claimed is not None and self.claimed.differs(mutant):
                return Fate(CAUGHT, LINE, REFUTED)
            evidence, _ = judge_line(line.derivation, step, first=line.number == 1)
            if evidence.verdict == REFUTED and not isinstance(step.relation, BOUNDS):
                return Fate(CAUGHT, LINE, REFUTED, evidence.message)
        kind = meaning(line, mutant, self.own)
        if kind:
            return Fate(kind)
        if evidence is not None and not evidence.holds:
            return Fate(CAUGHT, LINE, evidence.verdict, evidence.message)
        return self._later(mutant)

    def _later(self, mutant: Value) -> Fate:
        """What a mutant meets that its own line lets pass."""
        line = self.line
        for derivation, after in line.after(mutant):
            begun = derivation is not line.derivation or line.number == 0
            evidence, _ = judge_line(derivation, after, first=begun)
            if not evidence.holds:
                return Fate(CAUGHT, NEXT, evidence.verdict, evidence.message)
        true = {box.name: box.value for box in line.part.boxes}
        for box in line.boxes:
            for check in line.part.checks:
                if box.name not in check.boxes:
                    continue
                _, _, wrong = run_check(check, true | {box.name: mutant})
                if wrong:
                    return Fate(CAUGHT, f"check {check.name}", wrong.verdict, str(wrong))
        return Fate(TRUE if true_all_the_same(line, mutant) else SURVIVOR)


def left_of(step: Step | None) -> Known | None:
    """The left side of a step that claims two sides to be one function; else ``None``."""
    if step is None:
        return None
    lhs: Any = None
    try:
        if isinstance(step.relation, Identity):
            lhs = step.lhs
        elif isinstance(step.relation, Substitution):
            lhs = put(step.lhs, dict(step.relation.values))
        elif isinstance(step.relation, Gradient):
            lhs = derivative(step.lhs, step.relation.of)
    except (Undecided, Malformed):
        return None
    return None if lhs is None else Known(lhs, step.domain)
