"""Laws: a random variable has one, and variables that are added up as independent are.

A sum of independent variables says of each what its law is; where a variable is known from another
derivation, as a law or as a sum of others, that has to be the same law, and what two variables are
made of has to be apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import sympy as sp

from solutions.engine.objects import Combination, Normal, Recursion, components
from solutions.engine.printing import text
from solutions.engine.quantities import EVENT, GIVEN, LOG_DENSITY, Quantity
from solutions.kernel.calculus import derivative
from solutions.kernel.domain import Domain
from solutions.kernel.identity import decide
from solutions.kernel.messages import Malformed, Undecided
from solutions.statements.chain import Chain

Said = tuple[Quantity, Normal, Chain]


def contradicted(derivations: Iterable[Chain]) -> list[str]:
    """Variables with two laws, and sums of variables that are not independent."""
    declared = [one for one in derivations if one.begins is None]
    laws = [said for one in declared for said in (*_laws(one), *_known(one, declared))]
    found = [
        f"{text(of)} is {text(law)} in {one.name} and {text(other)} in {two.name}; "
        "one of the two is another variable, and needs a name of its own"
        for (of, law, one), (again, other, two) in combinations(laws, 2)
        if of == again and not _same(law, other, one.opening.gamma.join(two.opening.gamma))
    ]
    made = [(one.of, term.variable) for one in declared for term in _sum(one).terms]
    for one in declared:
        for left, right in combinations([term.variable for term in _sum(one).terms], 2):
            shared = _made_of(left, made) & _made_of(right, made)
            if shared and one.of not in (left, right):
                named = text(min(shared, key=text))
                found.append(
                    f"{one.name} adds {text(left)} and {text(right)} as independent, and both are "
                    f"made of {named}; add up what they are made of"
                )
    return list(dict.fromkeys(found))


def _sum(derivation: Chain) -> Combination:
    """The sum of variables that a derivation declares, or one step of a recursion does."""
    start = derivation.start
    start = start.then if isinstance(start, Recursion) else start
    return start if isinstance(start, Combination) else Combination(())


def _laws(derivation: Chain) -> Iterator[Said]:
    start = derivation.start
    if isinstance(start, Normal):
        yield derivation.of, start, derivation
    elif isinstance(start, Combination):
        yield derivation.of, start.law(), derivation
        for term in start.terms:
            yield term.variable, term.law, derivation


def _known(derivation: Chain, declared: list[Chain]) -> Iterator[Said]:
    """What the law is of a variable whose condition or density is declared, by what it is a sum of.

    Of X = Y + Z, given Y = y, it is that of y + Z; and a density of X is that of its law.
    """
    of, start = derivation.of, derivation.start
    if of.name == GIVEN:
        whole, event = of.arguments
        if event.name == EVENT and event.arguments[0] == whole:
            yield of, Normal(event.arguments[1], sp.S.Zero), derivation
        for one in declared:
            if one.of == whole and (law := given(one.start, event)) is not None:
                yield of, law, one
    if of.name == LOG_DENSITY and isinstance(start, sp.Expr):
        variable, at = of.arguments
        for one in declared:
            for named, law, _ in _laws(one):
                if named == variable and (other := _of_slope(start, at, law)) is not None:
                    yield variable, other, derivation


def given(value: Any, event: Quantity) -> Normal | None:
    """The law of a sum where one of its variables has a value; ``None`` if it is none of them."""
    if not isinstance(value, Combination) or event.name != EVENT:
        return None
    known, number = event.arguments
    rest = tuple(term for term in value.terms if term.variable != known)
    factors = [term.factor for term in value.terms if term.variable == known]
    if len(factors) != 1 or not isinstance(number, sp.Expr):
        return None
    return Combination(rest, value.shift + factors[0] * number).law()


def _of_slope(density: sp.Expr, at: sp.Symbol, law: Normal) -> Normal | None:
    """The law with the slope of this logarithm of a density, in the variance that is known."""
    try:
        slope = derivative(density, at)
    except Undecided:
        return None
    return Normal(at + law.variance * slope, law.variance)


def _same(one: Normal, other: Normal, gamma: Domain) -> bool:
    pairs = zip(components(one), components(other), strict=True)
    try:
        return all(a == b or decide(a, b, gamma).same for (_, a), (_, b) in pairs)
    except (Malformed, Undecided, TypeError, AttributeError):
        return False


def _made_of(variable: Quantity, made: list[tuple[Quantity, Quantity]]) -> set[Quantity]:
    """The variable, and all that it is a sum of."""
    found, todo = set[Quantity](), [variable]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += [part for of, part in made if of == one]
    return found
