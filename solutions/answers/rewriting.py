"""Rewriting into the kernel's language: hyperbolic functions, angles, absolute values, squares.

Every rule is an identity of real functions wherever its left side is defined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import lcm

import sympy as sp

from solutions.kernel.terms.binding import bound

ANGLES = (sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)
LARGEST = 12
"""Multiples of an angle beyond this are left alone."""


class Beyond(Exception):
    """The expression is outside what can be rewritten."""


RULES: dict[type[sp.Expr], Callable[..., sp.Expr]] = {
    sp.sinh: lambda a: (sp.exp(a) - sp.exp(-a)) / 2,
    sp.cosh: lambda a: (sp.exp(a) + sp.exp(-a)) / 2,
    sp.tanh: lambda a: (sp.exp(2 * a) - 1) / (sp.exp(2 * a) + 1),
    sp.acos: lambda a: sp.pi / 2 - sp.asin(a),
    sp.Max: lambda *parts: _larger(parts, 1),
    sp.Min: lambda *parts: _larger(parts, -1),
}
AT_POINTS: dict[type[sp.Expr], Callable[..., sp.Expr]] = {
    sp.acos: RULES[sp.acos],
    sp.asin: lambda a: sp.atan(a / sp.sqrt(1 - a**2)),
    sp.sign: lambda a: a / sp.Abs(a),
    sp.Max: RULES[sp.Max],
    sp.Min: RULES[sp.Min],
}


def plain(expr: sp.Expr) -> sp.Expr:
    """Without hyperbolic functions, maxima and roots of visible squares."""
    expr = _by_rules(expr, RULES)
    return expr.replace(_half_power, _square_out) if expr.has(sp.Pow) else expr


def _by_rules(expr: sp.Expr, rules: dict[type[sp.Expr], Callable[..., sp.Expr]]) -> sp.Expr:
    for kind, rule in rules.items():
        if expr.has(kind):
            expr = expr.replace(kind, rule)
    return expr


def _larger(parts: tuple[sp.Expr, ...], sign: int) -> sp.Expr:
    first, *rest = parts
    for other in rest:
        first = (first + other + sign * sp.Abs(first - other)) / 2
    return first


def _half_power(expr: sp.Expr) -> bool:
    return bool(expr.is_Pow and expr.exp.is_Rational and expr.exp.q == 2)


def _square_out(expr: sp.Expr) -> sp.Expr:
    """√(a²b) = |a|√b, where a² is a factor of the base over its denominator."""
    base = sp.factor(expr.base)
    outside, inside = sp.S.One, sp.S.One
    for factor in sp.Mul.make_args(base):
        root, power = factor.as_base_exp()
        if power.is_Integer and power % 2 == 0 and not root.is_number:
            outside *= sp.Abs(root) ** (power / 2)
        else:
            inside *= factor
    return outside**expr.exp.p * inside**expr.exp


def without_angles(expr: sp.Expr) -> sp.Expr:
    """Sines and cosines as rational functions of the tangents of half the smallest angles.

    With u = tan(θ/2), sin θ = 2u/(1 + u²) and cos θ = (1 − u²)/(1 + u²); angles that are sums are
    taken apart by the addition theorems. If the result is 0 for every real u, and the other letters
    as they are, then the expression is 0 wherever all u are finite, since u may be anything and so
    also tan(θ/2): no independence is needed. At θ = π the tangent is infinite; hold all else and
    let u grow: the expression is continuous in (cos θ, sin θ) where it is defined, so it is 0 there
    too. (Independence of u and the letters matters only for finding a proof.)

    An angle with the index of a sum in it differs from term to term, and is left as it is.
    """
    indices = bound(expr)
    if not expr.has(*ANGLES):
        return expr
    if any(call.free_symbols & indices for call in expr.atoms(*ANGLES)):
        return expr
    monomials: dict[sp.Expr, int] = {}
    for call in expr.atoms(*ANGLES):
        for coefficient, monomial in _angle(call.args[0]):
            monomials[monomial] = lcm(monomials.get(monomial, 1), int(coefficient.q))
    halves = {
        monomial: sp.Dummy(f"tan({monomial}/{2 * parts})", real=True)
        for monomial, parts in monomials.items()
    }

    def sine_and_cosine(angle: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
        sine, cosine = sp.S.Zero, sp.S.One
        for coefficient, monomial in _angle(angle):
            if monomial is sp.pi:
                more = sp.sin(coefficient * sp.pi), sp.cos(coefficient * sp.pi)
            else:
                more = _multiple(int(coefficient * monomials[monomial]), halves[monomial])
            sine, cosine = (
                sine * more[1] + cosine * more[0],
                cosine * more[1] - sine * more[0],
            )
        return sine, cosine

    def rational(call: sp.Expr) -> sp.Expr:
        sine, cosine = sine_and_cosine(call.args[0])
        return {
            sp.sin: lambda: sine,
            sp.cos: lambda: cosine,
            sp.tan: lambda: sine / cosine,
            sp.cot: lambda: cosine / sine,
            sp.sec: lambda: 1 / cosine,
            sp.csc: lambda: 1 / sine,
        }[call.func]()

    return expr.replace(lambda part: isinstance(part, ANGLES), rational)


def _angle(angle: sp.Expr) -> Iterator[tuple[sp.Rational, sp.Expr]]:
    if angle.has(*ANGLES):
        raise Beyond(f"an angle that is made of angles: {angle}")
    for term in sp.Add.make_args(sp.expand(angle)):
        coefficient, monomial = term.as_coeff_Mul(rational=True)
        if coefficient != 0:
            yield coefficient, monomial


def _multiple(times: int, half: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """sin and cos of n times the angle whose half has this tangent: powers of one rotation."""
    if abs(times) > LARGEST:
        raise Beyond(f"{times} times an angle")
    one = 2 * half / (1 + half**2), (1 - half**2) / (1 + half**2)
    sine, cosine = sp.S.Zero, sp.S.One
    for _ in range(abs(times)):
        sine, cosine = sine * one[1] + cosine * one[0], cosine * one[1] - sine * one[0]
    return (sine if times >= 0 else -sine), cosine


def pointwise(expr: sp.Expr) -> sp.Expr:
    """For values at points: arcs by the arctangent, and the sign of a as a/|a|.

    Where the new form has no value (at the ends of an arc, at a = 0) a point is passed over.
    """
    return _by_rules(expr, AT_POINTS)


def opaque(expr: sp.Expr) -> sp.Expr:
    """Arcs as letters: what holds for every value of them holds for theirs."""
    indices = bound(expr)
    arcs = [arc for arc in expr.atoms(sp.asin) if not arc.free_symbols & indices]
    return expr.xreplace({arc: sp.Dummy(str(arc), real=True) for arc in arcs})
