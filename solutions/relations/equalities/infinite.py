"""Infinite series by partial sums and a limit: Σ_{k≥a} f(k) = −F(a) where F(k + 1) − F(k) = f(k).

F is a sum of terms Q(k)·q^k with |q| < 1 proved, so F(n + 1) → 0 and F(n + 1) − F(a) → −F(a). The
difference is judged by normal form for every k ≥ a. Taken as known: n^p q^n → 0 for |q| < 1.
"""

from __future__ import annotations

import sympy as sp

from solutions.evidence.evidence import Reason
from solutions.kernel.algebra import reasoning
from solutions.kernel.domains.domain import Domain
from solutions.kernel.rules.series import is_series, require_convergence, terms
from solutions.kernel.terms.binding import working_index
from solutions.relations.equalities.antidifference import antidifference
from solutions.relations.equalities.equality import equal
from solutions.relations.equalities.rewritten import Rewritten


def infinite_series(expr: sp.Expr, domain: Domain) -> Rewritten | None:
    """An infinite series whose terms are P(k)·q^k."""
    if not is_series(expr):
        return None
    require_convergence(expr, reasoning(domain))
    old, low, _ = expr.limits[0]
    index = working_index(expr, *domain.facts, positive=bool(low > 0))
    body = expr.function.xreplace({old: index})
    inside = domain.and_(sp.GreaterThan(index, low, evaluate=False))
    primitive = antidifference(body, index)
    if primitive is None:
        return None
    bases = {term.ratio for term in terms(body, index)}
    left = {term.ratio for term in terms(primitive, index)} - bases
    if left:
        return None  # a term that does not vanish at infinity, such as a constant
    found = equal(primitive.xreplace({index: index + 1}) - primitive, body, inside)
    told = Reason("vanishing antidifference", (primitive.xreplace({index: old}), expr.function))
    return Rewritten(-primitive.xreplace({index: low}), ((told, found),))
