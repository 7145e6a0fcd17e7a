"""Figure of 1d: what becomes of states that are moved by means alone."""

from __future__ import annotations

from statistics import NormalDist

import sympy as sp
from matplotlib.axes import Axes

from solutions.author import tex
from solutions.diffusion import b_marginals as b
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion.notation import T, dt, k, n, s2, t
from solutions.figures import canvas
from solutions.figures.drawing import fill, legend, plot
from solutions.figures.figure import Figure
from solutions.figures.laws import deviations
from solutions.figures.movable import Curve, Movable, Said, Slider

STEPS, PATHS = 20, 9
DONE = range(STEPS + 1)
OURS = {T: sp.Integer(STEPS), dt: sp.Rational(1, STEPS)}
TIME = (1 - n * dt).xreplace(OURS)

starts = [NormalDist().inv_cdf((place + 0.5) / PATHS) for place in range(PATHS)]
"""Each stands for an equal share of N(0, 1)."""

so_far = sp.Product(d.shrink.start.function, (k, T - n + 1, T)).xreplace(OURS)
"""The first n of the factors that 1d multiplies."""

now = b.part.box("now").value.xreplace({t: TIME})
factor, law = d.part.box("shrink").value, d.part.box("law").value

MOVABLE = Movable(
    sliders=(Slider(s2, "σ²", 0.01, 1, 0.01, 0.1),),
    curves=(
        Curve("true", n, DONE, deviations(now, 2), TIME, kind="band", low=deviations(now, -2)),
        *(
            Curve(f"path{place}", n, DONE, start * so_far, TIME)
            for place, start in enumerate(starts)
        ),
    ),
    says=(
        Said(rf"all factors together: ${tex(factor)} =$", factor),
        Said(rf"variance of $\hat X_0$: ${tex(law.variance)} =$", law.variance),
        Said(r"variance of the data: $\sigma^2 =$", s2),
    ),
)


def collapse() -> Axes:
    """The paths of nine starts, in front of where the forward process is."""
    axes = canvas.axes("time t, from the start at 1 back to 0", "state X̂ₜ")
    fill(axes, MOVABLE, "true", label="Xₜ: ±2 standard deviations")
    for place in range(PATHS):
        label = "mean-only sampler" if place == 0 else None
        plot(axes, MOVABLE, f"path{place}", color=canvas.ORANGE, label=label)
    axes.set(xlim=(1, 0), ylim=(-2.9, 2.9))
    legend(axes, columns=2)
    return axes


FIGURES = (
    Figure(
        "1d-collapse",
        "Moved by means alone, all paths run together: the sampler collapses.",
        "Nine paths start spread out at t = 1 and run in straight lines towards one point, which "
        "lies a little beyond t = 0. At t = 0 they fill only the middle of the grey band of two "
        "standard deviations of the data.",
        collapse,
        movable=MOVABLE,
    ),
)
