# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The samplers against theory
#
# The parts of problem 1 prove what the forward process and the three samplers do. Here we run them
# with random numbers and look whether the numbers agree. A simulation shares no algebra with a
# proof: if a derivation had lost a factor, the two would part company here.
#
# Every value called *proved* below is read from the boxed answer of its part, never typed again.
# Every simulated value comes with its standard error, and with
#
# $$z = \frac{\text{simulated} - \text{proved}}{\text{standard error}} .$$
#
# If the proof is right, $z$ behaves like a draw from $\mathcal N(0, 1)$: seldom beyond ±2, hardly
# ever beyond ±4.

# %%
from statistics import NormalDist

import numpy as np
import sympy as sp
from IPython.display import Markdown

from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion.notation import T, dt, k, s2, t, x
from solutions.web import figures
from solutions.web.figures import BLUE, GREEN, GREY, ORANGE, PURPLE

proved = {
    "1a law": s2 + 1,
    "1b now": s2 + t,
    "1c slope": c.part.box("law").value.mean / x,
    "1c variance": c.part.box("variance").value,
    "1d law": d.part.box("law").value.variance,
    "1e law": (s2 / (s2 + 1)) ** 2
    + dt * sp.Sum((s2 / (s2 + k * dt)) ** 2, (k, 0, T - 1)),
    "1e limit": s2 * (1 + 2 * s2) / (1 + s2) ** 2,
    "1f g": s2 / (s2 + t),
    "1g exact": (s2 + sp.sqrt(t * (t - dt))) / (s2 + t),
    "1g half": 1 - dt / (2 * (s2 + t)),
    "1h law": s2 / (s2 + 1),
}

# %% [markdown]
# ## Setting
#
# The sheet asks for $0 < \Delta t \ll \sigma^2 \ll 1$. We take $\sigma^2 = 1/10$ and
# $\Delta t = 1/100$, so $T = 100$ steps: small enough for the approximations to be good, large
# enough for their errors to be seen. The seed is fixed, so this page always shows the same numbers.

# %%
SIGMA2, DT = sp.Rational(1, 10), sp.Rational(1, 100)
STEPS = int(1 / DT)
PATHS = 100_000
random = np.random.default_rng(20260101)
times = np.arange(STEPS + 1) / STEPS


def value(name, **at):
    """The proved expression as a number, at this notebook's σ² and Δt."""
    letters = {s2: SIGMA2, dt: DT, T: STEPS, t: at.get("t", 1)}
    return float(proved[name].subs(letters).doit())


def variance(sample):
    """The sample variance and its standard error, for Gaussian data: v √(2/(n − 1))."""
    estimate = sample.var(ddof=1)
    return estimate, estimate * np.sqrt(2 / (sample.size - 1))


rows = []


def compare(part, what, exact, simulated, error):
    """Keep a comparison for the table at the end and say how it went."""
    z = (simulated - exact) / error
    rows.append((part, what, exact, simulated, error, z))
    print(
        f"{part}  proved {exact:.6f}   simulated {simulated:.6f} ± {error:.6f}   z = {z:+.2f}"
    )


# %% [markdown]
# ## The forward process: 1a and 1b
#
# Noise of variance $\Delta t$ is added $T$ times. We keep every state of every path, because the
# next part needs neighbours in time.

# %%
forward = np.empty((STEPS + 1, PATHS))
forward[0] = random.normal(0, np.sqrt(float(SIGMA2)), PATHS)
for step in range(STEPS):
    forward[step + 1] = forward[step] + random.normal(
        0, np.sqrt(float(DT)), PATHS
    )

compare("1a", r"variance of $X_1$", value("1a law"), *variance(forward[-1]))
compare(
    "1b",
    r"variance of $X_{1/2}$",
    value("1b now", t=DT * 50),
    *variance(forward[50]),
)
compare(
    "1b",
    r"variance of $X_{1/2-\Delta t}$",
    value("1b now", t=DT * 49),
    *variance(forward[49]),
)

