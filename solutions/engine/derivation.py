"""A derivation: a value, and a chain of judged steps that each lead from one line to the next.

Stating costs nothing; :meth:`Step.judge` is the separate act that decides a line. Every method
returns a new derivation, and remembers the source line that called it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.engine.containment import dropped, within
from solutions.engine.evidence import Evidence
from solutions.engine.exactness import refuse_inexact
from solutions.engine.objects import Enclosure, Value, numbers, put
from solutions.engine.sources import shown
from solutions.engine.step import Step, Used
from solutions.kernel.domain import EVERYWHERE, Domain
from solutions.relations.approximation import Approximation, Limit
from solutions.relations.at_infinity import AtInfinity
from solutions.relations.bounding import Bounding
from solutions.relations.bounds import Inequality, Loosened, RiemannSum
from solutions.relations.divergence import AboveBy, Gibbs
from solutions.relations.equality import Identity, Substitution
from solutions.relations.induction import Induction
from solutions.relations.products import ProductBounds
from solutions.relations.regime import Regime
from solutions.relations.rewriting import RULES, Rewriting
from solutions.relations.rewritten import Rule
from solutions.relations.roots import PositiveRoot
from solutions.relations.rounding import Rounding, significant
from solutions.relations.variation import Convexity, GaussianExponent, Gradient, Minimum


class Relation(Protocol):
    """What stands between two lines."""

    @property
    def kind(self) -> str: ...
    @property
    def sign(self) -> str: ...
    def judge(self, lhs: Any, rhs: Any, domain: Domain) -> Evidence: ...


@dataclass(frozen=True)
class Source:
    """Where in the package something was stated."""

    file: str
    line: int


def here(depth: int = 2) -> Source:
    """The caller's caller, as a path from the project's root."""
    frame = sys._getframe(depth)
    path = Path(frame.f_code.co_filename)
    return Source(shown(path), frame.f_lineno)


@dataclass(frozen=True)
class Derivation:
    """A named chain of lines, beginning with what ``of`` (TeX) stands for."""

    name: str
    of: str
    start: Value
    because: str = ""
    where: Domain = EVERYWHERE
    rests: tuple[Used, ...] = ()
    steps: tuple[Step, ...] = ()
    source: Source = field(default_factory=lambda: here(3))

    @property
    def result(self) -> Value:
        """The last line's right side."""
        return self.steps[-1].rhs if self.steps else self.start

    @property
    def domain(self) -> Domain:
        """Where the last line holds."""
        return self.steps[-1].domain if self.steps else self.where

    def line(self, number: int) -> Value:
        """The right side of line ``number``; line 0 is the start."""
        return self.steps[number - 1].rhs if number else self.start

    def _add(
        self, relation: Relation, rhs: Value, because: str, domain: Domain | None = None
    ) -> Derivation:
        before = self.domain
        if not self.steps:
            refuse_inexact(self.start)
        refuse_inexact(rhs)
        step = Step(
            f"{self.name}.{len(self.steps) + 1}",
            self.result,
            relation,
            rhs,
            because,
            before if domain is None else domain,
            here(3),
            before if not isinstance(relation, Substitution) else Domain(),
        )
        return replace(self, steps=(*self.steps, step))

    def equals(
        self,
        rhs: Value,
        because: str,
        under: tuple[sp.Sum, ...] = (),
        where: Domain | None = None,
        by: tuple[Rule, ...] = (),
    ) -> Derivation:
        """An identity; ``under`` are unit sums it may use, ``where`` a narrower domain.

        ``by`` are rules besides those that are always tried, such as a given antiderivative.
        The line and all after it hold where the unit sums do.
        """
        narrowed = (where or self.domain).and_(unit_sums=under)
        return self._add(Identity(under, Rewriting((*by, *RULES))), _value(rhs), because, narrowed)

    def at(self, values: dict[sp.Symbol, Any], because: str) -> Derivation:
        """Replace letters, for instance T = 1/Δ; the facts of the domain move along."""
        pairs = tuple((old, sp.sympify(new, strict=True)) for old, new in values.items())
        moved = put(self.result, dict(pairs))
        return self._add(Substitution(pairs), moved, because, self.domain.at(dict(pairs)))

    def by_induction(
        self, closed: Value, on: sp.Symbol, because: str, start: int = 1, where: Domain = EVERYWHERE
    ) -> Derivation:
        """A closed form for every value of the counter ``on`` from ``start``."""
        return self._add(Induction(on, start, where), _value(closed), because)

    def approximates(self, rhs: Value, when: Regime, because: str) -> Derivation:
        """``≈`` in a regime: every displayed term of ``rhs`` must count."""
        return self._add(Approximation(when), _value(rhs), because)

    def tends_to(self, rhs: Value, when: Regime, because: str) -> Derivation:
        """``→`` as the regime's variables vanish."""
        return self._add(Limit(when, AtInfinity()), _value(rhs), because)

    def riemann(self, rule: RiemannSum, rhs: Value, because: str) -> Derivation:
        """The sum lies in an enclosure around its integral."""
        return self._add(rule, rhs, because)

    def product_bounds(self, rule: ProductBounds, rhs: Value, because: str) -> Derivation:
        """The product lies in the enclosure that the sum of its terms gives."""
        return self._add(rule, rhs, because)

    def loosened(
        self,
        rhs: Value,
        because: str,
        gaps: tuple[sp.Expr | None, sp.Expr | None] = (None, None),
    ) -> Derivation:
        """A wider, simpler enclosure; ``gaps`` are by how much, in forms that show their signs."""
        return self._add(Loosened(gaps), rhs, because)

    def at_most(
        self,
        rhs: Value,
        because: str,
        where: Domain | None = None,
        gap: sp.Expr | None = None,
    ) -> Derivation:
        """``≤`` on the whole domain; ``gap`` is the difference in a form that shows its sign."""
        return self._add(Inequality(gap=gap, further=Bounding()), _value(rhs), because, where)

    def at_least(
        self,
        rhs: Value,
        because: str,
        where: Domain | None = None,
        gap: sp.Expr | None = None,
    ) -> Derivation:
        """``≥`` on the whole domain; ``gap`` is the difference in a form that shows its sign."""
        return self._add(
            Inequality(least=True, gap=gap, further=Bounding()), _value(rhs), because, where
        )

    def more_than(self, rhs: Value, because: str, where: Domain | None = None) -> Derivation:
        """``>`` on the whole domain."""
        return self._add(
            Inequality(least=True, strict=True, further=Bounding()), _value(rhs), because, where
        )

    def positive_root(self, rhs: Enclosure, rule: PositiveRoot, because: str) -> Derivation:
        """The enclosure of a positive number, from that of its square."""
        return self._add(rule, rhs, because)

    def less_than(self, rhs: Value, because: str, where: Domain | None = None) -> Derivation:
        """``<`` on the whole domain."""
        return self._add(
            Inequality(least=False, strict=True, further=Bounding()), _value(rhs), because, where
        )

    def gradient(self, rhs: Value, of: sp.Symbol, because: str) -> Derivation:
        """The derivative with respect to a coordinate of the parameters."""
        return self._add(Gradient(of), _value(rhs), because)

    def law(self, rhs: Value, variable: sp.Symbol, because: str) -> Derivation:
        """The Gaussian law whose density has the current line as exponent."""
        return self._add(GaussianExponent(variable), rhs, because)

    def convex(self, variable: sp.Symbol, at: Any, because: str) -> Derivation:
        """``≥ 0`` with equality only at ``at``, by strict convexity."""
        place = sp.sympify(at, strict=True)
        return self._add(Convexity(variable, place), sp.S.Zero, because)

    def least_at(self, rhs: Value, variable: sp.Symbol, because: str) -> Derivation:
        """The minimiser over a number, by stationarity and strict convexity."""
        return self._add(Minimum(variable), _value(rhs), because)

    def best_at(self, rhs: Value, rule: Gibbs, because: str) -> Derivation:
        """The optimum over distributions, by Gibbs' inequality."""
        return self._add(rule, _value(rhs), because)

    def above(self, rhs: Value, rule: AboveBy, because: str) -> Derivation:
        """``≥`` by a divergence, with equality only where its two laws are the same."""
        return self._add(rule, _value(rhs), because)

    def rounds_to(self, digits: int, because: str) -> Derivation:
        """The number of the current line, rounded to so many significant digits."""
        return self._add(Rounding(digits), significant(self.result, digits), because)

    def judge_rests(self) -> list[tuple[Used, list[str]]]:
        """Facts that borrowed results need and this derivation's domain does not give.

        A unit sum of a function that no line here mentions restricts nothing here.
        """
        values = [side for step in self.steps for side in (step.lhs, step.rhs)]
        atoms = [number.atoms(AppliedUndef) for value in values for number in numbers(value)]
        named = {part.func for found in atoms for part in found}
        wanting = []
        for used in self.rests:
            units = [unit for unit in used.domain.unit_sums if unit.function.func in named]
            needed = replace(used.domain, unit_sums=tuple(units))
            missing = within(self.where, needed) + dropped(self.where, needed)
            if missing:
                wanting.append((used, missing))
        return wanting


def _value(rhs: Any) -> Value:
    return sp.sympify(rhs, strict=True) if isinstance(rhs, int) else rhs
