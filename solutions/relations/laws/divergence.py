"""Gibbs' inequality, proved each time that it is used.

With φ(u) = u log u − u + 1 and Σp = Σq = 1,

    KL(p ‖ q) = Σ p log(p/q) = Σ q φ(p/q),

and φ ≥ 0 vanishes at u = 1 alone. A sum of non-negative terms with weights q > 0 is non-negative,
and zero only when every term is: p = q. The identity and the two facts on φ are judged for the
very p and q of a step; the last sentence is all that is taken for granted. Where p(y) = 0 the
term q φ(0) = q is reached by continuity.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import sympy as sp

from solutions.evidence.evidence import Evidence, Reason, together, undecided
from solutions.kernel import signs
from solutions.kernel.composition import BOUND_BELOW, EQUALITY, Relation
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import is_defined, meant
from solutions.objects.laws import Value
from solutions.objects.quantities import GREATEST_AT, LEAST_AT, Quantity
from solutions.printing.formulas import tex
from solutions.relations.conditions.binders import fresh, stated
from solutions.relations.conditions.wholeness import is_whole
from solutions.relations.equalities.equality import equal
from solutions.relations.laws.variation import Convexity
from solutions.relations.sampling import outside

Named = list[tuple[str | Reason, Evidence]]


def phi(u: sp.Expr) -> sp.Expr:
    """``u log u − u + 1``, for u > 0."""
    return u * sp.log(u) - u + 1


@dataclass(frozen=True)
class Divergence:
    """``weight · KL(p ‖ q)`` for a law ``p`` on 1 … ``size``, averaged over ``each`` prompt.

    ``p`` is an applied function such as π(y | x), ``index`` its y. ``each`` is
    ``(ρ(x), x, number of prompts)``, or ``None`` where the prompt is fixed.
    """

    p: sp.Expr
    index: sp.Symbol
    size: sp.Symbol
    weight: sp.Expr = sp.S.One
    each: tuple[sp.Expr, sp.Symbol, sp.Symbol] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", sp.sympify(self.weight, strict=True))

    @property
    def members(self) -> tuple[sp.Symbol, int, sp.Symbol]:
        """The limits of a sum over the outputs."""
        return self.index, 1, self.size

    @property
    def unit(self) -> sp.Sum:
        """``Σ p``, which is 1 where p is a law."""
        return sp.Sum(self.p, self.members)

    @property
    def indices(self) -> set[sp.Symbol]:
        """The letters for an output and for a prompt, which stand for one of those there are."""
        return {self.index, *([self.each[1]] if self.each else [])}

    def value(self, q: sp.Expr) -> sp.Expr:
        """The weighted divergence from ``q``."""
        inner = sp.Sum(self.p * sp.log(self.p / q), self.members)
        if self.each is None:
            return self.weight * inner
        often, prompt, prompts = self.each
        return self.weight * sp.Sum(often * inner, (prompt, 1, prompts))

    def vanishes_only_at(self, q: sp.Expr, domain: Domain) -> Named:
        """Gibbs' inequality for this p and ``q``: the claims it consists of, each judged.

        Raises :class:`Undecided` where the domain does not say that p is a law.
        """
        self.require_a_law(domain)
        # Without a prompt every law would be best.
        for quantity in (self.weight, q, *(self.each or ())[::2]):
            signs.require_positive(quantity, domain)
        u = fresh(sp.Symbol("u"), positive=True)
        plain = sp.Sum(self.p * sp.log(self.p / q), self.members)
        by_phi = sp.Sum(q * phi(self.p / q), self.members)
        return [
            (
                Reason("adds to one", (sp.Sum(q, self.members),)),
                equal(sp.Sum(q, self.members), ONE, domain),
            ),
            ("$\\sum p \\log(p/q) = \\sum q\\, \\varphi(p/q)$", equal(plain, by_phi, domain)),
            (
                "$\\varphi \\ge 0$, zero at 1 alone",
                Convexity(u, ONE).judge(phi(u), ZERO, EVERYWHERE),
            ),
        ]

    def unfree(self) -> Reason | None:
        """Why a law can not be chosen freely at every output to every prompt, if it can not."""
        if is_defined(self.p) or self.p.is_algebraic is not None:
            return Reason("law not free", (self.p,))
        if self.each and self.each[1] not in self.p.args:
            return Reason("law without prompt", (self.p, self.each[1]))
        if self.index not in self.p.args:
            return Reason("law without output", (self.p, self.index))
        return None

    def require_a_law(self, domain: Domain) -> None:
        """Raise :class:`Undecided` unless ``Σ p = 1`` holds on the domain, over a finite set."""
        if not is_whole(self.size, domain):
            raise Undecided(Reason("outputs not whole", (self.size,)))
        if not equal(self.unit, ONE, domain).holds:
            raise Undecided(Reason("no law", (self.p, self.index, self.size)))

    def closing(self) -> Reason:
        """What the claims say together."""
        return Reason("divergence closes", (self.each is not None,))


ONE, ZERO = sp.S.One, sp.S.Zero


@dataclass(frozen=True)
class AboveBy:
    """``lhs ≥ rhs`` because ``lhs = rhs + weight · KL(p ‖ q)``; equality for p = q alone."""

    gap: Divergence
    q: sp.Expr
    kind: ClassVar[str] = "inequality"
    sign: ClassVar[str] = r"\ge"
    link: ClassVar[Relation] = BOUND_BELOW

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The identity and Gibbs' inequality."""
        try:
            self.gap.require_a_law(domain)
            parts = [
                ("left − right = divergence", equal(lhs - rhs, self.gap.value(self.q), domain)),
                *self.gap.vanishes_only_at(self.q, domain),
            ]
        except Undecided as why:
            return undecided(why)
        found = together(parts)
        if found.holds:
            outside.order(rhs, lhs, domain)
        equality = Reason("equality only for", (self.gap.p, self.q))
        return replace(found, notes=(equality,)).because(after=(self.gap.closing(),))


