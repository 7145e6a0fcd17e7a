"""What the figures of problem 2 show, held against the parts' boxes by numbers."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product
from math import comb, exp, isfinite, log
from typing import Any

import numpy as np
import pytest
import sympy as sp

from solutions.dpo import a_gibbs as a
from solutions.dpo import b_optimal_policy as b
from solutions.dpo import c_partition_function as c
from solutions.dpo.figures import part_2a, part_2b, part_2c, part_2d, part_2e, part_2f, part_2g
from solutions.dpo.notation import T, V, X, Y, beta, r, ref, rho, x, y
from solutions.figures.evaluation import along, points, said, settled, start, value
from solutions.figures.figure import Figure
from solutions.figures.movable import Movable
from solutions.figures.translation import HALVINGS, Crossing, tree
from solutions.numbers.points import Point
from solutions.numbers.values import value as judged

MODULES = (part_2a, part_2b, part_2c, part_2d, part_2e, part_2f, part_2g)
FIGURES = [figure for module in MODULES for figure in module.FIGURES]
MOVING = [figure for figure in FIGURES if figure.movable]


def curve(movable: Movable, name: str, **sliders: float) -> tuple[list[float], list[float]]:
    """A curve's points, with the sliders named moved."""
    names = [slider.letter.name for slider in movable.sliders]
    assert set(sliders) <= set(names)
    places = {slider.letter.name: slider.value for slider in movable.sliders} | sliders
    [found] = (one for one in movable.curves if one.name == name)
    return points(found, settled(movable, places))


@pytest.mark.parametrize("figure", MOVING, ids=lambda figure: figure.name)
def test_every_curve_and_number_is_finite_at_all_ends_of_the_sliders(figure: Figure) -> None:
    movable = figure.movable
    assert movable
    for ends in product(*((slider.low, slider.high) for slider in movable.sliders)):
        letters = [slider.letter.name for slider in movable.sliders]
        at = settled(movable, dict(zip(letters, ends, strict=True)))
        for one in movable.curves:
            across, up = points(one, at)
            # A place beyond the last one has no value, and no point is drawn there.
            seen = [y for x, y in zip(across, up, strict=True) if x <= at.get("K", x)]
            assert all(map(isfinite, across + seen)), (one.name, ends)
            assert not any(map(isfinite, up[len(seen) :])), (one.name, ends)
        assert all(isfinite(value(tree(one.value), at)) for one in movable.says)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_a_title_is_one_sentence(figure: Figure) -> None:
    assert figure.title.endswith(".")
    assert figure.title.count(".") == 1


def test_the_divergence_is_zero_at_q_only_and_ends_at_minus_log_q() -> None:
    for corner, mass in enumerate(part_2a.LAW):
        kl = part_2a.divergence(part_2a.towards(corner))
        grid = part_2a.steps(corner)
        heights = along(kl, part_2a.t, grid, {})
        assert all(
            (height < 1e-15) == (place == 0) for place, height in zip(grid, heights, strict=True)
        )
        assert heights[-1] == pytest.approx(-log(mass), abs=2e-3)
    assert a.part.box("least").value == 0


