"""1a  The forward process: X₀ ~ N(0, σ²) and T = 1/Δt independent N(0, Δt); the law of X₁."""

from collections.abc import Iterator
from fractions import Fraction
from math import comb
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
    Recursion,
    Term,
    check,
    estimated,
    exact,
    rounded,
)
from solutions.diffusion.notation import X, dt, n, noise, s2, v

# --8<-- [start:derivation]
data, fresh = Normal(0, s2), Normal(0, dt)

law = (
    Derivation(
        "law",
        X(n * dt),
        Recursion(
            first=data,
            then=Combination(
                (Term(1, X(n * dt), Normal(0, v)), Term(1, noise((n + 1) * dt), fresh))
            ),
            previous=v,
            on=n,
            start=0,
            of=X(n * dt),
        ),
        because="the forward process, $n$ steps from the data",
    )
    .by_induction(
        Normal(0, s2 + n * dt),
        on=n,
        start=0,
        because="each step adds independent noise",
        name="variances_add",
    )
    .at({n: 1 / dt}, because=r"time $1$ is reached after $T = 1/\Delta t$ steps", name="time_one")
)
# --8<-- [end:derivation]


@check("the moments of orders 2, 4 and 6, by the binomial theorem, step after step")
def moments(walk: Any, law: Any) -> Iterator[Pair]:
    for s in (Fraction(1, 4), Fraction(2), Fraction(1, 9)):
        for steps in (1, 2, 3, 7):
            d = Fraction(1, steps)
            data, noise = ([gaussian_moment(m, w) for m in range(7)] for w in (s, d))
            found = data
            for done in range(1, steps + 1):
                found = [moment_of_sum(m, found, noise) for m in range(7)]
                for order, factor in ((2, 1), (4, 3), (6, 15)):
                    claim = factor * walk.variance ** (order // 2)
                    yield exact(claim, {s2: s, dt: d, n: done}, found[order])
            for order, factor in ((2, 1), (4, 3), (6, 15)):
                yield exact(factor * law.variance ** (order // 2), {s2: s, dt: d}, found[order])


def moment_of_sum(order: int, x: list[Fraction], e: list[Fraction]) -> Fraction:
    """E(X + ε)^order = Σ C(order, j) E X^j E ε^(order−j) for independent X and ε."""
    terms = (comb(order, j) * x[j] * e[order - j] for j in range(order + 1))
    return sum(terms, Fraction(0))


def gaussian_moment(order: int, variance: Fraction) -> Fraction:
    """E X^order for N(0, variance), from E X^m = (m − 1)·variance·E X^(m−2)."""
    if order < 2:
        return Fraction(1 - order)
    return (order - 1) * variance * gaussian_moment(order - 2, variance)


@check("the density itself, convolved on a grid as often as there are steps")
def convolution(law: Any) -> Iterator[Pair]:
    grid = np.arange(-120, 121) / 12
    for s in (Fraction(1, 4), Fraction(1)):
        for steps in (1, 2, 4):
            d = Fraction(1, steps)
            density = np.exp(-(grid**2) / float(2 * s))
            for _ in range(steps):
                density = np.convolve(density, np.exp(-(grid**2) / float(2 * d)), mode="same")
            for place in (1, 2):
                found = density[120 + 12 * place] / density[120]
                claim = sp.exp(-(sp.Integer(place) ** 2) / (2 * law.variance))
                yield rounded(claim, {s2: s, dt: d}, found)


@check("simulate 100 000 paths")
def simulation(walk: Any, law: Any) -> Iterator[Pair]:
    paths = 100_000
    for seed, s, steps in [(1, 0.25, 5), (2, 1.0, 8), (3, 0.0625, 2)]:
        rng = np.random.default_rng(seed)
        state = np.sqrt(s) * rng.standard_normal(paths)
        at = {s2: Fraction(s), dt: Fraction(1, steps)}
        for done in range(1, steps + 1):
            state = state + rng.standard_normal(paths) / np.sqrt(steps)
            if done == 2:
                yield second_moment(walk.variance, at | {n: done}, state, seed)
        yield second_moment(law.variance, at, state, seed)


def second_moment(claim: Any, at: Any, values: Any, seed: int) -> Pair:
    """The mean square of independent values with its standard error, against a variance."""
    squares = values**2
    return estimated(claim, at, squares.mean(), squares.std() / np.sqrt(len(squares)), seed)


part = Part(
    "1a",
    "The forward process",
    "The law of $X_1$, after noise was added in $T = 1/\\Delta t$ steps.",
    derivations=(law,),
    boxes=(
        Box("walk", law, line="variances_add"),
        Box("law", law),
    ),
    checks=(moments, convolution, simulation),
    decoys=(
        Decoy("walk", Normal(0, s2 + n**2 * dt), "standard deviations added, not variances"),
        Decoy("walk", Normal(0, s2 + (n + 1) * dt), "one step too many"),
        Decoy("law", Normal(0, s2 + dt), "one step only"),
        Decoy("law", Normal(0, (sp.sqrt(s2) + 1) ** 2), "standard deviations added"),
    ),
)
