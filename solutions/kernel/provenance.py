"""Provenance: a rule is one of ``solutions/relations``, and so is all that it carries.

A rule is believed when it says that a line holds, so a class or a function that is written
elsewhere is none: in a part, in a test, in a shell. What is looked at is where it is defined, not
what it calls itself.
"""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from types import FunctionType, ModuleType
from typing import Any

import sympy as sp

from solutions.kernel.errors import Malformed

RULES = "solutions.relations."
DATA = (
    "solutions.kernel.",
    "solutions.numbers.",
    "solutions.objects.",
    "solutions.evidence.",
    "solutions.statements.",
)
"""Where the classes are defined of what a rule may carry besides rules."""
_PLAIN = (int, str, bool, float, type(None))


def require_ours(rule: Any) -> None:
    """Raise :class:`Malformed` unless ``rule``, with all that it carries, is a rule of ours."""
    if not _class_in(type(rule), (RULES,)):
        raise _foreign(type(rule))
    _require_as_made(rule)
    for carried in _fields(rule):
        _require_known(carried)


def _require_known(value: Any) -> None:
    if isinstance(value, sp.Basic) or type(value) in _PLAIN:
        return
    if type(value) in (tuple, frozenset, list):
        for part in value:
            _require_known(part)
    elif isinstance(value, type):
        if not _class_in(value, (RULES, *DATA)):
            raise _foreign(value)
    elif isinstance(value, FunctionType):
        _require_function(value)
    elif _class_in(type(value), (RULES,)):
        require_ours(value)
    elif _class_in(type(value), DATA):
        _require_as_made(value)
        for step in getattr(value, "steps", ()):  # a derivation that a rule rests on
            _require_known(step)
            require_ours(step.relation)
    else:
        raise _foreign(type(value))


def _require_function(function: FunctionType) -> None:
    """A function of a module of rules, or one that such a function has made."""
    module = _module(function.__module__, (RULES,))
    outer, *inside = function.__qualname__.split(".")
    found = vars(module).get(outer) if module else None
    if not isinstance(found, FunctionType) or function.__globals__ is not vars(module):
        raise _foreign(function)
    if (found is not function) if not inside else not _same_file(found, function):
        raise _foreign(function)
    for cell in function.__closure__ or ():
        _require_known(cell.cell_contents)


def _same_file(one: FunctionType, other: FunctionType) -> bool:
    return one.__code__.co_filename == other.__code__.co_filename


def _require_as_made(value: Any) -> None:
    """Raise unless an object has the attributes of its class alone: none was put over them."""
    cls = type(value)
    own = {one.name for one in fields(cls)} if is_dataclass(cls) else set()
    every = (item for base in cls.__mro__ for item in vars(base).items())
    cached = {name for name, member in every if hasattr(member, "attrname")}
    if set(getattr(value, "__dict__", ())) - own - cached:
        raise Malformed(f"a rule is as it was made, and something was put over a {cls.__name__}")


def _fields(value: Any) -> list[Any]:
    return [getattr(value, one.name) for one in fields(value)] if is_dataclass(value) else []


def _class_in(cls: type, homes: tuple[str, ...]) -> bool:
    """Is it the very class that a module there has under its name?"""
    module = _module(cls.__module__, homes)
    return module is not None and vars(module).get(cls.__qualname__) is cls


def _module(name: Any, homes: tuple[str, ...]) -> ModuleType | None:
    known = isinstance(name, str) and any(name.startswith(home) for home in homes)
    return sys.modules.get(name) if known else None


def _foreign(what: Any) -> Malformed:
    return Malformed(
        f"a rule is one of solutions/relations; {what.__name__} is defined in {what.__module__}, "
        "and nothing that it says of a line is believed. Use a rule that there is, or add one there"
    )
