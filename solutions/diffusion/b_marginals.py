"""1b  The forward process on the way: the laws of X_{t−Δt} and X_t."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from solutions.author import (
    Box,
    Decoy,
    Normal,
    Pair,
    Part,
    check,
    estimated,
    exact,
    onward,
    rounded,
)
from solutions.diffusion import a_forward_law as a
from solutions.diffusion.notation import TIMES, dt, n, s2, t

# --8<-- [start:derivation]
walk = a.part.use("walk")

now = onward("now", walk, where=TIMES).at(
    {n: t / dt}, because=r"$t/\Delta t$ steps lead to time $t$", name="steps_to_t"
)
before = onward("before", walk, where=TIMES).at(
    {n: (t - dt) / dt},
    because=r"one step fewer leads to time $t - \Delta t$",
    name="one_step_fewer",
)
# --8<-- [end:derivation]


@check("count the increments in a lattice of 0s and 1s and form the covariance matrix")
def covariance(now: Any, before: Any) -> Iterator[Pair]:
    for s, steps in [(Fraction(1, 4), 6), (Fraction(2), 5), (Fraction(1, 9), 12)]:
        # Row j says which of X₀, ε₁ … ε_T the state after j steps is the sum of.
        made_of = np.tri(steps + 1, steps + 1, dtype=int).tolist()
        spread = [s] + [Fraction(1, steps)] * steps
        variance = [sum(c * c * w for c, w in zip(row, spread, strict=True)) for row in made_of]
        for done in range(1, steps + 1):
            at = {s2: s, dt: Fraction(1, steps), t: Fraction(done, steps)}
            yield exact(now.mean, at, 0)
            yield exact(before.mean, at, 0)
            yield exact(now.variance, at, variance[done])
            yield exact(before.variance, at, variance[done - 1])


@check("the characteristic function, a factor for each independent summand")
def characteristic(now: Any, before: Any) -> Iterator[Pair]:
    for s, steps, done in [(0.25, 8, 3), (1.5, 4, 4), (0.0625, 16, 9)]:
        at = {s2: Fraction(s), dt: Fraction(1, steps), t: Fraction(done, steps)}
        for frequency in (1, 3):
            # E exp(iωX), by quadrature over the density of each summand.
            data, noise = (transform(frequency, w) for w in (s, 1 / steps))
            for claim, factors in ((now, done), (before, done - 1)):
                expected = sp.exp(-(sp.Integer(frequency) ** 2) * claim.variance / 2)
                yield rounded(expected, at, data * noise**factors)


def transform(frequency: float, variance: float) -> float:
    """E cos(ωX) for X ~ N(0, variance), by the trapezoidal rule on ten standard deviations."""
    grid = np.linspace(-10, 10, 401) * np.sqrt(variance)
    density = np.exp(-(grid**2) / (2 * variance))
    return float((np.cos(frequency * grid) * density).sum() / density.sum())


@check("simulate 100 000 paths and stop at two neighbouring times")
def simulation(now: Any, before: Any) -> Iterator[Pair]:
    paths = 100_000
    for seed, s, steps, done in [(1, 0.25, 8, 3), (2, 1.0, 4, 4), (3, 0.0625, 16, 2)]:
        rng = np.random.default_rng(seed)
        at = {s2: Fraction(s), dt: Fraction(1, steps), t: Fraction(done, steps)}
        state = earlier = np.sqrt(s) * rng.standard_normal(paths)
        for _ in range(done):
            earlier, state = state, state + rng.standard_normal(paths) / np.sqrt(steps)
        for claim, values in ((now, state), (before, earlier)):
            squares = values**2
            error = squares.std() / np.sqrt(paths)
            yield estimated(claim.variance, at, squares.mean(), error, seed)


part = Part(
    "1b",
    "The law at any time",
    "The laws of $X_{t-\\Delta t}$ and of $X_t$, for a time $t$ between the two ends.",
    derivations=(now, before),
    boxes=(
        Box("before", before),
        Box("now", now),
    ),
    checks=(covariance, characteristic, simulation),
    decoys=(
        Decoy("before", Normal(0, s2 + t), "the time not stepped back"),
        Decoy("before", Normal(0, t - dt), "the data's own variance forgotten"),
        Decoy("now", Normal(0, (1 - t) * s2 + t), "the process that shrinks the data as it goes"),
        Decoy("now", Normal(0, (sp.sqrt(s2) + sp.sqrt(t)) ** 2), "standard deviations added"),
    ),
)
