"""Declarations: in all that a part rests on, one name is of one thing, and one thing has one name.

A quantity is declared by the definition that a derivation begins with, or by ``called=``; going on
from a line declares nothing. What results of other parts rest on counts too, since their quantities
are spoken of here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from solutions.kernel.errors import Malformed, Undecided
from solutions.objects.laws import put
from solutions.objects.quantities import WRITTEN, Quantity
from solutions.statements.borrowing import Used
from solutions.statements.chain import Chain, Line
from solutions.statements.laws.conditions import instance
from solutions.statements.laws.contradictions import contradicted
from solutions.statements.laws.independence import dependent
from solutions.statements.links import about
from solutions.statements.naming.looks import look_alike


@dataclass(frozen=True)
class Declaration:
    """``of`` is declared in ``derivation`` to be ``meaning``."""

    of: Quantity
    meaning: Any
    derivation: Chain
    abroad: bool = False
    """Is it declared by another part?"""

    def contradicts(self, other: Declaration) -> bool:
        """Are the two of what may be one quantity, and do they say different things of it?

        What operations make of a quantity at other arguments is another thing, as Var X₀ and Var X₁
        are; that they fit together is for :mod:`solutions.statements.compounds`.
        """
        named = not (self.of.name.operation and (self.abroad or other.abroad))
        one = self.of.meets(other.of) if named else self.of == other.of
        return one and not (self.says(other) or other.says(self))

    def says(self, other: Declaration) -> bool:
        """Is the other one this, of a member of the same family?"""
        values = instance(self.of, other.of)
        try:
            return values is not None and bool(put(self.meaning, values) == other.meaning)
        except (Malformed, Undecided, TypeError):
            return False


def source(borrowed: Any) -> Chain:
    """The derivation that a result, a line or a derivation is, or is a line of."""
    if isinstance(borrowed, Used):
        return borrowed.of
    return borrowed.derivation if isinstance(borrowed, Line) else borrowed


def rested_on(derivations: Iterable[Chain]) -> list[Chain]:
    """These derivations and all that they go on from or rest on, each once."""
    found: list[Chain] = []
    todo = list(derivations)
    while todo:
        one = todo.pop(0)
        if one in found:
            continue
        found.append(one)
        todo += [source(used) for used in (*one.rests, *filter(None, (one.begins,)))]
    return found


def declarations(derivation: Chain) -> Iterator[Declaration]:
    """What a derivation declares."""
    if derivation.begins is None and derivation.of.name != WRITTEN:
        yield Declaration(derivation.of, derivation.start, derivation)
    for number, step in enumerate(derivation.steps, 1):
        if step.called is not None:
            try:
                left = derivation.statement(number - 1).left
                unnamed = about(replace(step, called=None), left)
            except (Malformed, Undecided):
                continue
            yield Declaration(step.called, unnamed, derivation)


def declared_twice(derivations: tuple[Chain, ...]) -> list[str]:
    """Names that stand for two things, and things that look alike."""
    names = [one.name for one in derivations]
    found = [
        f"two derivations are called {name}; give each a name of its own"
        for name in dict.fromkeys(name for name in names if names.count(name) > 1)
    ]
    made = [
        replace(one, abroad=each not in derivations)
        for each in rested_on(derivations)
        for one in declarations(each)
    ]
    found += [
        f"{one.of.text()} is declared twice, in {other.derivation.name} and in "
        f"{one.derivation.name}, to be different things; go on from the first with .onward(…), or "
        "name the second anew"
        for place, one in enumerate(made)
        for other in made[:place]
        if one.contradicts(other)
    ]
    every = rested_on(derivations)
    told = [*contradicted(every), *dependent(every), *look_alike(derivations, every)]
    return [*found, *dict.fromkeys(told)]
