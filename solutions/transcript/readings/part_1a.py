"""1a  The law of X₁: variances of independent steps add up."""

import sympy as sp

from solutions.author import Normal
from solutions.diffusion import a_forward_law as a
from solutions.diffusion.notation import T, X, dt, k, noise, s2, t
from solutions.transcript.asks import Ask
from solutions.transcript.links import equals
from solutions.transcript.reading import after, reading
from solutions.transcript.subjects import boxed, stated

DATA, NOISE = stated(X(0), Normal(0, s2)), stated(noise(t), Normal(0, dt))
STEPS = stated(T, 1 / dt)
LAW = boxed(a.part, "law")
VARIANCE = boxed(a.part, "law", moment="variance")
ASK = Ask((LAW,), words="the law of X₁")

a01 = reading("1a-01", DATA, equals(Normal(0, s2)))
a02 = reading("1a-02", NOISE, equals(Normal(0, dt)))
a03 = reading("1a-03", STEPS, equals(1 / dt))

added = sp.Sum(a02.result.variance, (k, 1, a03.result))
a04 = reading(
    "1a-04",
    LAW,
    equals(Normal(0, s2 + sp.Sum(dt, (k, 1, 1 / dt)))),
    after=after(a01, a02, a03, value=a01.result.plus(Normal(0, added))),
)
a05 = reading(
    "1a-05",
    VARIANCE,
    equals(sp.Add(s2, sp.Mul(1 / dt, dt, evaluate=False), evaluate=False)),
    equals(s2 + 1),
    after=after(a04, value=a04.result.variance),
)
a06 = reading(
    "1a-06", LAW, equals(Normal(0, s2 + 1)), after=after(a05, value=Normal(0, a05.result))
)

READINGS = (a01, a02, a03, a04, a05, a06)
"""The readings of the log's claims, in its order."""
