"""A mutant as an edit of a syntax tree: one node in the place of another, for a while."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Slip:
    """A change at one place of a module's tree: ``new`` for what stands there."""

    how: str
    line: int
    old: str
    new: str
    _parent: ast.AST
    _field: str
    _place: int | None
    _node: ast.AST

    @property
    def text(self) -> str:
        """The change in plain text."""
        return f"{self.old} → {self.new}"

    @contextmanager
    def made(self) -> Iterator[None]:
        """The tree, while it holds the mutant."""
        before = self._get()
        self._set(self._node)
        try:
            yield
        finally:
            self._set(before)

    def _get(self) -> Any:
        there = getattr(self._parent, self._field)
        return there if self._place is None else there[self._place]

    def _set(self, node: Any) -> None:
        if self._place is None:
            setattr(self._parent, self._field, node)
        else:
            getattr(self._parent, self._field)[self._place] = node
