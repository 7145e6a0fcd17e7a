"""A statement as a page and a terminal show it: its left side, its sign, its right side."""

from __future__ import annotations

from typing import Any

from solutions.kernel.composition import (
    AT_LEAST,
    AT_MOST,
    DIFFERS,
    GREATER,
    INSIDE,
    LESS,
    NEAR,
    ROUNDS,
    TENDS,
    WITHIN,
)
from solutions.kernel.statement import Statement
from solutions.objects.laws import Combination, Mean, Normal, Recursion
from solutions.objects.quantities import LIMIT, Quantity
from solutions.printing.formulas import tex, text
from solutions.statements.assumptions import assumptions

_TEX = {
    LESS: "<",
    AT_MOST: r"\le",
    GREATER: ">",
    AT_LEAST: r"\ge",
    WITHIN: r"\in",
    INSIDE: r"\subseteq",
    NEAR: r"\approx",
    TENDS: r"\longrightarrow",
    ROUNDS: r"\approx",
    DIFFERS: r"\ne",
}
IMPLIES = r"\;\Longrightarrow\;"
SPECIFIED = (Normal, Combination, Recursion, Mean)
"""What is printed with the laws that it is made of."""


def left_tex(said: Statement) -> str:
    """The left side; in a limit as Δt → 0 it says so."""
    left = said.left
    if said.relation.word != TENDS or not isinstance(left, Quantity):
        return tex(left)
    name = said.relation.regime.name
    if r"\to" not in name:
        return tex(left)
    if isinstance(said.right, Normal):
        return rf"{tex(left)} \text{{ for }} {name}"
    return tex(LIMIT(left, name))


def names_its_limit(said: Statement) -> bool:
    """Is it a limit that its left side speaks of, so that the right side is its value?"""
    return said.relation.word == TENDS and left_tex(said) != tex(said.left)


def sign_tex(said: Statement) -> str:
    """The sign between the sides: ∼ for a law, and = for a limit that its left side names."""
    word = said.relation.word
    named = names_its_limit(said)
    if isinstance(said.right, Normal) and (word not in (NEAR, TENDS) or named):
        return r"\sim"
    return "=" if named else _TEX.get(word, "=")


def definition_tex(value: Any) -> str:
    """The sign of a definition: a law is declared to be one, a number is put."""
    return r"\sim" if isinstance(value, Normal) else ":="


def statement_tex(said: Statement) -> str:
    """The whole statement without Γ."""
    return f"{left_tex(said)} {sign_tex(said)} {tex(said.right)}"


def statement_text(said: Statement) -> str:
    """``σ² > 0, Δt > 0, 1/Δt ∈ ℤ ⊢ X̂(0) ~ N(0, σ⁴/(1 + σ²)²)``."""
    word = "~" if isinstance(said.right, Normal) else said.relation.word
    gamma = ", ".join(assumptions(said, text))
    return f"{gamma} ⊢ {text(said.left)} {word} {text(said.right)}"
