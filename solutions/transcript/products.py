"""Products over all steps in a reading: printed as products, judged by how they telescope."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.evidence.evidence import Reason
from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.messages import Undecided
from solutions.printing.formulas import tex, text
from solutions.relations.equalities.equality import equal


@dataclass(frozen=True)
class Telescoping:
    """``factor · ∏ c(k)/c(k − 1)`` for a product with whole ends; ``primitive`` is c(k)."""

    product: sp.Product
    primitive: sp.Expr
    factor: sp.Expr = sp.S.One

    def value(self) -> sp.Expr:
        """c(high)/c(low − 1); raises :class:`Undecided` where a factor is not proved c(k)/c(k−1).

        c is proved positive between the ends, so that nothing is divided by zero.
        """
        k, low, high = self.product.limits[0]
        here, before = self.primitive, self.primitive.xreplace({k: k - 1})
        self._positive()
        inside = EVERYWHERE.and_(k >= low, sp.GreaterThan(high, k, evaluate=False))
        proof = equal(here / before, self.product.function, inside)
        if not proof.holds:
            raise Undecided(Reason("no quotients", (here, proof.message)))
        return self.factor * here.xreplace({k: high}) / here.xreplace({k: low - 1})

    def _positive(self) -> None:
        """c > 0 from low − 1 to high, by either bound on the index."""
        k, low, high = self.product.limits[0]
        done = sp.Dummy("k", integer=True, nonnegative=True)
        reached = self.primitive.xreplace({k: low - 1 + done})
        bounded = EVERYWHERE.and_(sp.GreaterThan(high - low + 1, done, evaluate=False))
        if not any(signs.positive(reached, where) for where in (EVERYWHERE, bounded)):
            raise Undecided(Reason("positive between ends", (self.primitive,)))

    def tex(self) -> str:
        """For a page."""
        return self._with_factor(tex(self.product), tex(self.factor), r"\left({}\right) {}")

    def text(self) -> str:
        """For a terminal."""
        return self._with_factor(text(self.product), text(self.factor), "({}) · {}")

    def _with_factor(self, product: str, factor: str, form: str) -> str:
        return product if self.factor == 1 else form.format(product, factor)
