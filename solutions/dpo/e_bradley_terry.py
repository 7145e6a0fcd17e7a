"""2e  Bradley–Terry through π*: p(y₁ ≻ y₂) = σ(β log a(y₁) − β log a(y₂)), a = π*/π_ref.

The probability that y₁ is preferred is e^{r₁}/(e^{r₁} + e^{r₂}); write it without r and without Z.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np
import sympy as sp

from solutions.author import Box, Decoy, Derivation, Pair, Part, check, estimated, exact, family
from solutions.dpo import d_reward as d
from solutions.dpo.notation import (
    Y,
    Z,
    beta,
    c,
    preferred,
    r,
    ratio,
    ref,
    sigmoid,
    star,
    x,
    y,
    y1,
    y2,
)


# --8<-- [start:derivation]
def bradley_terry(first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """The model: an output's share of the two exponentiated rewards."""
    return sp.exp(first) / (sp.exp(first) + sp.exp(second))


def log_ratio(y: sp.Expr) -> sp.Expr:
    """log π*(y | x) − log π_ref(y | x), as one logarithm."""
    return sp.log(star(y) / ref(y, x))


reward_1, reward_2 = d.part.use("reward", {y: y1}), d.part.use("reward", {y: y2})


def reward(y: sp.Expr) -> sp.Expr:
    """The reward of 2d, with a = π*/π_ref."""
    return beta * sp.log(ratio(y)) + beta * sp.log(Z(x))


preference = (
    Derivation(
        "preference",
        preferred(y1, y2, x),
        bradley_terry(r(y1, x), r(y2, x)),
        rests=(reward_1, reward_2),
    )
    .equals(
        sigmoid(r(y1, x) - r(y2, x)),
        because="divide both by $e^{r(x, y_1)}$: only the difference of the rewards matters",
        name="divide",
    )
    .equals(
        sigmoid(sp.Add(reward(y1), sp.Mul(-1, reward(y2), evaluate=False), evaluate=False)),
        because="the reward through $a = \\pi^*/\\pi_{\\mathrm{ref}}$",
        name="put_reward",
    )
    .equals(
        sigmoid(beta * sp.log(ratio(y1)) - beta * sp.log(ratio(y2))),
        because="both rewards carry the same $\\beta \\log Z(x)$, and it cancels",
        name="cancel_z",
    )
    .equals(
        ratio(y1) ** beta / (ratio(y1) ** beta + ratio(y2) ** beta),
        because="multiply out $\\sigma$, with $e^{\\beta \\log a} = a^\\beta$",
        name="multiply_out",
    )
)
sigmoid_form = preference.onward("sigmoid_form", "cancel_z").equals(
    sigmoid(beta * log_ratio(y1) - beta * log_ratio(y2)),
    because="what $a$ stands for",
    name="write_ratios",
)
shifted = Derivation(
    "shifted",
    family("p_{r+c}(≻)", r"p_{{r + c}}({0} \succ {1} \mid {2})", "for a shifted reward")(y1, y2, x),
    bradley_terry(r(y1, x) + c(x), r(y2, x) + c(x)),
).equals(
    bradley_terry(r(y1, x), r(y2, x)),
    because="$e^{c(x)}$ is a factor above and below",
    name="cancel_shift",
)
# --8<-- [end:derivation]


# Rewards and reference weights of the outputs, and the strength β.
WORLDS = (
    ((Fraction(1), Fraction(0)), (Fraction(1, 2), Fraction(1, 2)), Fraction(1, 2)),
    ((Fraction(0), Fraction(2), Fraction(-1)), (Fraction(1, 6), Fraction(1, 3), Fraction(1, 2)), 2),
    ((Fraction(1, 3), Fraction(-1, 2), Fraction(3, 2), Fraction(0)), (Fraction(1, 4),) * 4, 3),
)


def world(rewards: tuple[Fraction, ...], weights: tuple[Fraction, ...]) -> dict[Any, Fraction]:
    """The tables of r and π_ref for prompt 1."""
    return {r(n, 1): value for n, value in enumerate(rewards, 1)} | {
        ref(n, 1): value for n, value in enumerate(weights, 1)
    }


@check("the two exponentiated rewards themselves, for every pair of outputs of three worlds")
def from_the_rewards(preference: Any, powers: Any) -> Iterator[Pair]:
    for rewards, weights, strength in WORLDS:
        for first, second in permutations(range(len(rewards)), 2):
            found = sp.exp(rewards[first]) / (sp.exp(rewards[first]) + sp.exp(rewards[second]))
            at = {beta: strength, Y: len(rewards), x: 1, y1: first + 1, y2: second + 1}
            for box in (preference, powers):
                yield exact(box, at, found, functions=world(rewards, weights))


@check("duels: each output scores its reward plus Gumbel noise, and the higher score wins")
def duels(preference: Any, powers: Any) -> Iterator[Pair]:
    rewards, weights, strength = WORLDS[1]
    at = {beta: strength, Y: 3, x: 1, y1: 1, y2: 2}
    for seed in (1, 2, 3):
        noise = np.random.default_rng(seed).gumbel(size=(2, 20000))
        won = noise[0] + float(rewards[0]) > noise[1] + float(rewards[1])
        error = won.std() / np.sqrt(won.size)
        for box in (preference, powers):
            yield estimated(box, at, won.mean(), error, seed, functions=world(rewards, weights))


part = Part(
    "2e",
    "Preferences without a reward",
    "The Bradley–Terry probability that one output is preferred to another, written with "
    "$\\pi^*$ and $\\pi_{\\mathrm{ref}}$ alone.",
    derivations=(preference, sigmoid_form, shifted),
    boxes=(
        Box("preference", sigmoid_form),
        Box("powers", preference),
    ),
    checks=(from_the_rewards, duels),
    decoys=(
        Decoy("preference", sigmoid(log_ratio(y1) - log_ratio(y2)), "$\\beta$ dropped"),
        Decoy(
            "preference",
            sigmoid(beta * log_ratio(y2) - beta * log_ratio(y1)),
            "the preferred output on the wrong side",
        ),
        Decoy(
            "preference",
            sigmoid(beta * sp.log(star(y1)) - beta * sp.log(star(y2))),
            "the reference policy left out",
        ),
        Decoy(
            "preference",
            sigmoid(reward_1.value - beta * log_ratio(y2)),
            "$\\beta \\log Z(x)$ put into one reward only",
        ),
        Decoy(
            "powers",
            ratio(y1) / (ratio(y1) + ratio(y2)),
            "$\\beta$ dropped, right for $\\beta = 1$ only",
        ),
        Decoy(
            "powers",
            beta * ratio(y1) / (beta * ratio(y1) + beta * ratio(y2)),
            "$\\beta$ taken for a factor, where it is an exponent",
        ),
    ),
)
