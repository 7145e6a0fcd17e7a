"""Which mutants there are: of a part's lines, and of its module's text, each with a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from solutions.kernel.errors import Malformed
from solutions.mutation.judging import Fate, Judge
from solutions.mutation.lines import Line, lines
from solutions.mutation.restating import Restated
from solutions.mutation.slip import Slip
from solutions.mutation.values import mutants
from solutions.objects.laws import Value
from solutions.printing.formulas import text
from solutions.statements.part import Part

EXPRESSIONS, SOURCE = "expressions", "source"
KINDS_OF_MUTANTS = (EXPRESSIONS, SOURCE)
CHUNK = 30
"""So many mutants are given to a process at once, of one line or of one module."""


@dataclass(frozen=True)
class Task:
    """Mutants of one part: ``of`` is the line they change, ``picks`` are their numbers in it."""

    kind: str
    part: str
    module: str
    of: int
    picks: tuple[int, ...]

    def __str__(self) -> str:
        return f"part {self.part}, {self.kind}"


def tasks(part: str, module: str, kind: str) -> Iterator[Task]:
    """All mutants of a part of one kind, in chunks."""
    if kind == SOURCE:
        sizes = [len(_restated(module).slips)]
    else:
        sizes = [len(_mutants(module, of)) for of in range(len(_lines(module)))]
    for of, size in enumerate(sizes):
        for start in range(0, size, CHUNK):
            picks = range(start, min(start + CHUNK, size))
            yield Task(kind, part, module, of, tuple(picks))


def named(task: Task, pick: int) -> dict[str, Any]:
    """Part, place and text of a mutant."""
    if task.kind == SOURCE:
        restated, slip = _restated(task.module), _slip(task, pick)
        file, line = restated.part.source.file, slip.line
        name, how, shown = f"line {line}", slip.how, slip.text
    else:
        at, (how, mutant) = _lines(task.module)[task.of], _mutants(task.module, task.of)[pick]
        name, file, line, shown = at.name, at.source.file, at.source.line, written(mutant)
    place = {"file": file, "line": line, "name": name}
    return {"part": task.part, "kind": task.kind, **place, "how": how, "mutant": shown}


def judged(task: Task, pick: int) -> dict[str, Any]:
    """The mutant with what became of it."""
    if task.kind == SOURCE:
        fate = _restated(task.module).fate(_slip(task, pick))
    else:
        fate = _judge(task.module, task.of).fate(_mutants(task.module, task.of)[pick][1])
    return named(task, pick) | record(fate)


def record(fate: Fate) -> dict[str, str]:
    """A fate as data."""
    told = fate.told.splitlines()[0] if fate.told else ""
    return {"outcome": fate.outcome, "by": fate.by, "verdict": fate.verdict, "told": told}


def written(mutant: Value) -> str:
    """Plain text; what a printer leaves out, such as a name's hidden arguments, is in ``how``."""
    return mutant.text() if hasattr(mutant, "text") else text(mutant)


def _slip(task: Task, pick: int) -> Slip:
    return _restated(task.module).slips[pick]


def _part(module: str) -> Part:
    stated = import_module(module).part
    if not isinstance(stated, Part):
        raise Malformed(f"{module} states no part")
    return stated


@lru_cache(maxsize=64)
def _restated(module: str) -> Restated:
    return Restated(import_module(module), module)


@lru_cache(maxsize=64)
def _lines(module: str) -> tuple[Line, ...]:
    return tuple(lines(_part(module)))


@lru_cache(maxsize=64)
def _mutants(module: str, of: int) -> tuple[tuple[str, Value], ...]:
    return tuple(mutants(_lines(module)[of].value))


@lru_cache(maxsize=64)
def _judge(module: str, of: int) -> Judge:
    return Judge(_lines(module)[of])
