"""Trigonometry: addition theorems, and sin² + cos² = 1 at each angle.

Taken as known: sin(a + b) = sin a cos b + cos a sin b, cos(a + b) = cos a cos b − sin a sin b,
sin² a + cos² a = 1, and the values at multiples of π/2. Every angle is a sum of whole multiples of
few unit angles θ, one for each monomial; sine and cosine of it become polynomials in sin θ and
cos θ, in which sin² θ is replaced by 1 − cos² θ. What is left is decided by normal form.
"""

from __future__ import annotations

from math import lcm

import sympy as sp

from solutions.evidence.evidence import UNDECIDED, Evidence, Reason, together
from solutions.kernel.algebra import Quotient, quotient, reasoning, translate
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import expanded
from solutions.kernel.rules.factors import monomials
from solutions.kernel.terms.binding import bound
from solutions.relations.equalities.equality import equal

LARGEST = 16
"""Multiples of a unit angle beyond this are left alone."""
QUARTERS = ((0, 1), (1, 0), (0, -1), (-1, 0))
"""Sine and cosine at 0, π/2, π and 3π/2."""

Turn = tuple[sp.Expr, sp.Expr]


def by_angles(lhs: sp.Expr, rhs: sp.Expr, domain: Domain) -> Evidence | None:
    """``lhs = rhs`` by the addition theorems and the circle; ``None`` where that says nothing."""
    if not (lhs.has(sp.sin, sp.cos) or rhs.has(sp.sin, sp.cos)):
        return None
    for side in (lhs, rhs):
        translate(side, domain)
    gap, units = _expanded(lhs - rhs, domain)
    form = quotient(gap, domain)
    on_circle = sp.Add(*(
        _reduced(form, powers, coefficient, units) for powers, coefficient in form.top.terms()
    ))  # fmt: skip
    found = equal(on_circle, sp.S.Zero, domain)
    if found.verdict == UNDECIDED:
        return None
    sines = tuple(sp.sin(unit) for unit in units)
    return together([(Reason("addition theorems", (sines,)), found)])


def _expanded(expr: sp.Expr, domain: Domain) -> tuple[sp.Expr, list[sp.Expr]]:
    """With each sine and cosine as a polynomial in those of unit angles; and the unit angles."""
    hidden = bound(expr)
    calls = [call for call in expr.atoms(sp.sin, sp.cos) if not call.free_symbols & hidden]
    parts: dict[sp.Expr, int] = {}
    for call in calls:
        for coefficient, monomial in _angle(call.args[0], domain):
            if monomial is not sp.pi:
                parts[monomial] = lcm(parts.get(monomial, 1), int(coefficient.q))
    turns = {call: _turn(call.args[0], parts, domain) for call in calls}
    moved = {call: turn[0 if isinstance(call, sp.sin) else 1] for call, turn in turns.items()}
    return expr.xreplace(moved), [monomial / number for monomial, number in parts.items()]


def _angle(angle: sp.Expr, domain: Domain) -> list[tuple[sp.Rational, sp.Expr]]:
    if angle.has(sp.sin, sp.cos):
        raise Undecided(f"an angle that is made of angles: {angle}")
    return [
        (sp.Rational(number.numerator, number.denominator), monomial)
        for number, monomial in monomials(angle, reasoning(domain))
    ]


def _turn(angle: sp.Expr, parts: dict[sp.Expr, int], domain: Domain) -> Turn:
    sine, cosine = sp.S.Zero, sp.S.One
    for coefficient, monomial in _angle(angle, domain):
        if monomial is sp.pi:
            more = _quarter(coefficient)
        else:
            number = coefficient * parts[monomial]
            more = _multiple(int(number), monomial / parts[monomial])
        sine, cosine = plus((sine, cosine), more)
    return sine, cosine


def plus(one: Turn, other: Turn) -> Turn:
    """The sine and cosine of a sum of two angles, by the addition theorems."""
    return one[0] * other[1] + one[1] * other[0], one[1] * other[1] - one[0] * other[0]


def _quarter(times: sp.Rational) -> Turn:
    if not (2 * times).is_Integer:
        raise Undecided(f"sine and cosine of {times}·π")
    sine, cosine = QUARTERS[int(2 * times) % 4]
    return sp.Integer(sine), sp.Integer(cosine)


def times(number: int, turn: Turn) -> Turn:
    """The sine and cosine of a whole multiple of an angle: powers of one rotation."""
    sine, cosine = sp.S.Zero, sp.S.One
    for _ in range(abs(number)):
        sine, cosine = plus((sine, cosine), turn)
    return (sine if number >= 0 else -sine), cosine


def _multiple(number: int, unit: sp.Expr) -> Turn:
    if abs(number) > LARGEST:
        raise Undecided(f"{number} times the angle {unit}")
    sine, cosine = sp.S.Zero, sp.S.One
    for _ in range(abs(number)):
        turned = plus((sine, cosine), (sp.sin(unit), sp.cos(unit)))
        sine, cosine = (expanded(one, EVERYWHERE) for one in turned)
    return (sine if number >= 0 else -sine), cosine


def _reduced(
    form: Quotient, powers: tuple[int, ...], coefficient: object, units: list[sp.Expr]
) -> sp.Expr:
    """One monomial with even powers of a unit angle's sine replaced."""
    left, factor = list(powers), sp.S.One
    for place, power in enumerate(powers):
        kind, key = form.gens.keys[place] if place < len(form.gens.keys) else ("", sp.S.One)
        plain = kind == "atom" and form.gens.splits[place] == 1
        if plain and isinstance(key, sp.sin) and key.args[0] in units:
            left[place] = power % 2
            factor *= (1 - sp.cos(key.args[0]) ** 2) ** (power // 2)
    return form.monomial(tuple(left), coefficient) * factor
