"""Figure of 1b: the density at any time between the data and the end."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from solutions.author import tex
from solutions.diffusion import a_forward_law as a
from solutions.diffusion import b_marginals as b
from solutions.diffusion.notation import n, s2, t, x
from solutions.figures import canvas
from solutions.figures.drawing import legend, plot
from solutions.figures.figure import Figure
from solutions.figures.laws import density
from solutions.figures.movable import Curve, Movable, Said, Slider

data = a.part.formula("walk", {n: 0})
now, end = b.part.box("now"), a.part.box("law")
WIDE = np.linspace(-3, 3, 73)

MOVABLE = Movable(
    sliders=(Slider(s2, "σ²", 0.05, 1, 0.05, 0.1), Slider(t, "t", 0.05, 1, 0.05, 0.25)),
    curves=(
        Curve("data", x, WIDE, density(data, x)),
        Curve("now", x, WIDE, density(now.value, x)),
        Curve("end", x, WIDE, density(end.value, x)),
    ),
    says=(
        Said(f"variance of $X_t$: ${tex(now.value.variance)} =$", now.value.variance),
        Said(f"variance of $X_1$: ${tex(end.value.variance)} =$", end.value.variance),
    ),
)


def densities() -> Axes:
    """The data, the state at time t, and the end."""
    axes = canvas.axes("value x", "density")
    plot(axes, MOVABLE, "data", "--", color=canvas.GREY, label="data X₀")
    plot(axes, MOVABLE, "now", color=canvas.BLUE, linewidth=2.2, label="Xₜ")
    plot(axes, MOVABLE, "end", ":", color=canvas.ORANGE, linewidth=2, label="end X₁")
    axes.set(ylim=(0, 1.8))
    legend(axes, columns=3)
    return axes


FIGURES = (
    Figure(
        "1b-densities",
        "On its way from the data to the end the density gets lower and wider.",
        "Three bell curves around 0. The dashed one of the data is the highest and narrowest, the "
        "dotted one of the end the lowest and widest; that of time t lies between them.",
        densities,
        movable=MOVABLE,
    ),
)
