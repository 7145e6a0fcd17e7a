"""Names that are read as made of other names: xy as x·y, x² as a square, f′ as a derivative."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import agree
from solutions.kernel.terms.calculus import derivative
from solutions.kernel.terms.letters import is_defined, opened
from solutions.objects.names import look

POWER = re.compile(r"\^(?:-?\d|\{-?\d+(?:/\d+)?\})")
_OPENS = re.compile(r"[(\[]|\{\d\}")
_PRIMED = re.compile(r"'+|\^\((?:n|\d+)\)")


def made_of(shown: str, known: Iterable[str]) -> str:
    """The one of ``known`` that a look begins with, divides or encloses, so as to be read of it.

    All are looks, as :func:`look` gives them; empty where a name is read as itself alone.
    """
    others = set(known) - {shown}
    if shown[:1] == shown[-1:] == "|" and shown[1:-1] in others:
        return shown[1:-1]
    top, line, bottom = shown.partition("/")
    if line and top in others and bottom in others:
        return top
    for one in sorted(others):
        rest = shown.removeprefix(one)
        if one and rest != shown and (rest in others or rest.isdigit() or POWER.fullmatch(rest)):
            return one
    return ""


def head(template: str) -> str:
    """How a function is called, without its arguments: f of f(x), and nothing of x_n."""
    shown = look(template.replace("{{", "{").replace("}}", "}"))
    found = _OPENS.search(shown)
    return shown[: found.start()] if found and found[0] in "([" else ""


def called_after(functions: Mapping[str, Any], letters: Mapping[str, Any]) -> Iterator[str]:
    """Functions by their heads that are read as a letter times a bracket, or made of others.

    One that is shown as the derivative of another has to be that.
    """
    for called, thing in functions.items():
        if called in letters:
            yield f"{called}(…) is read as {called} times a bracket"
        for other, base in functions.items():
            rest = called.removeprefix(other)
            dotted = called in (rf"\dot{other}", rf"\dot{{{other}}}")
            if dotted or (rest != called and _PRIMED.fullmatch(rest)):
                if rest != "'" or not _is_slope(thing, base):
                    yield f"{called}(…) is read as a derivative of {other}(…)"
            elif rest != called and POWER.fullmatch(rest):
                yield f"{called}(…) is read as a power, or the inverse, of {other}(…)"
        known = {*letters, *functions} - {called}
        if called not in letters and (first := made_of(called, known)) and first in letters:
            yield f"{called}(…) is read as {first} times something"


def _is_slope(one: Any, of: Any) -> bool:
    """Is an abbreviation the derivative of another one in its one argument?"""
    try:
        x = sp.Dummy(real=True)
        first, second = one(x), of(x)
        ours, theirs = opened(first), derivative(opened(second), x)
        if ours == first or not is_defined(second):
            return False
        return agree(ours, theirs, EVERYWHERE)
    except (Malformed, Undecided, TypeError, ValueError):
        return False
