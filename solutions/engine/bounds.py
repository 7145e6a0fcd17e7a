"""Inequalities and error bounds: signs, products of many factors near 1, and Riemann sums."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.engine import signs
from solutions.engine.calculus import derivative
from solutions.engine.domain import Domain
from solutions.engine.evidence import Evidence, proved, refuted, together, undecided
from solutions.engine.messages import Undecided
from solutions.engine.objects import Enclosure, Normal, Value, components
from solutions.engine.printing import tex, text
from solutions.engine.refute import Counterexample, points
from solutions.engine.relations import equal
from solutions.engine.values import value


def at_most(small: sp.Expr, large: sp.Expr, domain: Domain, *, strict: bool = False) -> Evidence:
    """Judge ``small ≤ large``, with ``strict`` ``small < large``, by signs or refute it."""
    known, sign = (signs.positive, "<") if strict else (signs.nonnegative, "≤")
    try:
        if known(large - small, domain):
            gap = sp.factor(sp.together(large - small))
            if gap.has(sp.log):
                return proved(f"${tex(gap)}$ has this sign: a logarithm’s argument is above 1")
            return proved(
                f"the gap ${tex(gap)}$ is a quotient of polynomials with positive coefficients"
            )
        for point in points(small.free_symbols | large.free_symbols, domain, 40):
            low, high = value(small, point), value(large, point)
            if low > high or (strict and low >= high):
                found = Counterexample(point, high, low)
                return refuted(f"{text(small)} {sign} {text(large)} is claimed", found)
    except Undecided as why:
        return undecided(str(why))
    return undecided(f"{text(small)} {sign} {text(large)}: the sign of the gap is not proved")


@dataclass(frozen=True)
class Inequality:
    """``lhs ≤ rhs``, with ``least`` ``lhs ≥ rhs``, on the whole domain; ``strict``: never equal."""

    least: bool = False
    strict: bool = False
    kind: str = "inequality"

    @property
    def sign(self) -> str:
        """The relation's TeX."""
        if self.strict:
            return ">" if self.least else "<"
        return r"\ge" if self.least else r"\le"

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Every number that ``lhs`` may be must satisfy it."""
        if isinstance(lhs, Enclosure):
            lhs = lhs.lower if self.least else lhs.upper
        small, large = (rhs, lhs) if self.least else (lhs, rhs)
        return at_most(small, large, domain, strict=self.strict)


@dataclass(frozen=True)
class Loosened:
    """An enclosure inside a wider one: the ends may only move outwards."""

    kind: str = "inequality"
    sign: str = r"\subseteq"

    def judge(self, lhs: Enclosure, rhs: Enclosure, domain: Domain) -> Evidence:
        """Each end separately."""
        return together(
            [
                ("lower end", at_most(rhs.lower, lhs.lower, domain)),
                ("upper end", at_most(lhs.upper, rhs.upper, domain)),
            ]
        )


@dataclass(frozen=True)
class ProductBounds:
    """``scale · Π_{k=1}^{n} (1 ± u_k)`` lies in the enclosure that S = Σ u_k gives.

    For u_k ≥ 0:                 1 + S ≤ Π(1 + u_k) ≤ 1/(1 − S)   if S < 1.
    For 0 ≤ u_k ≤ 1:             1 − S ≤ Π(1 − u_k) ≤ 1/(1 + S).
    Both lower bounds by induction; the upper ones because Π(1+u)·Π(1−u) ≤ 1. S itself lies between
    ``below`` and ``above``; ``Σ u`` is compared with them term by term by telescoping sums.
    """

    scale: sp.Expr
    term: sp.Expr
    index: sp.Symbol
    count: sp.Expr
    below: sp.Expr
    above: sp.Expr
    falling: bool = False
    total: tuple[Evidence, ...] = ()
    kind: str = "bounds"
    sign: str = r"\in"

    def ends(self) -> Enclosure:
        """The enclosure that is proved."""
        if self.falling:
            return Enclosure(self.scale * (1 - self.above), self.scale / (1 + self.below))
        return Enclosure(self.scale * (1 + self.below), self.scale / (1 - self.above))

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The product has this form, its terms these signs, and the ends follow from S."""
        inside = domain.and_(sp.GreaterThan(self.count, self.index, evaluate=False))
        factor = 1 - self.term if self.falling else 1 + self.term
        shape = sp.Product(factor, (self.index, 1, self.count))
        parts = [
            ("the product", equal(lhs, self.scale * shape, domain)),
            ("the scale is positive", at_most(sp.S.Zero, self.scale, domain)),
            ("every term is at least 0", at_most(sp.S.Zero, self.term, inside)),
            *((f"the sum of the terms ({n + 1})", found) for n, found in enumerate(self.total)),
            ("lower end", equal(self.ends().lower, rhs.lower, domain)),
            ("upper end", equal(self.ends().upper, rhs.upper, domain)),
        ]
        if self.falling:
            parts.append(("every term is at most 1", at_most(self.term, sp.S.One, inside)))
        elif not signs.positive(1 - self.above, domain):
            return undecided(f"{text(self.above)} < 1 is not proved")
        return together(parts)


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
    kind: str = "riemann"
    sign: str = r"\in"

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
        u = self.variable
        inside = domain.and_(u >= 0, u <= 1)
        term = self.integrand.xreplace({u: self.index * self.step})
        shape = self.rest + self.step * sp.Sum(term, (self.index, 0, self.count - 1))
        try:
            slope = derivative(self.integrand, u)
            parts = [
                ("the sum", equal(lhs, shape, domain)),
                ("the steps fill [0, 1]", equal(self.step * self.count, sp.S.One, domain)),
                (
                    "the antiderivative",
                    equal(derivative(self.antiderivative, u), self.integrand, inside),
                ),
                ("the integrand falls on [0, 1]", at_most(slope, sp.S.Zero, inside)),
                ("lower end", equal(self.ends().lower, rhs.lower, domain)),
                ("upper end", equal(self.ends().upper, rhs.upper, domain)),
            ]
            if self.second_order:
                curve = derivative(slope, u)
                parts.insert(3, ("the integrand is convex", at_most(sp.S.Zero, curve, inside)))
        except Undecided as why:
            return undecided(str(why))
        return together(parts)


def numbers(value: Value) -> list[sp.Expr]:
    """The plain numbers in a value, ends of enclosures included."""
    found = []
    for _, number in components(value):
        found += [number.lower, number.upper] if isinstance(number, Enclosure) else [number]
    return found