# %% tags=["figure"]
axes = figures.axes("time t", "variance of Xₜ")
axes.plot(
    [0, 1],
    [value("1b now", t=s) for s in (0, 1)],
    color=BLUE,
    label="proved (1b): σ² + t",
)
some = np.arange(0, STEPS + 1, 10)
estimates = np.array([variance(forward[i]) for i in some])
axes.plot(times[some], estimates[:, 0], "o", color=ORANGE, label="simulated")
axes.set_ylim(0)
figures.show(
    axes,
    name="forward-variance",
    title="The variance of the forward process grows by Δt in every step.",
    alt="A straight line rises from σ² = 0.1 at t = 0 to 1.1 at t = 1; all eleven simulated "
    "variances lie on it.",
    legend="upper left",
)

# %% [markdown]
# ## One step back: 1c
#
# Given $X_t = x$, where was the path one step earlier? For jointly Gaussian variables the
# conditional mean is a straight line in $x$, so a least-squares line through simulated pairs
# $(X_t, X_{t-\Delta t})$ has the proved slope, and the scatter about it has the proved variance.


# %%
def regression(later, earlier):
    """Slope through the origin with its standard error, and the residuals."""
    slope = later @ earlier / (later @ later)
    residuals = earlier - slope * later
    return slope, np.sqrt(residuals.var(ddof=1) / (later @ later)), residuals


for step in (10, 50):
    at = float(times[step])
    slope, error, residuals = regression(forward[step], forward[step - 1])
    compare(
        "1c",
        f"slope at $t = {at}$",
        value("1c slope", t=DT * step),
        slope,
        error,
    )
    exact = value("1c variance", t=DT * step)
    compare("1c", f"variance at $t = {at}$", exact, *variance(residuals))

# %% [markdown]
# The sheet simplifies the conditional variance to $\Delta t$. The next figure shows what that
# neglects: the true variance is smaller by the factor $1 - \Delta t/(\sigma^2+t)$. Near $t = 0$ the
# shortfall is about $\Delta t/\sigma^2$, here a tenth; later it fades.

