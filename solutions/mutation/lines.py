"""The lines of a part that are mutated: every right side, and every start that has to be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from solutions.kernel.domains.domain import Domain
from solutions.objects.laws import Value
from solutions.relations.equalities.equality import Identity, Substitution
from solutions.relations.equalities.induction import Induction
from solutions.statements.derivation import Derivation
from solutions.statements.part import Box, Part
from solutions.statements.step import Step
from solutions.work.places import Source


@dataclass(frozen=True)
class Line:
    """Line ``number`` of a derivation of ``part``; 0 is its start."""

    part: Part
    derivation: Derivation
    number: int

    @property
    def name(self) -> str:
        """``noisy.leading_order``, as receipts name it."""
        return f"{self.derivation.name}.{self.derivation.names[self.number]}"

    @property
    def value(self) -> Value:
        """What is mutated."""
        return self.derivation.line(self.number)

    @property
    def step(self) -> Step | None:
        """The step that leads to the line; the start has none."""
        return self.derivation.steps[self.number - 1] if self.number else None

    @property
    def domain(self) -> Domain:
        """Where the line holds; of a start, where the first step takes it up."""
        first = self.derivation.steps[0] if self.derivation.steps else None
        if first is not None and not self.number and isinstance(first.relation, Identity):
            return first.domain
        return self.step.domain if self.step else self.derivation.opening.gamma

    @property
    def source(self) -> Source:
        """Where it is stated."""
        return self.step.source if self.step else self.derivation.source

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The results that are this line."""
        return tuple(
            box
            for box in self.part.boxes
            if box.of is self.derivation and box.number == self.number
        )

    def with_mutant(self, mutant: Value) -> Step | None:
        """The step to the line, with ``mutant`` on its right."""
        return replace(self.step, rhs=mutant) if self.step else None

    def after(self, mutant: Value) -> Iterator[tuple[Derivation, Step]]:
        """The steps from the line on, with ``mutant`` on their left.

        The next one, and the first ones of derivations that go on from here.
        """
        if self.number < len(self.derivation.steps):
            step = self.derivation.steps[self.number]
            yield self.derivation, replace(step, lhs=mutant)
        for other in self.part.derivations:
            if other.steps and other.begins == self.derivation.upto(self.number):
                taken = getattr(mutant, other.moment) if other.moment else mutant
                yield other, replace(other.steps[0], lhs=taken)


def lines(part: Part) -> Iterator[Line]:
    """All lines that are mutated, in order."""
    seen: list[Any] = [used.lent.right for one in part.derivations for used in one.rests]
    for derivation in part.derivations:
        if _has_to_be_right(derivation) and derivation.start not in seen:
            yield Line(part, derivation, 0)
        for number in range(1, len(derivation.steps) + 1):
            yield Line(part, derivation, number)
        seen += [derivation.line(number) for number in range(len(derivation.steps) + 1)]


def _has_to_be_right(derivation: Derivation) -> bool:
    """Does the first step claim what the start *is*, as a bound or a limit of it does not?

    A start that goes on from a line elsewhere, or repeats one, is mutated there.
    """
    first = derivation.steps[0].relation if derivation.steps else None
    return derivation.begins is None and isinstance(first, Identity | Induction | Substitution)
