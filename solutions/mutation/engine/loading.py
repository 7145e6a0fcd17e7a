"""An import hook that loads the engine from code of ours, and mutants put into running code."""

from __future__ import annotations

import ast
import gc
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from inspect import CO_OPTIMIZED
from types import CodeType, FunctionType, ModuleType
from typing import Any

from solutions.mutation.engine.instrument import HITS, instrumented
from solutions.mutation.engine.mutants import Mutant, mutants
from solutions.mutation.engine.target import Target


class Elsewhere(Exception):
    """A mutant is not in a function that can be reached, so its module has to be loaded anew."""


class Loader:
    """Finds and loads the modules of a target; all are compiled before the first is imported."""

    def __init__(self, target: Target, *, measuring: bool) -> None:
        self.target, self.measuring = target, measuring
        self.files = {target.module(file): file for file in target.sources}
        self.codes: dict[str, CodeType] = {}
        self.hits: dict[str, bytearray] = {}
        self.trees: dict[str, ast.Module] = {}
        self.made: dict[str, list[Mutant]] = {}
        self.live: dict[int, list[FunctionType]] = {}
        for file, text in target.sources.items():
            path = str(target.root / file)
            if measuring:
                self.codes[file], size = instrumented(text, path)
                self.hits[file] = bytearray(size)
            else:
                self.trees[file] = ast.parse(text)
                self.codes[file] = compile(self.trees[file], path, "exec")
        sys.meta_path.insert(0, self)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """The finder's part of an import."""
        del path, target
        if name not in self.files:
            return None
        place = str(self.target.root / self.files[name])
        return spec_from_file_location(name, place, loader=_Ours(name, place, self))

    def mutant(self, file: str, pick: int) -> Mutant:
        """One mutant of a file."""
        if file not in self.made:
            self.made[file] = mutants(self.trees[file], self.target.sources[file])
        return self.made[file][pick]

    def mutated(self, file: str, mutant: Mutant) -> CodeType:
        """The code of the module with the mutant in it; SyntaxError where there is none."""
        with mutant.slip.made():
            return compile(self.trees[file], str(self.target.root / file), "exec")

    def find_live(self) -> None:
        """Find the functions that have been made of our code."""
        gc.collect()
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                self.live.setdefault(id(one.__code__), []).append(one)
        gc.freeze()  # a fork then copies less

    def swap(self, file: str, new: CodeType) -> None:
        """Give the functions that are there the code of a mutant; :class:`Elsewhere` if none."""
        found = [(self.live.get(id(old), []), code) for old, code in _apart(self.codes[file], new)]
        if not all(functions for functions, _ in found):
            raise Elsewhere
        for functions, code in found:
            for function in functions:
                try:
                    function.__code__ = code
                except ValueError as why:  # other variables of the function around
                    raise Elsewhere from why


class _Ours(SourceFileLoader):
    def __init__(self, name: str, path: str, loader: Loader) -> None:
        super().__init__(name, path)
        self.loader, self.file = loader, loader.files[name]

    def get_code(self, fullname: str) -> CodeType:
        del fullname
        return self.loader.codes[self.file]

    def exec_module(self, module: ModuleType) -> None:
        if self.loader.measuring:
            vars(module)[HITS] = self.loader.hits[self.file]
        exec(self.loader.codes[self.file], vars(module))


def _apart(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The outermost functions in which two codes differ; :class:`Elsewhere` outside of all."""
    if old == new:
        return
    if old.co_flags & CO_OPTIMIZED:
        yield old, new
        return
    if len(old.co_consts) != len(new.co_consts) or (
        old.replace(co_consts=()) != new.replace(co_consts=())
    ):
        raise Elsewhere
    for one, other in zip(old.co_consts, new.co_consts, strict=True):
        if isinstance(one, CodeType) and isinstance(other, CodeType):
            yield from _apart(one, other)
        elif one != other or type(one) is not type(other):
            raise Elsewhere
