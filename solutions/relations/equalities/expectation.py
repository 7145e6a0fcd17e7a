"""Expectations under a Gaussian law: what has to hold for the moments to be what they are said.

The law is one (its variance is proved ≥ 0 and free of the variable), the variable runs over the
whole line, and the body is the sum of terms c·x^k·e^{ax} that it was taken apart into, which the
normal form decides. The facts taken as known are those of :mod:`solutions.numbers.moments`.
"""

from __future__ import annotations

from math import comb, factorial

import flint
import sympy as sp

from solutions.evidence.counterexamples import points
from solutions.evidence.evidence import Evidence, Reason, proved, undecided
from solutions.kernel import signs
from solutions.kernel.domains.domain import Domain
from solutions.kernel.domains.variables import renamed
from solutions.kernel.errors import Disagreement, Undecided
from solutions.numbers import moments
from solutions.numbers.balls import Number, add, multiply, power, to_fmpq
from solutions.numbers.points import Point
from solutions.numbers.values import value
from solutions.objects.laws import Mean, Value
from solutions.printing.formulas import text
from solutions.relations.equalities.equality import equal

Named = list[tuple[str | Reason, Evidence]]
ORDER = 160
"""So many terms of the series of e^{cX} are added up in the look from outside."""


def conditions(side: Value, domain: Domain) -> Named:
    """What an expectation needs, judged; nothing for any other value."""
    if not isinstance(side, Mean):
        return []
    law, told = side.law, Reason("formula", (side,))
    try:
        if not signs.nonnegative(law.variance, domain):
            return [(told, undecided("variance below zero", law.variance, side.variable))]
        moments.terms(side.body, side.variable)  # what has no rule is told under its own name
        body, x = renamed(side.body, side.variable, domain)
        parts = moments.terms(body, x)
        found = equal(body, sp.Add(*(part.at(x) for part in parts)), domain)
        if found.holds:
            _look(side, parts, domain)
    except Undecided as why:
        return [(told, undecided(why))]
    degree = max(part.power for part in parts)
    said = proved(Reason("Gaussian moments", (degree,)))
    return [(Reason("expectation terms", (side,)), found), (told, said)]


def _look(side: Mean, parts: tuple[moments.Term, ...], domain: Domain) -> None:
    """At points: E X^n = Σ_j C(n, 2j) (2j − 1)!! v^j m^{n−2j}, and e^{cX} by its power series.

    Raises :class:`Disagreement` where that contradicts the recursion.
    """
    claimed = side.value()
    symbols = claimed.free_symbols | side.law.mean.free_symbols | side.law.variance.free_symbols
    for point in points(symbols, domain, 6):
        try:
            stated = value(claimed, point)
            found = _series(parts, side, point)
        except Undecided:
            continue
        if found is None:
            continue
        apart = abs(flint.arb(found) - flint.arb(stated))
        if apart > (1 + abs(flint.arb(stated))) / 10**6:
            raise Disagreement(f"{text(side)} is {text(claimed)} by rule and {found} by its series")


def _series(parts: tuple[moments.Term, ...], side: Mean, point: Point) -> Number | None:
    mean, variance = value(side.law.mean, point), value(side.law.variance, point)
    total: Number = flint.fmpq(0)
    for part in parts:
        rate, weight = value(part.rate, point), value(part.coefficient, point)
        steps = ORDER if not (isinstance(rate, flint.fmpq) and rate == 0) else 1
        inner: Number = flint.fmpq(0)
        last: Number = flint.fmpq(0)
        for n in range(steps):
            last = multiply(
                multiply(power(rate, flint.fmpq(n)), flint.fmpq(1, factorial(n))),
                _plain_moment(n + part.power, mean, variance),
            )
            inner = add(inner, last)
        if steps > 1 and not abs(flint.arb(last)) < abs(flint.arb(inner)) / 10**12:
            return None
        total = add(total, multiply(weight, inner))
    return total


def _plain_moment(order: int, mean: Number, variance: Number) -> Number:
    total: Number = flint.fmpq(0)
    for j in range(order // 2 + 1):
        odd = factorial(2 * j) // (2**j * factorial(j))
        size = multiply(power(variance, flint.fmpq(j)), power(mean, flint.fmpq(order - 2 * j)))
        total = add(total, multiply(to_fmpq(comb(order, 2 * j) * odd), size))
    return total
