"""1f  Train a network for g(x, t) = E[X₀ | X_t = x] when only samples s₁ … s_n of X₀ are given."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import sympy as sp

from solutions.author import (
    Box,
    Combination,
    Decoy,
    Derivation,
    Mean,
    Normal,
    Pair,
    Part,
    Term,
    check,
    difference,
    estimated,
    exact,
    family,
    given,
    log_density,
    mean,
    onward,
    quantity,
    ratio,
    rounded,
    square,
)
from solutions.diffusion import b_marginals as b
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion.cubic_model import Batch, Floats, batch, fit, inputs
from solutions.diffusion.notation import TIMES, X, a, dt, e, f, h, s2, t, x, x0

# --8<-- [start:derivation]
sample = quantity("s_i", "s_i", "a given sample of the data")
drawn = quantity("ε", r"\varepsilon", "the noise that an input was made with")
added = ratio(difference(x, X(0)), sp.sqrt(t))
"""The noise that an input x_t was made with, by the sample that it was made of."""
clean = given(X(0), X(t), x)
earlier = given(X(t - dt), X(t), x)
best = family("g", "g({0}, {1})", "the best answer at a place and a time")
marginal, back = b.part.use("now"), c.part.use("law")

noised = Derivation(
    "noised",
    quantity("x_t", "x_t", "the input made of a sample and a noise"),
    Combination(
        (Term(1, sample, Normal(0, s2)), Term(sp.sqrt(t), drawn, Normal(0, 1))),
    ),
    because="a draw of $X_0$, and an independent $\\varepsilon \\sim \\mathcal N(0, 1)$",
    where=TIMES,
    rests=(marginal,),
).equals(
    marginal.value, because="one draw of noise has the law of all steps up to $t$", name="same_law"
)

posterior = (
    Derivation(
        "posterior",
        log_density(clean, x0),
        -(x0**2) / (2 * s2) - (x - x0) ** 2 / (2 * t),
        because="Bayes’ rule for the data and all noise up to time $t$",
    )
    .equals(
        -((x0 - s2 / (s2 + t) * x) ** 2) / (2 * s2 * t / (s2 + t)) - x**2 / (2 * (s2 + t)),
        because="complete the square in $x_0$",
        name="complete_square",
    )
    .law(
        Normal(s2 / (s2 + t) * x, s2 * t / (s2 + t)),
        variable=x0,
        because="a quadratic exponent is a Gaussian; the rest does not depend on $x_0$",
        name="gaussian",
    )
)
g, spread = posterior.result.mean, posterior.result.variance

risk = (
    Derivation(
        "risk",
        mean(given(square(difference(f, X(0))), X(t), x)),
        Mean((f - x0) ** 2, x0, posterior.result),
        rests=(posterior,),
        because="the network says $f$, and the label is the sample that $x_t$ was made from",
    )
    .equals(
        (f - g) ** 2 + spread,
        because="the mean and the variance of the label’s law",
        name="two_moments",
    )
    .least_at(
        g, variable=f, because="only the square depends on $f$", name="least", called=best(x, t)
    )
)

noise_label = (
    Derivation("noise_label", quantity("loss", r"\text{loss of one pair}"), (f - x0) ** 2)
    .at(
        {f: x - sp.sqrt(t) * h},
        because="a network that guesses the noise guesses the sample too",
        name="guess_noise",
    )
    .at(
        {x0: x - sp.sqrt(t) * e},
        because="the input was made from the sample and the noise",
        name="true_noise",
    )
    .equals(t * (h - e) ** 2, because="$x_t$ has cancelled", name="cancel_x")
)

noise = (
    Derivation(
        "noise",
        mean(given(square(difference(h, added)), X(t), x)),
        Mean((h - (x - x0) / sp.sqrt(t)) ** 2, x0, posterior.result),
        rests=(posterior,),
        because="the noise was $\\varepsilon = (x_t - x_0)/\\sqrt t$",
    )
    .equals(
        (h - sp.sqrt(t) / (s2 + t) * x) ** 2 + s2 / (s2 + t),
        because="the same two moments, shifted and divided by $\\sqrt t$",
        name="two_moments",
    )
    .least_at(
        sp.sqrt(t) / (s2 + t) * x,
        variable=h,
        because="only the square depends on $h$",
        name="least",
        called=mean(given(added, X(t), x)),
    )
)

circular = Derivation(
    "circular",
    quantity("circular loss", r"\text{loss with the circular label}"),
    (f - a / (a + t) * x) ** 2,
    because="some variance $a$ is assumed, and the label made from it",
).least_at(
    a / (a + t) * x,
    variable=f,
    because="it comes back, whatever $a$ was assumed",
    name="comes_back",
)

step = onward(
    "step",
    back,
    of="mean",
    because="the conditional mean of one step back",
    rests=(posterior,),
).equals(
    x + dt / t * (g - x),
    because="it lies on the way from $x_t$ to $g$, a share $\\Delta t/t$ of it",
    name="share_of_way",
)
# --8<-- [end:derivation]


@check("Bayes’ rule by summing over a fine grid of clean values")
def quadrature(label: Any, risk: Any, minimiser: Any, noise: Any) -> Iterator[Pair]:
    for s, time in [(0.25, 0.5), (1.0, 1.0), (0.0625, 0.125)]:
        clean = np.linspace(-12, 12, 4001) * np.sqrt(s)
        for seen in (-1.0, 0.5):
            weight = np.exp(-(clean**2) / (2 * s) - (seen - clean) ** 2 / (2 * time))
            weight /= weight.sum()
            at = {s2: Fraction(s), t: Fraction(time), x: Fraction(seen)}
            mean = weight @ clean
            yield rounded(label.mean, at, mean)
            yield rounded(label.variance, at, weight @ (clean - mean) ** 2)
            yield rounded(minimiser, at, mean)
            yield rounded(noise, at, weight @ (seen - clean) / np.sqrt(time))
            for answer in (0.0, 0.75):
                claim = at | {f: Fraction(answer)}
                yield rounded(risk, claim, weight @ (answer - clean) ** 2)


@check("condition the joint covariance of $(X_0, X_{t-\\Delta t}, X_t)$, in rational numbers")
def joint_covariance(label: Any, step: Any, input: Any) -> Iterator[Pair]:
    for s, steps, done in [(Fraction(1, 4), 8, 3), (Fraction(2), 5, 5), (Fraction(1, 9), 12, 1)]:
        d = Fraction(1, steps)
        earlier = s + sum(d for _ in range(done - 1))
        later = earlier + d
        at = {s2: s, dt: d, t: done * d, x: Fraction(3, 2)}
        yield exact(input.variance, at, later)
        yield exact(label.mean, at, s / later * Fraction(3, 2))
        yield exact(label.variance, at, s - s**2 / later)
        yield exact(step, at, earlier / later * Fraction(3, 2))


# --8<-- [start:trained]
STEPS, SAMPLES = 4, 24_000


@cache
def experiment(seed: int, s: Fraction) -> tuple[Floats, Floats, Batch]:
    """Weights and their covariance, fitted to one half of fresh samples; pairs of the other."""
    rng = np.random.default_rng(seed)
    samples = np.sqrt(float(s)) * rng.standard_normal(2 * SAMPLES)
    weights, covariance = fit(batch(samples[:SAMPLES], SAMPLES, STEPS, rng), STEPS)
    return weights, covariance, batch(samples[SAMPLES:], SAMPLES, STEPS, rng)


@check("fit a model to 24 000 samples and read it off; only who draws them knows $\\sigma$")
def trained(input: Any, label: Any, risk: Any, minimiser: Any) -> Iterator[Pair]:
    for seed, s in [(1, Fraction(1, 4)), (2, Fraction(1)), (3, Fraction(1, 16))]:
        weights, covariance, fresh = experiment(seed, s)
        for time in (Fraction(1, 4), Fraction(1)):
            at = {s2: s, t: time, x: Fraction(1)}
            for place in (Fraction(-1, 2), Fraction(3, 4)):
                seen = inputs(np.array([float(place)]), np.array([float(time)]), STEPS)[0]
                error = np.sqrt(seen @ covariance @ seen)
                yield estimated(minimiser, at | {x: place}, seen @ weights, error, seed)
            now = fresh.t == float(time)
            yield mean_of(fresh.x[now] ** 2, input.variance, at, seed)
            answers = inputs(fresh.x[now], fresh.t[now], STEPS) @ weights
            off = (answers - fresh.label[now]) ** 2
            yield mean_of(off, label.variance, at, seed)
            yield mean_of(off, risk.xreplace({f: minimiser}), at, seed)


# --8<-- [end:trained]


def mean_of(values: Floats, claim: Any, at: Any, seed: int) -> Pair:
    """The mean of independent values with its standard error, against a claim."""
    return estimated(claim, at, values.mean(), values.std() / np.sqrt(len(values)), seed)


part = Part(
    "1f",
    "Training from samples alone",
    "Inputs, batch and loss that train a network for $\\mathbb E[X_0 \\mid X_t]$ when only samples "
    "of $X_0$ are given.",
    derivations=(noised, posterior, risk, noise_label, noise, circular, step),
    boxes=(
        Box("input", noised),
        Box("label", posterior),
        Box("risk", risk, line="two_moments"),
        Box("minimiser", risk),
        Box("noise", noise),
        Box("step", step),
    ),
    checks=(trained, quadrature, joint_covariance),
    decoys=(
        Decoy("input", Normal(0, s2 + t**2), "the noise scaled by $t$, not by its root"),
        Decoy("label", Normal(g, 0), "the circular label: it does not scatter around $g$"),
        Decoy("risk", (f - g) ** 2, "the circular loss: it can be brought to $0$"),
        Decoy(
            "minimiser",
            g.xreplace({s2: 2 * s2}),
            r"the circular target with $2\sigma^2$ for $\sigma^2$",
        ),
        Decoy("minimiser", x, "no denoising: the input given back"),
        Decoy("noise", x / (s2 + t), "the noise not scaled back to variance $1$"),
        Decoy("step", g, r"without the factor $\Delta t/t$: the whole way in one step"),
    ),
)
