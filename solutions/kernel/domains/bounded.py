"""Functions that are declared bounded: each value written with a slack of one sign."""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.domains.chart import Slack
from solutions.kernel.terms.binding import bound
from solutions.kernel.terms.letters import Bounds


def chart(expr: sp.Expr) -> dict[sp.Expr, sp.Expr]:
    """Values of functions that are declared bounded, written with a slack, as letters are.

    Of two bounds that may both be reached the lower one is left out.
    """
    hidden, found = bound(expr), {}
    slopes = {part for slope in expr.atoms(sp.Derivative) for part in slope.atoms(AppliedUndef)}
    for part in expr.atoms(AppliedUndef) - slopes:
        bounds = getattr(part.func, "bounds", None)
        if bounds is not None and not part.free_symbols & hidden:
            found[part] = _between(part, bounds)
    return found


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
