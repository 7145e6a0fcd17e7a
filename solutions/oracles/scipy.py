"""scipy: quadrature for the limits of 1e and 1h, special functions for problem 2."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import exp, log

import sympy as sp

from solutions.diffusion import e_noisy_sampler as noisy
from solutions.diffusion import h_ddim_sampler as ddim
from solutions.diffusion.notation import s2
from solutions.dpo import b_optimal_policy as b
from solutions.dpo import d_reward as d
from solutions.dpo import e_bradley_terry as e
from solutions.dpo.notation import X, Y, beta, c, rho, x, y, y1, y2
from solutions.oracles.comparison import Case, Comparison, case, rounding
from solutions.oracles.worlds import World, floats, worlds

VARIANCES = (Fraction(1, 16), Fraction(1, 4), Fraction(3, 2))
QUADRATURE = "the error that `quad` itself reports, and rounding"
# A special function is good to 4 units in the last place, on an argument of up to three rounded
# operations, whose size makes an absolute error of it.
ROUNDING = "rounding in double precision"


def comparisons() -> Iterator[Comparison]:
    """Two limits, and the sums of problem 2 as one call each."""
    yield Comparison(
        "1e",
        "variance for $\\Delta t \\to 0$: the integral "
        "$\\int_0^1 (\\sigma^2/(\\sigma^2 + u))^2\\, du$ by `quad`",
        QUADRATURE,
        tuple(noises()),
    )
    yield Comparison(
        "1h",
        "factor for $\\Delta t \\to 0$: $dx/dt = x/(2(\\sigma^2 + t))$ solved by `quad`",
        QUADRATURE,
        tuple(flows()),
    )
    yield Comparison("2b", "$Z(x)$ by `logsumexp`", ROUNDING, tuple(partitions()))
    yield Comparison("2b", "$\\pi^*$ by `softmax`", ROUNDING, tuple(policies()))
    yield Comparison("2b", "best value by `logsumexp`", ROUNDING, tuple(values()))
    yield Comparison("2d", "the reward, back from `log_softmax`", ROUNDING, tuple(rewards()))
    yield Comparison("2d", "$Z$ for a shifted reward by `logsumexp`", ROUNDING, tuple(shifted()))
    yield Comparison("2e", "the preference by `expit`", ROUNDING, tuple(preferences(False)))
    yield Comparison("2e", "its logarithm by `log_expit`", ROUNDING, tuple(preferences(True)))


def noises() -> Iterator[Case]:
    """What is left of the start, and each noise shrunk by the steps after it."""
    from scipy.integrate import quad

    for s in VARIANCES:
        a = float(s)
        added, error = quad(lambda u, a=a: (a / (a + u)) ** 2, 0, 1, epsabs=1e-13, epsrel=1e-13)
        kept = (a / (a + 1)) ** 2
        room = error + rounding(8, 1 + a)
        yield case(noisy.part, "limit", {s2: s}, kept + added, room, of=lambda law: law.variance)


def flows() -> Iterator[Case]:
    """The DDIM steps become an ordinary differential equation, of which log x is an integral."""
    from scipy.integrate import quad

    for s in VARIANCES:
        a = float(s)
        fallen, error = quad(lambda t, a=a: 1 / (2 * (a + t)), 0, 1, epsabs=1e-13, epsrel=1e-13)
        factor = exp(-fallen)
        yield case(ddim.part, "factor", {s2: s}, factor, factor * error + rounding(8, 1 + fallen))


def scores(world: World, shift: float = 0.0) -> list[float]:
    """r/β for each output."""
    return [(reward + shift) / float(world.strength) for reward in floats(world.rewards)]


def allowed(world: World, size: float, shift: float = 0.0) -> float:
    """Rounding of a sum of exponentials of r/β, for a result of the size given."""
    steep = 1 + (world.tallest + abs(shift)) / float(world.strength) + log(64)
    return rounding(8 + world.size, size * steep)


def partitions() -> Iterator[Case]:
    """Z(x) = exp(logsumexp(r/β, weights π_ref))."""
    from scipy.special import logsumexp

    for world in worlds(2, 3, 5, 8):
        theirs = exp(logsumexp(scores(world), b=floats(world.reference)))
        at = {beta: world.strength, Y: world.size, x: 1}
        yield case(b.part, "partition", at, theirs, allowed(world, theirs), world.tables())


def policies() -> Iterator[Case]:
    """π*: softmax of r/β + log π_ref."""
    from scipy.special import softmax

    for world in worlds(2, 3, 5, 8):
        pulled = zip(scores(world), floats(world.reference), strict=True)
        theirs = softmax([score + log(share) for score, share in pulled])
        for place, mass in enumerate(theirs, 1):
            at = {beta: world.strength, Y: world.size, x: 1, y: place}
            yield case(b.part, "policy", at, mass, allowed(world, 1.0), world.tables())


def values() -> Iterator[Case]:
    """β log Z(x), for one prompt."""
    from scipy.special import logsumexp

    for world in worlds(2, 3, 5, 8):
        strength = float(world.strength)
        theirs = strength * logsumexp(scores(world), b=floats(world.reference))
        at = {beta: world.strength, X: 1, Y: world.size}
        functions = world.tables() | {rho(1): 1}
        yield case(b.part, "best", at, theirs, allowed(world, strength), functions)


def rewards() -> Iterator[Case]:
    """β (log π* − log π_ref) + β log Z, which has to be the reward that went in."""
    from scipy.special import log_softmax, logsumexp

    for world in worlds(2, 3, 5, 8):
        strength, logs = float(world.strength), [log(share) for share in floats(world.reference)]
        pulled = [s + likely for s, likely in zip(scores(world), logs, strict=True)]
        policy, whole = log_softmax(pulled), logsumexp(pulled)
        for place, likely in enumerate(logs, 1):
            theirs = strength * (policy[place - 1] - likely) + strength * whole
            at = {beta: world.strength, Y: world.size, x: 1, y: place}
            yield case(d.part, "reward", at, theirs, 2 * allowed(world, strength), world.tables())


def shifted() -> Iterator[Case]:
    """Z for r + c."""
    from scipy.special import logsumexp

    for world in worlds(2, 3, 5, 8):
        shift = Fraction(world.dice.randint(1, 32), 16)
        theirs = exp(logsumexp(scores(world, float(shift)), b=floats(world.reference)))
        at = {beta: world.strength, Y: world.size, x: 1}
        room = allowed(world, theirs, float(shift))
        yield case(d.part, "partition", at, theirs, room, world.tables() | {c(1): shift})


def preferences(in_logarithms: bool) -> Iterator[Case]:
    """σ(r₁ − r₂), or its logarithm."""
    from scipy.special import expit, log_expit

    for world in worlds(2, 3, 4, 5, 6):
        first, second = world.dice.sample(range(world.size), 2)
        margin = float(world.rewards[first] - world.rewards[second])
        theirs = (log_expit if in_logarithms else expit)(margin)
        at = {beta: world.strength, Y: world.size, x: 1, y1: first + 1, y2: second + 1}
        size = max(1.0, abs(theirs))
        of = sp.log if in_logarithms else (lambda value: value)
        yield case(e.part, "preference", at, theirs, rounding(8, size), world.tables(), of)
