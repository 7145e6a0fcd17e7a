"""Gradients, optima and the law behind a quadratic exponent."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.engine import signs
from solutions.engine.calculus import derivative
from solutions.engine.domain import Domain
from solutions.engine.evidence import Evidence, proved, together, undecided
from solutions.engine.letters import opened
from solutions.engine.messages import Undecided
from solutions.engine.objects import Normal, Value
from solutions.engine.printing import tex, text
from solutions.engine.relations import equal


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
        try:
            slope = derivative(lhs, self.variable)
            curve = derivative(slope, self.variable)
            if not signs.positive(_plain(curve, domain), domain):
                return undecided(f"{text(curve)} > 0 is not proved")
            there = equal(slope.xreplace({self.variable: rhs}), sp.S.Zero, domain)
        except Undecided as why:
            return undecided(str(why))
        said = f"strictly convex in ${tex(self.variable)}$, and the slope is 0 there"
        return Evidence(there.verdict, (said, *there.lines), "", there.message)


def _meant(expr: sp.Expr) -> sp.Expr:
    """``expr`` with every defined function opened."""
    return expr.replace(lambda part: opened(part) != part, lambda part: _meant(opened(part)))


def _plain(expr: sp.Expr, domain: Domain) -> sp.Expr:
    from solutions.engine.algebra import canonical

    return canonical(expr, domain)


@dataclass(frozen=True)
class Gibbs:
    """Over distributions p on a finite set, ``lhs`` is best exactly at p = ``rhs``.

    Shown by lhs = ``best`` ∓ ``weight`` · KL(p ‖ rhs) with weight > 0, ``best`` free of p, and
    rhs a distribution; KL(p ‖ q) ≥ 0 with equality only for p = q is part 2a (Gibbs' inequality).
    ``defined`` replaces abbreviations (Z) by what they stand for when Σ rhs = 1 is decided.
    """

    over: sp.Expr
    index: sp.Symbol
    size: sp.Symbol
    weight: sp.Expr
    best: sp.Expr
    maximum: bool
    defined: tuple[tuple[sp.Expr, sp.Expr], ...] = ()
    kind: str = "optimum"

    @property
    def sign(self) -> str:
        """The relation's words."""
        return r"\;\text{is %s exactly at}\;" % ("greatest" if self.maximum else "least")

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Three identities and two signs."""
        y, p = self.index, self.over
        members = (y, 1, self.size)
        over = domain.and_(unit_sums=(sp.Sum(p, members),))
        divergence = sp.Sum(p * (sp.log(p) - sp.log(rhs)), members)
        swing = -self.weight if self.maximum else self.weight
        try:
            if _meant(self.best).has(p.func) or _meant(rhs).has(p.func):
                return undecided(f"the best value depends on {text(p)}")
            if not signs.positive(self.weight, domain) or not signs.positive(rhs, domain):
                return undecided(f"{text(self.weight)} > 0 and {text(rhs)} > 0 are not both proved")
            total = sp.Sum(rhs.subs(dict(self.defined)), members)
            parts = [
                (
                    "objective = best value ∓ weight · KL",
                    equal(lhs, self.best + swing * divergence, over),
                ),
                ("the optimum is a distribution", equal(total, sp.S.One, domain)),
            ]
        except Undecided as why:
            return undecided(str(why))
        found = together(parts)
        named = f"uses ${tex(sp.Sum(p, members))} = 1$ and Gibbs’ inequality"
        return Evidence(found.verdict, (*found.lines, named), found.note, found.message)
