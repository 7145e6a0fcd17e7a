"""What 2c counts and what its sampler does."""

import random
from collections import Counter
from dataclasses import replace

import pytest
import sympy as sp

from solutions.author import EVERYWHERE, Derivation, quantity, same, tex
from solutions.dpo import c_partition_function as c
from solutions.dpo.notation import R, T, V, Y, Z, beta, x, y
from solutions.dpo.world import WORLD

size, rounded = c.part.box("size").value, c.part.box("rounded").value


def test_the_number_is_the_one_on_the_sheet() -> None:
    assert size == 50_000**50
    assert len(str(size)) == 235
    assert tex(size) == "50000^{50}"
    assert tex(rounded) == r"8.9 \cdot 10^{234}"


def test_one_token_more_multiplies_by_the_vocabulary() -> None:
    count = c.part.box("sequences").value
    assert same(count.xreplace({T: T + 1}), V * count, EVERYWHERE)
    assert [c.count(3, length) for length in range(5)] == [3**length for length in range(5)]


def test_a_looser_bound_only_lowers_the_chance() -> None:
    chance = c.part.box("acceptance").value
    looser = chance.xreplace({R: R + beta * sp.log(2)})
    assert same(looser, chance / 2, EVERYWHERE)
    assert same(chance.xreplace({R: beta * sp.log(Z(x))}), sp.S.One, EVERYWHERE)


def test_what_is_kept_adds_up_to_one() -> None:
    kept = c.part.box("accepted").value
    assert same(sp.Sum(kept, (y, 1, Y)), sp.S.One, EVERYWHERE)


def test_a_sampler_that_never_rejects_returns_the_reference() -> None:
    flat = replace(WORLD, rewards=tuple((row[0],) * 3 for row in WORLD.rewards))
    dice = random.Random(5)
    found = Counter(c.rejection_sample(flat, 2, dice) for _ in range(2000))
    assert found[3] / 2000 == pytest.approx(0.8, abs=0.05)


@pytest.mark.parametrize(
    ("number", "digits", "expected"),
    [
        (sp.Integer(8_881_784), 2, 8_900_000),
        (sp.Integer(995), 2, 1000),
        (sp.Rational(-1, 3), 3, sp.Rational(-333, 1000)),
        (sp.Integer(50_000) ** 50, 2, 89 * 10**233),
        (sp.Rational(1, 80), 1, sp.Rational(1, 100)),
    ],
)
def test_rounding_to_significant_digits(number: sp.Rational, digits: int, expected: object) -> None:
    rounded = Derivation("n", quantity("n", "n"), number).rounds_to(digits, because="")
    assert rounded.result == expected
    assert rounded.steps[0].judge().holds


@pytest.mark.parametrize("wrong", [88 * 10**233, 90 * 10**233, 89 * 10**232, 8882 * 10**231])
def test_a_wrong_rounding_is_refuted(wrong: int) -> None:
    found = replace(c.terms.steps[-1], rhs=sp.Integer(wrong)).judge()
    assert found.verdict == "refuted"
    assert "to 2 significant digits it is 8.9" in found.message
