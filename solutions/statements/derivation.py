"""A derivation, as an author writes it: a method for each way in which a line may follow.

Stating costs nothing; verifying is the separate act that decides each line. Every method returns a
new derivation, and remembers the source line that called it. ``name`` is what its line is called by
pages and by what goes on from it; no part of what the line says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from solutions.kernel.context import moved as gamma_after
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Malformed
from solutions.objects.exactness import refuse_inexact
from solutions.objects.laws import Enclosure, Normal, Value, put
from solutions.objects.quantities import Quantity
from solutions.printing.formulas import text
from solutions.relations.equalities.equality import Identity, Substitution
from solutions.relations.equalities.induction import Induction
from solutions.relations.equalities.rewriting import RULES, Rewriting
from solutions.relations.equalities.rewritten import Rule as Rewrite
from solutions.relations.inequalities.bounding import Bounding
from solutions.relations.inequalities.bounds import Inequality, Loosened
from solutions.relations.inequalities.products import ProductBounds
from solutions.relations.inequalities.riemann import RiemannSum
from solutions.relations.inequalities.roots import PositiveRoot
from solutions.relations.inequalities.rounding import Rounding, significant
from solutions.relations.laws.best_value import BestValue
from solutions.relations.laws.divergence import AboveBy, Gibbs
from solutions.relations.laws.variation import (
    Convexity,
    GaussianExponent,
    Gradient,
    Maximum,
    Minimum,
)
from solutions.relations.limits.approximation import Approximation
from solutions.relations.limits.at_infinity import AtInfinity
from solutions.relations.limits.growth import NearByGrowth
from solutions.relations.limits.limit import Limit
from solutions.relations.regimes.regime import Regime
from solutions.statements.borrowing import Borrowed, Used
from solutions.statements.chain import MOMENTS, MOMENTS_NAMED, Chain, Line, require_members
from solutions.statements.step import Rule, Step
from solutions.work.places import Source, here


@dataclass(frozen=True)
class Derivation(Chain):
    """A chain of lines to which each method adds one; see :class:`Chain` for how it begins."""

    def onward(
        self,
        name: str,
        line: int | str = -1,
        *,
        of: str = "",
        because: str = "",
        where: Domain = EVERYWHERE,
        rests: tuple[Borrowed, ...] = (),
    ) -> Derivation:
        """A derivation of its own that goes on from a line of this one, by its name.

        With ``of`` ``"mean"`` or ``"variance"`` from what that line says of it, where it is a law.
        """
        begins = Line(self, self.counted(line))
        return going_on(name, begins, of, because, where, rests, here(2))

    def equals(
        self,
        rhs: Value,
        because: str,
        under: tuple[sp.Sum, ...] = (),
        where: Domain = EVERYWHERE,
        by: tuple[Rewrite, ...] = (),
        *,
        name: str = "",
    ) -> Derivation:
        """An identity; ``under`` are unit sums it may use, ``where`` what else it assumes.

        ``by`` are rules besides those that are always tried, such as a given antiderivative.
        """
        narrowed = self.domain.join(where).and_(unit_sums=under)
        rule = Identity(under, Rewriting((*by, *RULES)))
        return self._add(rule, _value(rhs), because, name, narrowed)

    def at(self, values: dict[sp.Symbol, Any], because: str, *, name: str = "") -> Derivation:
        """Replace letters, for instance T = 1/Δ; the facts of the domain move along."""
        pairs = tuple((old, sp.sympify(new, strict=True)) for old, new in values.items())
        require_members(self, dict(pairs))
        moved = put(self.result, dict(pairs))
        return self._add(
            Substitution(pairs), moved, because, name, gamma_after(self.domain, dict(pairs))
        )

    def by_induction(
        self,
        closed: Value,
        on: sp.Symbol,
        because: str,
        start: int = 1,
        where: Domain = EVERYWHERE,
        *,
        name: str = "",
    ) -> Derivation:
        """A closed form for every value of the counter ``on`` from ``start``."""
        return self._add(Induction(on, start, where), _value(closed), because, name)

    def approximates(self, rhs: Value, when: Regime, because: str, *, name: str = "") -> Derivation:
        """``≈`` in a regime: every displayed term of ``rhs`` must count."""
        return self._add(
            Approximation(when, NearByGrowth()),
            _value(rhs),
            because,
            name,
            self.domain.join(when.where),
        )

    def tends_to(self, rhs: Value, when: Regime, because: str, *, name: str = "") -> Derivation:
        """``→`` as the regime's variables vanish."""
        return self._add(
            Limit(when, AtInfinity()), _value(rhs), because, name, self.domain.join(when.where)
        )

    def riemann(self, rule: RiemannSum, rhs: Value, because: str, *, name: str = "") -> Derivation:
        """The sum lies in an enclosure around its integral."""
        return self._add(rule, rhs, because, name)

    def product_bounds(
        self, rule: ProductBounds, rhs: Value, because: str, *, name: str = ""
    ) -> Derivation:
        """The product lies in the enclosure that the sum of its terms gives."""
        return self._add(rule, rhs, because, name)

    def loosened(
        self,
        rhs: Value,
        because: str,
        gaps: tuple[sp.Expr | None, sp.Expr | None] = (None, None),
        *,
        name: str = "",
    ) -> Derivation:
        """A wider, simpler enclosure; ``gaps`` are by how much, in forms that show their signs."""
        return self._add(Loosened(gaps), rhs, because, name)

    def at_most(
        self,
        rhs: Value,
        because: str,
        where: Domain = EVERYWHERE,
        gap: sp.Expr | None = None,
        *,
        name: str = "",
    ) -> Derivation:
        """``≤`` on the whole domain; ``gap`` is the difference in a form that shows its sign."""
        return self._add(_order(gap), _value(rhs), because, name, self.domain.join(where))

    def at_least(
        self,
        rhs: Value,
        because: str,
        where: Domain = EVERYWHERE,
        gap: sp.Expr | None = None,
        *,
        name: str = "",
    ) -> Derivation:
        """``≥`` on the whole domain; ``gap`` is the difference in a form that shows its sign."""
        return self._add(
            _order(gap, least=True),
            _value(rhs),
            because,
            name,
            self.domain.join(where),
        )

    def less_than(
        self,
        rhs: Value,
        because: str,
        where: Domain = EVERYWHERE,
        gap: sp.Expr | None = None,
        *,
        name: str = "",
    ) -> Derivation:
        """``<`` on the whole domain."""
        return self._add(
            _order(gap, strict=True),
            _value(rhs),
            because,
            name,
            self.domain.join(where),
        )

    def more_than(
        self,
        rhs: Value,
        because: str,
        where: Domain = EVERYWHERE,
        gap: sp.Expr | None = None,
        *,
        name: str = "",
    ) -> Derivation:
        """``>`` on the whole domain."""
        return self._add(
            _order(gap, least=True, strict=True),
            _value(rhs),
            because,
            name,
            self.domain.join(where),
        )

    def positive_root(
        self, rhs: Enclosure, rule: PositiveRoot, because: str, called: Quantity, *, name: str = ""
    ) -> Derivation:
        """The enclosure of the positive number ``called``, from that of its square."""
        gamma = self.domain.join(rule.square.lent.gamma)
        return self._add(rule, rhs, because, name, gamma, called)

    def gradient(self, rhs: Value, of: sp.Symbol, because: str, *, name: str = "") -> Derivation:
        """The derivative with respect to a coordinate of the parameters."""
        return self._add(Gradient(of), _value(rhs), because, name)

    def law(self, rhs: Value, variable: sp.Symbol, because: str, *, name: str = "") -> Derivation:
        """The Gaussian law whose density has the current line as exponent."""
        return self._add(GaussianExponent(variable), rhs, because, name)

    def convex(self, variable: sp.Symbol, at: Any, because: str, *, name: str = "") -> Derivation:
        """``≥ 0`` with equality only at ``at``, by strict convexity."""
        place = sp.sympify(at, strict=True)
        return self._add(Convexity(variable, place), sp.S.Zero, because, name)

    def least_at(
        self,
        rhs: Value,
        variable: sp.Symbol,
        because: str,
        called: Quantity | None = None,
        *,
        name: str = "",
    ) -> Derivation:
        """The minimiser over a number, by stationarity and strict convexity; its name, if any."""
        return self._add(Minimum(variable), _value(rhs), because, name, called=called)

    def greatest_at(
        self,
        rhs: Value,
        variable: sp.Symbol,
        because: str,
        called: Quantity | None = None,
        *,
        name: str = "",
    ) -> Derivation:
        """The maximiser over a number, by stationarity and strict concavity; its name, if any."""
        return self._add(Maximum(variable), _value(rhs), because, name, called=called)

    def best_at(
        self,
        rhs: Value,
        rule: Gibbs,
        because: str,
        called: Quantity | None = None,
        *,
        name: str = "",
    ) -> Derivation:
        """The optimum over distributions, by Gibbs' inequality; its name, if any."""
        return self._add(rule, _value(rhs), because, name, called=called)

    def best_value(
        self, rhs: Value, rule: Gibbs, at: Value, because: str, *, name: str = ""
    ) -> Derivation:
        """The least or greatest value over distributions, reached at the law ``at``."""
        return self._add(BestValue(rule, at), _value(rhs), because, name)

    def above(self, rhs: Value, rule: AboveBy, because: str, *, name: str = "") -> Derivation:
        """``≥`` by a divergence, with equality only where its two laws are the same."""
        return self._add(rule, _value(rhs), because, name)

    def rounds_to(self, digits: int, because: str, *, name: str = "") -> Derivation:
        """The number of the current line, rounded to so many significant digits.

        Raises :class:`Malformed` where it is no rational number, or 0, which has no digits.
        """
        if not isinstance(self.result, sp.Rational) or not self.result:
            raise Malformed(
                f"{text(self.result)} in {self.name} is no number that has significant digits; "
                "round a fraction, or enclose the value"
            )
        return self._add(Rounding(digits), significant(self.result, digits), because, name)

    def _add(
        self,
        rule: Rule,
        rhs: Value,
        because: str,
        name: str,
        domain: Domain | None = None,
        called: Quantity | None = None,
    ) -> Derivation:
        source = here(3)
        if name:
            self.require_new(name, source)
        if not self.steps:
            refuse_inexact(self.start)
        refuse_inexact(rhs)
        step = Step(
            f"{self.name}.{name or len(self.steps) + 1}",
            self.result,
            rule,
            rhs,
            because,
            self.domain if domain is None else domain,
            source,
            called,
        )
        return replace(self, steps=(*self.steps, step))


