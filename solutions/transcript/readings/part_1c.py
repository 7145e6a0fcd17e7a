"""1c  The variance of one step back, and what is left of it for small Δt."""

import sympy as sp

from solutions.author import Normal, difference, relative_error, variance
from solutions.diffusion import b_marginals as b
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion.notation import SHEET, X, dt, s2, t, x
from solutions.transcript.asks import Ask
from solutions.transcript.links import equals, near, tends
from solutions.transcript.reading import Chain, Reading, after, reading
from solutions.transcript.subjects import Asked, boxed

LAW = boxed(c.part, "law")
VARIANCE = boxed(c.part, "variance", asked=Asked(dt, SHEET))
SHARE = boxed(c.part, "error", of=dt / (s2 + t))
earlier = b.part.box("before").value.variance
TAKEN = boxed(
    b.part,
    "now",
    of=difference(variance(X(t)), variance(X(t - dt))),
    pick=lambda law: law.variance - earlier,
)
SHARE_TAKEN = boxed(
    b.part,
    "now",
    of=relative_error(variance(X(t)), variance(X(t - dt))),
    pick=lambda law: (law.variance - earlier) / law.variance,
)
ASK = Ask((LAW, VARIANCE), words="the law one step back, with a simple form of its variance")

full = (s2 + t - dt) * dt / (s2 + t)
bracket = dt * (1 - dt / (s2 + t))

c01 = reading("1c-01", LAW, equals(Normal((s2 + t - dt) / (s2 + t) * x, full)))
c02 = reading(
    "1c-02",
    VARIANCE,
    equals(full),
    after=after(c01, value=c01.result.variance),
    said="this is the variance to simplify, for Δt ≪ σ² ≪ 1",
)
c03 = reading(
    "1c-03",
    VARIANCE,
    equals(full),
    equals(dt * ((s2 + t - dt) / (s2 + t))),
    equals(bracket),
    near(bracket, SHEET),
    after=after(c02),
)
c04 = reading(
    "1c-04",
    SHARE,
    tends(sp.S.Zero, SHEET),
    after=after(c03, value=1 - c03.result / dt),
    said="what the bracket takes off is small in the regime of the sheet",
)
c05 = reading("1c-05", VARIANCE, near(bracket, SHEET), near(dt, SHEET), after=after(c03))
c06 = Reading(
    "1c-06",
    (
        Chain(VARIANCE, (near(dt, SHEET),), after(c05)),
        Chain(TAKEN, (equals(dt),)),
        Chain(SHARE_TAKEN, (tends(sp.S.Zero, SHEET),)),
    ),
    said="a step back has about the variance Δt that a step forward adds; the variance falls by Δt "
    "in each, a small share of what is there",
)

READINGS = (c01, c02, c03, c04, c05, c06)
"""The readings of the log's claims, in its order."""
