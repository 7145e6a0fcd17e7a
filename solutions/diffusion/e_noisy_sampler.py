"""1e  The sampler with fresh noise N(0, Δt) after every step: the law of X̂₀, and N(0, σ²)."""

from collections.abc import Iterator
from fractions import Fraction
from math import sqrt
from typing import Any

import flint
import numpy as np
import sympy as sp

from solutions.author import (
    Box,
    Combination,
    Decoy,
    Derivation,
    Domain,
    Enclosure,
    Name,
    Normal,
    Pair,
    Part,
    Recursion,
    RiemannSum,
    Term,
    approaching,
    check,
    difference,
    enclosed,
    estimated,
    exact,
    family,
    variance,
)
from solutions.author import limit as lim
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion.notation import (
    SHEET,
    STEPS_TO_ZERO,
    T,
    X_hat,
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

# --8<-- [start:derivation]
step_back = c.part.use("law", {t: k * dt})
slope = in_steps((step_back.value.mean / x).xreplace({k: T - n}))
kept = (s2 / (s2 + 1)) ** 2  # the share of the starting variance
left = s2 + (T - n) * dt  # Var X_t when T − n steps are left
STARTED, INSIDE = Domain((sp.Ge(T, n),)), Domain((sp.Ge(T, n + 1),))


def sampler(name: str, of: Name, noise: Name, first: Normal, spread: sp.Expr) -> Derivation:
    """``X̂ ← slope · X̂ + ε`` with ε ~ N(0, ``spread``), n times from ``first``, for n ≤ T."""
    now = of(1 - n * dt)
    step = Combination((Term(slope, now, Normal(0, v)), Term(1, noise(n + 1), Normal(0, spread))))
    return Derivation(
        name,
        now,
        Recursion(first, step, v, n, 0, now),
        because="the conditional mean, then a noise of its own",
        where=STARTED,
        rests=(step_back,),
    )


added = family("ε̂", r"\hat\varepsilon_{{{0}}}", "noise that the sampler adds after a step")
noisy = (
    sampler("noisy", X_hat, added, Normal(0, 1), dt)
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
        name="shrink_and_add",
    )
    .at({n: T}, because="all $T$ steps done", name="all_steps")
    .at({T: 1 / dt}, because="the steps use up the time: $T = 1/\\Delta t$", name="time_used_up")
    .riemann(
        RiemannSum((s2 / (s2 + u)) ** 2, u, -(s2**2) / (s2 + u), dt, j, 1 / dt, rest=kept),
        Normal(0, Enclosure(kept + s2 / (s2 + 1), kept + s2 / (s2 + 1) + dt * (1 - kept))),
        because="the sum is a left Riemann sum of a falling function",
        name="riemann_sum",
    )
    .approximates(
        Normal(0, s2),
        when=SHEET,
        because="both ends are $\\sigma^2$ to leading order",
        name="leading_order",
    )
)
limit = (
    noisy.onward("limit", "riemann_sum")
    .tends_to(
        Normal(0, s2 * (1 + 2 * s2) / (1 + s2) ** 2),
        when=STEPS_TO_ZERO,
        because="the two ends close up",
        name="ends_meet",
    )
    .equals(
        Normal(0, s2 - s2**3 / (1 + s2) ** 2),
        because="take it off $\\sigma^2$, to see what is missing",
        name="off_the_data",
    )
)
# --8<-- [end:derivation]

# --8<-- [start:finite]
end = variance(X_hat(0))
limiting = lim(end, STEPS_TO_ZERO.name)
final = limit.line("ends_meet").variance
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
        difference(end, limiting),
        noisy.line("time_used_up").variance - final,
        rests=(noisy.upto("time_used_up"), limit.upto("ends_meet")),
    )
    .riemann(
        rule,
        Enclosure(dt / 2 * (1 - kept), dt / 2 * (1 - kept) + bend),
        because="the trapezoidal rule exceeds the integral of a convex function by little",
        name="trapezoid",
    )
    .approximates(
        dt / 2 * (1 - kept),
        when=STEPS_TO_ZERO,
        because="the rest is of second order in $\\Delta t$",
        name="first_order",
    )
)
# --8<-- [end:finite]

# --8<-- [start:exact]
drawn = in_steps(step_back.value.variance.xreplace({k: T - n}))
X_cond = family("X̂ᶜ", r"\hat X^{{\mathrm{{c}}}}_{{{0}}}", "state with the conditional noise of 1c")
X_true = family("X̂ᵗ", r"\hat X^{{\mathrm{{t}}}}_{{{0}}}", "the same, started from the true law")
eps_cond = family(
    "ε̂ᶜ", r"\hat\varepsilon^{{\mathrm{{c}}}}_{{{0}}}", "the conditional noise of a step"
)
eps_true = family(
    "ε̂ᵗ", r"\hat\varepsilon^{{\mathrm{{t}}}}_{{{0}}}", "the same, in the other sampler"
)
exact_noise = (
    sampler("exact_noise", X_cond, eps_cond, Normal(0, 1), drawn)
    .by_induction(
        Normal(0, left - (left / (s2 + T * dt)) ** 2 * (s2 + T * dt - 1)),
        on=n,
        start=0,
        where=INSIDE,
        because="what is missing from the true variance is only scaled",
        name="scale_gap",
    )
    .at({n: T}, because="all $T$ steps done", name="all_steps")
    .at({T: 1 / dt}, because="$T = 1/\\Delta t$", name="time_used_up")
    .equals(
        Normal(0, final),
        because="the limit of the sampler above, now for every $T$",
        name="same_as_limit",
    )
)
exact_start = (
    sampler("exact_start", X_true, eps_true, Normal(0, s2 + T * dt), drawn)
    .by_induction(
        Normal(0, left),
        on=n,
        start=0,
        where=INSIDE,
        because="the true variance stays the true one",
        name="stays_true",
    )
    .at({n: 1 / dt, T: 1 / dt}, because="the law of the data, for every $T$", name="law_of_data")
)
gone = Derivation(
    "gone",
    difference(s2, variance(X_true(0))),
    sp.Add(s2, -exact_start.result.variance, evaluate=False),
    rests=(exact_start,),
).equals(0, because="nothing is missing", name="nothing_missing")
quarter = limit.onward("quarter", "ends_meet", of="variance").at(
    {s2: sp.Rational(1, 4)}, because="against $\\sigma^2 = 1/4$ for the data", name="at_quarter"
)
missing = (
    Derivation("missing", difference(s2, limiting), s2 - final, rests=(limit.upto("ends_meet"),))
    .equals(
        s2**3 / (1 + s2) ** 2,
        because="the price of starting from $\\mathcal N(0, 1)$",
        name="price_of_start",
    )
    .at({s2: sp.Rational(1, 4)}, because="at $\\sigma^2 = 1/4$", name="at_quarter")
    .equals(
        sp.Add(sp.Rational(1, 4), -quarter.result, evaluate=False),
        because="the variance of the data, less the limit there",
        name="data_less_limit",
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
        Box("finite", noisy, line="time_used_up"),
        Box("limit", limit, line="ends_meet"),
        Box("small", noisy),
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
