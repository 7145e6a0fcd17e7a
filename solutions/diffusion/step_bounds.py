"""What one step of 1h takes off the ideal factor, or adds to it, bounded so that sums telescope."""

import sympy as sp

from solutions.author import Derivation, Telescope, family
from solutions.diffusion.notation import dt, k, s2

now, then = s2 + k * dt, s2 + (k - 1) * dt  # Var X_t and Var X_{t−Δt} for t = kΔt
root, earlier = sp.sqrt(k), sp.sqrt(k - 1)
lost = s2 * dt * (root - earlier) ** 2 / (now * then)
gain = dt**2 / (4 * now * then)

u = family("u", "u_{{{0}}}", "what a step takes off the ideal factor")
w = family("w", "w_{{{0}}}", "what a step of the simple sampler adds to it")

# --8<-- [start:uniform]
loss = (
    Derivation(
        "loss",
        u(k),
        lost,
        because="what step $k$ takes off the ideal factor, squared",
    )
    .equals(
        s2 * dt / ((root + earlier) ** 2 * now * then),
        because="$(\\sqrt k - \\sqrt{k-1})(\\sqrt k + \\sqrt{k-1}) = 1$",
        name="difference_of_squares",
    )
    .at_most(dt / (k * now), because="drop $\\sqrt{k-1}$ and $(k-1)\\Delta t$", name="drop_terms")
    .at_most(
        sp.sqrt(dt / s2) / (2 * k ** sp.Rational(3, 2)),
        because="$a^2 + b^2 \\ge 2ab$",
        name="mean_inequality",
        gap=sp.sqrt(dt / s2)
        * (sp.sqrt(s2) - sp.sqrt(k * dt)) ** 2
        / (2 * k ** sp.Rational(3, 2) * now),
    )
    .at_most(
        2 * sp.sqrt(dt / s2) * (1 / root - 1 / sp.sqrt(k + 1)),
        because="a difference, so that the sum telescopes",
        name="telescope",
        gap=sp.sqrt(dt / s2)
        * (2 * (k - 1) + sp.sqrt(k + 1) / (root + sp.sqrt(k + 1)))
        / (2 * k * root * sp.sqrt(k + 1) * (root + sp.sqrt(k + 1))),
    )
)
small_loss = Telescope(
    loss,
    2 * sp.sqrt(dt / s2) / sp.sqrt(k + 1),
    2 * sp.sqrt(dt / s2) * (1 - sp.sqrt(dt / (1 + dt))),
)
# --8<-- [end:uniform]

# --8<-- [start:simple]
excess = Derivation(
    "excess",
    w(k),
    gain,
    because="what step $k$ of the simple sampler adds",
).equals(dt / 4 * (1 / then - 1 / now), because="partial fractions", name="partial_fractions")
gained = Telescope(excess, dt / 4 / now, dt / 4 / s2 / (s2 + 1))
# --8<-- [end:simple]

# --8<-- [start:logarithmic]
above = (
    loss.onward("above", "difference_of_squares")
    .at_most(
        dt / s2 / (root + earlier) ** 2,
        because="both factors below are at least $\\sigma^2$",
        name="data_variance",
    )
    .at_most(
        dt / s2 / (4 * k - 3),
        because="$(\\sqrt k + \\sqrt{k-1})^2 \\ge 4k - 3$",
        name="roots",
        gap=dt / s2 * 2 * earlier / ((4 * k - 3) * (root + earlier) ** 3),
    )
    .at_most(
        dt / s2 * (sp.log((k + 1) / k) / 4 + sp.Rational(7, 4) * (1 / k - 1 / (k + 1))),
        because="$\\log y \\ge 1 - 1/y$",
        name="logarithm",
    )
)
below = (
    loss.onward("below", "difference_of_squares")
    .at_least(
        s2 * dt / ((root + earlier) ** 2 * now**2),
        because="the later variance twice",
        name="later_variance",
    )
    .at_least(
        s2 * dt / (4 * k * now**2),
        because="$(\\sqrt k + \\sqrt{k-1})^2 \\le 4k$",
        name="roots",
        gap=s2 * dt * ((root - earlier) ** 2 + 2) / (4 * k * (root + earlier) ** 2 * now**2),
    )
    .at_least(dt / 4 / s2 * (1 / k - 2 * dt / s2), because="$1/(1+a)^2 \\ge 1 - 2a$", name="linear")
    .at_least(
        dt / 4 / s2 * (sp.log((k + 1) / k) - 2 * dt / s2),
        because="$\\log y \\le y - 1$",
        name="logarithm",
    )
)
most = Telescope(
    above,
    dt / s2 * (-sp.log(k + 1) / 4 + sp.Rational(7, 4) / (k + 1)),
    dt / s2 * (sp.log(1 / dt + 1) / 4 + sp.Rational(7, 4) / (1 + dt)),
)
least = Telescope(
    below,
    -dt / 4 / s2 * (sp.log(k + 1) - 2 * k * dt / s2),
    dt / 4 / s2 * (sp.log(1 / dt + 1) - 2 / s2),
)
# --8<-- [end:logarithmic]
