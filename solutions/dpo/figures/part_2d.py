"""Figure of 2d: the rewards that the optimal policy gives back."""

from __future__ import annotations

import sympy as sp
from matplotlib.axes import Axes

from solutions.dpo import d_reward as d
from solutions.dpo.figures.worlds import unfolded
from solutions.dpo.notation import Y, Z, beta, r, ref, x, y
from solutions.figures import canvas
from solutions.figures.evaluation import points, start
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider

REWARDS = (1, sp.Rational(-1, 2), sp.Rational(7, 5), 0, sp.Rational(1, 2))
REFERENCE = tuple(sp.Rational(part, 20) for part in (3, 8, 1, 6, 2))
OUTPUTS = range(1, len(REWARDS) + 1)

shift = sp.Symbol("c", real=True)
unseen = beta * sp.log(Z(x))
"""The last term of the box, which the policies do not show."""
told = d.part.box("reward").value - unseen


def here(expr: sp.Expr) -> sp.Expr:
    """For the one prompt of this world, with its five outputs."""
    return unfolded(expr).xreplace({x: sp.Integer(1), Y: sp.Integer(len(REWARDS))})


MOVABLE = Movable(
    sliders=(
        Slider(beta, "β", 0.05, 3, 0.05, 0.5),
        Slider(shift, "c(x)", -1, 1, 0.1, 0.4),
    ),
    tables={
        str(r): [[reward + shift] for reward in REWARDS],
        str(ref): [[mass] for mass in REFERENCE],
    },
    curves=tuple(
        Curve(f"{name}-{kind}", y, OUTPUTS, here(expr), kind=kind)
        for name, expr in (("true", r(y, x)), ("told", told))
        for kind in ("line", "points")
    ),
    says=(
        Said(r"$\beta \log Z(x)$, the distance of the two lines:", here(unseen)),
        Said(r"$r(x, y_3) - r(x, y_1)$:", here(r(3, x) - r(1, x))),
        Said(
            "the same difference of the log-ratios, times $\\beta$:",
            here(told.xreplace({y: sp.Integer(3)}) - told.xreplace({y: sp.Integer(1)})),
        ),
    ),
)


def recovered() -> Axes:
    """True rewards, and β times the log-ratio."""
    axes = canvas.axes("output y", "reward")
    known = start(MOVABLE)
    looks = (
        ("true", "o", canvas.BLUE, "r(x, y) + c(x)"),
        ("told", "s", canvas.ORANGE, "β log(π*/π_{ref})"),
    )
    curves = {curve.name: curve for curve in MOVABLE.curves}
    for name, marker, colour, label in looks:
        _, heights = points(curves[f"{name}-line"], known)
        axes.plot(OUTPUTS, heights, ":", color=colour, gid=f"curve-{name}-line")
        axes.plot(
            OUTPUTS, heights, marker, color=colour, ms=8, gid=f"curve-{name}-points", label=label
        )
    axes.set(xlim=(0.6, 5.4), ylim=(-2.4, 3.7), xticks=list(OUTPUTS))
    axes.set_xticklabels([f"y{digit}" for digit in "₁₂₃₄₅"])
    return axes


FIGURES = (
    Figure(
        "2d-rewards",
        "The policies give back every reward, but for one number that all outputs share.",
        "Two rows of five points over the outputs. The upper row shows the rewards, the lower one "
        "β times the log-ratio of the optimal policy to the reference; both go up and down by "
        "the same amounts, at the same distance at each output.",
        recovered,
        legend="upper right",
        movable=MOVABLE,
    ),
)