@pytest.mark.parametrize("price", [0.05, 0.3, 1.0, 3.0])
def test_the_drawn_policy_is_the_box_and_the_searched_optimum(price: float) -> None:
    rewards = {"r₁": 1.3, "r₂": -0.7}
    [first], [second] = curve(part_2b.MOVABLE, "star", β=price, **rewards)
    functions = {rho(1): 1} | {ref(n, 1): mass for n, mass in enumerate(part_2b.REFERENCE, 1)}
    functions |= {r(n, 1): Fraction(reward) for n, reward in enumerate((*rewards.values(), 0), 1)}
    for place, drawn in enumerate((first, second), 1):
        letters: dict[Any, Any] = {beta: Fraction(price), X: 1, Y: 3, x: 1, y: place}
        boxed = judged(b.part.box("policy").value, Point(letters, functions=functions))
        assert drawn == pytest.approx(float(boxed), rel=1e-9)

    def objective(p: float, q: float) -> float:
        masses = zip((p, q, 1 - p - q), (*rewards.values(), 0), part_2b.REFERENCE, strict=True)
        return sum(m * (gain - price * log(m / float(likely))) for m, gain, likely in masses if m)

    highest = objective(first, second)
    for across, up in ((1e-3, 0), (0, 1e-3), (-1e-3, 0), (0, -1e-3), (-1e-3, 1e-3), (1e-3, -1e-3)):
        moved = first + across, second + up
        if min(*moved, 1 - sum(moved)) > 0:
            assert objective(*moved) < highest
    for number, below in enumerate(part_2b.BELOW, 1):
        outline = curve(part_2b.MOVABLE, f"level-{number}", β=price, **rewards)
        inside = [at for at in zip(*outline, strict=True) if min(*at, 1 - sum(at)) > 1e-3]
        for at in inside:
            # The place is found to one part in 2¹⁴ of the way to the edge: the level lies between.
            way = at[0] - first, at[1] - second
            whole = zip((*way, -sum(way)), (first, second, 1 - first - second), strict=True)
            step = min(mass / -turn for turn, mass in whole if turn < 0) / 2**HALVINGS
            near, far = (
                highest - objective(first + s * way[0], second + s * way[1])
                for s in (1 - 1.01 * step, 1 + 1e-6)
            )
            assert near <= float(below) <= far


def test_the_path_runs_from_the_reference_to_the_largest_reward() -> None:
    firsts, seconds = curve(part_2b.MOVABLE, "path", **{"r₁": -1, "r₂": 2})
    assert (firsts[0], seconds[0]) == pytest.approx((0.25, 0.5), abs=0.03)
    assert (firsts[-1], seconds[-1]) == pytest.approx((0, 1), abs=1e-9)


def test_the_drawn_counts_are_those_of_the_box() -> None:
    assert along(c.part.box("sequences").value, T, [3, 50], {V: 256}) == [256**3, 256.0**50]


def test_a_shift_of_the_rewards_moves_them_and_not_what_the_policies_tell() -> None:
    for price in (0.05, 1.0, 3.0):
        _, plain = curve(part_2d.MOVABLE, "told-line", β=price, c=0)
        _, shifted = curve(part_2d.MOVABLE, "told-line", β=price, c=0.7)
        _, true = curve(part_2d.MOVABLE, "true-line", β=price, c=0.7)
        assert shifted == pytest.approx(plain, abs=1e-9)
        apart = np.subtract(true, shifted)
        assert apart == pytest.approx(np.full(len(apart), apart[0]), abs=1e-9)
        unshifted = [float(reward) for reward in part_2d.REWARDS]
        assert np.subtract(true, unshifted) == pytest.approx(np.full(len(true), 0.7))


@pytest.mark.parametrize("price", [0.2, 0.5, 1.0, 3.0])
def test_preferences_from_rewards_lie_on_the_drawn_sigmoid(price: float) -> None:
    across, up = curve(part_2e.MOVABLE, "pairs", β=price)
    on_curve = along(part_2e.curve, part_2e.apart, across, {"β": price})
    without = along(part_2e.dropped, part_2e.apart, across, {})
    assert up == pytest.approx(on_curve, rel=1e-9)
    assert (up == pytest.approx(without, rel=1e-3)) == (price == 1)


def test_the_two_weights_mirror_each_other_and_are_one_half_at_the_reference() -> None:
    for price in (0.05, 0.8, 3.0):
        margins, right = curve(part_2f.MOVABLE, "right", β=price)
        _, printed = curve(part_2f.MOVABLE, "printed", β=price)
        assert right == pytest.approx([1 / (1 + exp(price * z)) for z in margins])
        assert printed == pytest.approx(right[::-1])
        halves = [
            curve(part_2f.MOVABLE, f"{name}-ours", β=price, ours=0) for name, _ in part_2f.WEIGHTS
        ]
        assert halves == [([0.0], [0.5])] * 2


