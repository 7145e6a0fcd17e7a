# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Samplers at scale
#
# [The samplers against theory](samplers.py) ran one setting. Here the samplers
# of [1d](../diffusion/d.md), [1e](../diffusion/e.md) and
# [1h](../diffusion/h.md) run with a million chains each, and with $T$ from 10 to
# 10 000 steps. Three questions:
#
# 1. Does the variance at the end agree with the box, for every $T$?
# 2. Would a wrong box have been noticed? Where not, how small is the effect?
# 3. How fast does the error of a finite $T$ fall: what is the order?
#
# Agreement is judged by the engine, exactly as in the
# [checks of a part](../how-it-works/index.md): all comparisons of this page share
# the failure budget of one part, and a miss stops the build.

# %%
from fractions import Fraction
from itertools import pairwise
from statistics import NormalDist

import flint
import mpmath
import numpy as np
import sympy as sp
from IPython.display import Markdown

from solutions.author import FAILURE_RATE, PARTS, estimated, judge
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion import h_ddim_sampler as h
from solutions.diffusion.notation import dt, s2, t, x
from solutions.figures import canvas
from solutions.figures.canvas import BLUE, GREEN, ORANGE


def variance_of(value):
    """A box is a law or its variance; this is the variance."""
    return getattr(value, "variance", value)


def boxed(module, name):
    """The variance that a part has proved and boxed."""
    return variance_of(module.part.box(name).value)


BOX = {"1d": (d, "law"), "1e": (e, "finite"), "1h": (h, "finite")}

# %% [markdown]
# ## The chains
#
# A step moves by a share $\eta$ of the way to the conditional mean. For 1d and 1e
# the share is 1; for 1h it is the $\eta$ of the sheet; 1e also adds noise of
# variance $\Delta t$. The conditional mean is read from the box of
# [1c](../diffusion/c.md).
#
# All chains of a block make a step at once, in place, in 32-bit numbers. A block
# is small enough to stay in the cache. Gaussian numbers are made from uniform ones
# by whole arrays, which is more than twice as fast here as NumPy's own generator,
# that makes them one by one. Nothing shortens the walk: each chain
# makes each of its $T$ steps, although 1d and 1h need nothing but the product of
# the factors. A chain that used this would use the proof.

# %%
SIGMA2, STEPS = Fraction(1, 10), (10, 100, 1000, 10_000)
MILLION, FEWER, BLOCK = 1_000_000, 50_000, 25_000
slope = sp.lambdify((t, dt, s2), c.part.box("law").value.mean / x)


def factors(part, steps, sigma2):
    """What each step multiplies by, from t = 1 down to t = Δt; shape (steps,)."""
    now = np.arange(steps, 0, -1) / steps
    then = now - 1 / steps
    share = np.sqrt(now) / (np.sqrt(then) + np.sqrt(now)) if part == "1h" else 1
    return 1 - share + share * slope(now, 1 / steps, float(sigma2))


