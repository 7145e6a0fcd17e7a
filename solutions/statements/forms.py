"""Well-formedness: what has to be so of a derivation before any line of it is judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp

from solutions.engine.objects import Combination, Enclosure, Normal, Recursion
from solutions.engine.printing import text
from solutions.engine.quantities import (
    BOTH,
    EVENT,
    GREATEST,
    GREATEST_AT,
    LEAST,
    LEAST_AT,
    MEAN,
    PLACED,
    RATIO,
    ROOT,
    SQUARE,
    VARIANCE,
    Quantity,
)
from solutions.engine.refute import points
from solutions.engine.values import value
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided
from solutions.relations.roots import PositiveRoot
from solutions.statements.borrowing import Used
from solutions.statements.chain import Chain, Line
from solutions.statements.compounds import COMPOUND, miscomputed
from solutions.statements.declarations import source
from solutions.statements.derivation import Derivation
from solutions.statements.notation import confusing
from solutions.statements.regimes import misnamed
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
    if of.name in COMPOUND:
        rested = [source(used) for used in derivation.rests]
        yield from miscomputed((derivation, *(one for one in rested if one != derivation)))
    spread = start.variance if isinstance(start, Normal) else start
    if isinstance(spread, Enclosure):
        yield (
            f"{text(of)} is declared to be an enclosure, which is no value; a rule such as "
            ".riemann(…) encloses a value"
        )
    if of.name in (VARIANCE, SQUARE) and (at := _negative(derivation)):
        yield f"{text(of)} is at least 0, and {text(start)} is not at {at}"
    if isinstance(start, Recursion):
        yield from _recursion(of, start)
    if isinstance(start, Combination):
        yield from _apart(start, of)


def _recursion(of: Quantity, start: Recursion) -> Iterator[str]:
    if start.of != of:
        yield f"the recursion is about {text(start.of)}, and the derivation about {text(of)}"
    counted = set().union(*(one.free_symbols for one in _expressions(of)))
    if start.on not in counted:
        yield f"{text(of)} does not depend on {text(start.on)}, which the recursion counts"
    if isinstance(start.then, Combination):
        for term in start.then.terms:
            goes_on = bool(set(start.letters) & _letters(term.law))
            if goes_on != (term.variable == of):
                yield (
                    f"in a step of the recursion, {text(of)} is what the letters for the value "
                    f"before are about, and they are about {text(term.variable)}"
                )
        yield from _apart(start.then, None)


def _apart(sum_: Combination, of: Quantity | None) -> Iterator[str]:
    """Variables that are independent are different ones."""
    names = [term.variable for term in sum_.terms] + ([of] if of else [])
    for place, one in enumerate(names):
        if any(one.may_be(other) for other in names[:place]):
            yield (
                f"{text(one)} occurs twice among variables that are independent; add its factors, "
                "or give each its own name"
            )


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
    """A name for what a rule finds is a name, or a ratio or a mean of what has one."""
    name = step.called
    if name is None:
        return
    if not isinstance(name, Quantity) or (name.name.operation and name.name not in (RATIO, MEAN)):
        yield f"called={text(name)} is no name: declare one with quantity(…) or family(…)"
    elif not any(not part.name.operation for part in name.parts()):
        yield f"called={text(name)} names no quantity"


def _negative(derivation: Chain) -> str:
    """A point at which what is declared is certainly negative; empty if none was found."""
    start, gamma = derivation.start, derivation.opening.gamma
    if not isinstance(start, sp.Expr):
        return ""
    for point in points(set(start.free_symbols), gamma, 20):
        try:
            if value(start, point) < 0:
                return (
                    ", ".join(f"{text(a)} = {b}" for a, b in point.symbols.items()) or "all points"
                )
        except Undecided:
            continue
    return ""


def _letters(law: Normal) -> set[Any]:
    ends = (law.mean, law.variance)
    return set().union(*(getattr(one, "free_symbols", set()) for one in ends))


def _expressions(of: Quantity) -> Iterator[sp.Expr]:
    for one in of.arguments:
        if isinstance(one, Quantity):
            yield from _expressions(one)
        elif isinstance(one, sp.Expr):
            yield one
