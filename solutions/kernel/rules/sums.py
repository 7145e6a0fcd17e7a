"""Sums and products over an index, as generators of the normal form.

A sum is linear: what does not depend on the index goes outside, and each remaining monomial is a
generator. A product goes over the irreducible factors of its body in the same way. A sum that the
domain declares to be one is one, and Σ δ(i, j) a(i) is a(j).
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp
from sympy.polys.rings import PolyElement

from solutions.kernel.domains import unit_sums
from solutions.kernel.domains.domain import Domain
from solutions.kernel.domains.substitution import assumed, require_kind
from solutions.kernel.errors import Undecided
from solutions.kernel.reasoner import Quotient, Reasoner
from solutions.kernel.rules.ranges import Terms, outermost, over, spread, without_range
from solutions.kernel.terms import trees
from solutions.kernel.terms.binding import Index, at, standard
from solutions.kernel.terms.certificates import factored


def total(expr: sp.Sum, on: Reasoner) -> trees.Node:
    """The tree of a sum (a double sum is a sum of sums)."""
    picked, expr = sifted(expr, on)
    terms = spread(expr, on)
    nodes = [on.tree(term) for term in picked]
    nodes += [("*", (("q", Fraction(sign)), on.tree(term))) for sign, term in terms.apart]
    form = terms.inside.quotient(terms.body)
    outer, inner_below = _split_factors(form, form.bottom, terms.index)
    for powers, coefficient in form.top.terms():
        free, bound = _split_monomial(form, powers, terms.index)
        generator = _generator(bound / inner_below, terms, on)
        weight = form.monomial((0,) * len(powers), coefficient) * free / outer
        nodes.append(("*", (on.tree(weight), generator)))
    return ("+", tuple(nodes))


def sifted(expr: sp.Sum, on: Reasoner) -> tuple[list[sp.Expr], sp.Sum]:
    """``Σ δ(i, j) a(i)`` is ``a(j)`` for j in the range; those terms, and what is left to sum."""
    if not expr.function.has(sp.KroneckerDelta):
        return [], expr
    body, old, low, high = outermost(expr)
    if without_range(low, high, on):
        return [], expr
    terms = over(body, old, low, high, on)
    form = terms.inside.quotient(terms.body)
    below = form.expression(form.bottom)
    picked, rest = [], []
    for powers, coefficient in form.top.terms():
        term = form.monomial(powers, coefficient)
        places = [_place(part, terms.index, on) for part in sp.Mul.make_args(term)]
        inside = [place for place in places if place is not None and _within(place, terms, on)]
        if inside:
            picked.append(at(term / below, terms.index, inside[0]))
        else:
            rest.append(term)
    if not picked:
        return [], expr
    return picked, sp.Sum(sp.Add(*rest) / below, (terms.index, low, high))


def _place(factor: sp.Expr, index: Index, on: Reasoner) -> sp.Expr | None:
    """j for a factor δ(index, j)."""
    if isinstance(factor, sp.KroneckerDelta):
        for way in (1, -1):
            place = on.canonical(index - way * (factor.args[0] - factor.args[1]))
            if index not in place.free_symbols:
                return place
    return None


def _within(place: sp.Expr, terms: Terms, on: Reasoner) -> bool:
    return on.whole(place) and all(
        on.nonnegative(gap) for gap in (place - terms.low, terms.high - place)
    )


def _generator(body: sp.Expr, terms: Terms, on: Reasoner) -> trees.Node:
    if terms.index not in body.free_symbols:
        return on.tree(body * (terms.high - terms.low + 1))
    found = standard(sp.Sum(body, (terms.index, terms.low, terms.high)))
    if any(is_unit(unit, found, on) for unit in on.domain.unit_sums):
        return trees.ONE
    if is_slope_of_unit(found, on):
        return trees.ZERO
    return trees.atom(found)


def is_unit(unit: sp.Sum, found: sp.Sum, on: Reasoner) -> bool:
    """Is ``found`` the sum ``unit``, for some values of the letters that it is declared for?"""
    index, high, bound = unit_sums.parts(unit)
    new, low2, high2 = found.limits[0]
    given = found.function
    same_range = low2 == 1 and high2 == on.canonical(high)
    if not same_range or len(found.limits) > 1 or given.func != unit.function.func:
        return False
    return len(given.args) == len(unit.function.args) and all(
        argument == new
        if wanted == index
        else not argument.has(new)
        and (
            _of_kind(argument, wanted, on) if wanted in bound else argument == on.canonical(wanted)
        )
        for wanted, argument in zip(unit.function.args, given.args, strict=True)
    )


def is_slope_of_unit(found: sp.Sum, on: Reasoner) -> bool:
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
    return _moves_freely(theta, on.domain) and any(
        is_unit(unit, sp.Sum(slope.expr, limits), on) for unit in on.domain.unit_sums
    )


def _moves_freely(theta: sp.Symbol, domain: Domain) -> bool:
    closed_end = theta.is_positive is None and theta.is_nonnegative
    closed_end = closed_end or (theta.is_negative is None and theta.is_nonpositive)
    pinned = any(theta in fact.free_symbols and "=" in fact.rel_op for fact in domain.facts)
    whole = theta.is_integer or any(theta in expr.free_symbols for expr in domain.whole)
    return not (closed_end or pinned or whole)


def _of_kind(value: sp.Expr, letter: sp.Symbol, on: Reasoner) -> bool:
    """Is ``value`` of the kind that ``letter`` is declared with: real, whole, of its sign?"""
    try:
        require_kind(letter, value)
    except Undecided:
        return False
    facts, whole, nonzero = assumed({letter: value})
    return all(map(on.holds, facts.values())) and all(map(on.whole, whole)) and not nonzero


def product(expr: sp.Product, on: Reasoner) -> trees.Node:
    """The tree of a product over one index, split over the factors of its body."""
    terms = spread(expr, on)
    nodes = [on.tree(term**sign) for sign, term in terms.apart]
    for factor, power in terms.inside.factors(terms.body):
        exponent = sp.Rational(power.numerator, power.denominator)
        limits = (terms.index, terms.low, terms.high)
        if terms.index not in factor.free_symbols:
            count = exponent * (terms.high - terms.low + 1)
            nodes.append(on.tree(factor**count))
        elif isinstance(factor, sp.exp):
            nodes.append(on.tree(sp.exp(sp.Sum(exponent * factor.args[0], limits))))
        else:
            nodes.append(trees.atom(standard(sp.Product(factor, limits)), power))
    return ("*", tuple(nodes))


def _split_monomial(
    form: Quotient, powers: tuple[int, ...], index: sp.Symbol
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


def _split_factors(form: Quotient, poly: PolyElement, index: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    content, factors = factored(poly)
    free, bound = sp.Rational(content), sp.S.One
    for factor, multiplicity in factors:
        plain = form.expression(factor) ** multiplicity
        if index in plain.free_symbols:
            bound *= plain
        else:
            free *= plain
    return free, bound
