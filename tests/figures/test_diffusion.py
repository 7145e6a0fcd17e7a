"""The figures of problem 1: what they show, at every end of a slider, is what was proved."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from importlib import import_module
from itertools import pairwise, product
from math import isfinite, isnan, log, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
import sympy as sp
from matplotlib.axes import Axes

from solutions.checks.comparison import judge
from solutions.diffusion import cubic_model
from solutions.diffusion.figures import (
    part_1a,
    part_1c,
    part_1d,
    part_1e,
    part_1f,
    part_1g,
    part_1h,
)
from solutions.diffusion.figures.simulation import Estimate
from solutions.diffusion.notation import a, dt, n, s2, t, v, x
from solutions.figures.drawing import places
from solutions.figures.evaluation import settled, value
from solutions.figures.figure import Figure
from solutions.figures.laws import density, deviations
from solutions.figures.movable import Movable
from solutions.figures.translation import tree
from solutions.numbers.pairs import Pair, estimated, exact, rounded
from solutions.objects.laws import Normal

FIGURES: dict[str, Figure] = {
    figure.name: figure
    for part in "abcdefgh"
    for figure in import_module(f"solutions.diffusion.figures.part_1{part}").FIGURES
}
MOVABLE = [name for name, figure in FIGURES.items() if figure.movable]
QUARTER = Fraction(1, 4)


def corners(movable: Movable) -> list[dict[str, float]]:
    """Every slider at one of its ends, or where it is at first."""
    ends = [{one.low, one.value, one.high} for one in movable.sliders]
    names = [one.letter.name for one in movable.sliders]
    return [dict(zip(names, at, strict=True)) for at in product(*ends)]


def drawn(name: str) -> tuple[Figure, Movable, Axes]:
    figure = FIGURES[name]
    assert figure.movable is not None
    return figure, figure.movable, figure.draw()


@pytest.mark.parametrize(
    ("figure", "curves"),
    [
        ("1b-densities", {"data", "now", "end"}),
        ("1c-variance", {"exact", "small", "band"}),
        ("1d-collapse", {"true", *(f"path{place}" for place in range(9))}),
        ("1e-rate", {"error", "lead"}),
        ("1f-regression", {"circular"}),
        ("1g-forms", {"closed", "small", "share"}),
        ("1h-samplers", {"1d", "1e", "1h", "small", "narrow"}),
        ("1h-rate", {"half", "eta", "lead-half", "lead-eta"}),
    ],
)
def test_a_figure_moves_these_curves(figure: str, curves: set[str]) -> None:
    found, movable, axes = drawn(figure)
    assert {curve.name for curve in movable.curves} == curves
    marks = {artist.get_gid() for artist in (*axes.lines, *axes.patches)}
    assert {f"curve-{name}" for name in curves} <= marks
    assert 'type="range"' in found.html()


@pytest.mark.parametrize("name", FIGURES)
def test_a_title_is_a_sentence_and_every_curve_is_in_the_legend(name: str) -> None:
    figure = FIGURES[name]
    assert figure.title.endswith(".")
    assert len(figure.alt.split()) > 15
    legend = figure.draw().get_legend()
    assert legend is not None
    assert len(legend.get_texts()) >= 2


@pytest.mark.parametrize("name", MOVABLE)
def test_at_every_end_of_the_sliders_each_curve_is_seen(name: str) -> None:
    _, movable, axes = drawn(name)
    (left, right), (bottom, top) = sorted(axes.get_xlim()), axes.get_ylim()
    for at in corners(movable):
        for curve in movable.curves:
            xs, ys, low = places(movable, curve.name, **at)
            assert not any(map(isnan, [*xs, *ys, *low])), (curve.name, at)
            seen = [left <= x <= right and bottom <= y <= top for x, y in zip(xs, ys, strict=True)]
            assert any(seen), (curve.name, at)
        letters = settled(movable, at)
        assert all(isfinite(value(tree(said.value), letters)) for said in movable.says), at


def test_a_density_and_its_standard_deviations_are_those_of_the_standard_library() -> None:
    law, ours = Normal(s2, t), NormalDist(0.5, sqrt(2))
    at = {s2: sp.Rational(1, 2), t: 2}
    for place in (-2.0, 0.5, 3.0):
        assert float(density(law, x).subs(at | {x: place})) == pytest.approx(ours.pdf(place))
    inside = ours.cdf(float(deviations(law, 2).subs(at)))
    assert inside == pytest.approx(NormalDist().cdf(2))


# What was simulated, against what was proved.


def pairs(
    found: dict[int, Estimate], claim: Any, at: Callable[[int], dict[Any, Any]]
) -> list[Pair]:
    return [
        estimated(claim, at(place), one.found, one.error, one.seed) for place, one in found.items()
    ]


def by_steps(steps: int) -> dict[Any, Any]:
    return {s2: QUARTER, dt: Fraction(1, steps)}


SIMULATED: dict[str, Callable[[], list[Pair]]] = {
    "1a": lambda: pairs(
        part_1a.simulated(),
        part_1a.walk.variance,
        lambda done: {s2: Fraction(1, 10), dt: Fraction(1, part_1a.STEPS), n: done},
    ),
    "1e": lambda: pairs(part_1e.simulated(), part_1e.error, by_steps),
    "1f": lambda: pairs(
        dict(enumerate(part_1f.fitted())),
        part_1f.g,
        lambda place: {x: Fraction(float(part_1f.PLACES[place]))},
    ),
    "1h half": lambda: pairs(part_1h.simulated("half"), part_1h.above, by_steps),
    "1h eta": lambda: pairs(part_1h.simulated("eta"), part_1h.below, by_steps),
}


@pytest.mark.parametrize("name", SIMULATED)
def test_simulated_points_agree_with_theory_within_their_standard_errors(name: str) -> None:
    found = [outcome for outcome in judge(SIMULATED[name]()) if not outcome.agrees]
    assert not found, [outcome.message for outcome in found]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("1a", s2 + (n + 1) * dt),
        ("1e", 2 * part_1e.error),
        ("1f", sp.Rational(4, 5) * x),
        ("1h half", part_1h.below),
        ("1h eta", part_1h.lead_below),
    ],
)
def test_simulated_points_refute_a_wrong_claim(name: str, wrong: Any) -> None:
    twins = [
        estimated(wrong, pair.at, pair.found, pair.error, pair.seed) for pair in SIMULATED[name]()
    ]
    assert not all(outcome.agrees for outcome in judge(twins))


@pytest.mark.parametrize("kind", ["half", "eta"])
def test_where_no_bar_is_drawn_two_standard_errors_are_smaller_than_the_marker(kind: str) -> None:
    axes = FIGURES["1h-simulated"].draw()
    high, low = axes.transData.transform([[0.1, 0.1], [0.1, 0.01]])[:, 1]
    for one in part_1h.simulated(kind).values():
        assert 2 * one.error / one.found / log(10) * (high - low) < 3


def test_the_same_holds_for_the_spread_of_the_forward_process() -> None:
    axes = FIGURES["1a-spreading"].draw()
    high, low = axes.transData.transform([[0, 1], [0, 0]])[:, 1]
    for one in part_1a.simulated().values():
        # The edge lies at 2√v, and has the standard error of v times 1/√v.
        assert 2 * one.error / sqrt(one.found) * (high - low) < 2.5


# What the figures add to the boxes.


def run(name: str, s: Fraction, steps: int, start: Fraction) -> Pair:
    """The sampler's variance from N(0, start), by running it."""
    reached: Any = start if name != "1h" else float(start)
    for done in range(steps, 0, -1):
        now, then = Fraction(done, steps), Fraction(done - 1, steps)
        mean = (s + then) / (s + now)
        if name == "1h":
            share = sqrt(now) / (sqrt(then) + sqrt(now))
            reached *= (1 + share * float(mean - 1)) ** 2
        else:
            reached = reached * mean**2 + (Fraction(1, steps) if name == "1e" else 0)
    at = {s2: s, dt: Fraction(1, steps), v: start}
    made = rounded if name == "1h" else exact
    return made(part_1h.FINAL[name], at, reached)


