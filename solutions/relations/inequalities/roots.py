"""The positive root of a number that is known as an enclosure of its square."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import sympy as sp

from solutions.evidence.evidence import Evidence, Reason, proved, together, undecided
from solutions.kernel import signs
from solutions.kernel.composition import ENCLOSURE, EQUALITY, WITHIN, Relation
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import NoTheorem
from solutions.kernel.statement import Statement
from solutions.objects.laws import Enclosure, Value
from solutions.objects.quantities import ROOT
from solutions.relations.conditions.binders import fresh, on_index
from solutions.relations.conditions.wholeness import is_whole
from solutions.relations.equalities.equality import equal_on
from solutions.relations.inequalities.bounds import at_most
from solutions.relations.sampling import outside


class Derived(Protocol):
    """A derivation, as far as it is needed here."""

    @property
    def title(self) -> str: ...
    @property
    def lent(self) -> Statement: ...
    @property
    def opened(self) -> Value: ...
    @property
    def steps(self) -> tuple[Any, ...]: ...


@dataclass(frozen=True)
class PositiveRoot:
    """From ``q² ∈ [a, b]`` to ``q ∈ [l, u]``, for l² ≤ a and b ≤ u², 0 ≤ u.

    ``factors`` is the product q; each of its factors has to be positive, so q is: q² ≥ l² gives
    q ≥ l, and q² ≤ u² gives q ≤ u. That what was enclosed is q² is a line of its own: ``square``
    derives it from the product of the squares of the factors. ``gap`` is a − l² in a form that
    shows its sign.
    """

    factors: sp.Product
    square: Derived
    gap: sp.Expr | None = None
    kind: ClassVar[str] = "root"
    sign: ClassVar[str] = r"\;\Longrightarrow\;"
    link: ClassVar[Relation] = ENCLOSURE
    needs: ClassVar[str] = WITHIN

    def about(self, left: Any) -> Any:
        """The root, if ``left`` is what ``square`` is about; raises :class:`NoTheorem` if not."""
        said = self.square.lent
        if said.left != left or said.relation != EQUALITY:
            told = Reason("root of another", (left, self.square.title, said.left))
            raise NoTheorem(told)
        return ROOT(left)

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """The factors square to those of q², they are positive, and the ends are far enough out."""
        if not isinstance(lhs, Enclosure) or not isinstance(rhs, Enclosure):
            return undecided("root kinds")
        squared = self.square.opened
        if not isinstance(squared, sp.Product) or self.factors.limits != squared.limits:
            return undecided("root indices")
        if len(squared.limits) > 1:
            return undecided("root of several indices")
        old, low, high = self.factors.limits[0]
        for end in (low, high):
            if not is_whole(end, domain):
                return undecided("product limit not whole", end)
        if not signs.nonnegative(high - low + 1, domain):
            return undecided("product runs back", low, high)
        k = fresh(old, integer=True, positive=signs.positive(low, domain) or None)
        inside = on_index(domain, k, low, high)
        factor, square = (one.function.xreplace({old: k}) for one in (self.factors, squared))
        if not signs.positive(factor, inside):
            return undecided("root sign", factor)
        found = together(
            [
                ("each factor", proved(Reason("positive", (factor,)))),
                ("its square", equal_on(factor**2, square, inside, domain)),
                *(
                    (Reason("line", (step.name,)), found)
                    for step in self.square.steps
                    if not (found := step.judge()).holds
                ),
                (
                    "lower end squared",
                    at_most(rhs.lower**2, lhs.lower, domain, self.gap, claimed="small"),
                ),
                ("upper end squared", at_most(lhs.upper, rhs.upper**2, domain)),
                ("upper end", at_most(sp.S.Zero, rhs.upper, domain, claimed="small")),
            ]
        )
        if found.holds:
            outside.root(squared, lhs, self.factors, rhs, domain)
        return found
