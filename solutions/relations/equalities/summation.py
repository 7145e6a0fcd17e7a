"""Finite sums in closed form: Σ_{k=a}^{b} f(k) = F(b + 1) − F(a) where F(k + 1) − F(k) = f(k).

Taken as known: a sum of differences of neighbours telescopes, for whole a and b with b ≥ a − 1.
The difference is judged by normal form for every whole k from a to b; that the limits are whole and
do not run backwards is proved or has to be in Γ.
"""

from __future__ import annotations

import sympy as sp

from solutions.evidence.evidence import Evidence, Reason
from solutions.kernel import signs
from solutions.kernel.algebra import reasoning
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.rules.ranges import over
from solutions.kernel.signs import whole as is_whole
from solutions.kernel.terms.binding import replaced
from solutions.relations.equalities.antidifference import antidifference
from solutions.relations.equalities.equality import equal
from solutions.relations.equalities.rewritten import Rewritten

POWERS = 8
"""Highest power of an index that is summed without being asked for."""


def finite_sum(expr: sp.Expr, domain: Domain) -> Rewritten | None:
    """A finite sum over one index, closed as a whole or in those of its terms that can be."""
    if not isinstance(expr, sp.Sum) or len(expr.limits) > 1 or expr.limits[0][2] is sp.oo:
        return None
    index, low, high = expr.limits[0]
    whole = _closed(expr.function, index, low, high, domain)
    if whole is not None:
        return whole
    parts: list[tuple[str | Reason, Evidence]] = []
    total, changed = sp.S.Zero, False
    terms = sp.Add.make_args(sp.expand(expr.function))
    for term in terms if len(terms) > 1 else ():
        found = _closed(term, index, low, high, domain)
        changed |= found is not None
        total += sp.Sum(term, expr.limits[0]) if found is None else found.expr
        parts += [] if found is None else found.parts
    if not changed:
        return None
    split = equal(expr, sp.Add(*(sp.Sum(term, expr.limits[0]) for term in terms)), domain)
    return Rewritten(total, ((Reason("term by term", (expr,)), split), *parts))


def power_sum(expr: sp.Expr, domain: Domain) -> Rewritten | None:
    """A finite sum of powers of its index, for which nothing has to be searched."""
    if not isinstance(expr, sp.Sum) or not expr.function.is_polynomial(expr.limits[0][0]):
        return None
    degree = sp.degree(expr.function, expr.limits[0][0])
    return finite_sum(expr, domain) if degree <= POWERS else None


def _closed(
    body: sp.Expr, index: sp.Symbol, low: sp.Expr, high: sp.Expr, domain: Domain
) -> Rewritten | None:
    if (high - low).is_Integer:
        return None  # a few terms, which the normal form writes out
    terms = over(body, index, low, high, reasoning(domain))
    k = terms.index
    primitive = antidifference(terms.body, k)
    if primitive is None or primitive.has(sp.nan, sp.zoo, sp.oo, sp.I):
        return None
    shown = sp.Sum(body, (index, low, high))
    for limit in (low, high):
        if not is_whole(limit, domain):
            raise Undecided(Reason("limit of sum not whole", (limit, shown)))
    if not signs.nonnegative(high - low + 1, domain):
        raise Undecided(Reason("sum runs back", (shown, high, low)))
    step = replaced(primitive, {k: k + 1}) - primitive
    found = equal(step, terms.body, terms.inside.domain)
    ends = replaced(primitive, {k: high + 1}) - replaced(primitive, {k: low})
    told = Reason("antidifference", (primitive.xreplace({k: index}), body))
    return Rewritten(ends, ((told, found),))
