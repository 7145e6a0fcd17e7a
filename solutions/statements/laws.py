"""Laws: a random variable has one.

A sum of independent variables says of each what its law is; where a variable is known from another
derivation, as a law, as a sum of others, from a recursion or under a condition, that has to be the
same law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, product
from typing import Any

import sympy as sp
from sympy import Expr

from solutions.engine.objects import (
    Combination,
    Enclosure,
    Mean,
    Normal,
    Recursion,
    components,
    put,
)
from solutions.engine.printing import text
from solutions.engine.quantities import EVENT, GIVEN, LOG_DENSITY, Quantity
from solutions.kernel import signs
from solutions.kernel.algebra import canonical
from solutions.kernel.calculus import derivative
from solutions.kernel.composition import EQUAL
from solutions.kernel.domain import Domain
from solutions.kernel.identity import agree
from solutions.kernel.messages import Malformed, Undecided
from solutions.statements.chain import Chain
from solutions.statements.conditions import (
    along,
    given,
    instance,
    marginal,
    posterior,
    stretches,
    sums_of,
)
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
    laws = _once(laws)
    found = list(_between(chains, laws))
    new, told = _marginals(laws)
    found += told
    laws = _once([*laws, *new])
    laws = _once([*laws, *(said for one in declared for said in _known(one, declared, laws))])
    found += [_two_laws(one, two) for one, two in combinations(laws, 2) if _alike(one.of, two.of)]
    found += [told for one in declared for told in _unsolved(one, laws)]
    for one in declared:
        variable = one.of.arguments[0] if one.of.name == LOG_DENSITY else one.of
        if variable.name == GIVEN and not any(_given(variable, one.name, declared, laws)):
            found.append(unconditioned(variable, one, declared))
    return list(dict.fromkeys(filter(None, found)))


def _once(laws: list[Said]) -> list[Said]:
    """Each law of a variable once, in one form."""
    plain = [replace(said, law=_canonical(said.law, said.gamma)) for said in laws]
    return list({(said.of, said.law, said.gamma): said for said in plain}.values())


@lru_cache(maxsize=4096)
def _canonical(law: Normal, gamma: Domain) -> Normal:
    try:
        return Normal(*(canonical(part, gamma) for part in (law.mean, law.variance)))
    except (Malformed, Undecided, TypeError, AttributeError):
        return law


PASSES = 8
"""So often, at most, the law of a variable is found from a condition, and used for the next one."""


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


def _marginals(laws: list[Said]) -> tuple[list[Said], list[str]]:
    """The laws of variables by their laws under a condition; and what does not fit together."""
    conditions = [_in_a_letter(one) for one in laws if one.of.name == GIVEN]
    found: list[Said] = []
    for _ in range(PASSES):
        every = [*laws, *found]
        made = [law for one in conditions for law in _of_causes(one, every)]
        new = [law for law in dict.fromkeys(made) if law not in every]
        found += new
        if not new:
            break
    told = [_unfitting(one, [*laws, *found]) for one in conditions]
    return found, list(filter(None, told))


def _in_a_letter(one: Said) -> Said:
    """A law under a condition in a letter for the value: of Y = 2r, in that for 2r."""
    event = one.of.arguments[1]
    if event.name != EVENT or isinstance(event.arguments[1], sp.Symbol):
        return one
    letter = sp.Dummy("y", real=True)
    general = GIVEN(one.of.arguments[0], EVENT(event.arguments[0], letter))
    values = instance(one.of, general)
    try:
        moved = put(one.law, values) if values else None
    except (Malformed, Undecided):
        moved = None
    return one if moved is None else replace(one, of=general, law=moved, gamma=Domain())


def _of_causes(one: Said, laws: list[Said]) -> Iterator[Said]:
    """The law of a variable by one under a condition, with each law of what has the value there."""
    event = one.of.arguments[1]
    if event.name != EVENT:
        return
    cause = event.arguments[0]
    others = [said for said in laws if said.where != one.where]
    pairs: list[tuple[Said, Said | None]]
    pairs = [(one, there) for said in others if (there := said.at(cause))]
    if not pairs:
        pairs = [(at, said) for said in others if (at := _member(one, cause, said))]
    for moved, said in [*pairs, (one, None)]:
        if law := marginal(moved.law, _place(moved.of), said.law if said else None):
            yield Said(moved.of.arguments[0], law, one.where, moved.gamma)


def _unfitting(one: Said, laws: list[Said]) -> str:
    """Why a law under a condition does not fit the law of the variable alone.

    Where no law is known of what has the value there, it is enough that there may be one: alone
    the variable varies at least as much.
    """
    whole, event = one.of.arguments
    alone = [said for said in laws if said.of == whole and said.where != one.where]
    if not alone or any(_of_causes(one, laws)):
        return ""
    known = event.name != EVENT or any(
        said.at(event.arguments[0]) for said in laws if said.where != one.where
    )
    affine = event.name == EVENT and marginal(one.law, _place(one.of), STANDARD) is not None
    if affine and not known and all(_varies_more(said, one) for said in alone):
        return ""
    return (
        f"{text(one.of)} in {one.where} and the law of {text(whole)} alone have to fit together, "
        "which is not computed here; declare one of the two"
    )


STANDARD = Normal(sp.S.Zero, sp.S.One)


def _varies_more(alone: Said, one: Said) -> bool:
    try:
        gamma = alone.gamma.join(one.gamma)
        return signs.nonnegative(alone.law.variance - one.law.variance, gamma)
    except (Malformed, Undecided, TypeError):
        return False


def _between(chains: list[Chain], laws: list[Said]) -> Iterator[str]:
    """What is said of something that a rule has found to lie between two numbers, and named."""
    for one in chains:
        for step in one.steps:
            if step.called is None or not isinstance(step.rhs, Enclosure):
                continue
            for said in laws:
                if said.of.meets(step.called):
                    yield (
                        f"{text(step.called)} lies between two numbers in {one.name}, and "
                        f"{said.where} gives it the law {text(said.law)}; give it another name"
                    )


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
    for stretch in stretches(whole, cause, declared):
        both_laws = [[said.at(one) for said in laws] for one in (stretch.earlier, stretch.later)]
        for first, last in product(*(_once(list(filter(None, each))) for each in both_laws)):
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


def _same(one: Normal, other: Normal, *gammas: Domain) -> bool:
    pairs = zip(components(one), components(other), strict=True)
    gamma = gammas[0].join(gammas[1])
    return all(a == b or agree(a, b, gamma) for (_, a), (_, b) in pairs)
