"""Limits as a whole number grows: (1 + c/N)^N → e^c, P(N)·q^N → 0, and sums of such.

Powers of N, of its logarithm and of log N! are for :mod:`growth`.

Taken as known: 1 − 1/y ≤ log y ≤ y − 1 for y > 0, so that A·log B lies between A(1 − 1/B) and
A(B − 1) for A ≥ 0; what lies between two quantities with one limit has that limit; e^u is
continuous; n^p q^n → 0 for |q| < 1. The two limits are judged by order of magnitude.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import flint
import sympy as sp

from solutions.evidence.evidence import PROVED, Evidence, Reason, proved, together
from solutions.kernel import signs
from solutions.kernel.algebra import translate
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Disagreement, Undecided
from solutions.kernel.identity import expanded
from solutions.kernel.rules.series import terms
from solutions.numbers.values import value
from solutions.objects.laws import Value
from solutions.printing.formulas import tex, text
from solutions.relations.limits.growth import Growth
from solutions.relations.limits.limit import Limit
from solutions.relations.regimes.orders import negligible
from solutions.relations.regimes.reach import approach
from solutions.relations.regimes.regime import Regime


def to_infinity(
    count: sp.Symbol, where: Domain = EVERYWHERE, fixed: tuple[sp.Symbol, ...] = ()
) -> Regime:
    """The regime N → ∞ for a positive whole ``count``, in the vanishing variable 1/N.

    ``fixed`` are letters that ``where`` restricts.
    """
    small = sp.Symbol("h", positive=True)
    name = rf"{tex(count)} \to \infty"
    chart, inverse = ((count, 1 / small),), ((small, 1 / count),)
    return Regime(name, (1 / count,), (small,), chart, inverse, fixed=fixed, where=where)


@dataclass(frozen=True)
class AtInfinity:
    """What a limit may use besides orders of magnitude."""

    def judge(self, lhs: Value, rhs: Value, when: Regime, plain: Evidence) -> Evidence:
        """``plain`` is what orders of magnitude said."""
        counts = [letter for letter, _ in when.chart if letter.is_integer]
        if len(counts) != 1 or not (isinstance(lhs, sp.Expr) and isinstance(rhs, sp.Expr)):
            return plain
        try:
            if not _grows(counts[0], when):
                return plain
            for side in (lhs, rhs):
                translate(side, when.where)
            for way in (_power, _powers_vanish):
                found = way(lhs, rhs, counts[0], when)
                if found is not None and found.verdict == PROVED:
                    _look(lhs, rhs, counts[0], when)
                    return found
        except Undecided:
            return plain
        if counts[0] in rhs.free_symbols:
            return plain
        return Growth(when, (sp.S.One,)).judge(lhs, rhs) or plain


def _grows(count: sp.Symbol, when: Regime) -> bool:
    """Does it grow without end, and upwards?"""
    return signs.positive(count, when.where) and negligible(1 / count, sp.S.One, when)


def _power(lhs: sp.Expr, rhs: sp.Expr, count: sp.Symbol, when: Regime) -> Evidence | None:
    """B^A, or A·log B, by the bounds of the logarithm."""
    taken = _logarithm(lhs)
    if taken is None:
        return None
    exponent, base, raised = taken
    if count in rhs.free_symbols or not signs.nonnegative(exponent, when.where):
        return None
    if not signs.positive(base, when.where):
        return None
    if raised and not signs.positive(rhs, when.where):
        return None
    target = _log(rhs) if raised else rhs
    ends = (("below", exponent * (1 - 1 / base)), ("above", exponent * (base - 1)))
    parts = [(name, Limit(when).judge(end, target, when.where)) for name, end in ends]
    return together([("the logarithm from " + name, found) for name, found in parts])


def _logarithm(expr: sp.Expr) -> tuple[sp.Expr, sp.Expr, bool] | None:
    """``(A, B, True)`` for B^A, ``(A, B, False)`` for A·log B."""
    if expr.is_Pow and not isinstance(expr, sp.exp):
        return expr.exp, expr.base, True
    inside = expr.args[0] if isinstance(expr, sp.exp) else expr
    logs = [factor for factor in sp.Mul.make_args(inside) if isinstance(factor, sp.log)]
    if len(logs) != 1:
        return None
    return inside / logs[0], logs[0].args[0], isinstance(expr, sp.exp)


def _log(limit: sp.Expr) -> sp.Expr:
    if limit is sp.E:
        return sp.S.One
    return limit.args[0] if isinstance(limit, sp.exp) else sp.log(limit)


def _powers_vanish(lhs: sp.Expr, rhs: sp.Expr, count: sp.Symbol, when: Regime) -> Evidence | None:
    """Terms P(N)·q^N with |q| < 1 vanish; what is left has the limit."""
    rest: sp.Expr = sp.S.Zero
    vanishing: list[sp.Expr] = []
    for part in sp.Add.make_args(expanded(lhs, when.where)):
        try:
            (term,) = terms(part, count)
        except (Undecided, ValueError):
            rest += part
            continue
        q = term.ratio
        moving = when.moving() | (when.spoken_of() - set(when.fixed))
        if (q.free_symbols | term.weight.free_symbols) & moving:
            return None  # known for fixed q and weight: (1 − x)^N stays where x falls as 1/N
        if q == 1:
            rest += part
        elif signs.positive(1 - q, when.where) and signs.positive(1 + q, when.where):
            vanishing.append(part)
        else:
            return None
    if not vanishing or count in rhs.free_symbols:
        return None
    found = Limit(when).judge(rest, rhs, when.where)
    small = proved(Reason("ratio below one"))
    return together([(Reason("vanish", (tuple(vanishing),)), small), ("the rest", found)])


def _look(lhs: sp.Expr, rhs: sp.Expr, count: sp.Symbol, when: Regime) -> None:
    """Both sides at growing numbers; raises :class:`Disagreement` where they stay apart."""
    away: list[flint.arb] = []
    path = approach(when.where, when)
    if path is None:
        return
    for size in (20, 400, 8000):
        point = path.at(Fraction(1, size), lhs.free_symbols | rhs.free_symbols)
        if point is None:
            return
        try:
            away.append(abs(flint.arb(value(lhs, point)) - flint.arb(value(rhs, point))))
        except Undecided:
            return
    if away[2] > away[0] and away[2] > flint.arb(1) / 100:
        raise Disagreement(
            f"a rule proved {text(lhs)} → {text(rhs)}; at {count} = 8000 they are {away[2]} apart"
        )
