"""Signs that can be proved: by structure, or because every coefficient is positive.

The second way writes each bounded symbol with a slack (:meth:`Domain.chart`), brings the
expression to a quotient of polynomials, and looks at the coefficients: a polynomial with
non-negative coefficients in non-negative quantities is non-negative. Logarithms that are left are
replaced by the tangent bound log y ≤ y − 1. All this proves less than is true and never more.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import sympy as sp

from solutions.kernel.domains import bounded, unit_sums
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.reasoner import Quotient, Reasoner
from solutions.kernel.rules import piecewise
from solutions.kernel.rules.ranges import outermost, over, without_range
from solutions.kernel.terms import polynomials
from solutions.kernel.terms.binding import at, caught, standard
from solutions.kernel.terms.calculus import derivative
from solutions.kernel.terms.certificates import Coefficients, SignCertificate, factored
from solutions.kernel.terms.declared import Sign, by_structure, joined
from solutions.kernel.terms.letters import meant

FREE = Domain()


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
    return bool(on.quotient(expr).top) and all(
        factor in known or on.positive(factor) or on.positive(-factor)
        for factor in _factors(expr, on)
    )


def _factors(expr: sp.Expr, on: Reasoner) -> tuple[sp.Expr, ...]:
    """The irreducible factors of the numerator."""
    form = on.quotient(expr)
    return tuple(form.expression(factor) for factor, _ in factored(form.top)[1])


def _by_a_fact(expr: sp.Expr, on: Reasoner) -> Sign:
    """The sign of a positive multiple of the gap of a fact, such as x² − 1 > 0."""
    for fact in on.domain.facts:
        others = tuple(other for other in on.domain.facts if other != fact)
        gap = meant(fact.gts - fact.lts)  # it has a value wherever the fact holds
        times = _times(expr, gap, on.on(replace(on.domain, facts=others)), on)
        if times is not None and times > 0:
            return SignCertificate(expr, "=" not in fact.rel_op, "fact", data=(fact, times))
    return None


def _times(expr: sp.Expr, gap: sp.Expr, without: Reasoner, on: Reasoner) -> Any:
    """c where ``expr = c · gap`` for a number c; the gap is understood ``without`` its own fact."""
    try:
        nodes = on.tree(expr), without.tree(gap)
    except Undecided:
        return None
    gens = polynomials.generators(nodes, on.tree)
    ring = polynomials.FlintRing(len(gens.keys))
    (top, bottom), (top2, bottom2) = (polynomials.evaluate(node, gens, ring) for node in nodes)
    left, right = (
        polynomials.reduce_roots(side, gens, ring) for side in (top * bottom2, top2 * bottom)
    )
    if not right:
        return None
    times = left.leading_coefficient() / right.leading_coefficient()
    return times if left == times * right else None


def sign(expr: sp.Expr, on: Reasoner) -> Sign:
    """Why ``expr`` is positive, or else non-negative, wherever it has a value."""
    plain = _structure(expr, on)
    if expr.is_Rational or (plain is not None and plain.strict):
        return plain
    return _coefficients(expr, on) or plain or _logarithms(expr, on) or _by_a_fact(expr, on)


def _structure(expr: sp.Expr, on: Reasoner) -> Sign:
    if isinstance(expr, sp.Sum | sp.Product):
        return _indexed(expr, on)
    if isinstance(expr, sp.factorial):
        known = on.sign(expr.args[0])
        return known and SignCertificate(expr, strict=True, rule="factorial", parts=(known,))
    if isinstance(expr, piecewise.KINDS):
        return piecewise.sign(expr, on)
    return by_structure(expr, on.sign)


def _logarithms(expr: sp.Expr, on: Reasoner) -> Sign:
    """By 1 − 1/y ≤ log y ≤ y − 1, if ``expr`` rises or falls in each of its logarithms.

    By the mean value theorem the slopes need not be constant: the bound holds for all values of
    the letters that stand for logarithms.
    """
    if not expr.has(sp.log) or expr.has(sp.Sum, sp.Product, sp.Derivative):
        return None
    names = {log: sp.Dummy(real=True) for log in sorted(expr.atoms(sp.log), key=str)}
    flat = expr.xreplace(names)
    least = flat.xreplace(dict.fromkeys(names.values(), sp.S.Zero))
    for log, name in names.items():
        y = log.args[0]
        try:
            weight = derivative(flat, name)
        except Undecided:
            return None
        if on.nonnegative(weight):
            least += weight * (1 - 1 / y)
        elif on.nonnegative(-weight):
            least += weight * (y - 1)
        else:
            return None
    known = on.sign(least)
    return known and SignCertificate(expr, known.strict, "tangents", (known,))


def _indexed(expr: sp.Sum | sp.Product, on: Reasoner) -> Sign:
    """The sign of all terms, where the limits are known not to run backwards."""
    try:
        body, old, low, high = outermost(expr)
    except Undecided:
        return None
    if high is sp.oo:
        return None
    adding = isinstance(expr, sp.Sum)
    rule = "terms of a sum" if adding else "factors of a product"
    if low.is_Integer and high.is_Integer and 0 <= high - low < 20:
        # Written out: a limit that is a number is no bound of the chart.
        places = range(int(low), int(high) + 1)
        signs = (on.sign(at(body, old, sp.Integer(place))) for place in places)
        return joined(expr, rule, signs, one_is_enough=adding)
    if without_range(low, high, on):
        return None
    terms = over(body, old, low, high, on)
    each = terms.inside.sign(terms.body)
    if each is None:
        return None
    strict = each.strict and (not adding or on.nonnegative(high - low))
    return SignCertificate(expr, strict, rule, (each,))


def _coefficients(expr: sp.Expr, on: Reasoner) -> Sign:
    """The sign that all coefficients have in the domain's chart, if they have one."""
    written = on.domain.chart(expr.free_symbols)
    moved = standard(expr)
    chart = {
        letter: by
        for letter, by in written.items()
        if letter in expr.free_symbols and not caught(moved, {letter: by})
    }
    if caught(moved, chart):
        return None
    moved = moved.xreplace(chart)
    moved = moved.xreplace(bounded.chart(moved))
    if not (moved.is_Add or moved.is_Mul or moved.is_Pow):
        known = _structure(moved, on.on(FREE)) if moved != expr else None
        return known and SignCertificate(expr, known.strict, "chart", (known,), chart)
    try:
        whole = tuple(known.xreplace(chart) for known in on.domain.whole)
        whole += tuple(written for letter, written in chart.items() if letter.is_integer)
        units = tuple(unit_sums.put(unit, chart) for unit in on.domain.unit_sums)
        form = on.on(Domain((), units, whole)).quotient(moved)
    except Undecided:
        return None
    directions = {1 if c > 0 else -1 for poly in (form.top, form.bottom) for c in poly.values()}
    if len(directions) > 1:
        return None
    used = {
        place for poly in (form.top, form.bottom) for m in poly for place, p in enumerate(m) if p
    }
    gens = tuple(
        _generator(form, place, on.on(FREE)) if place in used else None
        for place in range(form.top.ring.ngens)
    )
    if any(gens[place] is None and form.gens.splits[place] > 1 for place in used):
        return None
    top, bottom = (
        tuple(
            (powers, Fraction(int(c.numerator), int(c.denominator))) for powers, c in poly.terms()
        )
        for poly in (form.top, form.bottom)
    )
    data = Coefficients(top if form.top else (), bottom, directions.pop(), gens)
    known = SignCertificate(expr, data.strict(data.top), "coefficients", data=data)
    return known if data.hold(known.strict) else None


def _generator(form: Quotient, place: int, free: Reasoner) -> Sign:
    """The sign of a generator, a root of what its key says; ``None`` if it may have either."""
    kind, atom = form.gens.keys[place]
    if kind == "exp":
        return SignCertificate(sp.exp(atom), strict=True, rule="declared")
    return _structure(atom, free)
