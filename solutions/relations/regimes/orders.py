"""What is negligible against what, along every path into a regime.

In a regime's chart a ratio of two polynomials tends to 0 along every path if each monomial above
is a monomial below, or the geometric mean of two, times a factor that vanishes; below, all that
counts has one sign. Where that fails, a path ε ↦ (ε^w…) that shows it is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any

import sympy as sp

from solutions.evidence.evidence import Reason
from solutions.kernel import algebra, signs
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import same
from solutions.kernel.terms.calculus import derivative
from solutions.relations.regimes.reach import along, kept_away
from solutions.relations.regimes.regime import Regime

Terms = list[tuple[tuple[int, ...], Any]]
Weights = dict[sp.Expr, Fraction]


@lru_cache(maxsize=256)
def check(regime: Regime) -> None:
    """The chart covers the regime, and its variables vanish exactly when the ratios do.

    Raises :class:`Malformed` where they do not, where a letter has two roles, and where the
    regime's own domain keeps away from the limit.
    """
    named = f"regime {regime.said}"
    chart, inverse = dict(regime.chart), dict(regime.inverse)
    roles = (*regime.vanishing, *regime.bounded, *regime.fixed)
    if len(set(roles)) < len(roles) or set(roles) & set(chart):
        raise Malformed(f"{named}: a letter is listed twice, or has a place in the chart as well")
    if unseen := set(regime.fixed) & set(inverse):
        raise Malformed(f"{named}: {', '.join(sorted(map(str, unseen)))} is fixed, and moves")
    if unseen := set(regime.bounded) & set(inverse):
        raise Malformed(
            f"{named}: {', '.join(sorted(map(str, unseen)))} is bounded and is no letter of the "
            "sheet, so that nobody would see what is bounded; bound a letter that has no chart"
        )
    for variable in (*regime.vanishing, *regime.bounded):
        if not variable.is_positive:
            raise Malformed(f"{named}: {variable} is not declared positive")
        if variable.is_integer:
            raise Malformed(f"{named}: {variable} is declared an integer and cannot vanish")
    for letter, written in regime.chart:
        if not same(written.xreplace(inverse), letter, regime.where):
            raise Malformed(f"{named}: the chart does not give back {letter}")
    for ratio in regime.small:
        # What becomes small from both sides is no increasing function of a positive variable; what
        # grows without end does so on one side alone.
        if not ((1 / ratio).is_Symbol or signs.positive(ratio, regime.where)):
            raise Malformed(
                f"{named}: {ratio} > 0 is not proved, and the chart's variables are positive; say "
                "where it is, with where=…"
            )
    for ratio, variable in zip(regime.small, regime.vanishing, strict=True):
        moved = algebra.canonical(ratio.xreplace(chart), regime.inside())
        alone = moved.free_symbols == {variable} and moved.subs(variable, 0) == 0
        if not alone or not signs.positive(derivative(moved, variable), EVERYWHERE):
            raise Malformed(f"{named}: {ratio} does not vanish with {variable}")
    for variable, shown in regime.leading:
        if not _vanishes(regime.moved((shown - variable) / variable), regime):
            raise Malformed(f"{named}: {shown} is not {variable} to leading order")
    for moved in (one for one in chart if not isinstance(one, sp.Symbol)):
        if not _moves_as_its_letter(moved, regime):
            raise Malformed(
                f"{named}: {moved} has a place in the chart, and only log of a letter that has one "
                "may have its own, vanishing as 1/log does"
            )
    away = kept_away(EVERYWHERE, regime)
    if away:
        raise Malformed(
            f"{named}: no point of its domain is near the limit; {', '.join(away)} "
            f"{'keeps' if len(away) == 1 else 'keep'} away from it"
        )


def _moves_as_its_letter(moved: sp.Expr, regime: Regime) -> bool:
    """Is it log of a letter that vanishes, and falls below all bounds where its place says so?

    Of x → 0 nothing follows for e^x but that it is 1 + x + …, and its place would say anything.
    """
    chart = dict(regime.chart)
    letter, place = moved.args[0] if isinstance(moved, sp.log) else None, chart[moved]
    if letter not in chart or place.free_symbols - set(regime.vanishing):
        return False
    falls = signs.positive(-place, EVERYWHERE) and _vanishes(regime.moved(-1 / place), regime)
    return bool(falls and _vanishes(regime.moved(letter), regime))


@dataclass(frozen=True)
class Scale:
    """Exponents of the monomials of a quotient, by the kind of variable."""

    form: algebra.Quotient
    regime: Regime

    def weights(self, powers: tuple[int, ...]) -> Weights:
        """``{variable: exponent}`` of a monomial; e^m and function values count as variables."""
        found: Weights = {}
        gens = self.form.gens
        # A ring without generators still has a place for one, whose power is always 0.
        for (kind, atom), split, power in zip(gens.keys, gens.splits, powers, strict=False):
            plain = kind == "atom" and atom.is_Symbol
            if not plain and (atom.free_symbols & set(self.regime.vanishing)):
                raise Undecided(Reason("vanishing inside", (atom,)))
            if power:
                key = sp.exp(atom) if kind == "exp" else sp.sqrt(atom) if kind == "root" else atom
                found[key] = Fraction(power, split)
        return found

    def fixed(self, variable: sp.Expr) -> bool:
        """Is it a constant, or does it depend on fixed letters only?"""
        return bool(variable.free_symbols <= set(self.regime.fixed))

    def vanishes(self, above: Weights, below: list[Weights]) -> bool:
        """Does one monomial over the geometric mean of others vanish along every path?"""
        share = Fraction(1, len(below))
        gap = dict(above)
        for one in below:
            for variable, power in one.items():
                gap[variable] = gap.get(variable, Fraction(0)) - share * power
        strictly = False
        for variable, power in gap.items():
            if power == 0 or self.fixed(variable):
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

    def below(self) -> Terms:
        """What counts in the denominator; raises :class:`Undecided` unless it all has one sign."""
        terms = self.essential(self.form.bottom.terms())
        if len({coefficient > 0 for _, coefficient in terms}) > 1:
            raise Undecided(Reason("denominator signs"))
        for powers, _ in terms:
            for variable in self.weights(powers):
                if not signs.positive(variable, self.regime.inside()):
                    raise Undecided(Reason("denominator sign", (variable,)))
        return terms


def negligible(small: sp.Expr, against: sp.Expr, regime: Regime) -> bool:
    """Does ``small/against`` tend to 0 along every path of the regime? ``False``: not proved."""
    check(regime)
    return _vanishes(regime.moved(small / against), regime)


def _vanishes(form: algebra.Quotient, regime: Regime) -> bool:
    if not form.top:
        return True
    scale = Scale(form, regime)
    weights = [scale.weights(powers) for powers, _ in scale.below()]
    pairs = [[w] for w in weights] + [[v, w] for v in weights for w in weights if v is not w]
    return all(
        any(scale.vanishes(scale.weights(powers), some) for some in pairs)
        for powers, _ in form.top.terms()
    )


def path(small: sp.Expr, against: sp.Expr, regime: Regime) -> dict[sp.Symbol, int] | None:
    """Exponents w such that along ``variable = ε^w`` the ratio does *not* vanish, or ``None``.

    Letters without an exponent are 1. Only ratios of polynomials in letters are looked at.
    """
    check(regime)
    form = regime.moved(small / against)
    if not all(key[1].is_Symbol and key[0] == "atom" for key in form.gens.keys):
        return None
    scale = Scale(form, regime)
    letters = {key[1] for key in form.gens.keys}
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
        stays = orders[0] is not None and orders[1] is not None and orders[0] <= orders[1]
        if stays and along(exponents, letters, regime):
            return exponents
    return None


def _paths(form: algebra.Quotient, regime: Regime) -> Iterator[dict[sp.Symbol, int]]:
    choices: list[tuple[sp.Symbol, tuple[int, ...]]] = []
    for symbol in sorted((key[1] for key in form.gens.keys), key=str):
        if symbol in regime.vanishing:
            choices.append((symbol, (1, 2, 3)))
        elif symbol in regime.bounded:
            choices.append((symbol, (0, 1, 2, 3)))
        elif symbol not in regime.fixed and symbol.is_positive:
            choices.append((symbol, (0, 1, -1, 2, -2)))
    for powers in product(*(options for _, options in choices)):
        yield dict(zip((symbol for symbol, _ in choices), powers, strict=True))


def leading(expr: sp.Expr, regime: Regime) -> sp.Expr:
    """The leading part of ``expr`` in the regime, in the sheet's letters; 0 for 0."""
    check(regime)
    form = regime.moved(expr)
    if not form.top:
        return sp.S.Zero
    scale = Scale(form, regime)
    parts = [
        sp.Add(*(form.monomial(powers, c) for powers, c in terms))
        for terms in (scale.essential(form.top.terms()), scale.below())
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
