"""As one whole number n grows alone: powers of n, of log n and of log n! against each other.

With n = 1/ε such a quotient is a germ, and what it tends to is read from it. Taken as known:
n log n − n + 1 ≤ log n! ≤ (n + 1) log n − n + 1 for whole n ≥ 1, from the integral of log, which
rises; and what lies between two quantities with one limit has that limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.evidence.evidence import Evidence, Reason, proved, together, undecided
from solutions.kernel import signs
from solutions.kernel.algebra import translate
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.relations.conditions.wholeness import is_whole
from solutions.relations.limits.approximation import displayed_terms
from solutions.relations.regimes.germs import Germ, germ, term
from solutions.relations.regimes.reach import approach
from solutions.relations.regimes.regime import Regime
from solutions.relations.sampling import outside

Ends = list[tuple[str, sp.Expr]]


@dataclass(frozen=True)
class Growth:
    """The error of ``rhs`` is negligible against each of ``terms`` as the letter of a regime grows.

    And against ``against``, if there is one: what is left where terms cancel.
    """

    when: Regime
    terms: tuple[sp.Expr, ...]
    against: sp.Expr | None = None

    def judge(self, lhs: sp.Expr, rhs: sp.Expr) -> Evidence | None:
        """Of ``lhs``, or of the two ends that it lies between; ``None`` where it is not known."""
        alone = _alone(self.when)
        sides = (lhs, rhs, *self.terms)
        if alone is None or any(_other(side, alone[0]) for side in sides):
            return None
        count, along = alone
        place = approach(self.when.where, self.when)
        if place is None:
            return None

        def moved(expr: sp.Expr) -> Germ:
            return germ(expr, along, place.fixed)

        try:
            for side in (lhs, rhs, *(1 / one for one in self.terms)):
                translate(side, self.when.where)
            between = ends(lhs, self.when.where)
            for _, end in between:
                for one in filter(None, (*self.terms, self.against)):
                    if not moved(end - rhs).times(moved(one).power(Fraction(-1))).vanishes:
                        return undecided("grows as fast", count, end - rhs, one)
        except Undecided:
            return None
        for _, end in between:
            outside.shrinks(end - rhs, list(self.terms), place, self.when.where)
        if len(between) == 2:
            outside.order(between[0][1], lhs, self.when.where)
            outside.order(lhs, between[1][1], self.when.where)
        named = proved(Reason("grows slower", (count,)))
        return together([(name, named) for name, _ in between])


def _other(side: sp.Expr, count: sp.Symbol) -> bool:
    """Is there a letter besides ``count``, or a function's value, which is not known?"""
    return bool(side.free_symbols - {count}) or side.has(AppliedUndef)


def _alone(when: Regime) -> tuple[sp.Symbol, dict[sp.Symbol, Germ]] | None:
    """The whole number that alone moves, as 1/ε, and where it and the chart's variable are."""
    if len(when.chart) != 1 or len(when.vanishing) != 1 or when.bounded:
        return None
    (count, written), (small,) = when.chart[0], when.vanishing
    if not (count.is_integer and count.is_positive) or written != 1 / small:
        return None
    epsilon = term(Fraction(1), Fraction(1))
    return count, {count: epsilon.power(Fraction(-1)), small: epsilon}


def ends(expr: sp.Expr, domain: Domain) -> Ends:
    """What ``expr`` lies between, by the bounds of log n!; raises :class:`Undecided`."""
    logs = [atom for atom in expr.atoms(sp.log) if isinstance(atom.args[0], sp.factorial)]
    if not logs:
        return [("", expr)]
    if len(logs) > 1:
        raise Undecided("more than one log n!")
    (n,) = logs[0].args[0].args
    if not (is_whole(n, domain) and signs.nonnegative(n - 1, domain)):
        raise Undecided(f"log({n}!) where {n} ≥ 1 need not hold")
    lower, upper = n * sp.log(n) - n + 1, (n + 1) * sp.log(n) - n + 1
    return [
        ("below", _with(expr, logs[0], lower, upper, domain)),
        ("above", _with(expr, logs[0], upper, lower, domain)),
    ]


def _with(
    expr: sp.Expr, atom: sp.Expr, rising: sp.Expr, falling: sp.Expr, domain: Domain
) -> sp.Expr:
    """``expr`` with ``rising`` for ``atom`` where it is multiplied by what is ≥ 0, else the other.

    Each term is free of the atom or has it once, as a factor.
    """
    parts = []
    for part in sp.Add.make_args(expr):
        factors = list(sp.Mul.make_args(part))
        if atom not in factors:
            if part.has(atom):
                raise Undecided(f"{atom} inside {part}")
            parts.append(part)
            continue
        factors.remove(atom)
        weight = sp.Mul(*factors)
        if weight.has(atom):
            raise Undecided(f"{atom} twice in {part}")
        if signs.nonnegative(weight, domain):
            parts.append(weight * rising)
        elif signs.nonnegative(-weight, domain):
            parts.append(weight * falling)
        else:
            raise Undecided(f"the sign of {weight}")
    return sp.Add(*parts)


@dataclass(frozen=True)
class NearByGrowth:
    """What an approximation may use besides orders of magnitude."""

    def judge(self, lhs: Any, rhs: Any, when: Regime, plain: Evidence) -> Evidence:
        """``plain`` is what orders of magnitude said."""
        if not (isinstance(lhs, sp.Expr) and isinstance(rhs, sp.Expr)) or rhs == 0:
            return plain
        found = Growth(when, tuple(displayed_terms(rhs)), rhs).judge(lhs, rhs)
        return plain if found is None else found