@dataclass(frozen=True)
class Gibbs:
    """Over laws p, ``lhs`` is best exactly at p = ``rhs``, where it equals ``best``.

    Shown by lhs = ``best`` ± weight · KL(p ‖ rhs), with ``best`` free of p and ``rhs`` a law.
    """

    gap: Divergence
    best: sp.Expr
    maximum: bool = False
    kind: ClassVar[str] = "optimum"
    link: ClassVar[Relation] = EQUALITY

    def __post_init__(self) -> None:
        object.__setattr__(self, "best", sp.sympify(self.best, strict=True))

    def about(self, left: Quantity) -> Quantity:
        """The law at which what the line before is about is best."""
        return (GREATEST_AT if self.maximum else LEAST_AT)(left, self.over())

    @property
    def bound(self) -> tuple[Any, ...]:
        """The law is varied: what the optimum is about does not depend on it."""
        return (self.gap.p.func,)

    @property
    def indices(self) -> set[sp.Symbol]:
        """The letters that stand for one of the outputs and one of the prompts."""
        return self.gap.indices

    def over(self) -> str:
        """The name of the law that is varied, for a subscript."""
        return tex(self.gap.p).partition("(")[0].partition(r"\!")[0].partition(r"\left")[0]

    @property
    def sign(self) -> str:
        """The relation's words."""
        word = "greatest" if self.maximum else "least"
        return rf"\;\text{{is {word} exactly for}}\; {tex(self.gap.p)} ="

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The identity and Gibbs' inequality."""
        p = self.gap.p
        over = domain.and_(unit_sums=(self.gap.unit,))
        try:
            if any(meant(side).has(p.func) for side in (self.best, rhs)):
                return undecided("optimum depends", p)
            told = _restricted(p, domain) or self.gap.unfree()
            if told:
                return undecided(told)
            away = self.gap.value(rhs)
            claim = self.best - away if self.maximum else self.best + away
            sign = "−" if self.maximum else "+"
            parts = [
                (Reason("objective", (self.best, sign)), equal(lhs, claim, over)),
                *self.gap.vanishes_only_at(rhs, over),
            ]
        except Undecided as why:
            return undecided(why)
        found = together(parts)
        if found.holds:
            low, high = (lhs, self.best) if self.maximum else (self.best, lhs)
            outside.order(low, high, over)
        bound = Reason("every law", (p, self.gap.unit))
        return found.because(bound, after=(self.gap.closing(),))


def _restricted(p: sp.Expr, domain: Domain) -> Reason | None:
    """What the domain says of the law that is looked for, besides that it is one."""
    bounds = getattr(p.func, "bounds", None)
    free = p.is_integer is None and p.is_rational is None
    if not free or not (bounds is None or (bounds.hold(ONE) and (bounds.low or ZERO) <= 0)):
        return Reason("law bounded", (p,))
    about = [part for part in stated(domain) if meant(part).has(p.func)]
    if not about:
        return None
    return Reason("law restricted", (p, about[0]))
