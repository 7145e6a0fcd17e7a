"""Roots of visible squares: √(a²b) = |a|·√b, where the kernel proves that the base is a²b.

√ of a number that is not negative is the one root that is not negative, and |a|√b is that. SymPy
proposes the factors; unless the kernel finds that their product is the base, nothing is taken out.
"""

from __future__ import annotations

import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.kernel.identity import in_factors
from solutions.relations.conditions.fractions import fraction


def squares_out(expr: sp.Expr, domain: Domain) -> sp.Expr:
    """The expression with squares taken out of its square roots."""
    if not expr.has(sp.Pow):
        return expr
    return expr.replace(_half_power, lambda root: _out(root, domain))


def _half_power(expr: sp.Expr) -> bool:
    return bool(expr.is_Pow and expr.exp.is_Rational and expr.exp.q == 2)


def _out(expr: sp.Expr, domain: Domain) -> sp.Expr:
    outside, inside = sp.S.One, sp.S.One
    top, below = fraction(expr.base)
    whole = [in_factors(top, domain)]
    whole += [in_factors(factor, domain) ** -power for factor, power in below.items()]
    for factor in sp.Mul.make_args(sp.Mul(*whole)):
        root, power = factor.as_base_exp()
        if power.is_Integer and power % 2 == 0 and not root.is_number:
            outside *= sp.Abs(root) ** (power / 2)
        else:
            inside *= factor
    return outside**expr.exp.p * inside**expr.exp
