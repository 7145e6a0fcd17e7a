"""Laws: a random variable has one.

A sum of independent variables says of each what its law is; where a variable is known from another
derivation, as a law, as a sum of others, from a recursion or under a condition, that has to be the
same law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import sympy as sp
from sympy import Expr

from solutions.engine.objects import Combination, Mean, Normal, Recursion, components, put
from solutions.engine.printing import text
from solutions.engine.quantities import EVENT, GIVEN, LOG_DENSITY, Quantity
from solutions.kernel.algebra import canonical
from solutions.kernel.calculus import derivative
from solutions.kernel.composition import EQUAL
from solutions.kernel.domain import Domain
from solutions.kernel.identity import agree
from solutions.kernel.messages import Malformed, Undecided
from solutions.statements.chain import Chain
from solutions.statements.conditions import given, instance, marginal, posterior, sums_of
from solutions.statements.independence import sum_of, unconditioned


@dataclass(frozen=True)
class Said:
    """``of`` has ``law`` on ``gamma``, as the derivation ``where`` says."""

    of: Quantity
    law: Normal
    where: str
    gamma: Domain
    number: bool = False
    """Is it declared to be a number, and no law?"""

    def at(self, other: Quantity) -> Said | None:
        """What it says of ``other``, as X_t ~ N(0, t) does of X_1; ``None`` if nothing."""
        try:
            values = instance(self.of, other)
            if values is None:
                return None
            return Said(other, put(self.law, values), self.where, self.gamma.at(values))
        except (Malformed, Undecided, TypeError):
            return None


def contradicted(derivations: Iterable[Chain]) -> list[str]:
    """Variables with two laws, and laws under a condition that follow from others."""
    chains = list(derivations)
    declared = [one for one in chains if one.begins is None]
    laws = [said for one in declared for said in _laws(one)]
    laws += [said for one in chains for said in (*_closed_forms(one), *_called(one))]
    laws = list({(said.of, said.law): said for said in laws}.values())
    found: list[str] = []
    new = laws
    for _ in range(PASSES):
        new, told = _marginals(laws, new)
        found += told
        laws = [*laws, *new]
    laws += [said for one in declared for said in _known(one, declared, laws)]
    found += [_two_laws(one, two) for one, two in combinations(laws, 2) if _alike(one.of, two.of)]
    found += [told for one in declared for told in _unsolved(one, laws)]
    for one in declared:
        if one.of.name == GIVEN and not any(_given(one.of, one.name, declared, laws)):
            found.append(unconditioned(one, declared))
    return list(dict.fromkeys(filter(None, found)))


PASSES = 2
"""So often the law of a variable is found from a condition, and used for the next one."""


def _alike(one: Quantity, other: Quantity) -> bool:
    """May they be the same variable, where the letters of each stand for all values?"""
    if one.name != other.name or len(one.arguments) != len(other.arguments):
        return False
    return one.may_be(other) or instance(one, other) is not None or instance(other, one) is not None


def _unsolved(one: Chain, laws: list[Said]) -> Iterator[str]:
    """Why nothing else may be said of a recursion of laws that has no closed form."""
    if not isinstance(one.start, Recursion) or not isinstance(one.start.first, Normal):
        return
    begin = one.of.at({one.start.on: sp.Integer(one.start.start)})
    known = [said for said in laws if said.of.may_be(one.of) and said.of != begin]
    if any(said.of == one.of for said in known):
        return
    for said in known:
        if said.where != one.name:
            yield (
                f"{text(said.of)} is {text(said.law)} in {said.where}, and {one.name} has no "
                "closed form to compare it with; solve it with .by_induction(…)"
            )


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
                f"{text(first.of)} is {text(first.law)} in {one.where} and {text(second.law)} in "
                f"{two.where}; one of the two is another variable, and needs a name of its own"
            )
    return ""


def _laws(derivation: Chain) -> Iterator[Said]:
    """What a derivation declares of laws; a number is its own mean, and does not vary."""
    of, start, gamma = derivation.of, derivation.start, derivation.opening.gamma
    name = derivation.name
    if isinstance(start, Expr | Mean) and (not of.name.operation or of.name == GIVEN):
        yield from _number(of, start, name, gamma)
    law = start.law() if isinstance(start, Combination) else start
    if of.name == LOG_DENSITY and isinstance(start, Expr):
        yield from _of_density(of, start, name, gamma)
    if isinstance(law, Recursion):
        begin = {law.on: sp.Integer(law.start)}
        first = law.first if isinstance(law.first, Normal) else Normal(law.first, sp.S.Zero)
        number = not isinstance(law.first, Normal)
        if not of.name.operation:
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


def _called(derivation: Chain) -> Iterator[Said]:
    """A value that a rule finds, under the name that it is given."""
    for step in derivation.steps:
        called = step.called
        if called is not None and not called.name.operation and isinstance(step.rhs, Expr):
            law = Normal(step.rhs, sp.S.Zero)
            yield Said(called, law, derivation.name, step.domain, number=True)


def _closed_forms(derivation: Chain) -> Iterator[Said]:
    """What lines that go on from a recursion say of it, each for every value of its letters."""
    root: Any = derivation
    while root.begins is not None:
        root = getattr(root.begins, "derivation", None) or root.begins.of
    if not isinstance(root.start, Recursion) or root.of.name.operation:
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


def _marginals(laws: list[Said], new: list[Said]) -> tuple[list[Said], list[str]]:
    """The laws of variables by their laws under a condition; and what is not computed of them.

    ``new`` are those of ``laws`` that were not used before.
    """
    found, told = [], []
    for one in laws:
        if one.of.name != GIVEN:
            continue
        whole, event = one.of.arguments
        pairs: list[tuple[Said, Said | None]] = []
        if event.name == EVENT:
            cause = event.arguments[0]
            others = [said for said in new if said.where != one.where]
            pairs = [(one, there) for said in others if (there := said.at(cause))]
            if not pairs:
                pairs = [(at, said) for said in others if (at := _member(one, cause, said))]
            pairs += [(one, None)] if one in new else []
        computed = [
            Said(moved.of.arguments[0], law, one.where, moved.gamma)
            for moved, said in pairs
            if (law := marginal(moved.law, _place(moved.of), said.law if said else None))
        ]
        found += computed
        alone = any(said.of == whole and said.where != one.where for said in laws)
        unfit = event.name != EVENT or any(said is not None for _, said in pairs)
        if one in new and alone and unfit and not computed:
            told.append(
                f"{text(one.of)} in {one.where} and the law of {text(whole)} alone have to fit "
                "together, which is not computed here; declare one of the two"
            )
    return found, told


def _place(of: Quantity) -> Any:
    """The value that a variable has in a condition."""
    return of.arguments[1].arguments[1]


def _member(one: Said, cause: Quantity, known: Said) -> Said | None:
    """A law under a condition, at the member of a family whose law is known."""
    values = instance(cause, known.of) if cause.name == known.of.name else None
    if not values:
        return None
    try:
        return Said(one.of.at(values), put(one.law, values), one.where, one.gamma.at(values))
    except (Malformed, Undecided, TypeError):
        return None


def _known(derivation: Chain, declared: list[Chain], laws: list[Said]) -> Iterator[Said]:
    """What the law is of a variable whose condition or density is declared, by what it is a sum of.

    Of X = Y + Z, given Y = y, it is that of y + Z; and a density of X is that of its law.
    """
    of, start = derivation.of, derivation.start
    if of.name == GIVEN:
        yield from _given(of, derivation.name, declared, laws)
    if of.name == LOG_DENSITY and isinstance(start, sp.Expr):
        variable, at = of.arguments
        mine: list[Said] = []
        if variable.name == GIVEN:
            mine += _given(variable, derivation.name, declared, laws)
        for said in [*laws, *mine]:
            there = said.at(variable)
            if there and (other := _of_slope(start, at, there.law)) is not None:
                yield Said(variable, other, derivation.name, derivation.opening.gamma)
        yield from mine


def _given(of: Quantity, name: str, declared: list[Chain], laws: list[Said]) -> Iterator[Said]:
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


def _same(one: Normal, other: Normal, *gammas: Domain) -> bool:
    pairs = zip(components(one), components(other), strict=True)
    gamma = gammas[0].join(gammas[1])
    return all(a == b or agree(a, b, gamma) for (_, a), (_, b) in pairs)
