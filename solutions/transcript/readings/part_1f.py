"""1f  The circular target: a label that does not scatter, made with the σ² that nobody knows."""

import sympy as sp

from solutions.author import Mean, Normal, given, gradient, quantity, ratio
from solutions.diffusion import f_training as train
from solutions.diffusion.notation import X, f, s2, t, x, x0
from solutions.transcript.asks import Ask
from solutions.transcript.links import at_least, at_most, equals
from solutions.transcript.reading import Chain, Place, Reading, after, reading
from solutions.transcript.subjects import boxed, stated

DATA = stated(train.sample, Normal(0, s2))
NOISE = stated(quantity("ε", r"\varepsilon", "all the noise up to the time"), Normal(0, t))
ANSWER = stated(quantity("x̂₀", r"\hat x_0", "what the network says"), f)
DENOISER = boxed(train.part, "minimiser")
BEST = boxed(train.part, "minimiser", of=quantity("best x̂₀", r"\text{best } \hat x_0"))
IN_PLACE = boxed(
    train.part,
    "minimiser",
    of=gradient(DENOISER.left, x),
    pick=lambda g: sp.diff(g, x),
)
IN_TIME = boxed(
    train.part,
    "minimiser",
    of=gradient(ratio(DENOISER.left, x), t),
    pick=lambda g: sp.diff(g / x, t),
)
INPUT = boxed(train.part, "input")
LABEL = boxed(
    train.part, "label", of=given(quantity("label", r"\text{label}", "third of a triple"), X(t), x)
)
LOSS = boxed(train.part, "risk", of=quantity("expected loss", r"\text{expected loss at } (x_t, t)"))
ASK = Ask(
    (INPUT, LABEL, LOSS), words="inputs, training pairs and loss, made from the samples alone"
)

ideal = s2 / (s2 + t) * x
sample_law = Normal(ideal, s2 * t / (s2 + t))
no_scatter = Normal(ideal, 0)

f01 = reading("1f-01", DENOISER, equals(ideal))
f02 = reading(
    "1f-02",
    DATA,
    equals(Normal(0, s2)),
    said="samples of X₀ are given, and a network for g is to be trained",
)
f03 = reading(
    "1f-03",
    ANSWER,
    equals(f),
    said="the network answers with a guess of the clean sample at each place and time",
)
f04 = Reading(
    "1f-04",
    (Chain(IN_PLACE, (at_least(0, strict=True),)), Chain(IN_TIME, (at_most(0, strict=True),))),
    said="place and time are both inputs: g changes with each of them",
)
f05 = Reading(
    "1f-05",
    (
        Chain(DATA, (equals(Normal(0, s2)),), after(f02)),
        Chain(LABEL, (equals(sample_law),)),
    ),
    said="the third of a training triple is the clean sample, which scatters around g",
)
f06 = Reading(
    "1f-06",
    (
        Chain(NOISE, (equals(Normal(0, t)),)),
        Chain(
            INPUT,
            (equals(Normal(0, s2 + t)),),
            after(f05, value=f05.chains[0].result.plus(Normal(0, t))),
        ),
    ),
)
f07 = reading(
    "1f-07",
    LABEL,
    equals(no_scatter),
    after=after(f05),
    place=Place(train.posterior, "gaussian", no_scatter),
)
f08 = Reading(
    "1f-08",
    (
        Chain(INPUT, (equals(Normal(0, s2 + t)),), after(f06)),
        Chain(LABEL, (equals(no_scatter),), after(f07)),
    ),
    place=Place(train.posterior, "gaussian", no_scatter),
)


def expected(label: Normal) -> Mean:
    """The expected loss at one input for a label of this law."""
    return Mean((f - x0) ** 2, x0, label)


f09 = Reading(
    "1f-09",
    (
        Chain(BEST, (equals(ideal),), after(f08, value=f08.result.mean)),
        Chain(LOSS, (equals((f - ideal) ** 2),), after(f08, value=expected(f08.result))),
    ),
    place=Place(train.risk, "two_moments", (f - ideal) ** 2),
)
f10 = Reading(
    "1f-10",
    (
        Chain(DATA, (equals(Normal(0, s2)),), after(f05, value=f05.chains[0].result)),
        Chain(NOISE, (equals(Normal(0, t)),), after(f06, value=f06.chains[0].result)),
        Chain(INPUT, (equals(Normal(0, s2 + t)),), after(f06)),
    ),
)
f11 = Reading(
    "1f-11",
    (
        Chain(INPUT, (equals(Normal(0, s2 + t)),), after(f10)),
        Chain(LABEL, (equals(no_scatter),), after(f07)),
    ),
    place=Place(train.posterior, "gaussian", no_scatter),
)
f12 = reading(
    "1f-12",
    LOSS,
    equals((f - ideal) ** 2),
    after=after(f09, f11, value=expected(f11.result)),
    place=Place(train.risk, "two_moments", (f - ideal) ** 2),
)

READINGS = (f01, f02, f03, f04, f05, f06, f07, f08, f09, f10, f11, f12)
"""The readings of the log's claims, in its order."""
