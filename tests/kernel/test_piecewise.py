"""Absolute values, maxima, minima and indicators: their laws, and where they have none."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import same
from solutions.kernel.rules.piecewise import indicator, largest
from tests.kernel.letters import c, f, g, i, j, k, n, p, r, s, u, x, y

w = sp.Symbol("w")
ZERO, ONE = sp.S.Zero, sp.S.One

EQUAL = [
    (sp.Abs(r) ** 2, r**2),
    (sp.sqrt(r**2), sp.Abs(r)),
    (sp.Abs(r * s), sp.Abs(r) * sp.Abs(s)),
    (sp.Abs(r - s), sp.Abs(s - r)),
    (sp.Abs(r**2 - s**2), sp.Abs(r - s) * sp.Abs(r + s)),
    (sp.Abs(-3 * r), 3 * sp.Abs(r)),
    (sp.Abs(r / 2 - s / 3), sp.Abs(3 * r - 2 * s) / 6),
    (sp.Abs(r / x), sp.Abs(r) / x),
    (sp.Abs(-r / (x + y)), sp.Abs(r) / (x + y)),
    (sp.Abs((r - s) ** 3), sp.Abs(r - s) ** 3),
    (sp.Abs(u + x, evaluate=False), u + x),
    (sp.Abs(-u - x, evaluate=False), u + x),
    (sp.Max(r, s) + sp.Min(r, s), r + s),
    (sp.Max(r, s) - sp.Min(r, s), sp.Abs(r - s)),
    (sp.Max(r, s) * sp.Min(r, s), r * s),
    (sp.Max(-r, -s), -sp.Min(r, s)),
    (sp.Max(x + u, x, evaluate=False), x + u),
    (sp.Min(x + u, x, evaluate=False), x),
    (sp.Max(r, s, f(1)), sp.Max(f(1), sp.Max(r, s), evaluate=False)),
    (indicator(r < s), 1 - indicator(s <= r)),
    (indicator(r > s), 1 - indicator(r <= s)),
    (indicator(r >= s), indicator(s <= r)),
    (indicator(r - s >= 0), indicator(s <= r)),
    (indicator(sp.Le(x, x + u, evaluate=False)), ONE),
    (indicator(sp.Lt(x, x + y, evaluate=False)), ONE),
    (indicator(sp.Lt(x + u, x, evaluate=False)), ZERO),
    (indicator(sp.Ge(x, x + y, evaluate=False)), ZERO),
]


@pytest.mark.parametrize(("left", "right"), EQUAL, ids=str)
def test_laws(left: sp.Expr, right: sp.Expr) -> None:
    assert same(left, right, EVERYWHERE)


UNEQUAL = [
    (sp.Abs(r), r),
    (sp.Abs(r), -r),
    (sp.Abs(r + s), sp.Abs(r) + sp.Abs(s)),
    (sp.Abs(r - s), sp.Abs(r + s)),
    (sp.Abs(r) ** 3, r**3),
    (sp.Max(r, s), sp.Min(r, s)),
    (sp.Max(r, s), r),
    (sp.Max(r, s, x), sp.Max(r, s)),
    (indicator(r <= s), indicator(r < s)),
    (indicator(r <= s), indicator(s <= r)),
    (indicator(r <= s), ONE),
    (indicator(r <= s), ZERO),
    (indicator(sp.Lt(x, x + u, evaluate=False)), ONE),
    (indicator(sp.Le(x + u, x, evaluate=False)), ZERO),
]


@pytest.mark.parametrize(("left", "right"), UNEQUAL, ids=str)
def test_and_what_is_no_law(left: sp.Expr, right: sp.Expr) -> None:
    assert not same(left, right, EVERYWHERE)


@pytest.mark.parametrize(
    ("fact", "weak", "strict"),
    [
        (r <= s, 1, None),
        (r < s, 1, 1),
        (r >= s, None, 0),
        (r > s, 0, 0),
    ],
    ids=str,
)
def test_an_indicator_is_a_number_where_the_domain_says_which(
    fact: Any, weak: int | None, strict: int | None
) -> None:
    domain = Domain((fact,))
    for shown, number in ((indicator(r <= s), weak), (indicator(r < s), strict)):
        for value in (0, 1):
            assert same(shown, sp.Integer(value), domain) is (value == number)


def test_an_absolute_value_is_its_inside_where_the_domain_says_so() -> None:
    assert same(sp.Abs(r - s), r - s, Domain((r >= s,)))
    assert same(sp.Abs(r - s), s - r, Domain((r <= s,)))
    assert same(sp.Abs((r - s) * f(1)), (r - s) * sp.Abs(f(1)), Domain((r >= s,)))
    assert same(sp.Max(r, s), r, Domain((r >= s,)))
    assert same(sp.Min(r, s), s, Domain((r >= s,)))
    assert not same(sp.Abs(r - s), r - s, Domain((r >= s - 1,)))


@pytest.mark.parametrize(
    "expr",
    [
        sp.Abs(1 / r),
        sp.Abs(r / (r - s)),
        sp.Max(1 / r, 1 / r + r**2),
        sp.Min(s, sp.log(r)),
        indicator(sp.Le(1 / r, 1 / r + r**2, evaluate=False)),
        indicator(sp.Gt(1 / r + r**2, 1 / r, evaluate=False)),
        indicator(w <= r),
        indicator(r < w),
        sp.Abs(w),
    ],
    ids=str,
)
def test_they_have_a_value_only_where_all_in_them_has_one(expr: sp.Expr) -> None:
    with pytest.raises(Undecided):
        same(expr, expr, EVERYWHERE)


@pytest.mark.parametrize(
    "expr",
    [
        sp.Piecewise((2, r <= s), (0, True)),
        sp.Piecewise((1, r <= s), (r, True)),
        sp.Piecewise((r, r <= s), (0, True)),
        sp.Piecewise((1, r <= s), (0, r <= x)),
        sp.Piecewise((1, r <= 0), (0, r <= 1), (1, True)),
    ],
    ids=str,
)
def test_other_cases_are_no_indicator(expr: sp.Expr) -> None:
    with pytest.raises(Undecided, match=r"is no indicator 1\[a ≤ b\]; write indicator\(a <= b\)"):
        same(expr, ONE, EVERYWHERE)


@pytest.mark.parametrize("condition", [sp.Eq(r, s), sp.Ne(r, s), sp.And(r <= s, r <= x)], ids=str)
def test_the_condition_of_an_indicator_is_one_inequality(condition: Any) -> None:
    with pytest.raises(Undecided, match="in an indicator is no inequality"):
        same(indicator(condition), ONE, EVERYWHERE)


SIGNS = [
    (sp.Abs(r), True, False),
    (sp.Abs(x, evaluate=False), True, True),
    (sp.Abs(-x, evaluate=False), True, True),
    (sp.Abs(u - x), True, False),
    (sp.Max(r, x), True, True),
    (sp.Max(r, u), True, False),
    (sp.Max(r, u, x), True, True),
    (sp.Max(r, s), False, False),
    (sp.Min(x, y), True, True),
    (sp.Min(u, x), True, False),
    (sp.Min(r, x), False, False),
    (indicator(r <= s), True, False),
    (1 - indicator(r <= s), False, False),
    (largest(f(i), (i, 1, n)), False, False),
]


@pytest.mark.parametrize(("expr", "nonnegative", "positive"), SIGNS, ids=str)
def test_their_signs(expr: sp.Expr, nonnegative: bool, positive: bool) -> None:
    assert signs.nonnegative(expr, EVERYWHERE) is nonnegative
    assert signs.positive(expr, EVERYWHERE) is positive
    assert not signs.nonnegative(-expr, EVERYWHERE)


def test_an_absolute_value_is_positive_where_the_inside_is_not_zero() -> None:
    assert signs.positive(sp.Abs(r - s), Domain((r > s,)))
    assert signs.positive(sp.Abs(r - s), Domain((r < s,)))
    assert not signs.positive(sp.Abs(r - s), Domain((r >= s,)))


# --- the greatest of many ------------------------------------------------------------------------


def test_a_maximum_over_a_range_is_one_of_its_kind_whatever_the_index_is_called() -> None:
    assert same(largest(f(i), (i, 1, n)), largest(f(g), (g, 1, n)), EVERYWHERE)
    assert same(largest(x * f(i) - f(i), (i, 1, n)), largest((x - 1) * f(k), (k, 1, n)), EVERYWHERE)
    assert same(largest(f(i), (i, c, c + 2)), largest(f(i), (i, c, 2 + c)), EVERYWHERE)
    inner = largest(f(i) + sp.Abs(largest(f(i * j), (j, 1, i))), (i, 1, n))
    again = largest(f(g) + sp.Abs(largest(f(g * k), (k, 1, g))), (g, 1, n))
    assert same(inner, again, EVERYWHERE)
    for other in (
        largest(f(i), (i, 1, n + 1)),
        largest(f(i), (i, 0, n)),
        largest(p(i), (i, 1, n)),
        largest(f(i + 1), (i, 1, n)),
        largest(f(n), (i, 1, n)),
    ):
        assert not same(largest(f(i), (i, 1, n)), other, EVERYWHERE)


@pytest.mark.parametrize(("low", "high"), [(1, c), (2, n), (n, 1), (c, n), (1, 0), (1, g)], ids=str)
def test_a_range_without_a_number_has_no_greatest(low: Any, high: Any) -> None:
    expr = largest(f(i), (i, low, high))
    with pytest.raises(Undecided, match=r"the range may be empty; .* ≥ .* is needed in where="):
        same(expr, x, EVERYWHERE)


@pytest.mark.parametrize(("low", "high"), [(1, 1 + x), (-x, 1), (1 - 1 / x, 1)], ids=str)
def test_a_range_is_of_whole_numbers(low: Any, high: Any) -> None:
    with pytest.raises(Undecided, match="are not known to be whole"):
        same(largest(f(i), (i, low, high)), x, Domain((x >= 1,)))


def test_what_a_greatest_is_of_has_a_value_in_the_whole_range() -> None:
    for body, low in ((1 / i, 0), (sp.log(i - 1), 1), (sp.sqrt(i - 2), 1)):
        with pytest.raises(Undecided):
            same(largest(body, (g, low, n)).xreplace({i: g}), x, EVERYWHERE)
    assert not same(largest(1 / g, (g, 1, n)), x, EVERYWHERE)
    with pytest.raises(Undecided, match="the range may be empty"):
        same(sp.Sum(1, (i, 1, n)) * largest(largest(f(i * j), (j, 1, n)), (i, 1, n)), x, EVERYWHERE)


def test_how_it_is_written() -> None:
    shown = largest(f(i), (i, 1, n))
    assert str(shown) == "max over i = 1 … n of f(i)"
    assert sp.latex(shown).startswith(r"\max_{1 \le i \le n} ")
    assert shown.is_real
    assert largest(w * i, (i, 1, n)).is_real is None
