"""Sums and products over an index: what goes outside, what stays, and what δ picks."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import same
from solutions.kernel.terms.letters import Letter, function
from tests.kernel.letters import c, d, f, g, i, j, k, law, m, n, p, q, r, s, t, u, x, y

h = function("h", "h({0},{1})", positive=True)
delta, one, zero = sp.KroneckerDelta, sp.S.One, sp.S.Zero
half = sp.Rational(1, 2)


def total(body: Any, low: Any = 1, high: Any = n) -> sp.Expr:
    return sp.Sum(body, (i, low, high))


def product(body: Any, low: Any = 1, high: Any = n) -> sp.Expr:
    return sp.Product(body, (i, low, high))


EQUAL = [
    (total(x * f(i) / y), x * total(f(i)) / y),
    (total(f(i) / (x * p(i) * y)), total(f(i) / p(i)) / (x * y)),
    (total(f(i) / (x + y)), total(f(i)) / (x + y)),
    (total(f(i) / (3 * p(i) + 3 * q(i))), total(f(i) / (p(i) + q(i))) / 3),
    (total((f(i) + x) ** 2), total(f(i) ** 2) + 2 * x * total(f(i)) + n * x**2),
    (total(f(i) + p(i) + q(i)), total(f(i)) + total(p(i)) + total(q(i))),
    (total(sp.sqrt(x) * p(i)), sp.sqrt(x) * total(p(i))),
    (total(sp.exp(x) * sp.exp(f(i))), sp.exp(x) * total(sp.exp(f(i)))),
    (total(x, 3, n + 3), (n + 1) * x),
    (total(x, -c, c), (2 * c + 1) * x),
    (total(x, n, n), x),
    (total(half), n / 2),
    (sp.Sum(h(i, j), (i, 1, n), (j, 1, m)), sp.Sum(sp.Sum(h(i, j), (i, 1, n)), (j, 1, m))),
    (sp.Sum(f(i) * p(j), (i, 1, n), (j, 1, m)), total(f(i)) * sp.Sum(p(k), (k, 1, m))),
    (sp.Sum(f(i), (i, 1, j), (j, 1, n)), sp.Sum(f(k), (k, 1, i), (i, 1, n))),
    (product(x * p(i)), x**n * product(p(i))),
    (product(p(i) / (x * q(i))), product(p(i)) / (x**n * product(q(i)))),
    (product(p(i) ** 2), product(p(i)) ** 2),
    (product(sp.sqrt(p(i))), sp.sqrt(product(p(i)))),
    (product(sp.sqrt(x) * p(i)), x ** (n / 2) * product(p(i))),
    (product(sp.exp(f(i))), sp.exp(total(f(i)))),
    (product(sp.exp(f(i) / 2) * x), sp.exp(total(f(i)) / 2) * x**n),
    (product(sp.exp(-3 * f(i))), sp.exp(-3 * total(f(i)))),
    (product(2, 3, n + 3), 2 ** (n + 1)),
    (product(p(i), 2, n + 1), product(p(i + 1))),
    (sp.log(product(p(i))), total(sp.log(p(i)))),
]


@pytest.mark.parametrize(("left", "right"), EQUAL, ids=str)
def test_what_does_not_depend_on_the_index_goes_outside(left: sp.Expr, right: sp.Expr) -> None:
    assert same(left, right, EVERYWHERE)


UNEQUAL = [
    (total(f(i) * p(i)), total(f(i)) * total(p(i))),
    (total(1 / p(i)), 1 / total(p(i))),
    (total(f(i) ** 2), total(f(i)) ** 2),
    (total(i * f(i)), n * total(f(i))),
    (total(x, 0, n), n * x),
    (sp.Sum(h(i, j), (i, 1, n), (j, 1, m)), sp.Sum(h(j, i), (i, 1, n), (j, 1, m))),
    (sp.Sum(f(i), (i, 1, j), (j, 1, n)), sp.Sum(f(i), (j, 1, i), (i, 1, n))),
    (product(p(i) + q(i)), product(p(i)) + product(q(i))),
    (product(x * p(i)), x * product(p(i))),
    (product(sp.exp(f(i))), sp.exp(n * f(1))),
    (product(p(i) ** i), product(p(i)) ** n),
]


@pytest.mark.parametrize(("left", "right"), UNEQUAL, ids=str)
def test_and_what_does_stays(left: sp.Expr, right: sp.Expr) -> None:
    assert not same(left, right, EVERYWHERE)


@pytest.mark.parametrize("body", [f(i), r, -p(i), i - n - 1, u], ids=str)
def test_a_product_is_of_positive_factors(body: sp.Expr) -> None:
    with pytest.raises(Undecided, match="> 0 is not proved"):
        same(product(body), one, EVERYWHERE)


# --- δ -------------------------------------------------------------------------------------------

PICKED = [
    (total(delta(i, j) * f(i)), f(j), Domain((j <= n,))),
    (total(delta(j, i) * f(i)), f(j), Domain((j <= n,))),
    (total(f(i) * delta(i, j + 1)), f(j + 1), Domain((j < n,))),
    (total(delta(i, j - 1) * f(i), 0), f(j - 1), Domain((j <= n,))),
    (total(delta(i, 2) * f(i) * x), x * f(2), Domain((n >= 2,))),
    (total(delta(i, j) * f(i) + p(i)), f(j) + total(p(i)), Domain((j <= n,))),
    (total(p(i) + delta(i, j) * f(i) + q(i)), f(j) + total(p(i)) + total(q(i)), Domain((j <= n,))),
    (total((delta(i, j) + delta(i, k)) * f(i)), f(j) + f(k), Domain((j <= n, k <= n))),
    (total(delta(i, j) * f(i) / p(i)), f(j) / p(j), Domain((j <= n,))),
    (total((delta(i, j) + p(i)) / q(i)), 1 / q(j) + total(p(i) / q(i)), Domain((j <= n,))),
    (total(delta(i, j) * delta(i, k)), delta(j, k), Domain((j <= n, k <= n))),
    (total(delta(i, j) ** 2 * f(i)), f(j), Domain((j <= n,))),
    (total(delta(i, n) * f(i), c, n), f(n), Domain((n >= c,))),
    (total(delta(i, c) * f(i), c, n), f(c), Domain((n >= c,))),
]


@pytest.mark.parametrize(("left", "right", "domain"), PICKED, ids=str)
def test_delta_picks_a_term_that_is_in_the_range(
    left: sp.Expr, right: sp.Expr, domain: Domain
) -> None:
    assert same(left, right, domain)
    assert not same(left, right + 1, domain)


LEFT = [
    (total(delta(i, j) * f(i)), f(j), EVERYWHERE),
    (total(delta(i, j) * f(i)), f(j), Domain((j <= n + 1,))),
    (total(delta(i, j) * f(i), 2), f(j), Domain((j <= n, n >= 2))),
    (total(delta(i, c) * f(i)), f(c), Domain((c <= n,))),
    (total(delta(i, n) * f(i), 1, n - 1), f(n), EVERYWHERE),
    (total(delta(2 * i, j) * f(i)), f(j / 2), Domain((j <= n,))),
    (total(delta(j, k) * f(i)), f(j), Domain((j <= n, k <= n))),
    (total(delta(i, j) * f(i)), f(i), Domain((j <= n,))),
]


@pytest.mark.parametrize(("left", "right", "domain"), LEFT, ids=str)
def test_and_none_that_may_be_outside(left: sp.Expr, right: sp.Expr, domain: Domain) -> None:
    assert not same(left, right, domain)


def test_delta_is_of_whole_numbers_and_zero_where_they_differ() -> None:
    for place in (x, r, f(1), t / d):
        for pair in ((place, n), (n, place)):
            with pytest.raises(Undecided, match="which is not known to be a whole number"):
                same(delta(*pair), one, EVERYWHERE)
    assert same(delta(n, n + c + 1), zero, EVERYWHERE)
    assert same(delta(n + c + 1, n), zero, EVERYWHERE)
    assert same(delta(n, m), zero, Domain((n > m,)))
    assert same(delta(n, m), zero, Domain((n < m,)))
    assert same(delta(2 * n, 2 * m), delta(2 * m, 2 * n), EVERYWHERE)
    for fact in (n >= m, n <= m):
        assert not same(delta(n, m), zero, Domain((fact,)))
        assert not same(delta(n, m), one, Domain((fact,)))
    assert not same(delta(n, n + c), one, EVERYWHERE)


def test_what_delta_picks_it_picks_beside_it_and_not_in_an_exponent() -> None:
    here, there = delta(i, j), delta(i, k)
    for func in (f, p, lambda place: sp.exp(f(place)), lambda place: 1 / p(place)):
        assert same(here * func(i), here * func(j), EVERYWHERE)
        assert not same(sp.exp(here) * func(i), sp.exp(here) * func(j), EVERYWHERE)
        assert not same((1 + here) * func(i), (1 + here) * func(j), EVERYWHERE)
    assert same(here**2, here, EVERYWHERE)
    assert same(here * sp.exp(here), sp.E * here, EVERYWHERE)
    assert not same(sp.exp(2 * here), sp.exp(here), EVERYWHERE)
    assert not same(sp.exp(here) * sp.exp(there), sp.exp(here), EVERYWHERE)
    assert not same(product(sp.exp(delta(i, j)), 1, 3), sp.exp(delta(1, j)), EVERYWHERE)


# --- laws ----------------------------------------------------------------------------------------

UNITS = (sp.Sum(law(i, s), (i, 1, n)), sp.Sum(p(i), (i, 1, m)))
LAWS = [Domain(unit_sums=UNITS), Domain(unit_sums=UNITS[::-1])]
above = Letter("v", "v", nonnegative=True)


@pytest.mark.parametrize("domain", LAWS, ids=["one order", "the other"])
def test_each_law_that_is_assumed_counts(domain: Domain) -> None:
    slope = total(sp.Derivative(law(i, s), s))
    assert same(total(law(i, r)), one, domain)
    assert same(total(p(i), 1, m), one, domain)
    assert same(slope, zero, domain)
    assert same(total(x * law(i, r) + f(i)), x + total(f(i)), domain)
    for other in (total(p(i)), total(law(i, r), 1, m), total(p(i), 0, m), total(p(i) ** 2, 1, m)):
        assert not same(other, one, domain)
    assert not same(total(h(i, s)), one, domain)
    assert not same(total(sp.Derivative(h(i, s), s)), zero, domain)
    assert not same(total(sp.Derivative(law(i, s), s) * f(i)), zero, domain)


@pytest.mark.parametrize("theta", [x, s], ids=str)
def test_a_law_has_no_slope_in_what_moves_freely(theta: Letter) -> None:
    unit = sp.Sum(law(i, theta), (i, 1, n))
    slope = total(sp.Derivative(law(i, theta), theta))
    for facts in ((), (theta < 9, r >= 1), (r >= 1, theta < 9), (r > theta,)):
        assert same(slope, zero, Domain(facts, (unit,)))
    for facts in ((theta <= 9,), (theta <= 9, r > 1), (r > 1, theta <= 9), (r >= theta,)):
        assert not same(slope, zero, Domain(facts, (unit,)))
    for whole in ((theta / 2,), (r, theta / 2), (theta / 2, r)):
        with pytest.raises(Undecided, match="whose values have no room around them"):
            same(slope, zero, Domain((), (unit,), whole=whole))
    assert same(slope, zero, Domain((), (unit,), whole=(r,)))


@pytest.mark.parametrize("theta", [u, above], ids=str)
def test_and_may_have_one_at_a_closed_end(theta: Letter) -> None:
    unit = sp.Sum(law(i, theta), (i, 1, n))
    slope = total(sp.Derivative(law(i, theta), theta))
    assert not same(slope, zero, Domain(unit_sums=(unit,)))
    assert same(total(law(i, theta)), one, Domain(unit_sums=(unit,)))


def test_a_law_is_used_for_values_of_its_kind_only() -> None:
    for letter, good, bad in (
        (x, (y, y + 1, n), (r, u, -x, x - 1)),
        (above, (u, x, r**2), (r, -x, u - 1)),
        (g, (n, n - 2 * m, g), (n / 2, r, x)),
        (Letter("v", "v", real=True, nonzero=True), (), (r, u)),
        (Letter("v", "v", even=True), (sp.Integer(4),), (sp.Integer(3), n, 2 * n)),
    ):
        domain = Domain(unit_sums=(sp.Sum(law(i, letter), (i, 1, n)),))
        for value in good:
            assert same(total(law(i, value)), one, domain), (letter, value)
        for value in bad:
            assert not same(total(law(i, value)), one, domain), (letter, value)
    positive = Domain((r > 0,), (sp.Sum(law(i, x), (i, 1, n)),))
    assert same(total(law(i, r)), one, positive)
    assert not same(total(law(i, i)), one, positive)
    assert not same(total(law(r, i)), one, positive)
