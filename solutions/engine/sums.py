"""Sums and products over an index, as generators of the normal form.

A sum is linear: what does not depend on the index goes outside, and each remaining monomial is a
generator. Limits are brought to one form by shifting the index (a sum from a number starts at 1)
and by splitting off whole terms (Σ to T−1 is Σ to T less the last term). A product goes over the
irreducible factors of its body in the same way. A sum that the domain declares to be one is one.
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp

from solutions.engine import algebra
from solutions.engine.domain import Domain
from solutions.engine.letters import opened
from solutions.engine.messages import Undecided

Node = algebra.Node


def total(expr: sp.Sum, domain: Domain) -> Node:
    """The tree of a sum over its last index (a double sum is a sum of sums)."""
    body, index, low, high, extra = _normal_limits(expr, domain)
    nodes = [
        ("*", (("q", Fraction(sign)), algebra.translate(term, domain))) for sign, term in extra
    ]
    inside = domain.with_index(index, low, high)
    form = algebra.quotient(body, inside)
    outer, inner_below = _split_factors(form, form.bottom, index)
    for powers, coefficient in form.top.terms():
        free, bound = _split_monomial(form, powers, index)
        generator = _generator(bound / inner_below, index, low, high, domain)
        weight = form.monomial((0,) * len(powers), coefficient) * free / outer
        nodes.append(("*", (algebra.translate(weight, domain), generator)))
    return ("+", tuple(nodes))


def _generator(
    body: sp.Expr, index: sp.Symbol, low: sp.Expr, high: sp.Expr, domain: Domain
) -> Node:
    if index not in body.free_symbols:
        return algebra.translate(body * (high - low + 1), domain)
    found = sp.Sum(*_named(body, index, low, high))
    for unit in domain.unit_sums:
        if match(unit, found):
            return algebra.ONE
    return ("g", ("atom", found), Fraction(1))


def _named(
    body: sp.Expr, old: sp.Symbol, low: sp.Expr, high: sp.Expr
) -> tuple[sp.Expr, tuple[sp.Symbol, sp.Expr, sp.Expr]]:
    """Rename the index by how deep sums are nested in the body, so that equal sums are equal."""
    index = _index(f"i_{_depth(body)}", low)
    if index in body.free_symbols:
        raise Undecided(f"{index} names an index of the normal form and stands free in {body}")
    return body.xreplace({old: index}), (index, low, high)


def _index(name: str, low: sp.Expr) -> sp.Symbol:
    """The index of a sum from ``low``; positive where every sum of the kind starts at 1."""
    return sp.Symbol(name, integer=True, positive=True if low.is_Integer else None)


def _depth(expr: sp.Basic) -> int:
    """How deep sums and products are nested in ``expr``, those in its abbreviations included."""
    if opened(expr) != expr:
        return _depth(opened(expr))
    inner = max((_depth(arg) for arg in expr.args), default=0)
    return inner + (len(expr.limits) if isinstance(expr, sp.Sum | sp.Product) else 0)


def match(unit: sp.Sum, found: sp.Sum) -> bool:
    """Is ``found`` the sum ``unit``, up to the names of its index and of free parameters?"""
    (old, low, high), (new, low2, high2) = unit.limits[0], found.limits[0]
    if (low, high) != (low2, high2) or len(found.limits) > 1:
        return False
    wild = {
        symbol: sp.Wild(symbol.name, exclude=[new])
        for symbol in unit.function.free_symbols - {old} - high.free_symbols
    }
    pattern = unit.function.xreplace({old: new, **wild})
    return pattern == found.function or found.function.match(pattern) is not None


def outermost(expr: sp.Sum | sp.Product) -> tuple[sp.Expr, sp.Tuple]:
    """``(body, limits)`` of the last index; SymPy keeps Σ Σ as one sum with two limits."""
    *inner, last = expr.limits
    return (expr.func(expr.function, *inner) if inner else expr.function), last


def product(expr: sp.Product, domain: Domain) -> Node:
    """The tree of a product over its last index, split over the factors of its body."""
    body, index, low, high, extra = _normal_limits(expr, domain)
    nodes: list[Node] = [("^", algebra.translate(term, domain), sign) for sign, term in extra]
    inside = domain.with_index(index, low, high)
    for factor, power in algebra.positive_factors(body, inside):
        exponent = sp.Rational(power.numerator, power.denominator)
        if index not in factor.free_symbols:
            nodes.append(algebra.translate(factor ** (exponent * (high - low + 1)), domain))
        elif isinstance(factor, sp.exp):
            total_ = sp.Sum(exponent * factor.args[0], (index, low, high))
            nodes.append(algebra.exponential(total_, domain))
        else:
            found = sp.Product(*_named(factor, index, low, high))
            nodes.append(("g", ("atom", found), power))
    return ("*", tuple(nodes))


def _normal_limits(
    expr: sp.Sum | sp.Product, domain: Domain
) -> tuple[sp.Expr, sp.Symbol, sp.Expr, sp.Expr, list[tuple[int, sp.Expr]]]:
    """``(body, index, low, high, [(±1, split-off term)])`` with standard index and limits."""
    inside, (old, low, high) = outermost(expr)
    low, high = algebra.canonical(low, domain), algebra.canonical(high, domain)
    # An index that may be 0 or below, as in Σ from T − n, has no sign of its own.
    depth = _depth(inside)
    while (index := _index(f"j_{depth}", low)) in expr.free_symbols:
        depth += 1
    body = inside.xreplace({old: index})
    if low.is_Integer and low != 1:
        body = body.subs(index, index + low - 1)
        low, high = sp.Integer(1), high - low + 1
    extra: list[tuple[int, sp.Expr]] = []
    span = algebra.canonical(high - low, domain)
    if span.is_Integer:
        if not -1 <= span <= 200:
            raise Undecided(f"a sum of {span + 1} terms written out")
        terms = [(1, body.subs(index, low + place)) for place in range(int(span) + 1)]
        return sp.S.Zero if isinstance(expr, sp.Sum) else sp.S.One, index, low, high, terms
    offset, high = _whole_part(high)
    for place in range(1, abs(offset) + 1):
        at = high + place if offset > 0 else high - place + 1
        extra.append((1 if offset > 0 else -1, body.subs(index, at)))
    offset, low = (0, low) if low.is_Integer else _whole_part(low)
    for place in range(1, abs(offset) + 1):
        at = low + place - 1 if offset > 0 else low - place
        extra.append((-1 if offset > 0 else 1, body.subs(index, at)))
    return body, index, low, high, extra


def _whole_part(limit: sp.Expr) -> tuple[int, sp.Expr]:
    number, rest = sp.expand(limit).as_coeff_Add()
    if not number.is_Integer:
        raise Undecided(f"a sum's limit {limit} is not a whole number away from a symbol")
    return int(number), rest


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
    form: algebra.Quotient, poly: object, index: sp.Symbol
) -> tuple[sp.Expr, sp.Expr]:
    content, factors = poly.factor_list()  # type: ignore[attr-defined]
    free, bound = sp.QQ.to_sympy(sp.QQ.convert(content)), sp.S.One
    for factor, multiplicity in factors:
        plain = form.expression(factor) ** multiplicity
        if index in plain.free_symbols:
            bound *= plain
        else:
            free *= plain
    return free, bound
