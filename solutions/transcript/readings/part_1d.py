"""1d  The sampler without noise: a product that telescopes, and what follows for other samplers."""

import sympy as sp

from solutions.author import Domain, Normal, family, given, limit, quantity, ratio, variance
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion import h_ddim_sampler as h
from solutions.diffusion.notation import (
    SHEET,
    STEPS_TO_ZERO,
    TIMES,
    T,
    X_hat,
    dt,
    k,
    s2,
    t,
    x,
)
from solutions.transcript.asks import Ask
from solutions.transcript.letters import X1
from solutions.transcript.links import at_most, equals, near, tends
from solutions.transcript.products import Telescoping
from solutions.transcript.reading import Ambiguous, Chain, Place, Reading, after, reading
from solutions.transcript.subjects import as_written, boxed, line, stated

START = stated(X_hat(1), Normal(0, 1))
START_VARIANCE = stated(variance(X_hat(1)), sp.S.One)
MEAN = boxed(c.part, "law", moment="mean")
slope = (s2 + t - dt) / (s2 + t)
ALPHA = stated(family("α", r"\alpha_{{{0}}}", "factor of a step")(t), slope, TIMES)
MOVED = boxed(
    c.part,
    "law",
    of=given(X_hat(t - dt), X_hat(t), x),
    pick=lambda law: Normal(law.mean, 0),
)
SHRINK = boxed(d.part, "shrink")
END = boxed(d.part, "shrink", of=X_hat(0), pick=lambda factor: factor * X1)
LAW = boxed(d.part, "law")
EXPECTED = boxed(d.part, "law", moment="mean")
VARIANCE = boxed(d.part, "law", moment="variance")
LOST = boxed(
    d.part,
    "law",
    of=ratio(variance(X_hat(0)), s2),
    pick=lambda law: law.variance / s2,
)
KEPT_WITH_NOISE = line(
    e.part,
    e.noisy,
    "riemann_sum",
    of=ratio(variance(quantity("X̂₀ of 1e", r"\hat X^{\text{1e}}_0")), s2),
    pick=lambda law: law.variance.times(1 / s2),
)
KEPT_BY_DDIM = boxed(
    h.part,
    "limit",
    of=limit(
        ratio(variance(quantity("X̂₀ of 1h", r"\hat X^{\text{1h}}_0")), s2), STEPS_TO_ZERO.name
    ),
    pick=lambda law: law.variance / s2,
)
ASK = Ask((LAW,), words="the law of X̂₀, and what it is for Δt ≪ σ² ≪ 1")

from_the_end = (s2 + 1 - k * dt) / (s2 + 1 - (k - 1) * dt)
LAST = stated(
    from_the_end.xreplace({k: T}),
    from_the_end.xreplace({k: 1 / dt}),
    Domain(whole=(1 / dt,), put=((T, 1 / dt),)),
)
target = s2 / (s2 + 1)


def along(factors: sp.Expr, primitive: sp.Expr, start: sp.Expr = sp.S.One) -> Telescoping:
    """The product over all steps, times the start."""
    return Telescoping(sp.Product(factors, (k, 1, 1 / dt)), primitive, start)


d01 = reading("1d-01", START, equals(Normal(0, 1)))
d02 = reading(
    "1d-02",
    MOVED,
    equals(Normal(slope * x, 0)),
    said="a step back is the conditional mean, and no noise; the law of X̂₀ is asked",
)
d03 = reading("1d-03", MEAN, equals(slope * x))
d04 = reading("1d-04", ALPHA, equals(slope), equals(1 - dt / (s2 + t)))
d05 = reading(
    "1d-05",
    MOVED,
    equals(Normal((1 - dt / (s2 + t)) * x, 0)),
    after=after(d02, d03, d04, value=Normal(d04.result * x, 0)),
)
one_step = (d05.result.mean / x).xreplace({t: k * dt})
d06 = reading(
    "1d-06",
    END,
    equals(along(1 - dt / (s2 + k * dt), 1 / (s2 + k * dt), X1)),
    after=after(d01, d05, value=along(one_step, 1 / (s2 + k * dt), X1)),
)
d07 = reading(
    "1d-07",
    END,
    equals(along(from_the_end, s2 + 1 - k * dt, X1)),
    after=after(d06),
)
d08 = Reading(
    "1d-08",
    (
        Chain(
            SHRINK,
            (equals(along(from_the_end, s2 + 1 - k * dt)), equals(target)),
            after(d07, value=along(from_the_end, s2 + 1 - k * dt)),
        ),
        Chain(LAST, (equals(s2 / (s2 + dt)),)),
    ),
)
d09 = reading(
    "1d-09", END, equals(target * X1), after=after(d07, d08, value=d08.chains[0].result * X1)
)
d10 = reading(
    "1d-10",
    LAW,
    equals(Normal(0, target**2)),
    after=after(d01, d09, value=d01.result.scaled(d09.result / X1)),
)
d11 = Reading(
    "1d-11",
    (
        Chain(EXPECTED, (equals(0),), after(d10, value=d10.result.mean)),
        Chain(VARIANCE, (equals(target**2),), after(d10, value=d10.result.variance)),
    ),
)
d12 = Reading(
    "1d-12",
    (
        Chain(SHRINK, (near(s2, SHEET),), after(d09, value=d09.result / X1)),
        Chain(VARIANCE, (near(s2**2, SHEET),), after(d11)),
    ),
)
d13 = reading(
    "1d-13",
    LAW,
    equals(Normal(0, s2**2)),
    after=after(d12, value=Normal(0, d12.result)),
    regime=SHEET,
)
d14 = Reading(
    "1d-14",
    (
        Chain(START_VARIANCE, (equals(1),), after(d01, value=d01.result.variance)),
        Chain(VARIANCE, (near(s2**2, SHEET),), after(d13, value=d13.result.variance)),
        Chain(VARIANCE, (at_most(1, strict=True),), after(d11)),
        Chain(as_written(s2**2), (tends(sp.S.Zero, SHEET),)),
    ),
    said="the variance falls from 1 at the start to about σ⁴ at the end, which is small",
)
here = Reading(
    "1d-15",
    (
        Chain(LOST, (tends(sp.S.Zero, SHEET),), after(d14, value=d14.chains[1].result / s2)),
        Chain(KEPT_WITH_NOISE, (tends(sp.S.One, SHEET),)),
    ),
    said="in whole steps of the mean, the share of the data’s variance that is left goes to 0 "
    "without noise, and to 1 with it",
)
everywhere = reading(
    "1d-15",
    KEPT_BY_DDIM,
    tends(sp.S.Zero, SHEET),
    place=Place(h.law, "leading_order", Normal(0, s2**2)),
    said="in every reverse process without noise, so in that of 1h too, the share of the data’s "
    "variance that is left goes to 0",
)
d15 = Ambiguous(
    "1d-15",
    here,
    everywhere,
    "said of whole steps of the mean, as in 1d and 1e, or of every reverse process without noise",
)

READINGS = (d01, d02, d03, d04, d05, d06, d07, d08, d09, d10, d11, d12, d13, d14, d15)
"""The readings of the log's claims, in its order."""
