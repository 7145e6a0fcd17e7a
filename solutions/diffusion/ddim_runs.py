"""The checks of 1h: the sampler is run, and the flow solved, without a line of the derivation."""

from collections.abc import Iterator
from fractions import Fraction
from math import sqrt
from typing import Any

import flint
import numpy as np

from solutions.author import Pair, approaching, check, enclosed, estimated, exact, rounded
from solutions.diffusion.notation import dt, s2


def chain(s: Fraction, steps: int, halved: bool = False) -> flint.arb:
    """X̂₀/X̂₁ as a ball: T times x ← x + η (mean − x), or with 1/2 in place of η."""
    start, d, state = flint.arb(s.numerator) / s.denominator, flint.arb(1) / steps, flint.arb(1)
    for done in range(steps, 0, -1):
        now, then = done * d, (done - 1) * d
        mean = (start + then) / (start + now)
        share = flint.arb(1) / 2 if halved else now.sqrt() / (then.sqrt() + now.sqrt())
        state *= 1 - share + share * mean  # a factor, so that the ball stays small
    return state


@check(r"run the sampler in ball arithmetic for $T = 1, \dots, 9$")
def recursion(finite: Any) -> Iterator[Pair]:
    for s in (Fraction(1, 10), Fraction(1, 4), Fraction(1), Fraction(7, 3)):
        for steps in range(1, 10):
            at = {s2: s, dt: Fraction(1, steps)}
            yield exact(finite, at, chain(s, steps) ** 2)


@check(r"the given $\eta$ ends below the limit, one half above it: close it in between")
def both_shares(limit: Any, factor: Any) -> Iterator[Pair]:
    for s in (Fraction(1, 10), Fraction(1, 4), Fraction(3)):
        for steps in (50, 2000):
            low, high = chain(s, steps), chain(s, steps, halved=True)
            yield enclosed(factor, {s2: s}, low, high)
            yield enclosed(limit.variance, {s2: s}, low**2, high**2)


@check(r"solve $\mathrm dx/\mathrm dt = x/(2(\sigma^2 + t))$ from $t = 1$ to $0$ by Runge–Kutta")
def flow(factor: Any) -> Iterator[Pair]:
    for s in (Fraction(1, 4), Fraction(1), Fraction(3)):
        state, d = 1.0, -1 / 2000
        for done in range(2000):
            now = 1 + done * d

            def rate(at: float, y: float, s: float = float(s)) -> float:
                return y / (2 * (s + at))

            k1 = rate(now, state)
            k2 = rate(now + d / 2, state + d / 2 * k1)
            k3 = rate(now + d / 2, state + d / 2 * k2)
            k4 = rate(now + d, state + d * k3)
            state += d / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        yield rounded(factor, {s2: s}, state)


@check(r"draw $\hat X_1$ and make $T = 20$ steps")
def simulation(finite: Any) -> Iterator[Pair]:
    size, steps, s = 40_000, 20, 0.25
    for seed in (1, 2, 3):
        state = np.random.default_rng(seed).standard_normal(size)
        for done in range(steps, 0, -1):
            now, then = done / steps, (done - 1) / steps
            mean = (s + then) / (s + now) * state
            state = state + sqrt(now) / (sqrt(then) + sqrt(now)) * (mean - state)
        found = float(np.mean(state**2))
        at = {s2: Fraction(1, 4), dt: Fraction(1, steps)}
        yield estimated(finite, at, found, found * sqrt(2 / size), seed)


@check(r"run longer and longer chains for smaller and smaller $\sigma^2$")
def into_the_regime(small: Any) -> Iterator[Pair]:
    for place in range(1, 5):
        s, steps = Fraction(1, 4**place), 16**place
        at = {s2: s, dt: Fraction(1, steps)}
        yield approaching(small.variance, at, chain(s, steps) ** 2)
