"""Laws of the mean-only sampler, read off the boxes of 1d."""

import sympy as sp

from solutions.author import Domain, equal
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion.notation import dt, s2, t, x

shrink, law, narrow = (d.part.box(name).value for name in ("shrink", "law", "narrow"))


def test_the_answer_does_not_know_the_number_of_steps() -> None:
    assert shrink.free_symbols == {s2}
    assert law.variance.free_symbols == {s2}


def test_all_steps_together_are_one_step_of_length_one() -> None:
    one = c.part.box("law").value.mean.xreplace({t: dt}).xreplace({dt: sp.S.One}) / x
    assert equal(shrink, one, Domain()).verdict == "proved"


def test_the_mean_sampler_loses_exactly_the_spread_around_the_mean() -> None:
    # Var X₀ = Var E[X₀ | X₁] + E Var[X₀ | X₁], with X₁ of its true variance σ² + 1.
    kept = shrink**2 * (s2 + 1)
    spread = c.part.box("law").value.variance.xreplace({t: dt}).xreplace({dt: sp.S.One})
    assert equal(kept + spread, s2, Domain()).verdict == "proved"


def test_the_approximation_is_from_above() -> None:
    assert sp.limit(law.variance / narrow.variance, s2, 0) == 1
    assert (law.variance / narrow.variance).xreplace({s2: sp.Rational(1, 4)}) < 1
