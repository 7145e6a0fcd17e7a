"""Normal forms: cancelled quotients of polynomials over ℚ in the generators of an expression."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.polys.rings import PolyElement

from solutions.kernel import polynomials, signs, trees
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided


@dataclass(frozen=True)
class Quotient:
    """A cancelled quotient of two polynomials, with what its generators stand for."""

    top: PolyElement
    bottom: PolyElement
    gens: polynomials.Generators

    def generator(self, place: int) -> sp.Expr:
        """What a generator stands for."""
        kind, expr = self.gens.keys[place]
        whole = sp.exp(expr) if kind == "exp" else expr
        split = self.gens.splits[place]
        return whole if split == 1 else _fraction_power(kind, expr, sp.Rational(1, split))

    def monomial(self, powers: tuple[int, ...], coefficient: Any = 1) -> sp.Expr:
        """``coefficient · Π gᵢ^powersᵢ`` as an expression."""
        factors = [
            _fraction_power(*self.gens.keys[place], sp.Rational(power, self.gens.splits[place]))
            for place, power in enumerate(powers)
            if power
        ]
        return sp.Mul(sp.QQ.to_sympy(sp.QQ.convert(coefficient)), *factors)

    def expression(self, poly: PolyElement) -> sp.Expr:
        """A polynomial in the generators as an expression."""
        return sp.Add(*(self.monomial(powers, c) for powers, c in poly.terms()))


def _fraction_power(kind: str, expr: sp.Expr, power: sp.Rational) -> sp.Expr:
    return sp.exp(power * expr) if kind == "exp" else expr**power


@lru_cache(maxsize=65536)
def quotient(expr: sp.Expr, domain: Domain) -> Quotient:
    """The cancelled normal form of ``expr``."""
    node = trees.translate(expr, domain)
    gens = polynomials.generators((node,), domain)
    ring = polynomials.SparseRing(len(gens.keys))
    top, bottom = (
        polynomials.reduce_roots(poly, gens, ring)
        for poly in polynomials.evaluate(node, gens, ring)
    )
    if not bottom:
        raise Undecided(f"a denominator of {expr} is zero: is the domain empty?")
    top, bottom = top.cancel(bottom)
    return Quotient(top, bottom, gens)


def canonical(expr: sp.Expr, domain: Domain) -> sp.Expr:
    """One expression for all that have the same normal form."""
    if expr.is_Symbol or expr.is_Rational:
        return expr
    form = quotient(expr, domain)
    return form.expression(form.top) / form.expression(form.bottom)


def monomials(expr: sp.Expr, domain: Domain) -> list[tuple[Fraction, sp.Expr]]:
    """``expr`` as a sum of rational coefficients times monomials (all over one denominator)."""
    form = quotient(expr, domain)
    below = form.expression(form.bottom)
    found = []
    for powers, coefficient in form.top.terms():
        number, rest = (form.monomial(powers, coefficient) / below).as_coeff_Mul(rational=True)
        found.append((Fraction(int(number.p), int(number.q)), rest))
    return found


@lru_cache(maxsize=65536)
def positive_factors(
    expr: sp.Expr, domain: Domain, *, zero: bool = False
) -> tuple[tuple[sp.Expr, Fraction], ...]:
    """A positive ``expr`` as powers of positive irreducible factors and primes.

    With ``zero``, ``expr`` and its factors need only be non-negative, and zero is ``0**1``.
    """
    known = signs.nonnegative if zero else signs.positive
    if not known(expr, domain):
        wanted = "≥" if zero else ">"
        raise Undecided(f"{expr} {wanted} 0 is not proved on the declared domain")
    form = quotient(expr, domain)
    if not form.top:
        return ((sp.S.Zero, Fraction(1)),)
    found: dict[sp.Expr, Fraction] = {}
    negative = False
    for poly, direction in ((form.top, 1), (form.bottom, -1)):
        content, factors = poly.factor_list()
        content = sp.QQ.to_sympy(sp.QQ.convert(content))
        negative ^= content < 0
        for prime, power in sp.factorrat(abs(content)).items() if abs(content) != 1 else ():
            base = sp.Integer(prime)
            found[base] = found.get(base, Fraction(0)) + direction * power
        for factor, multiplicity in factors:
            flipped = False
            plain = form.expression(factor)
            if not known(plain, domain):
                if not known(-plain, domain):
                    raise Undecided(f"the sign of {plain}, a factor of {expr}, is not known")
                plain, flipped = sp.expand(-plain), True
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
