"""A statement as a page and a terminal show it: its left side, its sign, and what it assumes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from solutions.engine.objects import Combination, Normal, Recursion, bound_letters
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
from solutions.kernel.letters import opened
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
LAWS = (Normal, Combination, Recursion)


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


def assumptions(said: Statement, printer: Callable[[Any], str] = tex) -> list[str]:
    """Γ, one assumption each: the kinds of letters and functions, facts on them, the regime."""
    gamma, regime = said.gamma, said.relation.regime
    letters = _letters(said)
    found = [_kind(letter, printer) for letter in (*letters, *_functions(said))]
    found += [printer(fact) for fact in gamma.facts if not _implied(fact, gamma.facts)]
    found += [_unit(total, printer) for total in gamma.unit_sums]
    whole = r"\in \mathbb Z" if printer is tex else "∈ ℤ"
    found += [f"{_inline(expr, printer)} {whole}" for expr in gamma.whole]
    apart = r"\ne 0" if printer is tex else "≠ 0"
    found += [f"{printer(expr)} {apart}" for expr in gamma.nonzero]
    found += [f"{printer(old)} = {_inline(new, printer)}" for old, new in gamma.put]
    if regime is not None:
        found.append(regime.name)
        most = r"\le 1" if printer is tex else "≤ 1"
        found += [f"{printer(letter)} {most}" for letter in regime.bounded if letter in letters]
    return list(dict.fromkeys(filter(None, found)))


def domain_tex(gamma: Domain) -> str:
    """What Γ says beyond the kinds of its letters, on one line."""
    said = [tex(fact) for fact in gamma.facts if not _implied(fact, gamma.facts)]
    said += [_unit(total, tex) for total in gamma.unit_sums]
    said += [rf"{_inline(expr, tex)} \in \mathbb Z" for expr in gamma.whole]
    said += [rf"{tex(expr)} \ne 0" for expr in gamma.nonzero]
    return ",\\; ".join(said)


def statement_text(said: Statement) -> str:
    """``σ² > 0, Δt > 0, 1/Δt ∈ ℤ ⊢ X̂(0) ~ N(0, σ⁴/(1 + σ²)²)``."""
    word = "~" if isinstance(said.right, Normal) else said.relation.word
    gamma = ", ".join(assumptions(said, text))
    return f"{gamma} ⊢ {text(said.left)} {word} {text(said.right)}"


def _letters(said: Statement) -> list[sp.Symbol]:
    """The letters that a statement is about; indices and variables of means are none of them."""
    gamma, free = said.gamma, set[sp.Symbol]()
    for value in (said.left, said.right):
        free |= set().union(*(each.free_symbols for each in _expressions(value)))
        free -= set() if isinstance(value, Quantity) else bound_letters(value)
    for expr in (*gamma.facts, *gamma.whole, *gamma.nonzero):
        free |= expr.free_symbols
    for total in gamma.unit_sums:
        free |= total.limits[0][2].free_symbols
    return sorted(free, key=str)


def _functions(said: Statement) -> list[AppliedUndef]:
    """The undefined functions in a statement, each where its arguments are simplest."""
    gamma, simplest = said.gamma, dict[Any, AppliedUndef]()
    todo = [*_expressions(said.left), *_expressions(said.right)]
    todo += [*gamma.facts, *gamma.unit_sums, *gamma.nonzero]
    while todo:
        for applied in todo.pop().atoms(AppliedUndef):
            if (meant := opened(applied)) != applied:
                todo.append(meant)
                continue
            known = simplest.setdefault(applied.func, applied)
            simplest[applied.func] = min(known, applied, key=_length)
    return sorted(simplest.values(), key=str)


def _length(expr: sp.Basic) -> tuple[int, str]:
    return len(str(expr)), str(expr)


def _expressions(value: Any) -> list[sp.Basic]:
    """The expressions that a side of a statement is made of."""
    if isinstance(value, sp.Basic):
        return [value]
    if isinstance(value, Quantity):
        return [each for part in value.arguments for each in _expressions(part)]
    if isinstance(value, tuple):
        return [each for part in value for each in _expressions(part)]
    if is_dataclass(value):
        return [each for one in fields(value) for each in _expressions(getattr(value, one.name))]
    return []


def _implied(fact: Relational, facts: tuple[Relational, ...]) -> bool:
    """Is a fact said again, and more strictly, by another: a ≥ b where a > b is assumed?"""
    strict = {sp.Ge: sp.Gt, sp.Le: sp.Lt}.get(fact.func)
    return strict is not None and strict(*fact.args, evaluate=False) in facts


def _inline(expr: Any, printer: Callable[[Any], str]) -> str:
    """A quotient by a letter on one line: ``t/Δt``."""
    top, bottom = sp.fraction(sp.sympify(expr, strict=True))
    if not bottom.is_Symbol:
        return printer(expr)
    above = printer(top)
    return f"({above})/{printer(bottom)}" if top.is_Add else f"{above}/{printer(bottom)}"


def _kind(letter: sp.Expr, printer: Callable[[Any], str]) -> str:
    """What a letter or a function is declared to be: ``σ² > 0``, ``r(x, y) ∈ ℝ``."""
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
