"""The positive root of a number that is known as an enclosure of its square."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.engine.evidence import Evidence, Reason, proved, together, undecided
from solutions.engine.objects import Enclosure, Value
from solutions.kernel import signs
from solutions.kernel.domain import Domain
from solutions.relations import outside
from solutions.relations.binders import fresh, on_index
from solutions.relations.bounds import at_most
from solutions.relations.equality import equal, equal_on
from solutions.relations.wholeness import is_whole


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

    def about(self) -> sp.Expr:
        """What the chain before has to be about: the square that was enclosed."""
        return self.square

    def tied(self, value: Value, domain: Domain) -> Evidence:
        """Is ``value``, which the chain encloses, the square?"""
        if not isinstance(value, sp.Expr):
            return undecided("root of no number", value)
        return together([("what was enclosed", equal(value, self.square, domain))])

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The factors square to those of q², they are positive, and the ends are far enough out."""
        if not isinstance(lhs, Enclosure) or not isinstance(rhs, Enclosure):
            return undecided("root kinds")
        if self.factors.limits != self.square.limits or len(self.square.limits) > 1:
            return undecided("root indices")
        old, low, high = self.factors.limits[0]
        for end in (low, high):
            if not is_whole(end, domain):
                return undecided("product limit not whole", end)
        if not signs.nonnegative(high - low + 1, domain):
            return undecided("product runs back", low, high)
        k = fresh(old, integer=True, positive=signs.positive(low, domain) or None)
        inside = on_index(domain, k, low, high)
        factor, square = (
            product.function.xreplace({old: k}) for product in (self.factors, self.square)
        )
        if not signs.positive(factor, inside):
            return undecided("root sign", factor)
        found = together(
            [
                ("each factor", proved(Reason("positive", (factor,)))),
                ("its square", equal_on(factor**2, square, inside, domain)),
                (
                    "lower end squared",
                    at_most(rhs.lower**2, lhs.lower, domain, self.gap, claimed="small"),
                ),
                ("upper end squared", at_most(lhs.upper, rhs.upper**2, domain)),
                ("upper end", at_most(sp.S.Zero, rhs.upper, domain, claimed="small")),
            ]
        )
        if found.holds:
            outside.root(self.square, lhs, self.factors, rhs, domain)
        return found
