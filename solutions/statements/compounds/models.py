"""Models: which compounds may be declared where nothing is known of what they are made of."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import sympy as sp

from solutions.kernel.composition import EQUAL
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import agree
from solutions.objects.laws import Mean, put
from solutions.objects.quantities import (
    DIFFERENCE,
    GIVEN,
    GRADIENT,
    MEAN,
    RATIO,
    SQUARE,
    TOTAL,
    Name,
    Quantity,
)
from solutions.relations.conditions.regions import no_variable
from solutions.statements.chain import Chain
from solutions.statements.compounds.computing import ALONE, Known
from solutions.statements.laws.conditions import instance


def may_be_a_model(of: Quantity, start: Any) -> bool:
    """Is it made of one thing with a name, or of two?

    Anything else is made of things that would have to fit together, as E X² and the square of E X.
    """
    if of.name == MEAN and is_made_by(of.arguments[0], SQUARE):
        of = of.arguments[0]
    named = [isinstance(one, Quantity) and not one.name.operation for one in of.arguments]
    if of.name in (TOTAL, GRADIENT):
        kind = str if of.name == TOTAL else sp.Symbol
        about = of.arguments[1]
        moves = of.name == TOTAL or not no_variable(about)
        return named[0] and isinstance(about, kind) and moves
    return (
        all(named)
        and _fits_itself(of)
        and all(
            _is_of_one_thing(of, start, *pair)
            for pair in combinations(of.arguments, 2)
            if pair[0].may_be(pair[1])
        )
    )


def _fits_itself(of: Quantity) -> bool:
    """Is it of two members that are not compared with each other by way of others, too?

    Differences from one member are free, and so are those of the next along a family; of X_n less
    X_m, for all n and m, each has to be the sum of two others.
    """
    if len(of.arguments) != 2:
        return True
    one, other = of.arguments
    first, second = one.carried(), other.carried()
    if not first or not second:
        return True
    bare = all(each.is_Symbol for each in (*one.arguments, *other.arguments))
    if first != second or (len(first) > 1 and not bare):
        return False
    if one.name != other.name:
        return True
    gaps = [a - b for a, b in zip(one.arguments, other.arguments, strict=True) if a != b]
    return len(gaps) == 1 and bool(gaps[0].is_positive or gaps[0].is_negative)


def _is_of_one_thing(of: Quantity, start: Any, one: Quantity, other: Quantity) -> bool:
    """Where the two are one, is the value that of X − X or X/X?"""
    if one == other or not isinstance(start, sp.Expr):
        return False
    values = instance(one, other) or instance(other, one)
    try:
        there = put(start, values) if values else None
    except (Malformed, Undecided):
        return False
    return there is not None and agree(there, sp.Integer(of.name == RATIO), EVERYWHERE)


def is_of_a_known_law(derivation: Chain, rests: list[Known]) -> bool:
    """Is it an expectation under a condition, over a law that it rests on under that condition?"""
    of, start = derivation.of, derivation.start
    if not isinstance(start, Mean) or of.name != MEAN or not is_made_by(of.arguments[0], GIVEN):
        return False
    known = [line.said for line in rests if line.said.relation.word == EQUAL]
    return any(
        said.right == start.law
        and is_made_by(said.left, GIVEN)
        and said.left.arguments[1] == of.arguments[0].arguments[1]
        and _averaged(of.arguments[0].arguments[0], said.left.arguments[0], start, said.gamma)
        for said in known
    )


def _averaged(what: Any, variable: Quantity, start: Mean, gamma: Domain) -> bool:
    """Is ``what`` the function of the variable that the expectation takes the mean of?"""
    letter = sp.Dummy(start.variable.name, real=True)
    made, body = _made_of(what, variable, letter), start.body.xreplace({start.variable: letter})
    return made is not None and agree(made, body, gamma)


def _made_of(what: Any, variable: Quantity, letter: sp.Symbol) -> sp.Expr | None:
    """What is made of a variable, in a letter for it; ``None`` if anything else is in it."""
    if isinstance(what, sp.Expr):
        return what
    if what == variable:
        return letter
    if not isinstance(what, Quantity) or what.name not in (DIFFERENCE, RATIO, *ALONE):
        return None
    parts = [
        made for one in what.arguments if (made := _made_of(one, variable, letter)) is not None
    ]
    if len(parts) < len(what.arguments):
        return None
    if what.name == RATIO:
        return parts[0] / parts[1]
    return parts[0] - parts[1] if what.name == DIFFERENCE else ALONE[what.name](parts[0])


def is_made_by(of: Any, operation: Name) -> bool:
    return isinstance(of, Quantity) and of.name == operation
