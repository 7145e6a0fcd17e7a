"""Slopes of what has no value, regimes that are half a regime, and kinds that cannot be."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import Domain, Letter, Regime, defined, function, tex, text, to_infinity
from solutions.kernel.rules.piecewise import largest
from tests.attacks.lines import M, Stated, f, fate, k, line, n, r, s, x, y

h = Letter("h", "h", positive=True)
FROM_BOTH = Regime(r"r \to 0", (r,), (h,), ((r, h),), ((h, r),))
gap = defined("gap", "gap({0},{1})", lambda v, w: (v + w) - w)  # SymPy makes this v
one = defined("one", "o({0})", lambda v: sp.Integer(1))
negative = function("pn", "N({0})", negative=True)
above = function("pa", "A({0})", above=1)
UNIT, UNIT_ABOVE = (sp.Sum(g(k), (k, 1, n)) for g in (negative, above))
POSITIVE = sp.Piecewise((1, r > 0), (0, True))

HALF: dict[str, Stated] = {
    "|r| ≈ r": lambda: line(sp.Abs(r)).approximates(r, FROM_BOTH, ""),
    "max(r, 0)/r ≈ 1": lambda: line(sp.Max(r, 0) / r, where=Domain(nonzero=(r,))).approximates(
        1, FROM_BOTH, ""
    ),
    "|r|/r + r → 1": lambda: line(sp.Abs(r) / r + r, where=Domain(nonzero=(r,))).tends_to(
        1, FROM_BOTH, ""
    ),
    "r + |r| ≈ 2r": lambda: line(r + sp.Abs(r)).approximates(2 * r, FROM_BOTH, ""),
    "1[r > 0] + r → 1": lambda: line(POSITIVE + r).tends_to(1, FROM_BOTH, ""),
}
NAMED: dict[str, Stated] = {
    "x → 1 for small x": lambda: line(1 + x).tends_to(
        1, Regime(r"x \to 1", (x,), (x,), (), ()), ""
    ),
    "x → y for x ≪ y": lambda: line((x + y) / y).tends_to(
        1, Regime(r"x \to y", (x / y,), (h,), ((x, h * y),), ((h, x / y),)), ""
    ),
    "n ≪ ∞ for n → ∞": lambda: line(1 + 1 / n).tends_to(
        1, Regime(r"n \ll \infty", (1 / n,), (h,), ((n, 1 / h),), ((h, 1 / n),)), ""
    ),
    "x ≪ 0 for small x": lambda: line(1 + x).tends_to(
        1, Regime(r"x \ll 0", (x,), (x,), (), ()), ""
    ),
    "1 → n for n → ∞": lambda: line(1 + 1 / n).tends_to(
        1, Regime(r"1 \to n", (1 / n,), (h,), ((n, 1 / h),), ((h, 1 / n),)), ""
    ),
}
SLOPES: dict[str, Stated] = {
    "of log(−x)": lambda: line(sp.Derivative(sp.log(-x), x)).equals(1 / x, ""),
    "of log r, for r ≠ 0": lambda: line(
        sp.Derivative(sp.log(r), r), where=Domain(nonzero=(r,))
    ).equals(1 / r, ""),
    "of r + 1/s": lambda: line(sp.Derivative(r + 1 / s, r)).equals(1, ""),
    "of a series that has no sum": lambda: line(
        sp.Derivative(r * x + sp.Sum(1 / k, (k, 1, sp.oo)), r)
    ).equals(x, ""),
    "of a sum that runs backwards": lambda: line(sp.Derivative(r + sp.Sum(k, (k, 1, M)), r)).equals(
        1, ""
    ),
    "in a whole x": lambda: line(sp.Derivative(x**2, x), where=Domain(whole=(x,))).equals(
        2 * x, ""
    ),
    "where x is 3": lambda: line(sp.Derivative(x**2, x), where=Domain((x <= 3, x >= 3))).equals(
        6, ""
    ),
    "of f(x) + log r": lambda: line(sp.Derivative(f(x) + sp.log(r), x)).equals(
        sp.Derivative(f(x), x), ""
    ),
}
NO_VALUE: dict[str, Stated] = {
    "1/s in an argument": lambda: line(gap(x, 1 / s)).equals(x, ""),
    "log(−y) in an argument": lambda: line(gap(x, sp.log(-y))).equals(x, ""),
    "1/s in an argument of 1": lambda: line(one(1 / s)).equals(1, ""),
    "log r in what is convex": lambda: line(gap(r**2, sp.log(r))).convex(r, 0, ""),
    "negative numbers that add up to 1": lambda: line(UNIT).equals(1, "", under=(UNIT,)),
    "numbers above 1 that add up to 1": lambda: line(UNIT_ABOVE).equals(1, "", under=(UNIT_ABOVE,)),
}
ALL = {**HALF, **NAMED, **SLOPES, **NO_VALUE}


@pytest.mark.parametrize("stated", ALL.values(), ids=ALL)
def test_nothing_false_is_proved(stated: Stated) -> None:
    held, told = fate(stated)
    assert not held
    assert told


@pytest.mark.parametrize("stated", HALF.values(), ids=HALF)
def test_half_a_regime_is_told(stated: Stated) -> None:
    assert "r > 0 is not proved, and the chart's variables are positive" in fate(stated)[1]


def test_what_is_true_is_proved() -> None:
    right = Regime(r"r \to 0", (r,), (h,), ((r, h),), ((h, r),), where=Domain((r > 0,)))
    true: list[Stated] = [
        lambda: line(sp.Abs(r)).approximates(r, right, ""),
        lambda: line(1 + 1 / n).tends_to(1, to_infinity(n), ""),
        lambda: line(sp.Derivative(x**2, x)).equals(2 * x, ""),
        lambda: line(sp.Derivative(x**2, x), where=Domain((x >= 3,))).equals(2 * x, ""),
        lambda: line(gap(x, s)).equals(x, ""),
    ]
    for stated in true:
        assert fate(stated) == (True, "")


def test_a_greatest_value_is_read_as_it_is_meant() -> None:
    most = largest(f(k), (k, 1, n))
    wider = largest(f(k) + 1, (k, 1, n))
    squares = largest(f(k) ** 2, (k, 1, n))
    assert r"\left(f(k) + 1\right)" in tex(2 * wider)
    assert tex(most**2) != tex(squares)
    assert text(most**2) != text(squares)
