"""A look from outside: what was proved, at a few admissible points in ball arithmetic.

The kernel's proofs are symbolic. Here both sides of a proved line are numbers, so that a defect of
the kernel, or of the algebra system below it, is met by arithmetic that shares nothing with it.
A certain contradiction raises :class:`Disagreement`; nothing is ever proved here.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import combinations, islice, pairwise
from typing import Any

import flint
import sympy as sp

from solutions.evidence.counterexamples import admissible, points, rational
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Disagreement, Undecided
from solutions.numbers.balls import Number, add, multiply, power
from solutions.numbers.points import Point, fits
from solutions.numbers.values import value
from solutions.objects.laws import Enclosure, Normal, Recursion, numbers
from solutions.printing.formulas import equals, text
from solutions.relations.conditions.binders import stated
from solutions.relations.regimes.reach import Path
from solutions.relations.sampling.jets import jet

TRIES, LOOKS = 24, 5
"""So many points are tried, and so many that have a value are looked at."""

NEAR = (Fraction(1, 60**3), Fraction(1, 60**6), Fraction(1, 60**12))
"""Values of ε along a path to a limit."""

STEPS = (Fraction(1, 7), Fraction(-1, 7), Fraction(2), Fraction(-2))
"""From an optimum to its neighbours."""


def order(small: sp.Expr, large: sp.Expr, domain: Domain, *, strict: bool = False) -> None:
    """``small ≤ large``, with ``strict`` ``small < large``."""

    def wrong(point: Point) -> bool:
        low, high = value(small, point), value(large, point)
        return _above(low, high) or (strict and _above(low, high, strict=False))

    _look(f"{text(small)} {'<' if strict else '≤'} {text(large)}", (small, large), domain, wrong)


def inside(number: sp.Expr, ends: Enclosure, domain: Domain) -> None:
    """``number`` between two ends."""
    order(ends.lower, number, domain)
    order(number, ends.upper, domain)


def root(
    square: sp.Expr, known: Enclosure, number: sp.Expr, ends: Enclosure, domain: Domain
) -> None:
    """Where ``square`` lies in ``known``, ``number`` lies between ``ends``."""

    def wrong(point: Point) -> bool:
        low, middle, high = (value(one, point) for one in (known.lower, square, known.upper))
        if not (_above(middle, low, strict=False) and _above(high, middle, strict=False)):
            return False
        found = value(number, point)
        return _above(value(ends.lower, point), found) or _above(found, value(ends.upper, point))

    sides = (square, known.lower, known.upper, number, ends.lower, ends.upper)
    _look(f"{text(number)} in {ends.text()}", sides, domain, wrong)


def slope(body: sp.Expr, x: sp.Symbol, claimed: sp.Expr, domain: Domain) -> None:
    """``claimed`` is the derivative of ``body`` in ``x``."""

    def wrong(point: Point) -> bool:
        return _differ(jet(body, x, point)[1], value(claimed, point))

    _look(f"the slope of {text(body)} is {text(claimed)}", (body, claimed, x), domain, wrong)


def optimum(
    body: sp.Expr, x: sp.Symbol, place: sp.Expr, domain: Domain, *, least: bool = True
) -> None:
    """No admissible neighbour of ``place`` is better."""

    def wrong(point: Point) -> bool:
        there = rational(value(place, point))
        best = value(body, _moved(point, {x: there}))
        for step in STEPS:
            beside = _moved(point, {x: there + step})
            if not admissible(beside, domain):
                continue
            other = value(body, beside)
            if _above(best, other) if least else _above(other, best):
                return True
        return False

    word = "least" if least else "greatest"
    _look(f"{text(body)} is {word} at {text(place)}", (body, place, x), domain, wrong)


def exponent(body: sp.Expr, x: sp.Symbol, law: Normal, domain: Domain) -> None:
    """``body`` and ``−(x − m)²/2v`` differ by the same number at every x, for v > 0."""

    def wrong(point: Point) -> bool:
        if _above(flint.fmpq(0), value(law.variance, point), strict=False):
            return True
        gaps = []
        for at in (Fraction(0), Fraction(1), Fraction(-3), Fraction(5, 2)):
            moved = _moved(point, {x: at})
            away = add(flint.fmpq(at.numerator, at.denominator), -value(law.mean, moved))
            bend = multiply(power(away, flint.fmpq(2)), flint.fmpq(1, 2))
            bend = multiply(bend, power(value(law.variance, moved), flint.fmpq(-1)))
            gaps.append(add(value(body, moved), bend))
        return any(_differ(one, other) for one, other in combinations(gaps, 2))

    _look(f"exp({text(body)}) is {law.text()}", (body, law.mean, law.variance, x), domain, wrong)


def recursion(steps: Recursion, closed: Any, domain: Domain, start: int) -> None:
    """The closed form against the recursion itself, four steps from its start."""
    sides = [*numbers(closed), *numbers(steps.first), *numbers(steps.then)]

    def wrong(point: Point) -> bool:
        now = [value(one, point) for one in numbers(steps.first)]
        for count in range(start, start + 4):
            at = _moved(point, {steps.on: Fraction(count)})
            if not admissible(at, domain):
                return False
            if any(_differ(a, value(b, at)) for a, b in zip(now, numbers(closed), strict=True)):
                return True
            standing = now[-len(steps.letters) :]
            known = {a: rational(b) for a, b in zip(steps.letters, standing, strict=True)}
            now = [value(one, _moved(at, known)) for one in numbers(steps.then)]
        return False

    own = {*steps.letters}
    letters = set().union(*(side.free_symbols for side in sides), {steps.on}) - own
    _look(f"{text(closed)} solves the recursion", letters, domain, wrong)


def shrinks(gap: sp.Expr, against: list[sp.Expr], path: Path | None, domain: Domain) -> None:
    """``gap`` over each of ``against`` becomes smaller on the way to the limit.

    On every path it falls faster than a tenth from one ε to the next, a power of the last.
    """
    if path is None:
        return
    for term in against:
        letters = gap.free_symbols | term.free_symbols
        letters = letters.union(*(expr.free_symbols for expr in stated(domain)))
        ratios: list[Number] = []
        for size in NEAR:
            point = path.at(size, letters)
            if point is None:
                break
            point = _moved(point, _still(letters - set(point.symbols)))
            try:
                if not admissible(point, domain):
                    break
                ratios.append(abs(flint.arb(value(gap / term, point, 2048))))
            except Undecided:
                break
        if len(ratios) < len(NEAR):
            continue
        if all(10 * later > 9 * sooner for sooner, later in pairwise(ratios)):
            raise _defect(f"{text(gap)} is negligible against {text(term)}", path.fixed)


def rounded(number: sp.Rational, claimed: sp.Rational, digits: int) -> None:
    """The same by decimal arithmetic; of two nearest decimals either may be claimed."""
    context = Context(prec=digits, rounding=ROUND_HALF_UP, Emax=10**6, Emin=-(10**6))
    found = Fraction(context.divide(Decimal(int(number.p)), Decimal(int(number.q))))
    exact, told = (Fraction(int(n.p), int(n.q)) for n in (number, claimed))
    if abs(exact - found) != abs(exact - told):
        raise Disagreement(f"a defect of the kernel: {exact} was rounded to {told}, not {found}")


def _look(claim: str, sides: Any, domain: Domain, wrong: Callable[[Point], bool]) -> None:
    """Raise :class:`Disagreement` at an admissible point at which ``wrong`` is certain."""
    letters: set[sp.Symbol] = set().union(*(side.free_symbols for side in sides))

    def certain(point: Point) -> bool | None:
        try:
            return wrong(point)
        except Undecided:
            return None

    tried = ((point, certain(point)) for point in points(letters, domain, TRIES, seed=2))
    for point, found in islice(((p, f) for p, f in tried if f is not None), LOOKS):
        if found:
            raise _defect(claim, point)


def _defect(claim: str, point: Point) -> Disagreement:
    named = sorted(point.symbols.items(), key=lambda item: str(item[0]))
    at = ", ".join(equals(letter, number, text) for letter, number in named)
    return Disagreement(f"a defect of the kernel: it proved that {claim}; it fails at {at}")


def _moved(point: Point, values: dict[sp.Symbol, Fraction]) -> Point:
    """The point with some letters elsewhere, and the same functions."""
    return Point({**point.symbols, **values}, point.domain, point.seed, point.functions)


def _still(letters: set[sp.Symbol]) -> dict[sp.Symbol, Fraction]:
    """A place for letters of which nothing is said."""
    places = (Fraction(1), Fraction(-1), Fraction(0), Fraction(1, 2))
    return {one: next(p for p in places if fits(one, p)) for one in letters}


def _above(a: Number, b: Number, *, strict: bool = True) -> bool:
    """Is a > b for certain, or with ``strict=False`` a ≥ b?"""
    if not (isinstance(a, flint.fmpq) and isinstance(b, flint.fmpq)):
        a, b = flint.arb(a), flint.arb(b)
    return bool(a > b) if strict else bool(a >= b)


def _differ(a: Number, b: Number) -> bool:
    """Are they certainly two numbers?"""
    if isinstance(a, flint.fmpq) and isinstance(b, flint.fmpq):
        return bool(a != b)
    return not flint.arb(a).overlaps(flint.arb(b))
