"""What stands in a line is of this project’s make: a value or a name of another class may lie.

Rules, and what they carry, are looked at by :mod:`solutions.kernel.provenance`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.core.assumptions import _assume_defined
from sympy.core.function import AppliedUndef, UndefinedFunction

from solutions.kernel.terms.letters import Letter

FOLDERS = tuple(
    f"solutions.{name}."
    for name in ("kernel", "numbers", "objects", "evidence", "relations", "statements", "work")
)
PLAIN = (str, int, bool, type(None), Fraction)
LETTERS = (sp.Symbol, Letter)
STATED = {*_assume_defined, "tex", "meaning", "mean_over", "bounds", "body", "claims"}
"""What a function of a sheet is declared with: kinds, and what ``function`` and ``defined`` say."""


def foreign(value: Any) -> str:
    """The first thing in ``value`` that is of another make; empty if there is none."""
    seen: set[int] = set()
    kept: list[Any] = []  # so that no id is used twice

    def told(one: Any) -> Iterator[str]:
        if type(one) in PLAIN or id(one) in seen:
            return
        seen.add(id(one))
        kept.append(one)
        if isinstance(one, tuple):
            for each in one:
                yield from told(each)
        elif isinstance(one, sp.Basic):
            for node in sp.preorder_traversal(one):
                if not _ours(node):
                    yield f"{node} is a {type(node).__name__}"
        elif is_dataclass(one) and not isinstance(one, type):
            if not _known(type(one)):
                yield f"a {type(one).__name__} of {type(one).__module__}"
            for field in fields(one):
                if field.name != "relation":
                    yield from told(getattr(one, field.name))
        else:
            yield f"{one!r}"

    return next(told(value), "")


def _ours(node: sp.Basic) -> bool:
    """Is it SymPy's or the kernel's, a letter that is shown as one, or a function that has no rule?

    A dummy prints as a letter of its name does, and a function may bring ways to evaluate itself.
    """
    if isinstance(node, sp.Symbol):
        return type(node) in LETTERS
    if isinstance(node, AppliedUndef):
        made = node.func
        plain = type(made) is UndefinedFunction and made.__bases__ == (AppliedUndef,)
        return plain and set(made._kwargs) <= STATED
    return _known(type(node))


def _known(made: Any) -> bool:
    module = str(getattr(made, "__module__", ""))
    return module.startswith(("sympy.", *FOLDERS))
