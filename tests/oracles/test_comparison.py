"""Agreement and telling apart are decided with certainty, down to the last bit."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import flint
import mpmath
import numpy as np
import pytest

from solutions.diffusion import d_mean_sampler as d
from solutions.diffusion.notation import dt, s2
from solutions.dpo import e_bradley_terry as e
from solutions.dpo.notation import Y, beta, x, y1, y2
from solutions.oracles.comparison import Case, Comparison, case, exactly, judged
from solutions.oracles.verdicts import AGREES, CANNOT_TELL, DIFFERS, FAILED, worst
from solutions.oracles.worlds import worlds

AT = {s2: Fraction(1, 4), dt: Fraction(1, 8)}
FACTOR = 0.2


def compared(*cases: Case) -> str:
    return str(judged(Comparison("1d", "factor", "none", cases))["verdict"])


def factor(theirs: object, allowed: float = 1e-16) -> Case:
    return case(d.part, "shrink", AT, theirs, allowed)


def test_what_agrees_and_tells_the_twins_apart_agrees() -> None:
    assert compared(factor(FACTOR)) == AGREES


@pytest.mark.parametrize("theirs", [FACTOR + 1e-15, -FACTOR, 0.0, math.nan, math.inf, -math.inf])
def test_a_number_that_is_off_differs(theirs: float) -> None:
    assert compared(factor(theirs)) == DIFFERS
    assert compared(factor(FACTOR), factor(theirs)) == DIFFERS, "one point of several is enough"


def test_every_decoy_of_a_box_is_a_twin() -> None:
    reasons = {decoy.source_of_error for decoy in d.part.decoys if decoy.box == "shrink"}
    assert set(factor(FACTOR).twins) == reasons


@pytest.mark.parametrize("decoy", [o for o in d.part.decoys if o.box == "shrink"])
def test_a_program_that_made_the_error_of_a_decoy_differs(decoy: object) -> None:
    made = factor(FACTOR).twins[decoy.source_of_error]  # type: ignore[attr-defined]
    assert compared(factor(float(made))) == DIFFERS


def test_a_tolerance_that_lets_a_twin_pass_cannot_tell() -> None:
    assert compared(factor(FACTOR, 0.01)) == AGREES
    assert compared(factor(FACTOR, 0.5)) == CANNOT_TELL


def test_without_a_twin_or_a_point_nothing_is_told() -> None:
    assert compared(replace(factor(FACTOR), twins={})) == CANNOT_TELL
    assert compared() == CANNOT_TELL


def test_a_twin_may_be_told_apart_at_any_one_point() -> None:
    """β dropped is right at β = 1, so a second point has to tell."""
    (world,) = worlds(3)
    at = {Y: 3, x: 1, y1: 1, y2: 2}
    rewards = [float(reward) for reward in world.rewards]
    theirs = 1 / (1 + math.exp(rewards[1] - rewards[0]))

    def powers(strength: Fraction) -> Case:
        return case(e.part, "powers", at | {beta: strength}, theirs, 1e-14, world.tables())

    dropped = "$\\beta$ dropped, right for $\\beta = 1$ only"
    alone = judged(Comparison("2e", "p", "none", (powers(Fraction(1)),)))
    assert alone["verdict"] == CANNOT_TELL
    assert dropped in [twin["why"] for twin in alone["twins"] if not twin["told"]]
    assert compared(powers(Fraction(1)), powers(Fraction(1, 2))) == AGREES


@pytest.mark.parametrize(
    ("number", "exact"),
    [
        (0.1, Fraction(0.1)),
        (np.float64(0.1), Fraction(0.1)),
        (mpmath.mpf(-3) / 8, Fraction(-3, 8)),
        (mpmath.mpf(0), Fraction(0)),
        (3, Fraction(3)),
        (Fraction(3, 8), Fraction(3, 8)),
    ],
)
def test_their_number_is_taken_to_the_last_bit(number: object, exact: Fraction) -> None:
    flint.ctx.prec = 256
    taken = exactly(number)
    assert taken.is_exact()
    assert taken * exact.denominator == exact.numerator


def test_digits_beyond_double_precision_count() -> None:
    with mpmath.workdps(50):
        fifth = mpmath.mpf(1) / 5
        off = fifth + mpmath.mpf(10) ** -40
    assert compared(factor(fifth, 1e-48)) == AGREES
    assert compared(factor(off, 1e-48)) == DIFFERS


@pytest.mark.parametrize("number", [mpmath.nan, mpmath.inf, -mpmath.inf])
def test_a_number_of_mpmath_that_is_none_differs(number: object) -> None:
    assert compared(factor(number)) == DIFFERS


def test_the_case_with_least_room_is_shown() -> None:
    told = judged(Comparison("1d", "factor", "none", (factor(FACTOR), factor(FACTOR + 5e-16, 1))))
    assert told["allowed"] == 1e-16
    assert told["cases"] == 2


def test_worlds_are_the_same_as_floats() -> None:
    for world in worlds(2, 5, 8):
        for number in (*world.rewards, *world.reference, world.strength):
            assert Fraction(float(number)) == number
        assert sum(world.reference) == 1
        assert min(world.reference) > 0
        assert world.strength != 1


def test_the_worst_of_several() -> None:
    assert worst([AGREES, CANNOT_TELL, DIFFERS]) == DIFFERS
    assert worst([AGREES, FAILED]) == FAILED
    assert worst([AGREES]) == AGREES
    assert worst([]) == CANNOT_TELL
