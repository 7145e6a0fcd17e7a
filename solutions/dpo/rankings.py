"""A world of four outputs and some rankings to try 2g on: tables of the letters, no formula."""

from fractions import Fraction
from math import log
from typing import Any

import sympy as sp

from solutions.dpo.comparisons import SKEWED, rational
from solutions.dpo.notation import nu, pi_theta, prompt, r, ranked, ref, tau

# Of the outputs 1 … 4 to prompt 1.
REWARDS = (Fraction(1), Fraction(-1, 2), Fraction(0), Fraction(3, 2))
SHARES = (Fraction(1, 10), Fraction(2, 5), Fraction(3, 10), Fraction(1, 5))
WORLD = {r(n, 1): value for n, value in enumerate(REWARDS, 1)} | {
    ref(n, 1): value for n, value in enumerate(SHARES, 1)
}

ORDERS = ((4, 1), (2, 3), (3, 4, 1), (1, 2, 3), (2, 4, 3, 1), (4, 1, 3, 2))
"""Rankings of two, three and four of them, the best first."""


def places(order: tuple[int, ...]) -> dict[Any, Any]:
    """The table of τ."""
    return {tau(at): output for at, output in enumerate(order, 1)}


RANKED = (((2, 1, 3), 1, Fraction(3, 4)), ((3, 2, 1), 2, Fraction(1, 4)))
"""Recorded rankings of the three outputs of 2f’s checks: order, prompt, weight."""


def recorded(t: Fraction) -> dict[Any, Any]:
    """What the letters of the loss stand for: the record, π_θ at θ = t, and π_ref."""
    at = sp.Rational(t.numerator, t.denominator)
    filled: dict[Any, Any] = {}
    for (output, to), share in rational(t).items():
        filled[pi_theta(output, to, at)] = share
    for number, (order, to, share) in enumerate(RANKED, 1):
        filled |= {nu(number): share, prompt(number): to}
        filled |= {ranked(place, number): output for place, output in enumerate(order, 1)}
    for output, to in rational(t):
        filled[ref(output, to)] = SKEWED[output, to]
    return filled


def trained_rewards(t: Fraction, strength: Fraction, to: int) -> dict[int, float]:
    """β log π_θ − β log π_ref of each output to a prompt, in floating point."""
    policy = rational(t)
    return {o: float(strength) * log(policy[o, to] / SKEWED[o, to]) for o in (1, 2, 3)}
