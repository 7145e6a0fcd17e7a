"""Slopes, each by one rule, and what has no rule."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.kernel.errors import Undecided
from solutions.kernel.terms.binding import Index
from solutions.kernel.terms.calculus import derivative
from solutions.kernel.terms.letters import defined, function
from tests.kernel.letters import f, g, i, j, k, m, n, r, s, u, x, y, z

D = sp.Derivative
w = function("w", "w({0},{1})")
double = defined("A", "A({0})", lambda a: 2 * a**2)


def delta(one: Any, other: Any) -> sp.Expr:
    return sp.KroneckerDelta(one, other, evaluate=False)


@pytest.mark.parametrize(
    ("expr", "slope"),
    [
        *((sp.S.One, 0), (y + n, 0), (f(y), 0), (x, 1), (x + y, 1), (3 * x, 3), (x * y, y)),
        *((x * sp.sin(x), sp.sin(x) + x * sp.cos(x)), (x * y * sp.log(x), y * sp.log(x) + y)),
        *((x**2, 2 * x), (x**y, y * x ** (y - 1)), (1 / x, -(x**-2))),
        (sp.sqrt(x), 1 / sp.sqrt(x) / 2),
        *(((x + y) ** 3, 3 * (x + y) ** 2), ((x * y) ** n, n * (x * y) ** (n - 1) * y)),
        *((y**x, y**x * sp.log(y)), (x**x, x**x * (sp.log(x) + 1))),
        (2 ** (3 * x), 3 * 2 ** (3 * x) * sp.log(2)),
        *((sp.exp(x), sp.exp(x)), (sp.exp(-(x**2)), -2 * x * sp.exp(-(x**2))), (sp.exp(y), 0)),
        *((sp.log(x), 1 / x), (sp.log(x + y), 1 / (x + y))),
        (sp.log(x**3 + 1), 3 * x**2 / (x**3 + 1)),
        *((sp.sin(y * x), y * sp.cos(y * x)), (sp.cos(y * x), -y * sp.sin(y * x))),
        *((sp.atan(y * x), y / (1 + (y * x) ** 2)), (double(x), 4 * x), (double(y), 0)),
        *((f(x), D(f(x), x)), (f(x) * y, y * D(f(x), x)), (w(y, x), D(w(y, x), x)), (w(y, 1), 0)),
        (sp.Sum(x**i, (i, 1, n)), sp.Sum(i * x ** (i - 1), (i, 1, n))),
        (sp.Sum(x * f(i), (i, 1, n), (j, 1, m)), sp.Sum(f(i), (i, 1, n), (j, 1, m))),
        (sp.Sum(f(i), (i, 1, sp.oo)), 0),
    ],
    ids=str,
)  # fmt: skip
def test_the_slope_of_an_expression_in_a_letter(expr: sp.Expr, slope: Any) -> None:
    assert sp.simplify(derivative(expr, x) - slope) == 0


@pytest.mark.parametrize(
    "expr",
    [
        *(sp.Abs(r), sp.Max(r, s), sp.tan(r), sp.floor(r), sp.Piecewise((r, r > 0), (0, True))),
        *(sp.Sum(r**i, (i, 1, sp.oo)), sp.Sum(r**i * u**j, (i, 1, n), (j, 1, sp.oo))),
        *(sp.Sum(r**i * u**j, (j, 1, sp.oo), (i, 1, n)), sp.Sum(f(i), (i, 1, r))),
        *(sp.Sum(f(i), (i, r, n)), sp.Sum(f(i), (i, 1, n), (j, 1, r)), sp.Product(r, (i, 1, n))),
        *(sp.Integral(r * s, (s, 0, 1)), f(2 * r), f(r + s), w(r, r), w(r, r**2), w(f(r), 1)),
        *(D(f(r), r), delta(r, 1), f(f(r)), r * f(-r), sp.exp(f(r**2)), sp.log(1 + sp.Abs(r))),
    ],
    ids=str,
)
def test_what_has_no_rule_has_no_slope(expr: sp.Expr) -> None:
    with pytest.raises(Undecided, match="no rule to differentiate"):
        derivative(expr, r)
    assert derivative(expr.xreplace({r: s}) if not expr.has(s) else s, r) == 0


@pytest.mark.parametrize(
    ("expr", "slope"),
    [
        *((z(j), 1), (z(i), delta(i, j)), (z(1), delta(1, j)), (f(j), 0), (f(1) * z(j), f(1))),
        *((z(j) ** 2, 2 * z(j)), (z(i) * z(j), delta(i, j) * z(j) + z(i)), (x * n, 0)),
        (z(i + 1), delta(i + 1, j)),
        (double(z(j)), 4 * z(j)),
        (sp.exp(z(k)), delta(k, j) * sp.exp(z(k))),
    ],
    ids=str,
)
def test_each_value_of_a_function_is_a_variable(expr: sp.Expr, slope: Any) -> None:
    assert sp.expand(derivative(expr, z(j)) - slope) == 0


def test_a_value_at_two_places_is_the_same_where_both_are() -> None:
    assert derivative(w(i, k), w(j, m)) == delta(i, j) * delta(k, m)
    assert derivative(w(i, m), w(j, m)) == delta(i, j)
    assert derivative(w(i, m), w(i, m)) == 1


@pytest.mark.parametrize(
    "expr",
    [
        *(z(x), z(r), z(n / 2), z(1, 2), f(z(j)), sp.Sum(f(i), (i, 1, z(1))), D(z(r), r)),
        *(sp.Sum(z(i), (i, 1, sp.oo)), sp.Product(z(i), (i, 1, n)), sp.Abs(z(1)), z(z(1))),
    ],
    ids=str,
)
def test_what_depends_on_a_value_without_a_rule_is_refused(expr: sp.Expr) -> None:
    with pytest.raises(Undecided, match="no rule to differentiate"):
        derivative(expr, z(j))


BY = [n, Index("i_0", real=True), sp.Symbol("w"), x + 1, f(x), z(r), double(n)]


@pytest.mark.parametrize("by", BY, ids=str)
def test_there_are_slopes_in_real_letters_and_values_at_whole_places_alone(by: Any) -> None:
    with pytest.raises(Undecided, match="no derivative with respect to"):
        derivative(x * y, by)
    assert derivative(g * r, r) == g
