"""Integrals in a reading: printed as integrals, judged by an antiderivative that is proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from solutions.evidence.evidence import Reason
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.messages import Undecided
from solutions.kernel.rules.integrals import Integral as Interval
from solutions.printing.formulas import tex, text
from solutions.relations.equalities.integration import evaluated


@dataclass(frozen=True)
class Integral:
    """``factor · ∫ body d variable`` from ``low`` to ``high``, with the antiderivative of body.

    ``variable`` is a letter of its own for the range; the ends are expressions.
    """

    body: sp.Expr
    variable: sp.Symbol
    low: sp.Expr
    high: sp.Expr
    antiderivative: sp.Expr
    factor: sp.Expr = sp.S.One
    rest: sp.Expr = sp.S.Zero

    def value(self) -> sp.Expr:
        """What it is; raises :class:`Undecided` where F' = f is not proved between the ends."""
        x = self.variable
        found = Interval(
            self.body, x, self.low, self.high, EVERYWHERE.and_(x >= self.low, x <= self.high)
        )
        answer = evaluated(found, self.antiderivative)
        for _, proof in answer.parts:
            if not proof.holds:
                raise Undecided(Reason("no antiderivative", (self.antiderivative, proof.message)))
        return self.rest + self.factor * answer.expr

    def tex(self) -> str:
        """For a page."""
        before = self._before(tex, "-", "")
        ends = rf"_{{{tex(sp.sympify(self.low))}}}^{{{tex(sp.sympify(self.high))}}}"
        return rf"{before} \int{ends} {tex(self.body)} \, d{tex(self.variable)}"

    def text(self) -> str:
        """For a terminal."""
        before = self._before(text, "−", " · ")
        ends = f"{text(sp.sympify(self.low))} to {text(sp.sympify(self.high))}"
        return f"{before}∫ {text(self.body)} d{text(self.variable)} from {ends}"

    def _before(self, printer: Callable[[sp.Expr], str], minus: str, times: str) -> str:
        """What stands before the integral sign; a factor of −1 is a minus sign."""
        rest = printer(self.rest) if self.rest != 0 else ""
        if self.factor == -1:
            return f"{rest} {minus} ".lstrip()
        factor = f"{printer(self.factor)}{times}" if self.factor != 1 else ""
        return f"{rest} + {factor}" if rest else factor
