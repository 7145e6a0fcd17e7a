"""The region over which one letter may run: an interval, an open set, or the whole line."""

from __future__ import annotations

from typing import Any

import sympy as sp

from solutions.engine.printing import text
from solutions.kernel.calculus import derivative
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided
from solutions.relations.binders import spoken_of
from solutions.relations.containment import text_of


def no_variable(letter: Any) -> str:
    """Why ``letter`` is nothing that runs over real numbers; empty if it does."""
    if not isinstance(letter, sp.Symbol):
        return f"{text(letter)} is not a letter; a derivative is taken in a letter"
    if not letter.is_real:
        return f"{text(letter)} is not declared real"
    if letter.is_integer or letter.is_rational:
        return f"{text(letter)} is declared an integer, and does not run over an interval"
    return ""


def no_interval(letter: Any, domain: Domain) -> str:
    """Why the values that ``domain`` gives to ``letter`` may not be an interval; empty if they are.

    Each fact has to be linear in it: for fixed other letters that is a half-line, and half-lines
    meet in an interval.
    """
    told = no_variable(letter)
    if told:
        return told
    if letter.is_nonzero and not (letter.is_positive or letter.is_negative):
        return f"{text(letter)} is declared different from 0, which is no interval"
    for part in spoken_of(letter, domain):
        if part not in domain.facts:
            return f"{text(part)} is stated, so {text(letter)} may not run over an interval"
        if not _linear(part, letter):
            return f"{text_of(part)} is no bound on {text(letter)} that is linear in it"
    return ""


def not_open(letter: Any, domain: Domain) -> str:
    """Why ``domain`` may have no room around the values of ``letter``; empty if it has.

    Strict facts leave room, and one bound that is not strict leaves it on one side.
    """
    told = no_variable(letter)
    if told:
        return told
    closed = [f"{text(letter)} ≥ 0"] if letter.is_nonnegative and not letter.is_positive else []
    if letter.is_nonpositive and not letter.is_negative:
        closed.append(f"{text(letter)} ≤ 0")
    for part in spoken_of(letter, domain):
        if part in domain.nonzero:
            continue
        if part not in domain.facts:
            return f"{text(part)} is stated, so {text(letter)} cannot move a little"
        if "=" in part.rel_op:
            if not _linear(part, letter):
                return f"{text_of(part)} may leave {text(letter)} no room; state it strictly"
            closed.append(text_of(part))
    if len(closed) > 1:
        return (
            f"{' and '.join(closed)} may leave {text(letter)} no room; state one of them strictly"
        )
    return ""


def not_everywhere(letter: Any, domain: Domain) -> str:
    """Why ``letter`` may not run over the whole line; empty if it does."""
    told = no_variable(letter)
    if told:
        return told
    if letter.is_nonnegative or letter.is_nonpositive or letter.is_nonzero:
        return f"{text(letter)} must run over the whole line, and has a declared sign"
    about = spoken_of(letter, domain)
    if about:
        said = text_of(about[0]) if about[0] in domain.facts else text(about[0])
        return f"{text(letter)} must run over the whole line, and the domain speaks of it: {said}"
    return ""


def _linear(fact: Any, letter: sp.Symbol) -> bool:
    """Is the gap of an inequality a·x + b, with a and b free of the letter x?"""
    try:
        slope = derivative(sp.expand(fact.lhs - fact.rhs), letter)
    except Undecided:
        return False
    return letter not in sp.expand(slope).free_symbols
