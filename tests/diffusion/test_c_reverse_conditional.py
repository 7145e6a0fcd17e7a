"""Laws of the step back, read off the boxes of 1c."""

import sympy as sp

from solutions.author import Domain, equal
from solutions.diffusion import b_marginals as b
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion.notation import dt, s2, t, x

law, variance = c.part.box("law").value, c.part.box("variance").value
before, now = b.part.box("before").value, b.part.box("now").value


def test_the_law_of_total_expectation_gives_back_1b() -> None:
    slope = law.mean / x
    total = slope**2 * now.variance + law.variance
    assert equal(total, before.variance, Domain()).verdict == "proved"


def test_joint_density_forwards_and_backwards_have_the_same_covariance() -> None:
    # Forwards Cov(X_{t−Δt}, X_t) = Var(X_{t−Δt}); backwards it is slope · Var(X_t).
    assert equal(law.mean / x * now.variance, before.variance, Domain()).verdict == "proved"


def test_knowing_the_later_state_never_widens_the_earlier_one() -> None:
    assert equal(before.variance - law.variance, before.variance**2 / now.variance, Domain()).holds


def test_the_two_forms_of_the_variance_are_one() -> None:
    assert equal(variance, law.variance, Domain()).verdict == "proved"


def test_certain_data_stay_certain_in_the_first_step() -> None:
    first = law.xreplace({t: dt})
    assert first.mean == s2 / (s2 + dt) * x
    assert sp.limit(first.variance, s2, 0) == 0
