"""Assumptions: all of Γ, one after the other, as a page and a terminal show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from solutions.kernel.domains.domain import Domain
from solutions.kernel.domains.substitution import RATIONAL, SPECIAL
from solutions.kernel.statement import Statement
from solutions.kernel.terms.letters import Bounds, opened
from solutions.objects.laws import bound_letters
from solutions.objects.quantities import Quantity
from solutions.printing.formulas import tex


def assumptions(
    said: Statement, printer: Callable[[Any], str] = tex, before: Iterable[Any] = ()
) -> list[str]:
    """Γ, one assumption each: the kinds of letters and functions, facts on them, the regime.

    ``before`` are the values by which a line was reached: √(x² + 2x + 1) − x is 1 where x > 0,
    which the line itself does not show any more.
    """
    gamma, regime = said.gamma, said.relation.regime
    values = (said.left, said.right, *before)
    letters = _letters(said, values[:2])
    put = {old for old, _ in gamma.put}
    letters += [one for one in _letters(said, values) if one not in {*letters, *put}]
    found = [_kind(letter, printer) for letter in (*letters, *_functions(said, values))]
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
        found += [f"{printer(letter)} {most}" for letter in regime.bounded]
    return list(dict.fromkeys(filter(None, found)))


def domain_tex(gamma: Domain) -> str:
    """What Γ says beyond the kinds of its letters, on one line."""
    said = [tex(fact) for fact in gamma.facts if not _implied(fact, gamma.facts)]
    said += [_unit(total, tex) for total in gamma.unit_sums]
    said += [rf"{_inline(expr, tex)} \in \mathbb Z" for expr in gamma.whole]
    said += [rf"{tex(expr)} \ne 0" for expr in gamma.nonzero]
    return ",\\; ".join(said)


def _letters(said: Statement, values: tuple[Any, ...]) -> list[sp.Symbol]:
    """The letters that a statement is about; indices and variables of means are none of them."""
    gamma, free = said.gamma, set[sp.Symbol]()
    for value in values:
        free |= set().union(*(each.free_symbols for each in _expressions(value)))
        free -= set() if isinstance(value, Quantity) else bound_letters(value)
    for expr in (*gamma.facts, *gamma.whole, *gamma.nonzero):
        free |= expr.free_symbols
    for _, value in gamma.put:
        free |= value.free_symbols
    for total in gamma.unit_sums:
        free |= total.limits[0][2].free_symbols
    return sorted(free, key=str)


def _functions(said: Statement, values: tuple[Any, ...]) -> list[AppliedUndef]:
    """The undefined functions in a statement, each where its arguments are simplest."""
    gamma, simplest = said.gamma, dict[Any, AppliedUndef]()
    todo = [each for value in values for each in _expressions(value)]
    todo += [*gamma.facts, *gamma.unit_sums, *gamma.nonzero, *gamma.whole]
    todo += [new for _, new in gamma.put]
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
    if (bounds := getattr(letter.func, "bounds", None)) is not None:
        range_ = _between(shown, bounds, letter, printer)
    else:
        range_ = _range(letter, shown, page=printer is tex)
    special = [kind for kind in SPECIAL if getattr(letter, f"is_{kind}")]
    if getattr(letter.func, "mean_over", ""):
        special.append("weights of a law")
    if letter.is_integer:
        special = [kind for kind in special if kind not in RATIONAL]
    elif letter.is_integer is False:
        special.append("not whole")
    if not special:
        return range_
    words = ", ".join(special)
    return rf"{range_} \text{{ {words}}}" if printer is tex else f"{range_} {words}"


def _range(letter: sp.Expr, shown: str, *, page: bool) -> str:
    """The set of numbers that a letter is one of."""
    if letter.is_zero:
        return f"{shown} = 0"
    if letter.is_integer:
        if letter.is_positive:
            return rf"{shown} \in \{{1, 2, \dots\}}" if page else f"{shown} ∈ {{1, 2, …}}"
        if letter.is_nonnegative:
            return rf"{shown} \in \{{0, 1, \dots\}}" if page else f"{shown} ∈ {{0, 1, …}}"
        if letter.is_negative:
            return rf"{shown} \in \{{-1, -2, \dots\}}" if page else f"{shown} ∈ {{−1, −2, …}}"
        if letter.is_nonpositive:
            return rf"{shown} \in \{{0, -1, \dots\}}" if page else f"{shown} ∈ {{0, −1, …}}"
        if letter.is_nonzero:
            return rf"{shown} \in \mathbb Z \setminus \{{0\}}" if page else f"{shown} ∈ ℤ∖{{0}}"
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


def _between(shown: str, bounds: Bounds, letter: sp.Expr, printer: Callable[[Any], str]) -> str:
    """What lies above and below all values of a function: ``0 < β(s) < 1``."""
    loose = r"\le" if printer is tex else "≤"
    low, above = bounds.low, bounds.low_strict
    high, below = bounds.high, bounds.high_strict
    if letter.is_nonnegative and (low is None or low <= 0):
        low, above = sp.S.Zero, bool(letter.is_positive or (low == 0 and above))
    if letter.is_nonpositive and (high is None or high >= 0):
        high, below = sp.S.Zero, bool(letter.is_negative or (high == 0 and below))
    said = "" if low is None else f"{printer(low)} {'<' if above else loose} "
    said += shown if high is None else f"{shown} {'<' if below else loose} {printer(high)}"
    page = printer is tex
    if letter.is_integer:
        said += rf",\; {shown} \in \mathbb Z" if page else f", {shown} ∈ ℤ"
    if letter.is_nonzero and Bounds(low, high, above, below).hold(sp.S.Zero):
        said += rf",\; {shown} \ne 0" if page else f", {shown} ≠ 0"
    return said


def _unit(total: sp.Sum, printer: Callable[[Any], str]) -> str:
    return f"{printer(total)} = 1"
