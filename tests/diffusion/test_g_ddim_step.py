"""Laws of the DDIM step, read off the boxes of 1g."""

from typing import Any

import sympy as sp

from solutions.author import equal, onward
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import g_ddim_step as g
from solutions.diffusion.notation import SMALL_STEP, TIMES, dt, eta, s2, t, x

step, closed, small = (g.part.box(name).value for name in ("step", "closed", "small"))
share = sp.sqrt(t) / (sp.sqrt(t - dt) + sp.sqrt(t))


def test_with_the_whole_share_it_is_the_conditional_mean() -> None:
    mean = c.part.box("law").value.mean
    assert equal(step.xreplace({eta: sp.S.One}), mean, TIMES).verdict == "proved"
    assert equal(step.xreplace({eta: sp.S.Zero}), x, TIMES).verdict == "proved"


def test_the_last_step_is_the_clean_guess() -> None:
    assert share.xreplace({dt: t}) == 1
    assert closed.xreplace({dt: t}) == s2 / (s2 + t) * x


def test_the_square_of_the_factor_is_below_the_ratio_of_variances() -> None:
    # Cauchy–Schwarz: (σ² + √(t t'))² ≤ (σ² + t)(σ² + t'), so no step widens more than the truth.
    gap = (s2 + t) * (s2 + t - dt) - ((s2 + t) * closed / x) ** 2
    square = s2 * (sp.sqrt(t) - sp.sqrt(t - dt)) ** 2
    assert equal(gap, square, TIMES).verdict == "proved"


def near(claimed: sp.Expr) -> Any:
    """The judgement of the line that this is the step to leading order."""
    step = onward("step", g.part.use("closed")).approximates(claimed, SMALL_STEP, because="")
    return step.steps[-1].judge()


def test_nothing_is_assumed_on_sigma_against_time() -> None:
    for wrong in (1 - dt / 2 / t, 1 - dt / 2 / s2):
        assert near(wrong * x).verdict == "refuted"
    assert near(small).verdict == "proved"


def test_the_next_term_of_the_step_may_be_shown_too() -> None:
    finer = (1 - dt / 2 / (s2 + t) - dt**2 / 8 / t / (s2 + t)) * x
    assert near(finer).verdict == "proved"
