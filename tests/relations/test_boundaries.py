"""Inequalities, enclosures, roundings and orders at their boundaries."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.terms.letters import Letter
from solutions.objects.laws import Enclosure
from solutions.relations.inequalities.bounds import Inequality, Loosened, at_most
from solutions.relations.inequalities.riemann import RiemannSum
from solutions.relations.inequalities.rounding import Rounding, significant, unit_of
from solutions.relations.regimes.orders import negligible, path
from solutions.relations.regimes.regime import Regime

x = Letter("x", "x", positive=True)
y = Letter("y", "y", positive=True)
r = Letter("r", "r", real=True)
u = Letter("u", "u", nonnegative=True)
n = Letter("n", "n", integer=True, positive=True)
j = Letter("j", "j", integer=True, nonnegative=True)
TINY = sp.Rational(1, 2**70)


@pytest.mark.parametrize("least", [False, True])
@pytest.mark.parametrize(
    ("small", "large", "weakly", "strictly"),
    [
        (x, x, "proved", "refuted"),
        (x, x + u, "proved", "open"),
        (x, x + y, "proved", "proved"),
        (x, x + TINY, "proved", "proved"),
        (x + TINY, x, "refuted", "refuted"),
        (sp.S.One, n, "proved", "refuted"),
        (1 - TINY, n, "proved", "proved"),
        (sp.Integer(2), n, "refuted", "refuted"),
        (-(r**2), sp.S.Zero, "proved", "open"),
    ],
    ids=str,
)
def test_equal_sides_are_at_most_each_other_and_not_less(small, large, weakly, strictly, least):
    sides = (large, small) if least else (small, large)
    assert Inequality(least=least).judge(*sides, EVERYWHERE).verdict == weakly
    found = Inequality(least=least, strict=True).judge(*sides, EVERYWHERE).verdict
    assert found == strictly or (strictly == "open" and found != "proved"), "equal at one point"


def test_a_square_may_be_zero():
    sides = 2 * r * x, r**2 + x**2
    assert at_most(*sides, EVERYWHERE, gap=(r - x) ** 2).verdict == "proved"
    assert not at_most(*sides, EVERYWHERE, gap=(r - x) ** 2, strict=True).holds


def test_of_an_enclosure_the_end_that_counts_is_bounded():
    between = Enclosure(x, x + y)
    assert Inequality().judge(between, x + y, EVERYWHERE).verdict == "proved"
    assert Inequality().judge(between, x, EVERYWHERE).verdict == "refuted"
    assert Inequality(least=True).judge(between, x, EVERYWHERE).verdict == "proved"
    assert Inequality(least=True).judge(between, x + y, EVERYWHERE).verdict == "refuted"


@pytest.mark.parametrize(
    ("down", "up", "verdict"),
    [
        (0, 0, "proved"),
        (TINY, TINY, "proved"),
        (-TINY, 0, "refuted"),
        (0, -TINY, "refuted"),
        (-TINY, TINY, "refuted"),
    ],
    ids=str,
)
def test_an_enclosure_may_stay_or_grow_and_never_shrink(down, up, verdict):
    inner, outer = Enclosure(x, x + y), Enclosure(x - down, x + y + up)
    assert Loosened().judge(inner, outer, EVERYWHERE).verdict == verdict


FALLING = RiemannSum(1 - u, u, u - u**2 / 2, 1 / n, j, n)
CONVEX = RiemannSum((1 - u) ** 2, u, -((1 - u) ** 3) / 3, 1 / n, j, n, second_order=True)


def total(rule: RiemannSum, first: sp.Expr = sp.S.Zero, last: sp.Expr = n - 1) -> sp.Expr:
    """The sum that a rule is about."""
    return rule.step * sp.Sum(rule.integrand.xreplace({u: j * rule.step}), (j, first, last))


@pytest.mark.parametrize("rule", [FALLING, CONVEX], ids=["falling", "convex"])
def test_a_riemann_sum_has_exactly_the_ends_of_its_theorem(rule):
    ends = rule.ends()
    assert rule.judge(total(rule), ends, EVERYWHERE).verdict == "proved"
    for moved in (
        Enclosure(ends.lower + TINY, ends.upper),
        Enclosure(ends.lower, ends.upper - TINY),
        Enclosure(ends.lower - TINY, ends.upper),
        Enclosure(ends.lower, ends.upper + TINY),
    ):
        assert not rule.judge(total(rule), moved, EVERYWHERE).holds


@pytest.mark.parametrize("rule", [FALLING, CONVEX], ids=["falling", "convex"])
def test_a_riemann_sum_lies_between_its_ends(rule):
    for steps in (1, 2, 3, 10):
        number = total(rule).xreplace({n: sp.Integer(steps)}).doit()
        ends = [
            end.xreplace({n: sp.Integer(steps)}) for end in (rule.ends().lower, rule.ends().upper)
        ]
        assert ends[0] <= number <= ends[1]


@pytest.mark.parametrize("moved", [(sp.S.One, n), (sp.S.Zero, n), (sp.S.One, n - 1)], ids=str)
def test_a_riemann_sum_begins_at_zero_and_leaves_out_one(moved):
    high = RiemannSum(2 - u, u, 2 * u - u**2 / 2, 1 / n, j, n)
    assert high.judge(total(high), high.ends(), EVERYWHERE).holds
    assert not high.judge(total(high, *moved), high.ends(), EVERYWHERE).holds


@pytest.mark.parametrize(
    ("integrand", "antiderivative", "second_order"),
    [
        (u, u**2 / 2, False),
        (u**2 - u, u**3 / 3 - u**2 / 2, False),
        (1 - u**2, u - u**3 / 3, True),
        (1 - u, u - u**2, False),
    ],
    ids=str,
)
def test_what_does_not_fall_or_is_not_convex_has_no_such_ends(
    integrand, antiderivative, second_order
):
    rule = RiemannSum(integrand, u, antiderivative, 1 / n, j, n, second_order=second_order)
    assert not rule.judge(total(rule), rule.ends(), EVERYWHERE).holds


# Roundings


@pytest.mark.parametrize(
    ("number", "place"),
    [("1", 0), ("9.99", 0), ("10", 1), ("99", 1), ("0.1", -1), ("0.0999", -2), ("0.001", -3)],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_the_last_digit_counts_a_power_of_ten(number, place, sign):
    for digits in (1, 2, 5):
        unit = unit_of(sign * sp.Rational(number), digits)
        assert unit == sp.Integer(10) ** (place + 1 - digits)


@pytest.mark.parametrize(
    ("number", "digits", "right", "wrong"),
    [
        ("1.2345", 3, ["1.23"], ["1.24", "1.22", "1.234", "1.2345"]),
        ("-1.2345", 3, ["-1.23"], ["-1.24", "1.23", "-1.235"]),
        ("1.235", 3, ["1.24", "1.23"], ["1.25", "1.22", "1.235"]),
        ("0.0996", 2, ["0.1"], ["0.09", "0.0996", "0.101"]),
        ("999.5", 3, ["1000", "999"], ["998", "1001", "999.5"]),
        ("1/3", 4, ["0.3333"], ["0.3334", "1/3", "0.3332"]),
    ],
)
def test_a_rounded_number_is_half_a_unit_away_at_most_and_has_no_more_digits(
    number, digits, right, wrong
):
    exact = sp.Rational(number)
    for shown in right:
        assert Rounding(digits).judge(exact, sp.Rational(shown), EVERYWHERE).verdict == "proved"
    for shown in wrong:
        assert Rounding(digits).judge(exact, sp.Rational(shown), EVERYWHERE).verdict == "refuted"
    assert significant(exact, digits) in [sp.Rational(shown) for shown in right]


@pytest.mark.parametrize(("number", "rounded"), [("0.25", "0.3"), ("-0.25", "-0.3"), ("7", "7")])
def test_halves_are_rounded_away_from_zero(number, rounded):
    assert significant(sp.Rational(number), 1) == sp.Rational(rounded)


# Orders

e = Letter("ε", r"\epsilon", positive=True)
b = Letter("b", "b", positive=True)
c = Letter("c", "c", positive=True)
w = Letter("w", "w", positive=True)
MIXED = Regime("mixed", (e,), (e,), (), (), bounded=(b,), fixed=(c,))
POWERS = (-2, -1, 0, 1, 2)


@pytest.mark.parametrize("vanishing", POWERS)
@pytest.mark.parametrize("bounded", POWERS)
def test_a_monomial_vanishes_if_and_only_if_no_path_keeps_it(vanishing, bounded):
    for free in POWERS:
        for fixed in (-1, 0, 2):
            monomial = e**vanishing * b**bounded * w**free * c**fixed
            small = vanishing > 0 and bounded >= 0 and free == 0
            assert negligible(monomial, sp.S.One, MIXED) is small, monomial
            assert negligible(sp.S.One, 1 / monomial, MIXED) is small, monomial
            assert (path(monomial, sp.S.One, MIXED) is None) is small, monomial


@pytest.mark.parametrize(
    ("small", "against", "answer"),
    [
        (e, b + e, False),
        (e**2, b + e, True),
        (e * b, b + e, True),
        (e * b, b**2 + e**2, False),
        (e**2 * b, b**2 + e**2, True),
        (e + e**2, 1 + b, True),
        (e + b, sp.S.One, False),
        (e * w, w + w**3, True),
        (e * w**2, w + w**3, True),
        (e * w**4, w + w**3, False),
    ],
    ids=str,
)
def test_against_a_sum_what_counts_is_the_largest_term_on_every_path(small, against, answer):
    assert negligible(small, against, MIXED) is answer
