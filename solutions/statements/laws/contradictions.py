"""Contradictions: a random variable has one law.

A sum of independent variables says of each what its law is; where a variable is known from another
derivation, as a law, as a sum of others, from a recursion or under a condition, that has to be the
same law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.kernel.identity import agree
from solutions.objects.laws import Enclosure, Normal, Recursion, components
from solutions.objects.quantities import GIVEN, LOG_DENSITY, Quantity
from solutions.printing.formulas import text
from solutions.statements.chain import Chain
from solutions.statements.laws.conditions import instance
from solutions.statements.laws.implied import given_by_sums, implied
from solutions.statements.laws.independence import unconditioned
from solutions.statements.laws.marginals import marginals
from solutions.statements.laws.said import Said, closed_forms, declared_laws, found_values, once

LONGEST = 120
"""Characters of a law that a sentence shows."""


def contradicted(derivations: Iterable[Chain]) -> list[str]:
    """Variables with two laws, and laws under a condition that follow from others."""
    chains = list(derivations)
    declared = [one for one in chains if one.begins is None]
    laws = [said for one in declared for said in declared_laws(one)]
    laws += [said for one in chains for said in (*closed_forms(one), *found_values(one))]
    laws = once(laws)
    found = list(_enclosed(chains, laws))
    new, told = marginals(laws)
    found += told
    laws = once([*laws, *new])
    laws = once([*laws, *(said for one in declared for said in implied(one, declared, laws))])
    found += [_two_laws(one, two) for one, two in combinations(laws, 2) if _alike(one.of, two.of)]
    found += [told for one in declared for told in _unsolved(one, laws)]
    for one in declared:
        variable = one.of.arguments[0] if one.of.name == LOG_DENSITY else one.of
        if variable.name == GIVEN and not any(given_by_sums(variable, one.name, declared, laws)):
            found.append(unconditioned(variable, one, declared))
    return list(dict.fromkeys(filter(None, found)))


def _alike(one: Quantity, other: Quantity) -> bool:
    """May they be the same variable, where the letters of each stand for all values?"""
    if one.name != other.name or len(one.arguments) != len(other.arguments):
        return False
    return one.may_be(other) or instance(one, other) is not None or instance(other, one) is not None


def _unsolved(one: Chain, laws: list[Said]) -> Iterator[str]:
    """Why nothing else may be said of a recursion of laws that has no closed form."""
    if not isinstance(one.start, Recursion):
        return
    number = not isinstance(one.start.first, Normal)
    begin = one.of.at({one.start.on: sp.Integer(one.start.start)})
    known = [said for said in laws if said.of.meets(one.of) and said.of != begin]
    if any(said.of == one.of for said in known):
        return
    for said in known:
        if said.where != one.name and not (number and said.number):
            yield (
                f"{text(said.of)} is {text(said.law)} in {said.where}, and {one.name} has no "
                "closed form to compare it with; solve it with .by_induction(…)"
            )


@lru_cache(maxsize=4096)
def _two_laws(one: Said, two: Said) -> str:
    if one.number and two.number:
        return ""  # which are compared as declarations
    pairs = [(one.at(two.of), two), (one, two.at(one.of))]
    apart = instance(one.of, two.of) is None and instance(two.of, one.of) is None
    if apart and one.law != two.law:
        return (
            f"{text(one.of)} in {one.where} and {text(two.of)} in {two.where} may be one variable, "
            "and it is not seen that they have one law; give one of them a name of its own"
        )
    for first, second in pairs:
        if first and second and not _same(first.law, second.law, first.gamma, second.gamma):
            return (
                f"{text(first.of)} is {_short(first.law)} in {one.where} and "
                f"{_short(second.law)} in {two.where}; one of the two is another "
                "variable, and needs a name of its own"
            )
    return ""


def _enclosed(chains: list[Chain], laws: list[Said]) -> Iterator[str]:
    """What is said of something that a rule has found to lie between two numbers, and named."""
    for one in chains:
        for step in one.steps:
            if step.called is None or not isinstance(step.rhs, Enclosure):
                continue
            for said in laws:
                if any(part.meets(step.called) for part in said.of.parts()):
                    yield (
                        f"{text(step.called)} lies between two numbers in {one.name}, and "
                        f"{said.where} gives {text(said.of)} the law {text(said.law)}; give it "
                        "another name"
                    )


def _short(law: Normal) -> str:
    """A law for a sentence that says two; the line that states it shows the whole."""
    whole = text(law)
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST].rstrip()} …"


def _same(one: Normal, other: Normal, *gammas: Domain) -> bool:
    pairs = zip(components(one), components(other), strict=True)
    gamma = gammas[0].join(gammas[1])
    return all(a == b or agree(a, b, gamma) for (_, a), (_, b) in pairs)
