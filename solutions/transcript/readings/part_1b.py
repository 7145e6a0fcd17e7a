"""1b  The laws on the way, for X_{t−Δt} and X_t."""

import sympy as sp

from solutions.author import Normal, given
from solutions.diffusion import b_marginals as b
from solutions.diffusion.notation import TIMES, X, dt, k, noise, s2, t, y
from solutions.transcript.asks import Ask
from solutions.transcript.links import equals
from solutions.transcript.reading import Chain, Reading, after
from solutions.transcript.subjects import boxed, stated

STEP = stated(given(X(t), X(t - dt), y), Normal(y, dt), TIMES)
NOISE, DATA = stated(noise(t), Normal(0, dt)), stated(X(0), Normal(0, s2))
NOW, BEFORE = boxed(b.part, "now"), boxed(b.part, "before")
NOW_VARIANCE = boxed(b.part, "now", moment="variance")
BEFORE_VARIANCE = boxed(b.part, "before", moment="variance")
ASK = Ask((BEFORE, NOW), words="the laws of X_{t−Δt} and of X_t")

b01 = Reading(
    "1b-01",
    (
        Chain(STEP, (equals(Normal(y, 0).plus(Normal(0, dt))),)),
        Chain(NOISE, (equals(Normal(0, dt)),)),
        Chain(DATA, (equals(Normal(0, s2)),)),
    ),
)


def added(steps: sp.Expr) -> sp.Expr:
    """The variance that the set-up gives after so many steps."""
    return s2 + sp.Sum(dt, (k, 1, steps))


b02 = Reading(
    "1b-02",
    (
        Chain(NOW_VARIANCE, (equals(s2 + t),), after(b01, value=added(t / dt))),
        Chain(BEFORE_VARIANCE, (equals(s2 + t - dt),), after(b01, value=added(t / dt - 1))),
    ),
)
now, before = (chain.result for chain in b02.chains)
b03 = Reading(
    "1b-03",
    (
        Chain(BEFORE, (equals(Normal(0, s2 + t - dt)),), after(b02, value=Normal(0, before))),
        Chain(NOW, (equals(Normal(0, s2 + t)),), after(b02, value=Normal(0, now))),
    ),
)

READINGS = (b01, b02, b03)
"""The readings of the log's claims, in its order."""
