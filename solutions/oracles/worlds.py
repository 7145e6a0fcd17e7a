"""Worlds drawn from a seed. Every number is a whole one over a power of two.

So it is the same number as a float and as a fraction, and no difference between two programs comes
from what they were given.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from solutions.dpo.notation import r, ref
from solutions.work.keys import SEED


@dataclass(frozen=True)
class World:
    """Rewards and reference policy for one prompt, β, and the die that drew them."""

    rewards: tuple[Fraction, ...]
    reference: tuple[Fraction, ...]
    strength: Fraction
    dice: random.Random

    @property
    def size(self) -> int:
        """The number of outputs."""
        return len(self.rewards)

    @property
    def tallest(self) -> float:
        """The largest reward without its sign."""
        return float(max(abs(reward) for reward in self.rewards))

    def tables(self) -> dict[Any, Fraction]:
        """The values of r and π_ref for prompt 1."""
        return {r(n, 1): value for n, value in enumerate(self.rewards, 1)} | {
            ref(n, 1): value for n, value in enumerate(self.reference, 1)
        }


def worlds(*sizes: int) -> Iterator[World]:
    """A world for each number of outputs: rewards of both signs in ±3, β from 1/4 to 2, not 1."""
    dice = random.Random(SEED)
    for size in sizes:
        rewards = dice.sample(range(-48, 49), size)
        cuts = sorted(dice.sample(range(1, 64), size - 1))
        reference = [b - a for a, b in zip([0, *cuts], [*cuts, 64], strict=True)]
        strength = dice.choice([1, 2, 3, 5, 6, 8])  # quarters
        yield World(
            tuple(Fraction(reward, 16) for reward in rewards),
            tuple(Fraction(share, 64) for share in reference),
            Fraction(strength, 4),
            dice,
        )


def floats(numbers: tuple[Fraction, ...]) -> list[float]:
    """The same numbers as floats, exactly."""
    return [float(number) for number in numbers]
