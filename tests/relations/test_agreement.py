"""Equality of real expressions where both are defined: never by floats, never by giving up."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from solutions.evidence.evidence import PROVED, REFUTED, UNDECIDED
from solutions.kernel.domains.domain import Domain
from solutions.numbers import values
from solutions.relations.conditions.defined import restricted
from solutions.relations.functions.agreement import agreement

x, y = sp.symbols("x y", real=True)
p, q = sp.symbols("p q", positive=True)
n = sp.Symbol("n", integer=True, positive=True)
k = sp.Symbol("k", integer=True)

EQUALS: list[tuple[Any, ...]] = [
    ((x**2 - 1) / (x - 1), x + 1, sp.Ne(x, 1)),
    (sp.sqrt(x**2), sp.Abs(x)),
    (sp.sqrt(x**2 + 2 * x + 1), sp.Abs(x + 1)),
    (sp.sin(x) ** 2 + sp.cos(x) ** 2, 1),
    (sp.sin(2 * x), 2 * sp.sin(x) * sp.cos(x)),
    (sp.sin(x + y), sp.sin(x) * sp.cos(y) + sp.cos(x) * sp.sin(y)),
    (sp.cos(3 * x), 4 * sp.cos(x) ** 3 - 3 * sp.cos(x)),
    (sp.sin(sp.pi / 6 + x), sp.cos(x) / 2 + sp.sqrt(3) * sp.sin(x) / 2),
    (sp.tan(x), sp.sin(x) / sp.cos(x), sp.Ne(sp.cos(x), 0)),
    (sp.log(x * y), sp.log(x) + sp.log(y), x > 0, y > 0),
    (sp.log(x**2), 2 * sp.log(sp.Abs(x)), sp.Ne(x, 0)),
    (sp.log((1 + x) / (1 - x)), sp.log(1 + x) - sp.log(1 - x), 1 + x > 0, 1 - x > 0),
    (sp.log(1 + sp.exp(x)), x + sp.log(1 + sp.exp(-x))),
    (sp.exp(sp.log(p) * q), p**q),
    (p ** sp.log(q), q ** sp.log(p)),
    (1 / (1 + sp.exp(-x)), sp.exp(x) / (1 + sp.exp(x))),
    (sp.tanh(x), 2 / (1 + sp.exp(-2 * x)) - 1),
    (sp.sqrt(1 - x**2), sp.sqrt(1 - x) * sp.sqrt(1 + x), 1 - x**2 >= 0, x <= 1, x >= -1),
    (sp.sqrt(x + 1) - sp.sqrt(x), 1 / (sp.sqrt(x + 1) + sp.sqrt(x)), x >= 0),
    (sp.sqrt(x**2 - 2 * x * y + y**2), x - y, x >= y),
    (sp.sqrt(5 + 2 * sp.sqrt(6)), sp.sqrt(2) + sp.sqrt(3)),
    (sp.Max(x, y), (x + y + sp.Abs(x - y)) / 2),
    (sp.Sum(k**2, (k, 1, n)), n * (n + 1) * (2 * n + 1) / 6),
    (sp.Sum(p**k, (k, 0, n)), (1 - p ** (n + 1)) / (1 - p), sp.Ne(p, 1)),
    (sp.Product((k + 1) / k, (k, 1, n)), n + 1),
    (sp.atan(x) + sp.atan(1 / x), sp.pi / 2, x > 0),
]
DIFFERS: list[tuple[Any, ...]] = [
    (sp.sqrt(x**2), x),
    (sp.sin(2 * x), 2 * sp.sin(x)),
    ((x + y) ** 2, x**2 + y**2),
    (sp.exp(1), sp.Rational(271828, 100000)),
    (sp.Sum(k**2, (k, 1, n)), n * (n + 1) * (2 * n + 1) / 5),
    ((1 + 1 / n) ** n, sp.E),
    (sp.sin(x) / x, 1, sp.Ne(x, 0)),
    (sp.log(1 + x), x - x**2 / 2 + x**3 / 3, 1 + x > 0),
    (x**2, x**2 + sp.Rational(1, 10**30)),
    (sp.log(x**2), 2 * sp.log(-x), x < 0, x < -1, sp.Ne(x, -1)),
]


def decided(case: tuple[Any, ...]) -> Any:
    left, right, *conditions = case
    return agreement(sp.sympify(left), sp.sympify(right), restricted(Domain(), conditions))


@pytest.mark.parametrize("case", EQUALS, ids=str)
def test_equal_ones_are_proved(case: tuple[Any, ...]) -> None:
    assert decided(case).verdict == PROVED
    left, right, *conditions = case
    assert decided((right, left, *conditions)).verdict == PROVED


@pytest.mark.parametrize("case", DIFFERS[:-1], ids=str)
def test_different_ones_come_with_a_point_where_they_are(case: tuple[Any, ...]) -> None:
    found = decided(case)
    assert found.verdict == REFUTED
    left, right, *_ = (sp.sympify(side) for side in case)
    assert values.different(left, right, found.problem.at.point) is not None


def test_the_domain_counts() -> None:
    assert decided(DIFFERS[-1]).verdict == PROVED
    assert decided((sp.sqrt(x**2), x, x >= 0)).verdict == PROVED
    assert decided((sp.sqrt(x**2), -x, x <= 0)).verdict == PROVED
    assert decided((sp.Abs(x - y), x - y, x <= y)).verdict == REFUTED


def test_an_empty_domain_decides_nothing() -> None:
    assert decided((x, x + 1, x > 1, x < 0)).verdict == UNDECIDED


def test_what_is_not_known_is_not_said() -> None:
    pair = (sp.loggamma(x + 1), sp.loggamma(x) + sp.log(x))
    found = decided((*pair, x > 0))
    assert found.verdict == UNDECIDED
    assert "loggamma" in found.problem.said
    undeclared = decided(pair)
    assert undeclared.verdict == UNDECIDED
    assert "x > 0 is not proved" in undeclared.problem.said


def test_factorials_are_known() -> None:
    found = decided((sp.factorial(n + 3), sp.factorial(n) * (n + 1) * (n + 2) * (n + 3)))
    assert found.verdict == PROVED


def test_nearly_equal_is_not_equal() -> None:
    close = 163 * sp.pi**2 / 163 + sp.Rational(1, 10**40)
    assert decided((sp.pi**2, close)).verdict == REFUTED


atoms = st.sampled_from([x, y, p, sp.Integer(1), sp.Integer(2), sp.Rational(1, 3)])
polynomials = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda both: both[0] + both[1]),
        st.tuples(inner, inner).map(lambda both: both[0] * both[1]),
        inner.map(lambda one: one**2),
    ),
    max_leaves=6,
)


@given(polynomials, polynomials)
@settings(max_examples=60, deadline=None)
def test_expansion_never_changes_the_verdict(one: sp.Expr, two: sp.Expr) -> None:
    assert agreement(one * two, sp.expand(one * two), Domain()).verdict == PROVED
    assert agreement(one, one + 1, Domain()).verdict == REFUTED
