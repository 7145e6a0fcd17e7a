"""Products whose factors cancel: Π_{k=a}^{b} f(k) = c(b)/c(a − 1) where c(k)/c(k − 1) = f(k).

Taken as known: a product of quotients of neighbours leaves its last over its first, for whole a and
b with b ≥ a − 1. c may come from anywhere. That it is positive from a − 1 to b, so that nothing is
divided by 0, is proved, and that its quotients are the factors is judged by normal form for every
whole k from a to b. A candidate is looked for where the factors are linear in the index: those
above and below the line are paired where they differ by a whole number of places.
"""

from __future__ import annotations

from collections import Counter

import sympy as sp

from solutions.evidence.evidence import Reason
from solutions.kernel import signs
from solutions.kernel.algebra import reasoning
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.rules.ranges import over
from solutions.kernel.terms.binding import replaced
from solutions.relations.equalities.equality import equal
from solutions.relations.equalities.rewritten import Rewritten

FURTHEST = 4
"""Places that a factor above the line may be ahead of, or behind, its like below."""

Roots = Counter[sp.Expr]


def telescoping_product(expr: sp.Expr, domain: Domain) -> Rewritten | None:
    """A product with linear factors that pair up, closed."""
    if not isinstance(expr, sp.Product) or len(expr.limits) > 1:
        return None
    primitive = _candidate(expr)
    return None if primitive is None else telescoped(expr, primitive, domain)


def telescoped(product: sp.Product, primitive: sp.Expr, domain: Domain) -> Rewritten:
    """c(high)/c(low − 1), for a given c in the product's index."""
    index, low, high = product.limits[0]
    for limit in (low, high):
        if not signs.whole(limit, domain):
            raise Undecided(Reason("limit of product not whole", (limit, product)))
    if not signs.nonnegative(high - low + 1, domain):
        raise Undecided(Reason("product runs backwards", (product, high, low)))
    _require_positive(primitive, product, domain)
    terms = over(product.function, index, low, high, reasoning(domain))
    upto = sp.GreaterThan(high, terms.index, evaluate=False)
    inside = domain.and_(terms.index >= low, upto)
    here = replaced(primitive, {index: terms.index})
    found = equal(here / replaced(here, {terms.index: terms.index - 1}), terms.body, inside)
    ends = replaced(primitive, {index: high}) / replaced(primitive, {index: low - 1})
    return Rewritten(
        ends, ((Reason("quotients of neighbours", (primitive, product.function)), found),)
    )


def _require_positive(primitive: sp.Expr, product: sp.Product, domain: Domain) -> None:
    """c > 0 from low − 1 to high, by either bound on the index."""
    index, low, high = product.limits[0]
    done = sp.Dummy("k", integer=True, nonnegative=True)
    reached = replaced(primitive, {index: low - 1 + done})
    bounded = domain.and_(sp.GreaterThan(high - low + 1, done, evaluate=False))
    if not any(signs.positive(reached, where) for where in (domain, bounded)):
        raise Undecided(Reason("positive between ends", (primitive,)))


def _candidate(product: sp.Product) -> sp.Expr | None:
    """c with c(k)/c(k − 1) = f(k), if f is constant · Π (k + p)/(k + q) with whole p − q."""
    index = product.limits[0][0]
    constant, above, below = _linear(sp.factor(product.function), index)
    if constant is None:
        return None
    found = constant**index
    for root in list(above.elements()):
        like = next((other for other in below if _ahead(root, other) is not None), None)
        if like is None:
            return None
        below -= Counter([like])
        found *= _neighbours(index, root, like)
    return None if below else found


def _linear(body: sp.Expr, index: sp.Symbol) -> tuple[sp.Expr | None, Roots, Roots]:
    """The body as constant · ∏ (index + c): the c above the line, and those below."""
    constant, sides = sp.S.One, (Counter[sp.Expr](), Counter[sp.Expr]())
    for factor in sp.Mul.make_args(body):
        base, power = factor.as_base_exp()
        if not factor.has(index):
            constant *= factor
            continue
        slope = sp.diff(base, index)
        if not power.is_Integer or slope.has(index) or slope == 0:
            return None, *sides
        constant *= slope**power
        root = sp.expand(sp.cancel(base / slope - index))
        sides[1 if power.is_negative else 0][root] += abs(int(power))
    return constant, *sides


def _ahead(root: sp.Expr, other: sp.Expr) -> int | None:
    gap = sp.expand(root - other)
    return int(gap) if gap.is_Integer and abs(int(gap)) <= FURTHEST else None


def _neighbours(index: sp.Symbol, root: sp.Expr, other: sp.Expr) -> sp.Expr:
    """c for (k + root)/(k + other): the factors in between."""
    places = _ahead(root, other) or 0
    if places < 0:
        return 1 / _neighbours(index, other, root)
    return sp.Mul(*(index + other + j for j in range(1, places + 1)))
