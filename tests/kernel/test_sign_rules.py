"""Each way to a sign by itself: facts, tangents, terms, coefficients; and where it ends."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import function
from tests.kernel.letters import c, f, g, i, k, m, n, p, r, s, t, u, x, y

half = sp.Rational(1, 2)
b = function("b", "b({0})", positive=True, below=1)
e = function("e", "e({0})", at_least=2)


def known(expr: sp.Expr, domain: Domain = EVERYWHERE) -> str:
    """What is proved: "> 0", "≥ 0" or nothing."""
    if signs.positive(expr, domain):
        return "> 0"
    return "≥ 0" if signs.nonnegative(expr, domain) else ""


# --- facts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("facts", [(r * s > 1, r + s**2 >= 3), (r + s**2 >= 3, r * s > 1)], ids=str)
def test_of_several_facts_each_counts(facts: Any) -> None:
    domain = Domain(facts)
    assert known(r * s - 1, domain) == "> 0"
    assert known(2 * r * s - 2, domain) == "> 0"
    assert known((r + s**2 - 3) / 7, domain) == "≥ 0"
    for other in (1 - r * s, r * s, r * s - 2, r + s**2, r + s**2 - 4, 3 - r - s**2):
        assert known(other, domain) == ""


def test_a_fact_is_compared_across_denominators_and_roots() -> None:
    assert known(r / x - 1 / x, Domain((r / y > 1 / y, x > 1))) == ""
    assert known(r * s / x - y / x, Domain((2 * r * s / x > 2 * y / x,))) == "> 0"
    assert known(r * sp.sqrt(x) - s, Domain((r * sp.sqrt(x) >= s,))) == "≥ 0"
    assert known(r * s * sp.sqrt(x) ** 2 - 1, Domain((r * s * x >= 1,))) == "≥ 0"
    assert known(sp.sqrt(x) * r * s - 1, Domain((r * s * x >= 1,))) == ""


def test_a_fact_says_something_where_the_others_give_it_a_value() -> None:
    fact, value, other = sp.log(r) > s**2, r > 0, t > 1
    gap = sp.log(r) - s**2
    assert known(gap, Domain((fact,))) == ""
    for facts in ((fact, value), (value, fact), (value, fact, other), (other, fact, value)):
        assert known(gap, Domain(facts)) == "> 0"
        assert known(2 * gap, Domain(facts)) == "> 0"


def test_nothing_is_positive_that_is_no_part_of_a_fact() -> None:
    root = sp.sqrt(r**2 - s)
    zero = (1 + root) ** 2 - 1 - 2 * root - root**2
    for facts in ((r**2 - s >= 0, r**2 + s > 1), (r**2 + s > 1, r**2 - s >= 0)):
        assert known(zero, Domain(facts)) == ""
        assert known(r**2 + s - 1 + zero, Domain(facts)) == "> 0"


# --- what is not zero ----------------------------------------------------------------------------


def zero(expr: sp.Expr, *apart: sp.Expr) -> bool:
    try:
        signs.require_nonzero(expr, Domain(nonzero=apart))
    except Undecided:
        return True
    return False


def test_of_what_is_not_zero_no_factor_is() -> None:
    both = (r**2 - s**2) * (r + 2)
    for factor in (
        r - s,
        r + s,
        r + 2,
        s - r,
        (r + s) ** 3 * (r - s),
        -both,
        both / x,
        r / 2 - s / 2,
    ):
        assert not zero(factor, both)
        assert not zero(factor, r, both)
        assert not zero(factor, both, s)
    for other in (r, r - 2, r - 2 * s, (r - s) * r, r * (r - s), (r - s) * u, u * (r + 2)):
        assert zero(other, both)
    assert not zero(3 * r - 2 * s, r / 2 - s / 3)
    assert not zero((r - s) * (x + 1), r - s)
    assert not zero((r - s) * (-x - 1), r - s)


# --- tangents of the logarithm -------------------------------------------------------------------

TANGENTS = [
    (x - sp.log(1 + x), "≥ 0"),
    (u - sp.log(1 + u), "≥ 0"),
    (sp.log(1 + x) - x / (1 + x), "≥ 0"),
    (y - 1 - sp.log(y), "≥ 0"),
    (y - sp.log(y), "> 0"),
    (sp.log(y) + 1 / y - 1, "≥ 0"),
    (x * sp.log(y) + x / y - x, "≥ 0"),
    (x * y - x - x * sp.log(y), "≥ 0"),
    (x + y - 2 - sp.log(x) - sp.log(y), "≥ 0"),
    (2 * x - sp.log(1 + x) - sp.log(1 + sp.log(1 + x)), "≥ 0"),
    (u * sp.log(y) + u / y - u, "≥ 0"),
    (u * y - u - u * sp.log(y), "≥ 0"),
    (r * sp.log(y) + r / y - r, ""),
    (r * y - r - r * sp.log(y), ""),
    (r * sp.log(y) - r * y + r, ""),
    (sp.log(y) - y + 1, ""),
    (1 - 1 / y - sp.log(y), ""),
    (y - 1 - 2 * sp.log(y), ""),
    (r * sp.log(y) + x, ""),
    (x * sp.log(y), ""),
    (sp.log(y) ** 2 - sp.log(y), ""),
    (sp.log(x) * sp.log(y) - sp.log(x) - sp.log(y), ""),
]


@pytest.mark.parametrize(("expr", "sign"), TANGENTS, ids=str)
def test_a_logarithm_lies_between_its_tangents(expr: sp.Expr, sign: str) -> None:
    assert known(expr) == sign


def test_a_logarithm_without_a_value_has_no_tangent() -> None:
    assert known(r - 1 - sp.log(r)) == ""
    assert known(r - 1 - sp.log(r), Domain((r > 0,))) == "≥ 0"


# --- sums and products over an index -------------------------------------------------------------

TERMS = [
    (sp.Sum((i - 1) * (i - 2), (i, 1, 20)), "> 0"),
    (sp.Sum((i - 1) * (i - 2), (i, 1, 21)), ""),
    (sp.Sum((i - 1) * (i - 2), (i, 1, 5)), "> 0"),
    (sp.Sum((i - 1) * (i - 2), (i, 1, 2)), "≥ 0"),
    (sp.Sum((g + 1) * (g + 2), (g, -2, -1)), "≥ 0"),
    (sp.Sum((g + 1) * (g + 2), (g, -3, -3)), "> 0"),
    (sp.Sum(i - 2, (i, 2, 3)), "> 0"),
    (sp.Sum(i - 2, (i, 1, 4)), ""),
    (sp.Sum(4 - i, (i, 2, 5)), ""),
    (sp.Sum(4 - i, (i, 2, 4)), "> 0"),
    (sp.Product(i - 1, (i, 1, 4)), "≥ 0"),
    (sp.Product(i - 1, (i, 2, 4)), "> 0"),
    (sp.Product(4 - i, (i, 1, 4)), "≥ 0"),
    (sp.Product(4 - i, (i, 1, 3)), "> 0"),
    (sp.Sum(u * i, (i, 1, 19)), "≥ 0"),
    (sp.Sum(x * i, (i, 1, 50)), "> 0"),
    (sp.Sum(p(i), (i, 1, n)), "> 0"),
    (sp.Sum(p(i), (i, 1, c)), "≥ 0"),
    (sp.Sum(p(i), (i, c, n + c)), "> 0"),
    (sp.Sum(p(i), (i, n, n - 1)), "≥ 0"),
    (sp.Sum(p(i), (i, n + 1, n)), "≥ 0"),
    (sp.Sum(u, (i, 1, n)), "≥ 0"),
    (sp.Sum(f(i) ** 2, (i, 1, n)), "≥ 0"),
    (sp.Sum(f(i), (i, 1, n)), ""),
    (sp.Product(p(i), (i, 1, c)), "> 0"),
    (sp.Product(1 + f(i) ** 2, (i, 1, n)), "> 0"),
    (sp.Product(f(i), (i, 1, n)), ""),
    (sp.Sum(n - i, (i, 1, n)), "≥ 0"),
    (sp.Sum(n - i, (i, 0, n)), "≥ 0"),
    (sp.Sum(n - i + 1, (i, 1, n)), "> 0"),
    (sp.Sum(n - i, (i, 1, n + 1)), ""),
    (sp.Sum(half**i, (i, 1, sp.oo)), ""),
]


@pytest.mark.parametrize(("expr", "sign"), TERMS, ids=str)
def test_a_sum_has_the_sign_of_all_its_terms(expr: sp.Expr, sign: str) -> None:
    assert known(expr) == sign
    if sign != "≥ 0":
        assert known(-expr) == ""


def test_a_sum_that_may_run_backwards_has_none() -> None:
    for low, high in ((1, g), (n, m), (2, c), (1, x), (x, n)):
        assert known(sp.Sum(p(i), (i, low, high))) == ""
        assert known(sp.Product(p(i), (i, low, high))) == ""


# --- coefficients --------------------------------------------------------------------------------

CHARTED = [
    ((-x - 1) * (-y - 2), EVERYWHERE, "> 0"),
    ((-x - 1) ** -2, EVERYWHERE, "> 0"),
    ((-u - x) ** 2, EVERYWHERE, "> 0"),
    (u, Domain((u > 0,)), "> 0"),
    (u * x, Domain((u > 0,)), "> 0"),
    (y - x, Domain((y > x,)), "> 0"),
    (y**2 - x * y, Domain((y >= x,)), "≥ 0"),
    (1 - u * x, Domain((u <= 1, x <= 1)), "≥ 0"),
    (1 - u * x, Domain((u < 1, x <= 1)), "> 0"),
    ((r - 1) * (s - 1), Domain((r >= 1, s > 1)), "≥ 0"),
    ((r - 1) * (s - 1), Domain((r > 1, s > 1)), "> 0"),
    (sp.log(r), Domain((r >= 1,)), "≥ 0"),
    (sp.log(r), Domain((r > 1,)), "> 0"),
    (sp.sqrt(r - 1), Domain((r >= 1,)), "≥ 0"),
    (sp.sqrt(r - 1), Domain((r > 1,)), "> 0"),
    (1 - b(n), EVERYWHERE, "> 0"),
    (1 - b(n) * b(m), EVERYWHERE, "> 0"),
    (e(n) - 2, EVERYWHERE, "≥ 0"),
    (e(n) - 1, EVERYWHERE, "> 0"),
    (e(n) - 3, EVERYWHERE, ""),
    (b(n) - half, EVERYWHERE, ""),
    (r**2 * x + y, EVERYWHERE, "> 0"),
    (r**2 * x + u, EVERYWHERE, "≥ 0"),
    (r * x + y, EVERYWHERE, ""),
    (r**3 + y, EVERYWHERE, ""),
    ((x + 1) / (x - 1) * (x - 1) ** 2, Domain((x > 1,)), "> 0"),
    (1 / (r**2 + 1), EVERYWHERE, "> 0"),
    (r**2 / (r**2 + 1), EVERYWHERE, "≥ 0"),
    (-r / (-(r**2) - 1) + 1, EVERYWHERE, ""),
    (sp.sqrt(x) * r**2 + sp.exp(r), EVERYWHERE, "> 0"),
    (sp.exp(r) - sp.exp(r) / (1 + x), EVERYWHERE, "> 0"),
    (sp.sqrt(x + u) - sp.sqrt(x + u) / 2, EVERYWHERE, "> 0"),
    (sp.sqrt(u) - sp.sqrt(u) / 2, EVERYWHERE, "≥ 0"),
    (x / 3 + y / 7 - sp.Rational(1, 9) * x, EVERYWHERE, "> 0"),
    (x - x, EVERYWHERE, "≥ 0"),
    ((x + y) ** 2 - x**2 - 2 * x * y - y**2, EVERYWHERE, "≥ 0"),
    (sp.Sum(p(i), (i, 1, n)) - half, Domain((n <= 9,), (sp.Sum(p(k), (k, 1, n)),)), "> 0"),
    (sp.Sum(x, (i, 1, 1 / t)) + x, Domain((t <= half,), whole=(1 / t,)), "> 0"),
    (sp.factorial(c) * x - sp.factorial(c) * x / 2, EVERYWHERE, "> 0"),
    (sp.factorial(c), EVERYWHERE, "> 0"),
    (sp.factorial(g), EVERYWHERE, ""),
]


@pytest.mark.parametrize(("expr", "domain", "sign"), CHARTED, ids=str)
def test_coefficients_of_one_sign(expr: sp.Expr, domain: Domain, sign: str) -> None:
    assert known(expr, domain) == sign
    if sign == "> 0":
        assert known(-expr, domain) == ""
