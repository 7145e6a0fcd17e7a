"""Parity: (−1)ⁿ is 1 or −1 for whole n, so what holds for both holds at every point.

An exponent is a sum of whole multiples of whole monomials and a number, which the kernel certifies;
(−1)^(2m + 1) is then −1, and each (−1)^m is one of two numbers. Also (−a)ⁿ = (−1)ⁿ·aⁿ for whole n.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import expanded
from solutions.kernel.terms.binding import bound

PARITIES = 3
"""Most powers of −1 that are told apart."""


def parities(expr: sp.Expr, domain: Domain) -> Iterator[sp.Expr]:
    """The expression with each (−1)^n as 1 and as −1, in every combination."""
    expr = expr.replace(
        _negative_base, lambda power: (-1) ** power.exp * (-power.base) ** power.exp
    )
    powers = [p for p in expr.atoms(sp.Pow) if p.base == -1 and p.exp.is_integer]
    exponents = {power: _steps(power.exp, domain) for power in powers}
    letters = sorted({m for _, steps in exponents.values() for _, m in steps}, key=str)
    if not letters or any(letter.free_symbols & bound(expr) for letter in letters):
        yield expr
        return
    if len(letters) > PARITIES:
        raise Undecided("more powers of −1 than are looked into")
    for choice in product((1, -1), repeat=len(letters)):
        sign = dict(zip(letters, choice, strict=True))
        known: dict[sp.Expr, sp.Expr] = {}
        for power, (number, steps) in exponents.items():
            value = (-1) ** (number % 2)
            for times, monomial in steps:
                value *= sign[monomial] ** (times % 2)
            known[power] = sp.Integer(value)
        yield expr.xreplace(known)


def _negative_base(expr: sp.Expr) -> bool:
    if not (expr.is_Pow and expr.exp.is_integer and not expr.exp.is_number and expr.base != -1):
        return False
    return bool(expr.base.could_extract_minus_sign())


def _steps(exponent: sp.Expr, domain: Domain) -> tuple[int, list[tuple[int, sp.Expr]]]:
    """A whole number, and whole multiples of whole monomials, that add up to the exponent."""
    number, rest = expanded(exponent, domain).as_coeff_Add()
    found = [term.as_coeff_Mul(rational=True) for term in sp.Add.make_args(rest) if term != 0]
    if not number.is_Integer or not all(c.is_Integer and m.is_integer for c, m in found):
        raise Undecided(f"a power of −1 that is not taken apart: {exponent}")
    return int(number), [(int(c), m) for c, m in found]
