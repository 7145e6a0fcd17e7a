"""Inequalities by elementary bounds, where the sign of the gap is not that of a polynomial.

Taken as known, for real numbers:

    e^u ≥ 1 + u                               (the tangent at 0)
    |Σ_j f(j)| ≤ Σ_j |f(j)|                    for limits that do not run backwards
    max_j f(j) = f(j*) for some j* in the range, and f(j) ≤ max_j f(j) for each j in it
    max_j f(j) ≤ log Σ_j e^{f(j)} ≤ max_j f(j) + log(number of j)

and what is said of cases in :mod:`solutions.relations.equalities.cases`. A bound is put in where
the gap is affine in the bounded quantity and the sign of its weight is proved; what is left has to
be ≥ 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp

from solutions.evidence.counterexamples import points
from solutions.evidence.evidence import PROVED, Evidence, Reason, proved
from solutions.kernel import signs
from solutions.kernel.algebra import reasoning, translate
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Disagreement, Undecided
from solutions.kernel.identity import expanded
from solutions.kernel.rules.piecewise import Largest
from solutions.kernel.rules.ranges import over
from solutions.kernel.terms.binding import bound, replaced, standard
from solutions.kernel.terms.calculus import derivative
from solutions.numbers.balls import Number
from solutions.numbers.points import Point
from solutions.numbers.values import value
from solutions.printing.formulas import text
from solutions.relations.equalities.cases import cases
from solutions.relations.equalities.equality import equal

WIDTH = 60
"""So many combinations of bounds are tried, at most."""


@dataclass(frozen=True)
class Bounding:
    """``small ≤ large`` by elementary bounds and by cases."""

    def judge(
        self, small: sp.Expr, large: sp.Expr, domain: Domain, strict: bool, plain: Evidence
    ) -> Evidence:
        """``plain`` is what the signs of polynomials said."""
        try:
            for side in (small, large):
                translate(side, domain)
            found = _log_sum_exp(small, large, domain) if not strict else None
            found = found or _bounded(large - small, domain, strict)
        except Undecided:
            return plain
        if found is None:
            return plain
        look(small, large, domain, strict)
        return found


def look(small: sp.Expr, large: sp.Expr, domain: Domain, strict: bool) -> None:
    """Both sides at points; raises :class:`Disagreement` where the inequality certainly fails."""

    def at(point: Point) -> tuple[Number, Number] | None:
        try:
            return value(small, point), value(large, point)
        except Undecided:
            return None

    for point in points(small.free_symbols | large.free_symbols, domain, 12):
        pair = at(point)
        if pair and (pair[0] > pair[1] or (strict and pair[0] >= pair[1])):
            raise Disagreement(
                f"a rule proved {text(small)} ≤ {text(large)}, and the values are "
                f"{pair[0]} and {pair[1]} at {dict(point.symbols)}"
            )


def _bounded(gap: sp.Expr, domain: Domain, strict: bool) -> Evidence | None:
    known = signs.positive if strict else signs.nonnegative
    for below, inside, said in _below(gap, domain):
        try:
            parts = list(cases(below, inside))
            if all(known(part, where) for part, where in parts):
                told = (Reason("each case", (len(parts),)),) if len(parts) > 1 else ()
                return proved(*said, *told, Reason("sign left"))
        except Undecided:
            continue
    return None


Bound = tuple[sp.Expr, Domain, tuple[Reason, ...]]


def _below(gap: sp.Expr, domain: Domain) -> Iterator[Bound]:
    """Lower bounds of the gap, the gap itself first; with what was used."""
    todo: list[Bound] = [(gap, domain, ())]
    for _ in range(WIDTH):
        if not todo:
            return
        now = todo.pop(0)
        yield now
        todo += _next(*now)


def _next(gap: sp.Expr, domain: Domain, said: tuple[Reason, ...]) -> Iterator[Bound]:
    hidden = bound(gap)
    for part in sorted(gap.atoms(sp.exp, sp.Abs, Largest), key=str):
        if part.free_symbols & hidden:
            continue
        if isinstance(part, Largest):
            yield from _attained(gap, part, domain, said)
        for lower, upper, why in _bounds(part, domain):
            moved = _affine(gap, part, lower, upper, domain)
            if moved is not None and moved != gap:
                yield moved, domain, (*said, why)


def _bounds(
    part: sp.Expr, domain: Domain
) -> Iterator[tuple[sp.Expr | None, sp.Expr | None, Reason]]:
    """``(lower, upper, why)`` for one quantity."""
    inside = part.args[0]
    if isinstance(part, sp.exp):
        yield 1 + inside, None, Reason("tangent of the exponential", (inside,))
    elif isinstance(part, sp.Abs) and isinstance(inside, sp.Sum) and len(inside.limits) == 1:
        _, low, high = inside.limits[0]
        if signs.nonnegative(high - low + 1, domain):
            total = sp.Sum(sp.Abs(inside.function), *inside.limits)
            yield None, total, Reason("triangle inequality")
    elif isinstance(part, Largest):
        index, low, high = part.limits[0]
        for place in _places(part, low, high, domain):
            try:
                value_there = replaced(part.function, {index: place})
            except Undecided:  # the place is called as an index inside is
                continue
            yield value_there, None, Reason("maximum at least", (place,))


def _places(part: Largest, low: sp.Expr, high: sp.Expr, domain: Domain) -> list[sp.Expr]:
    """Letters of Γ, and the ends, that are known to be whole and in the range."""
    letters = {s for fact in domain.facts for s in fact.free_symbols if s.is_integer}
    found = [low, high, *sorted(letters - {part.limits[0][0]}, key=str)]
    return [
        place
        for place in found
        if signs.nonnegative(place - low, domain) and signs.nonnegative(high - place, domain)
    ]


def _attained(
    gap: sp.Expr, part: Largest, domain: Domain, said: tuple[Reason, ...]
) -> Iterator[Bound]:
    """The maximum is the value at some place, so what holds for every place holds for it."""
    index, low, high = part.limits[0]
    terms = over(standard(part.function), index, low, high, reasoning(domain))
    inside = terms.inside.domain.and_(sp.LessThan(terms.index, high, evaluate=False))
    yield gap.xreplace({part: terms.body}), inside, (*said, Reason("maximum attained"))


def _affine(
    gap: sp.Expr, part: sp.Expr, lower: sp.Expr | None, upper: sp.Expr | None, domain: Domain
) -> sp.Expr | None:
    """The gap with ``part`` bounded, if it is affine in it with a weight of known sign."""
    name = sp.Dummy(real=True)
    flat = gap.xreplace({part: name})
    try:
        weight = derivative(flat, name)
    except Undecided:
        return None
    if name in weight.free_symbols:
        weight = expanded(weight, domain)
    if name in weight.free_symbols:
        return None
    for limit, way in ((lower, weight), (upper, -weight)):
        if limit is None or bound(flat) & limit.free_symbols:  # an index would catch its letter
            continue
        if signs.nonnegative(way, domain):
            return flat.xreplace({name: limit})
    return None


def _log_sum_exp(small: sp.Expr, large: sp.Expr, domain: Domain) -> Evidence | None:
    """max f ≤ log Σ e^f ≤ max f + log n, for the maxima that stand on either side."""
    for part in sorted((small - large).atoms(Largest), key=str):
        index, low, high = part.limits[0]
        smooth = sp.log(sp.Sum(sp.exp(part.function), (index, low, high)))
        count = sp.log(high - low + 1)
        for less, more, said in (
            (smooth, part + count, "terms below the maximum"),
            (part, smooth, "one term is the maximum"),
        ):
            shift = (large - small) - (more - less)
            if not shift.has(Largest):
                found = equal(shift, sp.S.Zero, domain)
                nonneg = found.verdict == PROVED or signs.nonnegative(shift, domain)
                if nonneg:
                    return proved(Reason(said, (less, more)))
    return None
