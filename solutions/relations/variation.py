"""Gradients, optima and the law behind a quadratic exponent."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.engine.containment import not_admitted
from solutions.engine.evidence import Evidence, proved, together, undecided
from solutions.engine.objects import Normal, Value, free_symbols
from solutions.engine.printing import tex, text
from solutions.kernel import signs
from solutions.kernel.algebra import canonical, translate
from solutions.kernel.calculus import derivative
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided
from solutions.relations.equality import equal


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
        try:
            translate(lhs, domain)  # what has a derivative has a value
            return equal(derivative(lhs, self.of), rhs, domain)
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
        if x in free_symbols(rhs) or x.is_nonnegative or x.is_nonpositive:
            return undecided(
                f"{text(x)} must run over the whole line, and its law not depend on it"
            )
        try:
            if not signs.positive(rhs.variance, domain):
                return undecided(f"the variance {text(rhs.variance)} is not proved positive")
            slope = derivative(lhs, self.variable)
            found = equal(slope, -(self.variable - rhs.mean) / rhs.variance, domain)
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
        """Three facts: value, slope, strict convexity."""
        place = {self.variable: self.at}
        try:
            missing = not_admitted(domain, self.variable, self.at)
            if missing:
                return undecided(f"{', '.join(missing)} is not proved at the minimum")
            gap = lhs - rhs
            slope = derivative(gap, self.variable)
            curve = derivative(slope, self.variable)
            if not signs.positive(curve, domain):
                return undecided(f"{text(curve)} > 0 is not proved")
            parts = [
                ("value at the minimum", equal(gap.xreplace(place), sp.S.Zero, domain)),
                ("slope at the minimum", equal(slope.xreplace(place), sp.S.Zero, domain)),
                (
                    "strict convexity",
                    proved(
                        f"the second derivative ${tex(sp.factor(sp.together(curve)))}$ is positive"
                    ),
                ),
            ]
        except Undecided as why:
            return undecided(str(why))
        return together(parts)


@dataclass(frozen=True)
class Minimum:
    """``lhs`` is least over the number ``variable`` at ``rhs``: stationary, strictly convex."""

    variable: sp.Symbol
    kind: str = "optimum"
    sign: str = r"\;\text{is least at}\;"

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The slope vanishes at ``rhs`` and the second derivative is positive everywhere."""
        if self.variable in rhs.free_symbols:
            return undecided(f"the minimiser depends on {text(self.variable)} itself")
        try:
            missing = not_admitted(domain, self.variable, rhs)
            if missing:
                return undecided(f"{', '.join(missing)} is not proved at the minimum")
            slope = derivative(lhs, self.variable)
            curve = derivative(slope, self.variable)
            if not signs.positive(canonical(curve, domain), domain):
                return undecided(f"{text(curve)} > 0 is not proved")
            there = equal(slope.xreplace({self.variable: rhs}), sp.S.Zero, domain)
        except Undecided as why:
            return undecided(str(why))
        said = f"strictly convex in ${tex(self.variable)}$, and the slope is 0 there"
        return Evidence(there.verdict, (said, *there.lines), "", there.message)
