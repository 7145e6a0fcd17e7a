"""Gradients, optima and the law behind a quadratic exponent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import sympy as sp

from solutions.evidence.evidence import Evidence, Reason, proved, together, undecided
from solutions.kernel import signs
from solutions.kernel.algebra import canonical, translate
from solutions.kernel.composition import BOUND_BELOW, EQUALITY, Relation
from solutions.kernel.context import free
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import NoTheorem, Undecided
from solutions.kernel.identity import in_factors
from solutions.kernel.terms.calculus import derivative
from solutions.objects.laws import Enclosure, Normal, Value, free_symbols, put
from solutions.objects.quantities import GRADIENT, GREATEST_AT, LEAST_AT, LOG_DENSITY, Quantity
from solutions.printing.formulas import tex
from solutions.relations.conditions.containment import not_admitted
from solutions.relations.conditions.regions import no_interval, not_everywhere, not_open
from solutions.relations.equalities.equality import equal
from solutions.relations.sampling import outside


@dataclass(frozen=True)
class Gradient:
    """``rhs`` is the derivative of ``lhs`` with respect to one coordinate of the parameters."""

    of: sp.Symbol
    kind: ClassVar[str] = "gradient"
    link: ClassVar[Relation] = EQUALITY

    def about(self, left: Quantity) -> Quantity:
        """The gradient of what the line before is about."""
        return GRADIENT(left, self.of)

    @property
    def sign(self) -> str:
        """An arrow that names the coordinate: the two sides are not equal."""
        return rf"\;\overset{{\nabla_{{\!{tex(self.of)}}}}}{{\longmapsto}}\;"

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Differentiate by the rules of calculus and decide the identity."""
        told = not_open(self.of, domain)
        if told:
            return undecided(told)
        if not (isinstance(lhs, sp.Expr) and isinstance(rhs, sp.Expr)):
            return undecided("gradient kinds")
        try:
            translate(lhs, domain)  # what has a derivative has a value
            found = equal(derivative(lhs, self.of), rhs, domain)
            if found.holds:
                outside.slope(lhs, self.of, rhs, domain)
            return found
        except Undecided as why:
            return undecided(why)


@dataclass(frozen=True)
class GaussianExponent:
    """A density ∝ exp(lhs), quadratic in ``variable``, is that of the law ``rhs``.

    Decided by derivatives in the variable: those of lhs and of −(x − m)²/2v agree, so the exponents
    differ by a constant, which normalisation takes away.
    """

    variable: sp.Symbol
    kind: ClassVar[str] = "law"
    sign: ClassVar[str] = r"\;\Longrightarrow\;"
    link: ClassVar[Relation] = EQUALITY

    def about(self, left: Quantity) -> Quantity:
        """The variable whose log-density the line before is; raises :class:`NoTheorem` if none.

        Nor is there one where the variable itself changes with the place: log p(r) of X | Y = r.
        """
        if not isinstance(left, Quantity) or left.name != LOG_DENSITY:
            raise NoTheorem(Reason("no logarithm of a density"))
        of, at = left.arguments
        if at != self.variable:
            raise NoTheorem(Reason("density of another letter", (at, self.variable)))
        if self.variable in free(of):
            raise NoTheorem(Reason("variable of its own law", (of, at)))
        return of

    def judge(self, lhs: Value, rhs: Normal, domain: Domain) -> Evidence:
        """Compare the two derivatives; the variance must be positive."""
        x = self.variable
        told = not_everywhere(x, domain)
        if told:
            return undecided(told)
        if not isinstance(lhs, sp.Expr) or not isinstance(rhs, Normal):
            return undecided("exponent kinds")
        if isinstance(rhs.variance, Enclosure):
            return undecided("variance enclosed")
        if x in free_symbols(rhs):
            return undecided("law depends", x)
        try:
            translate(lhs, domain)  # a density has a value everywhere
            if not signs.positive(rhs.variance, domain):
                return undecided("variance not positive", rhs.variance)
            slope = derivative(lhs, self.variable)
            found = equal(slope, -(self.variable - rhs.mean) / rhs.variance, domain)
            if found.holds:
                outside.exponent(lhs, x, rhs, domain)
        except Undecided as why:
            return undecided(why)
        return found.because(Reason("same slope", (self.variable,)))


