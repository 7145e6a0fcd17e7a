"""Equality beyond the normal form: both sides are rewritten by rules that certify what they do.

A rule takes an object that the normal form knows nothing of (a finite sum, an integral, a series,
an angle …) and gives an equal expression, with the claims that this rests on, each judged. The
rewritten sides are then compared by normal form. Afterwards both sides are evaluated as they were
written, at a few points: a contradiction is a defect of a rule.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.evidence.counterexamples import counterexample
from solutions.evidence.evidence import (
    PROVED,
    REFUTED,
    UNDECIDED,
    Evidence,
    Reason,
    together,
    undecided,
)
from solutions.evidence.sentences import compared
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Disagreement, Undecided
from solutions.objects.laws import Mean, Value
from solutions.printing.formulas import text
from solutions.relations.equalities import expectation
from solutions.relations.equalities.angles import by_angles
from solutions.relations.equalities.binomial_sums import binomial_sum
from solutions.relations.equalities.cases import cases
from solutions.relations.equalities.equality import equal
from solutions.relations.equalities.infinite import infinite_series
from solutions.relations.equalities.integration import definite_integral
from solutions.relations.equalities.rewritten import Rewriter, Rule
from solutions.relations.equalities.summation import finite_sum

SIGNED = (sp.Abs, sp.Max, sp.Min, sp.Piecewise)
RULES: tuple[Rule, ...] = (binomial_sum, finite_sum, infinite_series, definite_integral)


@dataclass(frozen=True)
class Rewriting:
    """What an equality may use besides the normal form."""

    rules: tuple[Rule, ...] = RULES

    def judge(self, lhs: Value, rhs: Value, domain: Domain, plain: Evidence) -> Evidence:
        """``plain`` is what the normal form said of the two sides."""
        if isinstance(lhs, Mean) or isinstance(rhs, Mean):
            if plain.verdict == REFUTED:
                return plain
            asked = expectation.conditions(lhs, domain) + expectation.conditions(rhs, domain)
            return together([*asked, ("", plain)])
        if plain.verdict != UNDECIDED or not (
            isinstance(lhs, sp.Expr) and isinstance(rhs, sp.Expr)
        ):
            return plain
        for way in (on_circle, by_cases):
            plain = way(lhs, rhs, domain, plain) if plain.verdict == UNDECIDED else plain
        return self._rewritten(lhs, rhs, domain, plain)

    def _rewritten(self, lhs: sp.Expr, rhs: sp.Expr, domain: Domain, plain: Evidence) -> Evidence:
        if plain.verdict != UNDECIDED:
            return plain
        rewriter = Rewriter(self.rules)
        left, right = (rewriter.rewrite(side, domain) for side in (lhs, rhs))
        if not rewriter.parts:
            return undecided(rewriter.reasons[0]) if rewriter.reasons else plain
        found = equal(left, right, domain)
        if found.verdict == UNDECIDED and rewriter.reasons:
            return undecided(rewriter.reasons[0])
        whole = together([*rewriter.parts, ("", found)])
        if whole.verdict == PROVED:
            look(lhs, rhs, domain)
        return whole


def on_circle(lhs: sp.Expr, rhs: sp.Expr, domain: Domain, plain: Evidence) -> Evidence:
    """``lhs = rhs`` by the addition theorems and sin² + cos² = 1."""
    try:
        found = by_angles(lhs, rhs, domain)
    except Undecided:
        return plain
    if found is None or found.verdict != PROVED:
        return plain
    look(lhs, rhs, domain)
    return found


def by_cases(lhs: sp.Expr, rhs: sp.Expr, domain: Domain, plain: Evidence) -> Evidence:
    """``lhs = rhs`` in each case of the signs that absolute values and maxima ask for."""
    if not (lhs.has(*SIGNED) or rhs.has(*SIGNED)):
        return plain
    try:
        parts = [
            (Reason("case", (number,)), equal(gap, sp.S.Zero, inside))
            for number, (gap, inside) in enumerate(cases(lhs - rhs, domain), 1)
        ]
    except Undecided:
        return plain
    found = together(parts)
    if found.verdict != PROVED:
        return plain
    look(lhs, rhs, domain)
    return found


def look(lhs: sp.Expr, rhs: sp.Expr, domain: Domain) -> None:
    """Both sides as they are written, at points; raises :class:`Disagreement` where they differ."""
    try:
        found = counterexample(lhs, rhs, domain, tries=12)
    except Undecided:
        return
    if found is not None:
        raise Disagreement(
            f"a rule proved {text(lhs)} = {text(rhs)}, and the values differ: {compared(found)}"
        )
