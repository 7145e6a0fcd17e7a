"""Kinds: what may be declared of a quantity by what it is.

A variance is never negative, a law is of a variable with a name, and variables that are added up
as independent are different ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, takewhile
from typing import Any

import sympy as sp

from solutions.evidence.counterexamples import points
from solutions.kernel import signs
from solutions.kernel.composition import EQUALITY
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import decide
from solutions.kernel.terms.calculus import derivative
from solutions.numbers.values import value
from solutions.objects.laws import Combination, Mean, Normal, Recursion
from solutions.objects.quantities import (
    EVENT,
    GIVEN,
    LIMIT,
    LOG_DENSITY,
    MEAN,
    NEGATIVE,
    RATIO,
    ROOT,
    SQUARE,
    TOTAL,
    VARIANCE,
    Quantity,
)
from solutions.printing.formulas import text
from solutions.statements.chain import Chain
from solutions.statements.members import several_values


def unfit(derivation: Chain) -> Iterator[str]:
    """Why a quantity is not what it is declared to be, by its kind."""
    of, start, gamma = derivation.of, derivation.start, derivation.opening.gamma
    sign, number = _sign(of), _number(start)
    if sign and isinstance(number, sp.Expr) and not _has_sign(sign, number, derivation):
        at = _negative(sign * number, gamma)
        yield (
            f"{text(of)} is at {'least' if sign > 0 else 'most'} 0, and {text(number)} is not "
            + (f"at {at}" if at else "proved to be; assume what it takes, with where=…")
        )
    yield from _conditional(of)
    if of.name == LOG_DENSITY:
        yield from _density(of, start, gamma)
    if isinstance(start, Mean) and of.name.operation and of.name != MEAN:
        yield f"{text(of)} is declared as an expectation; declare that of mean(…)"
    yield from _random(of, start)
    if isinstance(start, Combination):
        yield from _apart(start, of)
    elif isinstance(start, Recursion) and isinstance(start.then, Combination):
        yield from _apart(start.then, None, start.on)
    yield from several_values(of, start)
    for step in derivation.steps:
        if step.called is not None:
            yield from several_values(step.called, step.rhs)


def _conditional(of: Quantity) -> Iterator[str]:
    """A condition is that variables with names, each once, have values."""
    for one in of.parts():
        if one.name != GIVEN:
            continue
        whole, event = one.arguments
        events = [part.arguments[0] for part in event.parts() if part.name == EVENT]
        told = [part for part in events if part.name.operation]
        if of.name != MEAN and whole.name.operation:
            told.append(whole)
        if told:
            yield (
                f"{text(told[0])} in {text(one)} is made of other quantities; a condition is of "
                "and on variables that have names"
            )
        if any(a.may_be(b) for a, b in combinations(events, 2)):
            yield f"{text(one)} gives one variable two values; give it one"


def _density(of: Quantity, start: Any, gamma: Domain) -> Iterator[str]:
    """The logarithm of a Gaussian's density has a negative second derivative in its place."""
    variable, at = of.arguments
    if not isinstance(at, sp.Symbol) or (variable.name.operation and variable.name != GIVEN):
        yield f"{text(of)} is no density: it is of a variable with a name, at a letter"
    elif isinstance(start, sp.Expr):
        try:
            bend = derivative(derivative(start, at), at)
            falls = signs.positive(-bend, gamma) and at not in bend.free_symbols
        except Undecided:
            falls = False
        if not falls:
            yield (
                f"{text(start)} in {text(at)} is not proved to be quadratic and to fall on both "
                "sides, as the logarithm of a Gaussian density does"
            )


def _random(of: Quantity, start: Any) -> Iterator[str]:
    """Laws are of what has a name, or of that under a condition; the rest follows from these."""
    step = start.then if isinstance(start, Recursion) else start
    if not isinstance(step, Normal | Combination):
        return
    terms = step.terms if isinstance(step, Combination) else ()
    for one in (of, *(term.variable for term in terms)):
        if one.name.operation and not (one == of and of.name == GIVEN):
            yield (
                f"a law is declared of {text(one)}, which is made of other quantities; declare "
                "the laws of these, and what is added up by names of their own"
            )


def _apart(
    sum_: Combination, of: Quantity | None, counter: sp.Symbol | None = None
) -> Iterator[str]:
    """Variables that are independent are different ones; in all steps, if there is a counter."""
    names = [term.variable for term in sum_.terms] + ([of] if of else [])
    later = {counter: sp.Dummy(counter.name, **counter.assumptions0)} if counter else {}
    for place, one in enumerate(names):
        if any(one.may_be(other.at(later)) for other in names[:place]):
            yield (
                f"{text(one)} occurs twice among variables that are independent; add its factors, "
                "or give each its own name"
            )


def _number(start: Any) -> Any:
    """What is declared; of an expectation its value, or what is averaged if that is not found."""
    if not isinstance(start, Mean):
        return start
    try:
        return start.value()
    except (Malformed, Undecided):
        return start.body


def _has_sign(sign: int, start: sp.Expr, derivation: Chain) -> bool:
    """Is the value never negative (or never positive), as it stands or in a form that follows?"""
    gamma = derivation.opening.gamma
    if signs.nonnegative(sign * start, gamma):
        return True
    forms = takewhile(lambda step: step.relation.link == EQUALITY, derivation.steps)
    for form in (step.rhs for step in forms):
        try:
            if signs.nonnegative(sign * form, gamma) and decide(start, form, gamma).same:
                return True
        except (Malformed, Undecided, TypeError):
            continue
    return False


def _sign(of: Any) -> int:
    """1 for what is never negative, as a variance is; −1 for what is never positive; else 0."""
    if not isinstance(of, Quantity):
        return 0
    if of.name in (VARIANCE, SQUARE, ROOT):
        return 1
    if of.name in (MEAN, GIVEN, LIMIT, TOTAL):
        return _sign(of.arguments[0])
    if of.name == NEGATIVE:
        return -_sign(of.arguments[0])
    if of.name == RATIO:
        return _sign(of.arguments[0]) * _sign(of.arguments[1])
    return 0


def _negative(number: sp.Expr, gamma: Domain) -> str:
    """A point at which a number is certainly negative; empty if none was found."""
    for point in points(set(number.free_symbols), gamma, 20):
        try:
            if value(number, point) < 0:
                return (
                    ", ".join(f"{text(a)} = {b}" for a, b in point.symbols.items()) or "all points"
                )
        except Undecided:
            continue
    return ""
