"""Figure of 1g: the three forms of the DDIM step against the time."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from solutions.author import tex
from solutions.diffusion import g_ddim_step as g
from solutions.diffusion.notation import dt, eta, s2, t, u, x
from solutions.figures import canvas
from solutions.figures.drawing import legend, plot
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider

by_share = (g.part.box("step").value / x).xreplace({eta: g.series.start})
closed, small = (g.part.box(name).value / x for name in ("closed", "small"))
share = g.half.start
TIME = dt ** (1 - u)
"""Evenly on a logarithmic axis, from the last step, t = Δt at u = 0, to the first, t = 1."""

LINE, POINTS = np.linspace(0, 1, 25) ** 2, np.linspace(0, 1, 12)

MOVABLE = Movable(
    sliders=(
        Slider(s2, "σ²", 0.01, 1, 0.01, 0.1),
        Slider(dt, "Δt", 0.01, 0.2, 0.01, 0.05),
    ),
    curves=(
        Curve("closed", u, LINE, closed.subs(t, TIME), TIME),
        Curve("small", u, LINE, small.subs(t, TIME), TIME),
        Curve("share", u, POINTS, by_share.subs(t, TIME), TIME, kind="points"),
    ),
    says=(
        Said(r"$\eta$ at the first step, $t = 1$:", share.subs(t, 1)),
        Said(r"$\eta$ at the last step, $t = \Delta t$:", share.subs(t, dt)),
        Said(f"last step, exactly: ${tex(closed)} =$", closed.subs(t, dt)),
        Said(f"last step, simple: ${tex(small)} =$", small.subs(t, dt)),
    ),
)


def forms() -> Axes:
    """By what a step multiplies the state, in its three forms."""
    axes = canvas.axes("time t before the step", "state after / before the step")
    plot(axes, MOVABLE, "small", "--", color=canvas.ORANGE, label="half a step of the mean")
    plot(axes, MOVABLE, "closed", color=canvas.BLUE, label="closed form")
    plot(axes, MOVABLE, "share", "o", color=canvas.GREEN, fillstyle="none", label="with η")
    axes.set(xscale="log", xlim=(0.009, 1.1), ylim=(0, 1.05))
    legend(axes, columns=3)
    return axes


FIGURES = (
    Figure(
        "1g-forms",
        "Half a step of the mean is the DDIM step, except for the last few before t = 0.",
        "Against the time on a logarithmic axis three curves rise towards one. The circles of the "
        "form with η lie on the curve of the closed form everywhere; the dashed half step joins "
        "them for late times and is higher at the left end.",
        forms,
        movable=MOVABLE,
    ),
)
