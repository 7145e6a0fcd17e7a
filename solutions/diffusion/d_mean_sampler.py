"""1d  The mean-only reverse process: X̂₀ = σ²/(σ²+1) · X̂₁ for every number of steps."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import Any

import numpy as np
import sympy as sp

from solutions.author import (
    Box,
    Combination,
    Decoy,
    Derivation,
    Normal,
    Pair,
    Part,
    Term,
    approaching,
    check,
    estimated,
    exact,
    ratio,
)
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion.notation import SHEET, T, X_hat, dt, in_steps, k, s2, t, x

# --8<-- [start:derivation]
step = c.part.use("law", {t: k * dt})

shrink = (
    Derivation(
        "shrink",
        ratio(X_hat(1 - T * dt), X_hat(1)),
        sp.Product(in_steps(step.value.mean / x), (k, 1, T)),
        because="one conditional mean for each time $t = k\\,\\Delta t$",
        rests=(step,),
    )
    .by_induction(
        s2 / (s2 + T * dt),
        on=T,
        because="each numerator is the next factor’s denominator",
        name="telescope",
    )
    .at(
        {T: 1 / dt},
        because=r"after $T = 1/\Delta t$ steps the time is used up",
        name="time_used_up",
    )
)
law = (
    Derivation(
        "law",
        X_hat(0),
        Combination((Term(shrink.result, X_hat(1), Normal(0, 1)),)),
        rests=(shrink,),
    )
    .equals(
        Normal(0, shrink.result**2),
        because="a factor squares into the variance",
        name="square_factor",
    )
    .approximates(
        Normal(0, s2**2),
        when=SHEET,
        because=r"$\sigma^2 + 1$ is $1$ to leading order",
        name="leading_order",
    )
)
# --8<-- [end:derivation]


@check(r"run the recursion with rational numbers, for $T = 1, \dots, 12$")
def recursion(shrink: Any, law: Any) -> Iterator[Pair]:
    for s in (Fraction(1, 10), Fraction(1, 4), Fraction(1), Fraction(7, 3)):
        for steps in range(1, 13):
            d = Fraction(1, steps)
            factor = Fraction(1)
            for done in range(steps, 0, -1):
                factor *= (s + (done - 1) * d) / (s + done * d)
            yield exact(shrink, {s2: s, dt: d}, factor)
            yield exact(law.mean, {s2: s, dt: d}, 0)
            yield exact(law.variance, {s2: s, dt: d}, factor**2)


@check(r"draw $\hat X_1$, and learn each step’s slope from a million pairs of states")
def regression(law: Any) -> Iterator[Pair]:
    size, steps, s = 1_000_000, 4, 0.25
    for seed in (1, 2, 3):
        dice = np.random.default_rng(seed)
        walk = [dice.normal(0, sqrt(s), size)]
        for _ in range(steps):
            walk.append(walk[-1] + dice.normal(0, sqrt(1 / steps), size))
        factor, relative = 1.0, 0.0
        for earlier, now in pairwise(walk):
            slope = float(earlier @ now / (now @ now))
            # Standard error of a slope of regression, relative to it; the steps’ errors add up.
            relative += sqrt(float(np.mean((earlier - slope * now) ** 2) / (now @ now))) / slope
            factor *= slope
        found = factor**2 * float(np.mean(dice.standard_normal(size) ** 2))
        error = found * sqrt((2 * relative) ** 2 + 2 / size)
        yield estimated(law.variance, {s2: Fraction(1, 4)}, found, error, seed)


@check(r"run longer and longer chains for smaller and smaller $\sigma^2$")
def into_the_regime(narrow: Any) -> Iterator[Pair]:
    for place in range(1, 4):
        s, steps = Fraction(1, 10**place), 4**place
        factor = Fraction(1)
        for done in range(steps, 0, -1):
            factor *= (s + Fraction(done - 1, steps)) / (s + Fraction(done, steps))
        yield approaching(narrow.variance, {s2: s}, factor**2)


part = Part(
    "1d",
    "The mean-only sampler",
    "The law of $\\hat X_0$ when only the conditional mean is applied, $T$ times, from "
    "$\\mathcal N(0, 1)$.",
    derivations=(shrink, law),
    boxes=(
        Box("shrink", shrink),
        Box("law", law, line="square_factor"),
        Box("narrow", law),
    ),
    checks=(recursion, regression, into_the_regime),
    decoys=(
        Decoy("shrink", s2 / (s2 + 1 + dt), "one step too many"),
        Decoy(
            "shrink",
            sp.Product(s2 / (s2 + k * dt), (k, 1, 1 / dt)),
            "every step taken for the last one, so that nothing cancels",
        ),
        Decoy("law", Normal(0, s2 / (s2 + 1)), "the scale taken for the variance"),
        Decoy("narrow", Normal(0, s2), r"one power of $\sigma^2$ lost"),
    ),
)
