"""Wrong answers of SymPy, from its own issue tracker: none of them is certified.

Where the installed version still gives the wrong answer, SymPy is asked here and now. Where it was
mended, the answer that its users saw stands as a literal, with the issue that reports it.
"""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.terms.calculus import derivative
from solutions.kernel.terms.letters import Letter
from solutions.relations.equalities.equality import equal
from solutions.relations.laws.variation import Gradient
from solutions.relations.limits.limit import Limit
from solutions.relations.regimes.regime import Regime

r, a, b, c = sp.symbols("r a b c", real=True)
x = Letter("x", "x", positive=True)
y = Letter("y", "y", positive=True)
z = Letter("z", "z", positive=True)
w = Letter("w", "w", positive=True)
n = Letter("n", "n", integer=True, positive=True)
k = sp.Symbol("k", integer=True, nonnegative=True)
AT_INFINITY = Regime(r"x \to \infty", (1 / x,), (z,), ((x, 1 / z),), ((z, 1 / x),))
root = sp.sqrt


def integral_verdict(claimed: sp.Expr, body: sp.Expr, of: sp.Symbol, where: Domain) -> str:
    """An antiderivative is differentiated back."""
    return Gradient(of).judge(claimed, body, where).verdict


def definite(body: sp.Expr, primitive: sp.Expr, low: int, high: int, where: Domain) -> sp.Expr:
    """The integral in r by an antiderivative that is proved on a domain with both ends in it."""
    assert integral_verdict(primitive, body, r, where) == "proved"
    return primitive.xreplace({r: sp.Integer(high)}) - primitive.xreplace({r: sp.Integer(low)})


# Beside the issues’ own fractions, two more for which the answer is 0 by the same mistake.
FRACTIONS = {
    "29081": 1 / (a * r**2 + b * r + c),
    "29081, shifted": 1 / ((r - a) ** 2 + b),
    "29081, with r above": r / (a * r**2 + b * r + c),
    "28186": r**2 * (a - r) ** 3 / ((a - r) ** 2 + 1) ** 2,
    "28372": (b * (-2 * r**2 + 2 * r + (2 * r - 1) ** 2) + 2)
    / (r * b * (r - 1) * (-(r**2) * b + r * b + 1) ** 2),
}


@pytest.mark.parametrize("issue", FRACTIONS)
def test_integrals_of_fractions_with_real_letters(issue: str) -> None:
    body = FRACTIONS[issue]
    claimed = sp.integrate(body, r)
    assert integral_verdict(claimed, body, r, EVERYWHERE) != "proved"
    assert equal(derivative(claimed, r), body, EVERYWHERE).verdict == "refuted"


def test_an_antiderivative_without_a_sign_8918() -> None:
    claimed = sp.integrate(1 / r, r)
    assert claimed == sp.log(r)
    assert integral_verdict(claimed, 1 / r, r, EVERYWHERE) == "undecided"
    assert integral_verdict(claimed, 1 / r, r, Domain((r < 0,))) == "undecided"
    assert integral_verdict(claimed, 1 / r, r, Domain((r > 0,))) == "proved"


def test_a_logarithm_of_a_square_20982() -> None:
    u = sp.Symbol("u", real=True, nonzero=True)
    body = -sp.log(u) + sp.log(u**2) + 1
    claimed = sp.integrate(body, u)
    assert claimed == u * sp.log(u)
    assert integral_verdict(claimed, body, u, EVERYWHERE) == "undecided"
    assert integral_verdict(claimed, body, u, Domain((u > 0,))) == "proved"


def test_a_definite_integral_of_one_29792() -> None:
    body = root(2 - r) * root(1 / (2 - r))
    claimed = sp.integrate(body, (r, 0, 1))
    assert claimed == -1
    assert (
        equal(definite(body, r, 0, 1, Domain((r <= 1,))), claimed, EVERYWHERE).verdict == "refuted"
    )


def test_a_limit_that_depends_on_a_letter_15673() -> None:
    body = (x**3 - x**y) * x**-y / (y - 3)
    claimed = sp.limit(body, x, 0)
    assert claimed == -1 / (y - 3)
    to_zero = Regime(r"x \to 0", (x,), (x,), (), (), fixed=(y,))
    assert Limit(to_zero).judge(body, claimed, EVERYWHERE).verdict != "proved"


