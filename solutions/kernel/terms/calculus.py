"""Derivatives by rule, so that antiderivatives and gradients can be certified.

By a real letter, or by a value ``z(j)`` of an undefined function at whole places, of which every
value is a variable of its own: ∂z(i)/∂z(j) = δ(i, j).
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.errors import Undecided
from solutions.kernel.terms.binding import Index, standard
from solutions.kernel.terms.declared import plainly_whole
from solutions.kernel.terms.letters import is_defined, meant, opened


def derivative(expr: sp.Expr, x: Any) -> sp.Expr:
    """``d expr / d x``; raises :class:`Undecided` for anything without a rule here."""
    if isinstance(x, sp.Symbol):
        if isinstance(x, Index) or not x.is_real or x.is_integer:
            raise Undecided(f"no derivative with respect to {x}, which is no letter declared real")
        return _by_rule(expr, x)
    if not isinstance(x, AppliedUndef) or is_defined(x) or not all(map(_place, x.args)):
        raise Undecided(
            f"no derivative with respect to {x}: only by a real letter, or by a value of an "
            "undefined function at letters declared integer"
        )
    return _by_rule(standard(meant(expr)), x)


def _place(arg: sp.Expr) -> bool:
    return plainly_whole(arg) and not arg.atoms(Index)


def _free(expr: sp.Expr, x: sp.Expr) -> bool:
    """Does ``expr`` not depend on ``x``?"""
    return x not in expr.free_symbols if x.is_Symbol else not expr.has(x.func)


def _by_rule(expr: sp.Expr, x: sp.Expr) -> sp.Expr:
    if _free(expr, x):
        return sp.S.Zero
    if isinstance(expr, AppliedUndef) and expr.is_integer and not is_defined(expr):
        raise Undecided(f"{expr} is a whole number, and has no slope where it jumps")
    if expr == x:
        return sp.S.One
    if expr.is_Add:
        return sp.Add(*(_by_rule(arg, x) for arg in expr.args))
    if expr.is_Mul:
        return sp.Add(
            *(
                sp.Mul(*expr.args[:place], _by_rule(arg, x), *expr.args[place + 1 :])
                for place, arg in enumerate(expr.args)
            )
        )
    if isinstance(expr, sp.exp):
        return expr * _by_rule(expr.args[0], x)
    if expr.is_Pow and _free(expr.exp, x):
        return expr.exp * expr.base ** (expr.exp - 1) * _by_rule(expr.base, x)
    if expr.is_Pow:
        return expr * _by_rule(expr.exp * sp.log(expr.base), x)
    if isinstance(expr, sp.log):
        return _by_rule(expr.args[0], x) / expr.args[0]
    if isinstance(expr, sp.sin | sp.cos | sp.atan):
        inner = expr.args[0]
        slopes = {sp.sin: sp.cos(inner), sp.cos: -sp.sin(inner), sp.atan: 1 / (1 + inner**2)}
        return slopes[expr.func] * _by_rule(inner, x)
    finite = isinstance(expr, sp.Sum) and not any(limit[2] is sp.oo for limit in expr.limits)
    if finite and all(_free(end, x) for limit in expr.limits for end in limit[1:]):
        return sp.Sum(_by_rule(expr.function, x), *expr.limits)
    if is_defined(expr):
        return _by_rule(opened(expr), x)
    if (
        isinstance(expr, AppliedUndef)
        and x.is_Symbol
        and [arg for arg in expr.args if x in arg.free_symbols] == [x]
    ):
        return sp.Derivative(expr, x)
    alike = isinstance(expr, AppliedUndef) and (expr.func, len(expr.args)) == (x.func, len(x.args))
    if alike and all(map(plainly_whole, expr.args)):
        return sp.Mul(*map(_delta, expr.args, x.args))
    raise Undecided(f"no rule to differentiate {expr} with respect to {x}")


def _delta(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    return sp.S.One if left == right else sp.KroneckerDelta(left, right, evaluate=False)
