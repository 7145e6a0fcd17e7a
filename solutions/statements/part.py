"""A part of a problem: derivations, boxed results, independent checks and decoys."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from solutions.kernel.composition import (
    AT_LEAST,
    AT_MOST,
    GREATER,
    LESS,
    NEAR,
    ROUNDS,
    TENDS,
    WITHIN,
)
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.statement import Statement
from solutions.numbers.pairs import Pair
from solutions.objects.laws import Value, put
from solutions.statements.borrowing import Used
from solutions.statements.chain import require_members
from solutions.statements.compounds.called import misnamed
from solutions.statements.compounds.declared import unfounded
from solutions.statements.compounds.premises import lines, premises
from solutions.statements.declarations import declared_twice, rested_on
from solutions.statements.derivation import Derivation
from solutions.statements.printing import left_tex, names_its_limit
from solutions.work.places import Source, here

EXACT, APPROXIMATE, LIMIT, BOUND = "exact", "approximate", "limit", "bound"
_FORMS = {NEAR: APPROXIMATE, ROUNDS: APPROXIMATE, TENDS: LIMIT}
_FORMS |= dict.fromkeys((LESS, AT_MOST, GREATER, AT_LEAST, WITHIN), BOUND)


@dataclass(frozen=True)
class Box:
    """A result that a part answers with: what its derivation says up to ``line``.

    Nothing of it is typed again: left side, relation and value are those of the theorem.
    """

    name: str
    of: Derivation
    line: int | str = -1
    source: Source = field(default_factory=lambda: here(3))

    @property
    def number(self) -> int:
        """The line of the derivation, counted from 0."""
        if isinstance(self.line, str):
            return self.of.counted(self.line)
        return self.line if self.line >= 0 else len(self.of.steps) + 1 + self.line

    @property
    def stated(self) -> bool:
        """Is there such a line, and do the lines up to it make a statement?"""
        try:
            return 0 <= self.number <= len(self.of.steps) and bool(self.statement)
        except (Malformed, Undecided):
            return False

    @property
    def statement(self) -> Statement:
        """What is boxed, with all that it assumes; raises :class:`NoTheorem` for no chain."""
        return self.of.statement(self.number)

    @property
    def value(self) -> Value:
        """The right side of what is boxed."""
        return self.of.line(self.number)

    @property
    def domain(self) -> Domain:
        """What it assumes."""
        return self.statement.gamma

    @property
    def lhs(self) -> str:
        """The TeX of its left side."""
        return left_tex(self.statement)

    @property
    def form(self) -> str:
        """``"approximate"`` behind ≈, ``"limit"`` behind →, ``"bound"`` behind ≤ or ∈.

        All else is ``"exact"``: an equation, a law, and a limit that the left side names.
        """
        said = self.statement
        return EXACT if names_its_limit(said) else _FORMS.get(said.relation.word, EXACT)


@dataclass(frozen=True)
class Check:
    """A second road to some boxes: a function of their values that yields pairs."""

    name: str
    title: str
    boxes: tuple[str, ...]
    pairs: Callable[..., Iterator[Pair]]
    source: Source


def check(title: str) -> Callable[[Callable[..., Iterator[Pair]]], Check]:
    """Make a check of a generator whose parameters are names of the part's boxes."""
    source = here(2)

    def made(function: Callable[..., Iterator[Pair]]) -> Check:
        boxes = tuple(inspect.signature(function).parameters)
        return Check(function.__name__, title, boxes, function, source)

    return made


@dataclass(frozen=True)
class Decoy:
    """A wrong twin of a box that the independent checks must refute."""

    box: str
    value: Value
    source_of_error: str
    source: Source = field(default_factory=lambda: here(3))


@dataclass(frozen=True)
class Part:
    """All that a module states. ``id`` is the part's name on the sheet, ``asks`` its question."""

    id: str
    title: str
    asks: str
    derivations: tuple[Derivation, ...]
    boxes: tuple[Box, ...]
    checks: tuple[Check, ...]
    decoys: tuple[Decoy, ...]
    source: Source = field(default_factory=lambda: here(3))

    def box(self, name: str) -> Box:
        """The box of that name; raises :class:`Malformed` with the known names."""
        for box in self.boxes:
            if box.name == name:
                return box
        known = ", ".join(box.name for box in self.boxes)
        raise Malformed(f"part {self.id} has no box {name!r}; it has {known}")

    def use(self, name: str, at: Mapping[Any, Any] | None = None) -> Used:
        """A boxed result for another part, with letters replaced, as the theorem that it is."""
        box = self.box(name)
        values = {old: sp.sympify(new) for old, new in (at or {}).items()}
        require_members(box.of, values)
        used = Used(self.id, name, box.of, box.number, tuple(values.items()), here(2))
        used.lent  # noqa: B018  # which raises where the box says nothing of such values
        return used

    def formula(self, name: str, at: Mapping[Any, Any] | None = None) -> Value:
        """The right side of a box as a formula, to define something new with; nothing else of it.

        For an equation take :meth:`use`, which brings along what it assumes.
        """
        return put(self.box(name).value, dict(at or {}))


def _misplaced(box: Box) -> list[str]:
    """What is wrong with the line that a box names."""
    try:
        if box.of.counted(box.line) == 0:
            return ["is a first line, which nothing proves; add a step"]
        box.statement  # noqa: B018
    except Malformed as why:
        return [f"is line {box.line} of {box.of.name}: {why}"]
    except Undecided as why:
        return [f"is no theorem: {why}"]
    return []


def _unfounded(part: Part) -> Iterator[str]:
    """Compounds that are declared, though something is known of what they are made of."""
    said = [(rested_on([one]), list(lines(one))) for one in rested_on(part.derivations)]
    for derivation in part.derivations:
        # What rests on a derivation follows from it, and nothing has to fit that.
        others = [line for below, its in said if derivation not in below for line in its]
        if told := unfounded(derivation, premises(derivation), others):
            yield told
        yield from misnamed(derivation, [*others, *lines(derivation)])


def malformed(part: Part) -> list[str]:
    """What is missing from a part: boxes, independent checks for each box, decoys for each box."""
    found = declared_twice(part.derivations) or list(_unfounded(part))
    if not part.boxes:
        found.append("it boxes nothing; state a result with Box(…)")
    names = [box.name for box in part.boxes]
    found += [
        f"two boxes are called {name}" for name in sorted({n for n in names if names.count(n) > 1})
    ]
    for check_ in part.checks:
        for name in check_.boxes:
            if name not in names:
                found.append(
                    f"check {check_.name} asks for a box {name!r}; there is {', '.join(names)}"
                )
    for decoy in part.decoys:
        if decoy.box not in names:
            found.append(f"a decoy is for a box {decoy.box!r}; there is {', '.join(names)}")
    for box in part.boxes:
        found += [f"box {box.name} {said}" for said in _misplaced(box)]
        if box.of not in part.derivations:
            found.append(f"box {box.name} is a line of a derivation that the part does not list")
        if not any(box.name in check_.boxes for check_ in part.checks):
            found.append(
                f"box {box.name} has no independent check; add a @check function of {box.name}"
            )
        if not any(decoy.box == box.name for decoy in part.decoys):
            found.append(
                f"box {box.name} has no decoy; add a wrong twin with Decoy({box.name!r}, …)"
            )
    means = {(check_.pairs, check_.boxes) for check_ in part.checks}
    if part.boxes and len(means) < 2:
        found.append(
            f"it has {len(means)} independent check(s); a part needs two by different means"
        )
    return found
