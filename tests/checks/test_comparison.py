"""Comparing a box with what a check found: nothing passes by accident or for want of numbers."""

from __future__ import annotations

import math
from fractions import Fraction

import flint
import pytest
import sympy as sp

from solutions.checks.comparison import judge, unfit
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.letters import Letter, function
from solutions.numbers.pairs import Pair, approaching, enclosed, estimated, exact, rounded
from solutions.objects.laws import Normal

x = Letter("x", "x", positive=True)
g = function("g", "g({0})")
ONE = {x: Fraction(1)}


def agrees(*pairs: Pair) -> list[bool]:
    return [outcome.agrees for outcome in judge(list(pairs))]


def test_exact_numbers_agree_only_if_they_are_equal():
    assert agrees(exact(x / 3, ONE, Fraction(1, 3)), exact(x / 3, ONE, Fraction(33, 100))) == [
        True,
        False,
    ]
    with pytest.raises(TypeError, match="is not a rational number"):
        judge([exact(x, ONE, 1.0)])
    with pytest.raises(TypeError):
        judge([exact(x, {x: 0.5}, 1)])


def test_balls_agree_to_eighteen_digits_and_are_not_called_certain():
    root = sp.sqrt(x)
    two = {x: 2}
    with flint.ctx.workprec(128):
        known = flint.arb(2).sqrt()
    good, wide, wrong, nothing = judge(
        [
            exact(root, two, known),
            exact(root, two, flint.arb(mid=1.4, rad=0.1)),
            exact(root, two, flint.arb("1.41421356")),
            exact(root, two, flint.arb("nan")),
        ]
    )
    assert [good.agrees, wide.agrees, wrong.agrees, nothing.agrees] == [True, False, False, False]
    assert not good.certain
    (rational,) = judge([exact(x, two, 2)])
    assert rational.certain


@pytest.mark.parametrize("found", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_not_finite_agree_with_nothing(found):
    assert agrees(rounded(x, ONE, found)) == [False]
    assert agrees(estimated(x, ONE, found, 1.0, 1)) == [False]


@pytest.mark.parametrize("error", [0.0, -1.0, math.nan, math.inf])
def test_a_standard_error_is_a_number_above_zero(error):
    (outcome,) = judge([estimated(x, ONE, 1.0, error, 1)])
    assert not outcome.agrees


def test_rounding_is_relative_and_says_so_at_zero():
    assert agrees(rounded(x, ONE, 1 + 1e-12), rounded(x, ONE, 1 + 1e-6)) == [True, False]
    assert agrees(rounded(x - 1, ONE, 0.0)) == [True]
    (outcome,) = judge([rounded(x - 1, ONE, 1e-17)])
    assert not outcome.agrees
    assert "rounding is relative: compare with 0 exactly, or add 1 to both" in outcome.message


def test_bounds_are_certain_and_ordered():
    third = sp.Rational(1, 3)
    assert agrees(
        enclosed(x * third, ONE, 0, 1),
        enclosed(x * third, ONE, third, third),
        enclosed(x * third, ONE, Fraction(34, 100), 1),
        enclosed(x * third, ONE, 1, 0),
        enclosed(x * third, ONE, flint.arb("nan"), flint.arb("nan")),
    ) == [True, True, False, False, False]


def path(claim, found, points=4):
    return [
        approaching(claim, {x: Fraction(1, 10**j)}, found(Fraction(1, 10**j)))
        for j in range(1, points + 1)
    ]


def test_an_approximation_gets_better_along_its_path():
    assert all(agrees(*path(x, lambda s: s / (1 + s))))
    assert not all(agrees(*path(x, lambda s: s / (1 + s), points=2)))
    assert not all(agrees(*path(x, lambda s: s * Fraction(101, 100))))
    assert not all(agrees(*path(x + x**2, lambda s: s / (1 + s))))
    assert not all(agrees(*path(x, lambda s: s + Fraction(1, 1000))))


def test_nothing_approaches_zero():
    outcomes = judge(path(sp.S.Zero, lambda s: s))
    assert not any(outcome.agrees for outcome in outcomes)
    assert "a displayed term is 0" in outcomes[0].message


def test_two_paths_are_judged_apart():
    places = [Fraction(1, 10**j) for j in (1, 2, 3)]
    one = [approaching(x, {x: place}, place, path="a") for place in places]
    two = [approaching(x, {x: place}, 2 * place, path="b") for place in places]
    mixed = [pair for both in zip(one, two, strict=True) for pair in both]
    assert agrees(*mixed) == [True, True, True, False, True, False]


def test_a_check_gives_the_functions_it_uses_their_values():
    assert agrees(exact(g(1), {}, 3, functions={g(1): 3})) == [True]
    with pytest.raises(Undecided, match=r"no value was given to g\(2\)"):
        judge([exact(g(2), {}, 3, functions={g(1): 3})])
    with pytest.raises(Undecided, match="no value was given to x"):
        judge([exact(x, {}, 3)])


def test_a_law_is_compared_number_by_number():
    with pytest.raises(Malformed, match=r"N\(0, x\) is not a number; compare its parts"):
        judge([exact(Normal(0, x), ONE, 1)])


def told(*pairs: Pair) -> str:
    return unfit(list(pairs), judge(list(pairs)))


def test_a_check_that_cannot_fail_is_no_check():
    assert told() == "it compares nothing; yield at least one pair"
    assert told(exact(x, ONE, 1)) == ""
    wide = "it would pass a box ten times as large; narrow its bounds or its standard errors"
    assert told(enclosed(x, ONE, -(10**9), 10**9)) == wide
    assert told(enclosed(x, ONE, 0, 2)) == ""
    vague = [estimated(x, ONE, 1.0 + seed / 10, 1e6, seed) for seed in (1, 2, 3)]
    assert told(*vague) == wide


def test_statistics_need_three_streams_for_each_claim():
    def drawn(seed, claim=x, shift=0.0):
        return estimated(claim, ONE, 1.0 + seed / 1000 + shift, 0.01, seed)

    assert told(drawn(1), drawn(2), drawn(3)) == ""
    assert told(drawn(1), drawn(2)) == "2 seed(s) for x; statistics need at least three"
    assert "1 seed(s) for x²" in told(drawn(1), drawn(2), drawn(3), drawn(1, x**2))
    copied = [estimated(x, ONE, 1.001, 0.01, seed) for seed in (1, 2, 3)]
    assert told(*copied) == "two seeds give the same numbers for x; is the seed used?"


def test_the_budget_is_shared_by_all_estimates():
    def at(effect, many):
        return judge([estimated(x, ONE, 1.0 + effect, 1.0, seed) for seed in range(many)])[0].agrees

    assert at(5.7, 1)
    assert not at(5.8, 1)
    assert at(6.2, 30)
    assert not at(7.5, 30)


@pytest.mark.parametrize(
    ("bits", "agree"), [(10, False), (40, False), (58, False), (62, True), (70, True)]
)
def test_balls_agree_to_one_part_in_two_to_the_sixty(bits: int, agree: bool) -> None:
    with flint.ctx.workprec(128):
        root = flint.arb(2).sqrt()
        moved = root + flint.arb(mid=0, rad=root * flint.arb(2) ** -bits)
    (found,) = judge([exact(sp.sqrt(x), {x: 2}, moved)])
    assert found.agrees is agree
