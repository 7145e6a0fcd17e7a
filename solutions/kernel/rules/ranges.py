"""Ranges of sums and products: whole limits that run forwards, brought to one form.

A sum from a number starts at 1, and whole terms are split off (Σ to T−1 is Σ to T less the last
term). Limits are whole numbers, and low ≤ high + 1: both are proved of every sum and product before
anything is said of it. A sum whose limits run backwards has no value, whatever convention there is.
What a body needs is proved for low ≤ index ≤ high.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.kernel.errors import Undecided
from solutions.kernel.reasoner import Reasoner
from solutions.kernel.terms.binding import Index, at, bound, standard, working_index

LONGEST = 200
"""More terms than this are not written out."""


@dataclass(frozen=True)
class Terms:
    """``body`` over ``index`` = low … high, and single terms apart from it with their signs."""

    body: sp.Expr
    index: Index
    low: sp.Expr
    high: sp.Expr
    inside: Reasoner
    apart: tuple[tuple[int, sp.Expr], ...] = ()


def outermost(expr: sp.Sum | sp.Product) -> tuple[sp.Expr, sp.Symbol, sp.Expr, sp.Expr]:
    """``(body, index, low, high)``; the body of a double sum is a sum."""
    *inner, (index, low, high) = expr.limits
    body = standard(expr.func(expr.function, *inner) if inner else expr.function)
    _require_apart(body, *expr.limits[-1])
    return body, index, low, high


def _require_apart(body: sp.Expr, *outside: sp.Basic) -> None:
    """Raise :class:`Undecided` where ``body`` has a maximum or an integral over a letter outside.

    The indices of sums have names of their own by now; those letters have not, and what is put in
    must not be caught.
    """
    met = bound(body) & {letter for part in outside for letter in part.free_symbols}
    if met:
        named = ", ".join(sorted(map(str, met)))
        raise Undecided(f"{named} is bound in {body}, and a letter outside; rename one of them")


def over(
    body: sp.Expr, old: sp.Symbol, low: sp.Expr, high: sp.Expr, on: Reasoner, first: int = 0
) -> Terms:
    """Give the sum a working index that counts from ``low``, which ``old`` reached at ``first``."""
    _require_apart(body, old)
    near = (body, low, high, *on.domain.facts, *on.domain.whole, *on.domain.nonzero)
    index = working_index(*near, positive=bool(low.is_Integer and low > 0))
    inside = on.on(on.domain.with_index(index, low, high))
    return Terms(at(body, old, index + first), index, low, high, inside)


def without_range(low: sp.Expr, high: sp.Expr, on: Reasoner) -> str:
    """What is not known of the limits of a sum or product, and what to add; empty if all is."""
    for limit in (low, high):
        if not on.whole(limit):
            return (
                f"its limit {limit} is not known to be a whole number; declare its letters "
                f"integer, or add whole=({limit},) to the domain"
            )
    if not on.nonnegative(high - low + 1):
        return (
            f"it may run backwards, from {low} to {high}, and has no value then; add the fact "
            f"{high} ≥ {low - 1} to the domain"
        )
    return ""


def spread(expr: sp.Sum | sp.Product, on: Reasoner) -> Terms:
    """The terms of ``expr``, with limits in one form."""
    body, old, low, high = outermost(expr)
    wanting = without_range(low, high, on)
    if wanting:
        raise Undecided(f"{expr} has no value: {wanting}")
    low, high = on.canonical(low), on.canonical(high)
    span = on.canonical(high - low)
    if span.is_Integer:
        count = int(span) + 1
        if count > LONGEST:
            raise Undecided(f"a sum of {count} terms written out")
        apart = tuple((1, at(body, old, on.canonical(low + n))) for n in range(count))
        return Terms(sp.S.One, working_index(positive=True), sp.S.One, sp.S.Zero, on, apart)
    apart = ()
    first = 0
    if low.is_Integer:
        first, low, high = int(low) - 1, sp.S.One, high - low + 1
    else:
        offset, low = _whole_part(low, on)
        sign = -1 if offset > 0 else 1
        apart += tuple(
            (sign, at(body, old, low + n)) for n in range(min(offset, 0), max(offset, 0))
        )
    offset, high = _whole_part(high, on)
    sign = 1 if offset > 0 else -1
    apart += tuple(
        (sign, at(body, old, high + n + first))
        for n in range(min(offset, 0) + 1, max(offset, 0) + 1)
    )
    wanting = without_range(low, high, on)
    if wanting:
        raise Undecided(f"{expr} is split at a whole step: {wanting}")
    terms = over(body, old, low, high, on, first)
    return Terms(terms.body, terms.index, low, high, terms.inside, apart)


def _whole_part(limit: sp.Expr, on: Reasoner) -> tuple[int, sp.Expr]:
    number, rest = on.expanded(limit).as_coeff_Add()
    if not number.is_Integer or abs(number) > LONGEST:
        raise Undecided(f"a sum's limit {limit} is not a few whole steps away from a symbol")
    return int(number), rest
