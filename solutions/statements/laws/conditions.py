"""Conditions: the law of a Gaussian variable where another one has a value.

Of X = Y + Z with independent Y and Z: given Y = y, X is y + Z; and given X = x, what is known of Y
is weighed against what X says of it, which is Bayes' rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import agree, expanded
from solutions.objects.laws import Combination, Normal, Recursion, put
from solutions.objects.quantities import EVENT, Quantity
from solutions.statements.chain import Chain

Sum = tuple[Combination, Domain]
Pairs = list[tuple[sp.Expr, sp.Expr]]


def given(value: Any, event: Quantity) -> Normal | None:
    """The law of a sum where one of its variables has a value; ``None`` if it is none of them."""
    if not isinstance(value, Combination) or event.name != EVENT:
        return None
    known, number = event.arguments
    split = _without(value, known)
    if split is None or not isinstance(number, sp.Expr):
        return None
    factor, rest = split
    return Normal(rest.mean + factor * number, rest.variance)


def posterior(
    prior: Normal, value: Combination, variable: Quantity, number: Any, gamma: Domain
) -> Normal | None:
    """The law of a variable that a sum is made of, where the sum is ``number``."""
    split = _without(value, variable)
    if split is None or not isinstance(number, sp.Expr):
        return None
    return weighed(prior, *split, number, gamma)


def weighed(
    prior: Normal, factor: sp.Expr, rest: Normal, number: sp.Expr, gamma: Domain
) -> Normal | None:
    """The law of a variable where ``factor`` times it, and what is independent, are ``number``."""
    whole = factor**2 * prior.variance + rest.variance
    if not isinstance(whole, sp.Expr) or not signs.positive(whole, gamma):
        return None
    gain = factor * prior.variance / whole
    centre = prior.mean + gain * (number - factor * prior.mean - rest.mean)
    return Normal(centre, prior.variance * rest.variance / whole)


def _without(value: Combination, variable: Quantity) -> tuple[sp.Expr, Normal] | None:
    """The factor of a variable in a sum, and the law of the rest; ``None`` if it is not in it."""
    factors = [term.factor for term in value.terms if same(term.variable, variable)]
    rest = tuple(term for term in value.terms if not same(term.variable, variable))
    return (factors[0], Combination(rest, value.shift).law()) if len(factors) == 1 else None


def marginal(law: Normal, at: Any, cause: Normal | None) -> Normal | None:
    """The law of a variable that has ``law`` where another one, of law ``cause``, has a value.

    ``None`` where it is no Gaussian, or takes the other one's law and this is not known.
    """
    if not isinstance(at, sp.Symbol) or not isinstance(law.variance, sp.Expr):
        return None
    first, second = (law.mean.xreplace({at: sp.Integer(number)}) for number in (0, 1))
    slope = second - first
    affine = at not in slope.free_symbols and agree(law.mean, first + at * slope, EVERYWHERE)
    if not affine or at in law.variance.free_symbols:
        return None
    if slope == 0:
        return Normal(first, law.variance)
    return cause and Normal(first + slope * cause.mean, law.variance + slope**2 * cause.variance)


def sums_of(variable: Quantity, declared: Iterable[Chain]) -> Iterator[Sum]:
    """The sums that a variable is declared to be, steps of a recursion among them."""
    for one in declared:
        start, of = one.start, one.of
        try:
            if isinstance(start, Combination) and (values := instance(of, variable)) is not None:
                yield put(start, values), one.opening.gamma.at(values)
            elif isinstance(start, Recursion) and isinstance(start.then, Combination):
                after = of.at({start.on: start.on + 1})
                if (values := instance(after, variable)) is not None:
                    yield put(start.then, values), one.opening.gamma.at(values)
        except (Malformed, Undecided, TypeError):
            continue


def same(one: Quantity, other: Quantity) -> bool:
    """Are they the same quantity, written in another way perhaps?"""
    return one == other or (one.may_be(other) and instance(one, other) == {})


def instance(general: Quantity, other: Quantity) -> dict[Any, Any] | None:
    """The values of letters at which ``general`` is ``other``; ``None`` if none are found.

    Each letter that has to move is found from an argument that is affine in it; what was found is
    put there, and has to make the arguments equal.
    """
    found = _found(general, other)
    return None if found is None else dict(found)


@lru_cache(maxsize=16384)
def _found(general: Quantity, other: Quantity) -> dict[Any, Any] | None:
    pairs = list(leaves(general, other))
    if not all(isinstance(one, sp.Expr) and isinstance(two, sp.Expr) for one, two in pairs):
        return None
    return _solved(pairs, pairs, {})


def leaves(one: Any, other: Any) -> Iterator[tuple[Any, Any]]:
    """The arguments of two quantities of one make, in pairs; a pair of unlike things if none."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        if one.name != other.name or len(one.arguments) != len(other.arguments):
            yield one, other
        for mine, wanted in zip(one.arguments, other.arguments, strict=False):
            yield from leaves(mine, wanted)
    elif one != other or isinstance(one, sp.Expr):
        yield one, other


def _solved(every: Pairs, left: Pairs, values: dict[Any, Any]) -> dict[Any, Any] | None:
    """The values found so far, with those that the pairs ``left`` ask for; each choice is tried."""
    if not left:
        fits = (agree(mine.xreplace(values), wanted, EVERYWHERE) for mine, wanted in every)
        return values if all(fits) else None
    (mine, wanted), *rest = left
    now = mine.xreplace(values)
    if agree(now, wanted, EVERYWHERE):
        return _solved(every, rest, values)
    for letter in sorted(now.free_symbols - set(values), key=sp.default_sort_key):
        first, second = (now.xreplace({letter: sp.Integer(number)}) for number in (0, 1))
        slope = second - first
        if slope != 0 and letter not in slope.free_symbols:
            value = expanded((wanted - first) / slope, EVERYWHERE)
            found = _solved(every, rest, {**values, letter: value})
            if found is not None:
                return found
    return None
