"""Poles and logarithms that are gone once a sign or a number has been put in."""

from __future__ import annotations

import pytest
import sympy as sp
from sympy import Abs, Derivative, Integral, Max, Product, Sum, cos, log, sin, sqrt

from solutions.author import Domain, Letter, defined, to_infinity
from solutions.kernel.rules.piecewise import largest
from tests.attacks.lines import M, R, Stated, f, fate, k, line, m, n, r, s, x, y

i = sp.Symbol("i", integer=True)
c = Letter("c", "c")  # not declared real
turned = Letter("v", "v", imaginary=True)
single = defined("s", "s({0})", lambda w: (Abs(w) - w) / (w - 3))
logged = defined("s", "s({0},{1})", lambda w, v: (Abs(w) - w) * log(v))
over = defined("s", "s({0},{1})", lambda w, v: (sqrt(w**2) - w) / v)
GONE = (Abs(i) - i) / s

UNDER_AN_INDEX: dict[str, Stated] = {
    "0^i log(−x)": lambda: line(Sum(0**i * log(-x), (i, 1, n))).equals(0, ""),
    "0^i/(i − 3)": lambda: line(Sum(0**i / (i - 3), (i, 1, n))).equals(0, ""),
    "(|i| − i)/s": lambda: line(Sum(GONE, (i, 1, n))).equals(0, ""),
    "δ/s": lambda: line(Sum(sp.KroneckerDelta(i, 0) / s, (i, 1, n))).equals(0, ""),
    "max": lambda: line(Sum(1 + (Max(i, 0) - i) / s, (i, 1, n))).equals(n, ""),
    "a sign": lambda: line(Sum((i / Abs(i) - 1) * log(s), (i, 1, n))).equals(0, ""),
    "a product": lambda: line(Product(1 + GONE, (i, 1, n))).equals(1, ""),
    "a greatest value": lambda: line(largest(i + GONE, (i, 1, n))).equals(
        largest(i, (i, 1, n)), ""
    ),
    "a double sum": lambda: line(Sum(Sum(1 + GONE, (i, 1, k)), (k, 1, n))).equals(
        n * (n + 1) / 2, ""
    ),
    "an integral": lambda: line(Integral(Sum((Abs(i) - i) / r + r, (i, 1, n)), (r, -1, 1))).equals(
        0, ""
    ),
    "a slope": lambda: line(Sum(r**2 + (Abs(i) - i) * log(-x), (i, 1, n))).gradient(
        2 * n * r, r, ""
    ),
    "induction": lambda: line(Sum(1 + GONE, (i, 1, n))).by_induction(n, on=n, because=""),
    "a limit": lambda: line(1 / n + Sum(GONE, (i, 1, 4))).tends_to(0, to_infinity(n), ""),
    "a bound": lambda: line(Sum((sqrt(i**2) - i) / s, (i, 1, n))).at_least(0, ""),
}
WRITTEN_OUT: dict[str, Stated] = {
    "one term": lambda: line(Sum((i - 1) / s, (i, 1, 1))).equals(0, ""),
    "one term, at m": lambda: line(Sum(1 + (i - m) / s, (i, m, m))).equals(1, ""),
    "two terms": lambda: line(Sum((k - 1) * (k - 2) / (x - 1), (k, 1, 2))).equals(0, ""),
    "one factor": lambda: line(Product(1 + (i - 1) / s, (i, 1, 1))).equals(1, ""),
}
ABBREVIATED: dict[str, Stated] = {
    "a pole": lambda: line(single(x)).equals(0, ""),
    "a logarithm": lambda: line(1 + logged(x, -y)).equals(1, ""),
    "a bound": lambda: line(x + over(x, s)).at_least(x, ""),
    "a slope": lambda: line(r + logged(x, -y)).gradient(1, r, ""),
    "a limit": lambda: line(1 / n + over(x, s)).tends_to(0, to_infinity(n), ""),
    "an integral": lambda: line(Integral(r * (1 + logged(x, -y)), (r, 0, 1))).equals(R(1, 2), ""),
}
NOT_REAL: dict[str, Stated] = {
    "sin² ≥ 0": lambda: line(sin(c) ** 2).at_least(0, ""),
    "1/(1 + cos²) ≤ 1": lambda: line(1 / (1 + cos(c) ** 2)).at_most(1, ""),
    "cos² ≤ 1": lambda: line(cos(c) ** 2).at_most(cos(c) ** 2 + sin(c) ** 2, ""),
    "atan² ≥ 0": lambda: line(sp.atan(c) ** 2).at_least(0, ""),
    "of an imaginary letter": lambda: line(sin(turned) ** 2).at_least(0, ""),
    "f(c)": lambda: line(f(c) ** 2).at_least(0, ""),
}
HELD: dict[str, Stated] = {
    "in a whole n": lambda: line(Derivative(f(n), n) ** 2).at_least(0, ""),
    "in a whole M": lambda: line(Derivative(f(M), M)).equals(Derivative(f(M), M), ""),
    "in an x that is whole": lambda: line(
        Derivative(f(x), x) ** 2, where=Domain(whole=(x,))
    ).at_least(0, ""),
    "in an x that is 1": lambda: line(
        Derivative(f(x), x) ** 2, where=Domain((x <= 1, x >= 1))
    ).at_least(0, ""),
    "in an r between bounds that are bent": lambda: line(
        Derivative(f(r), r) ** 2, where=Domain((-((r - 1) ** 2) >= 0,))
    ).at_least(0, ""),
}
ALL = {
    f"{kind}: {name}": stated
    for kind, several in {
        "under an index": UNDER_AN_INDEX,
        "written out": WRITTEN_OUT,
        "abbreviated": ABBREVIATED,
        "not real": NOT_REAL,
        "a slope": HELD,
    }.items()
    for name, stated in several.items()
}


@pytest.mark.parametrize("stated", ALL.values(), ids=ALL)
def test_nothing_false_is_proved(stated: Stated) -> None:
    held, told = fate(stated)
    assert not held
    assert told


TRUE: dict[str, Stated] = {
    "a sum that changes its sign": lambda: line(Sum((-1) ** i, (i, 1, n))).equals(
        ((-1) ** n - 1) / 2, ""
    ),
    "a pole between two places": lambda: line(Sum(1 / (2 * i - 3), (i, 1, 2))).equals(0, ""),
    "|i| where i counts": lambda: line(Sum(Abs(i), (i, 1, n))).equals(n * (n + 1) / 2, ""),
    "a pole that is not reached": lambda: line(Sum(1 / (i * (i + 1)), (i, 1, n))).equals(
        1 - 1 / (n + 1), ""
    ),
    "an abbreviation away from its pole": lambda: line(single(x), where=Domain((x > 3,))).equals(
        0, ""
    ),
    "the slope of a function": lambda: line(Derivative(f(x), x) ** 2).at_least(0, ""),
}


@pytest.mark.parametrize("stated", TRUE.values(), ids=TRUE)
def test_what_is_true_is(stated: Stated) -> None:
    assert fate(stated) == (True, "")