def onward(
    name: str,
    used: Used,
    *,
    of: str = "",
    because: str = "",
    where: Domain = EVERYWHERE,
    rests: tuple[Borrowed, ...] = (),
) -> Derivation:
    """A derivation that goes on from a boxed result of another part."""
    return going_on(name, used, of, because, where, rests, here(2))


def going_on(
    name: str,
    begins: Borrowed,
    of: str,
    because: str,
    where: Domain,
    rests: tuple[Borrowed, ...],
    source: Source,
) -> Derivation:
    """A derivation whose first line is a result, or what the result says of the variance."""
    said = begins.lent
    value, about = said.right, said.left
    if of:
        if not isinstance(value, Normal) or of not in MOMENTS:
            raise Malformed(f"{begins.title} is no law that has a {of}; of= is {MOMENTS_NAMED}")
        value, about = getattr(value, of), MOMENTS[of](about)
    return Derivation(name, about, value, because, where, rests, (), source, begins, of)


def _order(gap: sp.Expr | None, *, least: bool = False, strict: bool = False) -> Inequality:
    """≤ and its like, by signs or else by what :mod:`bounding` knows."""
    return Inequality(least=least, strict=strict, gap=gap, further=Bounding())


def _value(rhs: Any) -> Value:
    return sp.sympify(rhs, strict=True) if isinstance(rhs, int) else rhs
