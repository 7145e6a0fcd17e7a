"""What the attacks are written with: letters, and what becomes of a false line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from solutions.author import Derivation, Letter, function, quantity
from solutions.kernel.errors import Malformed, Undecided
from solutions.statements.lines import judge_derivation

R, ONE = sp.Rational, sp.S.One
x, y, z = (Letter(n, n, positive=True) for n in "xyz")
a, b = (Letter(n, n, positive=True) for n in "ab")
r, s = (Letter(n, n, real=True) for n in "rs")
n, m, j, k = (Letter(one, one, integer=True, positive=True) for one in "nmjk")
t = Letter("t", "t", integer=True, nonnegative=True)
M = Letter("M", "M", integer=True)
u = Letter("u", "u", nonnegative=True)
f, g = (function(one, one + "({0})") for one in "fg")
p, q = (function(one, one + "({0})", positive=True) for one in "pq")
E = quantity("E", "E", "what a line is about")

Stated = Callable[[], Derivation]


def line(start: Any, **more: Any) -> Derivation:
    """A derivation about E."""
    return Derivation("e", E, sp.sympify(start) if isinstance(start, int) else start, **more)


def fate(stated: Stated) -> tuple[bool, str]:
    """Was the last line proved, as a line and as a theorem? And what was said where it was not."""
    try:
        derivation = stated()
        judged = judge_derivation(derivation)
    except (Malformed, Undecided, TypeError, ValueError) as why:
        return False, f"{type(why).__name__}: {why}"
    said = "\n".join(told for _, _, _, told, _ in judged.failures)
    whole = len(judged.theorems) == len(derivation.steps) + 1
    return whole and not judged.failures, said
