"""What is negligible: along random paths the numbers agree, and a regime's chart is checked."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import assume, given
from hypothesis import strategies as st

from solutions.diffusion.notation import LATER, SHEET, SMALL_STEP, STEPS_TO_ZERO, dt, s2, t
from solutions.evidence.counterexamples import rational
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.letters import Letter, function
from solutions.numbers.points import Point
from solutions.numbers.values import value
from solutions.relations.regimes.orders import expansion, negligible, path
from solutions.relations.regimes.regime import Regime
from tests.kernel.expressions import LAW

e = Letter("ε", r"\epsilon", positive=True)
b = Letter("b", "b", positive=True)
c = Letter("c", "c", positive=True)
w = Letter("w", "w", positive=True)
real = Letter("x", "x", real=True)
f = function("f", "f({0})", positive=True)
MIXED = Regime("mixed", (e,), (e,), (), (), bounded=(b,), fixed=(c,))

powers = st.integers(0, 3)
monomials = st.builds(
    lambda k, one, two, three, four: k * e**one * b**two * c**three * w ** (four - 1),
    st.sampled_from([1, 2, sp.Rational(-1, 2), -3]),
    powers,
    powers,
    st.integers(-1, 2),
    st.integers(0, 2),
)
sums = st.lists(monomials, min_size=1, max_size=3).map(lambda terms: sp.Add(*terms))
above_zero = st.lists(monomials, min_size=1, max_size=3).map(
    lambda terms: sp.Add(*(term * sp.sign(term.as_coeff_Mul()[0]) for term in terms))
)
speeds = st.tuples(st.integers(1, 3), st.integers(0, 3), st.integers(-2, 2))


def ratio_along(ratio: sp.Expr, exponents: tuple[int, int, int], size: int) -> float:
    """|ratio| at ε = 10^−size on a path; c is 3 all the way."""
    small = Fraction(1, 10**size)
    numbers = dict(zip((e, b, w), (small**power for power in exponents), strict=True))
    return abs(float(rational(value(ratio, Point({**numbers, c: Fraction(3)})))))


@LAW
@given(sums | sums.map(lambda total: e**2 * b * total), above_zero, speeds)
def test_what_is_negligible_vanishes_along_every_path(small, against, speed):
    assume(negligible(small, against, MIXED))
    far, near = (ratio_along(small / against, speed, size) for size in (30, 60))
    assert near <= far
    assert near < 1e-12


@LAW
@given(sums, above_zero)
def test_a_path_that_is_named_shows_that_it_is_not(small, against):
    found = path(small, against, MIXED)
    assume(found is not None)
    assert found is not None
    assert not negligible(small, against, MIXED)
    speed = (found.get(e, 0), found.get(b, 0), found.get(w, 0))
    ratio = (small / against).xreplace({c: sp.S.One})
    assert ratio_along(ratio, speed, 40) > 1e-3


@pytest.mark.parametrize(
    ("small", "against", "answer"),
    [
        (dt, s2, True),
        (dt, dt * s2, False),
        (s2**2, s2, True),
        (dt * s2, dt, True),
        (dt, s2 + t, True),
        (dt * s2, s2**2 + dt * t, True),
        (t * s2, s2, False),
        (t * dt, s2, True),
        (dt / t, s2, False),
        (s2 * t, s2 + t, True),
        (sp.sqrt(dt), sp.sqrt(s2), True),
        (sp.S.Zero, s2, True),
    ],
    ids=str,
)
def test_the_regime_of_the_sheet(small, against, answer):
    assert negligible(small, against, SHEET) is answer
    assert (path(small, against, SHEET) is None) is answer or answer is False


def test_time_may_vanish_with_the_step_at_any_speed():
    # At t = Δt² the step is large against t; at t = 1 it is not.
    assert path(dt, t, SHEET) is not None
    assert negligible(dt, t, SMALL_STEP)


def test_a_denominator_that_may_vanish_is_undecided():
    assert negligible(dt**2, dt * (s2 + t), SHEET)
    with pytest.raises(Undecided):
        negligible(dt**2, dt * (s2 - t), SHEET)
    signed = replace(STEPS_TO_ZERO, fixed=(s2, t, real))
    with pytest.raises(Undecided):
        negligible(dt, real, signed)
    assert negligible(dt * real, s2, signed)


def test_a_function_of_what_vanishes_is_undecided():
    for hidden in (f(dt), sp.exp(dt), sp.log(1 + dt)):
        with pytest.raises(Undecided, match="in a regime where part of it vanishes"):
            negligible(hidden * dt, s2, STEPS_TO_ZERO)
    assert negligible(f(s2) * dt * sp.log(2), s2, STEPS_TO_ZERO)
    assert path(sp.exp(t) * s2 - t * s2, s2, SHEET) is None, "e^t and t are not independent"


def test_a_path_stays_in_the_regimes_domain():
    late = replace(SHEET, where=Domain((t >= sp.Rational(1, 2),)))
    assert path(dt, t * s2, SHEET) is not None
    assert path(dt, t * s2, late) is None
    assert path(s2, t * s2, late) is not None


def test_leading_parts_one_after_the_other():
    exact = s2 * (1 + 2 * s2) / (1 + s2) ** 2
    assert expansion(exact, SHEET, 3) == [s2, -(s2**3), 2 * s2**4]
    eta = sp.sqrt(t) / (sp.sqrt(t - dt) + sp.sqrt(t))
    assert expansion(eta, SMALL_STEP, 2) == [sp.Rational(1, 2), dt / (8 * t)]
    assert expansion(sp.S.Zero, SHEET, 2) == []


small = Letter("q", "q", positive=True)
GOOD = Regime("q", (dt / s2,), (small,), ((dt, s2 * small),), ((small, dt / s2),))


@pytest.mark.parametrize(
    ("spoiled", "told"),
    [
        (replace(GOOD, chart=((dt, s2 * small**2),)), "does not give back"),
        (replace(GOOD, small=(dt,)), "does not vanish with q"),
        (replace(GOOD, small=(s2 / dt,)), "does not vanish with q"),
        (replace(GOOD, fixed=(small,)), "listed twice"),
        (replace(GOOD, bounded=(dt,)), "has a place in the chart"),
        (replace(GOOD, leading=((small, 2 * dt / s2),)), "to leading order"),
        (replace(GOOD, bounded=(real,)), "is not declared positive"),
        (replace(GOOD, where=Domain((dt >= s2,))), "no point of its domain"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_chart_that_does_not_say_what_it_should_is_malformed(spoiled, told):
    assert negligible(dt, s2, GOOD)
    with pytest.raises(Malformed, match=told):
        negligible(dt, s2, spoiled)


def test_the_sheets_regimes_have_points():
    for regime, where in [(SHEET, Domain()), (SMALL_STEP, LATER), (STEPS_TO_ZERO, Domain())]:
        assert negligible(dt**2, dt * s2, regime) or regime is SMALL_STEP
        assert regime.where == where
