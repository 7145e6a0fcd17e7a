"""A product of many factors near 1, enclosed by means of the sum of what they differ from 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import sympy as sp

from solutions.evidence.evidence import Evidence, Reason, together, undecided
from solutions.kernel import signs
from solutions.kernel.composition import ENCLOSURE, Relation
from solutions.kernel.domains.domain import Domain
from solutions.kernel.terms.binding import replaced
from solutions.objects.laws import Enclosure, Normal, Value
from solutions.printing.formulas import text
from solutions.relations.conditions.binders import on_index, spoken_of
from solutions.relations.conditions.containment import dropped, within
from solutions.relations.conditions.wholeness import is_whole
from solutions.relations.equalities.equality import equal, equal_on
from solutions.relations.inequalities.bounds import at_most
from solutions.relations.sampling import outside


class Lemma(Protocol):
    """A derivation, as far as it is needed here."""

    @property
    def name(self) -> str: ...
    @property
    def start(self) -> Value: ...
    @property
    def steps(self) -> tuple[Any, ...]: ...
    @property
    def result(self) -> Value: ...
    @property
    def domain(self) -> Domain: ...


@dataclass(frozen=True)
class Telescope:
    """A bound on Σ_{k=1}^{n} u_k: ``lemma`` leads from u_k to F(k−1) − F(k), F = ``primitive``.

    By =, and either ≤ or ≥. Summed, the right side leaves F(0) − F(n), which is ``total``.
    """

    lemma: Lemma
    primitive: sp.Expr
    total: sp.Expr

    def judge(
        self, product: ProductBounds, sign: str, wide: Domain
    ) -> list[tuple[str | Reason, Evidence]]:
        """The lemma is about the product's terms, on its domain, and ends in the differences."""
        name, k = self.lemma.name, product.index
        domain = on_index(wide, k, sp.S.One, product.count)
        missing = within(domain, self.lemma.domain) + dropped(domain, self.lemma.domain)
        missing += [
            f"{text(expr)} ≠ 0"
            for expr in self.lemma.domain.nonzero
            if expr not in domain.nonzero and not _differs_from_zero(expr, domain)
        ]
        if missing:
            return [(name, undecided("lemma narrower", tuple(missing)))]
        allowed = ("=", sign, *(("<",) if sign == r"\le" else (">",)))
        if any(step.relation.sign not in allowed for step in self.lemma.steps):
            return [(name, undecided("lemma relation", sign))]
        if any(step.relation.kind not in ("identity", "inequality") for step in self.lemma.steps):
            return [(name, undecided("lemma changes"))]
        sides = [self.lemma.start, *(step.rhs for step in self.lemma.steps)]
        if [step.lhs for step in self.lemma.steps] != sides[:-1] or sides[-1] != self.lemma.result:
            return [(name, undecided("lemma broken"))]
        if not all(isinstance(side, sp.Expr) for side in sides):
            return [(name, undecided("lemma no number"))]
        if k in self.total.free_symbols:
            return [(name, undecided("total depends", k))]
        f = self.primitive
        ends = replaced(f, {k: sp.S.Zero}) - replaced(f, {k: product.count})
        failed = [
            (step.name, found) for step in self.lemma.steps if not (found := step.judge()).holds
        ]
        return [
            *failed,
            (
                Reason("begins with the term", (name,)),
                equal_on(self.lemma.start, product.term, domain, wide),
            ),
            (
                Reason("ends in differences", (name,)),
                equal_on(self.lemma.result, replaced(f, {k: k - 1}) - f, domain, wide),
            ),
            (Reason("adds up to", (name,)), equal(ends, self.total, wide)),
        ]


@dataclass(frozen=True)
class ProductBounds:
    """``scale · Π_{k=1}^{n} (1 ± u_k)`` lies in the enclosure that bounds on S = Σ u_k give.

    Assumed, for u_k ≥ 0:        1 + S ≤ Π(1 + u_k) ≤ 1/(1 − S)   if S < 1,
    and for 0 ≤ u_k ≤ 1:         1 − S ≤ Π(1 − u_k) ≤ 1/(1 + S).
    Both lower bounds by induction; the upper ones because Π(1+u)·Π(1−u) ≤ 1. ``most`` bounds S from
    above, ``least`` from below (by 0 if there is none).
    """

    scale: sp.Expr
    term: sp.Expr
    index: sp.Symbol
    count: sp.Expr
    most: Telescope
    least: Telescope | None = None
    falling: bool = False
    kind: ClassVar[str] = "bounds"
    sign: ClassVar[str] = r"\in"
    link: ClassVar[Relation] = ENCLOSURE

    def ends(self) -> Enclosure:
        """The enclosure that is proved."""
        below = self.least.total if self.least else sp.S.Zero
        if self.falling:
            return Enclosure(self.scale * (1 - self.most.total), self.scale / (1 + below))
        return Enclosure(self.scale * (1 + below), self.scale / (1 - self.most.total))

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The product has this form, its terms these signs, and the ends follow from S."""
        if isinstance(lhs, Normal) and isinstance(rhs, Normal):
            mean = equal(lhs.mean, rhs.mean, domain)
            return together([("mean", mean), ("", self.judge(lhs.variance, rhs.variance, domain))])
        told = self._unknown(lhs, rhs, domain)
        if told:
            return undecided(told)
        inside = on_index(domain, self.index, sp.S.One, self.count)
        factor = 1 - self.term if self.falling else 1 + self.term
        shape = sp.Product(factor, (self.index, 1, self.count))
        below = self.least.total if self.least else sp.S.Zero
        bottom = 1 + below if self.falling else 1 - self.most.total
        if not signs.positive(bottom, domain):
            return undecided("not positive", bottom)
        parts: list[tuple[str | Reason, Evidence]] = [
            ("the product", equal(lhs, self.scale * shape, domain)),
            ("the scale is not negative", at_most(sp.S.Zero, self.scale, domain)),
            ("every term is at least 0", at_most(sp.S.Zero, self.term, inside)),
            *self.most.judge(self, r"\le", domain),
            *(self.least.judge(self, r"\ge", domain) if self.least else []),
            ("lower end", equal(self.ends().lower, rhs.lower, domain)),
            ("upper end", equal(self.ends().upper, rhs.upper, domain)),
        ]
        if self.falling:
            parts.append(("every term is at most 1", at_most(self.term, sp.S.One, inside)))
        found = together(parts)
        if found.holds:
            outside.inside(lhs, rhs, domain)
        return found

    def _unknown(self, lhs: Value, rhs: Value, domain: Domain) -> Reason | None:
        """What has to be known before the product is looked at; ``None`` if all of it is."""
        k = self.index
        if not (isinstance(lhs, sp.Expr) and isinstance(rhs, Enclosure)):
            return Reason("product kinds")
        if not (k.is_integer and k.is_positive) or spoken_of(k, domain):
            return Reason("index conditions", (k,))
        if k in self.count.free_symbols | self.scale.free_symbols:
            return Reason("index outside", (k,))
        if not is_whole(self.count, domain):
            return Reason("factors not whole", (self.count,))
        if not signs.nonnegative(self.count, domain):
            return Reason("product backwards", (self.count,))
        return None


def _differs_from_zero(expr: sp.Expr, domain: Domain) -> bool:
    return signs.positive(expr, domain) or signs.positive(-expr, domain)
