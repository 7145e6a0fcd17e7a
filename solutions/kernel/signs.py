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
from sympy.core.function import AppliedUndef

from solutions.kernel import algebra, piecewise, sums
from solutions.kernel.binding import at, bound, standard
from solutions.kernel.calculus import derivative
from solutions.kernel.domain import Domain, Slack
from solutions.kernel.letters import Bounds, opened
from solutions.kernel.messages import Undecided

FREE = Domain()

Terms = list[tuple[tuple[int, ...], Any]]


def positive(expr: sp.Expr, domain: Domain) -> bool:
    """Is ``expr > 0`` proved on ``domain``?"""
    return _sign(expr, domain) == "positive"


def nonnegative(expr: sp.Expr, domain: Domain) -> bool:
    """Is ``expr ≥ 0`` proved on ``domain``?"""
    return _sign(expr, domain) in ("positive", "nonnegative")


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


def _by_a_fact(expr: sp.Expr, domain: Domain) -> str | None:
    """The sign of a positive multiple of the gap of a fact, such as x² − 1 > 0."""
    for fact in domain.facts:
        gap = fact.lhs - fact.rhs if ">" in fact.rel_op else fact.rhs - fact.lhs
        times = sp.cancel(expr / gap)
        if times.is_Rational and times > 0:
            return "nonnegative" if "=" in fact.rel_op else "positive"
    return None


@lru_cache(maxsize=65536)
def _sign(expr: sp.Expr, domain: Domain) -> str | None:
    if expr.is_Rational:
        return "positive" if expr > 0 else "nonnegative" if expr == 0 else None
    by_structure = _structure(expr, domain)
    if by_structure == "positive":
        return by_structure
    return (
        _coefficients(expr, domain)
        or by_structure
        or _logarithms(expr, domain)
        or _by_a_fact(expr, domain)
    )


def _structure(expr: sp.Expr, domain: Domain) -> str | None:
    if opened(expr) != expr:
        return _sign(opened(expr), domain)
    if expr.is_Symbol or isinstance(expr, AppliedUndef):
        declared = (
            "positive" if expr.is_positive else "nonnegative" if expr.is_nonnegative else None
        )
        return declared
    if isinstance(expr, sp.exp) or expr is sp.E or expr is sp.pi:
        return "positive"
    if expr.is_Add:
        return _weakest([_sign(arg, domain) for arg in expr.args], one_is_enough=True)
    if expr.is_Mul:
        arguments = list(expr.args)
        if arguments[0].is_Rational and arguments[0] < 0:
            return None
        return _weakest([_sign(arg, domain) for arg in arguments], one_is_enough=False)
    if expr.is_Pow:
        if _sign(expr.base, domain) == "positive":
            return "positive"
        if expr.exp.is_Integer and expr.exp > 0 and expr.exp % 2 == 0:
            return "nonnegative" if _real(expr.base) else None
        return _sign(expr.base, domain) if expr.exp.is_Rational and expr.exp > 0 else None
    if isinstance(expr, sp.Sum | sp.Product):
        return _indexed(expr, domain)
    if isinstance(expr, sp.log):
        return _sign(expr.args[0] - 1, domain)
    if isinstance(expr, sp.factorial) and _sign(expr.args[0], domain):
        return "positive"
    if isinstance(expr, piecewise.KINDS):
        return piecewise.sign(expr, domain)
    return None


def _real(expr: sp.Expr) -> bool:
    """Are all letters and functions in ``expr`` declared real?"""
    return all(part.is_real for part in expr.atoms(sp.Symbol, AppliedUndef))


def _logarithms(expr: sp.Expr, domain: Domain) -> str | None:
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


def _indexed(expr: sp.Sum | sp.Product, domain: Domain) -> str | None:
    """The sign of all terms, where the limits are known not to run backwards."""
    body, old, low, high = sums.outermost(expr)
    if high is sp.oo:
        return None
    if low.is_Integer and high.is_Integer and 0 <= high - low < 20:
        # Written out: a limit that is a number is no bound of the chart.
        places = range(int(low), int(high) + 1)
        terms = [_sign(at(body, old, sp.Integer(place)), domain) for place in places]
        return _weakest(terms, one_is_enough=isinstance(expr, sp.Sum))
    if not nonnegative(high - low + 1, domain):
        return None
    inside = sums.over(body, old, low, high, domain)
    sign = _sign(inside.body, inside.inside)
    if isinstance(expr, sp.Product) or sign is None or nonnegative(high - low, domain):
        return sign
    return "nonnegative"


def _weakest(signs: list[str | None], *, one_is_enough: bool) -> str | None:
    if None in signs:
        return None
    enough = any if one_is_enough else all
    return "positive" if enough(sign == "positive" for sign in signs) else "nonnegative"


def _coefficients(expr: sp.Expr, domain: Domain) -> str | None:
    """The sign that all coefficients have in the domain's chart, if they have one."""
    chart = domain.chart(expr.free_symbols)
    moved = standard(expr).xreplace(chart)
    moved = moved.xreplace(_function_chart(moved))
    if not (moved.is_Add or moved.is_Mul or moved.is_Pow):
        return _structure(moved, FREE) if moved != expr else None
    try:
        form = algebra.quotient(moved, Domain((), domain.unit_sums))
    except Undecided:
        return None
    if not form.top:
        return "nonnegative"
    top, bottom = (_common_sign(form, poly.terms()) for poly in (form.top, form.bottom))
    if top is None or bottom is None or top[0] != bottom[0] or bottom[1] != "positive":
        return None
    return top[1]


def _function_chart(expr: sp.Expr) -> dict[sp.Expr, sp.Expr]:
    """Values of functions that are declared bounded, written with a slack, as letters are.

    Of two bounds that may both be reached the lower one is left out.
    """
    hidden, chart = bound(expr), {}
    slopes = {part for slope in expr.atoms(sp.Derivative) for part in slope.atoms(AppliedUndef)}
    for part in expr.atoms(AppliedUndef) - slopes:
        bounds = getattr(part.func, "bounds", None)
        if bounds is not None and not part.free_symbols & hidden:
            chart[part] = _between(part, bounds)
    return chart


def _between(part: sp.Expr, bounds: Bounds) -> sp.Expr:
    """A form that takes every value that the bounds allow, and a slack of one sign."""
    low, high = bounds.low, bounds.high
    loose = Slack(part, nonnegative=True)
    tight = Slack(part, positive=True)
    if high is None:
        return low + (tight if bounds.low_strict else loose)
    if low is None and part.is_positive:
        return high / (1 + (tight if bounds.high_strict else loose))
    if low is None or not (bounds.low_strict or bounds.high_strict):
        return high - (tight if bounds.high_strict else loose)
    if bounds.low_strict and bounds.high_strict:
        return (low + high * tight) / (1 + tight)
    near, far = (low, high) if bounds.high_strict else (high, low)
    return (near + far * loose) / (1 + loose)


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
