"""1g  The DDIM step: twice without the factor Δt/t, then right to second order.

A remainder O(Δt²) is read as what it says: divided by Δt² it has a limit.
"""

from dataclasses import replace

import sympy as sp

from solutions.author import (
    Domain,
    Letter,
    Regime,
    derivative,
    difference,
    gradient,
    quantity,
    ratio,
)
from solutions.diffusion import f_training as f
from solutions.diffusion import g_ddim_step as g
from solutions.diffusion.notation import LATER, SMALL_STEP, TIMES, dt, eta, s2, t, x
from solutions.transcript.asks import Ask
from solutions.transcript.links import at_least, at_most, differs, equals, near, tends
from solutions.transcript.reading import Chain, Place, Reading, after, reading
from solutions.transcript.subjects import Asked, Subject, as_written, boxed, line

STEP_TO_ZERO = replace(SMALL_STEP, name=r"\Delta t \to 0", fixed=(s2, t))
"""Δt → 0 with the data's variance and the time held fixed, where √(t − Δt) occurs."""

_z, _w = Letter("z", "z", positive=True), Letter("w", "w", positive=True)

LATE = Regime(
    r"\Delta t \ll t,\; \sigma^2 \ll t",
    small=(dt / t, s2 / t),
    vanishing=(_z, _w),
    chart=((dt, t * _z * (2 + _z) / (1 + _z) ** 2), (s2, t * _w)),
    inverse=((_z, 1 / sp.sqrt(1 - dt / t) - 1), (_w, s2 / t)),
    leading=((_z, dt / (2 * t)), (_w, s2 / t)),
    where=LATER,
)
"""Large times: the time is large against the step and against the data's variance."""

NO_SPREAD = Regime(
    r"\sigma^2 \to 0",
    small=(s2,),
    vanishing=(s2,),
    chart=(),
    inverse=(),
    fixed=(t, dt),
    where=Domain((t >= dt,)),
)
"""Data with less and less variance, at one time and with one step."""

NEXT = boxed(g.part, "closed", asked=Asked(g.part.box("small").value, SMALL_STEP))
STEP = boxed(g.part, "step")
FACTOR = boxed(g.part, "closed", of=ratio(g.stepped, x), pick=lambda value: value / x)
SHRUNK = line(g.part, g.step, "sheet_share", of=FACTOR.left, pick=lambda value: value / x)
ETA = line(g.part, g.half, "start")
CLEAN = boxed(f.part, "minimiser")
PULL = boxed(f.part, "minimiser", of=difference(CLEAN.left, x), pick=lambda clean: clean - x)
ROOT = as_written(sp.sqrt(t - dt), TIMES)
ASK = Ask((NEXT,), words="the DDIM step for Δt ≪ t, to leading order")


def slope(letter: sp.Symbol) -> Subject:
    """How the factor that x_t is multiplied by changes with a letter, after the first step."""
    return Subject(
        gradient(FACTOR.left, letter),
        derivative(FACTOR.value, letter),
        LATER,
        FACTOR.proved_by,
    )


def beyond(subject: Subject, shown: sp.Expr) -> Subject:
    """What a form leaves out of a quantity, in units of Δt²."""
    return as_written((subject.value - shown) / dt**2, subject.where)


half, eighth = sp.Rational(1, 2), sp.Rational(1, 8)
pulled = -(t / (s2 + t)) * x
rooted = sp.sqrt(t) * (1 - dt / (2 * t))
fraction = 1 / (2 - dt / (2 * t))
second = half + eighth * dt / t

