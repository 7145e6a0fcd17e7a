"""1c  One step back: X_{t−Δt} given X_t = x_t, and its variance for small Δt."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import sympy as sp

from solutions.diffusion.notation import SHEET, TIMES, dt, s2, t, x, y
from solutions.engine.derivation import Derivation
from solutions.engine.objects import Normal
from solutions.engine.pairs import Pair, approaching, exact
from solutions.engine.part import Box, Decoy, Part, check

# --8<-- [start:derivation]
before, now = s2 + t - dt, s2 + t

posterior = Derivation(
    "posterior",
    r"\log p(x_{t-\Delta t}) + \log p(x_t \mid x_{t-\Delta t}) + \text{const}",
    -(y**2) / (2 * before) - (x - y) ** 2 / (2 * dt),
    where=TIMES,
).law(
    Normal(before / now * x, dt * before / now),
    variable=y,
    because="a quadratic exponent is a Gaussian; matching its slope gives mean and variance",
)
variance = (
    Derivation(
        "variance",
        r"\operatorname{Var}(X_{t-\Delta t} \mid X_t)",
        posterior.result.variance,
        where=TIMES,
    )
    .equals(dt * (1 - dt / now), because="the numerator is the denominator less one Δt")
    .approximates(dt, when=SHEET, because="Δt is negligible against σ² + t, as it is against σ²")
)
error = (
    Derivation(
        "error",
        r"\frac{\Delta t - \operatorname{Var}(X_{t-\Delta t} \mid X_t)}{\Delta t}",
        (dt - variance.line(1)) / dt,
        where=TIMES,
    )
    .equals(dt / now, because="what the bracket takes away")
    .at_most(dt / s2, because="t is not negative, so the worst time is the earliest")
)
# --8<-- [end:derivation]


@check("condition the joint covariance of (X_{t−Δt}, X_t), built from the increments")
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


@check("the exact variance along two paths into the regime, by adding precisions")
def along_a_path(variance: Any, small: Any) -> Iterator[Pair]:
    for late in (False, True):
        for j in range(1, 5):
            s, d = Fraction(1, 10**j), Fraction(1, 100**j)
            now = Fraction(1, 2) if late else d
            # Bayes for Gaussians adds precisions: 1/Var = 1/(prior variance) + 1/Δt.
            found = 1 / (1 / (s + now - d) + 1 / d)
            yield exact(variance, {s2: s, dt: d, t: now}, found)
            yield approaching(small, {s2: s, dt: d, t: now}, found, path=str(late))


part = Part(
    "1c",
    "One step back",
    "The law of $X_{t-\\Delta t}$ given $X_t = x_t$, with its variance made simple.",
    derivations=(posterior, variance, error),
    boxes=(
        Box("law", r"X_{t-\Delta t} \mid X_t = x_t", posterior),
        Box("variance", r"\operatorname{Var}(X_{t-\Delta t} \mid X_t)", variance, line=1),
        Box("small", r"\operatorname{Var}(X_{t-\Delta t} \mid X_t)", variance, form="approximate"),
    ),
    checks=(joint_covariance, along_a_path),
    decoys=(
        Decoy(
            "law",
            Normal(before / now * x, dt * sp.sqrt(before / now)),
            "the square root of the covariance ratio",
        ),
        Decoy("variance", dt * (1 - dt / now) ** 2, "the mean's slope squared"),
        Decoy("small", dt / 2, "half a step"),
    ),
)
