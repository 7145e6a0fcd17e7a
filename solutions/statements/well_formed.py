"""Well-formedness: what has to be so of a derivation before any line of it is judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from solutions.kernel.domains.domain import Domain
from solutions.objects.laws import Enclosure, Normal, Recursion
from solutions.objects.quantities import (
    BOTH,
    DIFFERENCE,
    EVENT,
    GIVEN,
    GRADIENT,
    GREATEST,
    GREATEST_AT,
    LEAST,
    LEAST_AT,
    LOG_DENSITY,
    MEAN,
    PLACED,
    RATIO,
    ROOT,
    Quantity,
)
from solutions.printing.formulas import text
from solutions.relations.inequalities.roots import PositiveRoot
from solutions.statements.borrowing import Used
from solutions.statements.chain import Chain, Line
from solutions.statements.compounds.declared import miscomputed
from solutions.statements.compounds.premises import premises
from solutions.statements.declarations import declared_twice
from solutions.statements.derivation import Derivation
from solutions.statements.kinds import unfit
from solutions.statements.laws.recursions import ill_stepped
from solutions.statements.naming.notation import confusing
from solutions.statements.naming.regimes import misnamed
from solutions.statements.step import Step
from solutions.statements.trusted import foreign

FOUND = (BOTH, EVENT, GREATEST, GREATEST_AT, LEAST, LEAST_AT, PLACED, ROOT)
"""Operations that only a rule says something of, or that are no quantity by themselves."""


def ill_formed(derivation: Chain) -> list[str]:
    """What is wrong with the derivation as it is stated."""
    lent = [*derivation.rests, *filter(None, (derivation.begins,))]
    other = foreign((derivation.of, derivation.start, derivation.steps, derivation.where))
    other = other or next((f"a {type(one).__name__}" for one in lent if not is_lent(one)), "")
    if other:
        return [
            f"{other}, and no value or name of this project; lines are stated with what "
            "solutions.author gives"
        ]
    found = list(_taken(derivation)) if derivation.begins else list(_declared(derivation))
    for step in derivation.steps:
        found += [*_called(step), *_unassumed(step)]
        regime = step.relation.link.regime
        if regime is not None and (told := misnamed(regime)):
            found.append(told)
    return [*found, *confusing(derivation)]


def is_lent(one: Any) -> bool:
    """Is it a result, a line or a derivation, and none of another make?"""
    return type(one) in (Used, Line, Derivation)


def _taken(derivation: Chain) -> Iterator[str]:
    """What goes on from a line says what that line says."""
    said = derivation.opening
    if (said.left, said.right) != (derivation.of, derivation.start):
        yield (
            f"it goes on from {derivation.begins.title if derivation.begins else ''}, which says "
            f"{text(said.left)} {said.relation.word} {text(said.right)}, and not what is given "
            "as of= and start=; write .onward(…), which takes both from there"
        )


def _declared(derivation: Chain) -> Iterator[str]:
    """A definition gives one value, of the kind that the quantity has, under the names it has."""
    of, start = derivation.of, derivation.start
    if of.name in FOUND:
        yield f"{text(of)} is found by a rule, and not declared: declare {text(of.arguments[0])}"
    if told := miscomputed(derivation, premises(derivation)):
        yield told
    if derivation.rests:
        yield from declared_twice((derivation,))
    for one in of.parts():
        for part in one.arguments:
            dense = isinstance(part, Quantity) and part.name == LOG_DENSITY
            if dense and (one.name != GRADIENT or one.arguments[1] != part.arguments[1]):
                yield (
                    f"{text(part)} is known but for a constant, so that {text(one)} is no one "
                    f"value; what it has is a slope in {text(part.arguments[1])}"
                )
    spread = start.variance if isinstance(start, Normal) else start
    if isinstance(spread, Enclosure):
        yield (
            f"{text(of)} is declared to be an enclosure, which is no value; a rule such as "
            ".riemann(…) encloses a value"
        )
    yield from unfit(derivation)
    if isinstance(start, Recursion):
        yield from ill_stepped(of, start, derivation.opening.gamma)


def _unassumed(step: Step) -> Iterator[str]:
    """What a rule uses is in Γ."""
    rule, gamma = step.relation, step.domain
    used = [Domain(unit_sums=getattr(rule, "under", ()))]
    if rule.link.regime is not None:
        used.append(rule.link.regime.where)
    if isinstance(rule, PositiveRoot):
        used.append(rule.square.lent.gamma)
    for one in used:
        for name in ("facts", "unit_sums", "whole", "nonzero"):
            for fact in getattr(one, name):
                if fact not in getattr(gamma, name):
                    yield f"{step.name} uses {text(fact)}, which it does not assume; add where=…"


def _called(step: Step) -> Iterator[str]:
    """A name for what a rule finds is a name, or a ratio of two or a mean of one of these.

    The mean under a condition may be of what is made of names; that a rule finds just this is for
    :mod:`solutions.statements.compounds`.
    """
    name = step.called
    if name is None:
        return
    of = name.arguments if isinstance(name, Quantity) and name.name in (RATIO, MEAN) else (name,)
    mean = isinstance(name, Quantity) and name.name == MEAN
    bare = [one.arguments[0] if _is_conditional(one) else one for one in of]
    bare = [part for one in bare for part in (_names(one) if mean and one not in of else (one,))]
    if not all(isinstance(one, Quantity) and not one.name.operation for one in bare):
        yield f"called={text(name)} is no name: declare one with quantity(…) or family(…)"


def _names(one: Any) -> Iterator[Any]:
    """What differences and ratios are made of, down to names; numbers are left out."""
    if isinstance(one, Quantity) and one.name in (DIFFERENCE, RATIO):
        for part in one.arguments:
            yield from () if isinstance(part, sp.Expr) else _names(part)
    else:
        yield one


def _is_conditional(one: Any) -> bool:
    return isinstance(one, Quantity) and one.name == GIVEN
