"""Figure of 2e: a preference is the sigmoid of a difference of log-ratios."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import sympy as sp
from matplotlib.axes import Axes

from solutions.dpo import e_bradley_terry as e
from solutions.dpo.figures.worlds import unfolded, wrong_twin
from solutions.dpo.notation import Y, beta, i, lost, r, ref, won, x, y1, y2
from solutions.figures import canvas
from solutions.figures.evaluation import along, points, start
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider

REWARDS = (1, sp.Rational(-1, 2), 0)
REFERENCE = (sp.Rational(1, 5), sp.Rational(1, 2), sp.Rational(3, 10))
PAIRS = tuple(permutations((1, 2, 3), 2))
REACH = 6

apart = sp.Symbol("apart", real=True)
ONE_PAIR = {e.log_ratio(y1): apart, e.log_ratio(y2): sp.S.Zero}
curve = e.part.box("preference").value.xreplace(ONE_PAIR)
dropped = wrong_twin(e.part, "preference", "$\\beta$ dropped").xreplace(ONE_PAIR)


def here(expr: sp.Expr) -> sp.Expr:
    """For a numbered pair of outputs to the one prompt of this world."""
    pair = {y1: won(i), y2: lost(i), x: sp.Integer(1), Y: sp.Integer(3)}
    return unfolded(expr.xreplace({y1: won(i), y2: lost(i)})).xreplace(pair)


MOVABLE = Movable(
    sliders=(Slider(beta, "β", 0.05, 3, 0.05, 0.5),),
    tables={
        str(r): [[reward] for reward in REWARDS],
        str(ref): [[mass] for mass in REFERENCE],
        str(won): [first for first, _ in PAIRS],
        str(lost): [second for _, second in PAIRS],
    },
    curves=(
        Curve("preference", apart, np.linspace(-REACH, REACH, 81), curve),
        Curve(
            "pairs",
            i,
            range(1, len(PAIRS) + 1),
            here(e.preference.start),
            here(e.log_ratio(y1) - e.log_ratio(y2)),
            kind="points",
        ),
    ),
    says=(
        Said("slope at $0$:", sp.diff(unfolded(curve), apart).subs(apart, 0)),
        Said("probability where the log-ratios differ by $1$:", curve.subs(apart, 1)),
    ),
)


def preference() -> Axes:
    """The box as a curve, all pairs of a world with known rewards as points."""
    axes = canvas.axes("log a(y₁) − log a(y₂)", "p(y₁ ≻ y₂ | x)")
    known = start(MOVABLE)
    line, pairs = MOVABLE.curves
    axes.plot(
        line.grid[::2],
        along(dropped, apart, line.grid[::2], {}),
        "--",
        color=canvas.GREY,
        label="with β dropped",
    )
    axes.plot(
        *points(line, known),
        color=canvas.BLUE,
        gid="curve-preference",
        label="σ(β log a(y₁) − β log a(y₂))",
    )
    axes.plot(
        *points(pairs, known),
        "o",
        color=canvas.ORANGE,
        ms=7,
        gid="curve-pairs",
        label="from the rewards",
    )
    axes.set(xlim=(-REACH, REACH), ylim=(-0.03, 1.33), yticks=[0, 0.5, 1])
    return axes


FIGURES = (
    Figure(
        "2e-sigmoid",
        "A preference is a sigmoid of how far two log-ratios are apart; β makes it steep.",
        "A curve that rises from 0 through one half at equal log-ratios to 1. Six points, "
        "one for each ordered pair of three outputs with known rewards, lie on it. A dashed curve, "
        "in which β is dropped, is steeper and misses the points.",
        preference,
        legend="upper left",
        movable=MOVABLE,
    ),
)
