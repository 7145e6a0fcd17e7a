"""Values for letters: what may be put for one, and what has to be assumed of the value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.binding import Index, replaced
from solutions.kernel.terms.declared import declared_sign

NUMBERLESS = (sp.oo, -sp.oo, sp.zoo, sp.nan, sp.I)
RATIONAL = ("rational", "irrational", "algebraic", "transcendental")
COUNTS = ("prime", "composite")
SPECIAL = ("even", "odd", *COUNTS, *RATIONAL)
"""Kinds of which Γ holds no facts: a letter of such a kind takes numbers of that kind only.

What is not whole is neither even nor odd.
"""


def value_of(letter: Any, value: Any) -> sp.Expr:
    """``value`` as a value that may be put for ``letter``: a free letter, and of its kind."""
    if not isinstance(letter, sp.Symbol) or isinstance(letter, Index):
        raise Malformed(
            f"{letter} cannot be replaced: only a letter can, and neither a number, nor a "
            "function's value, nor an index, nor an expression; give the quantity a letter first"
        )
    put = sp.sympify(value, strict=True)
    if not isinstance(put, sp.Expr) or put.has(*NUMBERLESS, sp.Float):
        raise Malformed(f"{put} is no value for the letter {letter}: an exact finite number is")
    require_kind(letter, put)
    return put


def require_kind(letter: sp.Symbol, value: sp.Expr) -> None:
    """Raise :class:`Undecided` where a kind of ``letter`` that Γ has no facts of is not known."""
    for kind in SPECIAL:
        if letter.is_integer if kind in RATIONAL else kind in COUNTS and letter.is_nonpositive:
            continue  # that it is whole, or not above 0, is a fact, and says so
        wanted = getattr(letter, f"is_{kind}")
        bare = value.is_Symbol or value.is_Rational
        if wanted is not None and not (bare and getattr(value, f"is_{kind}") == wanted):
            raise Undecided(f"{letter} is declared {kind}={wanted}, which is not known of {value}")
    if letter.is_zero and value != 0:
        raise Undecided(f"{letter} is declared to be 0, which is not known of {value}")


def moved(fact: Relational, values: Mapping[sp.Symbol, sp.Expr]) -> Any:
    """An inequality after letters were replaced; true or false only between numbers."""
    return _inequality(fact.func, *(replaced(side, values) for side in fact.args))


def _inequality(kind: Any, left: sp.Expr, right: sp.Expr) -> Any:
    gap = left - right
    return kind(gap, 0) if gap.is_Rational else kind(left, right, evaluate=False)


def assumed(
    values: Mapping[sp.Symbol, sp.Expr],
) -> tuple[dict[sp.Symbol, Any], list[sp.Expr], list[sp.Expr]]:
    """What letters were declared to be, said of their values: signs, what is whole, what not 0."""
    signs: dict[sp.Symbol, Any] = {}
    nonzero: list[sp.Expr] = []
    for letter, value in values.items():
        found = _sign(letter, value)
        if found is not None:
            signs[letter] = found
        elif letter.is_nonzero:
            nonzero.append(value)
    return signs, [value for letter, value in values.items() if letter.is_integer], nonzero


def _sign(letter: sp.Symbol, value: sp.Expr) -> Any:
    """The sign that ``letter`` is declared with, as a fact on ``value``; ``None`` without one.

    Factors that are positive by declaration are left out, and what has the sign by declaration
    alone is true.
    """
    for kind, way, bare in (
        (sp.StrictGreaterThan, 1, letter.is_positive),
        (sp.StrictLessThan, -1, letter.is_negative),
        (sp.GreaterThan, 1, letter.is_nonnegative),
        (sp.LessThan, -1, letter.is_nonpositive),
    ):
        if bare:
            known = declared_sign(way * value)
            if known and (known.strict or kind in (sp.GreaterThan, sp.LessThan)):
                return sp.true
            rest = [part for part in sp.Mul.make_args(value) if not _positive(part)]
            return _inequality(kind, sp.Mul(*rest), sp.S.Zero)
    return None


def _positive(part: sp.Expr) -> bool:
    known = declared_sign(part)
    return known is not None and known.strict


def said(fact: Relational, known: list[Relational]) -> bool:
    """Is there an inequality of the same gap among ``known``, and as strict?"""
    gap = fact.gts - fact.lts
    return any(
        other.gts - other.lts == gap and ("=" in fact.rel_op or "=" not in other.rel_op)
        for other in known
    )