def gaussian(random, out):
    """Fill `out` with draws from N(0, 1): Box and Muller's two from two."""
    first, second = out[: out.size // 2], out[out.size // 2 :]
    radius = random.random(first.size, dtype=np.float32)
    angle = random.random(first.size, dtype=np.float32)
    np.subtract(1, radius, out=radius)  # no zero for the logarithm
    np.log(radius, out=radius)
    radius *= -2
    np.sqrt(radius, out=radius)
    angle *= np.float32(2 * np.pi)
    np.cos(angle, out=first)
    np.sin(angle, out=second)
    first *= radius
    second *= radius


def block(part, steps, seed, size=BLOCK, kind=np.float32):
    """The ends of `size` chains from N(0, 1), as 64-bit numbers."""
    random = np.random.Generator(np.random.SFC64(seed))
    noise, scale = np.empty(size, np.float32), np.float32(steps**-0.5)
    gaussian(random, noise)
    state = noise.astype(kind)
    for factor in factors(part, steps, SIGMA2).astype(kind):
        state *= factor
        if part == "1e":
            gaussian(random, noise)
            noise *= scale
            state += noise
    return state.astype(float)


def simulate(part, steps, chains, seed):
    """The mean square at the end (the mean is 0) and its standard error."""
    seeds = np.random.SeedSequence(seed).spawn(chains // BLOCK)
    found = sum(np.sum(block(part, steps, own) ** 2) for own in seeds) / chains
    return found, found * np.sqrt(2 / chains)


# %% [markdown]
# ## Agreement
#
# The noise is what takes time. Ten thousand steps of 1e would need ten thousand
# million Gaussian numbers for a million chains, too many for a page that is
# built often; that one line has 50 000 chains. All others have a million.

# %%
runs, pairs = [], []
for number, part in enumerate(BOX):
    for steps in STEPS:
        few = part == "1e" and steps == max(STEPS)
        chains = FEWER if few else MILLION
        seed = 20260103 + 10 * steps + number
        found, error = simulate(part, steps, chains, seed)
        at = {s2: SIGMA2, dt: Fraction(1, steps)}
        pairs.append(estimated(boxed(*BOX[part]), at, found, error, seed))
        runs.append((part, steps, chains))
outcomes = judge(pairs)


# %% tags=["figure"]
def plain(pair):
    """What the pair's box says at its point, as a floating-point number."""
    return float(flint.arb(pair.claimed()))


table = ["| part | T | chains | proved | simulated | z |"]
table.append("|:--|--:|--:|--:|--:|--:|")
proved = np.array([plain(pair) for pair in pairs])
errors = np.array([pair.error for pair in pairs])
scores = (np.array([pair.found for pair in pairs]) - proved) / errors
for run, pair, value, z in zip(runs, pairs, proved, scores, strict=True):
    part, steps, chains = run
    found = (
        f"{pair.found:.6f}\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}{pair.error:.6f}"
    )
    table.append(
        f"| {part} | {steps} | {chains} | {value:.6f} | {found} | {z:+.2f} |"
    )
Markdown("\n".join(table))

# %% [markdown]
# $z$ is the difference in standard errors. How far from 0 may it be, on either
# side? The site as a whole may fail by chance for one seed in a million. A
# hundredth of that belongs to a part, and so to this page, which shares it out
# evenly among its comparisons.

# %%
rate = FAILURE_RATE / PARTS / len(pairs)
limit = NormalDist().inv_cdf(1 - rate / 2)
wrong = [outcome.message for outcome in outcomes if not outcome.agrees]
if wrong:
    raise ArithmeticError("; ".join(wrong))
print(
    f"{len(pairs)} comparisons: |z| at most {abs(scores).max():.2f},",
    f"limit {limit:.2f}",
)

# %% [markdown]
# One error is not a matter of chance: 32-bit numbers. Here are the same chains
# with the same noise, in 32 and in 64 bits, with the most steps.

# %%
worst = 0.0
for part in BOX:
    one, two = (
        block(part, max(STEPS), 1, 1000, kind) for kind in (np.float32, float)
    )
    worst = max(worst, abs(np.sum(one**2) / np.sum(two**2) - 1))
smallest = np.sqrt(2 / MILLION)
print(
    f"rounding moves a variance by {worst:.1e} of it,",
    f"a standard error is {smallest:.1e}",
)
if worst > smallest / 20:
    raise ArithmeticError(
        "32-bit rounding is no longer small against the standard error"
    )

# %% [markdown]
# ## Would it have been noticed?
#
# A test that agrees with everything shows nothing. So we put wrong variances in
# the place of the right ones: the decoys that the parts keep for this, and for
# 1e the limit $\Delta t \to 0$ in place of the value for a finite $T$. The table
# has the distance between the wrong and the right value in standard errors.
# It is bold where the engine, looking at our chains, told the wrong value from
# what they did.

# %% tags=["figure"]
twins = [
    (part, decoy.source_of_error, variance_of(decoy.value))
    for part, (module, name) in BOX.items()
    for decoy in module.part.decoys
    if decoy.box == name
]
twins.insert(
    1, ("1e", "the limit taken for a finite number of steps", boxed(e, "limit"))
)
trials = []
for part, _, value in twins:
    ours = [
        pair for run, pair in zip(runs, pairs, strict=True) if run[0] == part
    ]
    trials += [estimated(value, p.at, p.found, p.error, p.seed) for p in ours]
told = [not outcome.agrees for outcome in judge(trials)]
by_found = {p.found: value for p, value in zip(pairs, proved, strict=True)}
effects = np.array([(plain(p) - by_found[p.found]) / p.error for p in trials])

table = [
    "| part | wrong twin | "
    + " | ".join(f"T = {steps}" for steps in STEPS)
    + " |"
]
table.append("|:--|:--|" + "--:|" * len(STEPS))
for place, (part, what, _) in enumerate(twins):
    cells = range(place * len(STEPS), (place + 1) * len(STEPS))
    shown = [f"{effects[i]:+,.1f}" for i in cells]
    marked = [
        f"**{s}**" if told[i] else s for s, i in zip(shown, cells, strict=True)
    ]
    table.append(f"| {part} | {what} | " + " | ".join(marked) + " |")
Markdown("\n".join(table))

# %% [markdown]
# The engine allows a little more here, because there are more comparisons to
# share the budget. An effect a few standard errors beyond that limit is found
# with near certainty, and has to be found; the cell below would stop the build
# otherwise. What is smaller than the limit would pass, on this page, for right.

# %%
limit = NormalDist().inv_cdf(1 - FAILURE_RATE / PARTS / len(trials) / 2)
sure = limit + NormalDist().inv_cdf(1 - FAILURE_RATE)
if not all(
    seen
    for seen, effect in zip(told, effects, strict=True)
    if abs(effect) > sure
):
    raise ArithmeticError(
        "a wrong variance was not noticed, though it is far enough off"
    )
print(
    f"beyond {sure:.1f} standard errors: {np.sum(abs(effects) > sure)},",
    "all told apart",
)
print("too small to be seen, as a share of the variance:")
for place, (part, what, _) in enumerate(twins):
    what = what.replace(r"$\eta$", "η")
    for i, steps in enumerate(STEPS, place * len(STEPS)):
        if not told[i]:
            share = (
                abs(effects[i]) * trials[i].error / by_found[trials[i].found]
            )
            print(f"  {part}, T = {steps}: {what}, {share:.1e}")

# %% [markdown]
# ## The order, without chance
#
# The proofs say what a finite number of steps costs to leading order, for fixed
# $\sigma^2$: 1e and the half step of 1h are of first order in $\Delta t$. With
# the exact $\eta$ there is a logarithm, and 1h is *not* of first order. For this
# we take $\sigma^2 = 1$, where the leading term leads from few steps on.
#
# First with 50 digits and no random numbers: the variance is carried through
# the steps, one by one. If the error is $C\,\Delta t^p$, halving the step divides
# it by $2^p$. So the binary logarithm of the ratio of two errors measures $p$.

# %%
KINDS = {"1e": "1e, with noise", "half": "1h, half step", "1h": "1h, exact η"}
ONE = {s2: 1}
LIMITS = {
    "1e": boxed(e, "limit"),
    "half": boxed(h, "limit"),
    "1h": boxed(h, "limit"),
}


def carried(kind, steps):
    """The variance at the end from 1 at the start, for σ² = 1, with 50 digits."""
    with mpmath.workdps(50):
        step, reached = mpmath.mpf(1) / steps, mpmath.mpf(1)
        for k in range(steps, 0, -1):
            mean = (1 + (k - 1) * step) / (1 + k * step)
            eta = mpmath.sqrt(k) / (mpmath.sqrt(k - 1) + mpmath.sqrt(k))
            share = {"1e": 1, "half": mpmath.mpf(1) / 2, "1h": eta}[kind]
            reached *= (1 - share + share * mean) ** 2
            reached += step if kind == "1e" else 0
        return reached


doublings = 2 ** np.arange(3, 14)
orders = {}
for kind in KINDS:
    end = sp.Rational(LIMITS[kind].subs(ONE))
    misses = [
        abs(carried(kind, int(steps)) - mpmath.mpf(end.p) / end.q)
        for steps in doublings
    ]
    orders[kind] = np.array(
        [float(mpmath.log(a / b, 2)) for a, b in pairwise(misses)]
    )
    shown = ", ".join(f"{order:.4f}" for order in orders[kind][[0, 3, 6, 9]])
    print(f"{KINDS[kind]}: order {shown} at T = 8, 64, 512, 4096")

# %% tags=["figure"]
axes = canvas.axes("number of steps T", "order between T and 2T")
starts = doublings[:-1]
theory = 1 + np.log2(np.log(starts) / np.log(2 * starts))
axes.axhline(1, color=BLUE, ls="--", label="Δt")
axes.plot(starts, theory, color=GREEN, ls="--", label="Δt ln(1/Δt)")
for kind, colour, mark in (
    ("1e", BLUE, "o"),
    ("half", ORANGE, "s"),
    ("1h", GREEN, "^"),
):
    axes.plot(starts, orders[kind], mark, color=colour, label=KINDS[kind])
axes.set_xscale("log")
axes.set_ylim(0.4, 1.2)
canvas.show(
    axes,
    name="local-order",
    title="The order of the error, from one halving of the step.",
    alt="The squares of the half step lie on the line at 1, and so do the "
    "circles of 1e from T = 64 on. The triangles of the exact η rise slowly "
    "from 0.76 to 0.91, above the dashed curve of Δt ln(1/Δt), and near it.",
    legend="lower right",
)

# %% [markdown]
# ## The order, from samples
#
# Can it be measured as in practice, from samples, without knowing the limit? The
# difference between $T$ and $2T$ steps has the same order as the error. But two
# separate runs would drown it in noise. So the coarse chain is coupled to the
# fine one: both start at the same point, and the noise of a coarse step is the
# sum of the noises of two fine steps, which has the right law. The mean of
# $\hat X_0^2$ (coarse) $-\,\hat X_0^2$ (fine) then has a small standard error.
# Each $T$ has chains of its own, so that the points are independent.

# %%
COUPLED, COARSE = 200_000, 2 ** np.arange(5, 11)


def coupled(kind, steps, seed):
    """Difference of the variances for T and 2T steps, with its error."""
    walks = []
    for many in (steps, 2 * steps):
        whole = factors("1h" if kind == "1h" else "1e", many, 1)
        walks.append((1 + whole) / 2 if kind == "half" else whole)
    gaps = []
    noise, other = np.empty((2, BLOCK), np.float32)
    chains = COUPLED // 4 if kind == "1e" else COUPLED
    for own in np.random.SeedSequence(seed).spawn(chains // BLOCK):
        random = np.random.Generator(np.random.SFC64(own))
        gaussian(random, noise)
        coarse, fine = noise.astype(float), noise.astype(float)
        for k in range(steps):
            coarse *= walks[0][k]
            fine *= walks[1][2 * k]
            if kind == "1e":
                for part in (noise, other):
                    gaussian(random, part)
                    part *= np.float32((2 * steps) ** -0.5)
                fine += noise
                coarse += noise
                coarse += other
            fine *= walks[1][2 * k + 1]
            if kind == "1e":
                fine += other
        gaps.append(coarse**2 - fine**2)
    gaps = np.concatenate(gaps)
    return gaps.mean(), gaps.std(ddof=1) / np.sqrt(gaps.size)


measured = {
    kind: np.array(
        [coupled(kind, int(steps), 7 * steps + n) for steps in COARSE]
    ).T
    for n, kind in enumerate(KINDS)
}

# %% [markdown]
# The model is $C\,\Delta t^p\,(1 + b\,\Delta t)$, whose logarithm is linear in
# $\ln C$, $p$ and nearly in $b$. Each point is weighted by its standard error. The
# interval is the fit's, for a confidence of 95 %.

# %%
WIDE = NormalDist().inv_cdf(0.975)


def fit(columns, values, errors):
    """Weighted least squares: coefficients, and half their intervals."""
    matrix = np.stack(columns, 1) / errors[:, None]
    spread = np.linalg.inv(matrix.T @ matrix)
    return spread @ matrix.T @ (values / errors), WIDE * np.sqrt(
        np.diag(spread)
    )


small, ones = 1 / COARSE, np.ones(COARSE.size)
fitted = {}
for kind, (gap, error) in measured.items():
    best, half = fit(
        (ones, np.log(small), small), np.log(abs(gap)), error / abs(gap)
    )
    fitted[kind] = best
    low, high = best[1] - half[1], best[1] + half[1]
    verdict = "contains" if low <= 1 <= high else "does not contain"
    print(
        f"{KINDS[kind]}: order {best[1]:.3f},",
        f"interval [{low:.3f}, {high:.3f}] {verdict} 1",
    )

# %% tags=["figure"]
axes = canvas.axes("step Δt = 1/T", "difference between T and 2T steps")
for kind, colour, mark in (
    ("1h", GREEN, "^"),
    ("1e", BLUE, "o"),
    ("half", ORANGE, "s"),
):
    curve = np.exp(fitted[kind] @ np.stack((ones, np.log(small), small)))
    axes.loglog(small, curve, color=colour)
    axes.loglog(
        small, abs(measured[kind][0]), mark, color=colour, label=KINDS[kind]
    )
canvas.show(
    axes,
    name="coupled-difference",
    title="What halving the step changes (marks), with the fits (lines).",
    alt="On logarithmic axes the marks of all three rise with the step along "
    "their lines. The exact η is highest and rises a little less steeply; "
    "1e is in the middle, and the half step lowest.",
    legend="upper left",
)

# %% [markdown]
# And is it a logarithm that spoils the order? If the variance is
# $K\,\Delta t \ln(1/\Delta t) + C\,\Delta t$ below its limit, then twice the
# difference, over $\Delta t$, is a straight line in $\ln(1/\Delta t)$ of slope $K$.
# The next term is taken to be of the size $\Delta t \ln(1/\Delta t)$. What $K$ has
# to be is read from what the parts prove; for 1e and the half step it is 0.

# %%
LEADING = {
    "1e": e.rate.result,
    "half": h.half_rate.result - boxed(h, "limit"),
    "1h": h.rate.result - boxed(h, "limit"),
}
far = 0.0
for kind, (gap, error) in measured.items():
    columns = (ones, np.log(COARSE), small * np.log(COARSE))
    best, half = fit(columns, -2 * gap / small, 2 * error / small)
    value = float(
        sp.expand(LEADING[kind].subs(ONE)).coeff(sp.log(dt)).subs(dt, 1)
    )
    verdict = (
        "contains" if abs(best[1] - value) <= half[1] else "does not contain"
    )
    far = max(far, abs(best[1] - value) / half[1])
    low, high = best[1] - half[1], best[1] + half[1]
    print(
        f"{KINDS[kind]}: K in [{low:.4f}, {high:.4f}],",
        f"which {verdict} the proved {value:.4f}",
    )

# %% [markdown]
# An interval of 95 % misses what it should contain one time in twenty, so it is
# no ground for stopping a build. Beyond the site's limit it is.

# %%
if far * WIDE > limit:
    raise ArithmeticError(
        f"a measured K is {far * WIDE:.1f} standard errors from theory"
    )
print(f"furthest: {far * WIDE:.1f} standard errors, limit {limit:.1f}")

# %% [markdown]
# ## What this shows
#
# With up to a million chains and 10 to 10 000 steps the three samplers end with
# the variance that is proved for that number of steps, within a limit at which
# nearly all wrong twins are told apart; only at 1000 steps and more are some
# effects too small to be seen by it. The measured order is 1 for the noisy sampler
# and for the half step, and below 1 for the exact DDIM step, whose logarithm is
# seen with the size that 1h proves.
