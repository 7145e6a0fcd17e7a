"""Laws of the DDIM sampler, read off 1h."""

from fractions import Fraction
from math import log

import flint
import pytest
import sympy as sp

from solutions.author import (
    Domain,
    Enclosure,
    Limit,
    Normal,
    Point,
    ProductBounds,
    Telescope,
    equal,
    value,
)
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion import h_ddim_sampler as h
from solutions.diffusion import step_bounds as bounds
from solutions.diffusion.notation import LOG_STEPS, STEPS_TO_ZERO, T, dt, k, s2

finite, limit, factor = (h.part.box(name).value for name in ("finite", "limit", "factor"))


def at(expr: sp.Expr, s: Fraction, steps: int) -> float:
    return float(flint.arb(value(expr, Point({s2: s, dt: Fraction(1, steps)}))))


def test_it_does_not_collapse_and_1d_does() -> None:
    assert equal(factor**2, d.part.box("shrink").value, Domain()).holds
    assert sp.limit(limit.variance / s2, s2, 0) == 1
    assert sp.limit(d.part.box("law").value.variance / s2, s2, 0) == 0


def test_one_step_is_the_clean_guess() -> None:
    assert at(finite, Fraction(1, 4), 1) == pytest.approx(1 / 25)


def test_the_chain_lies_in_every_enclosure_that_was_proved() -> None:
    for s, steps in [(Fraction(1, 2), 8), (Fraction(1, 4), 40), (Fraction(1), 300)]:
        true, simple = at(finite, s, steps), at(h.half.result, s, steps)
        ends = [h.law.line(one).variance for one in ("sum_of_losses", "simpler_end")]
        ends += [h.rate.line(one) for one in ("sum_of_losses", "logarithm_left")]
        half = [h.half_law.line("simpler_end").variance]
        for inside, enclosures in ((true, ends), (simple, half)):
            for enclosure in enclosures:
                assert at(enclosure.lower, s, steps) <= inside <= at(enclosure.upper, s, steps)


def test_the_exact_share_misses_from_below_and_one_half_from_above() -> None:
    for s in (Fraction(1, 10), Fraction(2)):
        for steps in (10, 100):
            target = at(limit.variance, s, steps)
            assert at(finite, s, steps) < target < at(h.half.result, s, steps)


def test_the_error_of_one_half_is_of_first_order() -> None:
    s, steps = Fraction(1, 4), 1000
    error = at(h.half.result, s, steps) - at(limit.variance, s, steps)
    claimed = at(h.half_rate.result, s, steps) - at(limit.variance, s, steps)
    assert error == pytest.approx(claimed, rel=0.01)


def test_the_error_of_the_exact_share_has_the_logarithm() -> None:
    # The difference of error/Δt between T and 16 T is log 16/(4(σ²+1)) up to what vanishes.
    s = Fraction(1, 4)
    scaled = [
        steps * (at(finite, s, steps) - at(limit.variance, s, steps)) for steps in (1000, 16000)
    ]
    assert scaled[1] - scaled[0] == pytest.approx(-log(16) / (4 * (0.25 + 1)), rel=0.02)


def test_the_logarithm_is_refuted_where_it_is_forgotten_or_doubled() -> None:
    ends = h.rate.onward("ends", "logarithm_left")
    slow = dt * sp.log(dt) / 4 / (s2 + 1)

    def verdict(claimed: sp.Expr) -> str:
        return ends.approximates(claimed, when=LOG_STEPS, because="").steps[-1].judge().verdict

    assert verdict(h.target + slow) == "proved"
    assert verdict(h.target - dt / 4 / (s2 + 1)) == "refuted"
    assert verdict(h.target + 2 * slow) == "refuted"


def test_the_noisy_sampler_forgets_more_of_the_start() -> None:
    missing = e.missing.line("price_of_start"), h.missing.line("price_of_start")
    assert equal(missing[0] / missing[1], s2 / (s2 + 1), Domain()).holds
    assert h.quarter.result == sp.Rational(20, 100)


def test_the_simple_sampler_has_the_same_limit() -> None:
    rule = Limit(STEPS_TO_ZERO)
    assert (
        rule.judge(h.half_law.line("simpler_end"), Normal(0, h.target), Domain()).verdict
        == "proved"
    )


WRONG_BOUNDS = {
    "a lemma about another term": Telescope(
        bounds.loss, bounds.small_loss.primitive, bounds.small_loss.total
    ),
    "a primitive of half the size": Telescope(
        bounds.excess, bounds.gained.primitive / 2, bounds.gained.total
    ),
    "a total that drops an end": Telescope(bounds.excess, bounds.gained.primitive, dt / 4 / s2),
}


@pytest.mark.parametrize("telescope", WRONG_BOUNDS.values(), ids=WRONG_BOUNDS)
def test_a_product_is_not_enclosed_by_a_wrong_sum(telescope: Telescope) -> None:
    rule = ProductBounds(h.target, bounds.gain, k, 1 / dt, most=telescope)
    ends = rule.ends()
    found = rule.judge(h.half.result, Enclosure(ends.lower, ends.upper), h.ORDER)
    assert found.verdict in ("refuted", "undecided")


def test_a_lower_bound_does_not_pass_for_an_upper_one() -> None:
    swapped = ProductBounds(h.target, bounds.lost, k, 1 / dt, bounds.least, falling=True)
    found = swapped.judge(finite, swapped.ends(), h.rate.domain)
    assert (found.verdict, "a line is neither = nor" in found.message) == ("undecided", True)


def test_a_product_whose_index_is_bound_elsewhere_is_undecided() -> None:
    rule = ProductBounds(h.target, bounds.gain, T, 1 / dt, bounds.gained)
    found = rule.judge(h.half.result, rule.ends(), Domain((sp.Ge(T, 2), dt <= s2)))
    assert (found.verdict, "free of other conditions" in found.message) == ("undecided", True)
