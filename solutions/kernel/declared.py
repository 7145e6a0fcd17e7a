"""Kinds by declaration: signs and wholeness of bare letters, and of arithmetic of such.

SymPy's own assumptions are believed for a letter, and for a function that nothing defines; what
is made of them is looked at part by part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.letters import is_defined, opened

Sign = str | None
"""``"positive"``, ``"nonnegative"`` or, when nothing is known, ``None``."""


def declared_sign(expr: sp.Expr) -> Sign:
    """The sign that ``expr`` has by declaration alone."""
    return by_structure(expr, declared_sign)


def by_structure(expr: sp.Expr, sign: Callable[[sp.Expr], Sign]) -> Sign:
    """The sign of ``expr`` from what ``sign`` says of its parts."""
    if expr.is_Rational:
        return "positive" if expr > 0 else "nonnegative" if expr == 0 else None
    if is_defined(expr):
        return sign(opened(expr))
    if expr.is_Symbol or isinstance(expr, AppliedUndef):
        return "positive" if expr.is_positive else "nonnegative" if expr.is_nonnegative else None
    if isinstance(expr, sp.exp) or expr is sp.E or expr is sp.pi:
        return "positive"
    if expr.is_Add:
        return weakest([sign(arg) for arg in expr.args], one_is_enough=True)
    if expr.is_Mul:
        if expr.args[0].is_Rational and expr.args[0] < 0:
            return None
        return weakest([sign(arg) for arg in expr.args], one_is_enough=False)
    if expr.is_Pow:
        base = sign(expr.base)
        if base == "positive":
            return base
        if expr.exp.is_Integer and expr.exp > 0 and expr.exp % 2 == 0:
            return "nonnegative" if _real(expr.base) else None
        return base if expr.exp.is_Rational and expr.exp > 0 else None
    if isinstance(expr, sp.log):
        return sign(expr.args[0] - 1)
    return "nonnegative" if isinstance(expr, sp.KroneckerDelta) else None


def weakest(signs: list[Sign], *, one_is_enough: bool) -> Sign:
    """The sign of a sum, where one positive part is enough, or of a product, where it is not."""
    if None in signs:
        return None
    enough = any if one_is_enough else all
    return "positive" if enough(sign == "positive" for sign in signs) else "nonnegative"


def _real(expr: sp.Expr) -> bool:
    """Are all letters and functions in ``expr`` declared real?"""
    return all(part.is_real for part in expr.atoms(sp.Symbol, AppliedUndef))


def plainly_whole(expr: sp.Expr, known: Collection[sp.Expr] = ()) -> bool:
    """Is ``expr`` whole by declaration, one of the ``known``, or arithmetic of such?"""
    if expr.is_Integer or expr in known or isinstance(expr, sp.KroneckerDelta):
        return True
    if expr.is_Symbol or isinstance(expr, AppliedUndef):
        return not is_defined(expr) and bool(expr.is_integer)
    if expr.is_Pow:
        counts = (expr.exp.is_Integer or expr.exp.is_Symbol) and expr.exp.is_nonnegative
        return bool(counts) and all(plainly_whole(arg, known) for arg in expr.args)
    return (expr.is_Add or expr.is_Mul) and all(plainly_whole(arg, known) for arg in expr.args)
