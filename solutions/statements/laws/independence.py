"""Independence: what random variables are made of, and what two of them have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import sympy as sp
from sympy import Expr

from solutions.kernel.context import free
from solutions.objects.laws import Combination, Mean, Normal, Recursion
from solutions.objects.quantities import EVENT, GIVEN, LOG_DENSITY, Quantity
from solutions.printing.formulas import text
from solutions.statements.chain import Chain
from solutions.statements.laws.recursions import always_new

Pairs = list[tuple[Quantity, Quantity]]
"""A variable and one that it is made of, or depends on."""


def dependent(derivations: Iterable[Chain]) -> Iterator[str]:
    """Sums of variables that are not independent of each other, as the sums say that they are."""
    declared = [one for one in derivations if one.begins is None]
    for one in declared:
        pairs = _pairs(other for other in declared if other is not one)
        terms = [term.variable for term in sum_of(one).terms]
        for left, right in combinations(terms, 2):
            if one.of not in (left, right) or isinstance(one.start, Recursion):
                yield from _in_common(one.name, left, right, pairs)
        if not isinstance(one.start, Recursion):
            yield from _comes_back(one, one.of, terms, pairs)
        sums = _sums(other for other in declared if other is not one)
        for term in () if isinstance(one.start, Recursion) else terms:
            if any(one.of.may_be(part) for part in _made_of(term, sums)):
                yield (
                    f"{one.name} says that {text(one.of)} is made of {text(term)}, and that is "
                    f"made of {text(one.of)}; begin with what is made of nothing else"
                )
        for noise in terms if isinstance(one.start, Recursion) else ():
            walks = any(
                isinstance(two.start, Recursion) and two.of.may_be(noise) for two in declared
            )
            if noise != one.of and (walks or len(_made_of(noise, pairs)) > 1):
                yield (
                    f"{one.name} adds {text(noise)} in every step as independent, and it is "
                    "declared to be made of others, which may come back; let each step have a "
                    "noise of its own"
                )


def unconditioned(of: Quantity, one: Chain, declared: list[Chain]) -> str:
    """Why a law under a condition is not declared: it follows from what the variable is made of."""
    if not isinstance(one.start, Normal | Combination | Recursion | Expr | Mean):
        return ""
    pairs = _pairs(two for two in declared if two is not one)
    whole, ours = of.arguments[0], _made_of(of.arguments[0], pairs)
    added = [term.variable for term in sum_of(one).terms if term.variable != of]
    if told := next(_comes_back(one, whole, [*_causes(of), *added], pairs), ""):
        return told
    for cause in _causes(of):
        theirs = _made_of(cause, pairs)
        if any(a.may_be(b) for a in ours for b in theirs):
            return (
                f"{text(of)} is declared in {one.name}, and {text(whole)} and {text(cause)} "
                "have a part in common; its law follows from that, and is not computed here"
            )
        for term in added:
            if any(a.may_be(b) for a in _made_of(term, pairs) for b in (*theirs, whole)):
                return (
                    f"{text(of)} adds {text(term)} in {one.name}, of which the condition on "
                    f"{text(cause)} may say something; add what is independent of it"
                )
    return ""


def _comes_back(one: Chain, of: Quantity, terms: list[Quantity], pairs: Pairs) -> Iterator[str]:
    """Where a member of a family is made of another one, what is added has to be new each time."""
    others = [term for term in terms if term != of and term.meets(of)]
    if not others or one.of in terms:
        return
    letters = free(of)
    for noise in (term for term in terms if term not in others):
        new = len(letters) == 1 and always_new(noise, next(iter(letters)), one.opening.gamma)
        if not new or len(_made_of(noise, pairs)) > 1:
            yield (
                f"{one.name} makes {text(of)} of {text(others[0])} and adds {text(noise)}, which "
                "is not shown to be another variable for every member; give each a noise of its own"
            )
    if len(others) > 1:
        yield (
            f"{one.name} makes {text(of)} of {text(others[0])} and of {text(others[1])}, which "
            "have a part in common; add up what they are made of"
        )


def sum_of(derivation: Chain) -> Combination:
    """The sum of variables that a derivation declares, or one step of a recursion does."""
    start = derivation.start
    start = start.then if isinstance(start, Recursion) else start
    return start if isinstance(start, Combination) else Combination(())


def _pairs(declared: Iterable[Chain]) -> Pairs:
    """Which variable is made of which, or depends on it, for all values of the letters there."""
    found: Pairs = []
    for one in declared:
        found += _sums([one])
        variable = one.of.arguments[0] if one.of.name == LOG_DENSITY else one.of
        pairs = [(variable.arguments[0], cause) for cause in _causes(variable)]
        if variable.name == GIVEN:
            pairs += [(variable.arguments[0], term.variable) for term in sum_of(one).terms]
        found += _for_all(pairs)
    return found


def _sums(declared: Iterable[Chain]) -> Pairs:
    """Which variable is a sum of which."""
    every = [[(one.of, term.variable) for term in sum_of(one).terms] for one in declared]
    return [pair for pairs in every for pair in _for_all(pairs)]


def _for_all(pairs: Pairs) -> Pairs:
    """The same in letters of their own, which stand for all values."""
    letters = {a for pair in pairs for of in pair for a in free(of) if isinstance(a, sp.Symbol)}
    every = {letter: sp.Dummy(letter.name, **letter.assumptions0) for letter in letters}
    return [(whole.at(every), part.at(every)) for whole, part in pairs]


def _causes(of: Quantity) -> list[Quantity]:
    """The variables that have values in a condition."""
    if of.name != GIVEN:
        return []
    return [part.arguments[0] for part in of.arguments[1].parts() if part.name == EVENT]


def _in_common(name: str, left: Quantity, right: Quantity, pairs: Pairs) -> Iterator[str]:
    ours, theirs = _made_of(left, pairs), _made_of(right, pairs)
    if both := [one for one in ours if any(one.may_be(other) for other in theirs)]:
        yield (
            f"{name} adds {text(left)} and {text(right)} as independent, and both are made of "
            f"{min(map(text, both))}; add up what they are made of"
        )


def _made_of(variable: Quantity, pairs: Pairs) -> set[Quantity]:
    """The variable, and all that it is a sum of."""
    found, todo = set[Quantity](), [variable]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += [part for of, part in pairs if of.may_be(one)]
    return found
