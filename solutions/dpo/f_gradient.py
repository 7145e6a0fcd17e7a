"""2f  The gradient of the DPO loss: −β E[σ(r̂_l − r̂_w)(∇log π_θ(y_w) − ∇log π_θ(y_l))].

The loss is L = −E[log σ(r̂_w − r̂_l)] with r̂ = β log(π_θ/π_ref), over comparisons (x, y_w, y_l).
Proved coordinate by coordinate, for every policy that is smooth in θ and every finite record.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import flint
import numpy as np
import sympy as sp

from solutions.author import (
    Box,
    Decoy,
    Derivation,
    Pair,
    Part,
    check,
    difference,
    estimated,
    exact,
    family,
    quantity,
    rounded,
)
from solutions.dpo import comparisons
from solutions.dpo import e_bradley_terry as e
from solutions.dpo.comparisons import (
    RECORD,
    SKEWED,
    UNIFORM,
    WEIGHTS,
    ball,
    exact_tables,
    rational,
    softmax,
    surprise,
    tables,
)
from solutions.dpo.notation import (
    beta,
    i,
    implicit_reward,
    loss_of,
    lost,
    mu,
    n,
    pi_theta,
    prompt,
    sigmoid,
    star,
    theta,
    won,
    x,
    y1,
    y2,
    z,
)

# --8<-- [start:derivation]
pull_weight = quantity("weight", r"\text{weight of a comparison}")
weight_at = family("w", "w({0})", "weight of a comparison at a margin")
printed_at = family("w printed", r"w_{{\text{{printed}}}}({0})", "the weight as it is printed")
x_i, y_w, y_l = prompt(i), won(i), lost(i)
better, worse = implicit_reward(y_w, x_i), implicit_reward(y_l, x_i)


def slope(value: sp.Expr) -> sp.Expr:
    """One coordinate of the gradient in θ."""
    return sp.Derivative(value, theta)


def mean(body: sp.Expr) -> sp.Expr:
    """The expectation over the recorded comparisons."""
    return sp.Sum(mu(i) * body, (i, 1, n))


pull = slope(sp.log(pi_theta(y_w, x_i, theta))) - slope(sp.log(pi_theta(y_l, x_i, theta)))

chance = e.part.use("preference", {y1: y_w, y2: y_l, x: x_i})
modelled = chance.value.replace(star(y1, x).func, lambda y, to, *others: pi_theta(y, to, theta))
pair = (
    Derivation(
        "pair",
        quantity("ℓ(θ)", r"\ell(\theta)", "loss on one comparison"),
        -sp.log(modelled),
        because="the surprise of 2e, with the model $\\pi_\\theta$ in place of $\\pi^*$",
        rests=(chance,),
    )
    .equals(
        -sp.log(sigmoid(better - worse)),
        because="with the implicit reward "
        "$\\hat r_\\theta = \\beta \\log(\\pi_\\theta/\\pi_{\\mathrm{ref}})$",
        name="implicit_reward",
    )
    .gradient(
        -sigmoid(worse - better) * (slope(better) - slope(worse)),
        of=theta,
        because="the chain rule, with $(\\log \\sigma)'(z) = \\sigma(-z)$",
        name="chain_rule",
    )
    .equals(
        -beta * sigmoid(worse - better) * pull,
        because="$\\pi_{\\mathrm{ref}}$ does not depend on $\\theta$, so it drops out",
        name="drop_reference",
    )
)
loss = Derivation("loss", loss_of, -mean(sp.log(sigmoid(better - worse)))).gradient(
    -beta * mean(sigmoid(worse - better) * pull),
    of=theta,
    because="the gradient of a mean is the mean of the gradients",
    name="mean_of_gradients",
)
weight = Derivation("weight", pull_weight, sigmoid(worse - better)).equals(
    1 - sigmoid(better - worse), because="$\\sigma(-z) = 1 - \\sigma(z)$", name="reflect"
)
falling = (
    Derivation(
        "falling",
        weight_at(z),
        sigmoid(-z),
        because="at the margin $z = \\hat r_w - \\hat r_l$",
    )
    .gradient(
        -sigmoid(z) * sigmoid(-z), of=z, because="the slope of the logistic function", name="slope"
    )
    .less_than(
        0,
        because="both factors are positive, so the weight falls as the margin grows",
        name="negative",
    )
)
# --8<-- [end:derivation]

# --8<-- [start:misprint]
printed = -beta * mean(sigmoid(better - worse) * pull)
swapped = Derivation(
    "swapped",
    quantity("loss (21)", r"\text{loss (21) as printed}"),
    -mean(sp.log(sigmoid(worse - better))),
).gradient(
    beta * mean(sigmoid(better - worse) * pull),
    of=theta,
    because="the same calculation with $y_w$ and $y_l$ exchanged",
    name="exchanged",
)
misread = Derivation("misread", printed_at(z), sigmoid(z))
blind = (
    Derivation(
        "blind",
        difference(printed_at(z), weight_at(z)),
        sigmoid(z) - sigmoid(-z),
        rests=(misread, falling.upto("start")),
    )
    .equals(2 * sigmoid(z) - 1, because="$\\sigma(-z) = 1 - \\sigma(z)$", name="reflect")
    .at(
        {z: sp.S.Zero},
        because="at $\\pi_\\theta = \\pi_{\\mathrm{ref}}$ every margin is $0$",
        name="at_reference",
    )
    .equals(sp.S.Zero, because="$\\sigma(0) = 1/2$", name="one_half")
)
# --8<-- [end:misprint]


def certain_slope(t: Fraction, strength: Fraction, reference: comparisons.Policy) -> flint.arb:
    """dL/dθ at θ = t: the coefficient of ε in the loss at t + ε, as a ball."""
    with flint.ctx.workprec(160):
        policy = rational(flint.arb_series([ball(t), 1], prec=2))
        known = {key: ball(share) for key, share in reference.items()}
        return sum(
            ball(share)
            * surprise(
                policy, known, ball(strength), one, flint.arb_series.log, flint.arb_series.exp
            )[1]
            for one, share in zip(RECORD, WEIGHTS, strict=True)
        )


@check(
    "where all margins are $0$, at $\\pi_\\theta = \\pi_{\\mathrm{ref}}$: the loss’s power series"
)
def at_the_start(gradient: Any) -> Iterator[Pair]:
    for t, strength in ((Fraction(1, 3), Fraction(1, 2)), (Fraction(2), Fraction(1))):
        values, slopes = exact_tables(t)
        functions = tables(t, values, slopes, values)
        found = certain_slope(t, strength, values)
        yield exact(gradient, {beta: strength, theta: t, n: 3}, found, functions=functions)


@check("away from it: the power series of the loss in ball arithmetic, for a rational policy")
def power_series(gradient: Any) -> Iterator[Pair]:
    for reference in (UNIFORM, SKEWED):
        for t in (Fraction(1, 3), Fraction(2)):
            for strength in (Fraction(1, 10), Fraction(1), Fraction(5, 2)):
                functions = tables(t, *exact_tables(t), reference)
                found = certain_slope(t, strength, reference)
                yield exact(gradient, {beta: strength, theta: t, n: 3}, found, functions=functions)


@check("a complex step through the loss of a softmax policy")
def complex_step(gradient: Any) -> Iterator[Pair]:
    tiny = 1e-30
    for t, strength in ((Fraction(3, 10), 0.125), (Fraction(-7, 10), 1.0), (Fraction(1), 2.5)):
        stepped = softmax(float(t) + 1j * tiny, np.exp)
        total = sum(
            float(share) * surprise(stepped, SKEWED, strength, one, np.log, np.exp)
            for one, share in zip(RECORD, WEIGHTS, strict=True)
        )
        values = {key: share.real for key, share in stepped.items()}
        slopes = {key: share.imag / tiny for key, share in stepped.items()}
        at = {beta: Fraction(strength), theta: t, n: 3}
        functions = tables(t, values, slopes, SKEWED)
        yield rounded(gradient, at, total.imag / tiny, functions=functions)


@check("draw comparisons and average the central differences of their losses")
def drawn(gradient: Any) -> Iterator[Pair]:
    t, strength, apart = Fraction(2), Fraction(1), 1e-5
    ahead, behind = (rational(float(t) + sign * apart) for sign in (1, -1))
    known = {key: float(share) for key, share in SKEWED.items()}
    slopes = [
        (
            surprise(ahead, known, float(strength), one, np.log, np.exp)
            - surprise(behind, known, float(strength), one, np.log, np.exp)
        )
        / (2 * apart)
        for one in RECORD
    ]
    functions = tables(t, *exact_tables(t), SKEWED)
    for seed in (1, 2, 3):
        dice = np.random.default_rng(seed)
        sample = dice.choice(slopes, size=20000, p=[float(share) for share in WEIGHTS])
        error = sample.std() / np.sqrt(sample.size)
        at = {beta: strength, theta: t, n: 3}
        yield estimated(gradient, at, sample.mean(), error, seed, functions=functions)


part = Part(
    "2f",
    "The gradient of the loss",
    "The gradient of $\\mathcal L = -\\mathbb E[\\log \\sigma(\\hat r_w - \\hat r_l)]$, where "
    "$\\hat r = \\beta \\log(\\pi_\\theta / \\pi_{\\mathrm{ref}})$, and what its weights do.",
    derivations=(pair, loss, weight, falling, swapped, blind),
    boxes=(Box("gradient", loss),),
    checks=(at_the_start, power_series, complex_step, drawn),
    decoys=(
        Decoy(
            "gradient",
            printed,
            "the last line of the DPO paper’s appendix A.4: arguments of $\\sigma$ exchanged",
        ),
        Decoy("gradient", swapped.result, "the gradient of the paper’s (21) as printed"),
        Decoy("gradient", -loss.result, "the sign lost"),
        Decoy("gradient", loss.result / beta, "$\\beta$ lost in front"),
        Decoy("gradient", -beta * mean(pull), "the weight left out: plain likelihood"),
    ),
)
