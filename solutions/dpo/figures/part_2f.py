"""Figures of 2f: the weight beside the misprinted one, and a policy trained with each."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from typing import Any

import numpy as np
import sympy as sp
from matplotlib.axes import Axes

from solutions.dpo import b_optimal_policy as b
from solutions.dpo import e_bradley_terry as e
from solutions.dpo import f_gradient as f
from solutions.dpo.figures.worlds import unfolded, written_out, wrong_twin
from solutions.dpo.notation import X, Y, beta, i, pi_theta, r, ref, theta, x, y, y1, y2
from solutions.figures import canvas
from solutions.figures.evaluation import points, start, value
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider
from solutions.figures.translation import tree

REACH = 5
apart, ours = sp.symbols("apart ours", real=True)


def of_log_ratios(weight: sp.Expr) -> sp.Expr:
    """A weight in log a_θ(y_w) − log a_θ(y_l), where a_θ = π_θ/π_ref."""
    ratios = {
        sp.log(pi_theta(output, f.x_i, theta) / ref(output, f.x_i)): place
        for output, place in ((f.y_w, apart), (f.y_l, sp.S.Zero))
    }
    return unfolded(weight).xreplace(ratios)


right = of_log_ratios(f.weight.start)
# What the misprint does to a weight is known from `blind`: printed − right, at the margin z.
[z] = f.falling.start.free_symbols
misprinted = (f.blind.start + f.falling.start).subs(z, of_log_ratios(f.better - f.worse))
WEIGHTS = (("right", right), ("printed", misprinted))

MOVABLE = Movable(
    sliders=(
        Slider(beta, "β", 0.05, 3, 0.05, 0.8),
        Slider(ours, "difference", -REACH, REACH, 0.1, 2),
    ),
    curves=tuple(
        curve
        for name, weight in WEIGHTS
        for curve in (
            Curve(name, apart, np.linspace(-REACH, REACH, 61), weight),
            Curve(f"{name}-ours", i, (1,), weight.subs(apart, ours), ours, kind="points"),
        )
    ),
    says=(
        Said("weight:", right.subs(apart, ours)),
        Said("weight as printed:", misprinted.subs(apart, ours)),
    ),
)


def weights() -> Axes:
    """σ(r̂_{l} − r̂_{w}), and the same with its arguments exchanged."""
    axes = canvas.axes("log a_{θ}(y_{w}) − log a_{θ}(y_{l})", "weight of a comparison")
    known = start(MOVABLE)
    looks = (
        ("right", "-", "o", canvas.BLUE, "σ(r̂_{l} − r̂_{w})"),
        ("printed", "--", "s", canvas.ORANGE, "as misprinted"),
    )
    axes.plot([0, 0], [-0.06, 0.5], ":", color=canvas.GREY, lw=1)
    axes.plot([-REACH, 0], [0.5, 0.5], ":", color=canvas.GREY, lw=1)
    curves = {curve.name: curve for curve in MOVABLE.curves}
    for name, dashes, marker, colour, label in looks:
        line, mine = (points(curves[one], known) for one in (name, f"{name}-ours"))
        axes.plot(*line, dashes, color=colour, gid=f"curve-{name}", label=label)
        axes.plot(*mine, marker, color=colour, ms=8, gid=f"curve-{name}-ours")
    for place, side, text in (
        (-REACH, "left", "ranked wrongly"),
        (0, "center", "π_{θ} = π_{ref}: both ½"),
        (REACH, "right", "ranked rightly"),
    ):
        axes.text(place, -0.18, text, ha=side, va="center", color=canvas.GREY)
    axes.set(xlim=(-REACH - 0.2, REACH + 0.2), ylim=(-0.28, 1.36), yticks=[0, 0.5, 1])
    return axes


# The toy world of the second figure: one prompt, three outputs, a softmax policy.
REWARDS = (1, 0, sp.Rational(-1, 2))
REFERENCE = (sp.Rational(1, 5), sp.Rational(1, 2), sp.Rational(3, 10))
STRENGTH, RATE, STEPS = sp.Rational(1, 2), 2.0, 80
TABLES = {r: [[reward] for reward in REWARDS], ref: [[mass] for mass in REFERENCE]}
SIZES = {beta: STRENGTH, Y: len(REWARDS), X: 1, x: 1}
PAIRS = tuple(permutations((1, 2, 3), 2))


def optimum() -> list[float]:
    """π* of 2b."""
    box = b.part.box("policy").value
    return [float(written_out(box, SIZES | {y: n}, TABLES)) for n in (1, 2, 3)]


def record() -> dict[str, Any]:
    """Each ordered pair of outputs, weighted by how often the first is preferred: exact laws."""
    won_by = [written_out(e.preference.start, SIZES | {y1: a, y2: b}, TABLES) for a, b in PAIRS]
    return {
        "μ": [float(2 * share / len(PAIRS)) for share in won_by],
        "x_i": [1] * len(PAIRS),
        "y_w": [a for a, _ in PAIRS],
        "y_l": [b for _, b in PAIRS],
        "n": len(PAIRS),
        "β": float(STRENGTH),
        "π_ref": [[float(mass)] for mass in REFERENCE],
    }


def with_tables(gradient: sp.Expr) -> sp.Expr:
    """The policy and its slope as functions of output and prompt, for one value of θ."""
    policy, slope = sp.Function("π_θ"), sp.Function("∇log π_θ")
    slopes = {part: slope(*part.expr.args[0].args[:2]) for part in gradient.atoms(sp.Derivative)}
    return unfolded(gradient.xreplace(slopes)).replace(
        pi_theta, lambda output, prompt, _: policy(output, prompt)
    )


@cache
def trained(misprint: bool) -> Any:
    """π_θ after each step of gradient descent from π_ref: array of shape (STEPS + 1, 3)."""
    slip = "the last line of the DPO paper’s appendix A.4: arguments of $\\sigma$ exchanged"
    boxed = f.part.box("gradient").value
    gradient = tree(with_tables(wrong_twin(f.part, "gradient", slip) if misprint else boxed))
    known, logits = record(), np.log([float(mass) for mass in REFERENCE])
    seen = []
    for _ in range(STEPS + 1):
        policy = np.exp(logits) / np.exp(logits).sum()
        seen.append(policy)
        at = known | {"π_θ": [[mass] for mass in policy]}
        # The slope of log π_θ(y) in the logit of an output is 1 at y, less that output's mass.
        for one in range(3):
            slopes = [[float(place == one) - policy[one]] for place in range(3)]
            logits[one] -= RATE * value(gradient, at | {"∇log π_θ": slopes})
    return np.array(seen)


def training() -> Axes:
    """The probability of the best output, step by step."""
    axes = canvas.axes("step of the training", "π_{θ}(y₁ | x), the best output")
    steps = np.unique(np.geomspace(1, STEPS + 1, 60).round().astype(int)) - 1
    target = optimum()[0]
    axes.axhline(target, color=canvas.GREEN, lw=1.2, ls=":")
    axes.text(STEPS, target - 0.06, "π*(y₁ | x)", color=canvas.GREEN, ha="right")
    for misprint, dashes, colour, label in (
        (False, "-", canvas.BLUE, "trained with σ(r̂_{l} − r̂_{w})"),
        (True, "--", canvas.ORANGE, "trained as misprinted"),
    ):
        axes.plot(steps, trained(misprint)[steps, 0], dashes, color=colour, label=label)
    axes.plot([0], [float(REFERENCE[0])], "s", color=canvas.PURPLE, ms=7)
    axes.annotate(
        "π_{ref}",
        (0, float(REFERENCE[0])),
        (10, -4),
        textcoords="offset points",
        color=canvas.PURPLE,
    )
    axes.set(xlim=(-1.5, STEPS), ylim=(0, 1.05))
    return axes


FIGURES = (
    Figure(
        "2f-weight",
        "The weight falls as the model gets a pair right; the misprinted one rises.",
        "Two curves over the difference of the log-ratios of winner and loser. The weight falls "
        "from 1 to 0, the misprinted one is its mirror image and rises from 0 to 1. They "
        "cross at one half, where the policy is the reference.",
        weights,
        legend="upper center",
        movable=MOVABLE,
    ),
    Figure(
        "2f-training",
        "With the right weight training stops at π*; with the misprint it runs past.",
        "The probability of the best output over the steps of gradient descent. Both curves leave "
        "the reference policy in the same direction. The solid one levels off at the dotted line "
        "of the optimal policy; the dashed one crosses that line and goes to 1.",
        training,
        legend="lower right",
    ),
)
