"""1c  One step back: X_{t−Δt} given X_t = x_t, and its variance for small Δt."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from solutions.author import (
    Box,
    Decoy,
    Derivation,
    Normal,
    Pair,
    Part,
    approaching,
    check,
    estimated,
    exact,
    given,
    log_density,
    relative_error,
)
from solutions.author import variance as of_variance
from solutions.diffusion import b_marginals as b
from solutions.diffusion.notation import SHEET, TIMES, X, dt, s2, t, x, y

# --8<-- [start:derivation]
earlier, later = b.part.use("before"), b.part.use("now")
before, now = earlier.value.variance, later.value.variance

back = given(X(t - dt), X(t), x)
posterior = (
    Derivation(
        "posterior",
        log_density(back, y),
        -(y**2) / (2 * before) - (x - y) ** 2 / (2 * dt),
        because="Bayes’ rule for the law of $X_{t-\\Delta t}$ and the noise of one step",
        where=TIMES,
        rests=(earlier, later),
    )
    .equals(
        -((y - before / now * x) ** 2) / (2 * dt * before / now) - x**2 / (2 * now),
        because="complete the square in $x_{t-\\Delta t}$",
        name="complete_square",
    )
    .law(
        Normal(before / now * x, dt * before / now),
        variable=y,
        because="a quadratic exponent is a Gaussian; the rest does not depend on $x_{t-\\Delta t}$",
        name="gaussian",
    )
)
variance = (
    posterior.onward("variance", of="variance")
    .equals(
        dt * (1 - dt / now),
        because="the numerator is the denominator less one $\\Delta t$",
        name="less_one_step",
    )
    .approximates(
        dt,
        when=SHEET,
        because="$\\Delta t \\ll \\sigma^2$, so $\\Delta t \\ll \\sigma^2 + t$ too",
        name="leading_order",
    )
)
error = (
    Derivation(
        "error",
        relative_error(dt, of_variance(back)),
        (dt - variance.line("less_one_step")) / dt,
        rests=(variance.upto("less_one_step"),),
    )
    .equals(dt / now, because="what the bracket takes away", name="taken_away")
    .at_most(dt / s2, because="$t$ is positive", name="drop_t")
)
# --8<-- [end:derivation]


@check("condition the joint covariance of $(X_{t-\\Delta t}, X_t)$, built from increments")
def joint_covariance(law: Any) -> Iterator[Pair]:
    for s, steps, done in [(Fraction(1, 4), 8, 3), (Fraction(2), 5, 5), (Fraction(1, 9), 12, 1)]:
        d = Fraction(1, steps)
        # X_t = X₀ + ε₁ + … : each increment is shared by all later times.
        earlier = s + sum(d for _ in range(done - 1))
        later = s + sum(d for _ in range(done))
        shared = earlier
        for at_x in (Fraction(-1), Fraction(3, 2)):
            at = {s2: s, dt: d, t: done * d, x: at_x}
            yield exact(law.mean, at, shared / later * at_x)
            yield exact(law.variance, at, earlier - shared**2 / later)


@check("regress the earlier state on the later one in 100 000 simulated paths")
def regression(law: Any) -> Iterator[Pair]:
    paths = 100_000
    for seed, s, steps, done in [(1, 0.25, 8, 3), (2, 1.0, 4, 4), (3, 0.0625, 8, 1)]:
        rng = np.random.default_rng(seed)
        state = earlier = np.sqrt(s) * rng.standard_normal(paths)
        for _ in range(done):
            earlier, state = state, state + rng.standard_normal(paths) / np.sqrt(steps)
        slope = (earlier @ state) / (state @ state)
        rest = earlier - slope * state
        error = np.sqrt(rest.var() / (state @ state))
        at = {s2: Fraction(s), dt: Fraction(1, steps), t: Fraction(done, steps), x: 1}
        yield estimated(law.mean, at, slope, error, seed)
        squares = rest**2
        spread = squares.std() / np.sqrt(paths)
        yield estimated(law.variance, at, squares.mean(), spread, seed)


@check("the exact variance along two paths into the regime, by adding precisions")
def along_a_path(variance: Any, small: Any, error: Any) -> Iterator[Pair]:
    for late in (False, True):
        for j in range(1, 5):
            s, d = Fraction(1, 10**j), Fraction(1, 100**j)
            now = Fraction(1, 2) if late else d
            # Bayes for Gaussians adds precisions: 1/Var = 1/(prior variance) + 1/Δt.
            found = 1 / (1 / (s + now - d) + 1 / d)
            at = {s2: s, dt: d, t: now}
            yield exact(variance, at, found)
            yield exact(error, at, 1 - found / d)
            yield approaching(small, at, found, path=str(late))


part = Part(
    "1c",
    "One step back",
    "The law of $X_{t-\\Delta t}$ given $X_t = x_t$, and a simple form of its variance.",
    derivations=(posterior, variance, error),
    boxes=(
        Box("law", posterior),
        Box("variance", variance, line="less_one_step"),
        Box("small", variance),
        Box("error", error, line="taken_away"),
    ),
    checks=(joint_covariance, regression, along_a_path),
    decoys=(
        Decoy(
            "law",
            Normal(before / now * x, before - before / now),
            r"$\mathrm{Cov}^2/\mathrm{Var}$ without the square",
        ),
        Decoy("law", Normal(x, dt), "the forward noise read backwards, as if it were independent"),
        Decoy("variance", dt * (1 - dt / now) ** 2, "the mean's slope squared"),
        Decoy("small", dt / 2, "half a step"),
        Decoy("error", dt / s2, "the bound taken for the error"),
    ),
)
