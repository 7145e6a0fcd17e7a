"""f → g in a regime: the difference vanishes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import sympy as sp

from solutions.evidence.counterexamples import counterexample
from solutions.evidence.evidence import Evidence, Reason, proved, refuted, undecided
from solutions.kernel.composition import TENDS, Relation
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.objects.laws import Value
from solutions.printing.formulas import text
from solutions.relations.equalities.equality import equal
from solutions.relations.limits.near_a_limit import Further, near_limit, sample, tidied
from solutions.relations.regimes.orders import leading, negligible, path
from solutions.relations.regimes.reach import approach
from solutions.relations.regimes.regime import Regime
from solutions.relations.sampling import outside


@dataclass(frozen=True)
class Limit:
    """``lhs → rhs`` as the regime's variables vanish; letters that it does not name are fixed."""

    when: Regime
    further: Further | None = None
    kind: ClassVar[str] = "limit"
    sign: ClassVar[str] = r"\longrightarrow"

    @property
    def link(self) -> Relation:
        """→ in the regime."""
        return Relation(TENDS, self.when)

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The difference tends to 0; an enclosure's two ends must tend to the same."""
        return near_limit(lhs, rhs, domain, self.when, _tends, self.further)


def _tends(exact: sp.Expr, claimed: sp.Expr, regime: Regime) -> Evidence:
    chart = dict(regime.chart)
    moving = sorted(map(text, claimed.free_symbols & {*chart, *regime.vanishing, *regime.bounded}))
    if moving:
        return undecided("limit moves", tuple(moving))
    gap = exact - claimed
    named = {*regime.vanishing, *regime.bounded, *regime.fixed, *chart, *regime.spoken_of()}
    others = tuple(sorted(gap.free_symbols - named, key=str))
    held = replace(regime, fixed=regime.fixed + others)
    try:
        if negligible(gap, sp.S.One, held):
            error = leading(gap, held)
            if error == 0:
                return equal(exact, claimed, regime.where)
            outside.shrinks(gap, [sp.S.One], approach(held.where, held), held.where)
            shown = tidied(error, held.where)
            return proved(
                Reason("difference vanishes", (regime.tex(),)),
                Reason("leading difference", (shown,)),
                note=Reason("error", (shown,)),
            )
        stays = path(gap, sp.S.One, held)
        limit = leading(exact, held)
        if stays is not None:
            found = sample(exact, claimed, stays, held)
        elif not limit.free_symbols - {*held.fixed} and negligible(exact - limit, sp.S.One, held):
            # It has another limit, a number for fixed letters: wrong if they differ at a point.
            found = counterexample(limit, claimed, held.where)
        else:
            found = None
        if stays is None and found is None:
            return undecided("limit not decided", gap)
    except Undecided as why:
        return undecided(why)
    return refuted(
        Reason("another limit", (claimed, limit)),
        found,
    )
