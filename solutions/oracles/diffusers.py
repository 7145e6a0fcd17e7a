"""diffusers: its DDPM and DDIM schedulers, given the ideal network for Gaussian data.

They work in the variance-preserving form: their state is √ᾱ X_t with ᾱ = 1/(1 + t). The table of ᾱ
is put in as double precision, since their own constructor rounds it to single.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import log, sqrt
from typing import Any
from unittest.mock import patch

from solutions.diffusion import c_reverse_conditional as reverse
from solutions.diffusion import d_mean_sampler as mean
from solutions.diffusion import f_training as training
from solutions.diffusion import g_ddim_step as step
from solutions.diffusion import h_ddim_sampler as ddim
from solutions.diffusion.notation import dt, s2, t, x
from solutions.oracles.comparison import Case, Comparison, case, evaluated, rounding

STEPS = (
    (Fraction(1, 4), 8, 3),
    (Fraction(1, 4), 40, 40),
    (Fraction(2), 5, 1),
    (Fraction(3), 20, 2),
)
"""σ², the number T of steps, and which of them, counted from time 0."""
CHAINS = ((Fraction(1, 4), 1), (Fraction(1, 4), 40), (Fraction(1, 16), 50), (Fraction(3), 7))
START = Fraction(3, 2)

ROUNDING = (
    "rounding in double precision, with what the schedulers lose in forming $1 - \\bar\\alpha$"
)
ANSWER = training.part.box("noise").value
"""What the ideal network answers: the expected noise."""


def comparisons() -> Iterator[Comparison]:
    """One step and the whole chain of both schedulers."""
    yield Comparison(
        "1c", "mean of `DDPMScheduler.step`, in our scale", ROUNDING, tuple(means("law"))
    )
    yield Comparison("1f", "the same, as the step that a network makes", ROUNDING, tuple(learnt()))
    yield Comparison(
        "1d",
        "all steps of `DDPMScheduler` with its noise put to zero: factor",
        ROUNDING,
        tuple(mean_chains()),
    )
    yield Comparison("1g", "`DDIMScheduler.step` with `eta=0`", ROUNDING, tuple(ddim_steps()))
    yield Comparison(
        "1h", "all steps of `DDIMScheduler`, variance from 1", ROUNDING, tuple(ddim_chains())
    )


def scheduler(kind: str, total: int) -> Any:
    """Theirs, with ᾱ = 1/(1 + t) at t = Δt, 2Δt, … 1, and nothing clipped."""
    import diffusers
    import torch

    made = getattr(diffusers, kind)(num_train_timesteps=total, clip_sample=False)
    times = torch.arange(1, total + 1, dtype=torch.float64) / total
    made.alphas_cumprod = 1 / (1 + times)
    made.set_timesteps(total)
    return made


def moved(made: Any, s: Fraction, done: int, state: float) -> float:
    """One step from X_t = ``state`` at t = done·Δt: to their scale, through theirs, and back."""
    import torch

    total = made.config.num_train_timesteps
    answer = evaluated(ANSWER, {s2: s, t: Fraction(done, total), x: Fraction(state)})
    scale, after = sqrt(1 + done / total), sqrt(1 + (done - 1) / total)
    noise, sample = (
        torch.tensor([[float(value)]], dtype=torch.float64) for value in (answer, state)
    )
    return after * float(made.step(noise, done - 1, sample / scale).prev_sample)


def ddpm(s: Fraction, total: int, done: int, state: float) -> float:
    """The mean alone. Their noise has the variance that a known clean sample would leave."""
    import torch

    def none(shape: Any, **_: Any) -> Any:
        return torch.zeros(shape, dtype=torch.float64)

    with patch("diffusers.schedulers.scheduling_ddpm.randn_tensor", none):
        return moved(scheduler("DDPMScheduler", total), s, done, state)


def at(s: Fraction, total: int, done: int) -> dict[Any, Any]:
    """The letters of one step."""
    return {s2: s, dt: Fraction(1, total), t: Fraction(done, total), x: START}


def lost_by_mean(time: float) -> float:
    """One step of DDPM at time t, of some 40 operations.

    1 − ᾱ and 1 − ᾱ_t/ᾱ_{t−Δt} are differences of numbers near 1, good to 1/t and 1/Δt units. The
    second enters with the weight Δt/t, so that both cost 1/t.
    """
    return rounding(40, 2 / time)


def means(box: str) -> Iterator[Case]:
    """1c."""
    for s, total, done in STEPS:
        found = ddpm(s, total, done, float(START))
        room = lost_by_mean(done / total)
        where = at(s, total, done)
        yield case(reverse.part, box, where, found, room, of=lambda law: law.mean)


def learnt() -> Iterator[Case]:
    """1f: the same step, written with the network’s answer."""
    for s, total, done in STEPS:
        found = ddpm(s, total, done, float(START))
        where = at(s, total, done)
        yield case(training.part, "step", where, found, lost_by_mean(done / total))


def mean_chains() -> Iterator[Case]:
    """1d: Σ 1/t over the steps is below T (1 + log T)."""
    for s, total in CHAINS:
        state = 1.0
        for done in range(total, 0, -1):
            state = ddpm(s, total, done, state)
        room = rounding(40, 2 * total * (1 + log(total)))
        yield case(mean.part, "shrink", {s2: s, dt: Fraction(1, total)}, state, room)


def lost_by_ddim(s: Fraction) -> float:
    """One step of DDIM, of some 40 operations, relative to the state.

    √(1 − ᾱ) is good to (1 + t)/t units; it multiplies the noise, √t/(σ² + t) of the state. Together
    (1 + t)/(σ² + t), at most 1 + 1/σ².
    """
    return rounding(40, 1 + 1 / float(s))


def ddim_steps() -> Iterator[Case]:
    """1g."""
    for s, total, done in STEPS:
        found = moved(scheduler("DDIMScheduler", total), s, done, float(START))
        room = 2 * lost_by_ddim(s)  # the state is below 2
        yield case(step.part, "closed", at(s, total, done), found, room)


def ddim_chains() -> Iterator[Case]:
    """1h: the state falls, so the errors of the steps add up at most; squaring doubles them."""
    for s, total in CHAINS:
        made, state = scheduler("DDIMScheduler", total), 1.0
        for done in range(total, 0, -1):
            state = moved(made, s, done, state)
        room = 2 * total * lost_by_ddim(s)
        yield case(ddim.part, "finite", {s2: s, dt: Fraction(1, total)}, state**2, room)
