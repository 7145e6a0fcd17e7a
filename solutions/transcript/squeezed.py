"""Sums and products over all steps in a reading: printed as they are, judged by proved ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import sympy as sp

from solutions.evidence.evidence import Reason
from solutions.kernel.errors import NotVerified, Undecided
from solutions.objects.laws import Enclosure
from solutions.printing.formulas import tex, text
from solutions.relations.inequalities.roots import PositiveRoot
from solutions.relations.limits import squeezed
from solutions.relations.limits.squeezed import Known
from solutions.statements.derivation import Derivation
from solutions.statements.theorems import theorem

Proof: TypeAlias = Derivation | tuple[Derivation, Derivation]


@dataclass(frozen=True)
class Squeezed(squeezed.Squeezed):
    """``rest + factor · body``, printed as it is and judged by an enclosure of ``body``.

    ``proof`` is a derivation from ``body`` to an enclosure, or one that ends with a positive root
    whose factors are those of ``body``, or two that bound it from below and from above. A sum or
    product over times 1, 1 − Δt, … may be proved over Δt, 2Δt, ….
    """

    body: sp.Expr
    proof: Proof
    aim: sp.Expr
    factor: int = 1
    rest: sp.Expr = sp.S.Zero

    @property
    def known(self) -> tuple[Known, ...]:
        """The theorems of the derivations."""
        proofs = self.proof if isinstance(self.proof, tuple) else (self.proof,)
        return tuple(map(_known, proofs))

    def tex(self) -> str:
        """For a page."""
        return self._written(tex, "-")

    def text(self) -> str:
        """For a terminal."""
        return self._written(text, "−")

    def _written(self, printer: Callable[[Any], str], minus: str) -> str:
        sign = {1: "+", -1: minus}[self.factor]
        before = f"{printer(self.rest)} {sign} " if self.rest != 0 else sign.strip("+")
        return before + printer(self.body)


@dataclass(frozen=True)
class Logarithm(squeezed.Logarithm):
    """``ln start + ln number``; that of a product is printed as a sum."""

    start: sp.Symbol
    number: Enclosure | Squeezed

    def tex(self) -> str:
        """For a page."""
        return self._written(tex)

    def text(self) -> str:
        """For a terminal."""
        return self._written(text)

    def _written(self, printer: Callable[[Any], str]) -> str:
        if isinstance(self.number, Squeezed) and isinstance(self.number.body, sp.Product):
            product = self.number.body
            total = sp.Sum(sp.log(product.function), *product.limits)
            return f"{printer(sp.log(self.start))} + {printer(total)}"
        return f"{printer(sp.log(self.start))} + \\ln {printer(self.number)}"


@cache
def _known(proof: Derivation) -> Known:
    """The theorem that a derivation ends with, and what it is about."""
    try:
        found = theorem(proof)
    except NotVerified as why:
        raise Undecided(Reason("step not proved", (proof.name, str(why)))) from why
    last = proof.steps[-1].relation
    if isinstance(last, PositiveRoot):
        return Known(proof.name, last.factors, found, positive=True)
    return Known(proof.name, proof.opened, found)
