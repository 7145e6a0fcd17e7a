"""False lines of new kinds, stated with an author's own words; none of them may be proved."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.author import Domain, Enclosure, Letter, Regime, RiemannSum, function, text
from solutions.kernel.rules.piecewise import largest
from solutions.relations.integration import by_antiderivative
from solutions.statements.assumptions import assumptions
from tests.attacks.lines import M, R, Stated, f, fate, j, k, line, m, n, r, t, u, x, y

i, i2 = (sp.Symbol(one, integer=True) for one in ("i", "_j"))
f2 = function("f", "f({0},{1})")


def powers(v: sp.Expr) -> sp.Expr:
    return sp.Sum(v**j, (j, 1, m))


PRIMITIVE = sp.Sum(r ** (k + 1) / (k + 1), (k, 0, n))

INDICES: dict[str, Stated] = {
    "Σ_{k≥0} r^k is an empty sum of 0^k at r = 0": lambda: (
        line(sp.Sum(r**k, (k, 0, n))).at({r: sp.S.Zero}, "").equals(0, "")
    ),
    "Σ_{k=−3}^{3} |k| = 0": lambda: (
        line(sp.Sum(sp.Abs(r + k), (k, -3, 3))).at({r: sp.S.Zero}, "").equals(0, "")
    ),
    "Σ_{k≥0} r^k = 0 at r = 0, without an end": lambda: (
        line(sp.Sum(r**k, (k, 0, sp.oo))).at({r: sp.S.Zero}, "").equals(0, "")
    ),
}

CAPTURED: dict[str, Stated] = {
    "∫ Σ_k r^k dr up to a letter k": lambda: line(
        sp.Integral(sp.Sum(r**k, (k, 0, n)), (r, 0, k))
    ).equals(PRIMITIVE.xreplace({r: k}), "", by=(by_antiderivative(PRIMITIVE, r),)),
    "a Riemann sum whose step is called as an index of the integrand": lambda: line(
        sp.Sum(sp.Sum(-(k / n) * n, (n, 1, 2)), (k, 0, n - 1)) / n
    ).riemann(
        RiemannSum(sp.Sum(-u * n, (n, 1, 2)), u, sp.Sum(-(u**2) * n / 2, (n, 1, 2)), 1 / n, k, n),
        Enclosure(-R(3, 2), -R(3, 2) + 3 / n),
        "",
    ),
    "a telescoping sum up to a letter j": lambda: line(
        sp.Sum(powers(k + 1) - powers(k), (k, 1, j))
    ).equals(powers(j + 1) - m, ""),
    "max_j max_i f(j, i) over the diagonal": lambda: line(
        largest(-largest(f2(j, i), (i, 0, t)), (j, 0, t))
    ).equals(largest(-largest(f2(i, i), (i, 0, t)), (j, 0, t)), ""),
    "a letter called _j": lambda: line(largest(f2(k, i2), (k, 1, n))).equals(
        largest(f2(k, k), (k, 1, n)), ""
    ),
    "the greatest row is at least the trace": lambda: line(
        largest(sp.Sum(f2(j, k), (k, 1, n)), (j, 1, m)), where=Domain((m >= k,))
    ).at_least(sp.Sum(f2(k, k), (k, 1, n)), ""),
    "a maximum inside a sum is at least its place": lambda: line(
        sp.Sum(largest(f(j), (j, 1, n)) * y, (k, 1, m)), where=Domain((n >= k,))
    ).at_least(sp.Sum(f(k) * y, (k, 1, m)), ""),
}

h = sp.Symbol("h", positive=True)


def growing(*small: sp.Symbol, bounded: tuple[sp.Symbol, ...] = (), **more: Any) -> Regime:
    """n → ∞, and some letters → 0 at any speed."""
    name = r"n \to \infty" + "".join(rf",\; {one} \to 0" for one in small)
    chart, inverse = ((n, 1 / h),), ((h, 1 / n),)
    return Regime(name, (1 / n, *small), (h, *small), chart, inverse, bounded=bounded, **more)


LIMITS: dict[str, Stated] = {
    "(1 − x)^n → 0 for x ≤ 1 that may fall as 1/n": lambda: line((1 - x) ** n).tends_to(
        0, growing(bounded=(x,), where=Domain((x < 1,))), ""
    ),
    "(1 − x)^n → 0 as x → 0": lambda: line((1 - x) ** n).tends_to(
        0, growing(x, where=Domain((x < 1,))), ""
    ),
    "n(1 − xy)^n → 0 for y ≤ 1": lambda: line(n * (1 - x * y) ** n).tends_to(
        0, growing(bounded=(y,), where=Domain((x < 1, y < 1))), ""
    ),
    "2^{−n}/x → 0 as x → 0": lambda: line(R(1, 2) ** n / x).tends_to(0, growing(x), ""),
    "(−1)^n → 1": lambda: line((-1) ** n).tends_to(1, growing(), ""),
    "(−1)^n/n + 1 → 0": lambda: line((-1) ** n / n + 1).tends_to(0, growing(), ""),
    "x/(x + y) → 1/2": lambda: line(x / (x + y)).tends_to(
        R(1, 2), Regime(r"x, y \to 0", (x, y), (x, y), (), ()), ""
    ),
    "(1 + y/n)^n → e^y as y moves": lambda: line((1 + y / n) ** n).tends_to(
        sp.exp(y), growing(bounded=(y,)), ""
    ),
}

ALL = INDICES | CAPTURED | LIMITS


SPOKEN: dict[str, tuple[Letter, sp.Expr, str]] = {
    "(−1)^M = 1 for an even M": (
        Letter("e", "e", integer=True, even=True), (-1) ** M, "e ∈ ℤ even",
    ),
    "|M| = −M for a negative M": (
        Letter("l", "l", integer=True, negative=True), sp.Abs(M), "l ∈ {−1, −2, …}",
    ),
    "δ(M, 0) = 0 for an M that is not 0": (
        Letter("l", "l", integer=True, nonzero=True), sp.KroneckerDelta(M, 0), "l ∈ ℤ∖{0}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOKEN)
def test_what_sympy_took_from_a_letter_is_said_of_it(name: str) -> None:
    letter, value, told = SPOKEN[name]
    stated = line(value).at({M: letter}, "")
    assert fate(lambda: stated)[0]
    assert told in assumptions(stated.statement(), text)


@pytest.mark.parametrize("name", ALL)
def test_a_false_line_is_not_proved(name: str) -> None:
    held, said = fate(ALL[name])
    assert not held, f"{name} was proved"
    assert said
