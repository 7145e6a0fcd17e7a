"""How a sum, a product and a quotient are laid out: what stands first, and what above what.

Only the order of what is printed is decided here, never a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef


def _order(term: sp.Expr) -> tuple[Any, ...]:
    """Positive terms first; σ² before t before 1; then fractions, 1/t before 1/t²; sums last."""
    negative = bool(term.could_extract_minus_sign())
    plain = all(part.is_Symbol or part.is_Integer or part.is_Pow for part in term.args or (term,))
    fraction = bool(sp.denom(term).free_symbols) or (bool(term.free_symbols) and not plain)
    square = any(getattr(letter, "root_tex", "") for letter in term.free_symbols)
    tall = term.is_Mul and any(has_fractions(part) for part in term.args)
    # What functions of y are summed or multiplied is an expectation, which keeps its place.
    long = not term.has(AppliedUndef) and bool(tall or term.atoms(sp.Sum, sp.Product))
    return (
        negative,
        fraction,
        long,
        _depth(term),
        not term.free_symbols,
        not square,
        term.sort_key(),
    )


def _depth(term: sp.Expr) -> sp.Expr:
    """The degree of what stands below the line, counted in its factors."""
    below = [factor.as_base_exp() for factor in sp.Mul.make_args(sp.denom(term))]
    powers = [power for base, power in below if base.free_symbols and power.is_Rational]
    return sp.S.Zero if term.has(AppliedUndef) else sum(powers, sp.S.Zero)


def in_order(expr: sp.Expr) -> list[sp.Expr]:
    """The terms of a sum as they are printed, from left to right."""
    return sorted(sp.Add.make_args(expr), key=_order)


def has_fractions(expr: sp.Expr) -> bool:
    """A sum of fractions is too tall to stand in another fraction."""
    return bool(expr.is_Add) and any(sp.denom(term).free_symbols for term in expr.args)


@dataclass(frozen=True)
class Quotient:
    """``number · top · letters · tall / bottom``, its factors in the order of the page."""

    number: sp.Rational
    top: tuple[sp.Expr, ...]
    bottom: tuple[sp.Expr, ...]
    letters: tuple[sp.Expr, ...]
    """Letters of any sign, such as x_t, which stand behind a fraction."""
    tall: tuple[sp.Expr, ...]
    """Products, sums over an index and sums of fractions: these stand last."""


def quotient(expr: sp.Expr) -> Quotient | None:
    """How a product or a power is set; ``None`` where a simple quotient is not what it is."""
    if expr.has(AppliedUndef, sp.Derivative, sp.exp, sp.Float):
        return None
    number, factors = expr.as_coeff_mul()
    top: list[sp.Expr] = []
    bottom: list[sp.Expr] = []
    for factor in factors:
        above, below = sp.fraction(factor, exact=True)
        part, side = (above, top) if below == 1 else (below, bottom)
        if part.is_number or not (
            part.is_Symbol or part.is_Pow or part.is_Add or _tall(part) or isinstance(part, sp.log)
        ):
            return None
        content, part = _content(part)
        number = number * content if side is top else number / content
        side.append(part)
    tall = [part for part in top if _tall(part)]
    if sum(isinstance(part, sp.Sum | sp.Product) for part in tall) > 1:
        return None
    rest = sorted((part for part in top if part not in tall), key=_place)
    letters = [part for part in rest if part.is_Symbol and part.is_real and _any_sign(part)]
    if len(letters) != 1 or not (bottom or number.q != 1 or tall):
        letters = []
    return Quotient(
        number,
        tuple(part for part in rest if part not in letters),
        tuple(sorted(bottom, key=_place)),
        tuple(letters),
        tuple(sorted(tall, key=lambda part: not part.is_Add)),
    )


def _content(part: sp.Expr) -> tuple[sp.Rational, sp.Expr]:
    """A number that all terms of a sum share; 1 + x/4 is left alone."""
    if not part.is_Add:
        return sp.S.One, part
    shared, rest = part.primitive()
    whole = any(term.as_coeff_Mul()[0].is_integer for term in part.args)
    return (shared, rest) if shared.is_integer or not whole else (sp.S.One, part)


def _tall(part: sp.Expr) -> bool:
    return isinstance(part, sp.Sum | sp.Product) or has_fractions(part)


def _any_sign(letter: sp.Expr) -> bool:
    return letter.is_positive is None


def _place(factor: sp.Expr) -> tuple[Any, ...]:
    """Whole numbers first, then σ², other letters, steps such as Δt, roots, sums, logarithms."""
    base, power = factor.as_base_exp()
    kind = 0 if factor.is_integer else 1
    if base.is_Symbol and not factor.is_integer:
        step = base.tex.startswith(r"\Delta") if hasattr(base, "tex") else False
        kind = 1 if getattr(base, "root_tex", "") else 3 if step else 2
        kind += 0 if power.is_integer or getattr(base, "root_tex", "") else 3
    elif not base.is_Symbol and not factor.is_integer:
        kind = 8 if factor.has(sp.log) and not base.is_Add else 7
    return kind, bool(base.is_Add), factor.sort_key()