@pytest.mark.parametrize("name", part_1h.FINAL)
def test_the_final_variance_from_any_start_is_that_of_the_sampler(name: str) -> None:
    starts = [Fraction(1), Fraction(5, 4), Fraction(1, 4)]
    ran = [
        run(name, s, T, start) for s in (QUARTER, Fraction(2)) for T in (1, 4) for start in starts
    ]
    assert all(outcome.agrees for outcome in judge(ran))


@pytest.mark.parametrize("s", [0.01, 0.1, 1.0])
def test_the_paths_of_1d_are_means_applied_one_after_another(s: float) -> None:
    for place, state in enumerate(part_1d.starts):
        times, path, _ = places(part_1d.MOVABLE, f"path{place}", **{s2.name: s})
        expected = [state]
        for now, then in pairwise(times):
            state *= (s + then) / (s + now)
            expected.append(state)
        assert path == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("at", corners(part_1c.MOVABLE))
def test_the_exact_variance_of_1c_lies_in_its_band(at: dict[str, float]) -> None:
    _, (high, *_), (low, *_) = places(part_1c.MOVABLE, "band", **at)
    _, exactly, _ = places(part_1c.MOVABLE, "exact", **at)
    assert all(low < one < high for one in exactly)


@pytest.mark.parametrize("told", [0.05, 1.0, 2.0])
def test_a_fit_to_the_circular_label_returns_what_it_was_told(told: float) -> None:
    rng = np.random.default_rng(1)
    pairs = cubic_model.batch(0.5 * rng.standard_normal(4_000), 4_000, 4, rng)
    circular = pairs._replace(label=told / (told + pairs.t) * pairs.x)
    weights, _ = cubic_model.fit(circular, 4)
    seen = cubic_model.inputs(part_1f.PLACES, np.full_like(part_1f.PLACES, 0.25), 4)
    line = part_1f.told.subs({a: told, t: 0.25})
    assert seen @ weights == pytest.approx([float(line.subs(x, p)) for p in part_1f.PLACES])


@pytest.mark.parametrize("at", corners(part_1g.MOVABLE))
def test_the_forms_of_1g_agree_down_to_the_last_step(at: dict[str, float]) -> None:
    s, d = at[s2.name], at[dt.name]
    for name in ("closed", "share"):
        times, factors, _ = places(part_1g.MOVABLE, name, **at)
        assert times[0] == pytest.approx(d)
        assert times[-1] == 1
        assert factors[0] == pytest.approx(s / (s + d))
        half = (places(part_1g.MOVABLE, "small", **at)[1][-1] - 1) / (factors[-1] - 1)
        assert half == pytest.approx(1, abs=d)
