"""What attacks on whole parts are written with: variables, models, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Letter,
    Mean,
    Normal,
    Part,
    Quantity,
    Term,
    log_density,
    quantity,
)
from solutions.kernel.errors import Malformed, Undecided
from solutions.statements.part import malformed
from tests.attacks.lines import fate, r

X, Y, Z, N, W, A, B, U, V = (quantity(one, one) for one in "XYZNWABUV")
STANDARD = Normal(0, 1)
mu = Letter("mu", r"\mu", real=True)
v = Letter("v", "v", nonnegative=True)
Lines = tuple[Derivation, ...]


def said(of: Quantity, value: Any, name: str = "", **more: Any) -> Derivation:
    """A derivation whose one line says again what is declared."""
    kinds = Normal | Combination | Mean
    value = value if isinstance(value, kinds) else sp.sympify(value)
    again = value.law() if isinstance(value, Combination) else value
    again = again.value() if isinstance(again, Mean) else again
    return Derivation(name or f"of {of.text()}", of, value, **more).equals(again, "")


def number(name: str, of: Quantity, value: Any, **more: Any) -> Derivation:
    """The same of a number, by a name for the derivation."""
    return said(of, value, name, **more)


def found(name: str, of: Quantity, best: Any, called: Quantity) -> Derivation:
    """What makes (r − best)² least, called so."""
    return Derivation(name, of, (r - best) ** 2).least_at(sp.sympify(best), r, "", called=called)


def added(*terms: tuple[Quantity, Normal], by: int = 1) -> Combination:
    return Combination(tuple(Term(by, one, law) for one, law in terms))


def density(of: Quantity, value: Any, law: Normal) -> Derivation:
    name = f"density {of.text()}"
    return Derivation(name, log_density(of, r), value).law(law, r, "")


def told_of_parts(*lines: Derivation) -> str:
    """What a part is told of its derivations, besides that it has no boxes and checks."""
    part = Part("9z", "", "", lines, (), (), ())
    empty = ("it boxes nothing", "independent check")
    return "\n".join(told for told in malformed(part) if not any(one in told for one in empty))


def told(*lines: Derivation) -> str:
    """What is said of a part's derivations, line by line and together."""
    found = [told_of_parts(*lines), *(fate(partial(_same, one))[1] for one in lines)]
    return "\n".join(filter(None, found))


def heard(stated: Callable[[], Lines]) -> str:
    """What is said of lines, also where they cannot be stated."""
    try:
        return told(*stated())
    except (Malformed, Undecided, TypeError) as why:
        return str(why)


def _same(stated: Derivation) -> Derivation:
    return stated
