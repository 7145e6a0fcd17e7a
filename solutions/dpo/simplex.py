"""A law that makes a cost Σ_y cost(y, p(y)) least, found by moving mass between two outputs.

Knows nothing of the answers: it only compares values of the cost. For a strictly convex cost the
sweeps go down to the one minimum.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

from flint import arb, ctx

STEP = arb(2) ** -50
"""Relative distance over which a slope is read off."""


def cheapest_law(
    cost: Callable[[int, arb], arb], start: list[Fraction], sweeps: int = 30
) -> list[arb]:
    """The masses after ``sweeps`` rounds over all pairs; ``start`` has positive masses, sum 1."""
    ctx.prec = 128
    mass = [exactly(part) for part in start]
    for _ in range(sweeps):
        for a, b in combinations(range(len(mass)), 2):
            both = mass[a] + mass[b]

            def shared(here: arb, a: int = a, b: int = b, both: arb = both) -> arb:
                return cost(a, here) + cost(b, both - here)

            low, high = arb(0), both
            for _ in range(60):
                middle = ((low + high) / 2).mid()
                if shared(middle * (1 + STEP)) < shared(middle):
                    low = middle
                else:
                    high = middle
            mass[a], mass[b] = low.mid(), (both - low).mid()
    return mass


def exactly(number: Fraction) -> arb:
    """A rational number as a ball."""
    return arb(number.numerator) / number.denominator
