"""mpmath: the samplers of 1d, 1e, 1g and 1h at 50 digits, and their errors within our bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import mpmath as mp
import sympy as sp

from solutions.author import Enclosure
from solutions.diffusion import d_mean_sampler as mean
from solutions.diffusion import e_noisy_sampler as noisy
from solutions.diffusion import g_ddim_step as step
from solutions.diffusion import h_ddim_sampler as ddim
from solutions.diffusion.notation import dt, s2, t, x
from solutions.oracles.comparison import Case, Comparison, case, evaluated, exactly, stated

DIGITS = 50
CHAINS = ((Fraction(1, 4), 1), (Fraction(1, 4), 40), (Fraction(1, 16), 250), (Fraction(3), 7))
"""σ² and the number of steps."""

ROUNDING = f"rounding at {DIGITS} digits"
BOUNDS = "from one to the other of the two ends that the part proves"


def comparisons() -> Iterator[Comparison]:
    """Products and sums for finite T, and what they miss of their limits."""
    yield Comparison("1d", "factor of the mean-only sampler", ROUNDING, tuple(means()))
    yield Comparison("1e", "variance of the noisy sampler", ROUNDING, tuple(noises()))
    yield Comparison("1g", "one DDIM step from $x_t = 1$", ROUNDING, tuple(steps()))
    yield Comparison("1h", "variance of the DDIM sampler", ROUNDING, tuple(products()))
    yield Comparison(
        "1e", "variance less its limit, for $T$ = 10 to 1000", BOUNDS, tuple(noisy_errors())
    )
    yield Comparison(
        "1h", "variance of the DDIM sampler for $T$ = 1000 and 10000", BOUNDS, tuple(ddim_errors())
    )


def allowed(operations: int) -> Any:
    """Each operation is off by at most one in the 50th decimal; no number here is above 2.

    The factors of a chain are below 1, so that an error made in one step shrinks in the later ones.
    """
    return operations * mp.mpf(10) ** -DIGITS


def times(s: Fraction, total: int) -> Iterator[tuple[Any, Any, Any]]:
    """``(σ², t, t − Δt)`` for each step down from time 1."""
    start = mp.mpf(s.numerator) / s.denominator
    for done in range(total, 0, -1):
        yield start, mp.mpf(done) / total, mp.mpf(done - 1) / total


def run(s: Fraction, total: int, move: Callable[[Any, Any, Any, Any], Any]) -> Any:
    """``move(state, σ², t, t − Δt)`` for every step, from state 1, at 50 digits."""
    with mp.workdps(DIGITS):
        state = mp.mpf(1)
        for start, now, then in times(s, total):
            state = move(state, start, now, then)
        return state


def shrunk(state: Any, s: Any, now: Any, then: Any) -> Any:
    """The conditional mean."""
    return state * (s + then) / (s + now)


def with_noise(variance: Any, s: Any, now: Any, then: Any) -> Any:
    """The variance after the conditional mean and a fresh noise."""
    return variance * ((s + then) / (s + now)) ** 2 + (now - then)


def ddim_step(state: Any, s: Any, now: Any, then: Any) -> Any:
    """The share η of the way to the conditional mean."""
    share = mp.sqrt(now) / (mp.sqrt(then) + mp.sqrt(now))
    return state + share * (state * (s + then) / (s + now) - state)


def means() -> Iterator[Case]:
    """1d; a step is four operations and two divisions for the times."""
    for s, total in CHAINS:
        found = run(s, total, shrunk)
        yield case(mean.part, "shrink", {s2: s, dt: Fraction(1, total)}, found, allowed(6 * total))


def noises() -> Iterator[Case]:
    """1e."""
    for s, total in CHAINS:
        at, found = {s2: s, dt: Fraction(1, total)}, run(s, total, with_noise)
        yield case(
            noisy.part, "finite", at, found, allowed(10 * total), of=lambda law: law.variance
        )


def steps() -> Iterator[Case]:
    """1g, in the middle of a chain and at its last step."""
    for s, now, then in ((Fraction(1, 4), (7, 8), (3, 4)), (Fraction(3), (1, 9), (0, 1))):
        with mp.workdps(DIGITS):
            late, early = (mp.mpf(top) / bottom for top, bottom in (now, then))
            found = ddim_step(mp.mpf(1), mp.mpf(s.numerator) / s.denominator, late, early)
        apart = Fraction(*now) - Fraction(*then)
        yield case(
            step.part, "closed", {s2: s, t: Fraction(*now), dt: apart, x: 1}, found, allowed(16)
        )


def products() -> Iterator[Case]:
    """1h: the state after all steps, squared."""
    for s, total in CHAINS:
        with mp.workdps(DIGITS):
            found = run(s, total, ddim_step) ** 2
        yield case(
            ddim.part, "finite", {s2: s, dt: Fraction(1, total)}, found, allowed(32 * total + 1)
        )


def between(
    bounds: Enclosure, at: dict[Any, Any], found: Any, twins: dict[str, sp.Expr], lost: Any
) -> Case:
    """The middle of what a part encloses, with half of its width and what rounding lost."""
    middle, half = (bounds.lower + bounds.upper) / 2, (bounds.upper - bounds.lower) / 2
    return stated(middle, at, found, evaluated(half, at) + exactly(lost), twins)


def noisy_errors() -> Iterator[Case]:
    """1e: the proved bounds on what a finite T adds to the limit. The limit is a quadrature."""
    rate = noisy.rate
    for s, total in ((Fraction(1, 4), 10), (Fraction(1, 4), 1000), (Fraction(3), 100)):
        with mp.workdps(DIGITS):
            start = mp.mpf(s.numerator) / s.denominator
            kept = (start / (start + 1)) ** 2
            integral = mp.quad(lambda u, a=start: (a / (a + u)) ** 2, [0, 1])
            found = run(s, total, with_noise) - kept - integral
        twins = {
            "no error, as if $T$ were large enough": sp.S.Zero,
            "the first order doubled": 2 * rate.result,
        }
        lost = allowed(10 * total + 1000)
        yield between(rate.line("trapezoid"), {s2: s, dt: Fraction(1, total)}, found, twins, lost)


def ddim_errors() -> Iterator[Case]:
    """1h: bounds with a logarithm; the sampler stays below its limit."""
    bounds = ddim.rate.line("sum_of_losses")
    for s, total in ((Fraction(2), 1000), (Fraction(1), 10000)):
        with mp.workdps(DIGITS):
            found = run(s, total, ddim_step) ** 2
        twins = {
            "the limit taken for a finite number of steps": ddim.target,
            "the half step of 1g, which ends above the limit": ddim.half_rate.result,
        }
        lost = allowed(32 * total + 1)
        yield between(bounds, {s2: s, dt: Fraction(1, total)}, found, twins, lost)
