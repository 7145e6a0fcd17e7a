"""Judge the mutants of a target in parallel: measure its tests, then run them on each mutant."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from solutions.mutation import crew
from solutions.mutation.engine.kept import Kept, name
from solutions.mutation.engine.mutants import Mutant, mutants
from solutions.mutation.engine.schedule import Measured, Schedule
from solutions.mutation.engine.target import Target
from solutions.work.workers.pool import Pool

WORKER = "solutions.mutation.engine.worker"
CHUNK = 4
"""So many mutants are given to a process at once; what a killed run loses is no more than these."""

Record = dict[str, Any]


class Unsound(Exception):
    """Tests of the engine fail before anything is mutated."""


@dataclass(frozen=True)
class TestFile:
    """A task: run the tests of a file, each alone, and say what they run."""

    file: str
    __test__ = False

    def __str__(self) -> str:
        return f"the tests of {self.file}"


@dataclass(frozen=True)
class Chunk:
    """A task: some mutants of a file."""

    file: str
    mutants: tuple[Record, ...]

    def __str__(self) -> str:
        return f"mutants of {self.file}"


@dataclass
class Engine:
    """A target with all its mutants; what is kept of it is taken from there.

    A mutant meets the quickest of its tests that take no more than ``budget`` seconds together;
    all of them if that is 0. A mutant that survives some of its tests may yet be caught by others.
    """

    target: Target
    kept: Kept | None = None
    workers: int = 0
    budget: float = 0.0
    mutants: dict[str, list[Mutant]] = field(init=False)
    names: dict[str, list[str]] = field(init=False)
    _left_out: dict[tuple[str, int], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        texts = self.target.sources
        every = {file: mutants(ast.parse(text), text) for file, text in texts.items()}
        self.mutants = {file: found for file, found in every.items() if found}
        self.names = {file: name(found) for file, found in self.mutants.items()}

    def measure(
        self, done: Callable[[str], None] = lambda file: None, *, without_failing: bool = False
    ) -> Schedule:
        """Which tests run what; raises :class:`Unsound` where one fails that is not left out."""
        records = {}
        for file in self.target.collected:
            records[file] = self.kept.tests(file) if self.kept else []

        def told(task: TestFile, found: list[Record]) -> None:
            records[task.file] = found
            if self.kept and not any(one["failed"] for one in found):
                self.kept.keep_tests(task.file, found)
            done(task.file)

        missing = [TestFile(file) for file, found in records.items() if not found]
        self._crew(missing, "measure", told)
        every = [one for found in records.values() for one in found]
        failing = [f"{one['test']}: {one['failed']}" for one in every if one["failed"]]
        if failing and not without_failing:
            told_ = "\n  ".join(["tests fail before anything is mutated:", *failing])
            raise Unsound(f"{told_}\nonly an engine whose tests pass is mutated")
        passing = (one for one in every if not one["failed"])
        return Schedule(self.target, tuple(map(Measured.of, passing)))

    def known(self, file: str) -> dict[str, Record]:
        """What is kept of a file's mutants, by their names."""
        found = self.kept.mutants(file) if self.kept else {}
        return {
            one: found[one]
            for one in self.names[file]
            if one in found and not self._met_by_more(found[one].get("budget", 0.0))
        }

    def _met_by_more(self, budget: float) -> bool:
        """Would a mutant that survived within another budget meet more tests in this one?"""
        return bool(budget) and (not self.budget or self.budget > budget)

    def drawn(self, files: Sequence[str], size: int, seed: int) -> list[tuple[str, int]]:
        """``size`` of the mutants of some files, as ``(file, number)``."""
        every = [(file, pick) for file in files for pick in range(len(self.mutants[file]))]
        return sorted(random.Random(seed).sample(every, min(size, len(every))))

    def judge(
        self,
        picks: Sequence[tuple[str, int]],
        schedule: Schedule,
        done: Callable[[str, list[Record]], None] = lambda file, records: None,
    ) -> None:
        """Judge some mutants; ``done`` gets the records of a few at a time."""
        costs = {one.test: one.took for one in schedule.tests}
        asked: dict[str, list[Record]] = {}
        for file, pick in picks:
            mutant = self.mutants[file][pick]
            every = schedule.order(file, mutant)
            tests = within(every, costs, self.budget)
            self._left_out[file, pick] = len(every) - len(tests)
            asked.setdefault(file, []).append(
                {
                    "file": file,
                    "pick": pick,
                    "content": self.target.content(file),
                    "tests": tests,
                    "costs": {test: costs[test] for test in tests},
                    "early": schedule.early(file, mutant),
                }
            )
        self.run(asked, done)

    def run(
        self, asked: dict[str, list[Record]], done: Callable[[str, list[Record]], None]
    ) -> None:
        """Give what is asked to processes."""
        chunks = [
            Chunk(file, tuple(many[start : start + CHUNK]))
            for file, many in asked.items()
            for start in range(0, len(many), CHUNK)
        ]

        def told(task: Chunk, fates: list[Record]) -> None:
            records = [self._record(task.file, fate) for fate in fates]
            if self.kept:
                for one in records:
                    self.kept.keep_mutant(task.file, one)
            done(task.file, records)

        self._crew(chunks, "judge", told)

    def _crew(
        self, tasks: Sequence[Any], what: str, told: Callable[[Any, list[Record]], None]
    ) -> None:
        """Give tasks to workers that hold a session of pytest with the tests of the target."""
        program = (WORKER, self.target.dumps(), what)
        pool = Pool(self.workers, program=program, environment=crew.ENVIRONMENT)
        crew.run(tasks, pool, f"{WORKER}:{what}", told)

    def _record(self, file: str, fate: Record) -> Record:
        mutant = self.mutants[file][fate["pick"]]
        left_out = self._left_out.get((file, fate["pick"]), 0)
        some = fate["outcome"] == "survivor" and left_out > 0
        return {
            "name": self.names[file][fate["pick"]],
            "line": mutant.slip.line,
            "text": mutant.text,
            "how": mutant.slip.how,
            "change": mutant.change,
            "outcome": fate["outcome"],
            "by": fate["by"],
            "told": f"{left_out} slower tests were not asked" if some else fate["told"],
            "budget": self.budget if some else 0.0,
        }


def within(tests: Sequence[str], costs: dict[str, float], budget: float) -> list[str]:
    """The first of ``tests`` that take no more than ``budget`` together, and one at least."""
    if not budget:
        return list(tests)
    spent = list(accumulate(costs[test] for test in tests))
    return [test for n, test in enumerate(tests) if n == 0 or spent[n] <= budget]
