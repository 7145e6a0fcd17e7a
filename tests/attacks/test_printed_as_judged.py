"""What is printed is what is judged: no factor, limit or bracket is lost on the way to a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Derivation,
    Letter,
    Mean,
    Normal,
    Recursion,
    Regime,
    difference,
    family,
    given,
    gradient,
    limit,
    logarithm,
    mean,
    quantity,
    ratio,
    tex,
    text,
    variance,
    written,
)
from tests.attacks.lines import E, M, b, f, fate, j, k, line, m, n, p, r, s, t, u, x, y, z
from tests.attacks.parts import STANDARD, A, B, Y, added, mu, v

SIZE = Letter("n", "n", integer=True, positive=True, members="A")


def twice(body: sp.Expr) -> sp.Expr:
    return sp.Product(body, (k, 1, 2))


def ends(high: sp.Expr) -> sp.Expr:
    return sp.Sum(1, (k, 1, high))


def over(body: sp.Expr) -> sp.Expr:
    return sp.Sum(body, (k, 1, SIZE))


PRINTED: list[tuple[sp.Expr, str]] = [
    (ends(n / (m + 1)), r"\sum_{k=1}^{\frac{n}{m + 1}} 1"),
    (ends(1 / (2 * x)), r"\sum_{k=1}^{\frac{1}{2 x}} 1"),
    (ends(n / (2 * m) - 1), r"\sum_{k=1}^{\frac{n}{2 m} - 1} 1"),
    (ends(n / m + 1), r"\sum_{k=1}^{1 + n/m} 1"),
    (r * twice(s), r"r\prod_{k=1}^{2} s"),
    (twice(s * r), r"\prod_{k=1}^{2} r s"),
    (r * twice(s) / b, r"\frac{r}{b}\prod_{k=1}^{2} s"),
    (M * sp.Sum(M + x, (M, 1, 2)), r"M\sum_{M=1}^{2} \left(M + x\right)"),
    (twice(k) * p(x) * f(y), r"p(x) f(y) \prod_{k=1}^{2} k"),
    (sp.Sum(k, (k, 1, 2)) * p(k) * f(k), r"p(k) f(k) \sum_{k=1}^{2} k"),
    (twice(x) * (f(x) + 1) * p(y), r"p(y) \left(f(x) + 1\right) \prod_{k=1}^{2} x"),
    (sp.log(x) * p(y) * f(z), r"p(y) f(z) \log x"),
    (sp.log(x) * sp.log(y) * f(z), r"f(z) \left(\log x\right) \log y"),
    (sp.exp(twice(k * y) / x), r"e^{(\prod_{k=1}^{2} k y) / x}"),
    (
        twice(k) * (sp.Derivative(f(x), x) + sp.Derivative(f(y), y)),
        r"\left(\prod_{k=1}^{2} k\right) \left(\nabla_{\!x} f(x) + \nabla_{\!y} f(y)\right)",
    ),
    (over(k), r"\sum_{k=1}^{n} k"),
    (over(k * f(k)), r"\sum_{k=1}^{n} k f(k)"),
    (over(sp.Sum(f(j), (j, 1, k))), r"\sum_{k=1}^{n} \sum_{j=1}^{k} f(j)"),
    (over(f(k)), r"\sum_{k \in A} f(k)"),
    (over(f(k) * sp.KroneckerDelta(k, j)), r"\sum_{k \in A} f(k) \delta_{j k}"),
]


@pytest.mark.parametrize(("expr", "shown"), PRINTED, ids=[str(number) for number in range(20)])
def test_nothing_moves_into_a_sum_a_product_or_a_logarithm(expr: sp.Expr, shown: str) -> None:
    assert tex(expr) == shown


def test_a_terminal_keeps_brackets_too() -> None:
    assert text(z + sp.factor_terms(-x - y)) == "z − (x + y)"
    assert ratio(E, sp.Rational(1, 2)).text() == "E / (1/2)"
    assert ratio(family("F", "F({0})")(y), 1 / y).text() == "F(y) / (1/y)"


# In x ≪ y both letters may move: x = 1 and y → ∞ is such a way.
h = Letter("h", "h", positive=True)
BELOW = Regime(r"x \ll y", (x / y,), (h,), ((x, h * y),), ((h, x / y),))
ABOVE = replace(BELOW, chart=((y, x / h),))


@pytest.mark.parametrize(
    ("value", "limit", "regime"),
    [
        (x + x / y, 0, BELOW),
        (x * (1 + y) / y, 0, BELOW),
        (x**2 / y, 0, BELOW),
        (1 / (x + y) - 1 / y, 0, BELOW),
        (x * z + x / y, 0, BELOW),
        (x * f(y), 0, BELOW),
        (1 / y + x / y, 0, ABOVE),
        (x, 0, replace(BELOW, fixed=(y,))),
        (1 / y, 0, replace(ABOVE, fixed=(x,))),
    ],
)
def test_a_regime_holds_no_letter_fixed_that_it_names(
    value: sp.Expr, limit: sp.Expr, regime: Regime
) -> None:
    held, _ = fate(lambda: line(value).tends_to(sp.sympify(limit), regime, ""))
    assert not held


def test_what_a_regime_names_and_holds_fixed_is_told() -> None:
    held, said = fate(lambda: line(1 + x).approximates(sp.S.One, replace(BELOW, fixed=(y,)), ""))
    assert not held
    assert "in which y may move, and it is fixed here: name the regime by" in said


def test_what_depends_on_the_ratio_alone_still_has_its_limit() -> None:
    assert fate(lambda: line(x / y).tends_to(sp.S.Zero, BELOW, ""))[0]
    assert fate(lambda: line(1 + x / y).approximates(sp.S.One, BELOW, ""))[0]


def kept(*factors: sp.Expr) -> sp.Expr:
    return sp.Mul(*factors, evaluate=False)


def left(*terms: sp.Expr) -> sp.Expr:
    return sp.Add(*terms, evaluate=False)


X = quantity("X", "X")
BODIES: dict[str, tuple[sp.Expr, Normal, int]] = {
    "a factor over itself": (kept(r, s, 1 / s), Normal(2, 1), 2),
    "a fraction less itself": (left(r, 1 / s, -1 / s), Normal(2, 1), 2),
    "no fractions": (left(kept(sp.S.Zero, 1 / s), r), Normal(2, 1), 2),
    "no logarithms": (left(kept(sp.S.Zero, sp.log(s)), r), Normal(2, 1), 2),
    "the variable over itself": (kept(r, sp.Pow(r, -1, evaluate=False)), Normal(0, 0), 1),
    "a factorial over itself": (
        kept(r, sp.factorial(t - 1), 1 / sp.factorial(t - 1)), Normal(2, 1), 2
    ),
    "a root less itself": (left(r, sp.sqrt(s), -sp.sqrt(s)), Normal(2, 1), 2),
    "a square over its root": (kept(r**2, sp.Pow(r, -1, evaluate=False)), Normal(s, u), 0),
}  # fmt: skip


@pytest.mark.parametrize("case", BODIES.values(), ids=BODIES)
def test_the_body_of_an_average_has_a_value_as_it_is_written(
    case: tuple[sp.Expr, Normal, int],
) -> None:
    body, law, value = case
    stated: list[Callable[[], Derivation]] = [
        lambda: Derivation("e", mean(X), Mean(body, r, law)).equals(sp.Integer(value), ""),
        lambda: Derivation("e", mean(X), sp.Integer(value)).equals(Mean(body, r, law), ""),
    ]
    for one in stated:
        assert not fate(one)[0]


# What stands behind X | Y = r, Var X, lim A or a product is not read into it.
AT, NOISE = family("X", "X_{{{0}}}"), family("N", "N_{{{0}}}")
CONDITION = given(AT(t), Y, r)
STANDARD_STEP = added((CONDITION, Normal(mu, v)), (NOISE(t), STANDARD))


def of(value: Any, form: str = "tex") -> str:
    return str(getattr(value, form)())


SHOWN: list[tuple[str, str]] = [
    (
        of(Recursion(3, s**2, s, t, 0, CONDITION)),
        r"\left(X_{t - 1} \mid Y = r\right)^{2}, \quad \left(X_{0} \mid Y = r\right) = 3",
    ),
    (of(Recursion(STANDARD, STANDARD_STEP, (mu, v), t, 0, CONDITION)), r"\mid Y = r\right) + N_{"),
    (of(STANDARD_STEP, "text"), "+ N(t)"),
    (of(ratio(variance(X), B)), r"(\operatorname{Var} X) \big/ B"),
    (of(ratio(limit(A, r"x \to 0"), B)), r"(\lim_{x \to 0} A) \big/ B"),
    (of(difference(limit(A, r"x \to 0"), B)), r"(\lim_{x \to 0} A) - B"),
    (of(difference(B, limit(A, r"x \to 0"))), r"B - \lim_{x \to 0} A"),
    (of(ratio(logarithm(A), B)), r"(\log A) \big/ B"),
    (of(ratio(gradient(A, x), B)), r"A) \big/ B"),
    (of(logarithm(written(sp.log(x) * y))), r"\log (y \log x)"),
    (of(logarithm(written(x * (y + 1)))), r"\log (x (y + 1))"),
    (of(logarithm(written(x / y))), r"\log \frac{x}{y}"),
    (of(gradient(written(x * (x + 1)), x)), r"\nabla_{\!x} (x (x + 1))"),
    (
        tex(sp.Derivative(f(r), r) * sp.Sum(r * p(k), (k, 1, n))),
        r"\left(\nabla_{\!r} f(r)\right) \sum_{k=1}^{n} r p(k)",
    ),
    (
        tex(sp.Derivative(f(r), r) * twice(k * r)),
        r"\left(\nabla_{\!r} f(r)\right) \prod_{k=1}^{2} k r",
    ),
]


@pytest.mark.parametrize(("printed", "held"), SHOWN, ids=[str(place) for place in range(15)])
def test_what_stands_behind_is_not_read_into_it(printed: str, held: str) -> None:
    assert held in printed
