"""The smallest model that can show what training does: a cubic in x for every time, least squares.

It is fitted to samples alone; neither σ nor any formula of the sheet occurs here.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


# --8<-- [start:batch]
class Batch(NamedTuple):
    """Training pairs, one per entry: the inputs ``x`` and ``t``, and the ``label``."""

    x: Floats
    t: Floats
    label: Floats


def batch(samples: Floats, size: int, steps: int, rng: np.random.Generator) -> Batch:
    """``size`` ≤ n training pairs out of samples s₁ … s_n, each sample used at most once."""
    clean = rng.choice(samples, size, replace=False)
    time = rng.integers(1, steps, size, endpoint=True) / steps
    noise = rng.standard_normal(size)
    return Batch(x=clean + np.sqrt(time) * noise, t=time, label=clean)


# --8<-- [end:batch]


# --8<-- [start:inputs]
def inputs(x: Floats, t: Floats, steps: int) -> Floats:
    """What the model sees of (x, t), shape (size, 4·steps): a cubic in x for each time jΔt."""
    powers = np.stack([np.ones_like(x), x, x**2, x**3], axis=-1)
    times = np.arange(1, steps + 1) / steps
    at_time = np.isclose(t[:, None], times).astype(float)
    return (at_time[:, :, None] * powers[:, None, :]).reshape(len(x), 4 * steps)


# --8<-- [end:inputs]


# --8<-- [start:loss]
def loss(weights: Floats, pairs: Batch) -> float:
    """Mean squared distance between the model's answers and the labels."""
    answers = inputs(pairs.x, pairs.t, len(weights) // 4) @ weights
    return float(np.mean((answers - pairs.label) ** 2))


# --8<-- [end:loss]


# --8<-- [start:fit]
def fit(pairs: Batch, steps: int) -> tuple[Floats, Floats]:
    """The weights of least loss and their covariance matrix; nothing is known of σ.

    The covariance is the sandwich estimate: it assumes independent pairs, and no law for them.
    """
    seen = inputs(pairs.x, pairs.t, steps)
    weights = np.linalg.lstsq(seen, pairs.label, rcond=None)[0]
    bread = np.linalg.inv(seen.T @ seen)
    off = (seen @ weights - pairs.label)[:, None] * seen
    return weights, bread @ (off.T @ off) @ bread


# --8<-- [end:fit]
