"""Run a module whose text was changed, and judge the part that it then states.

Derivations come first, and the first line that fails settles it. A line that the change does not
touch is not judged again.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from solutions.engine.derivation import Derivation
from solutions.engine.evidence import REFUTED, UNDECIDED
from solutions.engine.judgement import judge_line, unrested
from solutions.engine.objects import Normal
from solutions.engine.part import Part, malformed
from solutions.engine.sources import path_of
from solutions.engine.step import Step
from solutions.engine.trials import judge_decoys, run_check
from solutions.mutation.judging import CAUGHT, LINE, SURVIVOR, Fate, left_of
from solutions.mutation.lines import Line
from solutions.mutation.meaning import EQUAL, KINDS, SHOWN, meaning, true_all_the_same
from solutions.mutation.probing import Known
from solutions.mutation.source import Slip, slips

LOADS, FORM, ERROR = "loading", "the form of the part", "an error"
"""What catches a module that raises or states no part, a part of which something is missing, and
one at which judging raises."""


@dataclass
class Restated:
    """A part's module, to be run with changes of its text."""

    module: ModuleType
    name: str
    slips: list[Slip] = field(init=False)
    _tree: ast.Module = field(init=False)

    def __post_init__(self) -> None:
        text = path_of(self.name).read_text(encoding="utf-8")
        self._tree = ast.parse(text)
        self.slips = slips(self._tree, vars(self.module))

    @property
    def part(self) -> Part:
        """The part as it stands."""
        stated: Part = self.module.part
        return stated

    def fate(self, slip: Slip) -> Fate:
        """Judge the part that the changed module states."""
        names: dict[str, Any] = {"__name__": self.name}
        try:
            with slip.made():
                code = compile(self._tree, str(path_of(self.name)), "exec")
            exec(code, names)
            part = names["part"]
            if not isinstance(part, Part):
                raise TypeError("it states no part")
        except Exception as why:  # whatever it raises, nothing is stated
            return Fate(CAUGHT, LOADS, UNDECIDED, f"{type(why).__name__}: {why}")
        try:
            told = [*malformed(part), *(str(one) for one in unrested(names, part))]
            if told:
                return Fate(CAUGHT, FORM, UNDECIDED, told[0])
            return self._lines(part) or self._roads(part) or self._kind(part)
        except Exception as why:  # a part that cannot be judged stops the build as well
            return Fate(CAUGHT, ERROR, UNDECIDED, f"{type(why).__name__}: {why}")

    def _lines(self, part: Part) -> Fate | None:
        """The first line that fails."""
        whole = {(one.name, n): step for one, n, step in _steps(self.part)}
        for derivation in part.derivations:
            for used, missing in derivation.judge_rests():
                told = f"{used.part} {used.name} was proved for {', '.join(missing)}"
                return Fate(CAUGHT, LINE, UNDECIDED, told)
            for number, step in enumerate(derivation.steps, 1):
                before = whole.get((derivation.name, number))
                if before is not None and _says(before) == _says(step):
                    continue
                if self._refuted(step):
                    return Fate(CAUGHT, LINE, REFUTED)
                evidence = judge_line(derivation, step, first=number == 1)
                if not evidence.holds:
                    return Fate(CAUGHT, LINE, evidence.verdict, evidence.message)
        return None

    def _refuted(self, step: Step) -> bool:
        """Do the sides of an identity certainly differ at a point?"""
        left = left_of(step)
        return left is not None and left.differs(step.rhs)

    def _roads(self, part: Part) -> Fate | None:
        """The first check or decoy that fails, of those whose boxes have changed."""
        old = {box.name: box.value for box in self.part.boxes}
        new = {box.name: box.value for box in part.boxes}
        moved = {name for name in new if new[name] != old.get(name)}
        for check in part.checks:
            if moved & set(check.boxes):
                _, _, wrong = run_check(check, new)
                if wrong:
                    return Fate(CAUGHT, f"check {check.name}", wrong.verdict, str(wrong))
        twins = [decoy.value for decoy in part.decoys]
        if moved or twins != [decoy.value for decoy in self.part.decoys]:
            _, failures = judge_decoys(part, set())
            if failures:
                return Fate(CAUGHT, "a decoy", failures[0].verdict, failures[0].message)
        return None

    def _kind(self, part: Part) -> Fate:
        """What a part that holds says, against the part as it stands."""
        before, after = _shape(self.part), _shape(part)
        if before != after:
            return Fate(SURVIVOR, told="its derivations have another form")
        kinds = {EQUAL}
        for mine, theirs in zip(self.part.derivations, part.derivations, strict=True):
            for number in range(len(mine.steps) + 1):
                old, new = mine.line(number), theirs.line(number)
                taken = _taken_from(self.part, mine) & _taken_from(part, theirs)
                if old == new or (not number and taken):
                    continue  # a start that repeats another line is judged there
                line = Line(self.part, mine, number)
                kind = meaning(line, new, Known(old, line.domain))
                if not kind and true_all_the_same(line, new):
                    kind = KINDS[-1]
                if not kind:
                    return Fate(SURVIVOR, told=f"{line.name} says something else")
                same = getattr(old, "shown", "") == getattr(new, "shown", "")
                kinds.add(kind if same or kind != EQUAL else SHOWN)
        return Fate(max(kinds, key=KINDS.index))


def _steps(part: Part) -> list[tuple[Any, int, Step]]:
    return [
        (derivation, number, step)
        for derivation in part.derivations
        for number, step in enumerate(derivation.steps, 1)
    ]


def _says(step: Step) -> tuple[Any, ...]:
    """All that the verdict on a line depends on."""
    return step.lhs, step.relation, step.rhs, step.domain, step.before


def _taken_from(part: Part, derivation: Derivation) -> set[tuple[str, int, str]]:
    """Lines of other derivations, or the variances there, that this one starts with."""
    found = set()
    for other in part.derivations:
        for number in range(len(other.steps) + 1) if other.name != derivation.name else ():
            line = other.line(number)
            if line == derivation.start:
                found.add((other.name, number, ""))
            if isinstance(line, Normal) and line.variance == derivation.start:
                found.add((other.name, number, "variance"))
    return found


def _shape(part: Part) -> list[Any]:
    return [(one.name, [type(step.relation) for step in one.steps]) for one in part.derivations] + [
        (box.name, box.of.name, box.number) for box in part.boxes
    ]