@dataclass(frozen=True)
class Convexity:
    """``lhs ≥ rhs = 0`` with equality only at ``at``: value and slope vanish there, lhs'' > 0."""

    variable: sp.Symbol
    at: sp.Expr
    kind: ClassVar[str] = "inequality"
    sign: ClassVar[str] = r"\ge"
    link: ClassVar[Relation] = BOUND_BELOW

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Three facts on an interval: value, slope, strict convexity."""
        place = {self.variable: self.at}
        try:
            told = _elsewhere(lhs - rhs, self.variable, self.at, domain)
            if told:
                return undecided(told)
            slope, curve = _derivatives(lhs - rhs, self.variable, domain)
            if not signs.positive(curve, domain):
                return undecided("not positive", curve)
            parts = [
                ("value at the minimum", equal(put(lhs - rhs, place), sp.S.Zero, domain)),
                ("slope at the minimum", equal(put(slope, place), sp.S.Zero, domain)),
                (
                    "strict convexity",
                    proved(Reason("second derivative", (in_factors(curve, domain),))),
                ),
            ]
            found = together(parts)
            if found.holds:
                outside.order(rhs, lhs, domain)
        except Undecided as why:
            return undecided(why)
        return found


@dataclass(frozen=True)
class Minimum:
    """``lhs`` is least over the number ``variable`` at ``rhs``: stationary, strictly convex."""

    variable: sp.Symbol
    kind: ClassVar[str] = "optimum"
    sign: ClassVar[str] = r"\;\text{is least at}\;"
    link: ClassVar[Relation] = EQUALITY

    def about(self, left: Quantity) -> Quantity:
        """Where what the line before is about is least."""
        return LEAST_AT(left, self.variable)

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The slope vanishes at ``rhs`` and the second derivative is positive on an interval."""
        return _optimum(lhs, rhs, self.variable, domain, up=True)


@dataclass(frozen=True)
class Maximum:
    """``lhs`` is greatest over the number ``variable`` at ``rhs``: stationary, strictly concave."""

    variable: sp.Symbol
    kind: ClassVar[str] = "optimum"
    sign: ClassVar[str] = r"\;\text{is greatest at}\;"
    link: ClassVar[Relation] = EQUALITY

    def about(self, left: Quantity) -> Quantity:
        """Where what the line before is about is greatest."""
        return GREATEST_AT(left, self.variable)

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The slope vanishes at ``rhs`` and the second derivative is negative on an interval."""
        return _optimum(lhs, rhs, self.variable, domain, up=False)


def _optimum(lhs: Value, rhs: Value, variable: sp.Symbol, domain: Domain, *, up: bool) -> Evidence:
    """The least value of a strictly convex function, or the greatest of a strictly concave one."""
    try:
        told = _elsewhere(lhs, variable, rhs, domain)
        if told:
            return undecided(told)
        slope, curve = _derivatives(lhs, variable, domain)
        if not signs.positive(canonical(curve if up else -curve, domain), domain):
            return undecided("curvature sign", curve, ">" if up else "<")
        there = equal(put(slope, {variable: rhs}), sp.S.Zero, domain)
        if there.holds:
            outside.optimum(lhs, variable, rhs, domain, least=up)
    except Undecided as why:
        return undecided(why)
    form = "convex" if up else "concave"
    return there.because(Reason("strictly bent", (form, variable)))


def _derivatives(body: sp.Expr, x: sp.Symbol, domain: Domain) -> tuple[sp.Expr, sp.Expr]:
    """Slope and second derivative, which have values wherever the domain lets ``x`` be."""
    slope = derivative(body, x)
    curve = derivative(slope, x)
    for part in (body, slope, curve):
        translate(part, domain)
    return slope, curve


def _elsewhere(body: Any, x: sp.Symbol, place: Any, domain: Domain) -> Reason | None:
    """Why ``place`` is no place on an interval of ``x``; ``None`` if it is one."""
    told = no_interval(x, domain)
    if told:
        return told
    if not (isinstance(body, sp.Expr) and isinstance(place, sp.Expr)):
        return Reason("optimum kinds")
    if x in place.free_symbols:
        return Reason("place depends", (x,))
    missing = not_admitted(domain, x, place)
    return Reason("place not admitted", (tuple(missing),)) if missing else None
