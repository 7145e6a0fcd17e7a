"""Computing: what a compound is by lines that say what it is made of.

A mean, a variance, a difference, a ratio, a limit or a slope has the value that these lines give,
where what they assume holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel import signs
from solutions.kernel.composition import EQUAL, TENDS
from solutions.kernel.context import require_varied_alone
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Malformed, NoTheorem, Undecided
from solutions.kernel.statement import Statement
from solutions.kernel.terms.calculus import derivative
from solutions.objects.laws import Combination, Normal, put
from solutions.objects.quantities import (
    DIFFERENCE,
    GIVEN,
    GRADIENT,
    LIMIT,
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
from solutions.relations.conditions.containment import dropped, within
from solutions.relations.conditions.regions import not_open
from solutions.statements.laws.conditions import given, instance

MOMENTS = {VARIANCE: "variance", MEAN: "mean"}
ALONE: dict[Name, Callable[[sp.Expr], sp.Expr]] = {
    NEGATIVE: lambda value: -value,
    SQUARE: lambda value: value**2,
    LOGARITHM: sp.log,
}
"""What is made of one quantity alone."""
ARITHMETIC = (*ALONE, DIFFERENCE, RATIO, RELATIVE_ERROR)
TRIES = 6
"""So many ways to compute a compound are compared, at most."""


@dataclass(frozen=True)
class Known:
    """What the line called ``where`` says."""

    where: str
    said: Statement
    declared: bool = False
    """Is it a first line, and no consequence of one?"""
    outputs: frozenset[Any] = frozenset()
    """Letters for an output or a prompt: the members that a best law is known for."""
    all_put: Domain = EVERYWHERE
    """All that was put for letters there, whether or not the left side shows them."""


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


def computed(of: Any, known: list[Known], gamma: Domain) -> list[sp.Expr]:
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
        if any(
            not isinstance(values.get(one, one), sp.Symbol | AppliedUndef) for one in line.outputs
        ):
            continue  # 7 need be none of the outputs that there are
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
