"""A line of a derivation: what it leads from and to, by which rule, and what it assumes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from solutions.evidence.evidence import Evidence, undecided
from solutions.kernel.composition import Relation
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.statement import Statement
from solutions.objects.laws import Value
from solutions.objects.quantities import Quantity
from solutions.work.places import Source


class Rule(Protocol):
    """How a line follows from the line before it. ``link`` is what it says of their values."""

    @property
    def kind(self) -> str: ...
    @property
    def sign(self) -> str: ...
    @property
    def link(self) -> Relation: ...
    def judge(self, lhs: Any, rhs: Any, domain: Domain) -> Evidence: ...


@dataclass(frozen=True)
class Step:
    """One line: ``lhs relation rhs`` on a domain, and why it is made.

    ``name`` is ``noisy.leading_order``, or ``noisy.5`` where its author gave it none.
    """

    name: str
    lhs: Value
    relation: Rule
    rhs: Value
    because: str
    domain: Domain
    source: Source
    called: Quantity | None = None
    """The name of the quantity that the line is about, where that is another one."""

    @property
    def statement(self) -> Statement:
        """The line by itself, without what its derivation is about."""
        return Statement(self.domain, self.lhs, self.relation.link, self.rhs)

    def judge(self) -> Evidence:
        """Decide the line."""
        try:
            return self.relation.judge(self.lhs, self.rhs, self.domain)
        except Undecided as why:
            return undecided(why)
