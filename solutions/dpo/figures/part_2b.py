"""Figure of 2b: the simplex with π_ref, π* and the level sets of the objective."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp
from matplotlib.axes import Axes

from solutions.dpo import b_optimal_policy as b
from solutions.dpo.figures.worlds import written_out
from solutions.dpo.notation import X, Y, beta, i, pi, r, ref, rho, x, y
from solutions.figures import canvas
from solutions.figures.evaluation import points, start
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider
from solutions.figures.svg import INK
from solutions.figures.translation import Crossing

REFERENCE = (sp.Rational(1, 4), sp.Rational(1, 2), sp.Rational(1, 4))
BELOW = (sp.Rational(1, 20), sp.Rational(1, 5), sp.Rational(1, 2))
"""How far below its best the objective is on the drawn level sets."""

r1, r2 = sp.symbols("r₁ r₂", real=True)
turn, away, far, price = sp.symbols("turn away far price", positive=True)
steps = sp.symbols("d₁ d₂", real=True)
best_policy, best_value = sp.symbols("π₁ π₂ π₃", positive=True), sp.Symbol("best")
TABLES = {r: ((r1,), (r2,), (0,)), ref: tuple((mass,) for mass in REFERENCE), rho: (1,)}


def here(expr: Any, policy: Any = (), **letters: int) -> Any:
    """In a world of one prompt and three outputs, the third with the reward 0."""
    sizes = {X: 1, Y: 3, x: 1, y: letters.get("y", 1)}
    return written_out(expr, sizes, TABLES | {pi: tuple((mass,) for mass in policy)})


star = [here(b.part.box("policy").value, y=n) for n in (1, 2, 3)]
best = here(b.part.box("best").value)
# Level sets and values of other policies are those of the objective as the sheet gives it.
objective = b.objective.start

FIRST = sp.Max(-1, sp.Min(1, sp.Abs(turn - sp.Rational(7, 2)) - sp.Rational(3, 2)))
SECOND = sp.Max(-1, sp.Min(1, sp.Rational(3, 2) - sp.Abs(turn - sp.Rational(5, 2))))
ACROSS = (*steps, -steps[0] - steps[1])
"""All directions, once around a hexagon: exact along the sides of the simplex, at whole turns."""

EDGE = 1 / sp.Max(*(-step / mass for step, mass in zip(ACROSS, best_policy, strict=True)))
"""How far one can go from π* in a direction before a probability becomes 0."""


def outline(number: int) -> Curve:
    """Where the objective has fallen by so much on the way from π* to the edge."""
    on = [mass + away * step for mass, step in zip(best_policy, ACROSS, strict=True)]
    above = here(objective, on) - best_value + BELOW[number]
    fallen = Crossing(above, away, sp.S.Zero, EDGE * sp.Float("0.999999"))
    first, second = (best_policy[n] + far * ACROSS[n] for n in (0, 1))
    given = (*zip(steps, (FIRST, SECOND), strict=True), (far, fallen))
    return Curve(f"level-{number + 1}", turn, np.arange(49) / 8, second, first, given=given)


def path() -> Curve:
    """π* for every β, from very large to very small."""
    first, second = (mass.xreplace({beta: price}) for mass in star[:2])
    return Curve("path", price, np.geomspace(50, 0.03, 50), second, first)


MOVABLE = Movable(
    sliders=(
        Slider(beta, "β", 0.05, 3, 0.05, 0.6),
        Slider(r1, "r(x, y₁)", -2, 2, 0.1, 1),
        Slider(r2, "r(x, y₂)", -2, 2, 0.1, 0.4),
    ),
    given=(*zip(best_policy, star, strict=True), (best_value, best)),
    curves=(
        *map(outline, range(len(BELOW))),
        path(),
        Curve("star", i, (1,), best_policy[1], best_policy[0], kind="points"),
    ),
    says=(
        Said(r"$\mathcal J(\pi^*)$, the largest value:", best_value),
        Said(r"$\mathcal J(\pi_{\mathrm{ref}})$:", here(objective, REFERENCE)),
        Said(r"$\pi^*(y_1 \mid x)$:", best_policy[0]),
        Said(r"$\pi^*(y_2 \mid x)$:", best_policy[1]),
    ),
)


def simplex() -> Axes:
    """All policies for three outputs: the third probability is what the first two leave."""
    axes = canvas.axes("π(y₁ | x)", "π(y₂ | x)", height=330)
    axes.plot([0, 1, 0, 0], [0, 0, 1, 0], color=INK, lw=1)
    known = start(MOVABLE)
    *levels, along_beta, optimum = MOVABLE.curves
    for number, level in enumerate(levels):
        label = "level sets of the objective" if number == 0 else None
        axes.plot(
            *points(level, known),
            color=canvas.BLUE,
            lw=1.6 - 0.4 * number,
            gid=f"curve-{level.name}",
            label=label,
        )
    axes.plot(
        *points(along_beta, known),
        "--",
        color=canvas.GREEN,
        lw=1.6,
        gid="curve-path",
        label="π* as β falls",
    )
    axes.plot(*map(float, REFERENCE[:2]), "s", color=canvas.PURPLE, ms=8, label="π_{ref}")
    axes.plot(*points(optimum, known), "o", color=canvas.ORANGE, ms=9, gid="curve-star", label="π*")
    for place, text, offset in (
        ((1, 0), "y₁", (8, 10)),
        ((0, 1), "y₂", (16, 4)),
        ((0, 0), "y₃", (-12, -10)),
    ):
        axes.annotate(text, place, offset, textcoords="offset points", ha="center", va="center")
    axes.set(xlim=(-0.06, 1.04), ylim=(-0.06, 1.06))
    return axes


FIGURES = (
    Figure(
        "2b-simplex",
        "As β falls, the optimal policy moves from the reference to the largest reward.",
        "The simplex of three outputs as a triangle. A dashed path leads from π_ref in its middle "
        "towards the corner of y₁, which has the largest reward. π* lies on the path, "
        "and three closed curves around it show where the objective is 0.05, 0.2 and 0.5 below its "
        "best; the outer ones end at the triangle's sides.",
        simplex,
        legend="upper right",
        movable=MOVABLE,
    ),
)
