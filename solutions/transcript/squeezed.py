"""Sums and products over all steps that have no closed form: judged by ends that are proved.

Their logarithms too: ln is continuous, so what a positive number tends to, its logarithm does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import sympy as sp

from solutions.engine.derivation import Derivation, Relation
from solutions.engine.evidence import Evidence, Reason, proved, together, undecided
from solutions.engine.objects import Enclosure, Normal, Value
from solutions.engine.printing import tex, text
from solutions.kernel import signs
from solutions.kernel.binding import replaced
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided
from solutions.relations.approximation import Approximation, Limit
from solutions.relations.equality import equal
from solutions.relations.roots import PositiveRoot

Judge = Callable[[Value, Relation, Value, Domain], Evidence]


@dataclass(frozen=True)
class Squeezed:
    """``rest + factor · body``, printed as it is and judged by an enclosure of ``body``.

    ``proofs`` are derivations, each from where the one before ends: from ``body``, or from its
    square by way of a positive root, to the enclosure. A sum or product over times 1, 1 − Δt, …
    may be proved over Δt, 2Δt, …. ``aim`` is what ``body`` comes to in the end.
    """

    body: sp.Expr
    proofs: tuple[Derivation, ...]
    aim: sp.Expr
    factor: int = 1
    rest: sp.Expr = sp.S.Zero

    def inner(self) -> Enclosure:
        """Where ``body`` lies; raises :class:`Undecided` where that is not proved."""
        return _proved(self.body, self.proofs)

    def ends(self) -> Enclosure:
        """Where it lies."""
        inner = self.inner()
        ends = [self.rest + self.factor * end for end in (inner.lower, inner.upper)]
        return Enclosure(*(ends if self.factor > 0 else reversed(ends)))

    def goal(self) -> sp.Expr:
        """What it comes to."""
        return self.rest + self.factor * self.aim

    def tex(self) -> str:
        """For a page."""
        return self._written(tex, "-")

    def text(self) -> str:
        """For a terminal."""
        return self._written(text, "−")

    def _written(self, printer: Callable[[Any], str], minus: str) -> str:
        sign = {1: "+", -1: minus}[self.factor]
        before = f"{printer(self.rest)} {sign} " if self.rest != 0 else sign.strip("+")
        return before + printer(self.body)


@dataclass(frozen=True)
class Logarithm:
    """``ln start + ln number`` for a positive number that lies in an enclosure.

    ``start`` may be negative, and then it has no value. That of a product is printed as a sum.
    """

    start: sp.Symbol
    number: Enclosure | Squeezed

    def tex(self) -> str:
        """For a page."""
        return self._written(tex)

    def text(self) -> str:
        """For a terminal."""
        return self._written(text)

    def _written(self, printer: Callable[[Any], str]) -> str:
        if isinstance(self.number, Squeezed) and isinstance(self.number.body, sp.Product):
            product = self.number.body
            total = sp.Sum(sp.log(product.function), *product.limits)
            return f"{printer(sp.log(self.start))} + {printer(total)}"
        return f"{printer(sp.log(self.start))} + \\ln {printer(self.number)}"


def judged(
    left: Value, relation: Relation, right: Value, domain: Domain, judge: Judge
) -> Evidence | None:
    """The evidence where a side is squeezed or the logarithm of such a number; else ``None``.

    Two numbers are near to each other, or tend to the same, if both are near to a third.
    """
    sides = (left, right)
    if not any(isinstance(side, Squeezed | Logarithm) for side in sides):
        return None
    for side in sides:
        if isinstance(side, Logarithm) and isinstance(side.number, Squeezed):
            _positive_terms(side.number)
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


def _positive_terms(number: Squeezed) -> None:
    """Raise unless every factor has a logarithm: the root of a square is taken of positive ones."""
    if not isinstance(number.proofs[-1].steps[-1].relation, PositiveRoot):
        raise Undecided(Reason("factors positive", (number.body,)))
    number.inner()


@cache
def _proved(body: sp.Expr, proofs: tuple[Derivation, ...]) -> Enclosure:
    """The enclosure at the end of the proofs, each line of them judged."""
    for proof in proofs:
        for step in proof.steps:
            if not (found := step.judge()).holds:
                raise Undecided(Reason("step not proved", (step.name, found.message)))
    for one, then in pairwise(proofs):
        if _number(one.result) != _number(then.start):
            raise Undecided(Reason("proofs apart", (then.name, one.name)))
    start = proofs[0].line(0)
    last = proofs[-1].steps[-1].relation
    if isinstance(last, PositiveRoot):
        if start != last.square:
            raise Undecided(Reason("no root of", (proofs[-1].name, proofs[0].name)))
        start = last.factors
    _same(body, start, proofs[0])
    found = proofs[-1].result
    if not isinstance(found, Enclosure):
        raise Undecided(Reason("no enclosure at end", (proofs[-1].name,)))
    return found


def _number(value: Value) -> Value:
    """The variance of a law; two exact ends of a number are that number."""
    value = value.variance if isinstance(value, Normal) else value
    exact = isinstance(value, Enclosure) and value.lower == value.upper
    return value.lower if exact else value


def _same(body: sp.Expr, start: Value, proof: Derivation) -> None:
    """Raise unless ``start`` is ``body``, or the same terms from the last to the first."""
    start = _number(start)
    for step in proof.steps:
        if step.relation.kind == "substitution":
            start = replaced(start, dict(step.relation.values))  # type: ignore[attr-defined]
    if body == start:
        return
    if type(body) is not type(start) or not isinstance(body, sp.Sum | sp.Product):
        raise Undecided(Reason("proof about other", (proof.name, body)))
    (j, first, last), (k, low, high) = body.limits[0], start.limits[0]
    whole = high in proof.domain.whole and (first, last, low) == (0, high - 1, 1)
    backwards = replaced(body.function, {j: high - k})
    if not whole or not equal(backwards, start.function, proof.domain).holds:
        raise Undecided(Reason("proof terms", (proof.name, body)))
