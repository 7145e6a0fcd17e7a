"""Counterexamples: admissible rational points at which two expressions certainly differ."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import ceil

import flint
import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.evidence import sentences
from solutions.kernel.domains import unit_sums
from solutions.kernel.domains.chart import Slack
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.numbers import values
from solutions.numbers.balls import Number, whole
from solutions.numbers.points import Point, fits
from solutions.printing.formulas import equals, tex, text

SIMPLE = tuple(
    Fraction(p, q)
    for size in range(2, 9)
    for p in range(1, size)
    for q in [size - p]
    if Fraction(p, q).denominator == q
)
"""Positive rationals, simplest first: 1, 1/2, 2, 1/3, 3, 1/4, 2/3 …"""

RARE = 8
"""How many times more points are tried where something has to be a whole number."""


@dataclass(frozen=True)
class Counterexample:
    """A point and the two values there: ``claimed`` for the right side, ``true`` for the left."""

    point: Point
    true: Number
    claimed: Number

    def where(self, printer: Callable[[object], str] = text) -> str:
        """``σ² = 1/4, t = 1`` and what was given to functions."""
        named = [
            equals(symbol, number, printer)
            for symbol, number in sorted(self.point.symbols.items(), key=lambda item: str(item[0]))
        ]
        tabled = [
            equals(applied, self.given(applied), printer)
            for applied in sorted(self.point.functions, key=str)
        ]
        rest = [r"\ldots" if printer is tex else "…"] if len(tabled) > 8 else []
        return ", ".join(named + tabled[:8] + rest)

    def given(self, applied: sp.Expr) -> Fraction:
        """The value of a function at the point: a law's values add up to one."""
        try:
            return rational(values.value(applied, self.point))
        except Undecided:
            return self.point.functions[applied]

    def sentence(self) -> str:
        """For a terminal."""
        return sentences.compared(self)

    def tex_sentence(self) -> str:
        """For a page."""
        return sentences.compared(self, tex)


def admissible(point: Point, domain: Domain) -> bool:
    """Is every letter of its kind, and do all facts of the domain hold at the point?"""
    if not all(fits(symbol, number) for symbol, number in point.symbols.items()):
        return False
    if not all(unit_sums.possible(unit, point.symbols) for unit in domain.unit_sums):
        return False
    try:
        for expr in domain.whole:
            whole(values.value(expr, point))
        gaps = [values.value(fact.lhs - fact.rhs, point) for fact in domain.facts]
        others = [values.value(expr, point) for expr in domain.nonzero]
    except Undecided:
        return False
    if not all(other != 0 for other in others):
        return False
    for fact, difference in zip(domain.facts, gaps, strict=True):
        gap = difference if ">" in fact.rel_op else -difference
        if not (gap > 0 or ("=" in fact.rel_op and gap == 0)):
            return False
    return True


def points(symbols: set[sp.Symbol], domain: Domain, tries: int, seed: int = 1) -> Iterator[Point]:
    """Admissible points of the domain, simple ones first; at most ``tries`` of them.

    As many are tried, and more where something has to be whole, since few are admissible then.
    """
    chart = domain.chart(frozenset(symbols))
    stated = [part for fact in domain.facts for part in fact.args]
    stated += [*domain.whole, *domain.nonzero]
    wanted = sorted(symbols.union(*(expr.free_symbols for expr in stated)), key=str)
    slack = sorted(
        {s for symbol in wanted for s in chart.get(symbol, symbol).free_symbols}, key=str
    )
    dice = random.Random(seed)
    found = 0
    for attempt in range(tries * (RARE if domain.whole else 1)):
        start = Point({symbol: _draw(symbol, dice, attempt) for symbol in slack})
        try:
            moved = {symbol: values.value(chart.get(symbol, symbol), start) for symbol in wanted}
            numbers = {symbol: rational(number) for symbol, number in moved.items()}
        except Undecided:
            continue
        point = Point(_snapped(numbers, domain), domain, seed=seed * 1000 + attempt)
        if admissible(point, domain):
            yield point
            found += 1
        if found == tries:
            return


def _snapped(numbers: dict[sp.Symbol, Fraction], domain: Domain) -> dict[sp.Symbol, Fraction]:
    """The numbers with a letter made a little smaller where that makes a/x whole, as in 1/Δt."""
    found = dict(numbers)
    for expr in domain.whole:
        for letter in sorted(expr.free_symbols & set(found), key=str):
            above = expr * letter
            if letter in above.free_symbols or letter.is_integer:
                continue
            try:
                top = rational(values.value(above, Point(found, domain)))
            except Undecided:
                continue
            if top and found[letter]:
                found[letter] = top / ceil(top / found[letter]) if top / found[letter] > 0 else top
            break
    return found


