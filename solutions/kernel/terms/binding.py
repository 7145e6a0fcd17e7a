"""Bound indices: names that nothing can capture, and replacement that captures nothing.

An index of a sum or product belongs to the kernel once the kernel has it. :func:`standard` names
indices by how deep sums are nested below them, ``i_0`` innermost, so that equal sums are equal
objects; while a sum is worked on its index is free and called ``j_0``, ``j_1`` … Both are of a
class of their own, which no letter of a sheet has.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits

from solutions.kernel.errors import Undecided


class Index(sp.Symbol):
    """The index of a sum or product inside the kernel."""

    __slots__ = ()


OF_AN_INDEX = frozenset({"integer", "real", "positive", "nonnegative", "commutative"})
"""What a letter may be declared to be that is the index of a sum."""


def bound(expr: sp.Basic) -> set[sp.Symbol]:
    """All symbols that are an index, or what an integral runs over, somewhere in ``expr``."""
    return {limit[0] for part in expr.atoms(ExprWithLimits) for limit in part.limits}


def caught(expr: sp.Basic, values: Mapping[Any, Any]) -> set[sp.Basic]:
    """What would mean something else once ``values`` are put into ``expr``: an index in the way.

    A derivative is by a letter that stays free, and means another thing once that letter comes back
    from elsewhere: ∂(xy)/∂x is y, also where y = x.
    """
    new = {old: sp.sympify(values[old]) for old in values if old in expr.free_symbols}
    arriving = {letter for value in new.values() for letter in value.free_symbols}
    found: set[sp.Basic] = set(bound(expr) & (set(values) | arriving))
    for slope in expr.atoms(sp.Derivative):
        for by in slope.variables:
            others = [new.get(one, one) for one in slope.free_symbols - {by}]
            if by.is_Symbol:
                at = new.get(by, by)
                found |= set() if at.is_Symbol else {by}
                named = at.free_symbols
                found |= named & set().union(*(one.free_symbols for one in others))
            elif any(one.has(by.func) for one in others):
                found.add(by)
    return found


def replaced(expr: sp.Expr, values: Mapping[Any, Any]) -> sp.Expr:
    """``expr`` with letters replaced; raises :class:`Undecided` where an index is in the way."""
    if clash := sorted(map(str, caught(expr, values))):
        raise Undecided(
            f"{clash[0]} is the index of a sum or product in {expr}, or what a derivative is by, "
            "and a letter outside; give the index a name of its own"
        )
    new = {old: sp.sympify(value) for old, value in values.items()}
    try:
        moved = expr.xreplace(new)
        if _modest(moved, every=True) != _modest(_modest(expr).xreplace(new), every=True):
            raise Undecided(
                f"an index in {expr} is declared to be what its range does not say that it is, "
                f"and {values} cannot be put in; declare it with integer=True alone"
            )
    except ValueError as why:
        raise Undecided(f"{values} cannot be put into {expr}: {why}") from why
    return moved


def _modest(expr: sp.Expr, *, every: bool = False) -> sp.Expr:
    """``expr`` with whole indices of which no more is known than their ranges say, or nothing.

    SymPy takes 0^k for 0 and |k| for k where k is declared positive, whatever the sum begins at,
    and (−1)^k for 1 where k is declared even.
    """
    for part in sorted(expr.atoms(ExprWithLimits) - expr.atoms(sp.Integral), key=depth):
        for index, *ends in part.limits:
            if ends and (every or not _known_by(ends[0], index)):
                expr = expr.xreplace({index: Index(index.name.rstrip("'") + "'", integer=True)})
    return expr


def _known_by(low: sp.Expr, index: sp.Symbol) -> bool:
    """Is an index that begins at ``low`` all that it is declared to be?"""
    if isinstance(index, Index):
        return True
    if not index.is_integer or set(index._assumptions_orig) - OF_AN_INDEX:
        return False
    if index.is_positive:
        return bool(low.is_positive)
    if index.is_nonnegative:
        return bool(low.is_nonnegative)
    return index.is_nonzero is None and index.is_nonpositive is None


def depth(expr: sp.Basic) -> int:
    """How deep sums and products are nested in ``expr``."""
    inner = max((depth(arg) for arg in expr.args), default=0)
    return inner + (len(expr.limits) if isinstance(expr, sp.Sum | sp.Product) else 0)


@lru_cache(maxsize=65536)
def standard(expr: sp.Expr) -> sp.Expr:
    """``expr`` with every bound index renamed by the depth below it."""
    if not expr.has(sp.Sum, sp.Product):
        return expr
    if not isinstance(expr, sp.Sum | sp.Product):
        return expr.func(*(standard(arg) for arg in expr.args))
    body = standard(expr.function)
    for old, low, high in expr.limits:
        counts = True if low.is_Integer and low > 0 else None
        new = Index(f"i_{depth(body)}", integer=True, positive=counts)
        body = expr.func(_put(body, old, new), (new, standard(low), standard(high)))
    return body


def _put(body: sp.Expr, old: sp.Symbol, new: sp.Expr) -> sp.Expr:
    if clash := sorted(map(str, caught(body, {old: new}))):
        raise Undecided(f"{new} cannot be put for the index {old} in {body}: {clash[0]} is bound")
    try:
        return body.xreplace({old: new})
    except ValueError as why:
        raise Undecided(f"{new} cannot be put for the index {old} in {body}") from why


def at(body: sp.Expr, old: sp.Symbol, place: sp.Expr) -> sp.Expr:
    """A term of a sum over ``old`` whose ``body`` is :func:`standard`: no sum's index is met.

    Raises :class:`Undecided` where what an integral, a maximum or a derivative binds is.
    """
    return _put(body, old, place)


def working_index(*near: sp.Basic, positive: bool) -> Index:
    """An index ``j_n`` that occurs in none of ``near``; positive where its range says so."""
    taken = [
        int(symbol.name[2:])
        for expr in near
        for symbol in expr.free_symbols
        if isinstance(symbol, Index) and symbol.name.startswith("j_")
    ]
    name = f"j_{max(taken, default=-1) + 1}"
    return Index(name, integer=True, positive=True if positive else None)
