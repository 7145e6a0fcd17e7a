"""Signs that can be proved: by structure, or because every coefficient is positive.

The second way writes each bounded symbol with a slack (:meth:`Domain.chart`), brings the
expression to a quotient of polynomials, and looks at the coefficients: a polynomial with
non-negative coefficients in non-negative quantities is non-negative. Logarithms that are left are
replaced by the tangent bound log y ≤ y − 1. All this proves less than is true and never more.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from solutions.kernel import bounded, unit_sums
from solutions.kernel.binding import at, standard
from solutions.kernel.calculus import derivative
from solutions.kernel.declared import Sign, by_structure, weakest
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided
from solutions.kernel.reasoner import Quotient, Reasoner
from solutions.kernel.rules import piecewise
from solutions.kernel.rules.ranges import outermost, over, without_range

FREE = Domain()

Terms = list[tuple[tuple[int, ...], Any]]


def require_nonzero(expr: sp.Expr, on: Reasoner) -> None:
    """Raise :class:`Undecided` unless ``expr ≠ 0`` is proved."""
    if not on.positive(expr) and not on.positive(-expr) and not _stated(expr, on):
        raise Undecided(
            f"a division by {expr}, which is not proved to differ from 0 on the declared domain"
        )


def _stated(expr: sp.Expr, on: Reasoner) -> bool:
    """Is every irreducible factor of ``expr`` of one sign, or a factor of what is not zero?"""
    if not on.domain.nonzero:
        return False
    known = {factor for other in on.domain.nonzero for factor in _factors(other, on)}
    return all(
        factor in known or on.positive(factor) or on.positive(-factor)
        for factor in _factors(expr, on)
    )


def _factors(expr: sp.Expr, on: Reasoner) -> tuple[sp.Expr, ...]:
    """The irreducible factors of the numerator, each with leading coefficient 1."""
    form = on.quotient(expr)
    return tuple(form.expression(factor.monic()) for factor, _ in form.top.factor_list()[1])


def _by_a_fact(expr: sp.Expr, on: Reasoner) -> Sign:
    """The sign of a positive multiple of the gap of a fact, such as x² − 1 > 0."""
    for fact in on.domain.facts:
        gap = fact.lhs - fact.rhs if ">" in fact.rel_op else fact.rhs - fact.lhs
        times = sp.cancel(expr / gap)
        if times.is_Rational and times > 0:
            return "nonnegative" if "=" in fact.rel_op else "positive"
    return None


def sign(expr: sp.Expr, on: Reasoner) -> Sign:
    if expr.is_Rational:
        return "positive" if expr > 0 else "nonnegative" if expr == 0 else None
    plain = _structure(expr, on)
    if plain == "positive":
        return plain
    return _coefficients(expr, on) or plain or _logarithms(expr, on) or _by_a_fact(expr, on)


def _structure(expr: sp.Expr, on: Reasoner) -> Sign:
    if isinstance(expr, sp.Sum | sp.Product):
        return _indexed(expr, on)
    if isinstance(expr, sp.factorial):
        return "positive" if on.sign(expr.args[0]) else None
    if isinstance(expr, piecewise.KINDS):
        return piecewise.sign(expr, on)
    return by_structure(expr, on.sign)


def _logarithms(expr: sp.Expr, on: Reasoner) -> Sign:
    """By 1 − 1/y ≤ log y ≤ y − 1 for y > 0, if ``expr`` is affine in its logarithms."""
    if not expr.has(sp.log) or expr.has(sp.Sum, sp.Product, sp.Derivative):
        return None
    names = {log: sp.Dummy(real=True) for log in sorted(expr.atoms(sp.log), key=str)}
    flat = expr.xreplace(names)
    bound = flat.xreplace(dict.fromkeys(names.values(), sp.S.Zero))
    for log, name in names.items():
        y = log.args[0]
        try:
            weight = derivative(flat, name)
        except Undecided:
            return None
        if weight.free_symbols & set(names.values()) or not on.positive(y):
            return None
        if on.nonnegative(weight):
            bound += weight * (1 - 1 / y)
        elif on.nonnegative(-weight):
            bound += weight * (y - 1)
        else:
            return None
    return on.sign(bound)


def _indexed(expr: sp.Sum | sp.Product, on: Reasoner) -> Sign:
    """The sign of all terms, where the limits are known not to run backwards."""
    body, old, low, high = outermost(expr)
    if high is sp.oo:
        return None
    if low.is_Integer and high.is_Integer and 0 <= high - low < 20:
        # Written out: a limit that is a number is no bound of the chart.
        places = range(int(low), int(high) + 1)
        signs = [on.sign(at(body, old, sp.Integer(place))) for place in places]
        return weakest(signs, one_is_enough=isinstance(expr, sp.Sum))
    if without_range(low, high, on):
        return None
    terms = over(body, old, low, high, on)
    each = terms.inside.sign(terms.body)
    if isinstance(expr, sp.Product) or each is None or on.nonnegative(high - low):
        return each
    return "nonnegative"


def _coefficients(expr: sp.Expr, on: Reasoner) -> Sign:
    """The sign that all coefficients have in the domain's chart, if they have one."""
    chart = on.domain.chart(expr.free_symbols)
    moved = standard(expr).xreplace(chart)
    moved = moved.xreplace(bounded.chart(moved))
    if not (moved.is_Add or moved.is_Mul or moved.is_Pow):
        return _structure(moved, on.on(FREE)) if moved != expr else None
    try:
        whole = tuple(known.xreplace(chart) for known in on.domain.whole)
        units = tuple(unit_sums.put(unit, chart) for unit in on.domain.unit_sums)
        form = on.on(Domain((), units, whole)).quotient(moved)
    except Undecided:
        return None
    if not form.top:
        return "nonnegative"
    top, bottom = (
        _common_sign(form, poly.terms(), on.on(FREE)) for poly in (form.top, form.bottom)
    )
    if top is None or bottom is None or top[0] != bottom[0] or bottom[1] != "positive":
        return None
    return top[1]


def _common_sign(form: Quotient, terms: Terms, free: Reasoner) -> tuple[int, str] | None:
    """``(±1, "positive" | "nonnegative")`` when all terms have that sign, else ``None``."""
    directions = {1 if coefficient > 0 else -1 for _, coefficient in terms}
    if len(directions) > 1:
        return None
    strict = False
    for powers, _ in terms:
        every = True
        for (kind, atom), split, power in zip(
            form.gens.keys, form.gens.splits, powers, strict=False
        ):
            known = "positive" if kind == "exp" else _structure(atom, free)
            if power and known is None and (power % 2 or split > 1):
                return None
            every &= not power or known == "positive"
        strict |= every
    return directions.pop(), "positive" if strict else "nonnegative"