def test_training_reaches_the_optimum_with_the_right_weight_only() -> None:
    right, misprint = part_2f.trained(misprint=False), part_2f.trained(misprint=True)
    best = part_2f.optimum()
    assert sum(best) == pytest.approx(1)
    assert right[1] == pytest.approx(misprint[1], abs=1e-15)
    assert right[-1] == pytest.approx(best, abs=5e-3)
    assert misprint[-1][0] > 0.99 > best[0] + 0.2
    first = abs(right - best).max(axis=1)
    assert first[-1] < first[40] < first[20] < first[0]


@pytest.mark.parametrize("price", [0.05, 1.0, 2.0])
def test_rankings_add_up_to_one_and_products_of_pairs_do_not(price: float) -> None:
    _, law = curve(part_2g.MOVABLE, "law", β=price)
    _, products = curve(part_2g.MOVABLE, "pairs", β=price)
    assert sum(law) == pytest.approx(1, abs=1e-12)
    assert sum(products) < 0.95
    assert all(point < bar for point, bar in zip(products, law, strict=True))


def test_with_equal_answers_every_ranking_has_the_same_chance() -> None:
    equal = {letter.name: 0.3 for letter in part_2g.log_ratios}
    _, law = curve(part_2g.MOVABLE, "law", **equal)
    _, products = curve(part_2g.MOVABLE, "pairs", **equal)
    assert law == pytest.approx([1 / 24] * 24)
    assert products == pytest.approx([0.5 ** comb(4, 2)] * 24)


def test_no_bar_or_point_leaves_its_axes() -> None:
    highest = part_2g.rankings().get_ylim()[1]
    for ends in product((0.05, 2), *[(-1, 0, 1)] * 4):
        letters = (beta, *part_2g.log_ratios)
        places = dict(zip((letter.name for letter in letters), ends, strict=True))
        _, law = curve(part_2g.MOVABLE, "law", **places)
        assert max(law) < highest
    low, high = part_2d.recovered().get_ylim()
    for price, shift in product((0.05, 3), (-1, 1)):
        for name in ("true-points", "told-points"):
            _, heights = curve(part_2d.MOVABLE, name, β=price, c=shift)
            assert low < min(heights)
            assert max(heights) < high


def test_what_is_said_at_first_is_what_is_drawn_at_first() -> None:
    assert said(part_2g.MOVABLE)[0] == "1"
    _, products = curve(part_2g.MOVABLE, "pairs")
    assert float(said(part_2g.MOVABLE)[1]) == pytest.approx(sum(products), abs=1e-4)


def test_a_row_of_a_table_that_begins_with_a_letter_is_no_operation() -> None:
    table = part_2d.MOVABLE.data({})["tables"]["r"]
    assert all(isinstance(row, list) and isinstance(row[0], list) for row in table)
    assert json.loads(json.dumps(table)) == table
    assert start(part_2d.MOVABLE)["r"][3] == [0.4]


def test_a_crossing_is_where_the_body_falls_to_zero_or_the_high_end() -> None:
    s, k = sp.symbols("s k", positive=True)
    crossing = Crossing(k - s**2, s, sp.S.Zero, sp.Integer(3))
    for square, found in ((2, 2**0.5), (4, 2), (25, 3)):
        for place in (value(tree(crossing), {"k": square}), crossing.subs(k, square).evalf()):
            assert found <= float(place) <= found + 3 / 2**HALVINGS
    assert crossing.free_symbols == {k}


def test_the_points_of_a_ranking_of_k_multiply_to_its_probability() -> None:
    for many in range(2, part_2g.MANY + 1):
        _, factors = curve(part_2g.PLACES, "place", K=many, gap=0.7, β=1.3)
        at = settled(part_2g.PLACES, {"K": many, "gap": 0.7, "β": 1.3})
        together = value(tree(part_2g.PLACES.says[0].value), at)
        assert np.prod(factors[:many]) == pytest.approx(together)
        counted = [exp(-0.7 * 1.3 * n) for n in range(many)]
        assert factors[0] == pytest.approx(1 / sum(counted))
        assert factors[many - 1] == pytest.approx(1, rel=1e-15)
