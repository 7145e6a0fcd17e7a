"""Figure of 2a: the divergence along three paths through q."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp
from matplotlib.axes import Axes

from solutions.dpo import a_gibbs as a
from solutions.dpo.figures.worlds import written_out
from solutions.dpo.notation import Y, p, q, y
from solutions.figures import canvas
from solutions.figures.evaluation import along
from solutions.figures.figure import Figure

LAW = (sp.Rational(1, 5), sp.Rational(3, 10), sp.Rational(1, 2))
t = sp.Symbol("t")


def towards(corner: int) -> list[Any]:
    """p = q + t (the law that has this output for certain − q), counted from 0."""
    return [mass + t * (int(place == corner) - mass) for place, mass in enumerate(LAW)]


def divergence(path: list[Any]) -> Any:
    """What 2a makes smallest, on the path."""
    return written_out(a.gap.start, {Y: len(LAW)}, {p: path, q: LAW})


def steps(corner: int) -> Any:
    """From where p would leave the simplex behind q to where it has one output only."""
    back = float(LAW[corner] / (1 - LAW[corner]))
    return np.concatenate([np.linspace(-back + 1e-4, 0, 15), np.linspace(0, 1 - 1e-4, 30)[1:]])


def paths() -> Axes:
    """Three curves that meet at the box: p = q, and a divergence of zero."""
    axes = canvas.axes("t, from p = q towards one output for certain", "D_{KL}(p ‖ q)")
    for corner, colour in enumerate((canvas.BLUE, canvas.ORANGE, canvas.GREEN)):
        values = along(divergence(towards(corner)), t, steps(corner), {})
        axes.plot(steps(corner), values, color=colour)
        axes.text(1.02, values[-1], f"only {['y₁', 'y₂', 'y₃'][corner]}", va="center", color=colour)
    best = a.part.box("minimiser").value
    reached = [written_out(best, {Y: len(LAW), y: n}, {q: LAW}) for n in (1, 2, 3)]
    # The box as a law on the paths: how far towards an output is it?
    [far] = {sp.solve(on - at, t)[0] for on, at in zip(towards(0), reached, strict=True)}
    axes.plot([float(far)], [float(a.part.box("least").value)], "o", color=canvas.PURPLE, ms=8)
    axes.annotate("p = q", (0, 0), (0, 18), textcoords="offset points", ha="center")
    axes.set(xlim=(-1.02, 1.24), ylim=(-0.06, 1.75))
    return axes


FIGURES = (
    Figure(
        "2a-paths",
        "Whichever way p leaves q, the divergence rises from zero: q is its only minimiser.",
        "Three curves over the distance t, one for each of three outputs that p moves towards. All "
        "are above zero except at t = 0, where they touch zero together; there p = q is marked. "
        "The rarer the output is under q, the higher its curve ends.",
        paths,
    ),
)
