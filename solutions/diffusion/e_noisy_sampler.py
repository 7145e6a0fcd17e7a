"""1e  The sampler with fresh noise N(0, Δt) after every step: the law of X̂₀, and N(0, σ²)."""

from collections.abc import Iterator
from fractions import Fraction
from math import sqrt
from typing import Any

import flint
import numpy as np
import sympy as sp

from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion.notation import (
    SHEET,
    STEPS_TO_ZERO,
    T,
    dt,
    in_steps,
    j,
    k,
    n,
    s2,
    t,
    u,
    v,
    x,
)
from solutions.engine.derivation import Derivation
from solutions.engine.objects import Enclosure, Normal, Recursion
from solutions.engine.pairs import Pair, approaching, enclosed, estimated, exact
from solutions.engine.part import Box, Decoy, Part, check
from solutions.engine.printing import tex
from solutions.kernel.domain import Domain
from solutions.relations.bounds import RiemannSum

# --8<-- [start:derivation]
step = c.part.use("law", {t: k * dt})
slope = in_steps((step.value.mean / x).xreplace({k: T - n}))
kept = (s2 / (s2 + 1)) ** 2  # the share of the starting variance
left = s2 + (T - n) * dt  # Var X_t when T − n steps are left
STARTED, INSIDE = Domain((sp.Ge(T, n),)), Domain((sp.Ge(T, n + 1),))


def sampler(name: str, first: Normal, noise: Normal) -> Derivation:
    """``X̂ ← slope · X̂ + noise``, n times from the law ``first``, for n ≤ T."""
    moved = tex(slope.xreplace({n: n - 1}))
    steps = rf"{moved}\,\hat X_{{1-(n-1)\Delta t}} + \varepsilon_n"
    added = Normal(0, in_steps(noise.variance.xreplace({n: n - 1})))
    laws = rf"\hat X_1 \sim {first.tex()},\; \varepsilon_n \sim {added.tex()}"
    shown = rf"\begin{{aligned}}[t] & {steps}, \\[0.4em] & {laws} \end{{aligned}}"
    return Derivation(
        name,
        r"\hat X_{1-n\Delta t}",
        Recursion(first, Normal(0, v).scaled(slope).plus(noise), v, n, shown, start=0),
        because="the conditional mean, then a noise of its own",
        where=STARTED,
        rests=(step,),
    )


noisy = (
    sampler("noisy", Normal(0, 1), Normal(0, dt))
    .by_induction(
        Normal(
            0,
            (left / (s2 + T * dt)) ** 2
            + dt * sp.Sum((left / (s2 + j * dt)) ** 2, (j, T - n, T - 1)),
        ),
        on=n,
        start=0,
        where=INSIDE,
        because="each later step shrinks what is there, and adds one more noise",
    )
    .at({n: T}, because="all $T$ steps done")
    .at({T: 1 / dt}, because="the steps use up the time: $T = 1/\\Delta t$")
    .riemann(
        RiemannSum((s2 / (s2 + u)) ** 2, u, -(s2**2) / (s2 + u), dt, j, 1 / dt, rest=kept),
        Normal(0, Enclosure(kept + s2 / (s2 + 1), kept + s2 / (s2 + 1) + dt * (1 - kept))),
        because="the sum is a left Riemann sum of a falling function",
    )
    .approximates(Normal(0, s2), when=SHEET, because="both ends are $\\sigma^2$ to leading order")
)
limit = (
    Derivation("limit", r"\hat X_0", noisy.line(4))
    .tends_to(
        Normal(0, s2 * (1 + 2 * s2) / (1 + s2) ** 2),
        when=STEPS_TO_ZERO,
        because="the two ends close up",
    )
    .equals(
        Normal(0, s2 - s2**3 / (1 + s2) ** 2),
        because="take it off $\\sigma^2$, to see what is missing",
    )
)
# --8<-- [end:derivation]

# --8<-- [start:finite]
final = limit.line(1).variance
rule = RiemannSum(
    (s2 / (s2 + u)) ** 2,
    u,
    -(s2**2) / (s2 + u),
    dt,
    j,
    1 / dt,
    rest=kept - final,
    second_order=True,
)
bend = dt**2 / 8 * (2 / s2 - 2 * s2**2 / (s2 + 1) ** 3)
rate = (
    Derivation(
        "rate",
        r"\operatorname{Var} \hat X_0 - \lim_{\Delta t \to 0} \operatorname{Var} \hat X_0",
        noisy.line(3).variance - final,
        where=Domain(whole=(1 / dt,)),
    )
    .riemann(
        rule,
        Enclosure(dt / 2 * (1 - kept), dt / 2 * (1 - kept) + bend),
        because="the trapezoidal rule exceeds the integral of a convex function by little",
    )
    .approximates(
        dt / 2 * (1 - kept),
        when=STEPS_TO_ZERO,
        because="the rest is of second order in $\\Delta t$",
    )
)
# --8<-- [end:finite]

