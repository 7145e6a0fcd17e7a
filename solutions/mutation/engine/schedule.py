"""Which tests are run against a mutant, and in which order: measured, not guessed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from solutions.mutation.engine.mutants import Mutant, defined, units
from solutions.mutation.engine.target import Target


@dataclass(frozen=True)
class Measured:
    """A test that was run alone: the processor's seconds it took, and the units it ran."""

    test: str
    took: float
    hits: dict[str, int]
    early: dict[str, int]
    """The units that importing the tests had run before."""

    @classmethod
    def of(cls, record: dict[str, Any]) -> Measured:
        """From what a worker says."""
        hits, early = (
            {file: int(bits, 16) for file, bits in record[name].items()}
            for name in ("hits", "early")
        )
        return cls(record["test"], record["took"], hits, early)


@dataclass(frozen=True)
class Schedule:
    """All measured tests of a target."""

    target: Target
    tests: tuple[Measured, ...]

    def early(self, file: str, mutant: Mutant) -> bool:
        """Had importing the tests already run the mutant's place?"""
        return any(one.early.get(file, 0) >> mutant.unit & 1 for one in self.tests)

    def order(self, file: str, mutant: Mutant) -> list[str]:
        """The tests that run the mutant's place: first those of its module, the quickest first.

        What is run when a module is imported bears on whatever mentions the names it defines, and,
        after that, on all tests that run anything of the module.
        """
        if not mutant.names:
            return self._sorted(file, lambda one: one.hits.get(file, 0) >> mutant.unit & 1)
        named = self._mentioning(mutant.names)
        first = self._sorted(
            file, lambda one: any(one.hits.get(where, 0) & bits for where, bits in named.items())
        )
        rest = self._sorted(file, lambda one: one.hits.get(file, 0))
        return list(dict.fromkeys((*first, *rest)))

    def _sorted(self, file: str, wanted: Any) -> list[str]:
        own = f"test_{Path(file).stem}"
        found = [
            (not Path(one.test.split("::")[0]).stem.startswith(own), one.took, one.test)
            for one in self.tests
            if wanted(one)
        ]
        return [test for *_, test in sorted(found)]

    def _mentioning(self, names: tuple[str, ...]) -> dict[str, int]:
        """The units of all files that mention a name, or what is defined by its means."""
        known: set[str] = set()
        todo, found = set(names), dict.fromkeys(self.target.sources, 0)
        while todo:
            known |= (now := todo)
            todo = set()
            for file, number, mentions, defines in self._units:
                if mentions & now:
                    found[file] |= 1 << number
                    todo |= set(defines) - known
        return found

    @cached_property
    def _units(self) -> list[tuple[str, int, set[str], tuple[str, ...]]]:
        return [(file, *unit) for file, text in self.target.sources.items() for unit in _read(text)]


def _read(text: str) -> Iterator[tuple[int, set[str], tuple[str, ...]]]:
    """Each unit's number, what it mentions, and what it defines when the module is imported."""
    tree = ast.parse(text)
    outside = {id(node) for node in tree.body}
    outside |= {
        id(one) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for one in node.body
    }
    for node, number in units(tree).items():
        defines = defined(node) if isinstance(node, ast.stmt) and id(node) in outside else ()
        yield number, set(_mentions(node)), defines


def _mentions(unit: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(unit):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        if not isinstance(node, ast.stmt):
            yield from _mentions(node)
