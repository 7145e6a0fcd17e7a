"""Whole powers of a base of any sign: qⁿ as a generator, with q^{a+b} = q^a q^b.

A positive base needs none of this: its powers are exponentials. Elsewhere b^e has a meaning for a
whole e: if b ≠ 0, or if e ≥ 0 (0⁰ = 1 by convention, so that q⁰ = 1 for every q).
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp

from solutions.kernel.errors import Disagreement, Undecided
from solutions.kernel.reasoner import Reasoner
from solutions.kernel.rules.positivity import require_nonzero
from solutions.kernel.terms import trees


def is_whole(expr: sp.Expr, on: Reasoner) -> bool:
    """Is ``expr`` a polynomial with whole coefficients in what is known to be whole?"""
    return all(
        number.is_Integer and (rest == 1 or _product_of_whole(rest, on))
        for number, rest in _terms(expr, on)
    )


def _terms(expr: sp.Expr, on: Reasoner) -> list[tuple[sp.Expr, sp.Expr]]:
    return [term.as_coeff_Mul(rational=True) for term in sp.Add.make_args(on.expanded(expr))]


def _product_of_whole(monomial: sp.Expr, on: Reasoner) -> bool:
    if monomial in on.domain.whole:
        return True
    for factor in sp.Mul.make_args(monomial):
        base, power = factor.as_base_exp()
        known = (base.is_Symbol and base.is_integer) or base in on.domain.whole
        if not (known and power.is_Integer and power > 0) and factor not in on.domain.whole:
            return False
    return True


def whole_power(base: sp.Expr, exponent: sp.Expr, on: Reasoner) -> trees.Node | None:
    """The tree of ``base ** exponent`` for a whole exponent; ``None`` where this has no say."""
    if not is_whole(exponent, on) or on.positive(base):
        return None
    parts = _signed(*sp.factor_terms(base).as_coeff_mul())
    if on.canonical(sp.Mul(*parts)) != on.canonical(base):
        raise Disagreement(f"{base} is not the product of {parts}, as SymPy factors it")
    return ("*", tuple(_factor(part, exponent, on) for part in parts))


def _signed(number: sp.Expr, factors: tuple[sp.Expr, ...]) -> list[sp.Expr]:
    sign = [sp.S.NegativeOne] if number < 0 else []
    return [*sign, *([abs(number)] if abs(number) != 1 else []), *factors]


def _factor(base: sp.Expr, exponent: sp.Expr, on: Reasoner) -> trees.Node:
    if on.positive(base):
        return on.tree(sp.exp(exponent * sp.log(base)))
    plain = on.canonical(base)
    steps = [(int(number), rest) for number, rest in _terms(exponent, on) if number != 0]
    if not _nonzero(plain, on):
        forwards = all(n > 0 and on.nonnegative(m) for n, m in steps)
        if not forwards:
            if not on.nonnegative(exponent):
                raise Undecided(
                    f"{plain} to the power {exponent}: {plain} ≠ 0 is needed, or an exponent that "
                    "is proved ≥ 0; add it to where=Domain(nonzero=(…,))"
                )
            return trees.atom(sp.Pow(plain, exponent))
    return ("*", tuple(_step(plain, n, m, on) for n, m in steps))


def _step(base: sp.Expr, times: int, monomial: sp.Expr, on: Reasoner) -> trees.Node:
    if monomial == 1:
        return ("^", on.tree(base), times)
    return trees.atom(sp.Pow(base, monomial), Fraction(times))


def _nonzero(base: sp.Expr, on: Reasoner) -> bool:
    try:
        require_nonzero(base, on)
    except Undecided:
        return False
    return True
