"""What computer algebra is known to get wrong is not certified here."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.terms.calculus import derivative
from solutions.kernel.terms.letters import Letter
from solutions.objects.laws import Normal
from solutions.relations.equalities.equality import Substitution, equal
from solutions.relations.inequalities.riemann import RiemannSum
from solutions.relations.laws.variation import Convexity, GaussianExponent, Gradient, Minimum

a, b, c, r = sp.symbols("a b c r", real=True)
x = Letter("x", "x", positive=True)
y = Letter("y", "y", positive=True)
u = Letter("u", "u", nonnegative=True)


def verdict(lhs, rhs, where=EVERYWHERE):
    return equal(lhs, rhs, where).verdict


def test_an_antiderivative_is_differentiated_back():
    # SymPy 1.14 gives 0 for ∫ dr/(ar² + br + c) with real letters.
    wrong = sp.S.Zero
    assert verdict(derivative(wrong, r), 1 / (a * r**2 + b * r + c)) == "refuted"
    right = sp.log(x + y * u) / y
    assert verdict(derivative(right, u), 1 / (x + y * u)) == "proved"


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (sp.sqrt(r**2), r),
        (sp.sqrt((r - 1) ** 2), r - 1),
        ((r**2) ** sp.Rational(3, 2), r**3),
        (sp.sqrt(x - 2 * sp.sqrt(x) + 1), sp.sqrt(x) - 1),
        (sp.log(x**2 + y**2), 2 * sp.log(x + y)),
        (sp.log(x) + sp.log(y), sp.log(x + y)),
        (sp.exp(x) + sp.exp(y), sp.exp(x + y)),
        ((x + y) ** a, x**a + y**a),
        (sp.sqrt(x) + sp.sqrt(y), sp.sqrt(x + y)),
    ],
    ids=str,
)
def test_rules_that_do_not_hold_are_refuted(lhs, rhs):
    assert verdict(lhs, rhs) == "refuted"


@pytest.mark.parametrize(
    ("lhs", "rhs", "enough"),
    [
        ((r**2 - 1) / (r - 1), r + 1, Domain((r > 1,))),
        ((r**2 - 1) / (r - 1), r + 1, Domain((r < 1,))),
        (sp.log(a * x), sp.log(a) + sp.log(x), Domain((a > 0,))),
        (sp.log(r**2), 2 * sp.log(r), Domain((r > 0,))),
        ((u**2 + u) / u, u + 1, Domain((u > 0,))),
        (1 / sp.sqrt(u), sp.sqrt(u) / u, Domain((u > 0,))),
        (u**x, sp.exp(x * sp.log(u)), Domain((u > 0,))),
        (sp.sqrt(a * b), sp.sqrt(a) * sp.sqrt(b), Domain((a >= 0, b >= 0))),
        (sp.sqrt(x - y) * sp.sqrt(x + y), sp.sqrt(x**2 - y**2), Domain((x > y,))),
        (sp.log((r - 1) ** 2), 2 * sp.log(r - 1), Domain((r > 1,))),
    ],
    ids=str,
)
def test_what_needs_a_sign_is_undecided_until_the_domain_gives_it(lhs, rhs, enough):
    assert verdict(lhs, rhs) == "undecided"
    assert verdict(lhs, rhs, enough) == "proved"


def test_zero_is_kept_apart():
    assert verdict(sp.sqrt(u * x), sp.sqrt(u) * sp.sqrt(x)) == "proved"
    assert verdict(sp.sqrt(u**2), u) == "proved"
    assert verdict(sp.log(u), sp.log(u)) == "undecided"
    assert verdict(1 / u, 1 / u) == "undecided"
    assert verdict(sp.Mul(0, sp.log(u), evaluate=False), sp.S.Zero) == "undecided"


@pytest.mark.parametrize("value", [sp.oo, -sp.oo, sp.zoo, sp.nan, sp.I, sp.Float("0.1")], ids=str)
def test_what_is_no_real_number_is_outside_the_language(value):
    assert verdict(sp.Add(x, value, evaluate=False), sp.Add(x, value, evaluate=False)) != "proved"


def test_letters_that_are_not_declared_real_are_outside_the_language():
    plain = sp.Symbol("z")
    assert "z is not declared real" in equal(plain + 1, 1 + plain, EVERYWHERE).message
    rough = sp.Function("F")
    assert "is not declared real" in equal(rough(x), rough(x) + 0 * x, EVERYWHERE).message


def test_letters_that_print_differently_are_different():
    one, other = Letter("t", "t", positive=True), Letter("t", r"\tau", positive=True)
    assert verdict(one, other) == "refuted"
    assert Letter("t", "t", positive=True) == one


def test_a_pole_inside_the_range_stops_an_integral():
    count = sp.Symbol("T", integer=True, positive=True)
    k = sp.Symbol("k", integer=True)
    half = sp.Rational(1, 2)
    rule = RiemannSum((u - half) ** -2, u, -1 / (u - half), 1 / count, k, count)
    shape = sp.Sum((k / count - half) ** -2, (k, 0, count - 1)) / count
    assert rule.judge(shape, rule.ends(), EVERYWHERE).verdict == "undecided"


def test_a_slope_needs_a_value():
    where = Domain((r < 0,))
    assert Gradient(r).judge(sp.log(r), 1 / r, where).verdict == "undecided"
    assert Gradient(r).judge(sp.log(-r), 1 / r, where).verdict == "proved"


def test_a_minimum_is_where_the_domain_reaches():
    assert Minimum(r).judge((r - a) ** 2, a, EVERYWHERE).verdict == "proved"
    assert Minimum(x).judge((x + 1) ** 2, sp.Integer(-1), EVERYWHERE).verdict == "undecided"
    assert Minimum(r).judge((r + 1) ** 2, sp.Integer(-1), Domain((r >= 0,))).verdict == "undecided"
    assert Minimum(r).judge((r - a) ** 2, r, EVERYWHERE).verdict == "undecided"
    assert Convexity(x, sp.Integer(-1)).judge((x + 1) ** 2, sp.S.Zero, EVERYWHERE).verdict == (
        "undecided"
    )


def test_a_law_does_not_depend_on_its_own_variable():
    law = GaussianExponent(r)
    assert law.judge(-((r - a) ** 2) / 2, Normal(a, 1), EVERYWHERE).verdict == "proved"
    assert law.judge(-((r - a) ** 2) / 2, Normal(a, 2), EVERYWHERE).verdict == "refuted"
    assert law.judge(sp.S.Zero, Normal(r, 1), EVERYWHERE).verdict == "undecided"
    half_line = GaussianExponent(x)
    assert half_line.judge(-(x**2) / 2, Normal(0, 1), EVERYWHERE).verdict == "undecided"


def test_a_letter_is_not_put_where_a_sum_has_it():
    from tests.kernel.test_sums import N, g, i, k

    total = sp.Sum(g(i, k), (i, 1, N))
    captured = total.xreplace({k: i})
    found = Substitution(((k, i),)).judge(total, captured, EVERYWHERE)
    assert found.verdict == "undecided"
    assert "give the index a name of its own" in found.message
