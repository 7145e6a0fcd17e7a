"""Run a module whose text was changed, and judge the part that it then states.

Derivations come first, and the first line that fails settles it. A line that the change does not
touch is not judged again.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from solutions.checks.judgement import unrested
from solutions.checks.trials import judge_decoys, run_check
from solutions.evidence.evidence import REFUTED, UNDECIDED
from solutions.kernel.statement import Statement
from solutions.mutation.judging import CAUGHT, LINE, SURVIVOR, Fate, left_of
from solutions.mutation.lines import Line
from solutions.mutation.meaning import (
    EQUAL,
    KINDS,
    SHOWN,
    TRUE,
    WEAKER,
    meaning,
    names,
    true_all_the_same,
)
from solutions.mutation.probing import Known
from solutions.mutation.slip import Slip
from solutions.mutation.source import slips
from solutions.objects.laws import Normal
from solutions.printing.formulas import tex
from solutions.relations.conditions.containment import dropped, within
from solutions.statements.borrowing import wanting
from solutions.statements.chain import Line as Begun
from solutions.statements.derivation import Derivation
from solutions.statements.lines import judge_derivation, judge_line
from solutions.statements.part import Part, malformed
from solutions.statements.step import Step
from solutions.work.sources import path_of

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
        """The first line that fails, by itself or as the end of its chain."""
        whole = {(one.name, n): step for one, n, step in _steps(self.part)}
        for derivation in part.derivations:
            for title, missing in wanting(derivation.domain, derivation.start, derivation.rests):
                told = f"{title} was proved for {', '.join(missing)}"
                return Fate(CAUGHT, LINE, UNDECIDED, told)
            for number, step in enumerate(derivation.steps, 1):
                before = whole.get((derivation.name, number))
                if before is not None and _says(before) == _says(step):
                    continue
                if self._refuted(step):
                    return Fate(CAUGHT, LINE, REFUTED)
                evidence, _ = judge_line(derivation, step, first=number == 1)
                if not evidence.holds:
                    return Fate(CAUGHT, LINE, evidence.verdict, evidence.message)
        known = {one.name: one for one in self.part.derivations}
        for derivation in part.derivations:
            if derivation != known.get(derivation.name):
                for _, _, verdict, told, _ in judge_derivation(derivation).failures:
                    return Fate(CAUGHT, LINE, verdict, told)
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
                line = Line(self.part, mine, number)
                kind = _of_values(line, theirs, part) and _of_statements(
                    mine.statement(number), theirs.statement(number)
                )
                if not kind:
                    return Fate(SURVIVOR, told=f"{line.name} says something else")
                kinds |= {kind, _of_values(line, theirs, part)}
        return Fate(max(kinds, key=KINDS.index))


def _of_values(line: Line, theirs: Derivation, part: Part) -> str:
    """What the right side of a line in a changed part is to that of the line as it stands."""
    old, new = line.value, theirs.line(line.number)
    repeats = _taken_from(line.part, line.derivation) & _taken_from(part, theirs)
    if old == new or (not line.number and repeats):
        return EQUAL  # a start that repeats another line is judged there
    if not line.number and _goes_on(line.derivation) & _goes_on(theirs):
        return TRUE  # it goes on from another line of the same derivation, which is judged there
    kind = meaning(line, new, Known(old, line.domain))
    if not kind and true_all_the_same(line, new):
        return TRUE
    return SHOWN if kind == EQUAL and names(old) != names(new) else kind


def _of_statements(old: Statement, new: Statement) -> str:
    """The same of left sides, relations and all that is assumed."""
    if old.relation != new.relation:
        return ""
    if new.gamma != old.gamma:
        more = within(old.gamma, new.gamma) + dropped(old.gamma, new.gamma)
        less = within(new.gamma, old.gamma) + dropped(new.gamma, old.gamma)
        if more or less:
            return WEAKER if more and not less else TRUE
    return EQUAL if tex(old.left) == tex(new.left) else SHOWN


def _steps(part: Part) -> list[tuple[Any, int, Step]]:
    return [
        (derivation, number, step)
        for derivation in part.derivations
        for number, step in enumerate(derivation.steps, 1)
    ]


def _says(step: Step) -> tuple[Any, ...]:
    """All that the verdict on a line depends on."""
    return step.lhs, step.relation, step.rhs, step.domain


def _goes_on(derivation: Derivation) -> set[tuple[str, str]]:
    """The derivation that this one goes on from, if it does, and the moment of its line."""
    begun = derivation.begins
    return {(begun.derivation.name, derivation.moment)} if isinstance(begun, Begun) else set()


def _taken_from(part: Part, derivation: Derivation) -> set[tuple[str, int, str]]:
    """Lines of other derivations, or moments there, that this one goes on from or repeats."""
    found = set()
    if isinstance(derivation.begins, Begun):
        begun = derivation.begins
        found.add((begun.derivation.name, begun.number, derivation.moment))
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
