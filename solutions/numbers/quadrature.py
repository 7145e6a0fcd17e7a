"""Enclosures of definite integrals: the midpoint rule with its error, in ball arithmetic."""

from __future__ import annotations

from collections.abc import Callable

import flint

from solutions.kernel.errors import Undecided
from solutions.numbers.balls import Number

CELLS = 24


def enclosure(
    body: Callable[[Number], Number],
    curve: Callable[[Number], Number] | None,
    low: Number,
    high: Number,
) -> Number:
    """A ball that holds ∫ body from ``low`` to ``high``; ``curve`` is the second derivative.

    On a cell of width h the integral is h·f(middle) + (h³/24)·f″(ξ), and else h·f(ξ).
    """
    width = (flint.arb(high) - flint.arb(low)) / CELLS
    if not width.is_finite():
        raise Undecided(f"an integral from {low} to {high}")
    total = flint.arb(0)
    for place in range(CELLS):
        start = flint.arb(low) + place * width
        cell = start.union(start + width)
        if curve is None:
            total += width * flint.arb(body(cell))
        else:
            middle = flint.arb(body(start + width / 2))
            total += width * middle + width**3 / 24 * flint.arb(curve(cell))
    if not total.is_finite():
        raise Undecided("an integral whose integrand is not bounded on a cell")
    return total
