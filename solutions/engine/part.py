"""A part of a problem: derivations, boxed results, independent checks and decoys."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from solutions.engine.derivation import Derivation, Source, here
from solutions.engine.objects import Value, put
from solutions.engine.pairs import Pair
from solutions.engine.step import Used
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Malformed


@dataclass(frozen=True)
class Box:
    """A result that a part answers with: line ``line`` of a derivation, never typed again.

    ``lhs`` is the TeX in front of it, ``form`` is ``"exact"`` or ``"approximate"``.
    """

    name: str
    lhs: str
    of: Derivation
    line: int = -1
    form: str = "exact"
    source: Source = field(default_factory=lambda: here(3))

    @property
    def number(self) -> int:
        """The line of the derivation, counted from 0."""
        return self.line if self.line >= 0 else len(self.of.steps) + 1 + self.line

    @property
    def stated(self) -> bool:
        """Is there such a line?"""
        return 0 <= self.number <= len(self.of.steps)

    @property
    def value(self) -> Value:
        """What is boxed."""
        return self.of.line(self.number)

    @property
    def domain(self) -> Domain:
        """Where it was proved."""
        return self.of.steps[self.number - 1].domain if self.number else self.of.where


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

    def use(self, name: str, at: dict[Any, Any] | None = None) -> Used:
        """A boxed value for another part, with letters replaced; its domain goes with it."""
        box = self.box(name)
        moved = put(box.value, at or {})
        return Used(self.id, name, moved, box.domain.at(at or {}), here(2))


def _misplaced(box: Box) -> list[str]:
    """What is wrong with the line that a box names, and with what it calls itself."""
    if not box.stated:
        return [f"is line {box.line} of {box.of.name}, which has {len(box.of.steps)} step(s)"]
    if box.number == 0:
        return ["is a start line, which nothing proves; add a step"]
    kinds = [step.relation.kind for step in box.of.steps[: box.number]]
    near = "approximation" in kinds
    if box.form == "exact" and near:
        return [f"lies behind ≈ in step {kinds.index('approximation') + 1}: form='approximate'"]
    if box.form == "exact" and "limit" in kinds and not re.search(r"\\(lim|to)\b", box.lhs):
        return [f"is a limit, and {box.lhs} does not say so: write \\lim or \\to in it"]
    if box.form == "approximate" and not near and "limit" not in kinds:
        return ["calls itself approximate, and no step before it is"]
    return []


def malformed(part: Part) -> list[str]:
    """What is missing from a part: boxes, independent checks for each box, decoys for each box."""
    found = []
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
    if part.boxes and len(part.checks) < 2:
        found.append(
            f"it has {len(part.checks)} independent check(s); a part needs two by different means"
        )
    return found
