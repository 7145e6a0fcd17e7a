"""Figure of 1f: a fit to samples finds g; the circular target returns what it was told."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import sympy as sp
from matplotlib.axes import Axes

from solutions.author import tex
from solutions.diffusion import f_training as f
from solutions.diffusion.cubic_model import inputs
from solutions.diffusion.figures.simulation import Estimate
from solutions.diffusion.notation import a, s2, t, x
from solutions.diffusion.notation import f as answer
from solutions.figures import canvas
from solutions.figures.drawing import legend, plot
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider

SEED, DATA, TIME = 1, Fraction(1, 4), Fraction(1, 4)
OURS = {s2: sp.Rational(1, 4), t: sp.Rational(1, 4)}
ENDS, PLACES = np.array([-1.6, 1.6]), np.linspace(-1.5, 1.5, 13)

g, left = (f.part.box(name).value.xreplace(OURS) for name in ("minimiser", "label"))
told = f.circular.result

MOVABLE = Movable(
    sliders=(Slider(a, "a, the variance told", 0.01, 2, 0.01, 1),),
    curves=(Curve("circular", x, ENDS, told.xreplace(OURS)),),
    says=(
        Said(
            f"slope it learns from the circular label, ${tex(told / x)} =$", (told / x).subs(OURS)
        ),
        Said(r"slope of $g$:", g / x),
        Said(
            "loss that is left with the circular label:",
            f.circular.start.xreplace({answer: told}).xreplace(OURS),
        ),
        Said("loss that is left with the samples as labels:", left.variance),
    ),
)


def fitted() -> list[Estimate]:
    """Answers of the part's own model, fitted to samples, with their standard errors."""
    weights, covariance, _ = f.experiment(SEED, DATA)
    seen = inputs(PLACES, np.full_like(PLACES, float(TIME)), f.STEPS)
    errors = np.sqrt(np.einsum("ij,jk,ik->i", seen, covariance, seen))
    pairs = zip(seen @ weights, errors, strict=True)
    return [Estimate(float(found), float(error), SEED) for found, error in pairs]


def regression() -> Axes:
    """g, the fit to samples, and what the circular label teaches."""
    axes = canvas.axes("xₜ at t = 1/4", "guess of X₀")
    axes.plot(ENDS, [float(g.subs(x, end)) for end in ENDS], color=canvas.BLUE, label="g")
    found = fitted()
    axes.errorbar(
        PLACES,
        [one.found for one in found],
        [2 * one.error for one in found],
        fmt="o",
        color=canvas.ORANGE,
        label="fit to samples, ±2 s.e.",
    )
    label = "circular label"
    plot(axes, MOVABLE, "circular", "--", color=canvas.PURPLE, label=label)
    axes.set(xlim=(-1.7, 1.7), ylim=(-1.6, 1.6))
    legend(axes, columns=3)
    return axes


FIGURES = (
    Figure(
        "1f-regression",
        "The fit to samples finds g. The circular label cannot: it gives back what it was told.",
        "A straight line g through the origin with the dots of the fit on it, within their error "
        "bars. The dashed line of the circular label goes through the origin too; at first, told "
        "a variance of 1, it is much steeper than the dots.",
        regression,
        movable=MOVABLE,
    ),
)
