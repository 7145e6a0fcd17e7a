"""2d  The reward behind a policy: r = β log(π*/π_ref) + β log Z(x), up to a function of x."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import sympy as sp
from flint import arb

from solutions.author import (
    Box,
    Decoy,
    Derivation,
    Pair,
    Part,
    check,
    defined,
    exact,
    family,
    rounded,
    written,
)
from solutions.author import difference as apart
from solutions.dpo import b_optimal_policy as b
from solutions.dpo.notation import (
    POLICY,
    Z_1,
    Z_2,
    Y,
    Z,
    beta,
    c,
    pi,
    r,
    ref,
    star,
    x,
    y,
)
from solutions.dpo.simplex import exactly
from solutions.dpo.world import WORLD, World

# --8<-- [start:derivation]
outputs = (y, 1, Y)

log_ratio = Derivation(
    "log_ratio",
    written(sp.log(star(y, x) / ref(y, x))),
    because="$\\pi^*$ is the policy of 2b",
    rests=(b.part.use("policy"),),
).equals(r(y, x) / beta - sp.log(Z(x)), because="the logarithm of a quotient", name="quotient")

reward = (
    Derivation("reward", written(r(y, x)), rests=(log_ratio,))
    .equals(
        beta * log_ratio.result + beta * sp.log(Z(x)),
        because="$\\beta \\log Z(x)$ is taken away and put back",
        name="add_and_subtract",
    )
    .equals(
        beta * sp.log(star(y, x) / ref(y, x)) + beta * sp.log(Z(x)),
        because="the bracket is the log-ratio",
        name="join_log_ratio",
    )
)

shifted = sp.exp((r(y, x) + c(x)) / beta)

partition = Derivation(
    "partition",
    family("Z_{r+c}", "Z_{{r + c}}({0})", "partition function of the shifted reward")(x),
    sp.Sum(ref(y, x) * shifted, outputs),
).equals(
    sp.exp(c(x) / beta) * Z(x), because="$c(x)$ is the same in all terms", name="common_factor"
)

policy = Derivation(
    "policy",
    family("π*_{r+c}", r"\pi^*_{{r + c}}({0} \mid {1})", "its optimal policy")(y, x),
    ref(y, x) * shifted / partition.start,
).equals(
    star(y, x), because="the factor cancels between the numerator and $Z$", name="cancel_factor"
)

shared = beta * sp.log(pi(y, x) / ref(y, x))


def log_odds(y: sp.Expr, x: sp.Expr, beta: sp.Expr) -> sp.Expr:
    """A policy's own log-ratio to the reference, taken as a reward."""
    return beta * sp.log(pi(y, x) / ref(y, x))


first, second = (
    family(name, f"{tex}({{1}}, {{0}})", "a reward whose optimal policy is π")
    for name, tex in (("r₁", "r_1"), ("r₂", "r_2"))
)
difference = Derivation(
    "difference",
    apart(first(y, x), second(y, x)),
    sp.Add(
        shared,
        beta * sp.log(Z_1(x)),
        sp.Mul(-1, shared, evaluate=False),
        -beta * sp.log(Z_2(x)),
        evaluate=False,
    ),
    because="both have the one optimal policy $\\pi$, so the boxed line holds with it for each",
).equals(
    beta * sp.log(Z_1(x) / Z_2(x)),
    because="the log-ratios have cancelled",
    name="cancel_log_ratios",
)

own_reward = defined("r̃", r"\tilde r({1}, {0})", lambda y, x, beta: log_odds(y, x, beta))
own = Derivation(
    "own",
    family("weight", r"\text{{weight of }} {0}", "what an output adds to the partition function")(
        y
    ),
    ref(y, x) * sp.exp(own_reward(y, x, beta) / beta),
    because="the log-ratio as the reward: $\\tilde r = \\beta \\log(\\pi/\\pi_{\\mathrm{ref}})$",
).equals(
    pi(y, x),
    because="the exponential undoes the logarithm: the policy comes back",
    name="undo_logarithm",
)

normalised = Derivation(
    "normalised",
    family("Z̃", r"\tilde Z({0})", "partition function of that reward")(x),
    sp.Sum(ref(y, x) * sp.exp(own_reward(y, x, beta) / beta), outputs),
    rests=(own,),
).equals(
    1, because="the weights are those of $\\pi$, which is a law", name="adds_to_one", under=POLICY
)
# --8<-- [end:derivation]


