"""Values that are missing deeper inside: in abbreviations, cases, means, steps and arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp
from sympy import Derivative, Piecewise, Product, Sum

from solutions.author import (
    Combination,
    Derivation,
    Domain,
    Letter,
    Mean,
    Normal,
    Recursion,
    Regime,
    Term,
    defined,
    family,
    function,
    quantity,
    to_infinity,
)
from solutions.kernel.rules.piecewise import indicator
from tests.attacks.lines import ONE, R, Stated, f, fate, j, k, line, m, n, r, s, t, x, y

i = sp.Symbol("i", integer=True)
GONE = (sp.Abs(i) - i) / s
over = defined("s", "s({0},{1})", lambda w, v: (sp.sqrt(w**2) - w) / v)
o = defined("o", "o({0},{1})", lambda w, c: Sum((w - 1) / c * j, (j, 1, 2)))
pw = defined("o", "o({0},{1})", lambda w, c: Piecewise(((w - 1) / c, w > 0), (1, True)))
TO0 = Regime(r"x \to 0", (x,), (x,), (), ())
v, W = family("v", "v_{{{0}}}"), family("W", "W_{{{0}}}")
pv = Letter("pv", "pv", real=True)
PIN = Domain((r >= 1,), nonzero=(indicator(r <= 1),))  # only r = 1
gi = function("g", "g({0})", integer=True)
ind: dict[str, Any] = {"on": t, "start": 0, "because": ""}


def V(rule: Recursion) -> Derivation:
    return Derivation("e", v(t), rule)


def dd(body: Callable[..., sp.Expr], count: int = 2) -> Any:
    """An abbreviation with so many arguments."""
    places = ",".join(f"{{{number}}}" for number in range(count))
    return defined("d", f"d({places})", body)


FALSE: list[Stated] = [
    lambda: line(o(ONE, s)).equals(0, ""),
    lambda: line(pw(ONE, s)).equals(0, ""),
    lambda: line(dd(lambda w, c: Sum((sp.Abs(w) - w) / c * j, (j, 1, 2)))(x, s)).equals(0, ""),
    lambda: line(dd(lambda w, c, e: Sum((sp.Abs(w) - w) / c * j, (j, 1, e)), 3)(x, s, n)).equals(
        0, ""
    ),
    lambda: line(dd(lambda w, c: Sum((sp.Abs(w) - w) * sp.log(c) * j, (j, 1, 2)))(x, -y)).equals(
        0, ""
    ),
    lambda: line(dd(lambda w, c: Derivative((sp.Abs(w) - w) / c * w**2 + w, w))(x, s)).equals(
        1, ""
    ),
    lambda: line(dd(lambda w, c: Product(1 + (sp.Abs(w) - w) / c, (j, 1, 2)))(x, s)).equals(1, ""),
    lambda: line(r**2 + o(ONE, s)).gradient(2 * r, r, ""),
    lambda: line(1 / n + pw(ONE, s)).tends_to(0, to_infinity(n), ""),
    lambda: line(Sum(k + o(ONE, s), (k, 1, n))).by_induction(n * (n + 1) / 2, on=n, because=""),
    lambda: line(Sum(Piecewise(((i - 1) / s, r > 0), (0, True)), (i, 1, 1))).equals(0, ""),
    lambda: line(Sum(1 + Piecewise(((i - m) / s, r > 0), (0, True)), (i, m, m))).equals(1, ""),
    lambda: line(Product(1 + Piecewise(((i - 1) / s, r > 0), (0, True)), (i, 1, 1))).equals(1, ""),
    lambda: line(Sum(indicator((i - 1) / s <= 0), (i, 1, 1))).equals(1, ""),
    lambda: line(Sum(Derivative((k - 1) * r / s, r), (k, 1, 1))).equals(0, ""),
    lambda: line(
        Sum(Derivative((i - 1) * sp.log(r) + r**2, r), (i, 1, 1)), where=Domain((r < 0,))
    ).equals(2 * r, ""),
    lambda: line(Mean(r**2 + over(x, s), r, Normal(0, 1))).equals(1, ""),
    lambda: line(ONE).equals(Mean(r**2 + over(x, s), r, Normal(0, 1)), ""),
    lambda: line(Mean(r**2 * (1 + over(x, s)), r, Normal(0, x))).approximates(x, TO0, ""),
    lambda: line(Mean(sp.exp(over(x, s) * r), r, Normal(1, 1))).equals(1, ""),
    lambda: V(Recursion(sp.Integer(0), pv + 1 + over(x, s), pv, t, 0, v(t))).by_induction(t, **ind),
    lambda: V(Recursion(sp.Integer(0), pv + 1 + over(x, t), pv, t, 0, v(t))).by_induction(t, **ind),
    lambda: V(Recursion(sp.Integer(0), pv + 1 + over(x, pv), pv, t, 0, v(t))).by_induction(
        t, **ind
    ),
    lambda: V(Recursion(sp.Integer(0), pv + 1 + Sum(GONE, (i, 1, n)), pv, t, 0, v(t))).by_induction(
        t, **ind
    ),
    lambda: V(
        Recursion(sp.Integer(0), pv + 1 + Sum((i - 1) / t, (i, 1, 1)), pv, t, 0, v(t))
    ).by_induction(t, **ind),
    lambda: line(r, where=PIN).gradient(1, r, ""),
    lambda: line(r**2, where=PIN).gradient(2 * r, r, ""),
    lambda: line(Derivative(f(r), r), where=PIN).equals(Derivative(f(r), r), ""),
    lambda: line(r**2, where=Domain((r >= 0, indicator(r <= 0) > R(1, 2)))).gradient(2 * r, r, ""),
    lambda: line(r**2, where=Domain((gi(r) > 0,))).gradient(2 * r, r, ""),
    lambda: line(gi(r)).gradient(Derivative(gi(r), r), r, ""),
    lambda: line(r + Derivative(gi(r), r) ** 2).at_least(r, ""),
    lambda: Derivation("e", v(1 / s), ONE).equals(1, ""),
    lambda: Derivation(
        "e", quantity("X", "X"), Combination((Term(1, W(1 / s), Normal(0, 1)),))
    ).equals(Normal(0, 1), ""),
    lambda: Derivation("e", v(r), x).at({r: Sum(GONE, (i, 1, n))}, ""),
]


@pytest.mark.parametrize("stated", FALSE, ids=range(len(FALSE)))
def test_nothing_false_is_proved(stated: Stated) -> None:
    held, told = fate(stated)
    assert not held
    assert told


def test_what_is_there_is_proved() -> None:
    walk = V(Recursion(sp.Integer(0), pv + 1 + over(x, y), pv, t, 0, v(t)))
    true: list[Stated] = [
        lambda: line(o(ONE, x)).equals(0, ""),
        lambda: line(Mean(r**2 + over(x, y), r, Normal(0, 1))).equals(1, ""),
        lambda: walk.by_induction(t, **ind),
        lambda: line(r**2, where=Domain(nonzero=(r,))).gradient(2 * r, r, ""),
    ]
    for stated in true:
        assert fate(stated) == (True, "")