# --8<-- [start:exact]
drawn = Normal(0, in_steps(step.value.variance.xreplace({k: T - n})))
exact_noise = (
    sampler("exact_noise", Normal(0, 1), drawn)
    .by_induction(
        Normal(0, left - (left / (s2 + T * dt)) ** 2 * (s2 + T * dt - 1)),
        on=n,
        start=0,
        where=INSIDE,
        because="what is missing from the true variance is only scaled",
    )
    .at({n: T}, because="all $T$ steps done")
    .at({T: 1 / dt}, because="$T = 1/\\Delta t$")
    .equals(Normal(0, final), because="the limit of the sampler above, now for every $T$")
)
exact_start = (
    sampler("exact_start", Normal(0, s2 + T * dt), drawn)
    .by_induction(
        Normal(0, left), on=n, start=0, where=INSIDE, because="the true variance stays the true one"
    )
    .at({n: T}, because="the law of the data, for every $T$")
)
gone = Derivation(
    "gone",
    r"\sigma^2 - \operatorname{Var} \hat X_0",
    sp.Add(s2, -exact_start.result.variance, evaluate=False),
).equals(0, because="nothing is missing")
quarter = Derivation("quarter", r"\lim_{\Delta t \to 0} \operatorname{Var} \hat X_0", final).at(
    {s2: sp.Rational(1, 4)}, because="against $\\sigma^2 = 1/4$ for the data"
)
missing = (
    Derivation(
        "missing", r"\sigma^2 - \lim_{\Delta t \to 0} \operatorname{Var} \hat X_0", s2 - final
    )
    .equals(s2**3 / (1 + s2) ** 2, because="the price of starting from $\\mathcal N(0, 1)$")
    .at({s2: sp.Rational(1, 4)}, because="at $\\sigma^2 = 1/4$")
    .equals(
        sp.Add(sp.Rational(1, 4), -quarter.result, evaluate=False),
        because="the variance of the data, less the limit there",
    )
)
# --8<-- [end:exact]


@check("carry the weight of each noise through the steps, in rational numbers")
def weights(finite: Any) -> Iterator[Pair]:
    for s in (Fraction(1, 10), Fraction(1, 4), Fraction(1), Fraction(7, 3)):
        for steps in range(1, 10):
            d = Fraction(1, steps)
            # X̂ = w₀ X̂₁ + w₁ ε₁ + …, all independent, X̂₁ of variance 1 and ε of variance Δt.
            carried = [Fraction(1)]
            for done in range(steps, 0, -1):
                earlier = s + sum(d for _ in range(done - 1))
                carried = [w * earlier / (earlier + d) for w in carried] + [Fraction(1)]
            found = carried[0] ** 2 + sum(w**2 * d for w in carried[1:])
            yield exact(finite.mean, {s2: s, dt: d}, 0)
            yield exact(finite.variance, {s2: s, dt: d}, found)


def chain(s: Fraction, steps: int, late: bool) -> flint.arb:
    """Var X̂₀ as a ball; the noise comes after each step, or before it (``late=False``)."""
    start, d = flint.arb(s.numerator) / s.denominator, flint.arb(1) / steps
    reached = flint.arb(1)
    for done in range(steps, 0, -1):
        factor = (start + (done - 1) * d) / (start + done * d)
        reached = reached * factor**2 + d if late else (reached + d) * factor**2
    return reached


@check("noise before each step is too little, after it too much: close the limit in between")
def both_orders(limit: Any) -> Iterator[Pair]:
    for s in (Fraction(1, 10), Fraction(1, 4), Fraction(3)):
        for steps in (50, 1000):
            yield enclosed(limit.variance, {s2: s}, chain(s, steps, False), chain(s, steps, True))


@check("simulate the sampler with $T = 20$ steps")
def simulation(finite: Any) -> Iterator[Pair]:
    size, steps, s = 40_000, 20, 0.25
    for seed in (1, 2, 3):
        dice = np.random.default_rng(seed)
        state = dice.standard_normal(size)
        for done in range(steps, 0, -1):
            earlier, now = s + (done - 1) / steps, s + done / steps
            state = earlier / now * state + dice.normal(0, sqrt(1 / steps), size)
        found = float(np.mean(state**2))
        at = {s2: Fraction(1, 4), dt: Fraction(1, steps)}
        yield estimated(finite.variance, at, found, found * sqrt(2 / size), seed)


@check(r"run finer and finer chains for smaller and smaller $\sigma^2$")
def into_the_regime(small: Any) -> Iterator[Pair]:
    for place in range(1, 5):
        s, steps = Fraction(1, 4**place), 16**place
        at = {s2: s, dt: Fraction(1, steps)}
        yield approaching(small.variance, at, chain(s, steps, True))


part = Part(
    "1e",
    "The noisy sampler",
    "The law of $\\hat X_0$ when a fresh $\\mathcal N(0, \\Delta t)$ follows every mean.",
    derivations=(noisy, limit, rate, exact_noise, exact_start, gone, missing, quarter),
    boxes=(
        Box("finite", r"\hat X_0", noisy, line=3),
        Box("limit", r"\hat X_0 \text{ for } \Delta t \to 0", limit, line=1),
        Box("small", r"\hat X_0", noisy, form="approximate"),
    ),
    checks=(weights, both_orders, simulation, into_the_regime),
    decoys=(
        Decoy("finite", Normal(0, kept + 1), "the noise added up and never shrunk"),
        Decoy(
            "finite",
            Normal(0, kept + dt * sp.Sum((s2 / (s2 + j * dt)) ** 2, (j, 1, 1 / dt))),
            "the sum moved by one step: noise before the step",
        ),
        Decoy(
            "finite",
            Normal(0, kept + dt * sp.Sum(s2 / (s2 + j * dt), (j, 0, 1 / dt - 1))),
            "the factors not squared",
        ),
        Decoy("limit", Normal(0, s2 / (s2 + 1)), "the start’s share dropped"),
        Decoy("limit", Normal(0, s2), "the start taken for the true law"),
        Decoy("small", Normal(0, s2 + s2**2), "$\\sigma^4$ kept from one term of two"),
        Decoy("small", Normal(0, s2 * (1 - s2)), "one of two terms dropped"),
        Decoy("small", Normal(0, s2**2), "the noise forgotten, as in 1d"),
    ),
)
