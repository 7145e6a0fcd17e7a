"""A condition of an answer in words, for a terminal and a screen reader."""

from __future__ import annotations

from typing import Any

from solutions.printing.formulas import text as shown

SIGNS = {"!=": "≠", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}


def condition(fact: Any) -> str:
    """``x ≠ 1`` for ``Ne(x − 1, 0)``, and inequalities in letters."""
    left, right = fact.lhs, fact.rhs
    if right == 0 and left.is_Add and len(left.args) == 2 and left.args[0].is_Rational:
        left, right = left.args[1], -left.args[0]
    return f"{shown(left)} {SIGNS[fact.rel_op]} {shown(right)}"
