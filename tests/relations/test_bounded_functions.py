"""β(s) < 1 for all s: declared with the function, used for signs, respected by points."""

from typing import Any

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, Point, function, quantity, value
from solutions.kernel import signs
from solutions.kernel.errors import Malformed

E = quantity("E", "E")

s, t = (Letter(name, name, real=True) for name in "st")
n, k = (Letter(name, name, integer=True, positive=True) for name in "nk")
ANY = Domain()
beta = function("β", r"\beta({0})", positive=True, below=1)
rate = function("r", "r({0})", at_most=2)
part = function("u", "u({0})", above=-1, at_most=1)
half = function("h", "h({0})", at_least=0, below=sp.Rational(1, 2))
closed = function("c", "c({0})", at_least=0, at_most=1)


@pytest.mark.parametrize(
    "true",
    [
        1 - beta(s),
        1 - beta(s) * beta(t),
        1 / (1 - beta(s)),
        1 - beta(s) ** 2,
        1 + part(s),
        sp.Rational(1, 2) - half(s),
        sp.Product(1 - beta(k), (k, 1, n)),
        sp.Sum(1 - beta(k), (k, 1, n)),
    ],
)
def test_what_follows_from_a_bound_is_positive(true: sp.Expr) -> None:
    assert signs.positive(true, ANY)
    assert not signs.nonnegative(-true, ANY)


def test_a_bound_that_may_be_reached_gives_only_a_closed_sign() -> None:
    for true in (2 - rate(s), 1 - part(s), half(s), 1 - closed(s)):
        assert signs.nonnegative(true, ANY)
        assert not signs.positive(true, ANY)


@pytest.mark.parametrize(
    "unknown",
    [
        sp.Rational(1, 2) - beta(s),
        1 - 2 * beta(s),
        beta(s) - beta(t),
        1 - rate(s),
        half(s) - sp.Rational(1, 4),
        n - sp.Sum(2 * beta(k), (k, 1, n)),
        1 - sp.Sum(beta(k), (k, 1, n)),
        sp.Derivative(beta(s), s) + 1,
        1 - sp.Derivative(beta(s), s),
    ],
)
def test_what_does_not_follow_is_not_claimed(unknown: sp.Expr) -> None:
    assert not signs.nonnegative(unknown, ANY)


def test_lines_use_a_bound_and_false_ones_are_refuted() -> None:
    def verdict(small: sp.Expr, large: sp.Expr) -> str:
        return Derivation("e", E, small).at_most(large, "").steps[-1].judge().verdict

    assert verdict(beta(s), sp.S.One) == "proved"
    assert verdict(sp.log(1 - beta(s)), -beta(s)) == "proved"
    assert verdict(beta(s), sp.Rational(1, 2)) == "refuted"
    assert verdict(sp.S.One, beta(s)) == "refuted"
    assert verdict(beta(s), beta(t)) == "refuted"


def test_two_functions_of_one_name_with_other_bounds_are_two() -> None:
    assert function("β", r"\beta({0})", positive=True)(s) != beta(s)
    assert not signs.positive(1 - function("β", r"\beta({0})", positive=True)(s), ANY)


@pytest.mark.parametrize("named", [beta, rate, part, half, closed])
def test_points_respect_the_bounds(named: Any) -> None:
    drawn = {value(named(place), Point({}, seed=seed)) for place in range(6) for seed in range(12)}
    assert all(named.bounds.hold(sp.Rational(int(x.p), int(x.q))) for x in drawn)
    assert len(drawn) > 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"below": 0.5},
        {"below": s},
        {"below": 1, "at_most": 2},
        {"above": 2, "below": 1},
        {"positive": True, "below": 0},
    ],
)
def test_bounds_that_are_none_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        function("f", "f({0})", **wrong)
