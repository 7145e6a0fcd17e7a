"""The binomial theorem, taken as known: Σ_{k≤n} C(n, k) x^k y^{n−k} = (x + y)^n for whole n ≥ 0."""

from __future__ import annotations

import sympy as sp

from solutions.evidence.evidence import Reason
from solutions.kernel import signs
from solutions.kernel.algebra import reasoning
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.rules.ranges import over
from solutions.kernel.rules.series import terms
from solutions.kernel.signs import whole as is_whole
from solutions.relations.equalities.equality import equal
from solutions.relations.equalities.rewritten import Rewritten


def binomial_sum(expr: sp.Expr, domain: Domain) -> Rewritten | None:
    """Σ_{k=0}^{n} C(n, k)·w·q^k = w·(1 + q)^n."""
    if not isinstance(expr, sp.Sum) or len(expr.limits) > 1:
        return None
    index, low, top = expr.limits[0]
    chosen = [part for part in expr.function.atoms(sp.binomial) if part.args == (top, index)]
    if not chosen or low != 0:
        return None
    if not is_whole(top, domain) or not signs.nonnegative(top, domain):
        raise Undecided(Reason("binomial top", (top,)))
    inside = over(expr.function, index, low, top, reasoning(domain))
    k, where = (
        inside.index,
        inside.inside.domain.and_(sp.LessThan(inside.index, top, evaluate=False)),
    )
    rest = inside.body / sp.binomial(top, k)
    found = terms(rest, k)
    if rest.has(sp.binomial) or any(term.degree for term in found):
        return None
    value = sp.Add(*(term.weight * (1 + term.ratio) ** top for term in found))
    shape = sp.Add(*(sp.binomial(top, k) * term.weight * term.ratio**k for term in found))
    return Rewritten(value, ((Reason("terms of", (expr,)), equal(inside.body, shape, where)),))