@check("find the optimal policy by search, then read the rewards off its numbers")
def read_off(reward: Any) -> Iterator[Pair]:
    for price in (Fraction(1, 2), Fraction(3)):
        world = replace(WORLD, price=price)
        for place_x, found in enumerate(world.searched_policy(), 1):
            z = sum(tilted(world, place_x), arb(0))
            for place_y, mass in enumerate(found, 1):
                numbers = {star(place_y, place_x): rational(mass), Z(place_x): rational(z)}
                told = reward.xreplace({x: sp.Integer(place_x), y: sp.Integer(place_y)})
                at = world.at() | {x: place_x, y: place_y}
                true = float(world.rewards[place_x - 1][place_y - 1])
                yield rounded(told.xreplace(numbers), at, true, functions=world.tables())


@check("shift the rewards to each prompt and enumerate the policy anew")
def enumerate_shifted(policy: Any, partition: Any) -> Iterator[Pair]:
    for shifts in [(Fraction(5, 2), Fraction(-1)), (Fraction(0), Fraction(7))]:
        moved = raised(WORLD, shifts)
        given = WORLD.tables() | {c(place): by for place, by in enumerate(shifts, 1)}
        for place_x in (1, 2):
            weights = tilted(moved, place_x)
            z = sum(weights, arb(0))
            at = WORLD.at() | {x: place_x}
            yield exact(partition, at, z, functions=given)
            for place_y, weight in enumerate(weights, 1):
                yield exact(policy, at | {y: place_y}, weight / z, functions=given)


@check("two rewards that differ by a number, so with one policy: compare their partition functions")
def two_rewards(difference: Any) -> Iterator[Pair]:
    for price in (Fraction(1, 2), Fraction(3)):
        world = replace(WORLD, price=price)
        for place_x, by in ((1, Fraction(4, 3)), (2, Fraction(-5))):
            z = sum(tilted(world, place_x), arb(0))
            lower = sum(tilted(raised(world, (-by, -by)), place_x), arb(0))
            sums = {Z_1(place_x): rational(z), Z_2(place_x): rational(lower)}
            yield rounded(difference, world.at() | {x: place_x}, float(by), functions=sums)


def raised(world: World, shifts: tuple[Fraction, ...]) -> World:
    """The world with all rewards to a prompt raised by its shift."""
    rows = zip(world.rewards, shifts, strict=True)
    return replace(world, rewards=tuple(tuple(reward + by for reward in row) for row, by in rows))


def tilted(world: World, prompt: int) -> list[arb]:
    """π_ref e^{r/β} for each output to a prompt."""
    rows = zip(world.reference[prompt - 1], world.rewards[prompt - 1], strict=True)
    return [
        exactly(likely) * (exactly(reward) / exactly(world.price)).exp() for likely, reward in rows
    ]


def rational(number: arb) -> sp.Rational:
    """The middle of a ball, exactly."""
    mantissa, exponent = number.mid().man_exp()
    return sp.Integer(int(mantissa)) * sp.Integer(2) ** int(exponent)


part = Part(
    "2d",
    "The reward behind a policy",
    "Write the reward in terms of $\\pi^*$, $\\pi_{\\mathrm{ref}}$ and $Z$. Is it determined?",
    derivations=(log_ratio, reward, partition, policy, difference, own, normalised),
    boxes=(
        Box("reward", reward),
        Box("partition", partition),
        Box("policy", policy),
        Box("difference", difference),
    ),
    checks=(read_off, enumerate_shifted, two_rewards),
    decoys=(
        Decoy(
            "reward",
            sp.log(star(y, x) / ref(y, x)) + beta * sp.log(Z(x)),
            "$\\beta$ missing in front of the log-ratio",
        ),
        Decoy(
            "reward",
            beta * sp.log(star(y, x) / ref(y, x)) + sp.log(Z(x)),
            "$\\beta$ missing in front of $\\log Z$",
        ),
        Decoy(
            "reward",
            beta * sp.log(star(y, x) / ref(y, x)) - beta * sp.log(Z(x)),
            "the sign of $\\log Z$ lost on the way over",
        ),
        Decoy("partition", (1 + c(x)) * Z(x), "the shift taken for small"),
        Decoy("partition", sp.exp(c(x)) * Z(x), "the shift not divided by $\\beta$"),
        Decoy("policy", sp.exp(c(x) / beta) * star(y, x), "$Z$ left as it was"),
        Decoy("difference", sp.log(Z_1(x) / Z_2(x)), "$\\beta$ dropped"),
        Decoy("difference", sp.S.Zero, "the reward taken for unique"),
    ),
)
