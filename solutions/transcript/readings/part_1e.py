"""1e  The sampler with noise: a sum, an integral, and a σ⁴ that is not there."""

import sympy as sp

from solutions.author import Enclosure, Normal
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion.notation import SHEET, STEPS_TO_ZERO, T, dt, j, s2, u, v
from solutions.transcript.asks import Ask
from solutions.transcript.integrals import Integral
from solutions.transcript.links import equals, limiting, near, tends
from solutions.transcript.reading import Place, Remark, after, reading
from solutions.transcript.subjects import Asked, as_written, boxed, line, stated

square = (s2 / (s2 + u)) ** 2


def over_time(rest: sp.Expr) -> Integral:
    """``rest`` and the integral over the time."""
    return Integral(square, u, sp.S.Zero, sp.S.One, -(s2**2) / (s2 + u), rest=rest)


FINITE = boxed(e.part, "finite", moment="variance")
ENCLOSED = line(e.part, e.noisy, "riemann_sum", moment="variance", asked=Asked(s2, SHEET))
LAW = line(e.part, e.noisy, "riemann_sum", asked=Asked(Normal(0, s2), SHEET))
STEPS = stated(T, 1 / dt)
INTEGRAL = as_written(over_time(sp.S.Zero))
SUM = line(
    e.part,
    e.limit,
    "start",
    of=dt * sp.Sum(square.xreplace({u: j * dt}), (j, 0, 1 / dt - 1)),
    pick=lambda law: Enclosure(law.variance.lower - e.kept, law.variance.upper - e.kept),
)
KEPT = stated(sp.Pow(s2 / (s2 + 1), 2, evaluate=False), e.kept)
ASK = Ask((ENCLOSED, LAW), words="the variance for Δt ≪ σ² ≪ 1, to leading order")

start, noise = s2**2 / (s2 + 1) ** 2, s2 / (s2 + 1)
area = s2**2 * (1 / s2 - 1 / (s2 + 1))
over_v = Integral(1 / v**2, v, s2, s2 + 1, -1 / v, factor=s2**2)

e01 = reading(
    "1e-01", FINITE, equals(e.kept + dt * sp.Sum((s2 / (s2 + j * dt)) ** 2, (j, 0, 1 / dt - 1)))
)
e02 = reading("1e-02", STEPS, equals(1 / dt))
e03 = reading("1e-03", SUM, tends(over_time(sp.S.Zero), STEPS_TO_ZERO))
e04 = reading(
    "1e-04",
    ENCLOSED,
    limiting(over_time(e.kept), STEPS_TO_ZERO),
    after=after(e01, e03, value=over_time(e.kept)),
)
e05 = reading("1e-05", INTEGRAL, equals(over_v), after=after(e04, value=over_time(sp.S.Zero)))
e06 = reading("1e-06", INTEGRAL, equals(area), after=after(e05))
e07 = reading("1e-07", KEPT, equals(start), after=after(e04, value=e.kept))
e08 = reading(
    "1e-08",
    INTEGRAL,
    equals(area),
    equals(s2 * (1 - s2 / (s2 + 1))),
    equals(s2 * (1 / (s2 + 1))),
    after=after(e06),
)
e09 = reading(
    "1e-09",
    ENCLOSED,
    limiting(start + noise, STEPS_TO_ZERO),
    after=after(e04, e07, e08, value=start + noise),
)
e10 = reading("1e-10", KEPT, near(s2**2, SHEET), after=after(e07))
e11 = reading("1e-11", INTEGRAL, near(s2, SHEET), after=after(e08))
e12 = reading(
    "1e-12",
    ENCLOSED,
    near(s2 + s2**2, SHEET),
    near(s2 * (1 + s2), SHEET),
    after=after(e09),
    place=Place(e.noisy, "leading_order", Normal(0, s2 + s2**2)),
)
e13 = reading("1e-13", ENCLOSED, near(s2 * (1 + s2), SHEET), near(s2, SHEET), after=after(e12))
e14 = reading("1e-14", ENCLOSED, near(s2, SHEET), after=after(e13))
e15 = reading(
    "1e-15",
    LAW,
    near(Normal(0, s2), SHEET),
    after=after(e14, value=Normal(0, s2)),
    said="with noise the law of the data comes back",
)
e16 = Remark("1e-16", "A summary of the method. What it says of mean and variance is 1c and 1e.")

READINGS = (e01, e02, e03, e04, e05, e06, e07, e08, e09, e10, e11, e12, e13, e14, e15, e16)
