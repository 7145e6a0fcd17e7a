"""1h  All T DDIM steps from N(0, 1): the law of X̂₀, and N(0, σ²)."""

import sympy as sp

from solutions.author import (
    Box,
    Decoy,
    Derivation,
    Domain,
    Enclosure,
    Normal,
    Part,
    PositiveRoot,
    ProductBounds,
    difference,
    family,
    ratio,
    variance,
)
from solutions.author import limit as lim
from solutions.diffusion import ddim_runs as runs
from solutions.diffusion import g_ddim_step as g
from solutions.diffusion import step_bounds as bounds
from solutions.diffusion.notation import (
    LOG_STEPS,
    SHEET,
    STEPS_TO_ZERO,
    T,
    X_hat,
    dt,
    in_steps,
    k,
    s2,
    t,
    x,
)
from solutions.diffusion.step_bounds import gain, lost

# --8<-- [start:derivation]
step = g.part.use("closed", {t: k * dt})
target = s2 / (s2 + 1)

shrink = (
    Derivation(
        "shrink",
        variance(X_hat(1 - T * dt)),
        sp.Product(in_steps(step.value / x) ** 2, (k, 1, T)),
        because="from variance 1, one squared factor for each time $t = k\\,\\Delta t$",
        rests=(step,),
    )
    .by_induction(
        s2 / (s2 + T * dt) * sp.Product(1 - lost, (k, 1, T)),
        on=T,
        because="each step is the ideal one, less a little",
        name="ideal_less_loss",
    )
    .at({T: 1 / dt}, because="$T = 1/\\Delta t$", name="time_used_up")
)

most = bounds.small_loss.total
law = (
    Derivation(
        "law",
        X_hat(0),
        Normal(0, shrink.result),
        because="a Gaussian times a number",
        rests=(shrink,),
    )
    .product_bounds(
        ProductBounds(target, lost, k, 1 / dt, most=bounds.small_loss, falling=True),
        Normal(0, Enclosure(target * (1 - most), target)),
        because="together the steps take off at most the sum of the $u_k$, and at least nothing",
        name="sum_of_losses",
    )
    .loosened(
        Normal(0, Enclosure(target * (1 - 2 * sp.sqrt(dt / s2)), target)),
        because="a simpler lower end",
        name="simpler_end",
    )
    .approximates(
        Normal(0, s2),
        when=SHEET,
        because="both ends are $\\sigma^2$ to leading order",
        name="leading_order",
    )
)
limit = law.onward("limit", "simpler_end").tends_to(
    Normal(0, target), when=STEPS_TO_ZERO, because="the two ends close up", name="ends_meet"
)
root = sp.sqrt(target)
factor = (
    law.onward(
        "factor",
        "simpler_end",
        of="variance",
        because="the start has variance 1, so this is the square of $\\hat X_0 / \\hat X_1$",
        where=Domain((dt <= s2 / 4,)),
    )
    .positive_root(
        Enclosure(root * (1 - 2 * sp.sqrt(dt / s2)), root),
        PositiveRoot(
            sp.Product(in_steps(step.value / x), (k, 1, 1 / dt)),
            square=shrink,
            gap=2 * target * sp.sqrt(dt * s2) * (s2 - 4 * dt) / (s2 * (s2 + 2 * sp.sqrt(dt * s2))),
        ),
        because="every factor is positive, and $(1-z)^2 \\le 1 - z$ for $0 \\le z \\le 1$",
        name="positive_root",
        called=ratio(X_hat(0), X_hat(1)),
    )
    .tends_to(root, when=STEPS_TO_ZERO, because="the two ends close up", name="ends_meet")
)
# --8<-- [end:derivation]

