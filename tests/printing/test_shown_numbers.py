"""How numbers and points are told: short, at any size, on a terminal and on a page."""

from fractions import Fraction

import flint
import pytest
import sympy as sp

from solutions.author import Derivation, enclosed, exact, judge, rounded, tex, written
from solutions.numbers.balls import show

n = sp.Symbol("n", integer=True, positive=True)
f = sp.Function("f", positive=True)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (flint.fmpq(1, 3), "1/3 ≈ 0.3333"),
        (flint.fmpq(50_000) ** 50, "8.88178e+234"),
        (flint.fmpq(-50) ** 50_001, "-1.58193e+84950"),
        (flint.arb(3) * flint.arb(10) ** 30, "3e+30"),
    ],
)
def test_numbers_of_any_size_are_short(number: flint.fmpq | flint.arb, said: str) -> None:
    assert show(number) == said


def test_a_point_with_many_function_values_names_two() -> None:
    table = {f(k): Fraction(1, k) for k in (1, 2, 3)}
    pair = exact(f(n), {n: 2}, Fraction(1, 2), functions=table)
    assert pair.where() == "n = 2, f(1) = 1, f(2) = 1/2, …"
    assert pair.where(tex).endswith(r", \ldots")


def test_long_rationals_of_a_point_are_decimals() -> None:
    pair = exact(n, {n: Fraction(123456789, 1234567)}, 1)
    assert pair.where() == "n ≈ 100"
    assert pair.where(tex) == r"{n \approx 100}"


def test_an_enclosure_narrower_than_its_digits_is_told_by_its_width() -> None:
    third, tiny = Fraction(1, 3), Fraction(1, 10**24)
    [outcome] = judge([enclosed(sp.Rational(1, 3), {}, third - tiny, third + tiny)])
    assert outcome.agrees
    assert outcome.found == "0.3333, enclosed within 2e-24"
    [wide] = judge([enclosed(sp.Rational(1, 3), {}, 0, 1)])
    assert wide.found == "in [0, 1]"


def test_the_hint_on_rounding_is_for_the_author_only() -> None:
    [outcome] = judge([rounded(sp.S.Zero, {}, 1e-20)])
    assert not outcome.agrees
    assert outcome.message.endswith("compare with 0 exactly, or add 1 to both")
    assert outcome.found == "1e-20"


def test_strictly_less_is_not_claimed_of_what_may_be_equal() -> None:
    falling = Derivation("falling", written(-(n**2)))
    assert falling.less_than(0, because="a square").steps[-1].judge().verdict == "proved"
    touching = Derivation("touching", written(-((n - 1) ** 2)))
    assert touching.less_than(0, because="a square").steps[-1].judge().verdict != "proved"
