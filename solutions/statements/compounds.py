"""Compounds: what is made of known quantities has the value that they give it.

A variance, a difference or a limit means what it says. Where what it is made of is known, it is
computed from that, and not declared; where nothing of it is known, it is a model like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import sympy as sp

from solutions.engine.objects import Combination, Enclosure, Mean, Recursion, put
from solutions.engine.printing import text
from solutions.engine.quantities import (
    DIFFERENCE,
    GIVEN,
    GRADIENT,
    LIMIT,
    LOG_DENSITY,
    MEAN,
    RATIO,
    SQUARE,
    TOTAL,
    VARIANCE,
    WRITTEN,
    Name,
    Quantity,
)
from solutions.kernel import signs
from solutions.kernel.composition import EQUAL
from solutions.kernel.domain import EVERYWHERE, Domain
from solutions.kernel.identity import agree
from solutions.kernel.messages import Malformed, Undecided
from solutions.kernel.statement import Statement
from solutions.relations.roots import PositiveRoot
from solutions.statements.borrowing import Borrowed
from solutions.statements.chain import Chain
from solutions.statements.computing import ALONE, MOMENTS, Known, computed
from solutions.statements.conditions import instance


def miscomputed(derivation: Chain, rests: list[Known]) -> str:
    """Why a compound is not what a derivation declares it to be, by the lines it rests on.

    What has no name in it, or is a limit, or is made of what these lines speak of, has to be
    computed; the rest is a model, of which nothing is known.
    """
    of, name = derivation.of, derivation.name
    if not _is_made(derivation):
        return ""
    told, found = _wrong(derivation, rests)
    if told or found or _is_of_a_known_law(derivation, rests):
        return told
    if of.speaks_of(LIMIT):
        return (
            f"{text(of)} is declared in {name}, and a limit is found: by .tends_to(…), and then "
            "rests=(…) on that line"
        )
    if told := _told(derivation, rests):
        return told
    if not _may_be_a_model(of, derivation.start):
        return (
            f"{text(of)} is declared in {name}, and has to follow from what it is made of; say "
            "first what that is, and then rests=(…) on those lines"
        )
    return ""


def _is_of_a_known_law(derivation: Chain, rests: list[Known]) -> bool:
    """Is it an expectation under a condition, over a law that it rests on under that condition?"""
    of, start = derivation.of, derivation.start
    if not isinstance(start, Mean) or of.name != MEAN or not _is(of.arguments[0], GIVEN):
        return False
    known = [line.said for line in rests if line.said.relation.word == EQUAL]
    return any(
        said.right == start.law
        and _is(said.left, GIVEN)
        and said.left.arguments[1] == of.arguments[0].arguments[1]
        and _averaged(of.arguments[0].arguments[0], said.left.arguments[0], start, said.gamma)
        for said in known
    )


def _averaged(what: Any, variable: Quantity, start: Mean, gamma: Domain) -> bool:
    """Is ``what`` the function of the variable that the expectation takes the mean of?"""
    made = _made_of(what, variable, start.variable)
    return made is not None and agree(made, start.body, gamma)


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


def _is(of: Any, operation: Name) -> bool:
    return isinstance(of, Quantity) and of.name == operation


def _may_be_a_model(of: Quantity, start: Any) -> bool:
    """Is it made of one thing with a name, or of two?

    Anything else is made of things that would have to fit together, as E X² and the square of E X.
    """
    if of.name == MEAN and _is(of.arguments[0], SQUARE):
        of = of.arguments[0]
    named = [isinstance(one, Quantity) and not one.name.operation for one in of.arguments]
    if of.name in (TOTAL, GRADIENT):
        kind = str if of.name == TOTAL else sp.Symbol
        return named[0] and isinstance(of.arguments[1], kind)
    return all(named) and all(
        _is_of_one_thing(of, start, *pair)
        for pair in combinations(of.arguments, 2)
        if pair[0].may_be(pair[1])
    )


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


def unfounded(derivation: Chain, rests: list[Known], known: list[Known]) -> str:
    """Why a compound may not be declared: what it is made of is known, and does not give it.

    ``rests`` are the lines that it says it rests on; ``known`` all others of the part. What a value
    put for a letter leads to, as from X_n to X_0, is shown by a later line of the derivation.
    """
    if not _is_made(derivation):
        return ""
    told, found = _wrong(derivation, rests)
    if not found or not rests:
        told, found = _wrong(derivation, known)
    if told or found:
        return told
    if _is_of_a_known_law(derivation, rests):
        return ""
    later = list(_later(derivation))
    unseen = [
        line for line in known if line.declared and not any(_shown(said, line) for said in later)
    ]
    return _told(derivation, unseen)


def misnamed(derivation: Chain, known: list[Known]) -> Iterator[str]:
    """Why what a rule finds is not what it is called, by what is known of that."""
    for number, step in enumerate(derivation.steps, 1):
        if step.called is not None:
            told, found = _compared(step.called, step.rhs, step.domain, known, derivation.name)
            if told:
                yield told
            elif not found and not _is_what_it_finds(derivation, number, known):
                others = [line for line in known if line.declared]
                spoken = [said for line in others if (said := _spoken(step.called, line))]
                if spoken:
                    yield (
                        f"{text(step.called)} is what a rule finds in {derivation.name}, and "
                        f"something else is known of {spoken[0]}; call it by a name of its own"
                    )
                elif not _may_be_a_model(step.called, step.rhs):
                    yield (
                        f"{text(step.called)} is not what the rule finds in {derivation.name} by "
                        "nature; call it by a name of its own"
                    )


def _is_what_it_finds(derivation: Chain, number: int, known: list[Known]) -> bool:
    """Is it called what the rule finds by nature?

    A new name always is, and so are the mean that is nearest in the mean square, and the factor of
    what has variance 1, if anything is known of that, which is the root of the product's variance.
    """
    step = derivation.steps[number - 1]
    left, called = derivation.statement(number - 1).left, step.called
    if called is None or not called.name.operation:
        return True
    if isinstance(step.relation, PositiveRoot) and called.name == RATIO:
        top, bottom = called.arguments
        units = computed(VARIANCE(bottom), known, step.domain)
        return left == SQUARE(called) or (left == VARIANCE(top) and (not units or 1 in units))
    if called.name != MEAN or not _is(called.arguments[0], GIVEN):
        return False
    variable, event = called.arguments[0].arguments
    letter = getattr(step.relation, "variable", None)
    return bool(left == MEAN(GIVEN(SQUARE(DIFFERENCE(letter, variable)), event)))


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
    values = computed(of, known, gamma)
    if not values or not isinstance(start, sp.Expr | Enclosure):
        return "", False
    if any(_is_in(value, start, gamma) for value in values):
        return "", True
    return (
        f"{text(of)} is said in {name} to be {text(start)}, and what it is made of gives "
        f"{text(values[0])}, which is not proved to be the same; begin with that"
    ), True


def _is_in(value: sp.Expr, start: sp.Expr | Enclosure, gamma: Domain) -> bool:
    """Is a value the one that is declared, or between its ends?"""
    if not isinstance(start, Enclosure):
        return agree(value, start, gamma)
    ends = (value - start.lower, start.upper - value)
    return all(signs.nonnegative(gap, gamma) for gap in ends)


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
    if line.said.left == said.left or line.said.left.carried():
        return False  # a line about a whole family says more than what is shown of one member
    try:
        gamma = said.gamma.join(line.said.gamma)
    except Undecided:
        return False
    values = computed(said.left, [line], gamma)
    return isinstance(said.right, sp.Expr) and any(
        agree(value, said.right, gamma) for value in values
    )


def _spoken(of: Quantity, line: Known) -> str:
    """What ``of`` is made of and a line says something of: its value, law or part of a sum.

    A mean and a variance of one variable are two numbers, and neither says anything of the other.
    """
    left, right = line.said.left, line.said.right
    two = {of.name, left.name} == set(MOMENTS)
    if two and of.arguments == left.arguments and len(list(of.parts())) == 2:
        return ""
    leaves = [part for part in of.parts() if not part.name.operation]
    step = right.then if isinstance(right, Recursion) else right
    about = [term.variable for term in step.terms] if isinstance(step, Combination) else []
    about += left.parts()
    return next((text(one) for one in leaves if any(one.meets(it) for it in about)), "")


def premises(derivation: Chain) -> list[Known]:
    """What a derivation rests on, each line by itself."""
    return [_known(used) for used in derivation.rests]


def lines(derivation: Chain) -> Iterator[Known]:
    """All that the lines of a derivation say of quantities."""
    for number in range(len(derivation.steps) + 1):
        try:
            first = number == 0 and derivation.begins is None and not _follows_from(derivation)
            called = derivation.steps[number - 1].called if number else None
            found = called is not None and not called.name.operation
            line = replace(_known(derivation.upto(number)), declared=first or found)
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
