"""choix: the log-likelihoods of Bradley–Terry (2e) and of Plackett–Luce (2g)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import log

import sympy as sp

from solutions.dpo import e_bradley_terry as e
from solutions.dpo import g_plackett_luce as g
from solutions.dpo.notation import K, Y, beta, n, theta, x, y1, y2
from solutions.dpo.rankings import RANKED, places, recorded, trained_rewards
from solutions.oracles.comparison import Case, Comparison, case, rounding
from solutions.oracles.worlds import floats, worlds

# choix adds up logsumexp of differences of rewards in double precision. Each of K places has up
# to K differences, K exponentials, a sum of K terms and a logarithm, NumPy's good to 4 units in
# the last place, on values of at most 1 + 2·max|r| + log K.
BUDGET = "rounding of its sums in double precision"


def comparisons() -> Iterator[Comparison]:
    """Of 2e both boxes, of 2g the law and the loss."""
    for box in ("preference", "powers"):
        what = f"log-probability that one output is preferred to another, box {box}"
        yield Comparison("2e", what, BUDGET, tuple(duels(box)))
    yield Comparison(
        "2g", "log-probability of a ranking of 3 to 6 answers", BUDGET, tuple(rankings())
    )
    yield Comparison("2g", "loss of two recorded rankings", BUDGET, tuple(losses()))


def allowed(places: int, tallest: float) -> float:
    """The budget above for one ranking of so many answers."""
    return rounding(places * (3 * places + 8), 1 + 2 * tallest + log(places))


def duels(box: str) -> Iterator[Case]:
    """Three pairs from each of five worlds."""
    import choix

    for world in worlds(2, 3, 4, 5, 6):
        for _ in range(3):
            first, second = world.dice.sample(range(world.size), 2)
            theirs = choix.log_likelihood_pairwise([(first, second)], floats(world.rewards))
            at = {beta: world.strength, Y: world.size, x: 1, y1: first + 1, y2: second + 1}
            room = allowed(2, world.tallest)
            yield case(e.part, box, at, theirs, room, world.tables(), sp.log)


def rankings() -> Iterator[Case]:
    """Two rankings from each of four worlds, with one output left out where there are many."""
    import choix

    for world in worlds(3, 4, 5, 6):
        for size in {world.size, max(3, world.size - 1)}:
            order = tuple(world.dice.sample(range(1, world.size + 1), size))
            data = [[output - 1 for output in order]]
            theirs = choix.log_likelihood_rankings(data, floats(world.rewards))
            at = {K: size, beta: world.strength, Y: world.size, x: 1}
            functions = places(order) | world.tables()
            yield case(g.part, "law", at, theirs, allowed(size, world.tallest), functions, sp.log)


def losses() -> Iterator[Case]:
    """choix is given the implicit rewards; the mean over the record is taken here."""
    import choix

    for t, strength in ((Fraction(1, 3), Fraction(1, 4)), (Fraction(2), Fraction(5, 2))):
        theirs, tallest = 0.0, 0.0
        for order, to, share in RANKED:
            rewards = list(trained_rewards(t, strength, to).values())
            data = [[output - 1 for output in order]]
            theirs -= float(share) * choix.log_likelihood_rankings(data, rewards)
            tallest = max(tallest, *map(abs, rewards))
        at = {K: 3, n: 2, beta: strength, theta: t}
        # The implicit rewards are rounded too: a quotient, a logarithm and a product each.
        room = allowed(3, tallest) + rounding(3 * 8, 1 + tallest)
        yield case(g.part, "loss", at, theirs, room, recorded(t))
