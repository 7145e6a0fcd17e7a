"""The quantities of problem 2 that may stand on a left side: that one output is preferred."""

from __future__ import annotations

import re

import sympy as sp

from solutions.dpo import notation as s

_PREFERRED = re.compile(r"(y_[12wl])≻(y_[12wl])(?:\|X)?")
_OUTPUTS = {"y_1": s.y1, "y_2": s.y2, "y_w": s.y1, "y_l": s.y2}


def denoted(part: str, name: str, arguments: str, given: str) -> sp.Expr | None:
    """What p(y₁ ≻ y₂ | x) is in the model of Bradley and Terry: σ(r(x, y₁) − r(x, y₂))."""
    found = _PREFERRED.fullmatch(arguments)
    if part != "2e" or name not in ("p", "P") or given or found is None or found[1] == found[2]:
        return None
    first, second = _OUTPUTS[found[1]], _OUTPUTS[found[2]]
    return s.sigmoid(s.r(first, s.x) - s.r(second, s.x))
