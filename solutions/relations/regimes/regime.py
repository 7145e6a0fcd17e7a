"""Regimes such as Δ ≪ σ² ≪ 1: what is small against what, in variables of their own.

A regime has a chart: each letter written in *vanishing* variables (all → 0, at any speeds),
*bounded* ones (in (0, 1], free to vanish too), *fixed* ones and free ones (anything positive).
:mod:`solutions.relations.regimes.orders` checks a chart and compares sizes in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.kernel import algebra
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.terms.binding import replaced
from solutions.printing.detex import plain
from solutions.printing.formulas import tex

Pairs = tuple[tuple[sp.Symbol, sp.Expr], ...]


@dataclass(frozen=True)
class Regime:
    """What is small against what, with the chart that says it in independent variables.

    ``small`` are the ratios that tend to 0, ``chart`` the letters in the chart's variables,
    ``vanishing[i]`` the variable that ``small[i]`` is an increasing function of, ``inverse`` the
    vanishing variables in the letters, ``leading`` the same to leading order, for printing.
    Vanishing, bounded and fixed letters are different ones, and the first two positive.
    """

    name: str
    small: tuple[sp.Expr, ...]
    vanishing: tuple[sp.Symbol, ...]
    chart: Pairs
    inverse: Pairs
    leading: Pairs = ()
    bounded: tuple[sp.Symbol, ...] = ()
    fixed: tuple[sp.Symbol, ...] = ()
    where: Domain = EVERYWHERE

    def moving(self) -> frozenset[sp.Symbol]:
        """The letters that have no one value on the way to the limit."""
        return frozenset({*dict(self.chart), *self.vanishing, *self.bounded})

    def spoken_of(self) -> frozenset[sp.Symbol]:
        """The letters of its ratios and its chart: in x ≪ y both may move."""
        told = [*self.small, *dict(self.chart).values()]
        return frozenset().union(*(one.free_symbols for one in told))

    @property
    def said(self) -> str:
        """How a terminal names it: ``Δt → 0``."""
        return plain(self.name)

    def tex(self) -> str:
        """How a page names the regime, with the letters that are at most 1."""
        return ",\\; ".join([self.name, *(rf"{tex(letter)} \le 1" for letter in self.bounded)])

    def moved(self, expr: sp.Expr) -> algebra.Quotient:
        """``expr`` as a quotient in the chart's variables."""
        return algebra.quotient(replaced(expr, dict(self.chart)), self.inside())

    def inside(self) -> Domain:
        """The part of the regime's domain that the chart does not say by itself."""
        moved = {symbol for symbol, _ in self.chart}
        kept = tuple(f for f in self.where.facts if not f.free_symbols & moved)
        return Domain(kept, self.where.unit_sums)
