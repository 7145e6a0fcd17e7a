"""Compounds: what is made of known quantities has the value that they give it.

A variance, a difference or a limit means what it says. Where what it is made of is known, it is
computed from that, and not declared; where nothing of it is known, it is a model like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy as sp

from solutions.engine.objects import Combination, Mean, Recursion
from solutions.engine.printing import text
from solutions.engine.quantities import (
    DIFFERENCE,
    GIVEN,
    GRADIENT,
    LIMIT,
    LOG_DENSITY,
    MEAN,
    SQUARE,
    TOTAL,
    WRITTEN,
    Name,
    Quantity,
)
from solutions.kernel.composition import EQUAL
from solutions.kernel.domain import Domain
from solutions.kernel.identity import agree
from solutions.kernel.messages import Malformed, Undecided
from solutions.kernel.statement import Statement
from solutions.relations.roots import PositiveRoot
from solutions.statements.borrowing import Borrowed
from solutions.statements.chain import Chain
from solutions.statements.computing import MOMENTS, Known, computed
from solutions.statements.conditions import instance
from solutions.statements.step import Step


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
    if not _may_be_a_model(of):
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
    event = of.arguments[0].arguments[1]
    known = [line.said for line in rests if line.said.relation.word == EQUAL]
    return any(
        said.right == start.law and said.left.name == GIVEN and said.left.arguments[1] == event
        for said in known
        if isinstance(said.left, Quantity)
    )


def _is(of: Any, operation: Name) -> bool:
    return isinstance(of, Quantity) and of.name == operation


def _may_be_a_model(of: Quantity) -> bool:
    """Is it made of one thing with a name, or of two?

    Anything else is made of things that would have to fit together, as E X² and the square of E X.
    """
    if of.name == MEAN and _is(of.arguments[0], SQUARE):
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
    told, found = _wrong(derivation, rests)
    if not found:
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
    for step in derivation.steps:
        if step.called is not None and step.called.name.operation:
            told, found = _compared(step.called, step.rhs, step.domain, known, derivation.name)
            if told:
                yield told
            elif not found and not _is_what_it_finds(derivation, step):
                others = [line for line in known if line.declared]
                spoken = [said for line in others if (said := _spoken(step.called, line))]
                if spoken:
                    yield (
                        f"{text(step.called)} is what a rule finds in {derivation.name}, and "
                        f"something else is known of {spoken[0]}; call it by a name of its own"
                    )


def _is_what_it_finds(derivation: Chain, step: Step) -> bool:
    """Is it called what the rule finds by nature: a conditional mean, or a positive root?"""
    if isinstance(step.relation, PositiveRoot):
        return True
    left, letter = derivation.of, getattr(step.relation, "variable", None)
    called = step.called
    if called is None or called.name != MEAN or not _is(called.arguments[0], GIVEN):
        return False
    variable, event = called.arguments[0].arguments
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
    if not values or not isinstance(start, sp.Expr):
        return "", False
    if any(agree(value, start, gamma) for value in values):
        return "", True
    return (
        f"{text(of)} is said in {name} to be {text(start)}, and what it is made of gives "
        f"{text(values[0])}, which is not proved to be the same; begin with that"
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
    return next((text(one) for one in leaves if any(_may_be(one, it) for it in about)), "")


def _may_be(one: Quantity, known: Any) -> bool:
    """May it be what is known, or one of the family that this is known of?"""
    return one.may_be(known) or (isinstance(known, Quantity) and instance(known, one) is not None)


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
