"""Trigonometry by tangents of half angles, for expressions that divide by sines and cosines.

With u = tan(θ/2), sin θ = 2u/(1 + u²) and cos θ = (1 − u²)/(1 + u²); angles that are sums are taken
apart by the addition theorems, in whole multiples of unit angles as in
:mod:`solutions.relations.equalities.angles`. If the result is 0 for every real u, and the other
letters as they are, then the expression is 0 wherever all u are finite, since u may be anything and
so also tan(θ/2): no independence is needed. At θ = π the tangent is infinite; hold all else and let
u grow:
the expression is continuous in (cos θ, sin θ) where it is defined, so it is 0 there too, and
likewise where cos θ = 0 though the expression does not divide by it. (Independence of u and the
letters matters only for finding a proof.) The values at rational multiples of π are those that
SymPy gives to sine and cosine when they are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm

import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import expanded
from solutions.kernel.terms.binding import bound
from solutions.relations.equalities.angles import Turn, plus, times

ANGLES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)
LARGEST = 12
"""Multiples of an angle beyond this are left alone."""


def by_half_angles(expr: sp.Expr, domain: Domain) -> sp.Expr:
    """Sines and cosines as rational functions of the tangents of half the smallest angles.

    An angle with the index of a sum in it differs from term to term, and is left as it is.
    """
    calls = expr.atoms(*ANGLES)
    if not calls or any(call.free_symbols & bound(expr) for call in calls):
        return expr
    angles = {call: list(_angle(call.args[0], domain)) for call in calls}
    units: dict[sp.Expr, int] = {}
    for angle in angles.values():
        for coefficient, monomial in angle:
            units[monomial] = lcm(units.get(monomial, 1), int(coefficient.q))
    halves = {
        monomial: sp.Dummy(f"tan({monomial}/{2 * parts})", real=True)
        for monomial, parts in units.items()
    }

    def turn(angle: list[tuple[sp.Rational, sp.Expr]]) -> Turn:
        whole: Turn = (sp.S.Zero, sp.S.One)
        for coefficient, monomial in angle:
            if monomial is sp.pi:
                more = sp.sin(coefficient * sp.pi), sp.cos(coefficient * sp.pi)
            else:
                more = _multiple(int(coefficient * units[monomial]), halves[monomial])
            whole = plus(whole, more)
        return whole

    return expr.xreplace({call: _rational(call, *turn(angle)) for call, angle in angles.items()})


def _rational(call: sp.Expr, sine: sp.Expr, cosine: sp.Expr) -> sp.Expr:
    """The function of an angle by its sine and cosine."""
    tops = {sp.sin: sine, sp.cos: cosine, sp.tan: sine, sp.cot: cosine}
    bottoms = {sp.tan: cosine, sp.cot: sine, sp.sec: cosine, sp.csc: sine}
    return tops.get(call.func, sp.S.One) / bottoms.get(call.func, sp.S.One)


def _angle(angle: sp.Expr, domain: Domain) -> Iterator[tuple[sp.Rational, sp.Expr]]:
    """Rational multiples of monomials that add up to the angle."""
    if angle.has(*ANGLES):
        raise Undecided(f"an angle that is made of angles: {angle}")
    for term in sp.Add.make_args(expanded(angle, domain)):
        coefficient, monomial = term.as_coeff_Mul(rational=True)
        if coefficient != 0:
            yield coefficient, monomial


def _multiple(number: int, half: sp.Symbol) -> Turn:
    """sin and cos of n times the angle whose half has this tangent: powers of one rotation."""
    if abs(number) > LARGEST:
        raise Undecided(f"{number} times an angle")
    return times(number, (2 * half / (1 + half**2), (1 - half**2) / (1 + half**2)))
