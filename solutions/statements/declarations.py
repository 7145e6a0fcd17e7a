"""Declarations: in all that a part rests on, one name is of one thing, and one thing has one name.

A quantity is declared by the definition that a derivation begins with, or by ``called=``; going on
from a line declares nothing. What results of other parts rest on counts too, since their quantities
are spoken of here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from solutions.engine.naming import look
from solutions.engine.objects import Combination, Recursion
from solutions.engine.quantities import WRITTEN, Quantity
from solutions.kernel.messages import Malformed, Undecided
from solutions.statements.borrowing import Used
from solutions.statements.chain import Chain, Line
from solutions.statements.laws import contradicted
from solutions.statements.links import about


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
        one = self.of.may_be(other.of) if named else self.of == other.of
        return one and (self.of, self.meaning) != (other.of, other.meaning)


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
    alike = dict.fromkeys(_look_alike(derivations))
    return [*found, *contradicted(rested_on(derivations)), *alike]


def _look_alike(derivations: tuple[Chain, ...]) -> Iterator[str]:
    shown: dict[str, Quantity] = {}
    templates: dict[str, Any] = {}
    for derivation in derivations:
        for one in _quantities(derivation):
            if templates.setdefault(one.name.template, one.name) != one.name:
                yield f"two quantities are shown as {one.name.template}; name one anew"
            elif shown.setdefault(look(one.tex()), one) != one:
                yield f"two quantities are shown as {one.tex()}; name one anew"


def _quantities(derivation: Chain) -> Iterator[Quantity]:
    """All quantities with a name of their own that a derivation speaks of."""
    spoken = [derivation.of, *(step.called for step in derivation.steps if step.called)]
    spoken += [left for left in _lefts(derivation) if isinstance(left, Quantity)]
    values = [derivation.start, *(step.rhs for step in derivation.steps)]
    values += [value.then for value in values if isinstance(value, Recursion)]
    spoken += [term.variable for v in values if isinstance(v, Combination) for term in v.terms]
    for one in spoken:
        yield from (part for part in one.parts() if not part.name.operation)


def _lefts(derivation: Chain) -> Iterator[Any]:
    """What each line is about, after all that has been put for letters."""
    for number in range(1, len(derivation.steps) + 1):
        try:
            yield derivation.statement(number).left
        except (Malformed, Undecided, TypeError):
            return
