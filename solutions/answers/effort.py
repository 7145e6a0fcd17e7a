"""What takes too long to be looked into, told from the expression before any work is done."""

from __future__ import annotations

import sympy as sp

TERMS, NESTED = 2000, 6
"""Most terms of sums inside each other, and most logarithms and roots inside each other."""


def beyond(expr: sp.Expr) -> str:
    """Why the expression is not looked into; empty where it is."""
    if terms(expr) > TERMS:
        return f"sums of more than {TERMS} terms are not looked into"
    if nested(expr) > NESTED:
        return f"more than {NESTED} logarithms or roots inside each other are not looked into"
    return ""


def terms(expr: sp.Expr) -> int:
    """How many terms the longest sum has, with the sums in it; limits with letters count as one."""
    inner = max((terms(part) for part in expr.args), default=1)
    if not isinstance(expr, sp.Sum | sp.Product):
        return inner
    inner = terms(expr.function)
    for _, low, high in expr.limits:
        span = high - low
        inner *= max(int(span) + 1, 1) if span.is_Integer else 1
    return inner


def nested(expr: sp.Expr) -> int:
    """How deep logarithms and roots are nested."""
    inner = max((nested(part) for part in expr.args), default=0)
    root = expr.is_Pow and expr.exp.is_Rational and not expr.exp.is_Integer
    return inner + (isinstance(expr, sp.log) or root)
