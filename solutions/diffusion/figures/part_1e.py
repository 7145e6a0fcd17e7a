"""Figures of 1e: what a finite number of steps costs."""

from __future__ import annotations

import numpy as np
import sympy as sp
from matplotlib.axes import Axes

from solutions.author import tex
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion.figures.simulation import Estimate, backward, of_mean
from solutions.diffusion.notation import T, dt, s2, x
from solutions.figures import canvas
from solutions.figures.drawing import legend, plot
from solutions.figures.evaluation import along
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider

finite, limit = e.part.box("finite").value.variance, e.part.box("limit").value.variance
error, lead = finite - limit, e.rate.result
step = c.part.box("law").value.mean / x

STEPS = np.unique(np.geomspace(2, 200, 14).round())
ENDS = np.array([2, 200])
SIMULATED = (2, 4, 8, 16, 32, 64)
DATA, PATHS = 0.25, 400_000
FINE = {dt: sp.Rational(1, 100)}

MOVABLE = Movable(
    sliders=(Slider(s2, "σ²", 0.01, 1, 0.01, DATA),),
    curves=(
        Curve("error", T, STEPS, error.subs(dt, 1 / T), 1 / T, kind="points"),
        Curve("lead", T, ENDS, lead.subs(dt, 1 / T), 1 / T),
    ),
    says=(
        Said(rf"leading term for $\Delta t = 1/100$: ${tex(lead)} =$", lead.subs(FINE)),
        Said(r"exact error for $\Delta t = 1/100$:", error.subs(FINE)),
    ),
)


def simulated() -> dict[int, Estimate]:
    """The error of the variance by the number of steps, from 400 000 paths each."""
    at_limit = along(limit, s2, [DATA], {})[0]
    found = {}
    for seed, steps in enumerate(SIMULATED, 1):
        _, state = backward(step, DATA, steps, PATHS, seed, noise=True)
        found[steps] = of_mean(state**2 - at_limit, seed)
    return found


def logarithmic() -> Axes:
    axes = canvas.axes("step Δt", "Var X̂₀ above its limit")
    axes.set(xscale="log", yscale="log", xlim=(3.5e-3, 0.7), ylim=(1e-3, 1))
    return axes


def rate() -> Axes:
    """The exact error against Δt, with the proved leading term."""
    axes = logarithmic()
    plot(axes, MOVABLE, "lead", color=canvas.BLUE, label="leading term")
    plot(axes, MOVABLE, "error", "o", color=canvas.ORANGE, label="exact, 1e")
    legend(axes, columns=2)
    return axes


def run() -> Axes:
    """The simulated error on the leading term."""
    axes = logarithmic()
    grid = [1 / steps for steps in SIMULATED]
    axes.plot(grid, along(lead, dt, grid, {s2: DATA}), color=canvas.BLUE, label="leading term")
    found = simulated().values()
    axes.errorbar(
        grid,
        [one.found for one in found],
        [2 * one.error for one in found],
        fmt="o",
        color=canvas.ORANGE,
        label="simulated, ±2 standard errors",
    )
    legend(axes, columns=2)
    return axes


FIGURES = (
    Figure(
        "1e-rate",
        "Halving the step halves the error.",
        "On logarithmic axes the exact errors for 2 to 200 steps follow a straight line of slope "
        "one, the leading term; those of the longest steps lie a little above it.",
        rate,
        movable=MOVABLE,
    ),
    Figure(
        "1e-simulated",
        "Simulated paths make the error that was proved.",
        "On logarithmic axes six simulated errors, for 2 to 64 steps at a data variance of 1/4, "
        "fall along the straight line of the leading term; the error bars of the last ones are "
        "just visible.",
        run,
    ),
)
