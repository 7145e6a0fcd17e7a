"""2g  Rankings of K answers: p(τ) = ∏_k a(τ(k))^β / Σ_{j≥k} a(τ(j))^β, without Z, and the loss.

Plackett–Luce: the best answer is chosen with its share of all e^r, then the next among the rest, …
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import permutations
from math import exp, log
from typing import Any

import numpy as np
import sympy as sp

from solutions.author import (
    Box,
    Decoy,
    Derivation,
    Pair,
    Part,
    check,
    estimated,
    exact,
    quantity,
    rounded,
)
from solutions.dpo import d_reward as d
from solutions.dpo import e_bradley_terry as e
from solutions.dpo import f_gradient as f
from solutions.dpo.notation import (
    K,
    Y,
    Z,
    beta,
    i,
    j,
    k,
    loss_of,
    lost,
    mu,
    n,
    nu,
    prompt,
    r,
    ranked,
    ranking,
    ratio,
    tau,
    theta,
    trained_ratio,
    won,
    x,
    y,
    y1,
    y2,
)
from solutions.dpo.rankings import (
    ORDERS,
    RANKED,
    REWARDS,
    WORLD,
    places,
    recorded,
    trained_rewards,
)
from solutions.dpo.totals import missing, total


# --8<-- [start:derivation]
def plackett_luce(worth: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    """The model: at each place, an answer's share of the worth of all that are still there."""
    return sp.Product(worth(k) / sp.Sum(worth(j), (j, k, K)), (k, 1, K))


reward = d.part.use("reward", {y: tau(k)})

law = (
    Derivation("law", ranking, plackett_luce(lambda k: sp.exp(r(tau(k), x))), rests=(reward,))
    .equals(
        plackett_luce(lambda k: sp.exp(beta * sp.log(ratio(tau(k))) + beta * sp.log(Z(x)))),
        because="the reward through $\\pi^*$, with $a = \\pi^*/\\pi_{\\mathrm{ref}}$",
        name="put_reward",
    )
    .equals(
        plackett_luce(lambda k: Z(x) ** beta * ratio(tau(k)) ** beta),
        because="$e^{\\beta \\log a} = a^\\beta$: the partition function enters as $Z^\\beta$",
        name="powers",
    )
    .equals(
        plackett_luce(lambda k: ratio(tau(k)) ** beta),
        because="every term of every sum has that factor, and so has every numerator",
        name="cancel_z",
    )
)


def answer(k: sp.Expr) -> sp.Expr:
    """a_θ of the answer at place k of a recorded ranking."""
    return trained_ratio(ranked(k, i), prompt(i))


def mean(body: sp.Expr) -> sp.Expr:
    """The expectation over the recorded rankings."""
    return sp.Sum(nu(i) * body, (i, 1, n))


loss = Derivation(
    "loss",
    loss_of,
    -mean(sp.log(plackett_luce(lambda k: answer(k) ** beta))),
    because="the negative log-probability of the record, with $a_\\theta$ in place of $a$",
).equals(
    -mean(
        sp.Sum(beta * sp.log(answer(k)) - sp.log(sp.Sum(answer(j) ** beta, (j, k, K))), (k, 1, K))
    ),
    because="the logarithm of a product is a sum, that of a quotient a difference",
    name="logarithms",
)
# --8<-- [end:derivation]

# --8<-- [start:facts]
duel = e.part.use("powers", {y1: tau(1), y2: tau(2)})
two = (
    law.onward("two", rests=(duel,))
    .at({K: sp.Integer(2)}, because="only two answers", name="two_answers")
    .equals(
        duel.value,
        because="the last place has nothing to choose from, and the rest is 2e",
        name="last_place",
    )
)
comparison = f.loss.start.xreplace({won(i): ranked(1, i), lost(i): ranked(2, i), mu(i): nu(i)})
two_loss = (
    loss.onward("two_loss", "start")
    .at({K: sp.Integer(2)}, because="only two answers", name="two_answers")
    .equals(comparison, because="the loss of 2f, with the winner at place 1", name="winner_first")
)
slip = Derivation(
    "slip",
    quantity("p(τ) with Z", r"p_Z(\tau \mid x)", "the ranking with Z where Z to the β belongs"),
    plackett_luce(lambda k: Z(x) * ratio(tau(k)) ** beta),
).equals(law.result, because="any common factor cancels, whatever its power", name="cancel_factor")
# --8<-- [end:facts]


