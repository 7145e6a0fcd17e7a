"""Said: the laws that derivations give to random variables, each with where it is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy import Expr

from solutions.kernel.algebra import canonical
from solutions.kernel.composition import EQUAL
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.calculus import derivative
from solutions.objects.laws import Combination, Mean, Normal, Recursion, put
from solutions.objects.quantities import GIVEN, LOG_DENSITY, Quantity
from solutions.statements.chain import Chain
from solutions.statements.laws.conditions import (
    instance,
)
from solutions.statements.laws.independence import sum_of


@dataclass(frozen=True)
class Said:
    """``of`` has ``law`` on ``gamma``, as the derivation ``where`` says."""

    of: Quantity
    law: Normal
    where: str
    gamma: Domain
    number: bool = False
    """Is it declared to be a number, and no law?"""

    @lru_cache(maxsize=16384)  # noqa: B019  # a few laws, which are compared again and again
    def at(self, other: Quantity) -> Said | None:
        """What it says of ``other``, as X_t ~ N(0, t) does of X_1; ``None`` if nothing."""
        try:
            values = instance(self.of, other)
            if values is None:
                return None
            return Said(other, put(self.law, values), self.where, self.gamma.at(values))
        except (Malformed, Undecided, TypeError):
            return None


def declared_laws(derivation: Chain) -> Iterator[Said]:
    """What a derivation declares of laws; a number is its own mean, and does not vary."""
    of, start, gamma = derivation.of, derivation.start, derivation.opening.gamma
    name = derivation.name
    if isinstance(start, Expr | Mean) and not _is_made(of):
        yield from _number(of, start, name, gamma)
    law = start.law() if isinstance(start, Combination) else start
    if of.name == LOG_DENSITY and isinstance(start, Expr):
        yield from _of_density(of, start, name, gamma)
    if isinstance(law, Recursion):
        begin = {law.on: sp.Integer(law.start)}
        first = law.first if isinstance(law.first, Normal) else Normal(law.first, sp.S.Zero)
        number = not isinstance(law.first, Normal)
        if not _is_made(of):
            yield Said(of.at(begin), first, name, gamma.at(begin), number)
    if isinstance(law, Normal):
        yield Said(of, law, name, gamma)
    for term in sum_of(derivation).terms:
        if term.variable != of:
            yield Said(term.variable, term.law, name, gamma)


def _number(of: Quantity, start: Any, name: str, gamma: Domain) -> Iterator[Said]:
    try:
        value = start.value() if isinstance(start, Mean) else start
    except (Malformed, Undecided):
        return
    yield Said(of, Normal(value, sp.S.Zero), name, gamma, number=True)


def _of_density(of: Quantity, start: Expr, name: str, gamma: Domain) -> Iterator[Said]:
    """The Gaussian law with a quadratic logarithm of a density."""
    variable, at = of.arguments
    try:
        slope = derivative(start, at)
        bend = derivative(slope, at)
    except Undecided:
        return
    if at not in bend.free_symbols and bend != 0:
        mean = (at - slope / bend).xreplace({at: sp.S.Zero})
        try:
            law = Normal(canonical(mean, gamma), canonical(-1 / bend, gamma))
        except Undecided:
            return
        yield Said(variable, law, name, gamma)


def found_values(derivation: Chain) -> Iterator[Said]:
    """A value that a rule finds, under the name that it is given."""
    for step in derivation.steps:
        called = step.called
        if called is not None and not called.name.operation and isinstance(step.rhs, Expr):
            law = Normal(step.rhs, sp.S.Zero)
            yield Said(called, law, derivation.name, step.domain, number=True)


def closed_forms(derivation: Chain) -> Iterator[Said]:
    """What lines that go on from a recursion say of it, each for every value of its letters."""
    root: Any = derivation
    while root.begins is not None:
        root = getattr(root.begins, "derivation", None) or root.begins.of
    if not isinstance(root.start, Recursion) or _is_made(root.of):
        return
    for number in range(len(derivation.steps) + 1):
        try:
            said = derivation.statement(number)
        except (Malformed, Undecided, TypeError):
            return
        if said.left != root.of or said.relation.word != EQUAL or said.gamma.put:
            continue
        if isinstance(said.right, Normal):
            yield Said(said.left, said.right, derivation.name, said.gamma)
        elif isinstance(said.right, Expr):
            yield from _number(said.left, said.right, derivation.name, said.gamma)


def _is_made(of: Quantity) -> bool:
    """Is it made of others, and no variable under a condition?"""
    return of.name.operation and of.name != GIVEN


def once(laws: list[Said]) -> list[Said]:
    """Each law of a variable once, in one form."""
    plain = [replace(said, law=_canonical(said.law, said.gamma)) for said in laws]
    return list({(said.of, said.law, said.gamma): said for said in plain}.values())


@lru_cache(maxsize=4096)
def _canonical(law: Normal, gamma: Domain) -> Normal:
    try:
        return Normal(*(canonical(part, gamma) for part in (law.mean, law.variance)))
    except (Malformed, Undecided, TypeError, AttributeError):
        return law
