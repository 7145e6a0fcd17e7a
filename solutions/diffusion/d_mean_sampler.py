"""1d  The mean-only reverse process: X̂₀ = σ²/(σ²+1) · X̂₁ for every number of steps."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import sympy as sp

from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion.notation import SHEET, T, dt, k, s2, t, x
from solutions.engine.derivation import Derivation
from solutions.engine.objects import Combination, Normal
from solutions.engine.pairs import Pair, approaching, exact
from solutions.engine.part import Box, Decoy, Part, check

# --8<-- [start:derivation]
step = c.part.use("law", {t: k * dt})

shrink = (
    Derivation(
        "shrink",
        r"\hat X_0 \big/ \hat X_1",
        sp.Product(step.value.mean / x, (k, 1, T)),
        because="one conditional mean for each time $t = k\\,\\Delta t$",
        rests=(step,),
    )
    .by_induction(
        s2 / (s2 + T * dt), on=T, because="each numerator is the next factor’s denominator"
    )
    .at({T: 1 / dt}, because="after T = 1/Δt steps the time is used up")
)
law = (
    Derivation(
        "law",
        r"\hat X_0",
        Combination(
            ((shrink.result, Normal(0, 1)),), r"\tfrac{\hat X_0}{\hat X_1} \cdot \mathcal N(0, 1)"
        ),
    )
    .equals(Normal(0, shrink.result**2), because="a factor squares into the variance")
    .approximates(Normal(0, s2**2), when=SHEET, because="1 + σ² is 1 to leading order")
)
# --8<-- [end:derivation]


@check("run the recursion with rational numbers, for T = 1 … 12")
def recursion(shrink: Any, law: Any) -> Iterator[Pair]:
    for s in (Fraction(1, 10), Fraction(1, 4), Fraction(1), Fraction(7, 3)):
        for steps in range(1, 13):
            d = Fraction(1, steps)
            factor = Fraction(1)
            for done in range(steps, 0, -1):
                factor *= (s + (done - 1) * d) / (s + done * d)
            yield exact(shrink, {s2: s}, factor)
            yield exact(law.variance, {s2: s}, factor**2)


@check("shrink the data’s variance towards 0")
def small_variance(narrow: Any) -> Iterator[Pair]:
    for j in range(1, 6):
        s = Fraction(1, 10**j)
        # One step of length 1: the mean of X₀ given X₁ has slope Cov/Var.
        yield approaching(narrow.variance, {s2: s}, (s / (s + 1)) ** 2)


part = Part(
    "1d",
    "The mean-only sampler",
    "The law of $\\hat X_0$ when only the conditional mean is applied, T times, from N(0, 1).",
    derivations=(shrink, law),
    boxes=(
        Box("shrink", r"\hat X_0 \big/ \hat X_1", shrink),
        Box("law", r"\hat X_0", law, line=1),
        Box("narrow", r"\hat X_0", law, form="approximate"),
    ),
    checks=(recursion, small_variance),
    decoys=(
        Decoy("shrink", s2 / (s2 + 2), "one step too many"),
        Decoy("law", Normal(0, s2 / (s2 + 1)), "the scale taken for the variance"),
        Decoy("narrow", Normal(0, s2), "one power of σ² lost"),
    ),
)
