"""A statement as a page and a terminal show it: its left side, its sign, and what it assumes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from solutions.engine.objects import Combination, Enclosure, Mean, Normal, Recursion, numbers
from solutions.engine.printing import tex, text
from solutions.engine.quantities import LIMIT, Quantity
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
from solutions.kernel.domain import Domain
from solutions.kernel.statement import Statement

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


def sign_tex(said: Statement) -> str:
    """The sign between the sides: ∼ for a law, and = for a limit that its left side names."""
    word = said.relation.word
    named = word == TENDS and left_tex(said) != tex(said.left)
    if isinstance(said.right, Normal) and (word not in (NEAR, TENDS) or named):
        return r"\sim"
    return "=" if named else _TEX.get(word, "=")


def definition_tex(value: Any) -> str:
    """The sign of a definition: a law is declared to be one, a number is put."""
    return r"\sim" if isinstance(value, Normal) else ":="


def statement_tex(said: Statement) -> str:
    """The whole statement without Γ."""
    return f"{left_tex(said)} {sign_tex(said)} {tex(said.right)}"


def assumptions(said: Statement, printer: Callable[[Any], str] = tex) -> list[str]:
    """Γ, one assumption each: the kinds of letters, what holds of them, and the regime."""
    gamma = said.gamma
    found = [_kind(letter, printer) for letter in _letters(said)]
    found += [printer(fact) for fact in gamma.facts]
    found += [_unit(total, printer) for total in gamma.unit_sums]
    whole = r"\in \mathbb Z" if printer is tex else "∈ ℤ"
    found += [f"{printer(expr)} {whole}" for expr in gamma.whole]
    apart = r"\ne 0" if printer is tex else "≠ 0"
    found += [f"{printer(expr)} {apart}" for expr in gamma.nonzero]
    found += [f"{printer(old)} = {printer(new)}" for old, new in gamma.put]
    if said.relation.regime is not None:
        found.append(said.relation.regime.tex() if printer is tex else said.relation.regime.name)
    return list(dict.fromkeys(filter(None, found)))


def domain_tex(gamma: Domain) -> str:
    """What Γ says beyond the kinds of its letters, on one line."""
    said = [tex(fact) for fact in gamma.facts]
    said += [f"{tex(total)} = 1" for total in gamma.unit_sums]
    said += [rf"{tex(expr)} \in \mathbb Z" for expr in gamma.whole]
    said += [rf"{tex(expr)} \ne 0" for expr in gamma.nonzero]
    return ",\\; ".join(said)


def statement_text(said: Statement) -> str:
    """``σ² > 0, Δt > 0, 1/Δt ∈ ℤ ⊢ X̂(0) ~ N(0, σ⁴/(1 + σ²)²)``."""
    word = "~" if isinstance(said.right, Normal) else said.relation.word
    gamma = ", ".join(assumptions(said, text))
    return f"{gamma} ⊢ {text(said.left)} {word} {text(said.right)}"


def _letters(said: Statement) -> list[Any]:
    values = [said.right] + ([] if isinstance(said.left, Quantity) else [said.left])
    gamma = said.gamma
    found: set[Any] = set()
    for value in values:
        found |= set().union(*(n.free_symbols for n in _numbers(value)), set())
    for expr in (*gamma.facts, *gamma.whole, *gamma.nonzero):
        found |= expr.free_symbols
    return sorted(found, key=str)


def _numbers(value: Any) -> list[sp.Expr]:
    if isinstance(value, Recursion):
        return [part for one in (value.first, value.then) for part in _numbers(one)]
    if isinstance(value, Mean):
        return [value.body, value.law.mean]
    return numbers(value) if isinstance(value, sp.Expr | Enclosure | Normal | Combination) else []


def _kind(letter: sp.Symbol, printer: Callable[[Any], str]) -> str:
    """What a letter is declared to be: ``σ² > 0``, ``T ∈ ℕ``."""
    shown = printer(letter)
    page = printer is tex
    if letter.is_integer:
        if letter.is_positive:
            return rf"{shown} \in \{{1, 2, \dots\}}" if page else f"{shown} ∈ {{1, 2, …}}"
        if letter.is_nonnegative:
            return rf"{shown} \in \{{0, 1, \dots\}}" if page else f"{shown} ∈ {{0, 1, …}}"
        return rf"{shown} \in \mathbb Z" if page else f"{shown} ∈ ℤ"
    if letter.is_positive:
        return f"{shown} > 0"
    if letter.is_negative:
        return f"{shown} < 0"
    if letter.is_nonnegative:
        return rf"{shown} \ge 0" if page else f"{shown} ≥ 0"
    if letter.is_nonpositive:
        return rf"{shown} \le 0" if page else f"{shown} ≤ 0"
    if letter.is_nonzero:
        return rf"{shown} \ne 0" if page else f"{shown} ≠ 0"
    return rf"{shown} \in \mathbb R" if page else f"{shown} ∈ ℝ"


def _unit(total: sp.Sum, printer: Callable[[Any], str]) -> str:
    return f"{printer(total)} = 1"
