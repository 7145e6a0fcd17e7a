"""Laws of the noisy sampler, read off 1e."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import flint
import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Normal, Point, equal, onward, value
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion.notation import SHEET, dt, s2

finite, limit, small = (e.part.box(name).value for name in ("finite", "limit", "small"))


def at(expr: sp.Expr, s: Fraction, steps: int) -> flint.fmpq:
    return value(expr, Point({s2: s, dt: Fraction(1, steps)}))


def test_one_step_is_one_mean_and_one_noise() -> None:
    assert at(finite.variance, Fraction(1, 4), 1) == flint.fmpq(1, 25) + 1


def test_more_steps_come_closer_and_stay_above_the_limit() -> None:
    for s in (Fraction(1, 10), Fraction(1), Fraction(7, 3)):
        run = [at(finite.variance, s, 2**power) for power in range(7)]
        assert run == sorted(run, reverse=True)
        assert run[-1] > at(limit.variance, s, 1)


def test_halving_the_step_halves_the_error() -> None:
    s = Fraction(1, 4)
    errors = [
        at(finite.variance, s, steps) - at(limit.variance, s, steps) for steps in (200, 400, 800)
    ]
    ratios = [float(flint.arb(a / b)) for a, b in pairwise(errors)]
    assert ratios == pytest.approx([2, 2], abs=0.02)


def test_the_rate_is_the_richardson_difference_to_second_order() -> None:
    # 2 V(Δt/2) − V(Δt) has lost the first-order term and must agree with the limit.
    s, steps = Fraction(1, 3), 300
    rate = e.rate.result
    gap = 2 * (at(finite.variance, s, steps) - at(finite.variance, s, 2 * steps))
    assert float(flint.arb(gap / at(rate, s, steps))) == pytest.approx(1, abs=0.02)


def test_the_share_of_the_start_is_the_variance_of_1d() -> None:
    start = d.part.box("law").value.variance
    assert equal(finite.variance.xreplace({dt: sp.S.One}) - 1, start, Domain()).holds
    assert equal(limit.variance - start, s2 / (s2 + 1), Domain()).holds


def test_exact_noise_gives_the_limit_for_every_number_of_steps() -> None:
    assert e.exact_noise.result == limit
    assert e.exact_start.result == Normal(0, s2)


def test_the_price_of_the_start_at_a_quarter() -> None:
    assert e.quarter.result == sp.Rational(24, 100)
    assert e.missing.line("at_quarter") == sp.Rational(25, 100) - sp.Rational(24, 100)


def near(known: Derivation, claimed: Normal) -> Any:
    """The judgement of the line that this is what is known to leading order."""
    return known.approximates(claimed, when=SHEET, because="").steps[-1].judge()


def test_the_next_term_in_sigma_is_of_third_order() -> None:
    known = onward("known", e.part.use("limit"))
    assert near(known, Normal(0, s2 - s2**3)).verdict == "proved"
    wrong = near(known, Normal(0, s2 + s2**2))
    assert "is wrong in its second term (+σ⁴): the exact value is σ² − σ⁶" in wrong.message


def test_next_to_a_finite_step_the_third_order_does_not_count() -> None:
    enclosed = e.noisy.onward("enclosed", "riemann_sum")
    assert near(enclosed, Normal(0, s2 - s2**3)).verdict == "refuted"
    assert near(enclosed, small).verdict == "proved"
