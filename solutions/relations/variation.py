"""Gradients, optima and the law behind a quadratic exponent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from solutions.engine.containment import not_admitted
from solutions.engine.evidence import Evidence, proved, together, undecided
from solutions.engine.objects import Enclosure, Normal, Value, free_symbols, put
from solutions.engine.printing import tex, text
from solutions.kernel import algebra, signs
from solutions.kernel.calculus import derivative
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided
from solutions.kernel.trees import translate
from solutions.relations import outside
from solutions.relations.equality import equal
from solutions.relations.regions import no_interval, not_everywhere, not_open


@dataclass(frozen=True)
class Gradient:
    """``rhs`` is the derivative of ``lhs`` with respect to one coordinate of the parameters."""

    of: sp.Symbol
    kind: str = "gradient"

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
            return undecided("only a number has a derivative here, and it is a number")
        try:
            translate(lhs, domain)  # what has a derivative has a value
            found = equal(derivative(lhs, self.of), rhs, domain)
            if found.holds:
                outside.slope(lhs, self.of, rhs, domain)
            return found
        except Undecided as why:
            return undecided(str(why))


@dataclass(frozen=True)
class GaussianExponent:
    """A density ∝ exp(lhs), quadratic in ``variable``, is that of the law ``rhs``.

    Decided by derivatives in the variable: those of lhs and of −(x − m)²/2v agree, so the exponents
    differ by a constant, which normalisation takes away.
    """

    variable: sp.Symbol
    kind: str = "law"
    sign: str = r"\;\Longrightarrow\;"

    def judge(self, lhs: Value, rhs: Normal, domain: Domain) -> Evidence:
        """Compare the two derivatives; the variance must be positive."""
        x = self.variable
        told = not_everywhere(x, domain)
        if told:
            return undecided(told)
        if not isinstance(lhs, sp.Expr) or not isinstance(rhs, Normal):
            return undecided("the exponent is a number, and what follows from it a law")
        if isinstance(rhs.variance, Enclosure):
            return undecided("an exponent has one variance, and no enclosure of it")
        if x in free_symbols(rhs):
            return undecided(
                f"{text(x)} runs over the whole line, and its law does not depend on it"
            )
        try:
            translate(lhs, domain)  # a density has a value everywhere
            if not signs.positive(rhs.variance, domain):
                return undecided(f"the variance {text(rhs.variance)} is not proved positive")
            slope = derivative(lhs, self.variable)
            found = equal(slope, -(self.variable - rhs.mean) / rhs.variance, domain)
            if found.holds:
                outside.exponent(lhs, x, rhs, domain)
        except Undecided as why:
            return undecided(str(why))
        said = f"the exponents have the same derivative in ${tex(self.variable)}$"
        return Evidence(found.verdict, (said, *found.lines), "", found.message)


@dataclass(frozen=True)
class Convexity:
    """``lhs ≥ rhs = 0`` with equality only at ``at``: value and slope vanish there, lhs'' > 0."""

    variable: sp.Symbol
    at: sp.Expr
    kind: str = "inequality"
    sign: str = r"\ge"

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Three facts on an interval: value, slope, strict convexity."""
        place = {self.variable: self.at}
        try:
            told = _elsewhere(lhs - rhs, self.variable, self.at, domain)
            if told:
                return undecided(told)
            slope, curve = _derivatives(lhs - rhs, self.variable, domain)
            if not signs.positive(curve, domain):
                return undecided(f"{text(curve)} > 0 is not proved")
            parts = [
                ("value at the minimum", equal(put(lhs - rhs, place), sp.S.Zero, domain)),
                ("slope at the minimum", equal(put(slope, place), sp.S.Zero, domain)),
                (
                    "strict convexity",
                    proved(
                        f"the second derivative ${tex(sp.factor(sp.together(curve)))}$ is positive"
                    ),
                ),
            ]
            found = together(parts)
            if found.holds:
                outside.order(rhs, lhs, domain)
        except Undecided as why:
            return undecided(str(why))
        return found


@dataclass(frozen=True)
class Minimum:
    """``lhs`` is least over the number ``variable`` at ``rhs``: stationary, strictly convex."""

    variable: sp.Symbol
    kind: str = "optimum"
    sign: str = r"\;\text{is least at}\;"

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The slope vanishes at ``rhs`` and the second derivative is positive on an interval."""
        return _optimum(lhs, rhs, self.variable, domain, up=True)


@dataclass(frozen=True)
class Maximum:
    """``lhs`` is greatest over the number ``variable`` at ``rhs``: stationary, strictly concave."""

    variable: sp.Symbol
    kind: str = "optimum"
    sign: str = r"\;\text{is greatest at}\;"

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
        if not signs.positive(algebra.canonical(curve if up else -curve, domain), domain):
            return undecided(f"{text(curve)} {'>' if up else '<'} 0 is not proved")
        there = equal(put(slope, {variable: rhs}), sp.S.Zero, domain)
        if there.holds:
            outside.optimum(lhs, variable, rhs, domain, least=up)
    except Undecided as why:
        return undecided(str(why))
    form = "convex" if up else "concave"
    said = f"strictly {form} in ${tex(variable)}$, and the slope is 0 there"
    return Evidence(there.verdict, (said, *there.lines), "", there.message)


def _derivatives(body: sp.Expr, x: sp.Symbol, domain: Domain) -> tuple[sp.Expr, sp.Expr]:
    """Slope and second derivative, which have values wherever the domain lets ``x`` be."""
    slope = derivative(body, x)
    curve = derivative(slope, x)
    for part in (body, slope, curve):
        translate(part, domain)
    return slope, curve


def _elsewhere(body: Any, x: sp.Symbol, place: Any, domain: Domain) -> str:
    """Why ``place`` is no place on an interval of ``x``; empty if it is one."""
    told = no_interval(x, domain)
    if told:
        return told
    if not (isinstance(body, sp.Expr) and isinstance(place, sp.Expr)):
        return "only a number has a least value here, at a number"
    if x in place.free_symbols:
        return f"the place of the optimum depends on {text(x)} itself"
    missing = not_admitted(domain, x, place)
    return f"{', '.join(missing)} is not proved at the optimum" if missing else ""
