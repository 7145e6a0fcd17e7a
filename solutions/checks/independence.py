"""Whether a check goes its own road: what of the derivations its code reads."""

from __future__ import annotations

import dis
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.objects.laws import Combination, Enclosure, Mean, Normal, Recursion
from solutions.statements.borrowing import Used
from solutions.statements.derivation import Derivation
from solutions.statements.part import Box, Check, Decoy, Part
from solutions.work.sources import is_engine

STATED = (Derivation, Used, Box, Decoy, Part, Normal, Combination, Recursion, Enclosure, Mean)


def borrowed(check: Check) -> list[str]:
    """Names outside the check, in order, that stand for something stated or derived.

    Letters and undefined functions say where to look and are free; an expression of them is not.
    """
    if not isinstance(check.pairs, FunctionType):
        return []
    seen: dict[tuple[str, str], Any] = {}
    _collect(check.pairs, seen)
    return [name for (_, name), value in seen.items() if _is_stated(value)]


def _is_stated(value: Any) -> bool:
    if isinstance(value, ModuleType):
        return isinstance(getattr(value, "part", None), Part)
    if isinstance(value, sp.Expr):
        return bool(value.args) and not isinstance(value, AppliedUndef)
    return isinstance(value, STATED)


def _collect(function: FunctionType, seen: dict[tuple[str, str], Any]) -> None:
    """What a function reads, and what those functions read that are no tools of the engine."""
    for name, value in _globals(function.__code__, function.__globals__):
        if (function.__module__, name) not in seen:
            seen[function.__module__, name] = value
            if isinstance(value, FunctionType) and (
                value.__module__ == function.__module__ or _is_ours(value.__module__)
            ):
                _collect(value, seen)


def _is_ours(module: str | None) -> bool:
    return module is not None and module.startswith("solutions.") and not is_engine(module)


def _globals(code: CodeType, names: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for instruction in dis.get_instructions(code):
        if instruction.opname == "LOAD_GLOBAL" and instruction.argval in names:
            yield instruction.argval, names[instruction.argval]
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _globals(constant, names)
