"""Elementary functions by others: hyperbolic functions, arcs, maxima and signs.

Taken as known are identities of real functions, each true wherever its left side has a value: sinh
a = (eᵃ − e⁻ᵃ)/2 and its like, arccos a = π/2 − arcsin a, tan a = sin a/cos a and its like, and
max(a, b) = (a + b + |a − b|)/2. What they make of an expression is the same function, so whatever
is proved of it is proved of the expression.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from solutions.kernel.terms.binding import bound

Rules = dict[type[sp.Expr], Callable[..., sp.Expr]]


def extreme(parts: tuple[sp.Expr, ...], sign: int) -> sp.Expr:
    """The largest of several numbers, or with −1 the smallest, by absolute values."""
    first, *rest = parts
    for other in rest:
        first = (first + other + sign * sp.Abs(first - other)) / 2
    return first


EXTREMES: Rules = {
    sp.Max: lambda *parts: extreme(parts, 1),
    sp.Min: lambda *parts: extreme(parts, -1),
}
HYPERBOLIC: Rules = {
    sp.sinh: lambda a: (sp.exp(a) - sp.exp(-a)) / 2,
    sp.cosh: lambda a: (sp.exp(a) + sp.exp(-a)) / 2,
    sp.tanh: lambda a: (sp.exp(2 * a) - 1) / (sp.exp(2 * a) + 1),
}
TANGENTS: Rules = {
    sp.tan: lambda a: sp.sin(a) / sp.cos(a),
    sp.cot: lambda a: sp.cos(a) / sp.sin(a),
    sp.sec: lambda a: 1 / sp.cos(a),
    sp.csc: lambda a: 1 / sp.sin(a),
}
ARC_COSINE: Rules = {sp.acos: lambda a: sp.pi / 2 - sp.asin(a)}
ARC_SINE: Rules = {sp.asin: lambda a: sp.atan(a / sp.sqrt(1 - a**2))}
"""Only between the ends of the arc: at −1 and 1 the right side has no value."""
SIGN: Rules = {sp.sign: lambda a: a / sp.Abs(a)}
"""Only where a is not 0."""


def by_rules(expr: sp.Expr, *families: Rules) -> sp.Expr:
    """The expression with every function that a family knows written by its rule."""
    for family in families:
        for kind, rule in family.items():
            if expr.has(kind):
                expr = expr.replace(kind, rule)
    return expr


def elementary(expr: sp.Expr) -> sp.Expr:
    """Without hyperbolic functions, arccosines, maxima and minima."""
    return by_rules(expr, HYPERBOLIC, ARC_COSINE, EXTREMES)


def at_points(expr: sp.Expr) -> sp.Expr:
    """For values at points: arcs by the arctangent, and the sign of a as a/|a|.

    Where the new form has no value (at the ends of an arc, at a = 0) a point is passed over.
    """
    return by_rules(expr, ARC_COSINE, ARC_SINE, SIGN, EXTREMES)


def sloped(expr: sp.Expr) -> sp.Expr:
    """In functions of which the kernel has derivatives; the same between the ends of every arc."""
    return by_rules(elementary(expr), ARC_SINE, TANGENTS)


def opaque(expr: sp.Expr) -> sp.Expr:
    """Arcs as letters: what holds for every value of them holds for theirs."""
    indices = bound(expr)
    arcs = [arc for arc in expr.atoms(sp.asin) if not arc.free_symbols & indices]
    return expr.xreplace({arc: sp.Dummy(str(arc), real=True) for arc in arcs})
