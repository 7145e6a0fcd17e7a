"""Compounds: what is made of known quantities has the value that they give it.

A variance, a difference or a limit means what it says. Where the law, the two sides or the limit
are known from lines of the part, it is computed from these, and neither declared nor named anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sympy as sp

from solutions.engine.objects import Combination, Normal
from solutions.engine.printing import text
from solutions.engine.quantities import (
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
from solutions.kernel.calculus import derivative
from solutions.kernel.composition import EQUAL, TENDS
from solutions.kernel.domain import Domain
from solutions.kernel.identity import decide
from solutions.kernel.messages import Malformed, Undecided
from solutions.kernel.statement import Statement
from solutions.statements.chain import Chain
from solutions.statements.laws import given

MOMENTS = {VARIANCE: "variance", MEAN: "mean"}
ALONE: dict[Name, Callable[[sp.Expr], sp.Expr]] = {
    NEGATIVE: lambda value: -value,
    SQUARE: lambda value: value**2,
    LOGARITHM: sp.log,
}
"""What is made of one quantity alone."""
COMPOUND = (*MOMENTS, *ALONE, GRADIENT, DIFFERENCE, RATIO, RELATIVE_ERROR, LIMIT)
TRIES = 6
"""So many ways to compute a compound are compared, at most."""


@dataclass(frozen=True)
class Known:
    """A line of a derivation, with what it says."""

    derivation: Chain
    said: Statement


Found = Iterator[tuple[sp.Expr, Domain]]


def miscomputed(derivations: tuple[Chain, ...]) -> list[str]:
    """Compounds that are said to be something else than what they are made of gives."""
    known = [line for one in derivations for line in _lines(one)]
    told = {line.derivation.name: said for line in reversed(known) if (said := _wrong(line, known))}
    return [told[name] for name in reversed(told)]


def _lines(derivation: Chain) -> Iterator[Known]:
    for number in range(len(derivation.steps) + 1):
        try:
            said = derivation.statement(number)
        except (Malformed, Undecided, TypeError):
            return
        if isinstance(said.left, Quantity) and said.relation.word in (EQUAL, TENDS):
            yield Known(derivation, said)


def _wrong(line: Known, known: list[Known]) -> str:
    left, right = line.said.left, line.said.right
    if line.said.relation.word == TENDS or left.name not in COMPOUND:
        return ""
    if not isinstance(right, sp.Expr):
        return ""
    others = [one for one in known if one.said.left != left]
    computed = list(islice(_values(left, others, whole=False), TRIES))
    for value, gamma in computed:
        try:
            if decide(value, right, gamma.join(line.said.gamma)).same:
                return ""
        except (Malformed, Undecided, TypeError):
            continue
    if not computed:
        return _no_limit(line, others)
    return (
        f"{text(left)} is said in {line.derivation.name} to be {text(right)}, and what it is made "
        f"of gives {text(computed[0][0])}, which is not proved to be the same; begin with that"
    )


def _no_limit(line: Known, others: list[Known]) -> str:
    """A limit that is declared, though what it is a limit of is known and no line says this."""
    left = line.said.left
    about = left.arguments[0]
    known = any(one.said.left == about and one.said.relation.word == EQUAL for one in others)
    if left.name != LIMIT or not known:
        return ""
    return (
        f"{text(left)} is declared in {line.derivation.name}, and {text(about)} has a value of its "
        "own; let the limit follow from that value with .tends_to(…)"
    )


def _values(of: Any, known: list[Known], *, whole: bool = True) -> Found:
    """What a quantity is by the lines of ``known``; not by one about itself, unless ``whole``."""
    if isinstance(of, sp.Expr):
        yield of, Domain()
        return
    if not isinstance(of, Quantity):
        return
    for line in known if whole else ():
        if line.said.left == of and line.said.relation.word == EQUAL:
            yield from _number(line.said.right, line.said.gamma)
    if of.name == WRITTEN:
        yield of.arguments[0], Domain()
    elif of.name in MOMENTS:
        yield from _moments(of, known)
    elif of.name == LIMIT:
        yield from _limits(of, known)
    elif of.name in COMPOUND:
        yield from _compound(of, known)


def _number(value: Any, gamma: Domain) -> Found:
    if isinstance(value, sp.Expr):
        yield value, gamma


def _moments(of: Quantity, known: list[Known]) -> Found:
    for law, gamma in _laws(of.arguments[0], known):
        yield from _number(getattr(law, MOMENTS[of.name]), gamma)


def _laws(of: Any, known: list[Known]) -> Iterator[tuple[Normal, Domain]]:
    """The law of a variable, of its negative, or of it given one that it is a sum of."""
    if not isinstance(of, Quantity):
        return
    if of.name in (DIFFERENCE, RATIO) and of.arguments[0] == of.arguments[1]:
        yield Normal(0 if of.name == DIFFERENCE else 1, 0), Domain()
    if of.name == NEGATIVE:
        for law, gamma in _laws(of.arguments[0], known):
            yield law.scaled(sp.S.NegativeOne), gamma
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
            yield found, line.said.gamma


def _limits(of: Quantity, known: list[Known]) -> Found:
    about, name = of.arguments
    for line in known:
        said = line.said
        if said.relation.word != TENDS or said.relation.regime.name != name:
            continue
        if said.left == about:
            yield from _number(said.right, said.gamma)
        elif isinstance(said.right, Normal) and (which := _moment(about, said.left)):
            yield from _number(getattr(said.right, which), said.gamma)


def _moment(of: Any, variable: Any) -> str:
    """Which moment of the variable ``of`` is; empty if none."""
    named = isinstance(of, Quantity) and of.name in MOMENTS and of.arguments[0] == variable
    return MOMENTS[of.name] if named else ""


def _slope(value: sp.Expr, letter: sp.Symbol, gamma: Domain) -> Found:
    try:
        yield derivative(value, letter), gamma
    except Undecided:
        return


def _compound(of: Quantity, known: list[Known]) -> Found:
    if of.name in (DIFFERENCE, RATIO) and of.arguments[0] == of.arguments[1]:
        yield (sp.S.Zero if of.name == DIFFERENCE else sp.S.One), Domain()
        return
    for one, gamma in islice(_values(of.arguments[0], known), TRIES):
        if of.name == GRADIENT:
            yield from _slope(one, of.arguments[1], gamma)
            continue
        if of.name in ALONE:
            yield ALONE[of.name](one), gamma
            continue
        for other, more in islice(_values(of.arguments[1], known), TRIES):
            both = gamma.join(more)
            if of.name == DIFFERENCE:
                yield one - other, both
            elif of.name == RATIO:
                yield one / other, both
            else:
                yield (one - other) / one, both
