"""TeX in the engine's sentences as plain text, for a terminal and a screen reader."""

from __future__ import annotations

import re
from typing import Any

from solutions.engine.printing import text as shown

_NAMES = {
    "alpha": "α",
    "beta": "β",
    "eta": "η",
    "pi": "π",
    "sigma": "σ",
    "tau": "τ",
    "theta": "θ",
    "Delta": "Δ",
    "varepsilon": "ε",
    "ll": "≪",
    "le": "≤",
    "ge": "≥",
    "to": "→",
    "log": "log",
    "cdot": "·",
    "hat": "",
    "mathcal": "",
    "mathrm": "",
    "ldots": "…",
}
_FRACTION = re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\{([^{}]*)\}")
_NAME = re.compile(r"\\([A-Za-z]+) ?")
_FORMULA = re.compile(r"\$([^$]*)\$")
_GROUP = re.compile(r"\{([^{}]*)\}")


SIGNS = {"!=": "≠", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}


def condition(fact: Any) -> str:
    """``x ≠ 1`` for ``Ne(x − 1, 0)``, and inequalities in letters."""
    left, right = fact.lhs, fact.rhs
    if right == 0 and left.is_Add and len(left.args) == 2 and left.args[0].is_Rational:
        left, right = left.args[1], -left.args[0]
    return f"{shown(left)} {SIGNS[fact.rel_op]} {shown(right)}"


def plain(text: str) -> str:
    """``\\Delta t \\ll \\sigma^{2}`` as ``Δt ≪ σ^2``; text without TeX stays as it is."""
    if "$" in text:
        return _FORMULA.sub(lambda found: _told(found[1]), text)
    return _told(text) if "\\" in text else text


def _told(text: str) -> str:
    text = re.sub(r"\\[,;!:]|\\left|\\right|\\ ", "", text)
    before = ""
    while before != text:
        before = text
        text = _FRACTION.sub(_quotient, text)
        text = _ROOT.sub(r"√(\1)", text)
        text = _GROUP.sub(_grouped, text, count=1)
    text = _NAME.sub(lambda found: _NAMES.get(found[1], found[1]), text)
    text = re.sub(r"([≪≤≥→])", r" \1 ", text)
    return " ".join(text.split())


def _grouped(found: re.Match[str]) -> str:
    """A group without its braces: in parentheses where it is a long exponent."""
    raised = found.start() > 0 and found.string[found.start() - 1] == "^"
    return f"({found[1]})" if raised and len(found[1]) > 1 and not found[1].isdigit() else found[1]


def _quotient(found: re.Match[str]) -> str:
    above, below = (
        part if re.fullmatch(r"[\w\\^]+", part.strip()) else f"({part})" for part in found.groups()
    )
    return f"{above}/{below}"
