"""2c  Why π* is hard to use: Z(x) has a term for each of V^T sequences. Sampling can do without.

V is the number of tokens and T the length of an answer.
"""

import math
import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import sympy as sp
from flint import arb

from solutions.author import (
    Box,
    Decoy,
    Derivation,
    Pair,
    Part,
    Recursion,
    check,
    enclosed,
    estimated,
    exact,
    family,
    quantity,
)
from solutions.dpo import b_optimal_policy as b
from solutions.dpo.notation import R, T, V, Y, Z, beta, r, ref, shorter, star, x, y
from solutions.dpo.simplex import exactly
from solutions.dpo.world import WORLD, World

# --8<-- [start:derivation]
N = family("N", "N_{{{0}}}", "number of sequences of a length")
sequences = Derivation(
    "sequences",
    N(T),
    Recursion(V, V * shorter, shorter, T, 1, N(T)),
    because="a sequence is a shorter one and one of $V$ tokens more",
).by_induction(V**T, on=T, because="each token multiplies the count by $V$", name="token_by_token")

terms = (
    Derivation(
        "terms",
        quantity("terms", r"\text{terms of } Z(x)", "how many terms the partition function has"),
        sp.Sum(1, (y, 1, Y)),
        rests=(b.part.use("partition"), sequences),
    )
    .equals(Y, because="one term for each output", name="count_outputs")
    .at(
        {Y: sequences.result}, because="outputs are sequences of $T$ tokens", name="count_sequences"
    )
    .at({V: 50000, T: 50}, because="a common vocabulary and a short answer", name="common_sizes")
    .rounds_to(2, because="to two digits", name="two_digits")
)

acceptance = Derivation(
    "acceptance",
    quantity("kept", r"\Pr(\text{kept})", "chance that a proposal is kept"),
    sp.Sum(ref(y, x) * sp.exp((r(y, x) - R) / beta), (y, 1, Y)),
    because="propose from $\\pi_{\\mathrm{ref}}$, keep with probability $e^{(r(x, y) - R)/\\beta}$",
).equals(
    Z(x) * sp.exp(-R / beta),
    because="the factor with $R$ is common to all terms",
    name="common_factor",
)

accepted = Derivation(
    "accepted",
    family("accepted", r"\Pr({0} \mid \text{{kept}})", "law of what is kept")(y),
    ref(y, x) * sp.exp((r(y, x) - R) / beta) / acceptance.start,
    because="proposed and kept, given that something was kept",
).equals(
    star(y, x), because="the factor with $R$ cancels, whatever bound $R$ was", name="cancel_factor"
)

odds = Derivation(
    "odds", quantity("odds", r"\text{odds of output 1 against output 2}"), star(1, x) / star(2, x)
).equals(
    ref(1, x) / ref(2, x) * sp.exp((r(1, x) - r(2, x)) / beta),
    because="both have the same $Z(x)$ below",
    name="cancel_z",
)
# --8<-- [end:derivation]


# --8<-- [start:counting]
def count(vocabulary: int, length: int) -> int:
    """The sequences, one by one."""
    return sum(1 for _ in product(range(vocabulary), repeat=length))


# --8<-- [end:counting]

ROUNDED_OFF = arb(2) ** -80
"""More than the balls lose over the rounds, less than any difference that matters."""


@check("write down all sequences for small $V$ and $T$, and count them")
def one_by_one(sequences: Any) -> Iterator[Pair]:
    for vocabulary, length in [(1, 5), (2, 1), (2, 10), (3, 7), (10, 4)]:
        yield exact(sequences, {V: vocabulary, T: length}, count(vocabulary, length))


@check("multiply $50\\,000$ by itself with whole numbers and look at the digits")
def digits(size: Any, rounded: Any) -> Iterator[Pair]:
    number = 1
    for _ in range(50):
        number *= 50_000
    shown = str(number)
    two, after = int(shown[:2]), int(shown[2])
    at = {V: 50_000, T: 50}
    yield exact(size, at, number)
    yield exact(rounded, at, (two + (after >= 5)) * 10 ** (len(shown) - 2))


@check("follow rejection sampling round by round, with what is still open as the bound")
def rounds(accepted: Any, acceptance: Any) -> Iterator[Pair]:
    for bound in (Fraction(2), Fraction(5, 2)):
        for prompt in (1, 2):
            kept = keeping(WORLD, prompt, bound)
            at = WORLD.at() | {x: prompt, R: bound}
            tables = WORLD.tables()
            yield exact(acceptance, at, sum(kept, arb(0)), functions=tables)
            done, still_open = [arb(0)] * len(kept), arb(1)
            for _ in range(3000):
                done = [part + still_open * chance for part, chance in zip(done, kept, strict=True)]
                still_open *= 1 - sum(kept, arb(0))
            for place, reached in enumerate(done, 1):
                low, high = reached - ROUNDED_OFF, reached + still_open + ROUNDED_OFF
                yield enclosed(accepted, at | {y: place}, low, high, functions=tables)


def keeping(world: World, prompt: int, bound: Fraction) -> list[arb]:
    """The chance that a round proposes each output and keeps it."""
    return [
        exactly(likely) * (exactly(reward - bound) / exactly(world.price)).exp()
        for likely, reward in zip(
            world.reference[prompt - 1], world.rewards[prompt - 1], strict=True
        )
    ]


# --8<-- [start:sampling]
@check("sample by rejection, never computing $Z$, and count")
def sampled(accepted: Any) -> Iterator[Pair]:
    draws = 4000
    for seed in (11, 12, 13):
        dice = random.Random(seed)
        found = [rejection_sample(WORLD, 1, dice) for _ in range(draws)]
        for output in (1, 2, 3):
            share = found.count(output) / draws
            error = math.sqrt(max(share * (1 - share), 1 / draws) / draws)
            at = WORLD.at() | {x: 1, y: output, R: 1}
            yield estimated(accepted, at, share, error, seed, functions=WORLD.tables())


def rejection_sample(world: World, prompt: int, dice: random.Random) -> int:
    """One output from π*(· | prompt): propose from π_ref, keep with probability e^{(r − R)/β}."""
    reference, rewards = world.reference[prompt - 1], world.rewards[prompt - 1]
    bound = max(rewards)
    while True:
        [y] = dice.choices(range(len(rewards)), weights=[float(p) for p in reference])
        if dice.random() < math.exp(float((rewards[y] - bound) / world.price)):
            return y + 1


# --8<-- [end:sampling]

part = Part(
    "2c",
    "The partition function",
    "Why is the optimal policy hard to use, and what can still be done without $Z(x)$?",
    derivations=(sequences, terms, acceptance, accepted, odds),
    boxes=(
        Box("sequences", sequences),
        Box("size", terms, line="common_sizes"),
        Box("rounded", terms),
        Box("acceptance", acceptance),
        Box("accepted", accepted),
    ),
    checks=(one_by_one, digits, rounds, sampled),
    decoys=(
        Decoy("sequences", T**V, "base and exponent exchanged"),
        Decoy("sequences", V * T, "choices added up in place of multiplied"),
        Decoy("size", sp.Integer(50) ** 50000, "base and exponent exchanged"),
        Decoy("rounded", sp.Integer(89) * 10**232, "one power of ten lost"),
        Decoy("acceptance", Z(x), "the bound left out"),
        Decoy("accepted", ref(y, x), "taking what is accepted for what is proposed"),
        Decoy(
            "accepted", ref(y, x) * sp.exp((r(y, x) - R) / beta), "not divided by the acceptance"
        ),
    ),
)
