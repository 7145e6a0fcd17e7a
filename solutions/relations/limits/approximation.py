"""f ≈ g in a regime, where every displayed term of g must count, and all of g too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import sympy as sp

from solutions.evidence.evidence import Evidence, Reason, proved, refuted, undecided
from solutions.kernel.composition import NEAR, Relation
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import agree
from solutions.objects.laws import Value
from solutions.printing.layout import in_order
from solutions.relations.limits.near_a_limit import Further, near_limit, sample, tidied
from solutions.relations.regimes.orders import expansion, leading, negligible, path
from solutions.relations.regimes.reach import approach
from solutions.relations.regimes.regime import Regime
from solutions.relations.sampling import outside


def displayed_terms(expr: sp.Expr) -> list[sp.Expr]:
    """The terms a reader sees, in the order of the page, products and powers of sums opened.

    Denominators are left alone: σ²(1 + σ²)²/(1 − σ²) has three terms over one denominator. Raises
    :class:`Undecided` where the opened terms are not decided to be what was opened.
    """
    found: list[sp.Expr] = []
    for part in in_order(expr):
        top, bottom = sp.fraction(part)
        opened = sp.expand_mul(sp.expand_multinomial(sp.expand_mul(top)))
        if opened != top and not _same_opened(opened, top):
            raise Undecided(Reason("terms not opened", (top,)))
        found += [term / bottom for term in in_order(opened)]
    return found


def _same_opened(one: sp.Expr, other: sp.Expr) -> bool:
    """Are they the same, as they stand or with roots and functions taken for letters?"""
    both = sp.Tuple(one, other)
    taken = {*both.atoms(sp.Function, sp.Sum, sp.Product), *both.atoms(sp.Pow)}
    names = {
        each: sp.Dummy(real=True)
        for each in taken
        if not (each.is_Pow and each.exp.is_Integer and each.exp > 0)
    }
    pairs = ((one, other), (one.xreplace(names), other.xreplace(names)))
    return any(agree(*pair, EVERYWHERE) for pair in pairs)


@dataclass(frozen=True)
class Approximation:
    """``lhs ≈ rhs``: the difference is negligible against ``rhs`` and each displayed term of it."""

    when: Regime
    further: Further | None = None
    kind: ClassVar[str] = "approximation"
    sign: ClassVar[str] = r"\approx"

    @property
    def link(self) -> Relation:
        """≈ in the regime."""
        return Relation(NEAR, self.when)

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """Component by component; an enclosure approximates if both its ends do."""
        return near_limit(lhs, rhs, domain, self.when, _approximates, self.further)


def _shared(exact: sp.Expr, claimed: sp.Expr) -> sp.Expr:
    """The letters of any sign, such as x_t, that multiply both sides; at 0 both sides are 0."""
    both = set(sp.Mul.make_args(exact)) & set(sp.Mul.make_args(claimed))
    return sp.Mul(*(f for f in both if f.is_Symbol and f.is_real and f.is_nonzero is None))


def _approximates(exact: sp.Expr, claimed: sp.Expr, regime: Regime) -> Evidence:
    if claimed == 0:
        return undecided("against zero")
    factor = _shared(exact, claimed)
    exact, claimed = exact / factor, claimed / factor
    try:
        for place, term in enumerate(terms := displayed_terms(claimed)):
            if not negligible(exact - claimed, term, regime):
                stays = path(exact - claimed, term, regime)
                if stays is None:
                    return undecided("error not negligible", term)
                return _refutation(exact, claimed, (place, terms), stays, regime)
        whole = leading(claimed, regime)
        if whole == 0:
            return undecided("against zero")
        if len(terms) > 1 and not negligible(exact - claimed, whole, regime):
            return _cancelled(exact, claimed, whole, regime)
        error = leading(exact - claimed, regime)
    except Undecided as why:
        return undecided(why)
    if error == 0:
        return proved(Reason("equal"))
    every = [*terms, claimed]
    outside.shrinks(exact - claimed, every, approach(regime.where, regime), regime.where)
    shown = tidied(error * factor, regime.where)
    return proved(
        Reason("error negligible", (len(terms), regime)),
        Reason("leading error", (shown,)),
        note=Reason("next term", (shown,)),
    )


def _cancelled(exact: sp.Expr, claimed: sp.Expr, whole: sp.Expr, regime: Regime) -> Evidence:
    """The error is small against each term, and the terms leave less than that of each other."""
    told = Reason("terms cancel", (claimed, whole))
    stays = path(exact - claimed, whole, regime)
    if stays is None:
        return undecided(told)
    return refuted(told, sample(exact, claimed, stays, regime))


def _refutation(
    exact: sp.Expr,
    claimed: sp.Expr,
    failed: tuple[int, list[sp.Expr]],
    exponents: dict[sp.Symbol, int],
    regime: Regime,
) -> Evidence:
    place, terms = failed
    truth = tuple(expansion(exact, regime, max(2, place + 1)))
    return refuted(
        Reason("wrong term", (claimed, tuple(terms), place, truth)),
        sample(exact, claimed, exponents, regime),
    )
