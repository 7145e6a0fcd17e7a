"""Long sums and products without a closed form: judged by ends that are proved.

A number that lies in an enclosure is near to what both ends are near to, and tends to what both
tend to; so two numbers are near to each other, or tend to the same, if both are near to a third.
Their logarithms too: ln is continuous, so what a positive number tends to, its logarithm does. The
enclosure is what theorems say of the sum or product, or of the same terms from the last to the
first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from solutions.evidence.evidence import Evidence, Reason, proved, together, undecided
from solutions.kernel import signs
from solutions.kernel.composition import AT_LEAST, AT_MOST, WITHIN
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.binding import replaced
from solutions.kernel.theorem import Theorem
from solutions.objects.laws import Enclosure, Value
from solutions.relations.equalities.equality import equal
from solutions.relations.limits.approximation import Approximation
from solutions.relations.limits.limit import Limit

Judge = Callable[[Value, Any, Value, Domain], Evidence]


@dataclass(frozen=True)
class Known:
    """A theorem about a sum or product, named ``name``; ``positive``: each factor is proved so."""

    name: str
    about: Value
    theorem: Theorem
    positive: bool = False


class Squeezed:
    """``rest + factor · body``, where ``known`` gives what is proved of ``body``.

    That is one theorem with an enclosure, or two that bound it from below and from above. What
    ``body`` comes to in the end is ``aim``.
    """

    body: sp.Expr
    aim: sp.Expr
    factor: int
    rest: sp.Expr

    @property
    def known(self) -> tuple[Known, ...]:
        """What is proved of ``body``; raises :class:`Undecided` where nothing is."""
        raise NotImplementedError

    def inner(self) -> Enclosure:
        """Where ``body`` lies; raises :class:`Undecided` where that is not proved."""
        if len(self.known) > 1:
            below, above = self.known
            return Enclosure(_end(self.body, below, AT_LEAST), _end(self.body, above, AT_MOST))
        (only,) = self.known
        found = _end(self.body, only, WITHIN)
        if not isinstance(found, Enclosure):
            raise Undecided(Reason("no enclosure at end", (only.name,)))
        return found

    def ends(self) -> Enclosure:
        """Where it lies."""
        inner = self.inner()
        ends = [self.rest + self.factor * end for end in (inner.lower, inner.upper)]
        return Enclosure(*(ends if self.factor > 0 else reversed(ends)))

    def goal(self) -> sp.Expr:
        """What it comes to."""
        return self.rest + self.factor * self.aim


class Logarithm:
    """``ln start + ln number`` for a positive number that lies in an enclosure.

    ``start`` may be negative, and then it has no value.
    """

    start: sp.Symbol
    number: Enclosure | Squeezed


def by_ends(
    left: Value, relation: Any, right: Value, domain: Domain, judge: Judge
) -> Evidence | None:
    """The evidence where a side is squeezed or the logarithm of such a number; else ``None``."""
    sides = (left, right)
    if not any(isinstance(side, Squeezed | Logarithm) for side in sides):
        return None
    for side in sides:
        if isinstance(side, Logarithm) and isinstance(side.number, Squeezed):
            _require_positive(side.number)
        if isinstance(side, Logarithm) and not signs.positive(side.start, domain):
            return undecided("logarithm of sign", side.start)
    if left == right:
        return proved(Reason("same terms"))
    if not isinstance(relation, Approximation | Limit):
        return undecided("squeezed kinds")
    if isinstance(right, Squeezed):
        third = right.goal()
        # What stands before the body is the same in its limit, and may be a logarithm.
        bare = isinstance(relation, Limit)
        own = (right.inner(), right.aim) if bare else (right.ends(), third)
        return together(
            [
                ("left side", judge(left, relation, third, domain)),
                ("right side", relation.judge(own[0], own[1], domain)),
            ]
        )
    if isinstance(left, Squeezed):
        return relation.judge(left.ends(), right, domain)
    if not isinstance(relation, Limit):
        return undecided("logarithm limit")
    if isinstance(left, Logarithm) and isinstance(right, Logarithm):
        return judge(left.number, relation, right.number, domain)
    log, other = (left, right) if isinstance(left, Logarithm) else (right, left)
    return judge(log.number, relation, sp.exp(other - sp.log(log.start)), domain)


def _require_positive(number: Squeezed) -> None:
    """Raise unless every factor has a logarithm: the root of a square is taken of positive ones."""
    if not all(one.positive for one in number.known):
        raise Undecided(Reason("factors positive", (number.body,)))
    number.inner()


def _end(body: sp.Expr, known: Known, word: str) -> Any:
    """What a theorem proves of ``body``, by this relation."""
    said = known.theorem.statement
    if said.relation.word != word:
        raise Undecided(Reason("proof says other", (known.name, said.relation.word, word)))
    _require_same(body, known)
    return said.right


def _require_same(body: sp.Expr, known: Known) -> None:
    """Raise unless the theorem is about ``body``, or the same terms from the last to the first."""
    start, domain = known.about, known.theorem.statement.gamma
    if body == start:
        return
    if type(body) is not type(start) or not isinstance(body, sp.Sum | sp.Product):
        raise Undecided(Reason("proof about other", (known.name, body)))
    (j, first, last), (k, low, high) = body.limits[0], start.limits[0]
    whole = high in domain.whole and (first, last, low) == (0, high - 1, 1)
    backwards = replaced(body.function, {j: high - k})
    if not whole or not equal(backwards, start.function, domain).holds:
        raise Undecided(Reason("proof terms", (known.name, body)))
