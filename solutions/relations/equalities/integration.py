"""Definite integrals by a certified antiderivative: ∫_a^b f = F(b) − F(a) where F′ = f on [a, b].

Taken as known: the fundamental theorem of calculus. F may come from anywhere; that it has a value
on all of the closed interval, and that its derivative there is f, is judged by normal form.
"""

from __future__ import annotations

import sympy as sp
from sympy.integrals.manualintegrate import manualintegrate

from solutions.evidence.evidence import Evidence, Reason
from solutions.kernel.algebra import reasoning, translate
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.rules.integrals import Integral, taken_apart
from solutions.kernel.terms.binding import replaced
from solutions.kernel.terms.calculus import derivative
from solutions.relations.equalities.equality import equal
from solutions.relations.equalities.rewritten import Rewritten, Rule

LARGEST = 200
"""Operations in an integrand for which an antiderivative is looked for."""


def definite_integral(expr: sp.Expr, domain: Domain) -> Rewritten | None:
    """An integral over a closed interval, by an antiderivative that SymPy finds and we judge."""
    if not isinstance(expr, sp.Integral):
        return None
    found = taken_apart(expr, reasoning(domain))
    failed = None
    for candidate in _candidates(found):
        answer = evaluated(found, candidate)
        if all(part.holds for _, part in answer.parts):
            return answer
        failed = answer
    if failed is not None:
        return failed
    raise Undecided(Reason("antiderivative not found", (found.body,)))


def by_antiderivative(primitive: sp.Expr, variable: sp.Symbol) -> Rule:
    """A rule for integrals over ``variable`` whose antiderivative is given."""

    def rule(expr: sp.Expr, domain: Domain) -> Rewritten | None:
        if not isinstance(expr, sp.Integral) or expr.limits[0][0] != variable:
            return None
        found = taken_apart(expr, reasoning(domain))
        return evaluated(found, primitive.xreplace({variable: found.variable}))

    return rule


def evaluated(found: Integral, primitive: sp.Expr) -> Rewritten:
    """F(b) − F(a), with F′ = f on the closed interval."""
    x = found.variable
    translate(found.body, found.inside)
    translate(primitive, found.inside)
    proof: Evidence = equal(derivative(primitive, x), found.body, found.inside)
    ends = replaced(primitive, {x: found.high}) - replaced(primitive, {x: found.low})
    told = Reason("antiderivative", (primitive, found.body))
    return Rewritten(ends, ((told, proof),))


def _candidates(found: Integral) -> list[sp.Expr]:
    if found.body.count_ops() > LARGEST:
        return []
    candidates = []
    for way in (_rational, manualintegrate):
        try:
            primitive = way(found.body, found.variable)
        except Exception:  # a search of SymPy's, which may fail in any way; nothing rests on it
            continue
        if primitive is not None and not primitive.has(sp.Integral, sp.Piecewise, sp.I, sp.nan):
            candidates.append(_real_logarithms(primitive, found))
    return candidates


def _rational(body: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    return sp.ratint(body, x) if body.is_rational_function(x) else None


def _real_logarithms(primitive: sp.Expr, found: Integral) -> sp.Expr:
    """log(−u) for log u where u is negative at the middle of the interval; judged like the rest."""
    middle = (found.low + found.high) / 2
    turned = {}
    for log in primitive.atoms(sp.log):
        inner = log.args[0].xreplace({found.variable: middle})
        if inner.could_extract_minus_sign() or inner.is_negative:
            turned[log] = sp.log(-log.args[0])
    return primitive.xreplace(turned)
