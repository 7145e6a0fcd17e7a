"""Regimes such as Δ ≪ σ² ≪ 1, and what is negligible along every path of one.

A regime has a chart: each letter written in *vanishing* variables (all → 0, at any speeds),
*bounded* ones (in (0, 1], free to vanish too), *fixed* ones and free ones (anything positive). In
a chart a ratio of two polynomials tends to 0 along every path if each monomial above is a monomial
below times a factor that vanishes. Where that fails, a path ε ↦ (ε^w…) that shows it is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any

import sympy as sp

from solutions.engine import algebra, signs
from solutions.engine.calculus import derivative
from solutions.engine.domain import EVERYWHERE, Domain
from solutions.engine.identity import same
from solutions.engine.messages import Malformed, Undecided

Pairs = tuple[tuple[sp.Symbol, sp.Expr], ...]
Terms = list[tuple[tuple[int, ...], Any]]


@dataclass(frozen=True)
class Regime:
    """What is small against what, with the chart that says it in independent variables.

    ``small`` are the ratios that tend to 0, ``chart`` the letters in the chart's variables,
    ``vanishing[i]`` the variable that ``small[i]`` is an increasing function of, ``inverse`` the
    vanishing variables in the letters, ``leading`` the same to leading order, for printing.
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

    def tex(self) -> str:
        """How a page names the regime."""
        return self.name

    def moved(self, expr: sp.Expr) -> algebra.Quotient:
        """``expr`` as a quotient in the chart's variables."""
        _check(self)
        return algebra.quotient(expr.xreplace(dict(self.chart)), self.inside())

    def inside(self) -> Domain:
        """The part of the regime's domain that the chart does not say by itself."""
        moved = {symbol for symbol, _ in self.chart}
        kept = tuple(f for f in self.where.facts if not f.free_symbols & moved)
        return Domain(kept, self.where.unit_sums)


@lru_cache(maxsize=256)
def _check(regime: Regime) -> None:
    """The chart covers the regime, and its variables vanish exactly when the ratios do."""
    chart, inverse = dict(regime.chart), dict(regime.inverse)
    strict = Domain(tuple(f.func(*f.args) for f in regime.where.facts), regime.where.unit_sums)
    for letter, written in regime.chart:
        if not same(written.xreplace(inverse), letter, strict):
            raise Malformed(f"regime {regime.name}: the chart does not give back {letter}")
    for ratio, variable in zip(regime.small, regime.vanishing, strict=True):
        moved = algebra.canonical(ratio.xreplace(chart), regime.inside())
        alone = moved.free_symbols == {variable} and moved.subs(variable, 0) == 0
        if not alone or not signs.positive(derivative(moved, variable), Domain()):
            raise Malformed(f"regime {regime.name}: {ratio} does not vanish with {variable}")


@dataclass(frozen=True)
class Scale:
    """Exponents of the monomials of a quotient, by the kind of variable."""

    form: algebra.Quotient
    regime: Regime

    def weights(self, powers: tuple[int, ...]) -> dict[sp.Expr, Fraction]:
        """``{variable: exponent}`` of a monomial; e^m and function values count as variables."""
        found: dict[sp.Expr, Fraction] = {}
        gens = self.form.gens
        # A ring without generators still has a place for one, whose power is always 0.
        for (kind, atom), split, power in zip(gens.keys, gens.splits, powers, strict=False):
            if kind == "root":
                raise Undecided(f"a root of {atom} is left in the regime's chart")
            if not atom.is_Symbol and (atom.free_symbols & set(self.regime.vanishing)):
                raise Undecided(f"{atom} in a regime where part of it vanishes")
            if power:
                found[sp.exp(atom) if kind == "exp" else atom] = Fraction(power, split)
        return found

    def vanishes(
        self, above: dict[sp.Expr, Fraction], below: list[dict[sp.Expr, Fraction]]
    ) -> bool:
        """Does one monomial over the geometric mean of others vanish along every path?"""
        share = Fraction(1, len(below))
        gap = dict(above)
        for one in below:
            for variable, power in one.items():
                gap[variable] = gap.get(variable, Fraction(0)) - share * power
        strictly = False
        for variable, power in gap.items():
            if variable in self.regime.fixed or power == 0:
                continue
            if power < 0 or variable not in self.regime.vanishing + self.regime.bounded:
                return False
            strictly |= variable in self.regime.vanishing
        return strictly

    def essential(self, terms: Terms) -> Terms:
        """The terms that no other term outweighs along every path."""
        weights = [self.weights(powers) for powers, _ in terms]
        return [
            term
            for term, weight in zip(terms, weights, strict=True)
            if not any(self.vanishes(weight, [other]) for other in weights if other is not weight)
        ]


