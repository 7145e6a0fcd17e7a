"""Fractions: any expression as one quotient, by a/b + c/d = (ad + cb)/(bd) and nothing else.

That holds wherever a/b and c/d have values, so the expression is its top over its bottom wherever
it has one; there no factor of the bottom is 0, and a top that is 0 makes the expression 0. Nothing
is cancelled, expanded or simplified.
"""

from __future__ import annotations

import sympy as sp

Below = dict[sp.Expr, sp.Expr]
"""Factors of a denominator with their powers, which are positive numbers."""


def fraction(expr: sp.Expr) -> tuple[sp.Expr, Below]:
    """The top of an expression, and the factors of its bottom."""
    if expr.is_Add:
        parts = [fraction(term) for term in expr.args]
        bottom: Below = {}
        for _, below in parts:
            for factor, power in below.items():
                bottom[factor] = max(bottom.get(factor, sp.S.Zero), power)
        tops = (top * _missing(below, bottom) for top, below in parts)
        return sp.Add(*tops), bottom
    if expr.is_Mul:
        top, bottom = sp.S.One, {}
        for one, below in map(fraction, expr.args):
            top *= one
            for factor, power in below.items():
                bottom[factor] = bottom.get(factor, sp.S.Zero) + power
        return top, bottom
    if expr.is_Pow:
        return _of_power(expr)
    return expr, {}


def numerator(expr: sp.Expr) -> sp.Expr:
    """What has to be 0 for the expression to be 0."""
    return fraction(expr)[0]


def _of_power(expr: sp.Expr) -> tuple[sp.Expr, Below]:
    base, power = expr.base, expr.exp
    if base.is_number and base.is_Rational and power.is_Integer:
        return expr, {}
    if power.is_Integer:
        top, below = fraction(base)
        if power > 0:
            return top**power, {factor: times * power for factor, times in below.items()}
        turned = sp.Mul(*(factor ** (times * -power) for factor, times in below.items()))
        return (turned * top**power, {}) if top.is_Rational else (turned, {top: -power})
    if power.is_Rational and power < 0:
        return sp.S.One, {base: -power}
    if power.could_extract_minus_sign():
        return sp.S.One, {base ** (-power): sp.S.One}
    return expr, {}


def _missing(below: Below, bottom: Below) -> sp.Expr:
    return sp.Mul(*(
        factor ** (power - below.get(factor, sp.S.Zero)) for factor, power in bottom.items()
    ))  # fmt: skip
