"""Mutants that are no mistake: what they say is equal to the original line, or implied by it.

Decided by the engine alone, and kept apart: the same function; the same to the order that
≈ claims; a weaker bound, which the original line implies; and, of what nothing catches, another
truth: a bound that the engine proves and points confirm, or ≈ with some of the terms left out.
"""

from __future__ import annotations

from itertools import combinations

import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.mutation.lines import Line
from solutions.mutation.probing import Known, below, ends
from solutions.objects.laws import Combination, Enclosure, Normal, Recursion, Value
from solutions.relations.equalities.equality import equal_values
from solutions.relations.inequalities.bounds import Inequality, Loosened, at_most
from solutions.relations.inequalities.products import ProductBounds
from solutions.relations.inequalities.riemann import RiemannSum
from solutions.relations.inequalities.roots import PositiveRoot
from solutions.relations.limits.approximation import Approximation, displayed_terms

EQUAL, SHOWN, ORDER, WEAKER, TRUE = (
    "equal",
    "shown otherwise",
    "same order",
    "weaker",
    "true",
)
KINDS = (EQUAL, SHOWN, ORDER, WEAKER, TRUE)
"""What a mutant may be besides wrong.

``SHOWN`` is of texts only: the values and what is assumed are the same, and a quantity is another
one: what a definition is of, or what a variable of a model is called, is for readers to judge.
"""

BOUNDS = (Inequality, Loosened, RiemannSum, ProductBounds, PositiveRoot)
"""Relations behind which a weaker line is true as well."""


def meaning(line: Line, mutant: Value, known: Known) -> str:
    """One of the first three ``KINDS``, or ``""``; ``known`` is the line's own value."""
    relation = line.step.relation if line.step else None
    if not known.differs(mutant) and equal(line.value, mutant, line.domain):
        return EQUAL
    try:
        if isinstance(mutant, Recursion) and (after := [step for _, step in line.after(mutant)]):
            # Two recursions that one closed form is proved for are one sequence.
            return EQUAL if all(step.judge().holds for step in after) else ""
        if isinstance(relation, Approximation):
            ways = (mutant, line.value), (line.value, mutant)
            holds = all(relation.judge(a, b, line.domain).holds for a, b in ways)
            return ORDER if holds else ""
        if isinstance(relation, BOUNDS) and implied(relation, known, mutant):
            return WEAKER
    except (Undecided, Malformed):
        return ""
    return ""


def names(value: Value) -> tuple[str, ...]:
    """What the variables of a model are called."""
    if isinstance(value, Combination):
        return tuple(term.variable.tex() for term in value.terms)
    if isinstance(value, Recursion):
        return (value.of.tex(), *names(value.then))
    return ()


def equal(one: Value, other: Value, domain: Domain) -> bool:
    """Does the kernel prove the two equal?"""
    try:
        if isinstance(one, Combination) and isinstance(other, Combination):
            return equal(one.law(), other.law(), domain)
        return equal_values(one, other, domain).holds
    except (Undecided, Malformed):
        return False


def implied(relation: object, known: Known, mutant: Value) -> bool:
    """Does the bound ``known`` prove the bound ``mutant`` true?"""
    bound, domain = known.of, known.domain
    if isinstance(relation, Inequality):
        pairs = known.beside(mutant, 0)
        if relation.least:
            return not any(below(old, new) for old, new in pairs) and (
                at_most(mutant, bound, domain).holds
            )
        return not any(below(new, old) for old, new in pairs) and (
            at_most(bound, mutant, domain).holds
        )
    if not _is_enclosure(bound) or not _is_enclosure(mutant):
        return False
    inwards = any(
        below(old, new) if place % 2 == 0 else below(new, old)
        for place, (old, new) in enumerate(known.beside(mutant, int(isinstance(bound, Normal))))
    )
    return not inwards and Loosened().judge(bound, mutant, domain).holds


def true_all_the_same(line: Line, mutant: Value) -> bool:
    """Is a mutant that the engine let pass another true bound, or ≈ with fewer terms?"""
    step = line.step
    if step is None:
        return False
    relation, lhs = step.relation, step.lhs
    if isinstance(relation, Loosened | PositiveRoot):
        return True
    if isinstance(relation, Approximation):
        return _some_of_the_terms(line.value, mutant, line.domain) and (
            relation.judge(line.value, mutant, line.domain).holds
        )
    if not isinstance(relation, Inequality):
        return False
    if isinstance(lhs, Enclosure):
        lhs = lhs.lower if relation.least else lhs.upper
    pairs = list(Known(lhs, line.domain).beside(mutant, 0))
    looked = [(a, b) for a, b in pairs if a is not None and b is not None]
    wrong = [below(a, b) if relation.least else below(b, a) for a, b in looked]
    return bool(looked) and not any(wrong)


def _some_of_the_terms(value: Value, mutant: Value, domain: Domain) -> bool:
    """Does ``mutant`` show some of the terms of ``value``, and no others?"""
    mine, theirs = ends(value), ends(mutant)
    if mine is None or theirs is None or len(mine) != len(theirs):
        return False
    return all(
        any(
            equal(sp.Add(*kept), b, domain)
            for terms in [displayed_terms(a)]
            for size in range(1, len(terms) + 1)
            for kept in combinations(terms, size)
        )
        for a, b in zip(mine, theirs, strict=True)
        if a != b
    )


def _is_enclosure(value: Value) -> bool:
    return isinstance(value.variance if isinstance(value, Normal) else value, Enclosure)
