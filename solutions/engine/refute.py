"""Counterexamples: admissible rational points at which two expressions certainly differ."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import flint
import sympy as sp

from solutions.engine import values
from solutions.engine.domain import Domain
from solutions.engine.messages import Undecided
from solutions.engine.printing import tex, text
from solutions.engine.values import Number, Point

SIMPLE = tuple(
    Fraction(p, q)
    for size in range(2, 9)
    for p in range(1, size)
    for q in [size - p]
    if Fraction(p, q).denominator == q
)
"""Positive rationals, simplest first: 1, 1/2, 2, 1/3, 3, 1/4, 2/3 …"""


@dataclass(frozen=True)
class Counterexample:
    """A point and the two values there: ``claimed`` for the right side, ``true`` for the left."""

    point: Point
    true: Number
    claimed: Number

    def where(self, printer: Callable[[object], str] = text) -> str:
        """``σ² = 1/4, t = 1`` and what was given to functions."""
        named = [
            f"{printer(symbol)} = {printer(number)}"
            for symbol, number in sorted(self.point.symbols.items(), key=lambda item: str(item[0]))
        ]
        tabled = [
            f"{printer(applied)} = {printer(number)}"
            for applied, number in sorted(self.point.functions.items(), key=lambda i: str(i[0]))
        ]
        return ", ".join(named + tabled[:8] + ["…"] * (len(tabled) > 8))

    def sentence(self) -> str:
        """For a terminal."""
        shown = values.show(self.true), values.show(self.claimed)
        return f"at {self.where()}: exact {shown[0]}, claimed {shown[1]}"

    def tex_sentence(self) -> str:
        """For a page."""
        shown = values.show(self.true), values.show(self.claimed)
        return f"at ${self.where(tex)}$: exact {shown[0]}, claimed {shown[1]}"


def admissible(point: Point, domain: Domain) -> bool:
    """Do all facts of the domain hold at the point?"""
    for fact in domain.facts:
        try:
            gap = values.value(fact.lhs - fact.rhs, point)
        except Undecided:
            return False
        gap = gap if ">" in fact.rel_op else -gap
        if not (gap > 0 or ("=" in fact.rel_op and gap == 0)):
            return False
    return True


def points(symbols: set[sp.Symbol], domain: Domain, tries: int, seed: int = 1) -> Iterator[Point]:
    """Admissible points of the domain, simple ones first; at most ``tries`` are tried."""
    chart = domain.chart(frozenset(symbols))
    wanted = sorted(symbols | {s for f in domain.facts for s in f.free_symbols}, key=str)
    slack = sorted(
        {s for symbol in wanted for s in chart.get(symbol, symbol).free_symbols}, key=str
    )
    counts = {f"{symbol.name}'" for symbol in wanted if symbol.is_integer}
    dice = random.Random(seed)
    for attempt in range(tries):
        drawn = {symbol: _draw(symbol, dice, attempt, counts) for symbol in slack}
        start = Point(drawn)
        try:
            moved = {symbol: values.value(chart.get(symbol, symbol), start) for symbol in wanted}
        except Undecided:
            continue
        if not all(isinstance(number, flint.fmpq) for number in moved.values()):
            continue
        numbers = {s: Fraction(int(v.p), int(v.q)) for s, v in moved.items()}
        if any(s.is_integer and numbers[s].denominator != 1 for s in wanted):
            continue
        point = Point(numbers, domain, seed=seed * 1000 + attempt)
        if admissible(point, domain):
            yield point


def _draw(symbol: sp.Symbol, dice: random.Random, attempt: int, counts: set[str]) -> Fraction:
    """A number of the symbol's declared kind, whole for the slack of a whole number.

    The range widens slowly.
    """
    if symbol.name in counts and symbol.is_nonnegative:
        return Fraction(dice.randint(0, 2 + attempt // 8) + bool(symbol.is_positive))
    whole = symbol.is_integer or (symbol.name.endswith("'") and symbol.is_nonnegative)
    if symbol.is_integer:
        drawn = Fraction(dice.randint(1, 3 + attempt // 8))
    elif whole and dice.random() < 0.5:
        drawn = Fraction(dice.randint(0, 2 + attempt // 8))
    else:
        drawn = dice.choice(SIMPLE[: 6 + attempt])
    if symbol.is_positive or (symbol.is_nonnegative and drawn):
        return drawn
    return drawn if symbol.is_nonnegative else drawn * dice.choice((-1, 1))


def counterexample(
    left: sp.Expr, right: sp.Expr, domain: Domain, tries: int = 40
) -> Counterexample | None:
    """A shrunk point at which ``left`` and ``right`` certainly differ, or ``None``.

    Raises :class:`Undecided` when no admissible point at which both have a value was found.
    """
    symbols = left.free_symbols | right.free_symbols
    looked = 0
    for point in points(symbols, domain, tries):
        try:
            pair = values.different(left, right, point)
        except Undecided:
            continue
        looked += 1
        if pair is not None:
            return _shrink(left, right, domain, point)
    if not looked:
        raise Undecided("no admissible sample point was found: is the domain empty?")
    return None


def _shrink(left: sp.Expr, right: sp.Expr, domain: Domain, point: Point) -> Counterexample:
    """Replace each number by the simplest one at which the sides still certainly differ."""
    pair = values.different(left, right, point)
    if pair is None:
        raise AssertionError("shrinking starts from a counterexample")
    for _ in range(2):
        for symbol in point.symbols:
            for simpler in _simpler(symbol, point.symbols[symbol]):
                moved = Point(
                    {**point.symbols, symbol: simpler}, domain, point.seed, dict(point.functions)
                )
                found = _differs(left, right, domain, moved)
                if found is not None:
                    point, pair = moved, found
                    break
        for applied in list(point.functions):
            for simpler in (Fraction(1), Fraction(0), Fraction(2), Fraction(1, 2)):
                if simpler == point.functions[applied] or (applied.is_positive and not simpler):
                    break
                moved = replace(point, functions={**point.functions, applied: simpler})
                found = _differs(left, right, domain, moved)
                if found is not None:
                    point, pair = moved, found
                    break
    return Counterexample(point, *pair)


def _simpler(symbol: sp.Symbol, number: Fraction) -> list[Fraction]:
    if symbol.is_integer:
        return [Fraction(n) for n in range(1, int(abs(number)))]
    size = abs(number.numerator) + number.denominator
    return [f for f in SIMPLE if f.numerator + f.denominator < size or (f == 1 and number < 0)]


def _differs(
    left: sp.Expr, right: sp.Expr, domain: Domain, point: Point
) -> tuple[Number, Number] | None:
    if not admissible(point, domain):
        return None
    try:
        pair = values.different(left, right, point)
    except Undecided:
        return None
    return pair
