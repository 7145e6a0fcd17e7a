"""A short run of the fuzzing, always the same; ``make fuzz`` goes on for minutes."""

import random
from fractions import Fraction

import pytest
from hypothesis import settings

from tests.answers import fuzz
from tests.answers.reals import differ


def test_a_short_run():
    fuzz.run(settings().max_examples // 2, seed=1)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("x/sqrt(x*π)", "x*2/2*(1/sqrt(π*x))"),
        ("|x/y|", "|x|/|y|"),
        ("cos(-π)", "cos(-π + 10^(-30))"),
    ],
)
def test_what_once_went_wrong(left, right):
    fuzz.compared(left, right, random.Random(0))


def test_the_comparison_can_fail():
    assert fuzz.apart("x", "|x|", {"x": Fraction(-1)})
    assert not differ("x", "|x|", "x = 1")
