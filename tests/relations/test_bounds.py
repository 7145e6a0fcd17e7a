"""Inequalities with a gap that shows its sign, logarithms, Riemann sums, sums to moving ends."""

import pytest
import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.objects.laws import Enclosure
from solutions.relations.equalities.equality import equal
from solutions.relations.inequalities.bounds import Inequality, Loosened, at_most
from solutions.relations.inequalities.riemann import RiemannSum
from solutions.relations.regimes.orders import negligible
from solutions.relations.regimes.regime import Regime

a, b, y = sp.symbols("a b y", positive=True)
u = sp.Symbol("u", nonnegative=True)
j = sp.Symbol("j", integer=True, nonnegative=True)
n = sp.Symbol("n", integer=True, nonnegative=True)
count = sp.Symbol("T", integer=True, positive=True)
ANY = Domain()
GRID = Domain(whole=(1 / b,))


def test_a_square_needs_to_be_shown() -> None:
    assert at_most(2 * a * b, a**2 + b**2, ANY).verdict == "undecided"
    assert at_most(2 * a * b, a**2 + b**2, ANY, gap=(a - b) ** 2).verdict == "proved"


@pytest.mark.parametrize("gap", [(a + b) ** 2, (a - b) ** 2 / 2, (a - b) ** 2 + 1])
def test_a_gap_that_is_not_the_gap_is_refuted(gap: sp.Expr) -> None:
    assert at_most(2 * a * b, a**2 + b**2, ANY, gap=gap).verdict == "refuted"


def test_a_counterexample_says_which_side_is_exact() -> None:
    for least, found in ((False, "at y = 2: exact 2, claimed 1"), (True, "exact 1/2, claimed 1")):
        message = Inequality(least=least).judge(y, sp.S.One, ANY).message
        assert found in message, message


def test_a_gap_of_unknown_sign_proves_nothing() -> None:
    assert at_most(a, b, ANY, gap=b - a).verdict == "refuted"
    assert at_most(a, a * b + a / b, ANY, gap=a * b + a / b - a).verdict == "undecided"


@pytest.mark.parametrize(
    "true", [y - 1 - sp.log(y), sp.log(y) - 1 + 1 / y, 1 / y - sp.log((y + 1) / y)]
)
def test_the_tangent_of_the_logarithm(true: sp.Expr) -> None:
    assert signs.nonnegative(true, ANY)
    assert not signs.nonnegative(-true, ANY)
    assert not signs.nonnegative(true - 1, ANY)


def test_a_logarithm_squared_or_in_a_sum_has_no_tangent() -> None:
    assert not signs.nonnegative(y - sp.log(y) ** 2, ANY)
    total = sp.Sum(sp.log(j + y) - 1 - j - y, (j, 1, count))
    assert not signs.nonnegative(total, ANY)


def test_a_wider_enclosure_may_only_be_wider() -> None:
    inner = Enclosure(a, a + b)
    assert Loosened().judge(inner, Enclosure(sp.S.Zero, a + 2 * b), ANY).verdict == "proved"
    assert Loosened().judge(inner, Enclosure(a + b, a + 2 * b), ANY).verdict == "refuted"
    assert Loosened().judge(inner, Enclosure(a, a), ANY).verdict == "refuted"


def riemann(step: sp.Expr, steps: sp.Expr, antiderivative: sp.Expr) -> RiemannSum:
    return RiemannSum(1 / (1 + u), u, antiderivative, step, j, steps)


def test_a_riemann_sum_fills_the_unit_interval() -> None:
    total = b * sp.Sum(1 / (1 + j * b), (j, 0, count - 1))
    good = riemann(b, 1 / b, sp.log(1 + u))
    sum_ = total.xreplace({count: 1 / b})
    assert good.judge(sum_, good.ends(), ANY).verdict == "undecided"
    assert good.judge(sum_, good.ends(), GRID).verdict == "proved"
    loose = riemann(b, count, sp.log(1 + u))
    found = loose.judge(total, loose.ends(), ANY)
    assert (found.verdict, "the steps fill [0, 1]" in found.message) == ("refuted", True)


def test_a_wrong_antiderivative_is_refuted() -> None:
    rule = riemann(b, 1 / b, sp.log(2 + u))
    sum_ = b * sp.Sum(1 / (1 + j * b), (j, 0, 1 / b - 1))
    assert "the antiderivative" in rule.judge(sum_, rule.ends(), GRID).message


def test_a_sum_between_moving_ends_loses_and_gains_terms() -> None:
    inside = Domain((sp.Ge(count, n + 1),))
    whole = sp.Sum(1 / (a + j), (j, count - n, count - 1))
    more = sp.Sum(1 / (a + j), (j, count - n - 1, count - 1))
    assert equal(more, whole + 1 / (a + count - n - 1), inside).verdict == "proved"
    assert equal(more, whole + 1 / (a + count - n), inside).verdict == "refuted"
    assert equal(sp.Sum(a + j, (j, count, count - 1)), sp.S.Zero, ANY).verdict == "proved"


def test_an_index_that_may_be_zero_is_not_taken_for_positive() -> None:
    inside = Domain((sp.Ge(count, n),))
    poles = sp.Sum(1 / j, (j, count - n, count))
    assert equal(poles, poles + 0 * a, inside).verdict == "undecided"


def test_a_constant_has_an_order_in_a_regime() -> None:
    small = Regime("a → 0", (a,), (a,), (), ())
    assert not negligible(sp.S.One, sp.S.One, small)
    assert negligible(a, sp.S.One, small)


def test_a_domain_whose_chart_has_roots_gives_rational_points_or_none() -> None:
    wide = Domain((sp.Ge(a, sp.sqrt(b)),))
    try:
        found = equal(a, b, wide)
    except Undecided:
        pytest.fail("an empty sample is a verdict, not an exception")
    assert found.verdict in ("refuted", "undecided")
