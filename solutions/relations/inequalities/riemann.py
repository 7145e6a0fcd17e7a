"""Riemann sums: a sum of equal steps lies in an enclosure around its integral."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import sympy as sp

from solutions.evidence.evidence import Evidence, Reason, together, undecided
from solutions.kernel import signs
from solutions.kernel.algebra import translate
from solutions.kernel.composition import (
    ENCLOSURE,
    Relation,
)
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.binding import replaced
from solutions.kernel.terms.calculus import derivative
from solutions.objects.laws import Enclosure, Normal, Value
from solutions.relations.conditions.binders import fresh
from solutions.relations.conditions.wholeness import is_whole
from solutions.relations.equalities.equality import equal
from solutions.relations.inequalities.bounds import at_most
from solutions.relations.sampling import outside


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
