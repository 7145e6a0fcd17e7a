"""What the tests of statements are written with: letters, quantities, parts, and what is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from solutions.author import (
    Box,
    Derivation,
    Letter,
    Part,
    Regime,
    family,
    function,
    judge_part,
    quantity,
)
from solutions.kernel.errors import Malformed, Undecided
from solutions.statements.lines import judge_derivation
from solutions.statements.part import malformed

R = sp.Rational
x, y, z, a, b = (Letter(one, one, positive=True) for one in "xyzab")
r, s = (Letter(one, one, real=True) for one in "rs")
n, m, k, j = (Letter(one, one, integer=True, positive=True) for one in "nmkj")
p, q = (function(one, one + "({0})", positive=True) for one in "pq")
E, F, G = (quantity(one, one) for one in "EFG")
X = family("X", "X_{{{0}}}", "a random variable")
TO0 = Regime(r"x \to 0", (x,), (x,), (), (), fixed=(y, z, a, b))
Y_TO0 = Regime(r"y \to 0", (y,), (y,), (), ())


def line(start: Any, **more: Any) -> Derivation:
    """A derivation about E."""
    return Derivation("e", E, start, **more)


def part(*derivations: Derivation, box: Derivation | None = None, line: int = -1) -> Part:
    """A part of these derivations, with a box."""
    boxes = (Box("answer", box or derivations[-1], line=line),)
    return Part("9z", "A trial", "What is it?", derivations, boxes, (), ())


def told(part: Part) -> list[str]:
    """What is wrong with its derivations and boxes; checks and decoys are left out."""
    return [one for one in malformed(part) if not ("check" in one or "decoy" in one)]


def refusal(stated: Derivation | Callable[[], Derivation]) -> str:
    """Why a derivation is no theorem; empty if it is one."""
    try:
        derivation = stated if isinstance(stated, Derivation) else stated()
        judged = judge_derivation(derivation)
    except (Malformed, Undecided) as why:
        return f"{type(why).__name__}: {why}"
    if not judged.failures:
        assert len(judged.theorems) == len(derivation.steps) + 1
    return "\n".join(failure[3] for failure in judged.failures)


def reports(part: Part) -> list[str]:
    """All that a run reports of a part's lines, without file and line of the source."""
    failures = judge_part(part)[1]
    return [str(one).partition("  ")[2] for one in failures if one.name[:5] != "check"]
