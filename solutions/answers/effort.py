"""What takes too long to be looked into, told from the expression before any work is done."""

from __future__ import annotations

import sympy as sp

TERMS, LOGARITHMS = 2000, 4
"""Most terms of sums inside each other, and most logarithms inside each other."""


def beyond(expr: sp.Expr) -> str:
    """Why the expression is not looked into; empty where it is."""
    if terms(expr) > TERMS:
        return f"sums of more than {TERMS} terms are not looked into"
    if logarithms(expr) > LOGARITHMS:
        return f"more than {LOGARITHMS} logarithms inside each other are not looked into"
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


def logarithms(expr: sp.Expr) -> int:
    """How deep logarithms are nested."""
    inner = max((logarithms(part) for part in expr.args), default=0)
    return inner + isinstance(expr, sp.log)
