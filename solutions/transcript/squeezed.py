"""Sums and products over all steps that have no closed form: judged by ends that are proved.

Their logarithms too: ln is continuous, so what a positive number tends to, its logarithm does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import sympy as sp

from solutions.evidence.evidence import Evidence, Reason, proved, together, undecided
from solutions.kernel import signs
from solutions.kernel.composition import AT_LEAST, AT_MOST, WITHIN
from solutions.kernel.domains.domain import Domain
from solutions.kernel.messages import NotVerified, Undecided
from solutions.kernel.terms.binding import replaced
from solutions.objects.laws import Enclosure, Value
from solutions.printing.formulas import tex, text
from solutions.relations.equalities.equality import equal
from solutions.relations.inequalities.roots import PositiveRoot
from solutions.relations.limits.approximation import Approximation
from solutions.relations.limits.limit import Limit
from solutions.statements.derivation import Derivation
from solutions.statements.step import Rule
from solutions.statements.theorems import theorem

Proof: TypeAlias = Derivation | tuple[Derivation, Derivation]
Judge = Callable[[Value, Rule, Value, Domain], Evidence]


@dataclass(frozen=True)
class Squeezed:
    """``rest + factor · body``, printed as it is and judged by an enclosure of ``body``.

    ``proof`` is a derivation from ``body`` to an enclosure, or one that ends with a positive root
    whose factors are those of ``body``, or two that bound it from below and from above. A sum or
    product over times 1, 1 − Δt, … may be proved over Δt, 2Δt, …. ``aim`` is what ``body`` comes
    to in the end.
    """

    body: sp.Expr
    proof: Proof
    aim: sp.Expr
    factor: int = 1
    rest: sp.Expr = sp.S.Zero

    def inner(self) -> Enclosure:
        """Where ``body`` lies; raises :class:`Undecided` where that is not proved."""
        return _proved(self.body, self.proof)

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
    left: Value, relation: Rule, right: Value, domain: Domain, judge: Judge
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
    proof = number.proof
    if isinstance(proof, tuple) or not isinstance(proof.steps[-1].relation, PositiveRoot):
        raise Undecided(Reason("factors positive", (number.body,)))
    number.inner()


@cache
def _proved(body: sp.Expr, proof: Proof) -> Enclosure:
    """The enclosure that the proof ends with, if it is a theorem about ``body``."""
    if isinstance(proof, Derivation):
        enclosed = _end(body, proof, WITHIN)
        if not isinstance(enclosed, Enclosure):
            raise Undecided(Reason("no enclosure at end", (proof.name,)))
        return enclosed
    below, above = proof
    return Enclosure(_end(body, below, AT_LEAST), _end(body, above, AT_MOST))


def _end(body: sp.Expr, proof: Derivation, word: str) -> Any:
    """What a derivation that begins with ``body`` proves of it, by this relation."""
    try:
        said = theorem(proof).statement
    except NotVerified as why:
        raise Undecided(Reason("step not proved", (proof.name, str(why)))) from why
    if said.relation.word != word:
        told = Reason("proof says other", (proof.name, said.relation.word, word))
        raise Undecided(told)
    last = proof.steps[-1].relation
    _same(body, last.factors if isinstance(last, PositiveRoot) else proof.opened, proof)
    return said.right


def _same(body: sp.Expr, start: Value, proof: Derivation) -> None:
    """Raise unless ``start`` is ``body``, or the same terms from the last to the first."""
    if body == start:
        return
    if type(body) is not type(start) or not isinstance(body, sp.Sum | sp.Product):
        raise Undecided(Reason("proof about other", (proof.name, body)))
    (j, first, last), (k, low, high) = body.limits[0], start.limits[0]
    whole = high in proof.domain.whole and (first, last, low) == (0, high - 1, 1)
    backwards = replaced(body.function, {j: high - k})
    if not whole or not equal(backwards, start.function, proof.domain).holds:
        raise Undecided(Reason("proof terms", (proof.name, body)))
