"""Figures of 1h: where three samplers end, and what finite steps cost DDIM."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp
from matplotlib.axes import Axes

from solutions.author import tex
from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion import e_noisy_sampler as e
from solutions.diffusion import g_ddim_step as g
from solutions.diffusion import h_ddim_sampler as h
from solutions.diffusion.figures.simulation import Estimate, backward, of_mean
from solutions.diffusion.notation import T, dt, s2, v, x
from solutions.figures import canvas
from solutions.figures.drawing import legend, plot
from solutions.figures.evaluation import along
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider

kept = d.part.box("shrink").value ** 2
noisy, ddim = e.part.box("finite").value.variance, h.part.box("finite").value
limit = h.part.box("limit").value.variance
FINAL = {"1d": v * kept, "1e": v * kept + (noisy - kept), "1h": v * ddim}
"""Started from N(0, v): what is left of the start has v for 1, and the noise is the same."""

WIDE, ENDS = np.geomspace(0.01, 1, 25), np.array([0.01, 1])
QUARTER = sp.Rational(1, 4)

SAMPLERS = Movable(
    sliders=(Slider(T, "steps T", 1, 200, 1, 100), Slider(v, "start v", 0.25, 4, 0.05, 1)),
    given=((dt, 1 / T),),
    curves=(
        *(Curve(name, s2, WIDE, final) for name, final in FINAL.items()),
        Curve("narrow", s2, ENDS, d.part.box("narrow").value.variance),
        Curve("small", s2, ENDS, h.part.box("small").value.variance),
    ),
    says=tuple(
        Said(rf"variance at $\sigma^2 = 1/4$ in {name}:", final.subs(s2, QUARTER))
        for name, final in FINAL.items()
    ),
)


def samplers() -> Axes:
    """The final variances against that of the data."""
    axes = canvas.axes("variance of the data σ²", "variance of X̂₀")
    plot(axes, SAMPLERS, "small", "--", color=canvas.GREY, label="σ²")
    plot(axes, SAMPLERS, "narrow", ":", color=canvas.GREY, linewidth=2, label="σ⁴")
    plot(axes, SAMPLERS, "1d", color=canvas.ORANGE, linewidth=2.2, label="1d, means")
    plot(axes, SAMPLERS, "1e", "-", color=canvas.BLUE, label="1e, with noise")
    plot(axes, SAMPLERS, "1h", "-.", color=canvas.GREEN, label="1h, DDIM")
    axes.set(xscale="log", yscale="log", xlim=(0.009, 1.1), ylim=(5e-5, 4))
    legend(axes, columns=3)
    return axes


STEPS = np.unique(np.geomspace(2, 256, 12).round())
LINE = np.geomspace(2, 256, 24)
FINE = {dt: sp.Rational(1, 100)}
DATA, PATHS, RUNS = 0.25, 20_000, (2, 4, 8, 16, 32, 64, 128, 256)

above, below = h.half.result - limit, limit - ddim
lead_above, lead_below = h.half_rate.result - limit, limit - h.rate.result
steps = {"half": g.part.box("small").value / x, "eta": g.part.box("closed").value / x}

ERRORS = Movable(
    sliders=(Slider(s2, "σ²", 0.05, 1, 0.01, DATA),),
    curves=(
        Curve("half", T, STEPS, above.subs(dt, 1 / T), 1 / T, kind="points"),
        Curve("eta", T, STEPS, below.subs(dt, 1 / T), 1 / T, kind="points"),
        Curve("lead-half", T, LINE[[0, -1]], lead_above.subs(dt, 1 / T), 1 / T),
        Curve("lead-eta", T, LINE, lead_below.subs(dt, 1 / T), 1 / T),
    ),
    says=(
        Said(
            rf"half step, $\Delta t = 1/100$, leading term ${tex(lead_above)} =$",
            lead_above.subs(FINE),
        ),
        Said("the same, exactly:", above.subs(FINE)),
        Said(
            rf"with $\eta$, $\Delta t = 1/100$, leading term ${tex(lead_below)} =$",
            lead_below.subs(FINE),
        ),
        Said("the same, exactly:", below.subs(FINE)),
    ),
)


def logarithmic() -> Axes:
    axes = canvas.axes("step Δt", "distance of Var X̂₀ from its limit")
    axes.set(xscale="log", yscale="log", xlim=(3e-3, 0.7), ylim=(1e-4, 0.5))
    return axes


def rate() -> Axes:
    """The exact errors against Δt, with the proved leading terms."""
    axes = logarithmic()
    plot(axes, ERRORS, "lead-half", color=canvas.ORANGE, label="leading term")
    plot(axes, ERRORS, "half", "o", color=canvas.ORANGE, label="half step, above")
    plot(axes, ERRORS, "lead-eta", "--", color=canvas.GREEN, label="leading term")
    plot(axes, ERRORS, "eta", "s", color=canvas.GREEN, label="exact η, below")
    legend(axes, columns=2)
    return axes


def simulated(name: str) -> dict[int, Estimate]:
    """The error by the number of steps, half step upwards and exact η downwards.

    From each square the limit's share of the squared start is taken off, whose mean is known: that
    leaves little to chance.
    """
    at_limit = along(limit, s2, [DATA], {})[0]
    sign = 1 if name == "half" else -1
    found = {}
    for seed, count in enumerate(RUNS, 1):
        first, state = backward(steps[name], DATA, count, PATHS, seed)
        found[count] = of_mean(sign * (state**2 - at_limit * first**2), seed)
    return found


def run() -> Axes:
    """The simulated errors on the leading terms."""
    axes = logarithmic()
    style: dict[str, tuple[Any, str, str, str, str]] = {
        "half": (lead_above, "-", "o", canvas.ORANGE, "half step, above"),
        "eta": (lead_below, "--", "s", canvas.GREEN, "exact η, below"),
    }
    for name, (lead, line, mark, colour, label) in style.items():
        term = along(lead, dt, 1 / LINE, {s2: DATA})
        axes.plot(1 / LINE, term, line, color=colour, label="leading term")
        found = simulated(name)
        errors = [one.found for one in found.values()]
        axes.plot([1 / count for count in found], errors, mark, color=colour, label=label)
    legend(axes, columns=2)
    return axes


FIGURES = (
    Figure(
        "1h-samplers",
        "Means alone collapse. With noise, or with shorter steps, the variance of the data is "
        "nearly kept.",
        "On logarithmic axes the curves of 1e and 1h keep close to the dashed line σ², while that "
        "of 1d follows the dotted σ⁴, a hundred times lower at the left end; at the right end all "
        "three bend below their lines.",
        samplers,
        movable=SAMPLERS,
    ),
    Figure(
        "1h-rate",
        "For short steps one half in place of η costs less than the exact η.",
        "On logarithmic axes both errors fall with Δt. The circles of the half step follow a "
        "straight line; the squares of the exact η lie several times higher, and approach "
        "their own, slightly bent line from above or below.",
        rate,
        movable=ERRORS,
    ),
    Figure(
        "1h-simulated",
        "Simulated paths make the errors that were proved.",
        "On logarithmic axes eight simulated errors of each kind of step, for 2 to 256 steps at a "
        "data variance of 1/4, fall along the lines of the two leading terms.",
        run,
    ),
)
