"""The order that an answer displays: a quotient or a product shows its terms when it is expanded.

σ²/(1 + σ²) is σ² − σ⁴ + …, so it claims a second term as σ²(1 − σ²) does. (Whoever writes
(σ² + t − Δt/2)/(σ² + t) means 1 − Δt/(2(σ² + t)).)
"""

from __future__ import annotations

import sympy as sp

from solutions.answers.boxes import STATES
from solutions.evidence.evidence import Evidence
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import agree
from solutions.objects.laws import Normal, Value
from solutions.relations.limits.approximation import Approximation
from solutions.relations.regimes.orders import expansion
from solutions.relations.regimes.regime import Regime

MOST = 5
"""An answer with more terms than this is taken for one that goes on for ever."""
SHOWN = 2
"""So many terms of one that goes on must be right."""


def approximates(exact: Value, value: Value, regime: Regime) -> Evidence:
    """Is the error negligible against every term that the answer displays or that it opens to?"""
    judge = Approximation(regime).judge
    found = judge(exact, value, regime.where)
    opened, all_of_it = _opened(value, regime)
    if opened == value or not (found.holds or all_of_it):
        return found
    return judge(exact, opened, regime.where)


def _opened(value: Value, regime: Regime) -> tuple[Value, bool]:
    """The terms of the value, the first two if it has no end; and whether they are all."""
    if isinstance(value, Normal):
        mean, whole = _terms(value.mean, regime)
        variance, too = _terms(value.variance, regime)
        return Normal(mean, variance), whole and too
    if isinstance(value, sp.Expr):
        return _terms(value, regime)
    return value, False


def _terms(value: sp.Expr, regime: Regime) -> tuple[sp.Expr, bool]:
    state = sp.Mul(*(letter for letter in value.free_symbols & STATES))
    alone = sp.cancel(value / state)
    if not agree(state * alone, value, regime.where):
        return value, False
    try:
        parts = expansion(alone, regime, MOST)
    except Undecided:
        return value, False
    if len(parts) < MOST:
        return state * sp.Add(*parts), True
    return state * sp.Add(*parts[:SHOWN]), False
