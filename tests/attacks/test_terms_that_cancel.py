"""Approximations by what cancels: the error is small against each term, and not against all."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import (
    Derivation,
    Domain,
    Enclosure,
    Mean,
    Normal,
    Regime,
    RiemannSum,
    approaching,
    judge,
    quantity,
    to_infinity,
)
from tests.attacks.lines import ONE, Stated, a, b, fate, k, line, n, p, r, u, x, y

TO0 = Regime(r"x \to 0", (x,), (x,), (), ())
BOTH = Regime(r"x, y \to 0", (x, y), (x, y), (), ())
FIXED = Regime(r"x \to 0", (x,), (x,), (), (), fixed=(y, a, b))
GROWS, FROM2 = to_infinity(n), Domain((n >= 2,))
GROWS2 = to_infinity(n, where=FROM2)
UNIT = sp.Sum(p(k), (k, 1, n))
SPREAD = Derivation("v", quantity("X", "X"), Normal(0, x))
RIEMANN = line(sp.Sum(1 / (1 + k / n), (k, 0, n - 1)) / n).riemann(
    RiemannSum(1 / (1 + u), u, sp.log(1 + u), 1 / n, k, n),
    Enclosure(sp.log(2), sp.log(2) + 1 / (2 * n)),
    "",
)

FALSE: dict[str, Stated] = {
    "x ≈ −2x": lambda: line(x).approximates(1 / (1 + 2 * x) - 1, TO0, ""),
    "x ≈ 2x": lambda: line(x).approximates(1 - 1 / (1 + x) ** 2, TO0, ""),
    "x ≈ 4x": lambda: line(x).approximates(2 - 1 / (1 + x) - 1 / (1 + x) ** 3, TO0, ""),
    "x³ ≈ x²": lambda: line(x**3).approximates(1 / (1 - x**2 / (1 + x**2)) - 1, TO0, ""),
    "1 ≈ −5": lambda: line(1).approximates(n**2 / (n + 5) - n, GROWS, ""),
    "1/n ≈ 5/n": lambda: line(1 / n).approximates(1 - n / (n + 5), GROWS, ""),
    "log n ≈ −1": lambda: line(sp.log(n), where=FROM2).approximates(n**2 / (n + 1) - n, GROWS2, ""),
    "log n! ≈ −n": lambda: line(sp.log(sp.factorial(n)), where=FROM2).approximates(
        n**3 / (n + 1) - n**2, GROWS2, ""
    ),
    "√n ≈ 1": lambda: line(sp.sqrt(n)).approximates(n - n**2 / (n + 1), GROWS, ""),
    "xy ≈ −xy": lambda: line(x * y).approximates(x / (1 + y) - x, BOTH, ""),
    "twice": lambda: (
        line(x)
        .approximates(1 - 1 / (1 + 3 * x), TO0, "")
        .approximates(1 - 1 / (1 + 9 * x), TO0, "")
    ),
    "a mean": lambda: line(Mean(r**2, r, Normal(0, x))).approximates(1 - 1 / (1 + x) ** 2, TO0, ""),
    "a law": lambda: SPREAD.approximates(Normal(0, 1 - 1 / (1 + x) ** 2), TO0, ""),
    "ends of an enclosure": lambda: RIEMANN.approximates(n - n**2 / (n + 5), GROWS, ""),
    "x ≈ 0 at y = 1": lambda: line(1 - y + x).approximates(1 - y, FIXED, "").at({y: ONE}, ""),
    "x² ≈ 0 at a = b": lambda: (
        line(a * x - b * x + x**2).approximates((a - b) * x, FIXED, "").at({a: b}, "")
    ),
    "x ≈ 0 where two values are one": lambda: line(p(1) - p(2) + x).approximates(
        p(1) - p(2), TO0, ""
    ),
    "x ≈ 0 by a unit sum": lambda: line(1 - UNIT + x, where=Domain(unit_sums=(UNIT,))).approximates(
        1 - UNIT, TO0, ""
    ),
    "x ≈ log 1": lambda: line(x).approximates(sp.log(6) - sp.log(2) - sp.log(3), TO0, ""),
    "xy ≈ 0 at x = y": lambda: line(x - y + x * y).approximates(x - y, BOTH, ""),
}
TRUE: dict[str, Stated] = {
    "1 + y": lambda: line(1 + y + x).approximates(1 + y, FIXED, ""),
    "1 − 2x": lambda: line((1 - x) ** 2).approximates(1 - 2 * x, TO0, ""),
    "n log n − n": lambda: line(sp.log(sp.factorial(n)), where=FROM2).approximates(
        n * sp.log(n) - n, GROWS2, ""
    ),
    "n − 1": lambda: line(n**2 / (n + 1)).approximates(n - 1, GROWS, ""),
    "x, from what cancels": lambda: line(1 - 1 / (1 + x)).approximates(x, TO0, ""),
}


@pytest.mark.parametrize("stated", FALSE.values(), ids=FALSE)
def test_nothing_false_is_proved(stated: Stated) -> None:
    held, told = fate(stated)
    assert not held
    assert told


@pytest.mark.parametrize("stated", TRUE.values(), ids=TRUE)
def test_what_is_true_is(stated: Stated) -> None:
    assert fate(stated) == (True, "")


def test_what_is_left_is_told() -> None:
    told = fate(FALSE["x ≈ 2x"])[1]
    assert "the terms of 1 − (x + 1)^(-2) cancel to 2·x, against which the error" in told


def test_a_check_sees_it_too() -> None:
    sizes = [sp.Rational(1, 10**i) for i in range(1, 5)]
    twice = [approaching(1 - 1 / (1 + x) ** 2, {x: size}, size) for size in sizes]
    once = [approaching(1 - 1 / (1 + x), {x: size}, size) for size in sizes]
    assert not judge(twice)[-1].agrees
    assert judge(once)[-1].agrees