# First attempt.
g01 = reading("1g-01", CLEAN, equals(s2 / (s2 + t) * x))
g02 = reading(
    "1g-02",
    STEP,
    equals(x + eta * (s2 / (s2 + t) * x - x)),
    place=Place(g.step, "collect", x + eta * (s2 / (s2 + t) * x - x)),
)
g03 = reading(
    "1g-03",
    PULL,
    equals((s2 / (s2 + t) - 1) * x),
    equals(pulled),
    after=after(g01, value=g01.result - x),
)
g04 = reading(
    "1g-04",
    STEP,
    equals(x - eta * (t / (s2 + t)) * x),
    equals(x * (1 - eta * (t / (s2 + t)))),
    after=after(g02, g03, value=x + eta * g03.result),
    place=Place(g.step, "collect", x * (1 - eta * (t / (s2 + t)))),
)
g05 = reading("1g-05", ETA, equals(g.share), equals(1 / (1 + sp.sqrt(1 - dt / t))))
g06 = reading("1g-06", ROOT, near(rooted, SMALL_STEP))
g07 = reading(
    "1g-07",
    ETA,
    near(sp.sqrt(t) / (rooted + sp.sqrt(t)), SMALL_STEP),
    equals(fraction),
    near(second, SMALL_STEP),
    after=after(g05, g06, value=sp.sqrt(t) / (g06.result + sp.sqrt(t))),
)
g08 = reading("1g-08", ETA, near(half, SMALL_STEP), after=after(g07))
g09 = reading(
    "1g-09",
    NEXT,
    near(x * (1 - half * (t / (s2 + t))), SMALL_STEP),
    equals(x * ((s2 + t / 2) / (s2 + t))),
    after=after(g04, g08, value=g04.result.xreplace({eta: g08.result})),
    place=Place(g.step, "half_step", x * (1 - half * (t / (s2 + t)))),
)
g10 = reading(
    "1g-10",
    NEXT,
    near(x * ((s2 + t / 2) / (s2 + t)), SMALL_STEP),
    after=after(g09),
    place=Place(g.step, "half_step", x * ((s2 + t / 2) / (s2 + t))),
)
ratio = g10.result / x
g11 = Reading(
    "1g-11",
    (
        Chain(FACTOR, (at_least(0, strict=True),), after(g10, value=ratio)),
        Chain(SHRUNK, (at_most(1, strict=True),), after(g10, value=ratio)),
        Chain(slope(t), (differs(0),), after(g10, value=derivative(ratio, t))),
        Chain(slope(s2), (differs(0),), after(g10, value=derivative(ratio, s2))),
    ),
    said="x_t is multiplied by a number between 0 and 1 that changes with t and with σ²",
)
g12 = reading(
    "1g-12",
    FACTOR,
    tends(half, LATE),
    after=after(g10, value=ratio),
    said="for large times the factor is about 1/2",
)
g13 = reading(
    "1g-13",
    slope(t),
    at_most(0, strict=True),
    after=after(g10, value=derivative(ratio, t)),
    where=LATER.and_(t <= 1),
    said="the smaller the time, the nearer the factor is to 1: it falls as t grows",
)

# Second attempt.
g14 = reading(
    "1g-14",
    STEP,
    equals(x + eta * (s2 / (s2 + t) * x - x)),
    place=Place(g.step, "collect", x + eta * (s2 / (s2 + t) * x - x)),
    said="as a result of part 1f",
)
g15 = Reading(
    "1g-15",
    (
        Chain(CLEAN, (equals(s2 / (s2 + t) * x),)),
        Chain(
            PULL,
            (equals((s2 / (s2 + t) - 1) * x), equals(pulled)),
            after(g01, value=g01.result - x),
        ),
    ),
)
g16 = reading(
    "1g-16",
    STEP,
    equals(x - eta * (t / (s2 + t)) * x),
    equals(x * (1 - eta * (t / (s2 + t)))),
    after=after(g14, g15, value=x + eta * g15.result),
    place=Place(g.step, "collect", x * (1 - eta * (t / (s2 + t)))),
)
g17 = Reading(
    "1g-17",
    (
        Chain(ETA, (equals(g.share),)),
        Chain(ROOT, (near(rooted, SMALL_STEP),)),
        Chain(beyond(ROOT, rooted), (tends(-eighth / sp.sqrt(t) ** 3, STEP_TO_ZERO),)),
    ),
)
g18 = Reading(
    "1g-18",
    (
        Chain(
            ETA,
            (
                equals(fraction),
                near(half * (1 + dt / (4 * t)), SMALL_STEP),
            ),
            after(g17, value=sp.sqrt(t) / (rooted + sp.sqrt(t))),
            regime=SMALL_STEP,
        ),
        Chain(beyond(ETA, half * (1 + dt / (4 * t))), (tends(1 / (16 * t**2), STEP_TO_ZERO),)),
    ),
)
g19 = reading(
    "1g-19",
    ETA,
    near(second, SMALL_STEP),
    after=after(g18, value=half * (1 + dt / (4 * t))),
)
opened = 1 - (t / (2 * (s2 + t)) + dt / (8 * (s2 + t)))
g20 = reading(
    "1g-20",
    as_written(1 - second * (t / (s2 + t))),
    equals(opened),
    after=after(g16, g19, value=g16.result.xreplace({eta: g19.result}) / x),
)
g21 = reading(
    "1g-21",
    as_written(1 - second * (t / (s2 + t))),
    equals((s2 + t / 2 - dt / 8) / (s2 + t)),
    after=after(g20),
)
g22 = reading(
    "1g-22",
    NEXT,
    near(x * ((s2 + t / 2 - dt / 8) / (s2 + t)), SMALL_STEP),
    after=after(g16, g19, g21, value=g21.result * x),
    place=Place(g.step, "half_step", x * ((s2 + t / 2 - dt / 8) / (s2 + t))),
)
corrected = g22.result / x
g23 = reading(
    "1g-23",
    slope(dt),
    tends(-eighth / (s2 + t), STEP_TO_ZERO),
    after=after(g22, value=derivative(corrected, dt)),
    said="the term −Δt/(8(σ² + t)) is what the factor has of first order in Δt",
)
g24 = reading(
    "1g-24",
    FACTOR,
    tends((s2 + t / 2) / (s2 + t), STEP_TO_ZERO),
    after=after(g22, value=corrected),
)
g25 = reading(
    "1g-25",
    FACTOR,
    tends(half - eighth * dt / t, NO_SPREAD),
    after=after(g22, value=corrected),
)

