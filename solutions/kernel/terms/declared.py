"""Kinds by declaration: signs and wholeness of bare letters, and of arithmetic of such.

SymPy's own assumptions are believed for a letter, and for a function that nothing defines; what
is made of them is looked at part by part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.terms.certificates import SignCertificate
from solutions.kernel.terms.letters import is_defined, opened

Sign = SignCertificate | None
"""Why an expression is positive or non-negative, or, when nothing is known, ``None``."""


def declared_sign(expr: sp.Expr) -> Sign:
    """The sign that ``expr`` has by declaration alone."""
    return by_structure(expr, declared_sign)


def by_structure(expr: sp.Expr, sign: Callable[[sp.Expr], Sign]) -> Sign:
    """The sign of ``expr`` from what ``sign`` says of its parts."""
    if expr.is_Rational:
        return SignCertificate(expr, bool(expr > 0), "number") if expr >= 0 else None
    if is_defined(expr):
        return joined(expr, "body", [sign(opened(expr))])
    if expr.is_Symbol or isinstance(expr, AppliedUndef | sp.KroneckerDelta):
        known = expr.is_nonnegative or isinstance(expr, sp.KroneckerDelta)
        return SignCertificate(expr, bool(expr.is_positive), "declared") if known else None
    if isinstance(expr, sp.exp) or expr is sp.E or expr is sp.pi:
        return SignCertificate(expr, strict=True, rule="declared")
    if expr.is_Add:
        return joined(expr, "sum", map(sign, expr.args), one_is_enough=True)
    if expr.is_Mul:
        return joined(expr, "product", map(sign, expr.args))
    if expr.is_Pow:
        return _power(expr, sign(expr.base))
    if isinstance(expr, sp.log):
        return joined(expr, "logarithm", [sign(expr.args[0] - 1)])
    return None


def _power(expr: sp.Expr, base: Sign) -> Sign:
    if base is not None and (base.strict or (expr.exp.is_Rational and expr.exp > 0)):
        return SignCertificate(expr, base.strict, "power", (base,))
    even = expr.exp.is_Integer and expr.exp > 0 and expr.exp % 2 == 0 and _real(expr.base)
    return SignCertificate(expr, strict=False, rule="power") if even else None


def joined(expr: sp.Expr, rule: str, signs: Iterable[Sign], *, one_is_enough: bool = False) -> Sign:
    """The sign of a sum, where one positive part is enough, or of a product, where it is not."""
    parts = []
    for sign in signs:
        if sign is None:
            return None
        parts.append(sign)
    strict = (any if one_is_enough else all)(part.strict for part in parts)
    return SignCertificate(expr, strict, rule, tuple(parts))


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
