"""The processes run with random numbers, step by step, for points beside the proved curves.

A step is the boxed one of 1c or 1g; what all steps together do is left to the random numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solutions.diffusion.notation import dt, s2, t
from solutions.figures.evaluation import along

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Estimate:
    """A number found by simulation with its standard error, and the stream it came from."""

    found: float
    error: float
    seed: int


def of_mean(values: Floats, seed: int) -> Estimate:
    """The mean of independent values."""
    return Estimate(float(values.mean()), float(values.std() / np.sqrt(len(values))), seed)


def forward(start: float, steps: int, paths: int, seed: int) -> Floats:
    """The forward process from N(0, ``start``), shape (steps + 1, paths)."""
    dice = np.random.default_rng(seed)
    first = np.sqrt(start) * dice.standard_normal((1, paths))
    noise = dice.standard_normal((steps, paths)) / np.sqrt(steps)
    return np.concatenate([first, noise]).cumsum(axis=0)


def factors(step: Any, s: float, steps: int) -> list[float]:
    """By what a step multiplies the state, at the times 1, 1 − Δt, … Δt."""
    times = [done / steps for done in range(steps, 0, -1)]
    return along(step, t, times, {s2: s, dt: 1 / steps})


def backward(
    step: Any, s: float, steps: int, paths: int, seed: int, noise: bool = False
) -> tuple[Floats, Floats]:
    """The starts, drawn from N(0, 1), and where T steps lead; ``noise``: N(0, Δt) after each."""
    dice = np.random.default_rng(seed)
    first = dice.standard_normal(paths)
    state = first.copy()
    for factor in factors(step, s, steps):
        state *= factor
        if noise:
            state += dice.standard_normal(paths) / np.sqrt(steps)
    return first, state
