"""Sums of monomials and products of irreducible factors, read off the normal form."""

from __future__ import annotations

from fractions import Fraction

import sympy as sp

from solutions.kernel.errors import Undecided
from solutions.kernel.reasoner import Reasoner
from solutions.kernel.terms.certificates import factored, primes


def monomials(expr: sp.Expr, on: Reasoner) -> list[tuple[Fraction, sp.Expr]]:
    """``expr`` as a sum of rational coefficients times monomials (all over one denominator)."""
    form = on.quotient(expr)
    below = form.expression(form.bottom)
    found = []
    for powers, coefficient in form.top.terms():
        number, rest = (form.monomial(powers, coefficient) / below).as_coeff_Mul(rational=True)
        found.append((Fraction(int(number.p), int(number.q)), rest))
    return found


def positive_factors(
    expr: sp.Expr, on: Reasoner, *, zero: bool = False
) -> tuple[tuple[sp.Expr, Fraction], ...]:
    """A positive ``expr`` as powers of positive irreducible factors and primes.

    With ``zero``, ``expr`` and its factors need only be non-negative, and zero is ``0**1``.
    """
    known = on.nonnegative if zero else on.positive
    if not known(expr):
        wanted = "≥" if zero else ">"
        raise Undecided(f"{expr} {wanted} 0 is not proved on the declared domain")
    form = on.quotient(expr)
    if not form.top:
        return ((sp.S.Zero, Fraction(1)),)
    found: dict[sp.Expr, Fraction] = {}
    negative = False
    for poly, direction in ((form.top, 1), (form.bottom, -1)):
        content, factors = factored(poly)
        negative ^= content < 0
        for prime, times in primes(abs(content)).items() if abs(content) != 1 else ():
            base = sp.Integer(prime)
            found[base] = found.get(base, Fraction(0)) + direction * times
        for factor, multiplicity in factors:
            flipped = False
            plain = form.expression(factor)
            if not known(plain):
                if not known(-plain):
                    raise Undecided(f"the sign of {plain}, a factor of {expr}, is not known")
                plain, flipped = form.expression(-factor), True
            negative ^= flipped and bool(multiplicity % 2)
            base, power = _peel_power(plain)
            found[base] = found.get(base, Fraction(0)) + direction * multiplicity * power
    if negative:
        raise Undecided(f"{expr} was taken for positive and is not")
    return tuple((base, power) for base, power in found.items() if power)


def _peel_power(expr: sp.Expr) -> tuple[sp.Expr, Fraction]:
    """``x**(1/2)`` as ``(x, 1/2)``; an exponential and everything else as it is."""
    if expr.is_Pow and expr.exp.is_Rational and expr.base is not sp.E:
        return expr.base, Fraction(int(expr.exp.p), int(expr.exp.q))
    return expr, Fraction(1)
