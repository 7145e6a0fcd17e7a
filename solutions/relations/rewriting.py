"""Equality beyond the normal form: both sides are rewritten by rules that certify what they do.

A rule takes an object that the normal form knows nothing of (a finite sum, an integral, a series,
an angle …) and gives an equal expression, with the claims that this rests on, each judged. The
rewritten sides are then compared by normal form. Afterwards both sides are evaluated as they were
written, at a few points: a contradiction is a defect of a rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from solutions.engine.evidence import REFUTED, Evidence, together
from solutions.engine.objects import Mean, Value
from solutions.kernel.domain import Domain
from solutions.relations import expectation

Named = list[tuple[str, Evidence]]


@dataclass(frozen=True)
class Rewriting:
    """What an equality may use besides the normal form."""

    def judge(self, lhs: Value, rhs: Value, domain: Domain, plain: Evidence) -> Evidence:
        """``plain`` is what the normal form said of the two sides."""
        if isinstance(lhs, Mean) or isinstance(rhs, Mean):
            if plain.verdict == REFUTED:
                return plain
            asked = expectation.conditions(lhs, domain) + expectation.conditions(rhs, domain)
            return together([*asked, ("", plain)])
        return plain
