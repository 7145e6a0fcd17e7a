"""Stated things exist: checked where a value is stated, before anything is judged about it.

A variance is at least 0, the variable of an expectation runs over the whole line, a recursion has
a start, the limits of a sum are whole numbers, and an abbreviation that is called positive has a
positive body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.function import AppliedUndef

from solutions.evidence.evidence import Reason
from solutions.kernel import signs
from solutions.kernel.algebra import translate
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.domains.variables import renamed
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import body_of, is_defined, opened
from solutions.objects.laws import Combination, Enclosure, Mean, Normal, Recursion, Value
from solutions.objects.quantities import Quantity
from solutions.relations.conditions.binders import fresh, on_index, spoken_of
from solutions.relations.conditions.regions import not_everywhere
from solutions.relations.conditions.wholeness import is_whole, unlike


def exists(value: Value, domain: Domain) -> None:
    """Raise :class:`Undecided` with what is missing unless ``value`` is proved to exist."""
    if isinstance(value, Enclosure):
        _number(value.lower, domain)
        _number(value.upper, domain)
    elif isinstance(value, Normal):
        _law(value, domain)
    elif isinstance(value, Combination):
        _number(value.shift, domain)
        for term in value.terms:
            _number(term.factor, domain)
            _law(term.law, domain)
            arguments(term.variable, domain)
        has_value(value, domain)
    elif isinstance(value, Mean):
        told = not_everywhere(value.variable, EVERYWHERE)
        if told:
            raise Undecided(told)
        _law(value.law, domain)
        # To rename is to build the body again, and what cancels then is not asked any more.
        for body in (value.body, renamed(value.body, value.variable, domain)[0]):
            _number(body, domain)
        has_value(value, domain)
    elif isinstance(value, Recursion):
        begins(value, domain)
    elif isinstance(value, sp.Expr):
        _number(value, domain)


def arguments(of: Quantity, domain: Domain) -> None:
    """Raise :class:`Undecided` unless the arguments of a quantity have values."""
    for part in of.parts():
        for one in part.arguments:
            if isinstance(one, sp.Expr):
                _number(one, domain)
                translate(one, domain)


def begins(value: Recursion, domain: Domain) -> None:
    """Raise :class:`Undecided` unless a recursion has a start and letters of its own."""
    if not (isinstance(value.on, sp.Symbol) and value.on.is_integer):
        raise Undecided(Reason("counter no integer", (value.on,)))
    own = {*value.letters, value.on}
    if len(own) <= len(value.letters):
        raise Undecided(Reason("counter is value", (value.on,)))
    caught = sorted(own & _letters(value.first), key=str)
    if caught:
        raise Undecided(Reason("first value depends", (tuple(caught),)))
    told = [letter for letter in value.letters if spoken_of(letter, domain)]
    if told:
        raise Undecided(Reason("recursion letter in domain", (tuple(told),)))
    exists(value.first, domain)
    holds_for(value, value.first, domain)


def holds_for(recursion: Recursion, value: Value, domain: Domain) -> None:
    """Raise :class:`Undecided` unless ``value`` is what the letters of the recursion stand for."""
    for letter, stood in recursion.standing(value).items():
        missing = unlike(stood, letter, domain)
        if missing:
            raise Undecided(Reason("unlike in recursion", (missing, letter)))


def has_value(
    value: Value, domain: Domain, standing: Mapping[sp.Symbol, sp.Expr] | None = None
) -> None:
    """Raise :class:`Undecided` unless all that ``value`` is written with has a value.

    It is asked of every part by itself, with what letters stand for put into it, since a pole is
    gone once the whole has been multiplied out: 7t · (t + 1)/t has no value at t = 0.
    """
    if isinstance(value, Mean):
        body, averaged = renamed(value.body, value.variable, domain)
        _each_part(value.body, {**(standing or {}), value.variable: averaged}, domain)
        _each_part(body, dict(standing or {}), domain)
    for expr in _written(value):
        _each_part(expr, dict(standing or {}), domain)


def _each_part(expr: Any, values: dict[sp.Symbol, Any], domain: Domain) -> None:
    """Everything that ``expr`` is written with has a value, with ``values`` put into each part.

    What stands under an index is asked for every place, in a case for each case.
    """
    met = [(old, new) for old, new in values.items() if old in expr.free_symbols]
    _part(expr, tuple(met), domain)


@lru_cache(maxsize=65536)
def _part(expr: Any, met: tuple[tuple[sp.Symbol, Any], ...], domain: Domain) -> None:
    values = dict(met)
    if isinstance(expr, sp.Expr):
        translate(expr.xreplace(values), domain)
    if isinstance(expr, ExprWithLimits) and all(len(limit) == 3 for limit in expr.limits):
        (old, low, high), *outer = expr.limits[::-1]
        body = expr.func(expr.function, *reversed(outer)) if outer else expr.function
        for end in (low, high) if high is not sp.oo else (low,):
            _each_part(end, values, domain)
        ends = (low.xreplace(values), high.xreplace(values))
        _at_each_place(body, old, ends, values, domain, isinstance(expr, sp.Integral))
    elif isinstance(expr, sp.Derivative):
        _each_part(expr.expr, values, domain)
    else:
        for arg in expr.args:
            _each_part(arg, values, domain)
        if isinstance(expr, AppliedUndef) and is_defined(expr):
            places, body = body_of(expr)
            inner = (arg.xreplace(values) for arg in expr.args)
            _each_part(body, dict(zip(places, inner, strict=True)), domain)


def _at_each_place(
    body: sp.Expr,
    old: sp.Symbol,
    ends: tuple[sp.Expr, sp.Expr],
    values: dict[sp.Symbol, Any],
    domain: Domain,
    smooth: bool,
) -> None:
    """A body has a value at every place between two ends: for all at once, or at each of a few."""
    low, high = ends
    index = fresh(old, real=True, integer=None if smooth else True)
    try:
        _each_part(body, {**values, old: index}, on_index(domain, index, low, high))
    except Undecided:
        span = high - low
        if smooth or not span.is_Integer or span > FEW:
            raise
        for place in range(int(span) + 1):
            _each_part(body, {**values, old: low + place}, domain)


FEW = 20
"""So many places of a sum are looked at one by one."""


def _written(value: Value) -> Iterator[sp.Expr]:
    """The numbers that a value is written with, before anything is made of them."""
    if isinstance(value, Enclosure):
        yield from (value.lower, value.upper)
    elif isinstance(value, Normal):
        yield value.mean
        yield from _written(value.variance)
    elif isinstance(value, Combination):
        yield value.shift
        for term in value.terms:
            yield term.factor
            yield from _written(term.law)
    elif isinstance(value, Mean):
        yield from _written(value.law)
    elif isinstance(value, sp.Expr):
        yield value


def _letters(value: Value) -> set[sp.Symbol]:
    if isinstance(value, Normal):
        return _letters(value.mean) | _letters(value.variance)
    if isinstance(value, Enclosure):
        return _letters(value.lower) | _letters(value.upper)
    return set(value.free_symbols)


def _law(law: Normal, domain: Domain) -> None:
    """A variance is not negative; one that is enclosed is what it is enclosed for."""
    _number(law.mean, domain)
    if isinstance(law.variance, Enclosure):
        exists(law.variance, domain)
        return
    _number(law.variance, domain)
    if not signs.nonnegative(law.variance, domain):
        raise Undecided(Reason("variance sign", (law.variance,)))


@lru_cache(maxsize=65536)
def _number(expr: Any, domain: Domain) -> None:
    """Limits of sums and signs of abbreviations, for every value of an index or a variable.

    What stands under an index, and in an abbreviation, has a value part by part: a pole is gone
    once a number or a sign is put in, as that of (|i| − i)/s for i = 1, 2, …
    """
    if isinstance(expr, ExprWithLimits) and all(len(limit) == 3 for limit in expr.limits):
        (old, low, high), *outer = expr.limits[::-1]
        counting = not isinstance(expr, sp.Integral)
        for end in (low,) if high is sp.oo else (low, high):
            _number(end, domain)
            if counting and not is_whole(end, domain):
                raise Undecided(Reason("limit not whole", (end,)))
        body = expr.func(expr.function, *reversed(outer)) if outer else expr.function
        index = fresh(old, real=True, integer=counting or None)
        _number(body.xreplace({old: index}), on_index(domain, index, low, high))
        _at_each_place(body, old, (low, high), {}, domain, not counting)
        return
    if isinstance(expr, AppliedUndef) and (meant := opened(expr)) != expr:
        missing = unlike(meant, expr, domain)
        if missing:
            raise Undecided(Reason("abbreviation unlike", (expr, missing)))
        _number(meant, domain)
        _each_part(expr, {}, domain)
    for part in expr.args:
        _number(part, domain)
