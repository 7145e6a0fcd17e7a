"""A regime is reached in a domain: there are admissible points as near to its limit as one likes.

Shown by a path ε ↦ (ε^w …) of the chart, with all other letters fixed at rational numbers, along
which every fact holds for all small ε = 1/M, 1/2M, 1/3M …: signs by the leading term
(:mod:`solutions.relations.regimes.germs`), whole numbers as polynomials in 1/ε.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from solutions.evidence.counterexamples import points
from solutions.evidence.evidence import Reason
from solutions.kernel import algebra
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.binding import replaced
from solutions.numbers.points import Point
from solutions.printing.formulas import text
from solutions.relations.conditions.binders import stated
from solutions.relations.conditions.containment import text_of
from solutions.relations.regimes.germs import Germ, germ, term
from solutions.relations.regimes.regime import Regime

PLACES, PATHS = 6, 60
"""So many choices of the fixed letters, and so many paths of the chart, are tried."""


@dataclass(frozen=True)
class Path:
    """Where each letter moves as ε falls to 0, and the point at which the fixed letters stand."""

    letters: dict[sp.Symbol, Germ]
    chart: dict[sp.Symbol, Germ]
    """The chart's own variables, in which roots become rational."""
    fixed: Point

    def at(self, size: Fraction, letters: set[sp.Symbol]) -> Point | None:
        """The point of these letters at ε = ``size``; ``None`` where it is not rational."""
        found = {one: place for one, place in self.fixed.symbols.items() if one in letters}
        for letter, moved in self.letters.items():
            if letter not in letters:
                continue
            number = _number(moved, size)
            if number is None:
                return None
            found[letter] = number
        return Point(found, self.fixed.domain, self.fixed.seed, dict(self.fixed.functions))


def require_reached(domain: Domain, regime: Regime) -> None:
    """Raise :class:`Undecided` with the facts that keep the domain away from the limit."""
    away = kept_away(domain, regime)
    if away:
        raise Undecided(Reason("away from the limit", (regime.said, away)))


def kept_away(domain: Domain, regime: Regime) -> tuple[str, ...]:
    """The facts that hold on no path that was tried; none where one is a path to the limit."""
    found = _search(domain, regime)
    return found if isinstance(found, tuple) else ()


def approach(domain: Domain, regime: Regime) -> Path | None:
    """A path to the limit in the domain, if one was found."""
    found = _search(domain, regime)
    return found if isinstance(found, Path) else None


@lru_cache(maxsize=1024)
def _search(domain: Domain, regime: Regime) -> Path | tuple[str, ...]:
    """A path on which all facts hold, or what fails on the best of those that were tried."""
    where = regime.where.join(domain)
    best: tuple[str, ...] | None = None
    for path in islice(_paths(where, regime), PATHS * PLACES):
        failing = _failing(path, where, regime)
        if not failing:
            return path
        if best is None or len(failing) < len(best):
            best = failing
    return best or ("the facts on the letters that stay, which hold nowhere that was tried,",)


def along(
    exponents: Mapping[sp.Symbol, int], letters: set[sp.Symbol], regime: Regime
) -> Path | None:
    """The path ``variable = ε^w`` of the chart, all others at 1, if it runs in the domain.

    ``letters`` are to have a place too. Letters of the chart follow their leading terms where
    that keeps whole numbers whole; sizes are compared alike on both paths.
    """
    chart = {letter: term(Fraction(1), Fraction(w)) for letter, w in exponents.items() if w}
    still = {letter: Fraction(1) for letter in letters | _used(regime.where, regime)}
    for variable in regime.vanishing:
        chart.setdefault(variable, term(Fraction(1), Fraction(1)))
    for variable in regime.bounded:
        chart.setdefault(variable, term(Fraction(1)))
    for path in _lifted(chart, Point(still, regime.where), regime):
        free = {letter: chart[letter] for letter in chart if letter not in _own(regime)}
        whole = Path(free | path.letters, chart, path.fixed)
        if not _failing(whole, regime.where, regime):
            return whole
    return None


def _own(regime: Regime) -> set[sp.Basic]:
    """The variables of the chart that are no letters of the sheet."""
    return {variable for variable, _ in regime.inverse}


def _used(where: Domain, regime: Regime) -> set[sp.Symbol]:
    """All letters that the regime and the facts mention."""
    found: set[sp.Symbol] = {*regime.fixed, *regime.vanishing, *regime.bounded}
    return found.union(
        *(expr.free_symbols for pair in regime.chart for expr in pair),
        *(expr.free_symbols for expr in (*stated(where), *regime.small)),
    )


def _paths(where: Domain, regime: Regime) -> Iterator[Path]:
    """Paths of the chart: each variable a power of ε, or a number where it need not vanish."""
    moving = {*regime.vanishing, *regime.bounded, *_own(regime)}
    moving |= {letter for letter, _ in regime.chart if letter.is_Symbol}
    still = Domain(
        tuple(fact for fact in where.facts if not fact.free_symbols & moving),
        where.unit_sums,
        tuple(expr for expr in where.whole if not expr.free_symbols & moving),
        tuple(expr for expr in where.nonzero if not expr.free_symbols & moving),
    )
    places = list(islice(points(_used(where, regime) - moving, still, 60), PLACES))
    fast = [term(Fraction(1), Fraction(w)) for w in (1, 2, 3)]
    slow = [term(Fraction(1)), term(Fraction(1, 2)), *fast[:2], term(Fraction(1, 10))]
    choices = [fast] * len(regime.vanishing) + [slow] * len(regime.bounded)
    variables = (*regime.vanishing, *regime.bounded)
    for powers in islice(product(*choices), PATHS):
        for place in places:
            yield from _lifted(dict(zip(variables, powers, strict=True)), place, regime)


