"""What is declared of a compound beside what known lines give, and what these speak of."""

from __future__ import annotations

from typing import Any

import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import agree
from solutions.objects.laws import Combination, Enclosure, Mean, Recursion
from solutions.objects.quantities import GIVEN, LOG_DENSITY, WRITTEN, Quantity
from solutions.printing.formulas import text
from solutions.statements.chain import Chain
from solutions.statements.compounds.computing import MOMENTS, Known, computed


def is_made(derivation: Chain) -> bool:
    """Is a value declared of something that is made of others?"""
    of, start = derivation.of, derivation.start
    if derivation.begins is not None or not isinstance(start, sp.Expr | Mean):
        return False
    return of.name.operation and of.name not in (WRITTEN, LOG_DENSITY, GIVEN)


def wrong(derivation: Chain, known: list[Known]) -> tuple[str, bool]:
    """Why a declared value is not what ``known`` gives; and whether they give any."""
    start, gamma = derivation.start, derivation.opening.gamma
    if isinstance(start, Mean):
        try:
            start = start.value()
        except (Malformed, Undecided):
            return "", False
    return compared(derivation.of, start, gamma, known, derivation.name)


def compared(
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


def told_of(derivation: Chain, known: list[Known]) -> str:
    """What is known of the things that a compound is made of, though it does not follow."""
    of = derivation.of
    for line in known:
        if line.said.left != of and (told := spoken(of, line)):
            return (
                f"{text(of)} is declared in {derivation.name}, and {line.where} speaks of {told}; "
                "let it follow from what is known there, with rests=(…) or .onward(…)"
            )
    return ""


def spoken(of: Quantity, line: Known) -> str:
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