# %% tags=["figure"]
axes = figures.axes("time t", "conditional variance / Δt")
fine = np.linspace(float(DT), 1, 80)
axes.plot(
    fine,
    [value("1c variance", t=s) * STEPS for s in fine],
    color=BLUE,
    label="proved (1c)",
)
axes.axhline(1, color=GREY, linestyle="--", label="approximation Δt")
some = np.array([1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
found = [variance(regression(forward[i], forward[i - 1])[2]) for i in some]
estimates, errors = np.array(found).T * STEPS
axes.errorbar(
    times[some],
    estimates,
    2 * errors,
    fmt="o",
    color=ORANGE,
    label="simulated ± 2 s.e.",
)
figures.show(
    axes,
    name="conditional-variance",
    title="The variance of the step back, in units of Δt.",
    alt="The proved curve starts at 0.91 near t = 0 and rises towards the dashed line at 1, which "
    "it nearly reaches at t = 1; simulated points with error bars lie on the curve.",
    legend="lower right",
)

# %% [markdown]
# ## Three samplers: 1d, 1e, 1h
#
# All three start from $\hat X_1 \sim \mathcal N(0, 1)$ and walk back to time 0. They differ in one
# line each:
#
# * **1d** moves to the conditional mean and adds nothing;
# * **1e** does the same and adds noise of variance $\Delta t$;
# * **1h** takes the step of [1g](#the-ddim-step-1g), which is about half as long, and adds nothing.


# %%
def sample(step, noise=False):
    """Walk PATHS points from N(0, 1) at t = 1 back to t = 0, by factors step(t)."""
    here = random.normal(0, 1, PATHS)
    for number in range(STEPS, 0, -1):
        here = step(times[number]) * here
        if noise:
            here = here + random.normal(0, np.sqrt(float(DT)), PATHS)
    return here


def factor(name):
    """The proved factor of one step, as a fast function of t."""
    return sp.lambdify(t, proved[name].subs({s2: SIGMA2, dt: DT}))


mean_only = sample(factor("1c slope"))
noisy = sample(factor("1c slope"), noise=True)
ddim = sample(factor("1g half"))

compare("1d", r"variance of $\hat X_0$", value("1d law"), *variance(mean_only))
compare("1e", r"variance of $\hat X_0$", value("1e law"), *variance(noisy))

# %% [markdown]
# For 1h the box gives the law as $\Delta t \to 0$. With 100 steps the variance is still off by
# about $\Delta t/(4(\sigma^2+1)^2)$, more than the standard error. So we compare with the limit
# plus that first correction, and look at the correction itself further down.

# %%
correction = float(DT / (4 * (SIGMA2 + 1) ** 2))
compare(
    "1h",
    r"variance of $\hat X_0$",
    value("1h law") + correction,
    *variance(ddim),
)

# %% tags=["figure"]
axes = figures.axes("x", "density")
edges = np.linspace(-1.2, 1.2, 61)
grid = np.linspace(-1.2, 1.2, 121)
data = np.exp(-(grid**2) / (2 * float(SIGMA2))) / np.sqrt(
    2 * np.pi * float(SIGMA2)
)
axes.plot(grid, data, color=GREY, linestyle="--", label="data, N(0, σ²)")
for points, colour, label in (
    (mean_only, ORANGE, "1d mean only"),
    (noisy, BLUE, "1e with noise"),
    (ddim, GREEN, "1h DDIM"),
):
    heights, _ = np.histogram(points, edges, density=True)
    axes.stairs(heights, edges, color=colour, label=label)
axes.set_ylim(0, 3)
figures.show(
    axes,
    name="three-samplers",
    title="What the three samplers return, beside the data.",
    alt="The histograms of 1e and 1h follow the dashed bell curve of the data; that of 1d is a "
    "narrow spike, about three times as tall, cut off at the top of the figure.",
    legend="upper right",
)

# %% [markdown]
# It is tempting to read 1d as “without noise a sampler collapses”. But 1h adds no noise either, and
# it does not collapse. The length of the step decides.
#
# ## A network learns the posterior mean: 1f
#
# In practice $\sigma^2$ is unknown; there are only samples $s_1, \dots, s_n$. Part 1f trains a
# network on pairs made from them: draw $s$, $t$ and $\varepsilon$, set
# $x_t = s + \sqrt t\,\varepsilon$, and ask the network for $s$ by least squares. The label is the
# clean sample. It cannot be $g(x_t, t)$: that is the very function we do not know.
#
# Our network is a small one: random features $\tanh(a x + b \sqrt t + c)$ and $x/(t + d)$-like
# slopes with fixed random coefficients, and a trained last layer. Its best weights come from one
# linear system, so nothing here depends on how well an optimiser was tuned.

# %%
clean = random.normal(
    0, np.sqrt(float(SIGMA2)), 20_000
)  # all that the fit may know
weights = random.normal(0, (2, 2, 1), (120, 3))


def features(x, t):
    """Random features of (x, t), shape (n, 120), and products of x with functions of √t."""
    root = np.sqrt(t)
    hidden = np.tanh(np.stack([x, root, np.ones_like(x)], 1) @ weights.T)
    return np.concatenate([hidden, x[:, None] * hidden], 1)


def batch(size):
    """Inputs (x_t, t) and labels s, made from the samples alone."""
    s, t = random.choice(clean, size), random.uniform(0, 1, size)
    return s + np.sqrt(t) * random.normal(0, 1, size), t, s


inputs, at, label = batch(200_000)
matrix = features(inputs, at)
last_layer = np.linalg.solve(
    matrix.T @ matrix + 1e-3 * np.eye(240), matrix.T @ label
)

# %% [markdown]
# How good is it? Against fresh data no function can have a smaller mean squared error than
# $g(x,t) = \mathrm E[X_0 \mid X_t = x]$. The excess of the network over $g$ is
# $\mathrm E\,(\text{net} - g)^2$, and the loss of $g$ itself is the average of
# $\operatorname{Var}(X_0 \mid X_t) = \sigma^2 t/(\sigma^2 + t)$ over $t$.

# %%
g = sp.lambdify((x, t), proved["1f g"].subs(s2, SIGMA2) * x)
s = random.normal(0, np.sqrt(float(SIGMA2)), PATHS)
at = random.uniform(0, 1, PATHS)
noised = s + np.sqrt(at) * random.normal(0, 1, PATHS)
network = features(noised, at) @ last_layer
losses = (g(noised, at) - s) ** 2
least = float(sp.integrate(SIGMA2 * t / (SIGMA2 + t), (t, 0, 1)))
compare(
    "1f",
    r"loss of $g$",
    least,
    losses.mean(),
    losses.std(ddof=1) / np.sqrt(PATHS),
)
print(
    f"loss of the network {((network - s) ** 2).mean():.5f}, of g {losses.mean():.5f}"
)
print(
    f"mean square of network − g: {((network - g(noised, at)) ** 2).mean():.1e}"
)

# %% tags=["figure"]
axes = figures.axes("x", "guess of X₀")
grid = np.linspace(-1, 1, 41)
for moment, colour in ((0.02, BLUE), (0.2, GREEN), (0.8, PURPLE)):
    axes.plot(grid, g(grid, moment), color=colour, label=f"g at t = {moment}")
    fitted = features(grid, np.full_like(grid, moment)) @ last_layer
    axes.plot(grid[::4], fitted[::4], "o", color=colour)
figures.show(
    axes,
    name="posterior-mean",
    title="The trained network (dots) and the posterior mean g (lines).",
    alt="Three straight lines through the origin, steep at t = 0.02, flatter at 0.2 and nearly "
    "flat at 0.8; the dots of the trained network lie on them.",
    legend="upper left",
)

# %% [markdown]
# ## The DDIM step: 1g
#
# The step can be written in three ways. First as the sheet has it, a fraction
# $\eta = \sqrt t/(\sqrt{t-\Delta t}+\sqrt t)$ of the conditional mean step. Then in closed form.
# Then, for $\Delta t \ll t$, with $\eta \approx 1/2$. A fourth way is that of the DDIM paper:
# estimate the clean point by $g$, and scale what is left by $\sqrt{(t-\Delta t)/t}$.

# %%
later = times[1:]
step_mean = factor("1c slope")(later) - 1
eta = np.sqrt(later) / (np.sqrt(later - float(DT)) + np.sqrt(later))
by_eta = 1 + eta * step_mean
closed = factor("1g exact")(later)
clean_guess = g(1.0, later)
song = clean_guess + np.sqrt((later - float(DT)) / later) * (1 - clean_guess)
half = factor("1g half")(later)
print(f"fraction η against closed form   {abs(by_eta / closed - 1).max():.1e}")
print(f"DDIM paper against closed form   {abs(song / closed - 1).max():.1e}")
print(f"half step against closed form    {abs(half / closed - 1).max():.1e}")

# %% [markdown]
# The first two differences are rounding. The third is real, and the figure shows where it lives: at
# the last few steps before $t = 0$, where $\Delta t \ll t$ fails. Elsewhere it falls off as
# $\Delta t^2/(8 t (\sigma^2 + t))$, the next term of the expansion of $\eta$.

# %% tags=["figure"]
axes = figures.axes("time t", "relative difference")
axes.loglog(
    later,
    abs(half / closed - 1),
    "o",
    color=ORANGE,
    markersize=3,
    label="half step",
)
predicted = float(DT) ** 2 / (8 * later * (float(SIGMA2) + later))
axes.loglog(later, predicted, color=BLUE, label="Δt² / (8t(σ² + t))")
figures.show(
    axes,
    name="half-step",
    title="How far the half step is from the exact DDIM step.",
    alt="On logarithmic axes the difference falls from about 0.04 at t = 0.01 to about 0.00001 at "
    "t = 1; from t = 0.05 on it lies on the predicted curve, before that above it.",
    legend="lower left",
)

# %% [markdown]
# ## How many steps are enough: 1h
#
# The samplers are linear, so their finite-$T$ variance needs no random numbers: multiply the
# factors. With the half step the variance approaches $\sigma^2/(\sigma^2+1)$ from above, with an
# error of $\Delta t/(4(\sigma^2+1)^2)$. With the exact $\eta$ it approaches from *below*, and more
# slowly: the error is $\Delta t \ln(1/\Delta t)/(4(\sigma^2+1))$, to leading order.


# %%
def final_variance(name, steps):
    """Variance at t = 0 from N(0, 1) at t = 1, after `steps` noise-free steps."""
    one_step = sp.lambdify((t, dt), proved[name].subs(s2, SIGMA2))
    return np.prod(one_step(np.arange(1, steps + 1) / steps, 1 / steps)) ** 2


counts = 2 ** np.arange(4, 15)
limit = value("1h law")
above = np.array([final_variance("1g half", n) for n in counts]) - limit
below = limit - np.array([final_variance("1g exact", n) for n in counts])
print(f"half step, T = {counts[-1]}: error/Δt = {above[-1] * counts[-1]:.4f}")
print(f"predicted: {1 / (4 * (float(SIGMA2) + 1) ** 2):.4f}")

# %% tags=["figure"]
axes = figures.axes(
    "number of steps T", "distance of the variance from its limit"
)
axes.loglog(counts, above, "o", color=ORANGE, label="half step, above")
axes.loglog(counts, below, "s", color=GREEN, label="exact η, below")
axes.loglog(counts, 1 / (4 * (float(SIGMA2) + 1) ** 2) / counts, color=ORANGE)
axes.loglog(
    counts, np.log(counts) / (4 * (float(SIGMA2) + 1)) / counts, color=GREEN
)
figures.show(
    axes,
    name="finite-steps",
    title="Errors of the DDIM sampler's variance (dots) and their leading terms (lines).",
    alt="Both errors fall nearly as 1/T. The half step's lie on their line; those of the exact "
    "step are about ten times larger at T = 16384 and approach their line from below.",
    legend="lower left",
)

# %% [markdown]
# ## All comparisons

# %% tags=["figure"]
table = [
    "| part | quantity | proved | simulated | z |",
    "|:--|:--|--:|--:|--:|",
]
for part, what, exact, simulated, error, z in rows:
    table.append(
        f"| {part} | {what} | {exact:.5f} | {simulated:.5f} ± {error:.5f} | {z:+.2f} |"
    )
Markdown("\n".join(table))

# %% [markdown]
# If one of them were further out than chance allows, this page would not have been built. The limit
# leaves the whole table one chance in ten thousand of a false alarm.

# %%
limit = NormalDist().inv_cdf(1 - 1e-4 / (2 * len(rows)))
worst = max(rows, key=lambda row: abs(row[-1]))
if abs(worst[-1]) > limit:
    raise ArithmeticError(
        f"{worst[0]}, {worst[1]}: |z| = {abs(worst[-1]):.1f} exceeds {limit:.1f}"
    )
print(
    f"{len(rows)} comparisons, largest |z| = {abs(worst[-1]):.2f}, limit {limit:.2f}"
)

# %% [markdown]
# ## What this shows
#
# Simulation and proof agree within the standard error for every law of 1a to 1h, and where the
# sheet approximates, the neglected terms are seen at the size that theory gives them. Noise is not
# what keeps a sampler from collapsing: the half-length step of DDIM keeps nearly the right spread
# without any, while the full conditional-mean step shrinks everything to $\sigma^2/(\sigma^2+1)$.