MENDED_INTEGRALS = {
    "5907": (r / (2 * a**4 + 2 * a**2 * r**2), 1 / (r**2 + a**2) ** 2),
    "8246": (sp.S.Zero, a / (a**2 + r**2)),
}


@pytest.mark.parametrize("issue", MENDED_INTEGRALS)
def test_mended_integrals(issue: str) -> None:
    claimed, body = MENDED_INTEGRALS[issue]
    assert integral_verdict(claimed, body, r, Domain((a > 0,))) == "refuted"


def test_mended_definite_integrals_7337_and_2975() -> None:
    body, primitive = r * root(2 * r + 3), (2 * r + 3) ** sp.Rational(3, 2) * (r - 1) / 5
    found = definite(body, primitive, -1, 1, Domain((r >= -1,)))
    assert equal(found, sp.Rational(-2, 5), EVERYWHERE).verdict == "refuted"
    assert equal(found, sp.Rational(2, 5), EVERYWHERE).verdict == "proved"
    field, potential = (r**2 + x) ** sp.Rational(-3, 2), r / (x * root(r**2 + x))
    assert integral_verdict(potential, field, r, EVERYWHERE) == "proved"
    total = potential.xreplace({r: y / 2}) - potential.xreplace({r: -y / 2})
    assert equal(total, sp.S.Zero, EVERYWHERE).verdict == "refuted"
    assert equal(total, y / (x * root(x + y**2 / 4)), EVERYWHERE).verdict == "proved"


LIMITS = {
    "17380": (x * (((x + 1) ** 2 + 1) / (x**2 + 1) - 1), 0, 2),
    "9471": (27 ** (sp.log(x) / sp.log(3) + 1) / x**3, sp.oo, 27),
    "21598": (w * (sp.log(x / y) - (sp.log(x) - sp.log(y))), -w * sp.log(y), 0),
}


@pytest.mark.parametrize("issue", LIMITS)
def test_mended_limits_are_told_from_right_ones(issue: str) -> None:
    body, wrong, right = LIMITS[issue]
    assert Limit(AT_INFINITY).judge(body, sp.sympify(wrong), EVERYWHERE).verdict != "proved"
    assert Limit(AT_INFINITY).judge(body, sp.sympify(right), EVERYWHERE).verdict == "proved"


@pytest.mark.parametrize(
    ("body", "claimed"),
    [
        pytest.param((1 + 1 / x) ** (x**2) * sp.exp(-x), 1, id="25885"),
        pytest.param(sp.log(sp.exp(3 * x) + x) / sp.log(sp.exp(x) + x**100), 9, id="18378"),
        pytest.param(x * (-1 + (x + sp.log(x + 1) + 1) / (x + sp.log(x))), 0, id="17380, second"),
    ],
)
def test_mended_limits_that_are_beyond_the_kernel(body: sp.Expr, claimed: int) -> None:
    assert Limit(AT_INFINITY).judge(body, sp.Integer(claimed), EVERYWHERE).verdict != "proved"


def test_a_product_of_sums_13546() -> None:
    told = sp.Product(n + 2**-k, (k, 0, n - 1))
    claimed = n**n + 2 ** (n * (1 - n) / 2)
    assert equal(told, claimed, EVERYWHERE).verdict == "refuted"


def test_a_sum_that_forgets_where_it_divides_by_zero_14129() -> None:
    told = sp.Sum(k * x**k, (k, 0, n - 1))
    claimed = (n * x * x**n - n * x**n - x * x**n + x) / (x - 1) ** 2
    assert equal(told, claimed, EVERYWHERE).verdict == "undecided"


def test_a_sum_with_a_binomial_coefficient_13902() -> None:
    j = sp.Symbol("j", integer=True, positive=True)
    told = sp.Sum(sp.binomial(2, j) * j**2, (j, 0, n))
    claimed = told.doit()
    at_one = {n: sp.S.One}
    assert (claimed.subs(at_one), told.subs(at_one).doit()) == (-2, 2)
    assert equal(told, claimed, EVERYWHERE).verdict == "refuted"
