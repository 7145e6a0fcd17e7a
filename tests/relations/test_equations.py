"""Two equations say the same where both hold at the same points, and not where one value is one."""

from __future__ import annotations

import pytest

from solutions.answers.equality import equal

SAME = [
    ("2x = 6", "x = 3", ""),
    ("y = 2x", "2x = y", ""),
    ("3x + 2y = 6", "y = 3 - 3x/2", ""),
    ("x y = 1", "y = 1/x", ""),
    ("a/b = c", "a = b c", ""),
    ("V = I R", "I = V/R", "R > 0"),
    ("x^2 = 4", "x = 2", "x > 0"),
    ("x^2 = -1", "x^2 = -2", ""),
    ("sin(x)^2 + cos(x)^2 = 1", "2 = 2", ""),
]
OTHERS = [
    ("x^2 = 4", "x^3 = 4", "x = 2"),
    ("x^2 = 4", "x = 2", "x = -2"),
    ("x = 3", "x = 4", "x = 3"),
    ("x^2 = 2", "x^2 = 3", "x = sqrt(2)"),
    ("y = 0", "x^2 y = 0", "x = 0"),
    ("x = 1", "x + 10^(-30) = 1", "x = 1"),
    ("y = x^2", "z = x^2", "z ="),
    ("x = x", "x = 1", "x ="),
    ("e^x = 1", "x = 1", "x = 1"),
]
OPEN = [("e^x = 1", "x = 0"), ("f(x) = x^2", "g(x) = x^2")]
UNLIKE = [("x^2 = 4", "4"), ("x = y = z", "z"), ("2 + 2 = 5 = 4", "4")]


@pytest.mark.parametrize(("left", "right", "where"), SAME)
def test_the_same_up_to_a_factor_that_is_never_zero(left: str, right: str, where: str) -> None:
    for one, two in ((left, right), (right, left)):
        found = equal(one, two, where)
        assert found["verdict"] == "equal", found["because"]
        assert found["because"].startswith("the same equation: ")


@pytest.mark.parametrize(("left", "right", "at"), OTHERS)
def test_different_where_exactly_one_holds(left: str, right: str, at: str) -> None:
    for one, two in ((left, right), (right, left)):
        found = equal(one, two)
        assert found["verdict"] == "different", found["because"]
        assert found["counterexample"]
    assert at in equal(left, right)["counterexample"]


@pytest.mark.parametrize(("left", "right"), OPEN)
def test_nothing_is_said_without_a_proof_or_a_point(left: str, right: str) -> None:
    for one, two in ((left, right), (right, left)):
        assert equal(one, two)["verdict"] == "undecided"


@pytest.mark.parametrize(("left", "right"), UNLIKE)
def test_an_equation_is_compared_with_another_one_only(left: str, right: str) -> None:
    for one, two in ((left, right), (right, left)):
        found = equal(one, two)
        assert found["verdict"] == "unreadable"
        assert "equation" in found["because"] or "equals signs" in found["because"]


def test_a_letter_takes_values_of_its_kind() -> None:
    assert equal("n^2 = 2", "n^2 = 3", "n integer")["verdict"] != "different"
    assert equal("x = -1", "x = -2", "x > 0")["verdict"] != "different"
    assert equal("(x-1)/(x-1) = 1", "x = x")["verdict"] == "equal"


def test_a_name_in_front_is_none_of_the_number() -> None:
    assert equal("y = x^2", "x*x")["verdict"] == "equal"
    assert equal("f(x) = x^2", "f(x) = x*x")["verdict"] == "equal"
