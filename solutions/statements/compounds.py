"""Compounds: what is made of known quantities has the value that they give it.

A variance, a difference or a limit means what it says. Where what it is made of is known, it is
computed from that, and not declared; where nothing of it is known, it is a model like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import sympy as sp

from solutions.engine.objects import Combination, Mean, Normal, Recursion, put
from solutions.engine.printing import text
from solutions.engine.quantities import (
    DIFFERENCE,
    GIVEN,
    GRADIENT,
    LIMIT,
    LOG_DENSITY,
    LOGARITHM,
    MEAN,
    NEGATIVE,
    RATIO,
    RELATIVE_ERROR,
    SQUARE,
    TOTAL,
    VARIANCE,
    WRITTEN,
    Name,
    Quantity,
)
from solutions.kernel import signs
from solutions.kernel.calculus import derivative
from solutions.kernel.composition import EQUAL, TENDS
from solutions.kernel.domain import EVERYWHERE, Domain
from solutions.kernel.gamma import require_varied_alone
from solutions.kernel.identity import decide
from solutions.kernel.messages import Malformed, NoTheorem, Undecided
from solutions.kernel.statement import Statement
from solutions.relations.containment import dropped, within
from solutions.relations.regions import not_open
from solutions.statements.borrowing import Borrowed
from solutions.statements.chain import Chain
from solutions.statements.conditions import given, instance

MOMENTS = {VARIANCE: "variance", MEAN: "mean"}
ALONE: dict[Name, Callable[[sp.Expr], sp.Expr]] = {
    NEGATIVE: lambda value: -value,
    SQUARE: lambda value: value**2,
    LOGARITHM: sp.log,
}
"""What is made of one quantity alone."""
ARITHMETIC = (*ALONE, DIFFERENCE, RATIO, RELATIVE_ERROR)
COMPOUND = (*MOMENTS, *ARITHMETIC, GRADIENT, LIMIT)
TRIES = 6
"""So many ways to compute a compound are compared, at most."""


@dataclass(frozen=True)
class Known:
    """What the line called ``where`` says."""

    where: str
    said: Statement
    declared: bool = False
    """Is it a first line, and no consequence of one?"""
    all_put: Domain = EVERYWHERE
    """All that was put for letters there, whether or not the left side shows them."""


def miscomputed(derivation: Chain, rests: list[Known]) -> str:
    """Why a compound is not what a derivation declares it to be, by the lines it rests on.

    What has no name in it, or is a limit, or is made of what these lines speak of, has to be
    computed; the rest is a model, of which nothing is known.
    """
    of, name = derivation.of, derivation.name
    if not _is_made(derivation):
        return ""
    told, computed = _wrong(derivation, rests)
    if told or computed or (isinstance(derivation.start, Mean) and of.speaks_of(GIVEN)):
        return told
    if of.speaks_of(LIMIT):
        return (
            f"{text(of)} is declared in {name}, and a limit is found: by .tends_to(…), and then "
            "rests=(…) on that line"
        )
    if told := _told(derivation, rests):
        return told
    if not _may_be_a_model(of):
        return (
            f"{text(of)} is declared in {name}, and has to follow from what it is made of; say "
            "first what that is, and then rests=(…) on those lines"
        )
    return ""


def _may_be_a_model(of: Quantity) -> bool:
    """Is it made of one thing with a name, or of two?

    Anything else is made of things that would have to fit together, as E X² and the square of E X.
    """
    if of.name == MEAN and of.arguments[0].name == SQUARE:
        of = of.arguments[0]
    named = [isinstance(one, Quantity) and not one.name.operation for one in of.arguments]
    if of.name in (TOTAL, GRADIENT):
        kind = str if of.name == TOTAL else sp.Symbol
        return named[0] and isinstance(of.arguments[1], kind)
    return all(named) and len(set(of.arguments)) == len(of.arguments)


def unfounded(derivation: Chain, rests: list[Known], known: list[Known]) -> str:
    """Why a compound may not be declared: what it is made of is known, and does not give it.

    ``rests`` are the lines that it says it rests on; ``known`` all others of the part. What a value
    put for a letter leads to, as from X_n to X_0, is shown by a later line of the derivation.
    """
    if not _is_made(derivation):
        return ""
    told, computed = _wrong(derivation, rests)
    if not computed:
        told, computed = _wrong(derivation, known)
    if told or computed:
        return told
    if isinstance(derivation.start, Mean):
        return ""
    later = list(_later(derivation))
    unseen = [
        line for line in known if line.declared and not any(_shown(said, line) for said in later)
    ]
    return _told(derivation, unseen)


def misnamed(derivation: Chain, known: list[Known]) -> Iterator[str]:
    """Why what a rule finds is not what it is called, by what is known of that."""
    for step in derivation.steps:
        if step.called is not None and step.called.name.operation:
            told, computed = _compared(step.called, step.rhs, step.domain, known, derivation.name)
            if told:
                yield told
            elif not computed and step.called.name == MEAN and not step.called.speaks_of(GIVEN):
                others = [line for line in known if line.declared]
                spoken = [said for line in others if (said := _spoken(step.called, line))]
                if spoken:
                    yield (
                        f"{text(step.called)} is what a rule finds in {derivation.name}, and "
                        f"something else is known of {spoken[0]}; call it by a name of its own"
                    )


def _wrong(derivation: Chain, known: list[Known]) -> tuple[str, bool]:
    """Why a declared value is not what ``known`` gives; and whether they give any."""
    start, gamma = derivation.start, derivation.opening.gamma
    if isinstance(start, Mean):
        try:
            start = start.value()
        except (Malformed, Undecided):
            return "", False
    return _compared(derivation.of, start, gamma, known, derivation.name)


def _compared(
    of: Quantity, start: Any, gamma: Domain, known: list[Known], name: str
) -> tuple[str, bool]:
    computed = _computed(of, known, gamma)
    if not computed or not isinstance(start, sp.Expr):
        return "", False
    if any(_same(value, start, gamma) for value in computed):
        return "", True
    return (
        f"{text(of)} is said in {name} to be {text(start)}, and what it is made of gives "
        f"{text(computed[0])}, which is not proved to be the same; begin with that"
    ), True


def _told(derivation: Chain, known: list[Known]) -> str:
    """What is known of the things that a compound is made of, though it does not follow."""
    of = derivation.of
    for line in known:
        if line.said.left != of and (told := _spoken(of, line)):
            return (
                f"{text(of)} is declared in {derivation.name}, and {line.where} speaks of {told}; "
                "let it follow from what is known there, with rests=(…) or .onward(…)"
            )
    return ""


def _is_made(derivation: Chain) -> bool:
    """Is a value declared of something that is made of others?"""
    of, start = derivation.of, derivation.start
    if derivation.begins is not None or not isinstance(start, sp.Expr | Mean):
        return False
    return of.name.operation and of.name not in (WRITTEN, LOG_DENSITY, GIVEN)


def _later(derivation: Chain) -> Iterator[Statement]:
    for number in range(1, len(derivation.steps) + 1):
        try:
            said = derivation.statement(number)
        except (Malformed, Undecided, TypeError):
            return
        if said.left != derivation.of and said.relation.word == EQUAL:
            yield said


def _shown(said: Statement, line: Known) -> bool:
    """Is a later line what another one says of it, wherever both hold?"""
    if line.said.left == said.left:
        return False
    try:
        gamma = said.gamma.join(line.said.gamma)
    except Undecided:
        return False
    values = _computed(said.left, [line], gamma)
    return isinstance(said.right, sp.Expr) and any(
        _same(value, said.right, gamma) for value in values
    )


def _spoken(of: Quantity, line: Known) -> str:
    """What ``of`` is made of and a line says something of: its value, law or part of a sum.

    A mean and a variance of one variable are two numbers, and neither says anything of the other.
    """
    left, right = line.said.left, line.said.right
    if of.name in MOMENTS and left.name in MOMENTS and of.name != left.name:
        return ""
    leaves = [part for part in of.parts() if not part.name.operation]
    step = right.then if isinstance(right, Recursion) else right
    about = [term.variable for term in step.terms] if isinstance(step, Combination) else []
    about += left.parts()
    return next((text(one) for one in leaves if any(one.may_be(it) for it in about)), "")


def premises(derivation: Chain) -> list[Known]:
    """What a derivation rests on, each line by itself."""
    return [_known(used) for used in derivation.rests]


def lines(derivation: Chain) -> Iterator[Known]:
    """All that the lines of a derivation say of quantities."""
    for number in range(len(derivation.steps) + 1):
        try:
            first = number == 0 and derivation.begins is None and not _follows_from(derivation)
            line = replace(_known(derivation.upto(number)), declared=first)
        except (Malformed, Undecided, TypeError):
            return
        if isinstance(line.said.left, Quantity):
            yield line


def _follows_from(derivation: Chain) -> bool:
    """Is its first line computed from what it rests on?"""
    return _is_made(derivation) and _wrong(derivation, premises(derivation)) == ("", True)


def _known(line: Borrowed) -> Known:
    """A line, with the values that were put for letters which its left side does not show."""
    said = line.lent
    put = tuple((old, new) for old, new in said.gamma.put if old in line.hidden)
    every = Domain(put=said.gamma.put)
    return Known(line.title, replace(said, gamma=replace(said.gamma, put=put)), all_put=every)


def _follows(known: Domain, gamma: Domain) -> bool:
    """Does all that a line assumes hold where a compound is declared?"""
    if set(known.put) - set(gamma.put) or within(gamma, known) or dropped(gamma, known):
        return False
    try:
        for expr in known.nonzero:
            signs.require_nonzero(expr, gamma)
    except Undecided:
        return False
    return True


def _same(value: sp.Expr, start: sp.Expr, gamma: Domain) -> bool:
    try:
        return decide(value, start, gamma).same
    except (Malformed, Undecided, TypeError):
        return False


def _computed(of: Any, known: list[Known], gamma: Domain) -> list[sp.Expr]:
    others = [line for line in known if line.said.left != of]
    others += [moved for line in others for moved in _members(line, of)]
    usable = [line for line in others if _follows(line.said.gamma, gamma)]
    return list(islice(_values(of, usable, gamma, whole=False), TRIES))


def _members(line: Known, of: Any) -> Iterator[Known]:
    """What a line about a family says of those members that ``of`` is made of."""
    if not isinstance(of, Quantity) or line.said.relation.word != EQUAL:
        return
    for part in of.parts():
        if part == line.said.left or not (values := instance(line.said.left, part)):
            continue
        try:
            gamma = line.said.gamma.at(values)
            right = put(line.said.right, values)
        except (Malformed, Undecided, TypeError):
            continue
        gamma = replace(gamma, put=line.said.gamma.put)
        yield replace(line, said=Statement(gamma, part, line.said.relation, right))


def _values(of: Any, known: list[Known], gamma: Domain, *, whole: bool = True) -> Iterator[sp.Expr]:
    """What a quantity is by the lines of ``known``; not by one about itself, unless ``whole``."""
    if isinstance(of, sp.Expr):
        yield of
        return
    if not isinstance(of, Quantity):
        return
    for line in known if whole else ():
        if line.said.left == of and line.said.relation.word == EQUAL:
            yield from _number(line.said.right)
    if of.name == WRITTEN:
        yield of.arguments[0]
    elif of.name in MOMENTS:
        yield from (_mean if of.name == MEAN else _variance)(of.arguments[0], known)
    elif of.name == LIMIT:
        yield from _limits(of, known)
    elif of.name == GRADIENT:
        yield from _slopes(of, known, gamma)
    elif of.name in ARITHMETIC:
        yield from _arithmetic(of, known, gamma)


def _number(value: Any) -> Iterator[sp.Expr]:
    if isinstance(value, sp.Expr):
        yield value


def _laws(of: Any, known: list[Known]) -> Iterator[Normal]:
    """The law of a variable, of its negative, or of it given one that it is a sum of."""
    if not isinstance(of, Quantity):
        return
    if of.name == NEGATIVE:
        for law in _laws(of.arguments[0], known):
            yield law.scaled(sp.S.NegativeOne)
    for line in known:
        found = line.said.right
        if line.said.relation.word != EQUAL:
            continue
        if of.name == GIVEN and line.said.left == of.arguments[0]:
            found = given(found, of.arguments[1])
        elif of.name == GIVEN and of.arguments[1].arguments[0] == of.arguments[0]:
            found = Normal(of.arguments[1].arguments[1], sp.S.Zero)
        elif line.said.left != of:
            continue
        elif isinstance(found, sp.Expr):  # a number is its own mean, and does not vary
            found = Normal(found, sp.S.Zero)
        found = found.law() if isinstance(found, Combination) else found
        if isinstance(found, Normal):
            yield found


def _mean(of: Any, known: list[Known]) -> Iterator[sp.Expr]:
    """By the law, by linearity, and of a square by mean and variance."""
    if isinstance(of, sp.Expr):
        yield of
        return
    for law in _laws(of, known):
        yield law.mean
    if of.name == NEGATIVE:
        yield from (-mean for mean in _mean(of.arguments[0], known))
    elif of.name == DIFFERENCE:
        for one in islice(_mean(of.arguments[0], known), TRIES):
            yield from (one - other for other in _mean(of.arguments[1], known))
    elif of.name == SQUARE:
        for law in _laws(of.arguments[0], known):
            yield from _number(law.variance + law.mean**2)


def _variance(of: Any, known: list[Known]) -> Iterator[sp.Expr]:
    """By the law; of the negative, and of what is less by a number, it is the same."""
    if isinstance(of, sp.Expr):
        yield sp.S.Zero
        return
    for law in _laws(of, known):
        yield from _number(law.variance)
    if of.name == NEGATIVE or (of.name == DIFFERENCE and isinstance(of.arguments[1], sp.Expr)):
        yield from _variance(of.arguments[0], known)


def _limits(of: Quantity, known: list[Known]) -> Iterator[sp.Expr]:
    about, name = of.arguments
    for line in known:
        said = line.said
        if said.relation.word != TENDS or said.relation.regime.name != name:
            continue
        if said.left == about:
            yield from _number(said.right)
        elif isinstance(said.right, Normal) and (which := _moment(about, said.left)):
            yield from _number(getattr(said.right, which))


def _moment(of: Any, variable: Any) -> str:
    """Which moment of the variable ``of`` is; empty if none."""
    named = isinstance(of, Quantity) and of.name in MOMENTS and of.arguments[0] == variable
    return MOMENTS[of.name] if named else ""


def _slopes(of: Quantity, known: list[Known], gamma: Domain) -> Iterator[sp.Expr]:
    about, letter = of.arguments
    try:
        if not isinstance(letter, sp.Symbol) or not_open(letter, gamma):
            return
        require_varied_alone(gamma, {letter})
        for line in known:
            if line.said.left == about:
                require_varied_alone(line.all_put, {letter})
    except NoTheorem:
        return
    for value in islice(_values(about, known, gamma), TRIES):
        try:
            yield derivative(value, letter)
        except Undecided:
            return


def _arithmetic(of: Quantity, known: list[Known], gamma: Domain) -> Iterator[sp.Expr]:
    if of.name == RATIO:
        yield from _factors(of.arguments[0], of.arguments[1], known, gamma)
    if of.name in (DIFFERENCE, RATIO) and of.arguments[0] == of.arguments[1]:
        yield from _of_one_thing(of, known, gamma)
        return
    for one in islice(_values(of.arguments[0], known, gamma), TRIES):
        if of.name in ALONE:
            yield ALONE[of.name](one)
            continue
        for other in islice(_values(of.arguments[1], known, gamma), TRIES):
            if of.name == DIFFERENCE:
                yield one - other
                continue
            top, bottom = (one - other, one) if of.name == RELATIVE_ERROR else (one, other)
            try:
                signs.require_nonzero(bottom, gamma)
            except Undecided:
                continue
            yield top / bottom


def _factors(top: Any, bottom: Any, known: list[Known], gamma: Domain) -> Iterator[sp.Expr]:
    """What a variable that varies is multiplied by, where another one is that multiple of it."""
    for line in known:
        value = line.said.right
        if line.said.left != top or not isinstance(value, Combination) or value.shift != 0:
            continue
        spread = [term.law.variance for term in value.terms]
        alone = [term.variable for term in value.terms] == [bottom]
        if alone and isinstance(spread[0], sp.Expr) and signs.positive(spread[0], gamma):
            yield value.terms[0].factor


def _of_one_thing(of: Quantity, known: list[Known], gamma: Domain) -> Iterator[sp.Expr]:
    """0 for a difference; and 1 for a ratio, unless what it is of may be 0."""
    if of.name == DIFFERENCE:
        yield sp.S.Zero
        return
    for value in islice(_values(of.arguments[0], known, gamma), TRIES):
        try:
            signs.require_nonzero(value, gamma)
        except Undecided:
            return
    yield sp.S.One
