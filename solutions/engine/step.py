"""One line of a derivation and what it takes to decide it; and what a derivation borrows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solutions.engine.containment import dropped, within
from solutions.engine.evidence import Evidence, undecided
from solutions.engine.objects import Value
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided

if TYPE_CHECKING:
    from solutions.engine.derivation import Relation, Source


@dataclass(frozen=True)
class Step:
    """One line: ``lhs relation rhs`` on a domain, and why it is made."""

    name: str
    lhs: Value
    relation: Relation
    rhs: Value
    because: str
    domain: Domain
    source: Source
    before: Domain
    """The domain of the line before, which this step may narrow and never widen."""

    def judge(self) -> Evidence:
        """Decide the line; a domain that was widened on the way is undecided."""
        try:
            missing = within(self.domain, self.before) + dropped(self.domain, self.before)
            if missing:
                return undecided("domain enlarged", tuple(missing))
            return self.relation.judge(self.lhs, self.rhs, self.domain)
        except Undecided as why:
            return undecided(why)


@dataclass(frozen=True)
class Used:
    """A proved value of another part, with letters replaced, and where that is allowed."""

    part: str
    name: str
    value: Value
    domain: Domain
    source: Source
