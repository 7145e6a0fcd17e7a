"""The positive root of a number that is known as an enclosure of its square."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.engine.evidence import Evidence, proved, together, undecided
from solutions.engine.objects import Enclosure, Value
from solutions.engine.printing import tex, text
from solutions.kernel import signs
from solutions.kernel.domain import Domain
from solutions.relations.bounds import at_most
from solutions.relations.equality import equal


@dataclass(frozen=True)
class PositiveRoot:
    """From ``q² = Π_k factor_k² ∈ [a, b]`` to ``q ∈ [l, u]``, for l² ≤ a and b ≤ u², 0 ≤ u.

    ``square`` is q² as it was enclosed, ``factors`` the product q itself, written for a page as
    ``shown``. Each of its factors has to be positive, so q is: q² ≥ l² gives q ≥ l, and q² ≤ u²
    gives q ≤ u. ``gap`` is a − l² in a form that shows its sign.
    """

    factors: sp.Product
    square: sp.Product
    shown: str
    gap: sp.Expr | None = None
    kind: str = "root"

    @property
    def sign(self) -> str:
        """The relation's TeX, which names the root."""
        return rf"\;\Longrightarrow\; {self.shown} \in"

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The factors square to those of q², they are positive, and the ends are far enough out."""
        if not isinstance(lhs, Enclosure) or not isinstance(rhs, Enclosure):
            return undecided("a root is taken of an enclosure, and is one")
        factor = self.factors.function
        if self.factors.limits != self.square.limits:
            return undecided("the root and the square are products over different indices")
        if not signs.positive(factor, domain):
            return undecided(f"{text(factor)} > 0 is not proved, so the root has no known sign")
        return together(
            [
                ("each factor", proved(f"${tex(factor)}$ is positive")),
                ("its square", equal(factor**2, self.square.function, domain)),
                (
                    "lower end squared",
                    at_most(rhs.lower**2, lhs.lower, domain, self.gap, claimed="small"),
                ),
                ("upper end squared", at_most(lhs.upper, rhs.upper**2, domain)),
                ("upper end", at_most(sp.S.Zero, rhs.upper, domain, claimed="small")),
            ]
        )
