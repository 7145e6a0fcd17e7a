"""Integrals in a reading: printed as integrals, judged by an antiderivative that is proved."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.engine.calculus import derivative
from solutions.engine.domain import EVERYWHERE
from solutions.engine.messages import Undecided
from solutions.engine.printing import tex, text
from solutions.engine.relations import equal


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
        inside = EVERYWHERE.and_(x >= self.low, x <= self.high)
        proof = equal(derivative(self.antiderivative, x), self.body, inside)
        if not proof.holds:
            raise Undecided(f"{text(self.antiderivative)} is no antiderivative: {proof.message}")
        ends = [self.antiderivative.xreplace({x: sp.sympify(e)}) for e in (self.high, self.low)]
        return self.rest + self.factor * (ends[0] - ends[1])

    def tex(self) -> str:
        """For a page."""
        before = f"{tex(self.rest)} + " if self.rest != 0 else ""
        before += tex(self.factor) if self.factor != 1 else ""
        ends = rf"_{{{tex(sp.sympify(self.low))}}}^{{{tex(sp.sympify(self.high))}}}"
        return rf"{before} \int{ends} {tex(self.body)} \, d{tex(self.variable)}"

    def text(self) -> str:
        """For a terminal."""
        before = f"{text(self.rest)} + " if self.rest != 0 else ""
        before += f"{text(self.factor)} · " if self.factor != 1 else ""
        ends = f"{text(sp.sympify(self.low))} to {text(sp.sympify(self.high))}"
        return f"{before}∫ {text(self.body)} d{text(self.variable)} from {ends}"
