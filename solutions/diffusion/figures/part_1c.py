"""Figure of 1c: how nearly the variance of a step back is Δt."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from solutions.author import tex
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion.notation import dt, s2, t, u
from solutions.figures import canvas
from solutions.figures.drawing import fill, legend, plot
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider

exact, small = c.part.box("variance").value, c.part.box("small").value
relative, bound = c.part.box("error").value, c.error.result
TIME = dt + (1 - dt) * u
"""From the first time at which there is a step back, u = 0, to the last."""

SHORT, LONG = np.linspace(0, 1, 2), np.linspace(0, 1, 31) ** 2

MOVABLE = Movable(
    sliders=(
        Slider(s2, "σ²", 0.05, 1, 0.05, 0.1),
        Slider(dt, "Δt", 0.002, 0.1, 0.002, 0.02),
    ),
    curves=(
        Curve("band", u, SHORT, small / dt, TIME, kind="band", low=small / dt * (1 - bound)),
        Curve("small", u, SHORT, small / dt, TIME),
        Curve("exact", u, LONG, (exact / dt).subs(t, TIME), TIME),
    ),
    says=(
        Said(
            rf"relative error at the first step, ${tex(relative)}$ with $t = \Delta t$:",
            relative.subs(t, dt),
        ),
        Said("relative error at $t = 1$:", relative.subs(t, 1)),
        Said(f"bound for all times: ${tex(bound)} =$", bound),
    ),
)


def variance() -> Axes:
    """The exact variance in units of Δt, the approximation, and the band of the bound."""
    axes = canvas.axes("time t", "conditional variance / Δt")
    fill(axes, MOVABLE, "band", label="what the bound allows")
    plot(axes, MOVABLE, "small", "--", color=canvas.ORANGE, label="approximation Δt")
    plot(axes, MOVABLE, "exact", color=canvas.BLUE, linewidth=2, label="exact")
    axes.set(xlim=(0, 1), ylim=(0, 1.1))
    legend(axes, columns=2)
    return axes


FIGURES = (
    Figure(
        "1c-variance",
        "The variance of a step back is nearly Δt, and never further off than the bound.",
        "The exact curve starts below the dashed line of the approximation at the first step and "
        "rises towards it, most of the way early on; it stays inside the grey band that hangs "
        "below the line, and touches the line nowhere.",
        variance,
        movable=MOVABLE,
    ),
)
