"""Recursions of random variables: what one step may be made of.

A step adds up what is there, whose law the letters stand for, and noises that are new every time.
A page shows the sum and the laws of the noises; so the letters occur in that one law alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import agree
from solutions.objects.laws import Combination, Enclosure, Normal, Recursion, Term
from solutions.objects.quantities import GIVEN, Quantity
from solutions.printing.formulas import text


def ill_stepped(of: Quantity, start: Recursion, gamma: Domain) -> Iterator[str]:
    """What is wrong with a recursion for the quantity that it is declared of."""
    if of.name.operation and of.name != GIVEN:
        yield (
            f"a recursion is declared of {text(of)}, which is made of other quantities; declare "
            "it of these, and let the rest follow"
        )
    if start.of != of:
        yield f"the recursion is about {text(start.of)}, and the derivation about {text(of)}"
    if start.on not in set().union(*(one.free_symbols for one in _expressions(of))):
        yield f"{text(of)} does not depend on {text(start.on)}, which the recursion counts"
    elif not always_new(of, start.on, gamma):
        yield (
            f"{text(of)} is not shown to be another quantity after every step, and a recursion "
            f"gives it a new value; count it, as in a family at {text(start.on)}"
        )
    if not isinstance(start.then, Combination):
        return
    if not isinstance(start.first, Normal):
        yield f"a step of {text(of)} has a law, and what it begins with is {text(start.first)}"
        return
    letters = set(start.letters)
    for term in start.then.terms:
        if term.variable != of:
            yield from _noise(term, start, gamma)
        elif term.law != _before(start):
            yield (
                f"in a step of the recursion, {text(of)} is what was there before, with the law "
                f"{text(_before(start))}, and {text(term.law)} is another; give it that one"
            )
    outside = {start.then.shift, *(term.factor for term in start.then.terms)}
    if letters & set().union(*(one.free_symbols for one in outside)):
        yield (
            f"a step multiplies or shifts by {', '.join(sorted(map(text, letters)))}, which stand "
            "for the law of what was there before; write its closed form there"
        )


def _before(start: Recursion) -> Normal:
    """The law that the letters stand for; of one letter, with the mean that it starts with."""
    mean = start.previous[0] if isinstance(start.previous, tuple) else start.first.mean
    return Normal(mean, start.letters[-1])


def _noise(term: Term, start: Recursion, gamma: Domain) -> Iterator[str]:
    if set(start.letters) & _letters(term.law):
        yield (
            f"in a step of the recursion, {text(start.of)} is what the letters for the value "
            f"before are about, and they are about {text(term.variable)}"
        )
    if not always_new(term.variable, start.on, gamma):
        yield (
            f"{text(term.variable)} is not shown to be another variable in every step, and the "
            f"steps are added as independent; count it, as in a family at {text(start.on + 1)}"
        )


def always_new(of: Quantity, on: sp.Symbol, gamma: Domain) -> bool:
    """Is it another quantity for every value of the counter?"""
    return any(_always_new(one, on, gamma) for one in _expressions(of))


def _always_new(argument: sp.Expr, on: sp.Symbol, gamma: Domain) -> bool:
    """Is an argument affine in the counter, and not constant, so that no value comes twice?"""
    first, second = (argument.xreplace({on: sp.Integer(number)}) for number in (0, 1))
    try:
        signs.require_nonzero(second - first, gamma)
    except (Malformed, Undecided):
        return False
    return agree(argument, first + on * (second - first), gamma)


def _letters(law: Normal) -> set[Any]:
    spread = law.variance
    ends = [spread.lower, spread.upper] if isinstance(spread, Enclosure) else [spread]
    return set().union(*(one.free_symbols for one in (law.mean, *ends)))


def _expressions(of: Quantity) -> Iterator[sp.Expr]:
    for one in of.arguments:
        if isinstance(one, Quantity):
            yield from _expressions(one)
        elif isinstance(one, sp.Expr):
            yield one
