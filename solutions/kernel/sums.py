"""Sums and products over an index, as generators of the normal form.

A sum is linear: what does not depend on the index goes outside, and each remaining monomial is a
generator. Limits are brought to one form by shifting the index (a sum from a number starts at 1)
and by splitting off whole terms (Σ to T−1 is Σ to T less the last term). A product goes over the
irreducible factors of its body in the same way. A sum that the domain declares to be one is one.

Limits that run backwards follow Karr: Σ from a to b is minus Σ from b+1 to a−1, so every rule on
limits holds for all whole numbers. What a body needs is proved for low ≤ index ≤ high, where low is
known not to exceed high + 1, and for every whole number elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import sympy as sp
from sympy.polys.rings import PolyElement

from solutions.kernel import algebra, signs, trees
from solutions.kernel.binding import Index, at, standard, working_index
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided

LONGEST = 200
"""More terms than this are not written out."""


@dataclass(frozen=True)
class Terms:
    """``body`` over ``index`` = low … high, and single terms apart from it with their signs."""

    body: sp.Expr
    index: Index
    low: sp.Expr
    high: sp.Expr
    inside: Domain
    apart: tuple[tuple[int, sp.Expr], ...] = ()


def outermost(expr: sp.Sum | sp.Product) -> tuple[sp.Expr, sp.Symbol, sp.Expr, sp.Expr]:
    """``(body, index, low, high)``; the body of a double sum is a sum."""
    *inner, (index, low, high) = expr.limits
    body = expr.func(expr.function, *inner) if inner else expr.function
    return standard(body), index, low, high


def over(
    body: sp.Expr, old: sp.Symbol, low: sp.Expr, high: sp.Expr, domain: Domain, first: int = 0
) -> Terms:
    """Give the sum a working index that counts from ``low``, which ``old`` reached at ``first``."""
    forwards = signs.nonnegative(high - low + 1, domain)
    near = (body, low, high, *domain.facts)
    index = working_index(*near, positive=forwards and low.is_Integer and low > 0)
    inside = domain.with_index(index, low, high) if forwards else domain
    return Terms(at(body, old, index + first), index, low, high, inside)


def spread(expr: sp.Sum | sp.Product, domain: Domain) -> Terms:
    """The terms of ``expr``, with limits in one form."""
    body, old, low, high = outermost(expr)
    low, high = algebra.canonical(low, domain), algebra.canonical(high, domain)
    span = algebra.canonical(high - low, domain)
    if span.is_Integer:
        sign, start, stop = 1, low, low + span
        if span < -1:
            sign, start, stop = -1, low + span + 1, low - 1
        count = int(stop - start) + 1 if isinstance(stop - start, sp.Integer) else 0
        if count > LONGEST:
            raise Undecided(f"a sum of {count} terms written out")
        apart = tuple((sign, at(body, old, sp.expand(start + n))) for n in range(count))
        empty = sp.S.Zero if isinstance(expr, sp.Sum) else sp.S.One
        return Terms(empty, working_index(positive=True), sp.S.One, sp.S.Zero, domain, apart)
    apart = ()
    first = 0
    if low.is_Integer:
        first, low, high = int(low) - 1, sp.S.One, high - low + 1
    else:
        offset, low = _whole_part(low)
        sign = -1 if offset > 0 else 1
        apart += tuple(
            (sign, at(body, old, low + n)) for n in range(min(offset, 0), max(offset, 0))
        )
    offset, high = _whole_part(high)
    sign = 1 if offset > 0 else -1
    apart += tuple(
        (sign, at(body, old, high + n + first))
        for n in range(min(offset, 0) + 1, max(offset, 0) + 1)
    )
    terms = over(body, old, low, high, domain, first)
    return Terms(terms.body, terms.index, low, high, terms.inside, apart)


def _whole_part(limit: sp.Expr) -> tuple[int, sp.Expr]:
    number, rest = sp.expand(limit).as_coeff_Add()
    if not number.is_Integer or abs(number) > LONGEST:
        raise Undecided(f"a sum's limit {limit} is not a few whole steps away from a symbol")
    return int(number), rest


def total(expr: sp.Sum, domain: Domain) -> trees.Node:
    """The tree of a sum (a double sum is a sum of sums)."""
    terms = spread(expr, domain)
    nodes = [
        ("*", (("q", Fraction(sign)), trees.translate(term, domain))) for sign, term in terms.apart
    ]
    form = algebra.quotient(terms.body, terms.inside)
    outer, inner_below = _split_factors(form, form.bottom, terms.index)
    for powers, coefficient in form.top.terms():
        free, bound = _split_monomial(form, powers, terms.index)
        generator = _generator(bound / inner_below, terms, domain)
        weight = form.monomial((0,) * len(powers), coefficient) * free / outer
        nodes.append(("*", (trees.translate(weight, domain), generator)))
    return ("+", tuple(nodes))


def _generator(body: sp.Expr, terms: Terms, domain: Domain) -> trees.Node:
    if terms.index not in body.free_symbols:
        return trees.translate(body * (terms.high - terms.low + 1), domain)
    found = standard(sp.Sum(body, (terms.index, terms.low, terms.high)))
    if any(is_unit(unit, found, domain) for unit in domain.unit_sums):
        return trees.ONE
    if is_slope_of_unit(found, domain):
        return trees.ZERO
    return trees.atom(found)


def is_unit(unit: sp.Sum, found: sp.Sum, domain: Domain) -> bool:
    """Is ``found`` the sum ``unit``, declared for every value of its free letters?

    A letter may stand for whatever has its declared kind; one that the domain restricts stands for
    itself.
    """
    (index, *limits), (new, *limits2) = unit.limits[0], found.limits[0]
    declared, given = unit.function, found.function
    if limits != limits2 or len(found.limits) > 1 or declared.func != given.func:
        return False
    restricted = {symbol for fact in domain.facts for symbol in fact.free_symbols}
    for wanted, argument in zip(declared.args, given.args, strict=True):
        if wanted == index or argument.has(new):
            fits = wanted == index and argument == new
        elif wanted.is_Symbol and wanted not in restricted:
            fits = _of_kind(argument, wanted, domain)
        else:
            fits = argument == wanted
        if not fits:
            return False
    return True


def is_slope_of_unit(found: sp.Sum, domain: Domain) -> bool:
    """Is ``found`` Σ_y ∂f(y, …, θ)/∂θ, where Γ says Σ_y f(y, …, θ) = 1 for every θ near each θ?

    A finite sum is differentiated term by term, and a constant has slope 0. θ must be free to move
    both ways: it is no whole number, has no closed end, and Γ restricts it by strict inequalities
    only.
    """
    slope = found.function
    if not isinstance(slope, sp.Derivative) or len(slope.variables) != 1:
        return False
    (theta,), limits = slope.variables, found.limits[0]
    if theta in {symbol for limit in limits for symbol in limit.free_symbols}:
        return False
    return _moves_freely(theta, domain) and any(
        is_unit(unit, sp.Sum(slope.expr, limits), domain) for unit in domain.unit_sums
    )


def _moves_freely(theta: sp.Symbol, domain: Domain) -> bool:
    closed_end = theta.is_positive is None and theta.is_nonnegative
    closed_end = closed_end or (theta.is_negative is None and theta.is_nonpositive)
    pinned = any(theta in fact.free_symbols and "=" in fact.rel_op for fact in domain.facts)
    whole = theta.is_integer or any(theta in expr.free_symbols for expr in domain.whole)
    return not (closed_end or pinned or whole)


def _of_kind(value: sp.Expr, letter: sp.Symbol, domain: Domain) -> bool:
    """Has ``value`` the sign that ``letter`` is declared with, and is it whole if that is?"""
    if letter.is_integer and not value.is_integer:
        return False
    if letter.is_positive:
        return signs.positive(value, domain)
    if letter.is_nonnegative:
        return signs.nonnegative(value, domain)
    return letter.is_negative is None and letter.is_nonzero is None


def product(expr: sp.Product, domain: Domain) -> trees.Node:
    """The tree of a product over one index, split over the factors of its body."""
    terms = spread(expr, domain)
    nodes = [trees.translate(term**sign, domain) for sign, term in terms.apart]
    for factor, power in algebra.positive_factors(terms.body, terms.inside):
        exponent = sp.Rational(power.numerator, power.denominator)
        limits = (terms.index, terms.low, terms.high)
        if terms.index not in factor.free_symbols:
            count = exponent * (terms.high - terms.low + 1)
            nodes.append(trees.translate(factor**count, domain))
        elif isinstance(factor, sp.exp):
            nodes.append(trees.exponential(sp.Sum(exponent * factor.args[0], limits), domain))
        else:
            nodes.append(trees.atom(standard(sp.Product(factor, limits)), power))
    return ("*", tuple(nodes))


def _split_monomial(
    form: algebra.Quotient, powers: tuple[int, ...], index: sp.Symbol
) -> tuple[sp.Expr, sp.Expr]:
    free, bound = sp.S.One, sp.S.One
    for place, power in enumerate(powers):
        if not power:
            continue
        only = tuple(power if at == place else 0 for at in range(len(powers)))
        factor = form.monomial(only)
        if index in factor.free_symbols:
            bound *= factor
        else:
            free *= factor
    return free, bound


def _split_factors(
    form: algebra.Quotient, poly: PolyElement, index: sp.Symbol
) -> tuple[sp.Expr, sp.Expr]:
    content, factors = poly.factor_list()
    free, bound = sp.QQ.to_sympy(sp.QQ.convert(content)), sp.S.One
    for factor, multiplicity in factors:
        plain = form.expression(factor) ** multiplicity
        if index in plain.free_symbols:
            bound *= plain
        else:
            free *= plain
    return free, bound