# Third attempt.
g26 = reading("1g-26", STEP, equals((1 - eta * dt / (s2 + t)) * x))
g27 = reading("1g-27", ETA, equals(g.share))
g28 = Reading(
    "1g-28",
    (
        Chain(ROOT, (near(rooted, SMALL_STEP),)),
        Chain(
            ETA,
            (near(fraction, SMALL_STEP), near(half + dt / (8 * t), SMALL_STEP)),
            after(g27, value=g27.result.xreplace({sp.sqrt(t - dt): rooted})),
        ),
    ),
)
g29 = reading(
    "1g-29",
    NEXT,
    equals((1 - (half + dt / (8 * t)) * dt / (s2 + t)) * x),
    equals((1 - (dt / (2 * (s2 + t)) + dt**2 / (8 * t * (s2 + t)))) * x),
    after=after(g26, g28, value=g26.result.xreplace({eta: g28.result})),
    regime=SMALL_STEP,
)
form = (s2 + t - dt / 2 - dt**2 / (8 * t)) / (s2 + t)
g30 = reading("1g-30", NEXT, equals(form * x), after=after(g29), regime=SMALL_STEP)
g31 = reading("1g-31", NEXT, near(form * x, SMALL_STEP), after=after(g30))
g32 = reading(
    "1g-32",
    replace(
        FACTOR,
        left=quantity("error", r"\text{error of the factor over its term in } \Delta t^2"),
        value=(FACTOR.value - form) / (dt**2 / (8 * t * (s2 + t))),
    ),
    tends(0, SMALL_STEP),
    said="the error is small against the term in Δt², whatever σ² is",
)

# Fourth attempt.
g33 = reading(
    "1g-33",
    NEXT,
    near((1 - (dt / 2 + dt**2 / (8 * t)) / (s2 + t)) * x, SMALL_STEP),
    after=after(g31),
)
g34 = reading(
    "1g-34",
    as_written((dt / 2 + dt**2 / (8 * t)) / (s2 + t)),
    equals(dt / (2 * (s2 + t)) * (1 + dt / (4 * t))),
    after=after(g33, value=1 - g33.result / x),
)
g35 = reading(
    "1g-35",
    NEXT,
    near((1 - dt / (2 * (s2 + t)) * (1 + dt / (4 * t))) * x, SMALL_STEP),
    after=after(g33, g34, value=(1 - g34.result) * x),
)
g36 = reading(
    "1g-36",
    slope(dt),
    at_most(0, strict=True),
    after=after(g35, value=derivative(g35.result / x, dt)),
    said="the factor falls as Δt grows",
)
root = sp.sqrt(t - dt)
g37 = reading(
    "1g-37",
    line(
        g.part,
        g.half,
        "start",
        of=quantity(
            "the rest", r"\text{what comes after the term in } \Delta t \text{, over that term}"
        ),
        pick=lambda share: 2 * share - 1,
    ),
    at_most(dt / t, dt * root * (2 * sp.sqrt(t) + root) / (t * (sp.sqrt(t) + root) ** 2)),
    tends(0, SMALL_STEP),
    said="beyond first order the step changes little, unless t is about as small as Δt",
)

READINGS = (
    *(g01, g02, g03, g04, g05, g06, g07, g08, g09, g10, g11, g12, g13),
    *(g14, g15, g16, g17, g18, g19, g20, g21, g22, g23, g24, g25),
    *(g26, g27, g28, g29, g30, g31, g32, g33, g34, g35, g36, g37),
)
