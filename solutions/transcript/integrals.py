"""Integrals in a reading: printed as integrals, judged by an antiderivative that is proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.printing.formulas import tex, text
from solutions.relations.equalities.integration import by_antiderivative
from solutions.relations.equalities.rewritten import certified


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

    def value(self, domain: Domain = EVERYWHERE) -> sp.Expr:
        """What it is; raises :class:`Undecided` where F' = f is not proved between the ends."""
        x = sp.Dummy(str(self.variable), real=True)  # of which the ends say all that is known
        body, primitive = (
            one.xreplace({self.variable: x}) for one in (self.body, self.antiderivative)
        )
        whole = sp.Integral(body, (x, self.low, self.high))
        found = by_antiderivative(primitive, x)(whole, domain)
        if found is None:
            raise AssertionError("a rule for integrals knows an integral over its variable")
        return self.rest + self.factor * certified(found)

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
