"""Signs that can be proved: by structure, or because every coefficient is positive.

The second way writes each bounded symbol with a slack (:meth:`Domain.chart`), brings the
expression to a quotient of polynomials, and looks at the coefficients: a polynomial with
non-negative coefficients in non-negative quantities is non-negative. Logarithms that are left are
replaced by the tangent bound log y ≤ y − 1. All this proves less than is true and never more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from solutions.kernel import algebra, sums, trees, unit_sums
from solutions.kernel.binding import at, standard
from solutions.kernel.calculus import derivative
from solutions.kernel.declared import Sign, by_structure, plainly_whole, weakest
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Undecided

FREE = Domain()

Terms = list[tuple[tuple[int, ...], Any]]


def positive(expr: sp.Expr, domain: Domain) -> bool:
    """Is ``expr > 0`` proved on ``domain``?"""
    return _exists(expr, domain) and _sign(expr, domain) == "positive"


def nonnegative(expr: sp.Expr, domain: Domain) -> bool:
    """Is ``expr ≥ 0`` proved on ``domain``?"""
    return _exists(expr, domain) and _sign(expr, domain) is not None


def holds(fact: Any, domain: Domain) -> bool:
    """Is an inequality proved on ``domain``?"""
    if not isinstance(fact, Relational):
        return bool(fact == sp.true)
    gap = fact.gts - fact.lts
    return nonnegative(gap, domain) if "=" in fact.rel_op else positive(gap, domain)


def whole(expr: sp.Expr, domain: Domain) -> bool:
    """Is ``expr`` a whole number: by declaration, or by what the domain says is whole?"""
    if plainly_whole(expr, domain.whole):
        return True
    return any(
        plainly_whole(algebra.canonical(expr - known, domain)) for known in (0, *domain.whole)
    )


def _exists(expr: sp.Expr, domain: Domain) -> bool:
    """Has ``expr`` a value on all of the domain? What has none has no sign."""
    try:
        trees.translate(expr, domain)
    except Undecided:
        return False
    return True


def require_positive(expr: sp.Expr, domain: Domain) -> None:
    """Raise :class:`Undecided` unless ``expr > 0`` is proved."""
    if not positive(expr, domain):
        raise Undecided(f"{expr} > 0 is not proved on the declared domain")


def require_nonzero(expr: sp.Expr, domain: Domain) -> None:
    """Raise :class:`Undecided` unless ``expr ≠ 0`` is proved."""
    if not positive(expr, domain) and not positive(-expr, domain) and not _stated(expr, domain):
        raise Undecided(
            f"a division by {expr}, which is not proved to differ from 0 on the declared domain"
        )


def _stated(expr: sp.Expr, domain: Domain) -> bool:
    """Is every irreducible factor of ``expr`` of one sign, or a factor of what is not zero?"""
    if not domain.nonzero:
        return False
    known = {factor for other in domain.nonzero for factor in _factors(other, domain)}
    return all(
        factor in known or positive(factor, domain) or positive(-factor, domain)
        for factor in _factors(expr, domain)
    )


@lru_cache(maxsize=4096)
def _factors(expr: sp.Expr, domain: Domain) -> tuple[sp.Expr, ...]:
    """The irreducible factors of the numerator, each with leading coefficient 1."""
    form = algebra.quotient(expr, domain)
    return tuple(form.expression(factor.monic()) for factor, _ in form.top.factor_list()[1])


def _by_a_fact(expr: sp.Expr, domain: Domain) -> Sign:
    """The sign of a positive multiple of the gap of a fact, such as x² − 1 > 0."""
    for fact in domain.facts:
        gap = fact.lhs - fact.rhs if ">" in fact.rel_op else fact.rhs - fact.lhs
        times = sp.cancel(expr / gap)
        if times.is_Rational and times > 0:
            return "nonnegative" if "=" in fact.rel_op else "positive"
    return None


@lru_cache(maxsize=65536)
def _sign(expr: sp.Expr, domain: Domain) -> Sign:
    if expr.is_Rational:
        return "positive" if expr > 0 else "nonnegative" if expr == 0 else None
    plain = _structure(expr, domain)
    if plain == "positive":
        return plain
    return (
        _coefficients(expr, domain)
        or plain
        or _logarithms(expr, domain)
        or _by_a_fact(expr, domain)
    )


def _structure(expr: sp.Expr, domain: Domain) -> Sign:
    if isinstance(expr, sp.Sum | sp.Product):
        return _indexed(expr, domain)
    return by_structure(expr, lambda part: _sign(part, domain))


def _logarithms(expr: sp.Expr, domain: Domain) -> Sign:
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
        if weight.free_symbols & set(names.values()) or not positive(y, domain):
            return None
        if nonnegative(weight, domain):
            bound += weight * (1 - 1 / y)
        elif nonnegative(-weight, domain):
            bound += weight * (y - 1)
        else:
            return None
    return _sign(bound, domain)


def _indexed(expr: sp.Sum | sp.Product, domain: Domain) -> Sign:
    """The sign of all terms, where the limits are known not to run backwards."""
    body, old, low, high = sums.outermost(expr)
    if low.is_Integer and high.is_Integer and 0 <= high - low < 20:
        # Written out: a limit that is a number is no bound of the chart.
        places = range(int(low), int(high) + 1)
        terms = [_sign(at(body, old, sp.Integer(place)), domain) for place in places]
        return weakest(terms, one_is_enough=isinstance(expr, sp.Sum))
    if sums.without_range(low, high, domain):
        return None
    inside = sums.over(body, old, low, high, domain)
    sign = _sign(inside.body, inside.inside)
    if isinstance(expr, sp.Product) or sign is None or nonnegative(high - low, domain):
        return sign
    return "nonnegative"


def _coefficients(expr: sp.Expr, domain: Domain) -> Sign:
    """The sign that all coefficients have in the domain's chart, if they have one."""
    chart = domain.chart(expr.free_symbols)
    moved = standard(expr).xreplace(chart)
    if not (moved.is_Add or moved.is_Mul or moved.is_Pow):
        return _structure(moved, FREE) if moved != expr else None
    try:
        whole = tuple(known.xreplace(chart) for known in domain.whole)
        units = tuple(unit_sums.put(unit, chart) for unit in domain.unit_sums)
        form = algebra.quotient(moved, Domain((), units, whole))
    except Undecided:
        return None
    if not form.top:
        return "nonnegative"
    top, bottom = (_common_sign(form, poly.terms()) for poly in (form.top, form.bottom))
    if top is None or bottom is None or top[0] != bottom[0] or bottom[1] != "positive":
        return None
    return top[1]


def _common_sign(form: algebra.Quotient, terms: Terms) -> tuple[int, str] | None:
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
            sign = "positive" if kind == "exp" else _structure(atom, FREE)
            if power and sign is None and (power % 2 or split > 1):
                return None
            every &= not power or sign == "positive"
        strict |= every
    return directions.pop(), "positive" if strict else "nonnegative"
