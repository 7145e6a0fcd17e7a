"""≠, for a claim that something cannot be had: it is refuted by a proof that the two are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from solutions.evidence.evidence import PROVED, REFUTED, Evidence, Reason, proved, refuted
from solutions.kernel.composition import DIFFERS, Relation
from solutions.kernel.domains.domain import Domain
from solutions.objects.laws import Value
from solutions.relations.equalities.equality import equal_values


@dataclass(frozen=True)
class Unequal:
    """``lhs`` and ``rhs`` are not the same function: at some point of the domain they differ."""

    kind: ClassVar[str] = "inequality"
    sign: ClassVar[str] = r"\ne"
    link: ClassVar[Relation] = Relation(DIFFERS)

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """A point where they differ proves it, and an identity refutes it."""
        found = equal_values(lhs, rhs, domain)
        if found.verdict == REFUTED:
            at = found.problem.at if found.problem else None
            return proved(Reason("fails at", (at,))) if at else found
        if found.verdict == PROVED:
            return refuted(Reason("claimed different", (rhs,)))
        return found
