"""The region over which one letter may run: an interval, an open set, or the whole line."""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.evidence.evidence import Reason
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.domains.variables import jumps
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import expanded
from solutions.kernel.terms.calculus import derivative
from solutions.kernel.terms.letters import is_defined
from solutions.relations.conditions.binders import spoken_of, stated


def no_variable(letter: Any) -> Reason | None:
    """Why ``letter`` is nothing that runs over real numbers; ``None`` if it does."""
    if not isinstance(letter, sp.Symbol):
        return Reason("not a letter", (letter,))
    if not letter.is_real:
        return Reason("not real", (letter,))
    if any((letter.is_integer, letter.is_rational, letter.is_irrational, letter.is_algebraic)):
        return Reason("integer no interval", (letter,))
    if letter.is_transcendental:
        return Reason("integer no interval", (letter,))
    return None


def no_interval(letter: Any, domain: Domain) -> Reason | None:
    """Why the values of ``letter`` in ``domain`` may not be an interval; ``None`` if they are.

    Each fact has to be linear in it: for fixed other letters that is a half-line, and half-lines
    meet in an interval.
    """
    told = no_variable(letter)
    if told:
        return told
    if letter.is_nonzero and not (letter.is_positive or letter.is_negative):
        return Reason("nonzero no interval", (letter,))
    for part in spoken_of(letter, domain):
        if part not in domain.facts:
            return Reason("stated no interval", (part, letter))
        if not _linear(part, letter):
            return Reason("bound not linear", (part, letter))
    return None


def _held(value: AppliedUndef, domain: Domain) -> Reason | None:
    """What keeps the value of a function from moving alone; ``None`` if nothing does."""
    if is_defined(value):
        return Reason("not a letter", (value,))
    if not value.is_real:
        return Reason("not real", (value,))
    closed = value.is_nonnegative and not value.is_positive
    closed = closed or (value.is_nonpositive and not value.is_negative)
    if value.is_integer or closed or getattr(value.func, "bounds", None) is not None:
        return Reason("integer no interval", (value,))
    stated_of = [part for part in (*stated(domain), *domain.unit_sums) if part.has(value.func)]
    return Reason("stated no room", (stated_of[0], value)) if stated_of else None


def not_open(letter: Any, domain: Domain) -> Reason | None:
    """Why ``domain`` may have no room around the values of ``letter``; ``None`` if it has.

    Strict facts leave room, and one bound that is not strict leaves it on one side. The value of an
    undefined function at a place has room if nothing but its sign is stated of the function.
    """
    if isinstance(letter, AppliedUndef):
        return _held(letter, domain)
    told = no_variable(letter)
    if told:
        return told
    closed: list[Any] = []
    if letter.is_nonnegative and not letter.is_positive:
        closed.append(sp.GreaterThan(letter, 0, evaluate=False))
    if letter.is_nonpositive and not letter.is_negative:
        closed.append(sp.LessThan(letter, 0, evaluate=False))
    for part in spoken_of(letter, domain):
        if jumps(part, letter):
            return Reason("stated no room", (part, letter))
        if part in domain.nonzero:
            continue
        if part not in domain.facts:
            return Reason("stated no room", (part, letter))
        if "=" in part.rel_op:
            if not _linear(part, letter):
                return Reason("bound no room", (part, letter))
            closed.append(part)
    if len(closed) > 1:
        return Reason("bounds no room", (tuple(closed), letter))
    return None


def not_everywhere(letter: Any, domain: Domain) -> Reason | None:
    """Why ``letter`` may not run over the whole line; ``None`` if it does."""
    told = no_variable(letter)
    if told:
        return told
    if letter.is_nonnegative or letter.is_nonpositive or letter.is_nonzero:
        return Reason("line signed", (letter,))
    about = spoken_of(letter, domain)
    if about:
        return Reason("line restricted", (letter, about[0]))
    return None


def _linear(fact: Any, letter: sp.Symbol) -> bool:
    """Is the gap of an inequality a·x + b, with a and b free of the letter x?"""
    try:
        slope = derivative(expanded(fact.lhs - fact.rhs, EVERYWHERE), letter)
    except Undecided:
        return False
    return letter not in expanded(slope, EVERYWHERE).free_symbols
