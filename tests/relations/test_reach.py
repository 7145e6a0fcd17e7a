"""A limit is taken where the line's own domain comes near it, and nowhere else."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from solutions.diffusion.notation import (
    LATER,
    LOG_STEPS,
    SHEET,
    SMALL_STEP,
    STEPS_TO_ZERO,
    TIMES,
    dt,
    s2,
    t,
)
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.letters import Letter, defined
from solutions.numbers.points import Point
from solutions.relations.limits.approximation import Approximation
from solutions.relations.limits.limit import Limit
from solutions.relations.regimes.germs import germ, term
from solutions.relations.regimes.orders import check
from solutions.relations.regimes.reach import approach, kept_away
from solutions.relations.regimes.regime import Regime

x, y = Letter("x", "x", positive=True), Letter("y", "y", positive=True)
r = Letter("r", "r", real=True)
m = Letter("m", "m", integer=True, positive=True)
z = Letter("z", "z", positive=True)
TO0 = Regime(r"x \to 0", (x,), (x,), (), ())
HALF = sp.Rational(1, 2)
TINY = sp.Rational(1, 10**5)


def verdict(relation, lhs, rhs, where=EVERYWHERE):
    found = relation.judge(lhs, rhs, where)
    return found.verdict, found.message


AWAY = {
    "x ≥ 1": Domain((x >= 1,)),
    "x ≥ 1/100000": Domain((x >= TINY,)),
    "x > 1/100000": Domain((x > TINY,)),
    "x² > 1": Domain((x**2 > 1,)),
    "1/x < 10": Domain((1 / x < 10,)),
    "y ≤ x": Domain((sp.Le(y, x),)),
    "x + y > 2·y + 1": Domain((sp.Gt(x + y, 2 * y + 1),)),
    "x whole": Domain(whole=(x,)),
}


@pytest.mark.parametrize("fact", AWAY)
def test_a_domain_that_keeps_away_is_named(fact):
    for relation in (Limit(TO0), Approximation(TO0)):
        told = relation.judge(sp.S.One + x, sp.S.One, AWAY[fact])
        assert told.verdict == "undecided"
        assert fact in told.message
        assert "keeps away from it" in told.message


def test_the_root_whose_sign_a_domain_turns():
    # √(x² − 2x + 1) is x − 1 on x ≥ 1, and tends to +1 as x → 0.
    assert verdict(Limit(TO0), x - 1, sp.S.NegativeOne, Domain((x >= 1,)))[0] == "undecided"
    assert verdict(Limit(TO0), 1 - x, sp.S.One, Domain((x <= 1,)))[0] == "proved"


@pytest.mark.parametrize(
    "where",
    [
        Domain((x >= TINY,)),
        Domain((x > HALF,)),
        Domain((x**2 >= HALF,)),
        Domain((x >= y,)),
        Domain(whole=(x + HALF,)),
    ],
    ids=str,
)
def test_a_regime_that_stops_is_malformed(where):
    stops = Regime(r"x \to 0", (x,), (x,), (), (), where=where)
    with pytest.raises(Malformed, match="no point of its domain is near the limit"):
        check(stops)
    assert verdict(Limit(stops), x, sp.S.Zero)[0] == "undecided"


@pytest.mark.parametrize(
    ("where", "regime"),
    [
        (EVERYWHERE, SHEET),
        (TIMES, SHEET),
        (TIMES, SMALL_STEP),
        (TIMES, STEPS_TO_ZERO),
        (LATER, SMALL_STEP),
        (Domain(whole=(1 / dt,)), SHEET),
        (Domain((dt < 1,), whole=(1 / dt,)), LOG_STEPS),
        (Domain((sp.Le(dt, s2 / 100),), nonzero=(t - dt,)), SHEET),
        (Domain((sp.Le(t, HALF),)), SHEET),
        (Domain((s2 > dt, s2 < HALF), whole=(1 / dt, t / dt)), STEPS_TO_ZERO),
    ],
    ids=str,
)
def test_the_regimes_of_the_sheet_are_reached(where, regime):
    assert not kept_away(where, regime)
    assert approach(where, regime) is not None


def test_a_counter_cannot_vanish():
    with pytest.raises(Malformed, match="declared an integer and cannot vanish"):
        check(Regime("m", (m,), (m,), (), ()))
    grows = Regime("m", (1 / m,), (z,), ((m, 1 / z),), ((z, 1 / m),))
    check(grows)
    assert verdict(Limit(grows), 1 + 1 / m, sp.S.One)[0] == "proved"
    odd = Regime("m", (1 / m,), (z,), ((m, 2 / (2 * z + z**2)),), ((z, sp.sqrt(1 + 2 / m) - 1),))
    assert not kept_away(EVERYWHERE, odd), "m = 1/z to leading order is whole"


def test_a_bounded_letter_is_at_most_one():
    assert kept_away(Domain((t >= 2,)), SHEET)
    assert not kept_away(Domain((t >= HALF,)), SHEET)


@pytest.mark.parametrize("moving", [dt, t, s2, dt / t, t + 1])
def test_a_claimed_limit_does_not_move(moving):
    assert "moves on the way" in verdict(Limit(SHEET), moving, moving)[1]


def test_a_variable_of_the_chart_is_no_letter_of_the_line():
    own = SMALL_STEP.vanishing[0]
    for lhs, where in ((own + 1, EVERYWHERE), (1 + dt / t, Domain((own < 1,)))):
        assert (
            "variable of the chart" in verdict(Approximation(SMALL_STEP), lhs, sp.S.One, where)[1]
        )


def test_germs_compare_powers_and_logarithms():
    along = {x: term(Fraction(1), Fraction(1))}
    at = Point({y: Fraction(3)})
    for expr, sign in [
        (x - x**2, 1),
        (x**2 - x / 1000, -1),
        (y * x - 3 * x, 0),
        (1 + x * sp.log(x), 1),
        (1000 + sp.log(x), -1),
        (sp.sqrt(x) - 100 * x, 1),
        ((x - y) / (x**2 + x), -1),
        (x * sp.log(x) ** 9 + sp.sqrt(x), 1),
    ]:
        assert germ(expr, along, at).sign == sign, expr
    for expr in (sp.sin(x), sp.sqrt(1 + x), sp.log(2 * x), sp.exp(1 / x), sp.Sum(x, (m, 1, 1 / x))):
        with pytest.raises(Undecided):
            germ(expr, along, at)
    double = defined("d", "d({0})", lambda a: 2 * a, positive=True)
    assert germ(double(x) - 2 * x, along, at).sign == 0


def test_a_whole_number_is_a_polynomial_in_the_number_of_steps():
    along, at = {x: term(Fraction(1), Fraction(1))}, Point({y: Fraction(1, 3)})
    for expr, whole in [(1 / x, True), (y / x**2 + 2, True), (y + 1 / x, False), (x, False)]:
        assert germ(expr, along, at).whole is whole