@lru_cache(maxsize=4096)
def inhabited(domain: Domain) -> bool:
    """Was a point found at which all facts of the domain hold?"""
    sizes = set[sp.Symbol]().union(*(unit.limits[0][2].free_symbols for unit in domain.unit_sums))
    return next(points(sizes, domain, 300), None) is not None


def rational(number: Number) -> Fraction:
    """An exact number; raises :class:`Undecided` for a ball."""
    if not isinstance(number, flint.fmpq):
        raise Undecided(f"{number} is not exact")
    return Fraction(int(number.p), int(number.q))


def _draw(symbol: sp.Symbol, dice: random.Random, attempt: int) -> Fraction:
    """A number of the symbol's declared kind; the range widens slowly."""
    least = 0 if symbol.is_nonzero is None else 1
    if symbol.is_integer or (isinstance(symbol, Slack) and not least and dice.random() < 0.5):
        drawn = Fraction(dice.randint(least, 2 + attempt // 8))
    else:
        drawn = dice.choice(SIMPLE[: 6 + attempt])
    if symbol.is_nonnegative:
        return drawn
    return -drawn if symbol.is_nonpositive else drawn * dice.choice((-1, 1))


def letters_at(expr: sp.Basic, domain: Domain) -> set[sp.Symbol]:
    """The letters that have to have values for ``expr`` to have one, sizes of its laws included."""
    named = {part.func for part in expr.atoms(AppliedUndef)}
    laws = (unit for unit in domain.unit_sums if unit.function.func in named)
    return expr.free_symbols.union(*(unit.limits[0][2].free_symbols for unit in laws))


def counterexample(
    left: sp.Expr, right: sp.Expr, domain: Domain, tries: int = 40
) -> Counterexample | None:
    """The point of :func:`apart`, shrunk, with the two values there."""
    point = apart(left, right, domain, tries)
    if point is None:
        return None
    return shrunk(point, domain, lambda at: values.different(left, right, at))


def apart(left: sp.Expr, right: sp.Expr, domain: Domain, tries: int = 40) -> Point | None:
    """The first point at which ``left`` and ``right`` certainly differ, or ``None``.

    Raises :class:`Undecided` when no admissible point at which both have a value was found, or one
    alone of several: what has a value at one place is no function there to look at.
    """
    symbols = letters_at(sp.Tuple(left, right), domain)
    tried, looked = set(), set()
    for point in points(symbols, domain, tries):
        place = frozenset(point.symbols.items())
        tried.add(place)
        try:
            pair = values.different(left, right, point)
        except Undecided:
            continue
        looked.add(place)
        if pair is not None:
            return point
    if not looked:
        raise Undecided("no admissible sample point was found: is the domain empty?")
    if len(looked) == 1 < len(tried):
        raise Undecided(f"both sides have a value at one of {len(tried)} sample points alone")
    return None


def shrunk(
    point: Point, domain: Domain, differs: Callable[[Point], tuple[Number, Number] | None]
) -> Counterexample:
    """The counterexample at ``point`` with each number replaced by the simplest that still is one.

    ``differs`` gives the two values, exact and claimed, at a point that refutes, else ``None``.
    """

    def still(moved: Point) -> tuple[Number, Number] | None:
        if not admissible(moved, domain):
            return None
        try:
            return differs(moved)
        except Undecided:
            return None

    pair = differs(point)
    if pair is None:
        raise AssertionError("shrinking starts from a counterexample")
    for _ in range(2):
        for symbol in point.symbols:
            for simpler in _simpler(symbol, point.symbols[symbol]):
                moved = Point(
                    {**point.symbols, symbol: simpler}, domain, point.seed, dict(point.functions)
                )
                found = still(moved)
                if found is not None:
                    point, pair = moved, found
                    break
        for applied in list(point.functions):
            for simpler in (Fraction(1), Fraction(0), Fraction(2), Fraction(1, 2)):
                if simpler == point.functions[applied]:
                    break
                if not fits(applied, simpler):
                    continue
                moved = replace(point, functions={**point.functions, applied: simpler})
                found = still(moved)
                if found is not None:
                    point, pair = moved, found
                    break
    return Counterexample(point, *pair)


def _simpler(symbol: sp.Symbol, number: Fraction) -> list[Fraction]:
    if symbol.is_integer:
        return [Fraction(n) for n in range(int(abs(number)))]
    size = abs(number.numerator) + number.denominator
    return [f for f in SIMPLE if f.numerator + f.denominator < size or (f == 1 and number < 0)]