# --8<-- [start:cost]
quarter = limit.onward("quarter", of="variance").at(
    {s2: sp.Rational(1, 4)}, because="against $\\sigma^2 = 1/4$ for the data", name="at_quarter"
)
missing = (
    Derivation(
        "missing",
        difference(s2, lim(variance(X_hat(0)), STEPS_TO_ZERO.name)),
        s2 - target,
        rests=(limit,),
    )
    .equals(
        s2**2 / (s2 + 1),
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
# --8<-- [end:cost]

# --8<-- [start:half]
X_half = family("X̂ʰ", r"\hat X^{{\mathrm{{h}}}}_{{{0}}}", "state of the sampler by half steps")
simple = g.part.formula("small", {t: k * dt})
total = bounds.gained.total
FINE = Domain((dt <= s2,), whole=(1 / dt,))
half = (
    Derivation(
        "half",
        variance(X_half(1 - T * dt)),
        sp.Product((simple / x) ** 2, (k, 1, T)),
        because="the simple step at each time $t = k\\,\\Delta t$",
    )
    .by_induction(
        s2 / (s2 + T * dt) * sp.Product(1 + gain, (k, 1, T)),
        on=T,
        because="$(2a - \\Delta t)^2 = 4a\\,(a - \\Delta t) + \\Delta t^2$",
        name="ideal_and_gain",
    )
    .at({T: 1 / dt}, because="$T = 1/\\Delta t$", name="time_used_up")
)
half_law = (
    Derivation("half_law", X_half(0), Normal(0, half.result), where=FINE, rests=(half,))
    .product_bounds(
        ProductBounds(target, gain, k, 1 / dt, most=bounds.gained, least=bounds.gained),
        Normal(0, Enclosure(target * (1 + total), target / (1 - total))),
        because="here the sum of the $w_k$ is known exactly",
        name="sum_of_gains",
    )
    .loosened(
        Normal(0, Enclosure(target * (1 + total), target * (1 + total + 2 * total**2))),
        because="$1/(1-S) \\le 1 + S + 2S^2$ for $S \\le 1/2$",
        name="simpler_end",
    )
    .approximates(
        Normal(0, s2),
        when=SHEET,
        because="the same as with the exact $\\eta$",
        name="leading_order",
    )
)
half_rate = half_law.onward("half_rate", "simpler_end", of="variance").approximates(
    target + dt / 4 / (s2 + 1) ** 2,
    when=STEPS_TO_ZERO,
    because="the ends differ in second order",
    name="first_order",
)
# --8<-- [end:half]

# --8<-- [start:rate]
ORDER = Domain((dt <= s2**2 / (1 + s2**2),), whole=(1 / dt,))  # that is, T ≥ 1 + 1/σ⁴
most, least = bounds.most.total, bounds.least.total
plain_most = dt / s2 * (-sp.log(dt) / 4 + dt / 4 + sp.Rational(7, 4))
plain_least = dt / 4 / s2 * (-sp.log(dt) - 2 / s2)
rate = (
    law.onward("rate", "start", of="variance", where=ORDER)
    .product_bounds(
        ProductBounds(target, lost, k, 1 / dt, bounds.most, bounds.least, falling=True),
        Enclosure(target * (1 - most), target / (1 + least)),
        because="sharper bounds on the sum of the $u_k$, with logarithms",
        name="sum_of_losses",
    )
    .loosened(
        Enclosure(target * (1 - plain_most), target * (1 - plain_least + 2 * plain_least**2)),
        because="only $\\log \\Delta t$ is left",
        name="logarithm_left",
        gaps=(
            target * dt / s2 * ((dt - sp.log(1 + dt)) / 4 + 7 * dt / (4 * (1 + dt))),
            target * plain_least**2 * (1 + 2 * plain_least) / (1 + plain_least)
            + target * (dt / 4 / s2 * sp.log(1 + dt)) / ((1 + plain_least) * (1 + least)),
        ),
    )
    .approximates(
        target + dt * sp.log(dt) / 4 / (s2 + 1),
        when=LOG_STEPS,
        because="all else is of order $\\Delta t$, without the logarithm",
        name="leading_order",
    )
)
# --8<-- [end:rate]


part = Part(
    "1h",
    "The DDIM sampler",
    "The law of $\\hat X_0$ after all $T$ DDIM steps from $\\mathcal N(0, 1)$.",
    derivations=(
        *(bounds.loss, shrink, law, limit, factor, missing, quarter),
        *(bounds.excess, half, half_law, half_rate),
        *(bounds.above, bounds.below, rate),
    ),
    boxes=(
        Box("finite", shrink),
        Box("factor", factor),
        Box("limit", limit),
        Box("small", law),
    ),
    checks=(runs.recursion, runs.both_shares, runs.flow, runs.simulation, runs.into_the_regime),
    decoys=(
        Decoy("finite", target, "the limit taken for a finite number of steps"),
        Decoy(
            "finite", target * sp.Product(1 + gain, (k, 1, 1 / dt)), "one half taken for $\\eta$"
        ),
        Decoy("limit", Normal(0, root), "the factor taken for the variance"),
        Decoy("limit", Normal(0, target**2), "whole steps of the mean, as in 1d"),
        Decoy("limit", Normal(0, s2), "the start taken for the true law"),
        Decoy("factor", sp.sqrt(root), "the root taken twice"),
        Decoy("factor", target, "the variance taken for the factor, or the factor of 1d"),
        Decoy("small", Normal(0, sp.sqrt(s2)), "the standard deviation taken for the variance"),
        Decoy("small", Normal(0, s2**2), "no noise, so it must collapse"),
        Decoy("small", Normal(0, s2 + s2**2), r"$1/(\sigma^2 + 1)$ expanded with the wrong sign"),
        Decoy(
            "small",
            Normal(0, s2 - s2**2),
            r"right for $\Delta t \to 0$ first, but $\Delta t$ may outweigh $\sigma^4$",
        ),
    ),
)
