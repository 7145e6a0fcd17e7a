"""The least or greatest value over all laws: what Gibbs' inequality leaves when the law is best."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from solutions.evidence.evidence import Evidence
from solutions.kernel.composition import EQUALITY, Relation
from solutions.kernel.domains.domain import Domain
from solutions.objects.laws import Value
from solutions.objects.quantities import GREATEST, LEAST, Quantity
from solutions.relations.laws.divergence import Gibbs


@dataclass(frozen=True)
class BestValue:
    """Over laws p, the best value of ``lhs`` is ``rhs``, and it is reached at p = ``at``.

    The same identity as that of the optimum: lhs = rhs ± weight · KL(p ‖ at), with ``at`` a law.
    """

    rule: Gibbs
    at: Any
    kind: ClassVar[str] = "optimum"
    link: ClassVar[Relation] = EQUALITY

    @property
    def sign(self) -> str:
        """The relation's words."""
        word = "greatest" if self.rule.maximum else "least"
        return rf"\;\text{{has the {word} value}}\;"

    @property
    def bound(self) -> tuple[Any, ...]:
        """The law that is varied."""
        return self.rule.bound

    def about(self, left: Quantity) -> Quantity:
        """The least or greatest value of what the line before is about."""
        return (GREATEST if self.rule.maximum else LEAST)(left, self.rule.over())

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The optimum's own evidence, for the value that is claimed here."""
        return replace(self.rule, best=rhs).judge(lhs, self.at, domain)
