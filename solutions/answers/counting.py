"""Whole letters: powers of −1, and sums of powers of an index."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import sympy as sp

from solutions.answers.rewriting import Beyond
from solutions.kernel.terms.binding import bound

DEGREE, PARITIES = 8, 3
"""Highest power of an index that is summed, and most powers of −1 that are told apart."""


def parities(expr: sp.Expr) -> Iterator[sp.Expr]:
    """With (−a)^n = (−1)^n·aⁿ for whole n, and each (−1)^n as 1 and as −1.

    It is one of the two at every point, so what holds for both holds there.
    """
    indices = bound(expr)
    expr = expr.replace(
        _negative_base, lambda power: (-1) ** power.exp * (-power.base) ** power.exp
    )
    powers = [p for p in expr.atoms(sp.Pow) if p.base == -1 and p.exp.is_integer]
    letters = sorted({m for p in powers for _, m in _steps(p.exp)}, key=str)
    if not letters or any(letter.free_symbols & indices for letter in letters):
        yield expr
        return
    if len(letters) > PARITIES:
        raise Beyond("more powers of −1 than are looked into")
    for choice in product((1, -1), repeat=len(letters)):
        sign = dict(zip(letters, choice, strict=True))
        known: dict[sp.Expr, sp.Expr] = {}
        for power in powers:
            value = 1
            for times, monomial in _steps(power.exp):
                value *= sign[monomial] ** (times % 2)
            number = sp.expand(power.exp).as_coeff_Add()[0]
            known[power] = sp.Integer(value * (-1) ** int(number % 2))
        yield expr.xreplace(known)


def _negative_base(expr: sp.Expr) -> bool:
    if not (expr.is_Pow and expr.exp.is_integer and not expr.exp.is_number and expr.base != -1):
        return False
    return bool(expr.base.could_extract_minus_sign())


def _steps(exponent: sp.Expr) -> list[tuple[int, sp.Expr]]:
    """Whole multiples of whole monomials, besides a number."""
    number, rest = sp.expand(exponent).as_coeff_Add()
    found = [term.as_coeff_Mul(rational=True) for term in sp.Add.make_args(rest) if term != 0]
    if not number.is_Integer or not all(c.is_Integer and m.is_integer for c, m in found):
        raise Beyond(f"a power of −1 that is not taken apart: {exponent}")
    return [(int(c), m) for c, m in found]


def without_power_sums(expr: sp.Expr) -> sp.Expr:
    """Σ kᵖ in closed form: (B(high + 1) − B(low))/(p + 1) with the Bernoulli polynomial B of p + 1.

    It telescopes from B(x + 1) − B(x) = (p + 1)xᵖ, for all whole limits, backwards ones too.
    """
    if not expr.has(sp.Sum):
        return expr
    return expr.replace(lambda part: isinstance(part, sp.Sum), _power_sum)


def _power_sum(total: sp.Sum) -> sp.Expr:
    if len(total.limits) > 1:
        return total
    index, low, high = total.limits[0]
    if not total.function.is_polynomial(index) or (low.free_symbols | high.free_symbols) & {index}:
        return total
    poly = sp.Poly(total.function, index)
    if poly.degree() > DEGREE:
        return total
    found = sp.S.Zero
    for (power,), weight in poly.terms():
        bernoulli = sp.bernoulli(power + 1, index)
        ends = bernoulli.xreplace({index: high + 1}) - bernoulli.xreplace({index: low})
        found += weight * ends / (power + 1)
    return found
