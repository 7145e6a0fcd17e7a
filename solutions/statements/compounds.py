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

from solutions.engine.objects import Combination, Normal, Recursion
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
    VARIANCE,
    WRITTEN,
    Name,
    Quantity,
)
from solutions.kernel import signs
from solutions.kernel.calculus import derivative
from solutions.kernel.composition import EQUAL, TENDS
from solutions.kernel.domain import Domain
from solutions.kernel.identity import decide
from solutions.kernel.messages import Malformed, Undecided
from solutions.kernel.statement import Statement
from solutions.relations.containment import dropped, within
from solutions.relations.regions import not_open
from solutions.statements.borrowing import Borrowed
from solutions.statements.chain import Chain
from solutions.statements.conditions import given

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


def miscomputed(derivation: Chain, rests: list[Known]) -> str:
    """Why a compound is not what a derivation declares it to be, by the lines it rests on.

    What has no name in it, or is a limit, or is made of what these lines speak of, has to be
    computed; the rest is a model, of which nothing is known.
    """
    of, name = derivation.of, derivation.name
    if not _is_made(derivation):
        return ""
    told, computed = _wrong(derivation, rests)
    if told or computed:
        return told
    leaves = [part for part in of.parts() if not part.name.operation]
    if not leaves:
        return f"{text(of)} is not computed from what stands in it, in {name}; write a value there"
    if of.speaks_of(LIMIT):
        return (
            f"{text(of)} is declared in {name}, and a limit is found: by .tends_to(…), and then "
            "rests=(…) on that line"
        )
    return _told(derivation, rests)


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
    if told or computed or any(_shown(line, known) for line in _later(derivation)):
        return told
    return _told(derivation, known)


def misnamed(derivation: Chain, known: list[Known]) -> Iterator[str]:
    """Why what a rule finds is not what it is called, by what is known of that."""
    for step in derivation.steps:
        if step.called is not None and step.called.name.operation:
            told, _ = _compared(step.called, step.rhs, step.domain, known, derivation.name)
            if told:
                yield told


def _wrong(derivation: Chain, known: list[Known]) -> tuple[str, bool]:
    """Why a declared value is not what ``known`` gives; and whether they give any."""
    gamma = derivation.opening.gamma
    return _compared(derivation.of, derivation.start, gamma, known, derivation.name)


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
    """Is a value, or a law under a condition, declared of something that is made of others?"""
    of, start = derivation.of, derivation.start
    if derivation.begins is not None:
        return False
    if isinstance(start, Normal | Combination | Recursion):
        return False
    made = of.name.operation and of.name != WRITTEN and of.name not in (LOG_DENSITY, GIVEN)
    return made and (isinstance(start, sp.Expr) or not of.speaks_of(GIVEN))


def _later(derivation: Chain) -> Iterator[Statement]:
    for number in range(1, len(derivation.steps) + 1):
        try:
            said = derivation.statement(number)
        except (Malformed, Undecided, TypeError):
            return
        if said.left != derivation.of and said.relation.word == EQUAL:
            yield said


def _shown(said: Statement, known: list[Known]) -> bool:
    """Is a later line what is known of it, wherever both hold?"""
    others = [line for line in known if line.said.left != said.left]
    try:
        gamma = said.gamma
        for line in others:
            if line.said.left in said.left.parts():
                gamma = gamma.join(line.said.gamma)
    except Undecided:
        return False
    values = _computed(said.left, others, gamma)
    return isinstance(said.right, sp.Expr) and any(
        _same(value, said.right, gamma) for value in values
    )


def _spoken(of: Quantity, line: Known) -> str:
    """What ``of`` is made of and a line says something of: its value, law or part of a sum.

    A mean and a variance of the same variable are two numbers, and neither says anything of the
    other; of a mean and that of the negative, each gives the other.
    """
    left, right = line.said.left, line.said.right
    leaves = [part for part in of.parts() if not part.name.operation]
    tied = (*ARITHMETIC, *MOMENTS) if any(map(of.speaks_of, ARITHMETIC)) else ARITHMETIC
    step = right.then if isinstance(right, Recursion) else right
    about = [term.variable for term in step.terms] if isinstance(step, Combination) else []
    if not left.name.operation or left.name in tied:
        about += left.parts()
    return next((text(one) for one in leaves if any(one.may_be(it) for it in about)), "")


def premises(derivation: Chain) -> list[Known]:
    """What a derivation rests on, each line by itself."""
    return [_known(used) for used in derivation.rests]


def lines(derivation: Chain) -> Iterator[Known]:
    """All that the lines of a derivation say of quantities."""
    for number in range(len(derivation.steps) + 1):
        try:
            line = _known(derivation.upto(number))
        except (Malformed, Undecided, TypeError):
            return
        if isinstance(line.said.left, Quantity):
            yield line


def _known(line: Borrowed) -> Known:
    """A line, with the values that were put for letters which its left side does not show."""
    said = line.lent
    put = tuple((old, new) for old, new in said.gamma.put if old in line.hidden)
    return Known(line.title, replace(said, gamma=replace(said.gamma, put=put)))


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
    usable = [line for line in known if line.said.left != of and _follows(line.said.gamma, gamma)]
    return list(islice(_values(of, usable, gamma, whole=False), TRIES))


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
        for law in _laws(of.arguments[0], known):
            yield from _number(getattr(law, MOMENTS[of.name]))
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
        elif line.said.left != of:
            continue
        elif isinstance(found, sp.Expr):  # a number is its own mean, and does not vary
            found = Normal(found, sp.S.Zero)
        found = found.law() if isinstance(found, Combination) else found
        if isinstance(found, Normal):
            yield found


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
    if not_open(letter, gamma):
        return
    for value in islice(_values(about, known, gamma), TRIES):
        try:
            yield derivative(value, letter)
        except Undecided:
            return


def _arithmetic(of: Quantity, known: list[Known], gamma: Domain) -> Iterator[sp.Expr]:
    if of.name == RATIO:
        yield from _factors(of.arguments[0], of.arguments[1], known)
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


def _factors(top: Any, bottom: Any, known: list[Known]) -> Iterator[sp.Expr]:
    """What a variable is multiplied by, where another one is that multiple of it."""
    for line in known:
        value = line.said.right
        if line.said.left != top or not isinstance(value, Combination) or value.shift != 0:
            continue
        if [term.variable for term in value.terms] == [bottom]:
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
