"""Derivatives by rule, so that antiderivatives and gradients can be certified."""

from __future__ import annotations

import sympy as sp

from solutions.kernel.letters import opened
from solutions.kernel.messages import Undecided


def derivative(expr: sp.Expr, x: sp.Symbol) -> sp.Expr:
    """``d expr / d x``; raises :class:`Undecided` for anything without a rule here."""
    if x not in expr.free_symbols:
        return sp.S.Zero
    if expr == x:
        return sp.S.One
    if expr.is_Add:
        return sp.Add(*(derivative(arg, x) for arg in expr.args))
    if expr.is_Mul:
        return sp.Add(
            *(
                sp.Mul(*expr.args[:place], derivative(arg, x), *expr.args[place + 1 :])
                for place, arg in enumerate(expr.args)
            )
        )
    if isinstance(expr, sp.exp):
        return expr * derivative(expr.args[0], x)
    if expr.is_Pow and x not in expr.exp.free_symbols:
        return expr.exp * expr.base ** (expr.exp - 1) * derivative(expr.base, x)
    if expr.is_Pow:
        return expr * derivative(expr.exp * sp.log(expr.base), x)
    if isinstance(expr, sp.log):
        return derivative(expr.args[0], x) / expr.args[0]
    if isinstance(expr, sp.sin | sp.cos | sp.atan):
        inner = expr.args[0]
        slopes = {sp.sin: sp.cos(inner), sp.cos: -sp.sin(inner), sp.atan: 1 / (1 + inner**2)}
        return slopes[expr.func] * derivative(inner, x)
    finite = isinstance(expr, sp.Sum) and not any(limit[2] is sp.oo for limit in expr.limits)
    if finite and all(x not in limit.free_symbols for limit in expr.limits):
        return sp.Sum(derivative(expr.function, x), *expr.limits)
    if opened(expr) != expr:
        return derivative(opened(expr), x)
    if isinstance(expr, sp.core.function.AppliedUndef) and [
        arg for arg in expr.args if x in arg.free_symbols
    ] == [x]:
        return sp.Derivative(expr, x)
    raise Undecided(f"no rule to differentiate {expr} with respect to {x}")
