"""Figure of 1a: the forward process spreads the data."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from solutions.diffusion import a_forward_law as a
from solutions.diffusion.figures.simulation import Estimate, forward, of_mean
from solutions.diffusion.notation import dt, n, s2
from solutions.figures import canvas
from solutions.figures.drawing import between, legend
from solutions.figures.evaluation import along
from solutions.figures.figure import Figure
from solutions.figures.laws import deviations

DATA, STEPS, PATHS, SEED = 0.1, 20, 100_000, 1
SOME = range(0, STEPS + 1, 4)

walk = a.part.box("walk").value
AT = {s2: DATA, dt: 1 / STEPS}


def simulated() -> dict[int, Estimate]:
    """The variance after some numbers of steps, from 100 000 paths."""
    paths = forward(DATA, STEPS, PATHS, SEED)
    return {done: of_mean(paths[done] ** 2, SEED) for done in SOME}


def spreading() -> Axes:
    """A few paths, and two proved standard deviations to both sides."""
    axes = canvas.axes("time t", "state Xₜ")
    done = range(STEPS + 1)
    times = [step / STEPS for step in done]
    high, low = (along(deviations(walk, side), n, done, AT) for side in (2, -2))
    between(axes, times, high, low, label="±2 standard deviations, proved")
    for path in forward(DATA, STEPS, 12, SEED).T:
        axes.plot(times, path, color=canvas.BLUE, linewidth=0.8)
    axes.plot([], [], color=canvas.BLUE, linewidth=0.8, label="twelve paths")
    found = {step / STEPS: 2 * np.sqrt(one.found) for step, one in simulated().items()}
    edges = [sign * size for sign in (1, -1) for size in found.values()]
    label = "the same from 100 000 paths"
    axes.plot([*found, *found], edges, "o", color=canvas.ORANGE, markersize=5, label=label)
    axes.set(xlim=(-0.02, 1.02))
    legend(axes)
    return axes


first, last = along(deviations(walk, 2), n, (0, STEPS), AT)

FIGURES = (
    Figure(
        "1a-spreading",
        "Every step adds noise, and the data spread out.",
        "Twelve jagged paths begin close together at t = 0 and fan out until t = 1. A grey band of "
        f"two proved standard deviations widens from ±{first:.1f} to ±{last:.1f} and holds nearly "
        "all of them; dots from a simulation lie on its edges.",
        spreading,
    ),
)
