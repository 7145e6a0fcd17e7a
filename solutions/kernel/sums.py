"""Sums and products over an index, as generators of the normal form.

A sum is linear: what does not depend on the index goes outside, and each remaining monomial is a
generator. Limits are brought to one form by shifting the index (a sum from a number starts at 1)
and by splitting off whole terms (Σ to T−1 is Σ to T less the last term). A product goes over the
irreducible factors of its body in the same way. A sum that the domain declares to be one is one.

Limits are whole numbers, and low ≤ high + 1: both are proved of every sum and product before
anything is said of it. A sum whose limits run backwards has no value, whatever convention there is.
What a body needs is proved for low ≤ index ≤ high.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import sympy as sp
from sympy.polys.rings import PolyElement

from solutions.kernel import algebra, signs, trees, unit_sums
from solutions.kernel.binding import Index, at, standard, working_index
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided
from solutions.kernel.substitution import assumed, require_kind

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
    near = (body, low, high, *domain.facts, *domain.whole, *domain.nonzero)
    index = working_index(*near, positive=bool(low.is_Integer and low > 0))
    inside = domain.with_index(index, low, high)
    return Terms(at(body, old, index + first), index, low, high, inside)


def without_range(low: sp.Expr, high: sp.Expr, domain: Domain) -> str:
    """What is not known of the limits of a sum or product, and what to add; empty if all is."""
    for limit in (low, high):
        if not signs.whole(limit, domain):
            return (
                f"its limit {limit} is not known to be a whole number; declare its letters "
                f"integer, or add whole=({limit},) to the domain"
            )
    if not signs.nonnegative(high - low + 1, domain):
        return (
            f"it may run backwards, from {low} to {high}, and has no value then; add the fact "
            f"{high} ≥ {low - 1} to the domain"
        )
    return ""


def spread(expr: sp.Sum | sp.Product, domain: Domain) -> Terms:
    """The terms of ``expr``, with limits in one form."""
    body, old, low, high = outermost(expr)
    wanting = without_range(low, high, domain)
    if wanting:
        raise Undecided(f"{expr} has no value: {wanting}")
    low, high = algebra.canonical(low, domain), algebra.canonical(high, domain)
    span = algebra.canonical(high - low, domain)
    if span.is_Integer:
        count = int(span) + 1
        if count > LONGEST:
            raise Undecided(f"a sum of {count} terms written out")
        apart = tuple((1, at(body, old, sp.expand(low + n))) for n in range(count))
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
    wanting = without_range(low, high, domain)
    if wanting:
        raise Undecided(f"{expr} is split at a whole step: {wanting}")
    terms = over(body, old, low, high, domain, first)
    return Terms(terms.body, terms.index, low, high, terms.inside, apart)


def _whole_part(limit: sp.Expr) -> tuple[int, sp.Expr]:
    number, rest = sp.expand(limit).as_coeff_Add()
    if not number.is_Integer or abs(number) > LONGEST:
        raise Undecided(f"a sum's limit {limit} is not a few whole steps away from a symbol")
    return int(number), rest


def total(expr: sp.Sum, domain: Domain) -> trees.Node:
    """The tree of a sum (a double sum is a sum of sums)."""
    picked, expr = sifted(expr, domain)
    terms = spread(expr, domain)
    nodes = [trees.translate(term, domain) for term in picked]
    nodes += [
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


def sifted(expr: sp.Sum, domain: Domain) -> tuple[list[sp.Expr], sp.Sum]:
    """``Σ δ(i, j) a(i)`` is ``a(j)`` for j in the range; those terms, and what is left to sum."""
    if not expr.function.has(sp.KroneckerDelta):
        return [], expr
    body, old, low, high = outermost(expr)
    if without_range(low, high, domain):
        return [], expr
    terms = over(body, old, low, high, domain)
    form = algebra.quotient(terms.body, terms.inside)
    below = form.expression(form.bottom)
    picked, rest = [], []
    for powers, coefficient in form.top.terms():
        term = form.monomial(powers, coefficient)
        places = [_place(part, terms.index, domain) for part in sp.Mul.make_args(term)]
        inside = [place for place in places if place is not None and _within(place, terms, domain)]
        if inside:
            picked.append((term / below).xreplace({terms.index: inside[0]}))
        else:
            rest.append(term)
    if not picked:
        return [], expr
    return picked, sp.Sum(sp.Add(*rest) / below, (terms.index, low, high))


def _place(factor: sp.Expr, index: Index, domain: Domain) -> sp.Expr | None:
    """j for a factor δ(index, j)."""
    if isinstance(factor, sp.KroneckerDelta):
        for way in (1, -1):
            place = algebra.canonical(index - way * (factor.args[0] - factor.args[1]), domain)
            if index not in place.free_symbols:
                return place
    return None


def _within(place: sp.Expr, terms: Terms, domain: Domain) -> bool:
    return signs.whole(place, domain) and all(
        signs.nonnegative(gap, domain) for gap in (place - terms.low, terms.high - place)
    )


def _generator(body: sp.Expr, terms: Terms, domain: Domain) -> trees.Node:
    if terms.index not in body.free_symbols:
        return trees.translate(body * (terms.high - terms.low + 1), domain)
    found = standard(sp.Sum(body, (terms.index, terms.low, terms.high)))
    if any(is_unit(unit, found, domain) for unit in domain.unit_sums):
        return trees.ONE
    return trees.atom(found)


def is_unit(unit: sp.Sum, found: sp.Sum, domain: Domain) -> bool:
    """Is ``found`` the sum ``unit``, for some values of the letters that it is declared for?"""
    index, high, bound = unit_sums.parts(unit)
    new, low2, high2 = found.limits[0]
    given = found.function
    same_range = low2 == 1 and high2 == algebra.canonical(high, domain)
    if not same_range or len(found.limits) > 1 or given.func != unit.function.func:
        return False
    return len(given.args) == len(unit.function.args) and all(
        argument == new
        if wanted == index
        else not argument.has(new)
        and (
            _of_kind(argument, wanted, domain)
            if wanted in bound
            else argument == algebra.canonical(wanted, domain)
        )
        for wanted, argument in zip(unit.function.args, given.args, strict=True)
    )


def _of_kind(value: sp.Expr, letter: sp.Symbol, domain: Domain) -> bool:
    """Is ``value`` of the kind that ``letter`` is declared with: real, whole, of its sign?"""
    try:
        require_kind(letter, value)
    except Undecided:
        return False
    facts, whole, nonzero = assumed({letter: value})
    return (
        all(signs.holds(fact, domain) for fact in facts.values())
        and all(signs.whole(part, domain) for part in whole)
        and not nonzero
    )


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