def negligible(small: sp.Expr, against: sp.Expr, regime: Regime) -> bool:
    """Does ``small/against`` tend to 0 along every path of the regime? ``False``: not proved."""
    form = regime.moved(small / against)
    scale = Scale(form, regime)
    if not form.top:
        return True
    below = scale.essential(form.bottom.terms())
    if len({coefficient > 0 for _, coefficient in below}) > 1:
        raise Undecided("the leading terms of a denominator have both signs")
    weights = [scale.weights(powers) for powers, _ in below]
    pairs = [[w] for w in weights] + [[v, w] for v in weights for w in weights if v is not w]
    return all(
        any(scale.vanishes(scale.weights(powers), some) for some in pairs)
        for powers, _ in form.top.terms()
    )


def path(small: sp.Expr, against: sp.Expr, regime: Regime) -> dict[sp.Symbol, int] | None:
    """Exponents w such that along ``variable = ε^w`` the ratio does *not* vanish, or ``None``."""
    form = regime.moved(small / against)
    scale = Scale(form, regime)
    for exponents in _paths(form, regime):
        orders = []
        for poly in (form.top, form.bottom):
            by_order: dict[Fraction, Fraction] = {}
            for powers, coefficient in poly.terms():
                weight = scale.weights(powers)
                order = sum((w * exponents.get(v, 0) for v, w in weight.items()), Fraction(0))
                by_order[order] = by_order.get(order, Fraction(0)) + Fraction(
                    int(coefficient.numerator), int(coefficient.denominator)
                )
            orders.append(min((o for o, total in by_order.items() if total), default=None))
        if orders[0] is not None and orders[1] is not None and orders[0] <= orders[1]:
            return exponents
    return None


def _paths(form: algebra.Quotient, regime: Regime) -> Iterator[dict[sp.Symbol, int]]:
    atoms = {key[1] for key in form.gens.keys if key[1].is_Symbol}
    choices: list[tuple[sp.Symbol, tuple[int, ...]]] = []
    for symbol in sorted(atoms, key=str):
        if symbol in regime.vanishing:
            choices.append((symbol, (1, 2, 3)))
        elif symbol in regime.bounded:
            choices.append((symbol, (0, 1, 2, 3)))
        elif symbol not in regime.fixed:
            choices.append((symbol, (0, 1, -1, 2, -2)))
    for powers in product(*(options for _, options in choices)):
        yield dict(zip((symbol for symbol, _ in choices), powers, strict=True))


def leading(expr: sp.Expr, regime: Regime) -> sp.Expr:
    """The leading part of ``expr`` in the regime, in the sheet's letters; 0 for 0."""
    form = regime.moved(expr)
    if not form.top:
        return sp.S.Zero
    scale = Scale(form, regime)
    parts = [
        sp.Add(*(form.monomial(powers, c) for powers, c in scale.essential(poly.terms())))
        for poly in (form.top, form.bottom)
    ]
    back = dict(regime.leading or regime.inverse)
    return algebra.canonical((parts[0] / parts[1]).xreplace(back), regime.where)


def expansion(expr: sp.Expr, regime: Regime, terms: int) -> list[sp.Expr]:
    """The first ``terms`` leading parts of ``expr``, one after the other."""
    found: list[sp.Expr] = []
    rest = expr
    for _ in range(terms):
        part = leading(rest, regime)
        if part == 0:
            break
        found.append(part)
        rest = rest - part
    return found
