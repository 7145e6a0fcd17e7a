"""A world small enough to be counted out: two prompts, three outputs, all numbers rational.

The checks of 2b, 2c and 2d compute in it with balls and floats, from the sheet's definitions only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, ctx

from solutions.dpo.notation import X, Y, beta, r, ref, rho
from solutions.dpo.simplex import cheapest_law, exactly

Table = tuple[tuple[Fraction, ...], ...]
"""A row for each prompt, a column for each output."""


@dataclass(frozen=True)
class World:
    """Rewards, reference policy, law of the prompts and β."""

    rewards: Table
    reference: Table
    often: tuple[Fraction, ...]
    price: Fraction

    def at(self) -> dict[Any, Any]:
        """β and the two sizes, for a pair."""
        return {beta: self.price, X: len(self.often), Y: len(self.rewards[0])}

    def tables(self) -> dict[Any, Fraction]:
        """The values of π_ref, r and ρ, for a pair."""
        found: dict[Any, Fraction] = {}
        for function, table in ((r, self.rewards), (ref, self.reference)):
            for x, row in enumerate(table, 1):
                found |= {function(y, x): number for y, number in enumerate(row, 1)}
        return found | {rho(x): often for x, often in enumerate(self.often, 1)}

    def objective(self, policy: Sequence[Sequence[Any]]) -> arb:
        """E[r] − β E[KL(π ‖ π_ref)] of a policy of rationals or balls, term by term."""
        ctx.prec = 128
        total = arb(0)
        for x, often in enumerate(self.often):
            for y, mass in enumerate(policy[x]):
                total += exactly(often) * self.earned(x, y, ball(mass))
        return total

    def earned(self, x: int, y: int, mass: arb) -> arb:
        """What the output y to the prompt x adds to the objective, counted from 0."""
        reward, likely = exactly(self.rewards[x][y]), exactly(self.reference[x][y])
        return mass * reward - exactly(self.price) * mass * (mass / likely).log()

    def searched_policy(self) -> list[list[arb]]:
        """The best policy by moving probability about, prompt by prompt."""
        found = []
        for x, row in enumerate(self.reference):

            def lost(y: int, mass: arb, x: int = x) -> arb:
                return -self.earned(x, y, mass)

            found.append(cheapest_law(lost, list(row)))
        return found


def ball(number: Any) -> arb:
    """A rational number or a ball, as a ball."""
    return number if isinstance(number, arb) else exactly(number)


def proportional(*counts: int) -> tuple[Fraction, ...]:
    """The law proportional to whole numbers."""
    return tuple(Fraction(n, sum(counts)) for n in counts)


WORLD = World(
    rewards=(
        (Fraction(1), Fraction(-2), Fraction(1, 2)),
        (Fraction(3, 4), Fraction(-1, 4), Fraction(2)),
    ),
    reference=(proportional(3, 2, 1), proportional(1, 1, 8)),
    often=proportional(1, 2),
    price=Fraction(1, 2),
)
"""Rewards of both signs and none 0, a reference that is not uniform, and β other than 1."""
