"""Near a limit: what approximations and limits share, component by component."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Protocol

import sympy as sp

from solutions.evidence.counterexamples import Counterexample, admissible
from solutions.evidence.evidence import UNDECIDED, Evidence, Reason, proved, together, undecided
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import in_factors
from solutions.numbers import values
from solutions.objects.laws import Enclosure, Normal, Value, components, free_symbols
from solutions.printing.formulas import text
from solutions.relations.conditions.binders import stated
from solutions.relations.regimes.reach import along, require_reached
from solutions.relations.regimes.regime import Regime


class Further(Protocol):
    """Rules for what orders of magnitude do not reach."""

    def judge(self, lhs: Value, rhs: Value, when: Regime, plain: Evidence) -> Evidence: ...


def near_limit(
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
    for unit in where.unit_sums:
        moved = unit.limits[0][2].free_symbols & regime.moving()
        if moved:
            return undecided("law moves", unit, tuple(sorted(map(text, moved))))
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


def tidied(error: sp.Expr, domain: Domain) -> sp.Expr:
    """A quotient in factors, so that a page shows (1 + σ²)² and not its terms."""
    return in_factors(error, domain) if sp.denom(sp.together(error)).free_symbols else error


def sample(
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
