"""2b  The policy that earns most, with its divergence from π_ref charged at the price β.

For a general finite 𝒴, a reference policy that gives every output a chance, and any law of prompts.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import sympy as sp

from solutions.author import (
    Box,
    Decoy,
    Derivation,
    Divergence,
    Gibbs,
    Pair,
    Part,
    check,
    exact,
    rounded,
    written,
)
from solutions.dpo import a_gibbs as a
from solutions.dpo.notation import (
    POLICY,
    J,
    X,
    Y,
    Z,
    beta,
    pi,
    policy_of,
    r,
    ref,
    rho,
    star,
    x,
    y,
)
from solutions.dpo.world import WORLD, proportional

# --8<-- [start:derivation]
outputs, prompts = (y, 1, Y), (x, 1, X)
tilted = ref(y, x) * sp.exp(r(y, x) / beta)


def kl(one: sp.Expr, two: sp.Expr) -> sp.Sum:
    """The divergence of two laws on the outputs to the prompt x."""
    return sp.Sum(one * sp.log(one / two), outputs)


def over_prompts(body: sp.Expr) -> sp.Sum:
    """The expectation over the prompts."""
    return sp.Sum(rho(x) * body, prompts)


partition = (
    Derivation("partition", written(Z(x)))
    .equals(
        Z(x) * sp.Sum(star(y, x), outputs), because="a policy adds up to one", name="adds_to_one"
    )
    .equals(sp.Sum(tilted, outputs), because="$Z(x)$ cancels in each term", name="cancel_z")
)

objective = (
    Derivation(
        "objective",
        J(r"\pi"),
        over_prompts(sp.Sum(pi(y, x) * r(y, x), outputs))
        - beta * over_prompts(kl(pi(y, x), ref(y, x))),
    )
    .equals(
        -beta * over_prompts(kl(pi(y, x), ref(y, x)) - sp.Sum(pi(y, x) * r(y, x) / beta, outputs)),
        because="$-\\beta$ comes out of both expectations",
        name="take_out_beta",
    )
    .equals(
        -beta * over_prompts(sp.Sum(pi(y, x) * (sp.log(pi(y, x)) - sp.log(tilted)), outputs)),
        because="$r/\\beta$ is the logarithm of an exponential, and joins $\\pi_{\\mathrm{ref}}$",
        name="join_reward",
    )
    .equals(
        -beta * over_prompts(kl(pi(y, x), star(y, x)) - sp.log(Z(x))),
        because="dividing by $Z(x)$ makes a law $\\pi^*$ of it, and $\\log Z(x)$ is left over",
        name="normalise",
        under=POLICY,
    )
)

best_value = beta * over_prompts(sp.log(Z(x)))

gibbs = Gibbs(Divergence(pi(y, x), y, Y, beta, (rho(x), x, X)), best=best_value, maximum=True)
policy = objective.onward(
    "policy",
    because="only the divergence depends on $\\pi$",
    rests=(a.part.use("minimiser"),),
).best_at(
    tilted / Z(x),
    gibbs,
    because="prompt by prompt, the divergence is zero only at its second law",
    name="zero_divergence",
    called=policy_of(y, x),
)
greatest = objective.onward("greatest").best_value(
    best_value,
    gibbs,
    at=tilted / Z(x),
    because="what is left when the divergence is zero",
    name="what_is_left",
)

best = Derivation(
    "best",
    J(r"\pi^*"),
    over_prompts(
        sp.Sum(star(y, x) * (r(y, x) - beta * sp.log(star(y, x) / ref(y, x))), outputs),
    ),
).equals(
    best_value,
    because="the bracket is $\\beta \\log Z(x)$ for each output, and $\\pi^*$ adds up to one",
    name="one_bracket",
)
# --8<-- [end:derivation]


@check("add up the objective of several policies, term by term, with certain error bounds")
def term_by_term(objective: Any) -> Iterator[Pair]:
    for price in (Fraction(1, 2), Fraction(3)):
        world = replace(WORLD, price=price)
        for first, second in [
            ((1, 1, 1), (1, 1, 1)),
            ((5, 1, 2), (1, 7, 2)),
            ((3, 2, 1), (1, 1, 8)),
        ]:
            policy = proportional(*first), proportional(*second)
            table = {
                pi(y, x): mass for x, row in enumerate(policy, 1) for y, mass in enumerate(row, 1)
            }
            found = world.objective(policy)
            yield exact(objective, world.at(), found, functions=world.tables() | table)


@check("search the best policy by moving probability between outputs as long as it pays")
def search(policy: Any, best: Any) -> Iterator[Pair]:
    for price in (Fraction(1, 2), Fraction(3)):
        world = replace(WORLD, price=price)
        found = world.searched_policy()
        for place_x, row in enumerate(found, 1):
            for place_y, mass in enumerate(row, 1):
                at = world.at() | {x: place_x, y: place_y}
                yield rounded(policy, at, float(mass), functions=world.tables())
        yield rounded(best, world.at(), float(world.objective(found)), functions=world.tables())


@check("solve $\\sum_y \\pi_{\\mathrm{ref}}\\, e^{r/\\beta} / z = 1$ for $z$ by bisection")
def bisection(partition: Any) -> Iterator[Pair]:
    for place, (rewards, reference) in enumerate(
        zip(WORLD.rewards, WORLD.reference, strict=True), 1
    ):
        low, high = 0.0, 1e6
        for _ in range(200):
            z = (low + high) / 2
            mass = sum(
                float(likely) * math.exp(float(reward / WORLD.price) - math.log(z))
                for reward, likely in zip(rewards, reference, strict=True)
            )
            low, high = (z, high) if mass > 1 else (low, z)
        yield rounded(partition, WORLD.at() | {x: place}, low, functions=WORLD.tables())


part = Part(
    "2b",
    "The optimal policy",
    "Which policy maximises the expected reward less $\\beta$ times its divergence from the "
    "reference policy, and what does it earn?",
    derivations=(partition, objective, policy, greatest, best),
    boxes=(
        Box("objective", objective),
        Box("partition", partition),
        Box("policy", policy),
        Box("best", greatest),
    ),
    checks=(term_by_term, search, bisection),
    decoys=(
        Decoy(
            "objective",
            -beta * over_prompts(kl(pi(y, x), star(y, x)) + sp.log(Z(x))),
            "the sign of $\\log Z$ lost",
        ),
        Decoy(
            "objective",
            -over_prompts(kl(pi(y, x), star(y, x)) - sp.log(Z(x))),
            "the factor $\\beta$ dropped in silence, harmless for the optimum only",
        ),
        Decoy(
            "partition",
            sp.Sum(sp.exp(r(y, x) / beta), outputs),
            "the reference policy left out of $Z$",
        ),
        Decoy(
            "policy",
            ref(y, x) * sp.exp(r(y, x)) / sp.Sum(ref(y, x) * sp.exp(r(y, x)), outputs),
            "the reward not divided by $\\beta$",
        ),
        Decoy(
            "policy",
            sp.exp(r(y, x) / beta) / sp.Sum(sp.exp(r(y, x) / beta), outputs),
            "the entropy alone in place of the divergence from $\\pi_{\\mathrm{ref}}$",
        ),
        Decoy("best", over_prompts(sp.log(Z(x))), "$\\beta$ left out of the best value"),
        Decoy("best", -best_value, "the sign of the minimised form kept"),
    ),
)
