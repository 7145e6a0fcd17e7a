"""Inequalities and error bounds: signs, products of many factors near 1, and Riemann sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

import sympy as sp

from solutions.engine.balls import Number
from solutions.engine.evidence import (
    UNDECIDED,
    Evidence,
    Reason,
    proved,
    refuted,
    together,
    undecided,
)
from solutions.engine.objects import Enclosure, Normal, Value
from solutions.engine.points import Point
from solutions.engine.refute import points, shrunk
from solutions.engine.values import value
from solutions.kernel import signs
from solutions.kernel.algebra import translate
from solutions.kernel.binding import replaced
from solutions.kernel.calculus import derivative
from solutions.kernel.composition import (
    AT_LEAST,
    AT_MOST,
    ENCLOSURE,
    GREATER,
    INCLUSION,
    LESS,
    Relation,
)
from solutions.kernel.domain import Domain
from solutions.kernel.identity import in_factors
from solutions.kernel.messages import Undecided
from solutions.relations import outside
from solutions.relations.binders import fresh
from solutions.relations.equality import equal
from solutions.relations.wholeness import is_whole


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

        for point in points(small.free_symbols | large.free_symbols, domain, 40):
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


@dataclass(frozen=True)
class RiemannSum:
    """``rest + Δ·Σ_{k=0}^{T−1} f(kΔ)`` with TΔ = 1, against its integral over [0, 1].

    T is ``count``, Δ is ``step``. ``antiderivative`` is differentiated back. Assumed: for falling
    f the sum exceeds the integral by at most Δ(f(0) − f(1)); for convex f the sum less
    (Δ/2)(f(0) − f(1)), the trapezoidal rule, exceeds it by at most (Δ²/8)(f'(1) − f'(0)).
    """

    integrand: sp.Expr
    variable: sp.Symbol
    antiderivative: sp.Expr
    step: sp.Expr
    index: sp.Symbol
    count: sp.Expr
    rest: sp.Expr = sp.S.Zero
    second_order: bool = False
    kind: ClassVar[str] = "riemann"
    sign: ClassVar[str] = r"\in"
    link: ClassVar[Relation] = ENCLOSURE

    def integral(self) -> sp.Expr:
        """The integral over [0, 1], by the antiderivative, with what stands before it."""
        ends = [self.antiderivative.xreplace({self.variable: sp.Integer(end)}) for end in (1, 0)]
        return self.rest + ends[0] - ends[1]

    def ends(self) -> Enclosure:
        """The enclosure that is proved."""
        f, dt = self._at, self.step
        if not self.second_order:
            return Enclosure(self.integral(), self.integral() + dt * (f(0) - f(1)))
        slope = derivative(self.integrand, self.variable)
        gap = slope.xreplace({self.variable: sp.S.One}) - slope.xreplace({self.variable: sp.S.Zero})
        middle = self.integral() + dt / 2 * (f(0) - f(1))
        return Enclosure(middle, middle + dt**2 / 8 * gap)

    def _at(self, place: int) -> sp.Expr:
        return self.integrand.xreplace({self.variable: sp.Integer(place)})

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The form of the sum, F' = f without poles, f falling (and convex), and the ends."""
        if isinstance(lhs, Normal) and isinstance(rhs, Normal):
            mean = equal(lhs.mean, rhs.mean, domain)
            return together([("mean", mean), ("", self.judge(lhs.variance, rhs.variance, domain))])
        told = self._unknown(lhs, rhs, domain)
        if told:
            return undecided(told)
        u = fresh(self.variable, nonnegative=True)
        k = fresh(self.index, integer=True, nonnegative=True)
        f, primitive = (
            part.xreplace({self.variable: u}) for part in (self.integrand, self.antiderivative)
        )
        inside = domain.and_(u >= 0, u <= 1)
        try:
            term = replaced(f, {u: k * self.step})
            shape = self.rest + self.step * sp.Sum(term, (k, 0, self.count - 1))
            for part in (f, primitive, slope := derivative(f, u)):
                translate(part, inside)  # on all of [0, 1] each has a value
            parts = [
                ("the sum", equal(lhs, shape, domain)),
                ("the steps fill [0, 1]", equal(self.step * self.count, sp.S.One, domain)),
                ("the antiderivative", equal(derivative(primitive, u), f, inside)),
                ("the integrand falls on [0, 1]", at_most(slope, sp.S.Zero, inside)),
                ("lower end", equal(self.ends().lower, rhs.lower, domain)),
                ("upper end", equal(self.ends().upper, rhs.upper, domain)),
            ]
            if self.second_order:
                curve = derivative(slope, u)
                translate(curve, inside)
                parts.insert(
                    3,
                    ("the integrand is convex", at_most(sp.S.Zero, curve, inside, claimed="small")),
                )
        except Undecided as why:
            return undecided(why)
        found = together(parts)
        if found.holds:
            outside.inside(lhs, rhs, domain)
        return found

    def _unknown(self, lhs: Value, rhs: Value, domain: Domain) -> Reason | None:
        """What has to be known before the sum is looked at; ``None`` if all of it is."""
        if not (isinstance(lhs, sp.Expr) and isinstance(rhs, Enclosure)):
            return Reason("Riemann kinds")
        if not is_whole(self.count, domain):
            return Reason("steps not whole", (self.count,))
        if not signs.positive(self.count, domain):
            return Reason("no step", (self.count,))
        caught = {self.variable, self.index} & (self.step.free_symbols | self.count.free_symbols)
        caught |= {self.index} & self.integrand.free_symbols
        if caught:
            return Reason("bound by integral", (tuple(sorted(caught, key=str)),))
        return None