def _lifted(chart: dict[sp.Symbol, Germ], place: Point, regime: Regime) -> Iterator[Path]:
    """A path of the chart as one of the letters: to leading order first, then exactly."""
    plain = {letter: one for letter, one in chart.items() if letter not in _own(regime)}
    plain = {k: one for k, one in plain.items() if k in (*regime.vanishing, *regime.bounded)}
    try:
        moved = {
            letter: germ(written, chart, place)
            for letter, written in regime.chart
            if letter.is_Symbol
        }
    except Undecided:
        return
    yield Path({letter: one.leading for letter, one in moved.items()} | plain, chart, place)
    yield Path(moved | plain, chart, place)


def _failing(path: Path, where: Domain, regime: Regime) -> tuple[str, ...]:
    """What is not certain to hold for all small ε = 1/M, 1/2M … on the path."""

    def moves(expr: sp.Expr, holds: Callable[[Germ], bool]) -> bool:
        found = _germ(expr, path, regime)
        return found is not None and holds(found)

    return (
        *(f"{text(r)} → 0" for r in regime.small if not moves(r, lambda g: g.vanishes)),
        *(f"{text(b)} ≤ 1" for b in regime.bounded if not moves(1 - b, lambda g: g.sign >= 0)),
        *filter(None, (_unlike(letter, moved) for letter, moved in path.letters.items())),
        *(text_of(fact) for fact in where.facts if not moves(*_holding(fact))),
        *(f"{text(e)} ≠ 0" for e in where.nonzero if not moves(e, lambda g: g.sign != 0)),
        *(f"{text(e)} whole" for e in where.whole if not moves(e, lambda g: g.whole)),
        *(
            f"{text(c)} even"
            for c in path.letters
            if c.is_even and not moves(c / 2, lambda g: g.whole)
        ),
        *(f"{text(c)}, as it is declared," for c in path.letters if _rare(c, where)),
    )


def _half(letter: sp.Symbol) -> sp.Expr:
    """What is whole where a letter is even; 0 for all others."""
    return letter / 2 if letter.is_even else sp.S.Zero


def _rare(letter: sp.Symbol, where: Domain) -> bool:
    """Is it prime, composite or odd, and more is assumed, so that there may be few of them?

    No path goes along such numbers alone; without more there are as large ones as one likes.
    """
    if letter.is_odd and any(one.has(letter) for one in where.whole):
        return True
    if not letter.is_prime and not letter.is_composite:
        return False
    told = any(one.has(letter) for one in (*where.facts, *where.whole, *where.nonzero))
    return told or bool(letter.is_prime and letter.is_even)


def _holding(fact: Relational) -> tuple[sp.Expr, Callable[[Germ], bool]]:
    """The gap of an inequality, and the signs that it may have."""
    gap = fact.lhs - fact.rhs if ">" in fact.rel_op else fact.rhs - fact.lhs
    least = 0 if "=" in fact.rel_op else 1
    return gap, lambda found: found.sign >= least


def _germ(expr: sp.Expr, path: Path, regime: Regime) -> Germ | None:
    """The germ of an expression in the sheet's letters, its roots by means of the chart."""
    try:
        return germ(expr, path.letters, path.fixed)
    except Undecided:
        pass
    try:
        if any(
            path.letters[a] != germ(b, path.chart, path.fixed)
            for a, b in regime.chart
            if a.is_Symbol
        ):
            return None
        moved = algebra.canonical(replaced(expr, dict(regime.chart)), regime.inside())
        return germ(moved, path.chart, path.fixed)
    except Undecided:
        return None


def _unlike(letter: Any, moved: Germ) -> str:
    """What the letter is declared to be and is not on the path; empty if it is all of it."""
    if letter.is_integer and not moved.whole:
        return f"{text(letter)}, which is declared an integer and cannot vanish,"
    signs = {"positive": (1,), "negative": (-1,), "nonnegative": (0, 1), "nonpositive": (-1, 0)}
    for kind, allowed in signs.items():
        if getattr(letter, f"is_{kind}") and moved.sign not in allowed:
            return f"{text(letter)}, which is declared {kind},"
    if letter.is_nonzero and not moved.sign:
        return f"{text(letter)} ≠ 0"
    return ""


def _number(moved: Germ, size: Fraction) -> Fraction | None:
    """The value at ε = ``size``, a power of ten with an even exponent; ``None`` with logarithms."""
    totals = []
    for poly in (moved.top, moved.bottom):
        total = Fraction(0)
        for (power, logs), number in poly.items():
            if logs or power.denominator > 1:
                return None
            total += number * size ** int(power)
        totals.append(total)
    return totals[0] / totals[1] if totals[1] else None
