"""f ≈ g in a regime, where every displayed term of g must count; and limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar, Protocol

import sympy as sp

from solutions.engine import values
from solutions.engine.evidence import (
    UNDECIDED,
    Evidence,
    Reason,
    proved,
    refuted,
    together,
    undecided,
)
from solutions.engine.layout import in_order
from solutions.engine.objects import Enclosure, Normal, Value, components, free_symbols
from solutions.engine.printing import text
from solutions.engine.refute import Counterexample, admissible, counterexample
from solutions.kernel.composition import NEAR, TENDS, Relation
from solutions.kernel.domain import Domain
from solutions.kernel.identity import in_factors
from solutions.kernel.messages import Undecided
from solutions.relations import outside
from solutions.relations.binders import stated
from solutions.relations.equality import equal
from solutions.relations.orders import expansion, leading, negligible, path
from solutions.relations.reach import along, approach, require_reached
from solutions.relations.regime import Regime


def displayed_terms(expr: sp.Expr) -> list[sp.Expr]:
    """The terms a reader sees, in the order of the page, products and powers of sums opened.

    Denominators are left alone: σ²(1 + σ²)²/(1 − σ²) has three terms over one denominator.
    """
    found: list[sp.Expr] = []
    for part in in_order(expr):
        top, bottom = sp.fraction(part)
        opened = sp.expand_multinomial(sp.expand_mul(top))
        found += [term / bottom for term in in_order(sp.expand_mul(opened))]
    return found


class Further(Protocol):
    """Rules for what orders of magnitude do not reach."""

    def judge(self, lhs: Value, rhs: Value, when: Regime, plain: Evidence) -> Evidence: ...


@dataclass(frozen=True)
class Approximation:
    """``lhs ≈ rhs``: the difference is negligible against each displayed term of ``rhs``."""

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
        return _near_limit(lhs, rhs, domain, self.when, _approximates, self.further)


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
        return _near_limit(lhs, rhs, domain, self.when, _tends, self.further)


def _near_limit(
    lhs: Value,
    rhs: Value,
    domain: Domain,
    regime: Regime,
    judge: Callable[[sp.Expr, sp.Expr, Regime], Evidence],
    further: Further | None = None,
) -> Evidence:
    """Judge on all that the line and the regime assume, if the limit is reached there."""
    where = regime.where.join(domain)
    used = set().union(*(fact.free_symbols for fact in where.facts))
    used |= {letter for side in (lhs, rhs) for letter in free_symbols(side)}
    caught = sorted(text(variable) for variable, _ in regime.inverse if variable in used)
    if caught:
        return undecided("chart variable on the line", tuple(caught), regime.said)
    try:
        require_reached(where, regime)
    except Undecided as why:
        return undecided(why)
    inside = replace(regime, where=where)
    plain = _each(lhs, rhs, lambda a, b: judge(a, b, inside))
    if further is None or plain.verdict != UNDECIDED:
        return plain
    return further.judge(lhs, rhs, inside, plain)


def _each(lhs: Value, rhs: Value, judge: Callable[[sp.Expr, sp.Expr], Evidence]) -> Evidence:
    if isinstance(lhs, Normal) != isinstance(rhs, Normal):
        return undecided("two kinds", lhs, rhs)
    parts: list[tuple[str | Reason, Evidence]] = []
    for (name, a), (_, b) in zip(components(lhs), components(rhs), strict=True):
        if isinstance(b, Enclosure):
            return undecided("enclosure claimed")
        ends = (
            [("lower end", a.lower), ("upper end", a.upper)]
            if isinstance(a, Enclosure)
            else [("", a)]
        )
        for end, number in ends:
            label = " ".join(filter(None, (name, end)))
            shown = label if len(components(lhs)) > 1 and end else end
            both_zero = number == 0 and b == 0
            found = proved(Reason("both zero")) if both_zero else judge(number, b)
            if end:
                notes = tuple(Reason("end off by", (end, *note.values)) for note in found.notes)
                found = replace(found, notes=notes)
            parts.append((shown, found))
    return together(parts)


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
        error = leading(exact - claimed, regime)
    except Undecided as why:
        return undecided(why)
    if error == 0:
        return proved(Reason("equal"))
    outside.shrinks(exact - claimed, terms, approach(regime.where, regime), regime.where)
    shown = _tidy(error * factor, regime.where)
    return proved(
        Reason("error negligible", (len(terms), regime)),
        Reason("leading error", (shown,)),
        note=Reason("next term", (shown,)),
    )


def _tidy(error: sp.Expr, domain: Domain) -> sp.Expr:
    """A quotient in factors, so that a page shows (1 + σ²)² and not its terms."""
    return in_factors(error, domain) if sp.denom(sp.together(error)).free_symbols else error


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
        _sample(exact, claimed, exponents, regime),
    )


def _sample(
    exact: sp.Expr, claimed: sp.Expr, exponents: dict[sp.Symbol, int], regime: Regime
) -> Counterexample | None:
    """Both values at ε = 1/10 on the path, or nearer to the limit where the domain asks for it."""
    letters = (exact - claimed).free_symbols
    path = along(exponents, letters, regime)
    if path is None:
        return None
    letters = letters.union(*(expr.free_symbols for expr in stated(regime.where)))
    for size in (1, 2, 3):
        point = path.at(Fraction(1, 10**size), letters)
        if point is None or not admissible(point, regime.where):
            continue
        try:
            pair = values.different(exact, claimed, point)
        except Undecided:
            continue
        if pair:
            return Counterexample(point, *pair)
    return None


def _tends(exact: sp.Expr, claimed: sp.Expr, regime: Regime) -> Evidence:
    chart = dict(regime.chart)
    moving = sorted(map(text, claimed.free_symbols & {*chart, *regime.vanishing, *regime.bounded}))
    if moving:
        return undecided("limit moves", tuple(moving))
    gap = exact - claimed
    named = {*regime.vanishing, *regime.bounded, *regime.fixed, *chart}
    others = tuple(sorted(gap.free_symbols - named, key=str))
    held = replace(regime, fixed=regime.fixed + others)
    try:
        if negligible(gap, sp.S.One, held):
            error = leading(gap, held)
            if error == 0:
                return equal(exact, claimed, regime.where)
            outside.shrinks(gap, [sp.S.One], approach(held.where, held), held.where)
            shown = _tidy(error, held.where)
            return proved(
                Reason("difference vanishes", (regime.tex(),)),
                Reason("leading difference", (shown,)),
                note=Reason("error", (shown,)),
            )
        stays = path(gap, sp.S.One, held)
        limit = leading(exact, held)
        if stays is not None:
            found = _sample(exact, claimed, stays, held)
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