@check("choose the best, strike it out, choose again: shares of the exponentiated rewards")
def one_by_one(law: Any) -> Iterator[Pair]:
    for order in ORDERS:
        left, found = list(order), sp.S.One
        for output in order:
            found *= sp.exp(REWARDS[output - 1]) / sum(sp.exp(REWARDS[o - 1]) for o in left)
            left.remove(output)
        for strength in (Fraction(1, 2), Fraction(3)):
            at = {K: len(order), beta: strength, Y: 4, x: 1}
            yield exact(law, at, found, functions=places(order) | WORLD)


@check("add up all rankings of $K = 1, \\dots, 4$ answers")
def all_rankings(law: Any) -> Iterator[Pair]:
    for size in (1, 2, 3, 4):
        # The box for each order of the outputs 1 … K, with τ(k) written as a number.
        written = law.xreplace({K: sp.Integer(size)}).doit()
        orders = permutations(range(1, size + 1))
        added = sp.Add(*(written.xreplace(places(tuple(map(sp.Integer, o)))) for o in orders))
        yield exact(added, {K: size, beta: Fraction(5, 2), Y: 4, x: 1}, 1, functions=WORLD)


@check("races: each answer finishes after an exponential time of rate $e^{r}$")
def races(law: Any) -> Iterator[Pair]:
    order = (4, 1, 3)
    at = {K: 3, beta: Fraction(2), Y: 4, x: 1}
    for seed in (1, 2, 3):
        dice = np.random.default_rng(seed)
        scale = [[exp(-REWARDS[output - 1])] for output in order]
        times = dice.exponential(scale, size=(3, 20000))
        seen = (times[0] < times[1]) & (times[1] < times[2])
        error = seen.std() / np.sqrt(seen.size)
        yield estimated(law, at, seen.mean(), error, seed, functions=places(order) | WORLD)


@check("the surprise at two recorded rankings, choice by choice, in floating point")
def surprise(loss: Any) -> Iterator[Pair]:
    for t, strength in ((Fraction(1, 3), Fraction(1, 10)), (Fraction(2), Fraction(5, 2))):
        found = 0.0
        for order, to, share in RANKED:
            rewards = trained_rewards(t, strength, to)
            left = list(order)
            for output in order:
                among = sum(exp(rewards[o]) for o in left)
                found -= float(share) * log(exp(rewards[output]) / among)
                left.remove(output)
        at = {K: 3, n: 2, beta: strength, theta: t}
        yield rounded(loss, at, found, functions=recorded(t))


def pairwise(worth: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    """The probability that each pair would be ordered so, were pairs independent."""
    return sp.Product(sp.Product(worth(k) / (worth(k) + worth(j)), (j, k + 1, K)), (k, 1, K))


part = Part(
    "2g",
    "Rankings of K answers",
    "The Plackett–Luce probability of a ranking $\\tau$, written with $\\pi^*$ and "
    "$\\pi_{\\mathrm{ref}}$ alone, and the loss that it gives.",
    derivations=(law, loss, two, two_loss, slip, total, missing),
    boxes=(Box("law", law), Box("loss", loss)),
    checks=(one_by_one, all_rankings, races, surprise),
    decoys=(
        Decoy(
            "law",
            pairwise(lambda k: ratio(tau(k)) ** beta),
            "pairs of answers in place of the ranking",
        ),
        Decoy("law", plackett_luce(lambda k: ratio(tau(k))), "$\\beta$ dropped"),
        Decoy(
            "law",
            sp.Product(ratio(tau(k)) ** beta / sp.Sum(ratio(tau(j)) ** beta, (j, 1, K)), (k, 1, K)),
            "answers that are placed already kept in the sum",
        ),
        Decoy(
            "law",
            sp.Product(ratio(tau(k)) ** beta / sp.Sum(ratio(tau(j)) ** beta, (j, 1, k)), (k, 1, K)),
            "the sum over the places before, which ranks from the worst",
        ),
        Decoy("loss", -loss.result, "the sign lost"),
        Decoy(
            "loss",
            -mean(
                sp.Sum(beta * sp.log(answer(k)) - sp.log(sp.Sum(answer(j), (j, k, K))), (k, 1, K))
            ),
            "$\\beta$ dropped inside the logarithm of the sum",
        ),
        Decoy(
            "loss",
            -mean(sp.log(pairwise(lambda k: answer(k) ** beta))),
            "the logistic losses of all pairs",
        ),
    ),
)
