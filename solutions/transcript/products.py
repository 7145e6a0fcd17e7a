"""Products over all steps in a reading: printed as products, judged by how they telescope."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.printing.formulas import tex, text
from solutions.relations.equalities.rewritten import certified
from solutions.relations.equalities.telescoping import telescoped


@dataclass(frozen=True)
class Telescoping:
    """``factor · ∏ c(k)/c(k − 1)``; ``primitive`` is c(k).

    A product over all steps is read as one over a whole number of them, so its ends are whole in Γ.
    """

    product: sp.Product
    primitive: sp.Expr
    factor: sp.Expr = sp.S.One

    def value(self, domain: Domain = EVERYWHERE) -> sp.Expr:
        """c(high)/c(low − 1); raises :class:`Undecided` where the factors are not proved so."""
        _, *ends = self.product.limits[0]
        whole = tuple(end for end in ends if not signs.whole(end, domain))
        steps = replace(domain, whole=domain.whole + whole)
        return self.factor * certified(telescoped(self.product, self.primitive, steps))

    def tex(self) -> str:
        """For a page."""
        return self._with_factor(tex(self.product), tex(self.factor), r"\left({}\right) {}")

    def text(self) -> str:
        """For a terminal."""
        return self._with_factor(text(self.product), text(self.factor), "({}) · {}")

    def _with_factor(self, product: str, factor: str, form: str) -> str:
        return product if self.factor == 1 else form.format(product, factor)
