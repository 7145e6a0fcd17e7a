"""A chain: a quantity, what it is declared to be, and lines that each follow from the last.

Γ only grows on the way: what a line assumes, all lines after it assume too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.context import moved as gamma_after
from solutions.kernel.context import shown_everywhere
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Malformed
from solutions.kernel.statement import Statement, defined_as, enlarged
from solutions.kernel.statement import moment as moment_of
from solutions.objects.laws import Value, put
from solutions.objects.operations import mean, variance
from solutions.objects.quantities import WRITTEN, Quantity
from solutions.printing.formulas import text
from solutions.relations.equalities.equality import Substitution
from solutions.statements.borrowing import Borrowed, assumed
from solutions.statements.links import follow
from solutions.statements.step import Step
from solutions.work.places import Source, here

START = "start"
"""What the first line of every chain is called."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")

MOMENTS = {"mean": mean, "variance": variance}
MOMENTS_NAMED = " or ".join(f'"{name}"' for name in MOMENTS)


@dataclass(frozen=True)
class Chain:
    """A named chain of lines, beginning with what ``of`` is declared to be.

    ``rests`` are results that the lines take for granted: lines of other derivations, or what
    another part's ``use`` gives. What they assume, this one assumes.
    """

    name: str
    of: Quantity
    start: Value = None
    because: str = ""
    where: Domain = EVERYWHERE
    rests: tuple[Borrowed, ...] = ()
    steps: tuple[Step, ...] = ()
    source: Source = field(default_factory=lambda: here(3))
    begins: Borrowed | None = None
    """The line that it goes on from, if it does not begin with a definition."""
    moment: str = ""
    """Which moment of that line's law it goes on with, if it does."""

    def __post_init__(self) -> None:
        if not isinstance(self.of, Quantity):
            raise Malformed(
                f"derivation {self.name} is about {self.of!r}, which is no quantity; declare it "
                "with quantity(name, TeX) or family(name, TeX) and give that as its left side"
            )
        if self.of.name == WRITTEN and self.begins is None:
            if self.start not in (None, self.of.arguments[0]):
                raise Malformed(f"{self.name} writes its left side out, so that it has no start")
            object.__setattr__(self, "start", self.of.arguments[0])
        if self.moment and (self.moment not in MOMENTS or self.begins is None):
            raise Malformed(
                f"{self.name} goes on with the {self.moment} of a line; write "
                f".onward(name, line, of=…) with of= {MOMENTS_NAMED}"
            )

    def upto(self, line: int | str) -> Line:
        """A line, by its name, as a result for other derivations to rest on."""
        return Line(self, self.counted(line))

    @property
    def result(self) -> Value:
        """The last line's right side, without what it assumes: see ``rests``."""
        return self.steps[-1].rhs if self.steps else self.start

    @cached_property
    def domain(self) -> Domain:
        """What the last line assumes, and with it all lines before."""
        gamma = self.opening.gamma
        for step in self.steps:
            if isinstance(step.relation, Substitution):
                gamma = gamma_after(gamma, dict(step.relation.values))
            gamma = gamma.join(step.domain)
        return gamma

    @cached_property
    def opening(self) -> Statement:
        """What the first line says: a definition, or the line that it goes on from.

        Raises :class:`NoTheorem` where that line is no theorem, or has no such moment.
        """
        gamma = assumed(self.where, self.start, self.of, self.rests)
        if self.begins is None:
            return defined_as(self.of, self.start, gamma)
        said = self.begins.lent
        if self.moment:
            said = moment_of(said, self.moment, MOMENTS[self.moment](said.left))
        return enlarged(said, gamma)

    def line(self, line: int | str) -> Value:
        """The right side of a line, by its name; 0 is the first, −1 the last."""
        number = self.counted(line)
        return self.steps[number - 1].rhs if number else self.start

    @property
    def opened(self) -> Value:
        """What the first line declares, with all that was put for letters since."""
        value = self.start
        for step in self.steps:
            if isinstance(step.relation, Substitution):
                value = put(value, dict(step.relation.values))
        return value

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What each line is called: ``start``, and after it its name, or else its number."""
        return (START, *(step.name.removeprefix(f"{self.name}.") for step in self.steps))

    def require_new(self, name: str, source: Source) -> None:
        """Raise :class:`Malformed` unless a line that is stated there may have this name."""
        place = f"{source.file}:{source.line}  {self.name}:"
        if not _NAME.fullmatch(name):
            raise Malformed(
                f"{place} {name!r} is no name for a line; write one word of small letters, digits "
                "and _, such as name='leading_order'"
            )
        if name == START:
            raise Malformed(
                f"{place} {START!r} is what the first line is called; give this one another name"
            )
        if name in self.names:
            earlier = self.steps[self.names.index(name) - 1].source
            raise Malformed(
                f"{place} the line at {earlier.file}:{earlier.line} is called {name!r} already; "
                "give one of the two another name"
            )

    def counted(self, line: int | str) -> int:
        """The number of a line, by its name or counted from 0; −1 is the last.

        Raises :class:`Malformed` where there is none.
        """
        if isinstance(line, str):
            if line not in self.names or line.isdecimal():
                called = ", ".join(name for name in self.names if not name.isdecimal())
                raise Malformed(f"{self.name} has no line called {line!r}; it has {called}")
            return self.names.index(line)
        counted = line if line >= 0 else len(self.steps) + 1 + line
        if not 0 <= counted <= len(self.steps):
            raise Malformed(f"{self.name} has lines 0 to {len(self.steps)}, and no line {line}")
        return counted

    def statement(self, line: int | str = -1) -> Statement:
        """What the lines up to this one say together of the quantity.

        Raises :class:`NoTheorem` where the chain does not hold together.
        """
        number, said = self.counted(line), self._said
        while len(said) <= number:
            said.append(follow(said[-1], self.steps[len(said) - 1]))
        return said[number]

    @cached_property
    def _said(self) -> list[Statement]:
        """What the lines say, as far as somebody has asked."""
        return [self.opening]

    @property
    def title(self) -> str:
        """``shrink``, for messages and for what rests on it."""
        return self.name

    @property
    def lent(self) -> Statement:
        """What its last line says."""
        return self.statement()

    @property
    def hidden(self) -> frozenset[Any]:
        """The letters that have a value in its last line, and that its left side never showed."""
        return self.upto(-1).hidden


@dataclass(frozen=True)
class Line:
    """Line ``number`` of a derivation, with all that it says and assumes."""

    derivation: Chain
    number: int

    @property
    def title(self) -> str:
        """``line leading_order of noisy``."""
        return f"line {self.derivation.names[self.number]} of {self.derivation.name}"

    @property
    def lent(self) -> Statement:
        """What the derivation says up to here; raises :class:`NoTheorem` where it is no chain."""
        return self.derivation.statement(self.number)

    @property
    def hidden(self) -> frozenset[Any]:
        """The letters that have a value there, though the left side never showed them."""
        chain = self.derivation
        found = {old for used in chain.rests for old in used.hidden}
        found |= chain.begins.hidden if chain.begins else set()
        for number, step in enumerate(chain.steps[: self.number]):
            if isinstance(step.relation, Substitution):
                values = {old for old, _ in step.relation.values}
                found |= values - shown_everywhere(chain.statement(number))
        return frozenset(found)


def members(chain: Chain) -> set[Any]:
    """The letters for an output and a prompt, where an optimum over distributions was found."""
    found = {one for step in chain.steps for one in getattr(step.relation, "indices", ())}
    for used in (*chain.rests, *([chain.begins] if chain.begins is not None else [])):
        found |= members(origin(used))
    return found


def origin(borrowed: Any) -> Chain:
    """The derivation that is borrowed, or that a line or the box of a part is taken from."""
    if isinstance(borrowed, Chain):
        return borrowed
    chain: Chain = borrowed.derivation if isinstance(borrowed, Line) else borrowed.of
    return chain


def require_members(chain: Chain, values: dict[Any, Any]) -> None:
    """Raise :class:`Malformed` where a letter for an output stands for what may be none.

    The best distribution is found for the outputs that there are: another letter is one of them,
    and so is what a function gives, and 7 may be none.
    """
    for letter, new in values.items():
        if letter in members(chain) and not isinstance(new, sp.Symbol | AppliedUndef):
            raise Malformed(
                f"{text(letter)} in {chain.name} is one of those that a distribution is on, and "
                f"{text(new)} need not be; put another letter, or the value of a function"
            )
