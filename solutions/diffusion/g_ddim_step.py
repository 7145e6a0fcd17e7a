"""1g  The DDIM step x_{t−Δt} = x_t + η (mean − x_t), made simple for Δt ≪ t."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import flint
import sympy as sp

from solutions.author import (
    Box,
    Decoy,
    Derivation,
    Pair,
    Part,
    approaching,
    check,
    exact,
    family,
    onward,
    quantity,
    rounded,
)
from solutions.diffusion import c_reverse_conditional as c
from solutions.diffusion import f_training as f
from solutions.diffusion.notation import SMALL_STEP, TIMES, dt, eta, s2, t, x

# --8<-- [start:derivation]
stepped = quantity("x_{t−Δt}", r"x_{t-\Delta t}", "where a DDIM step from $x_t$ leads")
share_at = family("η", r"\eta({0}, {1})", "share of the conditional mean step, at a time")
mean = c.part.use("law")
share = sp.sqrt(t) / (sp.sqrt(t - dt) + sp.sqrt(t))

step = (
    Derivation(
        "step",
        stepped,
        x + eta * (mean.value.mean - x),
        because="the share $\\eta$ of the way to the conditional mean",
        where=TIMES,
        rests=(mean,),
    )
    .equals((1 - eta * dt / (s2 + t)) * x, because="collect $x_t$", name="collect")
    .at({eta: share}, because="the $\\eta$ of the sheet", name="sheet_share")
    .equals(
        (s2 + sp.sqrt(t * (t - dt))) / (s2 + t) * x,
        because="$\\Delta t = (\\sqrt t - \\sqrt{t-\\Delta t})(\\sqrt t + \\sqrt{t-\\Delta t})$",
        name="difference_of_squares",
    )
    .approximates(
        (1 - dt / 2 / (s2 + t)) * x,
        when=SMALL_STEP,
        because="half the step of the mean",
        name="half_step",
    )
)
half = Derivation("half", share_at(t, dt), share, where=TIMES).tends_to(
    sp.Rational(1, 2), when=SMALL_STEP, because="the two roots become equal", name="roots_equal"
)
series = Derivation("series", share_at(t, dt), share, where=TIMES).approximates(
    sp.Rational(1, 2) + dt / (8 * t) + dt**2 / (16 * t**2),
    when=SMALL_STEP,
    because="expand the root of $t - \\Delta t$",
    name="expand_root",
)
# --8<-- [end:derivation]

# --8<-- [start:denoiser]
clean = f.part.use("label")  # X₀ given X_t
guess = clean.value.mean

pull = onward("pull", mean, of="mean", rests=(clean,)).equals(
    x + dt / t * (guess - x),
    because="a part $\\Delta t/t$ of the way to the clean sample’s mean",
    name="share_of_way",
)
song = step.onward("song", "difference_of_squares", rests=(clean,)).equals(
    guess + sp.sqrt((t - dt) / t) * (x - guess),
    because="keep the guess of the clean sample, and scale its noise to the earlier time",
    name="scale_noise",
)
# --8<-- [end:denoiser]

ROOTS = [(3, 2), (5, 4), (4, 1), (7, 0), (12, 11)]
"""√t and √(t − Δt) in twelfths: with these all numbers of a step are rational."""


@check("make the step in rational numbers, the mean from the covariance of the increments")
def rational_step(step: Any, closed: Any, small: Any) -> Iterator[Pair]:
    for s in (Fraction(1, 9), Fraction(1, 4), Fraction(5)):
        for root, earlier in ROOTS:
            now, then = Fraction(root, 12) ** 2, Fraction(earlier, 12) ** 2
            for at_x in (Fraction(-2), Fraction(3, 7)):
                # Cov(X_{t−Δt}, X_t) = Var X_{t−Δt}: the last increment is independent.
                mean_there = (s + then) / (s + now) * at_x
                towards = Fraction(root, root + earlier)
                found = at_x + towards * (mean_there - at_x)
                at = {s2: s, t: now, dt: now - then, x: at_x}
                yield exact(step, {**at, eta: towards}, found)
                yield exact(closed, at, found)
                # What is made simple is the share alone: half of the way, to the last digit.
                yield exact(small, at, (at_x + mean_there) / 2)


@check("the published DDIM step in its variance-preserving form, in floating point")
def published_form(closed: Any) -> Iterator[Pair]:
    for s, now, then in [(0.25, 0.5, 0.375), (2.0, 1.0, 0.125), (0.125, 0.75, 0.5)]:
        # ᾱ = 1/(1 + t) rescales X_t to √ᾱ X_t, whose signal and noise have weights √ᾱ, √(1 − ᾱ).
        a_now, a_then = 1 / (1 + now), 1 / (1 + then)
        state = a_now**0.5 * 1.5
        clean_mean = s * a_now**0.5 / (s * a_now + 1 - a_now) * state
        noise = (state - a_now**0.5 * clean_mean) / (1 - a_now) ** 0.5
        earlier = a_then**0.5 * clean_mean + (1 - a_then) ** 0.5 * noise
        numbers = {s2: s, t: now, dt: now - then, x: 1.5}
        yield rounded(closed, {k: Fraction(v) for k, v in numbers.items()}, earlier / a_then**0.5)


@check("shorten the step, with the data’s variance far below, at and far above the time")
def short_steps(small: Any, half: Any, series: Any) -> Iterator[Pair]:
    for s in (Fraction(1, 1000), Fraction(1, 3), Fraction(100)):
        for place in range(1, 5):
            now, d, at_x = Fraction(1, 3), Fraction(1, 3 * 10**place), Fraction(-2)
            at = {s2: s, t: now, dt: d, x: at_x}
            ratio = flint.arb(1) - flint.arb(10) ** -place
            towards = 1 / (1 + ratio.sqrt())
            moved = 1 - towards * ball(d / (s + now))
            yield approaching(small, at, moved * ball(at_x), path=f"step {s}")
            if s == 100:
                yield approaching(half, {t: now, dt: d}, towards, path="half")
                yield approaching(series, {t: now, dt: d}, towards, path="series")


def ball(number: Fraction) -> flint.arb:
    """A rational number as a ball."""
    return flint.arb(number.numerator) / number.denominator


part = Part(
    "1g",
    "The DDIM step",
    "A step the share $\\eta$ of the way to the mean, made simple for $\\Delta t \\ll t$.",
    derivations=(step, half, series, pull, song),
    boxes=(
        Box("step", step, line="collect"),
        Box("closed", step, line="difference_of_squares"),
        Box("half", half),
        Box("series", series),
        Box("small", step),
    ),
    checks=(rational_step, published_form, short_steps),
    decoys=(
        Decoy("step", (1 - eta * t / (s2 + t)) * x, "the whole way to the clean sample"),
        Decoy("step", (1 + eta * dt / (s2 + t)) * x, "away from the mean"),
        Decoy("closed", (s2 + t - dt) / (s2 + t) * x, "the conditional mean itself"),
        Decoy("closed", sp.sqrt((t - dt) / t) * x, "the guess of the clean sample forgotten"),
        Decoy("half", sp.S.One, "DDIM taken for the conditional mean"),
        Decoy("series", sp.Rational(1, 2) + dt / (4 * t), "half of the root’s expansion"),
        Decoy("small", (1 - t / 2 / (s2 + t)) * x, "the factor $\\Delta t/t$ forgotten"),
        Decoy("small", (1 - dt / (s2 + t)) * x, "the whole step of the mean"),
        Decoy("small", (1 + dt / 2 / (s2 + t)) * x, "away from the mean"),
        Decoy("small", (1 - dt / 2 / t) * x, "$\\sigma^2$ taken as small against $t$"),
    ),
)
