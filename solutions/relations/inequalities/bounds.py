"""Inequalities by signs: one number against another, and enclosures inside wider ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

import sympy as sp

from solutions.evidence.counterexamples import letters_at, points, shrunk
from solutions.evidence.evidence import (
    UNDECIDED,
    Evidence,
    Reason,
    proved,
    refuted,
    together,
    undecided,
)
from solutions.kernel import signs
from solutions.kernel.algebra import translate
from solutions.kernel.composition import (
    AT_LEAST,
    AT_MOST,
    GREATER,
    INCLUSION,
    LESS,
    Relation,
)
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import in_factors
from solutions.numbers.balls import Number
from solutions.numbers.points import Point
from solutions.numbers.values import value
from solutions.objects.laws import Enclosure, Normal, Value
from solutions.relations.equalities.equality import equal
from solutions.relations.sampling import outside


def at_most(
    small: sp.Expr,
    large: sp.Expr,
    domain: Domain,
    gap: sp.Expr | None = None,
    *,
    strict: bool = False,
    claimed: str = "large",
) -> Evidence:
    """Judge ``small ≤ large``, with ``strict`` ``small < large``, by signs or refute it.

    ``gap`` is ``large − small`` in a form that shows its sign, such as a square; that it is the gap
    is decided first. ``claimed`` says which of the two is the bound and which the exact value.
    """
    known, sign = (signs.positive, "<") if strict else (signs.nonnegative, "≤")
    try:
        if gap is not None and known(gap, domain):
            found = equal(large - small, gap, domain)
            if found.holds:
                outside.order(small, large, domain, strict=strict)
            return found.because(Reason("gap shown", (gap,)))
        if gap is None and known(large - small, domain):
            outside.order(small, large, domain, strict=strict)
            by = (
                "tangent of the logarithm"
                if (large - small).has(sp.log)
                else "positive coefficients"
            )
            return proved(Reason(by, (in_factors(large - small, domain),)))

        def broken(point: Point) -> tuple[Number, Number] | None:
            low, high = value(small, point), value(large, point)
            if low > high or (strict and low >= high):
                return (low, high) if claimed == "large" else (high, low)
            return None

        for point in points(letters_at(sp.Tuple(small, large), domain), domain, 40):
            if broken(point):
                claim = Reason("order claimed", (small, sign, large))
                return refuted(claim, shrunk(point, domain, broken))
        translate(large - small, domain)  # a gap without a value has no sign: it says why
    except Undecided as why:
        return undecided(why)
    return undecided("sign of gap", small, sign, large)


class Further(Protocol):
    """Rules for what signs of quotients of polynomials do not reach."""

    def judge(
        self, small: sp.Expr, large: sp.Expr, domain: Domain, strict: bool, plain: Evidence
    ) -> Evidence: ...


@dataclass(frozen=True)
class Inequality:
    """``lhs ≤ rhs``, with ``least`` ``lhs ≥ rhs``, on the whole domain; ``strict``: never equal."""

    least: bool = False
    strict: bool = False
    gap: sp.Expr | None = None
    further: Further | None = None
    kind: ClassVar[str] = "inequality"

    @property
    def sign(self) -> str:
        """The relation's TeX."""
        if self.strict:
            return ">" if self.least else "<"
        return r"\ge" if self.least else r"\le"

    @property
    def link(self) -> Relation:
        """Which of the four."""
        if self.strict:
            return Relation(GREATER if self.least else LESS)
        return Relation(AT_LEAST if self.least else AT_MOST)

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Every number that ``lhs`` may be must satisfy it."""
        if isinstance(lhs, Enclosure):
            lhs = lhs.lower if self.least else lhs.upper
        if not (isinstance(lhs, sp.Expr) and isinstance(rhs, sp.Expr)):
            return undecided("not comparable", lhs, rhs)
        small, large = (rhs, lhs) if self.least else (lhs, rhs)
        bound = "small" if self.least else "large"
        plain = at_most(small, large, domain, self.gap, strict=self.strict, claimed=bound)
        if self.further is None or plain.verdict != UNDECIDED or self.gap is not None:
            return plain
        return self.further.judge(small, large, domain, self.strict, plain)


@dataclass(frozen=True)
class Loosened:
    """An enclosure inside a wider one: the ends may only move outwards."""

    gaps: tuple[sp.Expr | None, sp.Expr | None] = (None, None)
    kind: ClassVar[str] = "inequality"
    sign: ClassVar[str] = r"\subseteq"
    link: ClassVar[Relation] = INCLUSION

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Each end separately; for laws, those of the variance."""
        if isinstance(lhs, Normal) != isinstance(rhs, Normal):
            return undecided("two kinds", lhs, rhs)
        if isinstance(lhs, Normal) and isinstance(rhs, Normal):
            mean = equal(lhs.mean, rhs.mean, domain)
            return together([("mean", mean), ("", self.judge(lhs.variance, rhs.variance, domain))])
        if not (isinstance(lhs, Enclosure) and isinstance(rhs, Enclosure)):
            return undecided("not an enclosure")
        return together(
            [
                (
                    "lower end",
                    at_most(rhs.lower, lhs.lower, domain, self.gaps[0], claimed="small"),
                ),
                ("upper end", at_most(lhs.upper, rhs.upper, domain, self.gaps[1])),
            ]
        )
