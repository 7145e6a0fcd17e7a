"""Implied: the law of a variable under a condition, or with a density, by what it is a sum of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.calculus import derivative
from solutions.objects.laws import Normal
from solutions.objects.quantities import EVENT, GIVEN, LOG_DENSITY, Quantity
from solutions.statements.chain import Chain
from solutions.statements.laws.conditions import (
    given,
    posterior,
    sums_of,
)
from solutions.statements.laws.independence import sum_of
from solutions.statements.laws.said import Said, once
from solutions.statements.laws.walks import along, stretches


def implied(derivation: Chain, declared: list[Chain], laws: list[Said]) -> Iterator[Said]:
    """What the law is of a variable whose condition or density is declared, by what it is a sum of.

    Of X = Y + Z, given Y = y, it is that of y + Z; and a density of X is that of its law.
    """
    of, start = derivation.of, derivation.start
    if of.name == GIVEN:
        yield from given_by_sums(of, derivation.name, declared, laws)
    if of.name == LOG_DENSITY and isinstance(start, sp.Expr):
        variable, at = of.arguments
        mine: list[Said] = []
        if variable.name == GIVEN:
            mine += given_by_sums(variable, derivation.name, declared, laws)
        for said in [*laws, *mine]:
            there = said.at(variable)
            if there and (other := _of_slope(start, at, there.law)) is not None:
                yield Said(variable, other, derivation.name, derivation.opening.gamma)
        yield from mine


def given_by_sums(
    of: Quantity, name: str, declared: list[Chain], laws: list[Said]
) -> Iterator[Said]:
    whole, event = of.arguments
    if event.name != EVENT:
        return
    cause, number = event.arguments
    if cause == whole:
        yield Said(of, Normal(number, sp.S.Zero), name, Domain())
    for value, gamma in sums_of(whole, declared):
        if (law := given(value, event)) is not None:
            yield Said(of, law, name, gamma)
    for value, gamma in sums_of(cause, declared):
        for prior in filter(None, (said.at(whole) for said in laws)):
            both = gamma.join(prior.gamma)
            if (law := posterior(prior.law, value, whole, number, both)) is not None:
                yield Said(of, law, name, both)
    for stretch in stretches(whole, cause, declared):
        both_laws = [[said.at(one) for said in laws] for one in (stretch.earlier, stretch.later)]
        for first, last in product(*(once(list(filter(None, each))) for each in both_laws)):
            both = first.gamma.join(last.gamma)
            if (law := along(stretch, first.law, last.law, number, both)) is not None:
                yield Said(of, law, name, both)
    for one in declared:
        terms = [term for term in sum_of(one).terms if term.variable in (whole, cause)]
        if len(terms) == 2:  # which are independent
            (mine,) = (term for term in terms if term.variable == whole)
            yield Said(of, mine.law, name, one.opening.gamma)
    for said in laws:
        if said.number and said.of == whole:
            yield Said(of, said.law, name, said.gamma)


def _of_slope(density: sp.Expr, at: sp.Symbol, law: Normal) -> Normal | None:
    """The law with the slope of this logarithm of a density, in the variance that is known.

    A number has no density, so that any law with one contradicts it.
    """
    spread = sp.S.One if law.variance == 0 else law.variance
    try:
        slope = derivative(density, at)
    except Undecided:
        return None
    return Normal(at + spread * slope, spread)
