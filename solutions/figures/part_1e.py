"""Figures of 1e: what a finite number of steps costs."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion.notation import T, dt, s2
from solutions.figures.evaluation import along
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider
from solutions.web import figures

finite, limit = e.part.box("finite").value.variance, e.part.box("limit").value.variance
STEPS = np.unique(np.geomspace(2, 200, 16).round())


def error() -> Axes:
    """The error of the variance against Δt, with the proved leading term."""
    axes = figures.axes("step Δt", "error of the variance")
    exact = along(finite - limit, dt, 1 / STEPS, {s2: 0.25})
    lead = along(e.rate.result, dt, 1 / STEPS, {s2: 0.25})
    axes.plot(1 / STEPS, exact, "o", color=figures.ORANGE, gid="curve-e")
    axes.plot(1 / STEPS, lead, color=figures.BLUE, gid="curve-lead")
    axes.set(xscale="log", yscale="log", ylim=(1e-4, 1))
    return axes


FIGURES = (
    Figure(
        "1e-rate",
        "Halving the step halves the error.",
        "Sixteen points on a line of slope one.",
        error,
        movable=Movable(
            sliders=(Slider(s2, "σ²", 0.01, 1, 0.01, 0.25),),
            curves=(
                Curve("e", T, STEPS, (finite - limit).subs(dt, 1 / T), 1 / T, kind="points"),
                Curve("lead", T, STEPS, e.rate.result.subs(dt, 1 / T), 1 / T),
            ),
            says=(Said("limit $x$:", limit),),
        ),
    ),
)
