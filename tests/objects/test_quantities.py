"""Quantities: what they are named, and what becomes of them when letters get values."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import (
    Letter,
    difference,
    family,
    given,
    gradient,
    limit,
    log_density,
    ratio,
    total,
    variance,
)
from solutions.kernel.errors import Undecided

t, a, x = (Letter(name, name, real=True) for name in "tax")
X = family("X", "X_{{{0}}}", "a state")


def test_a_gradient_is_taken_before_its_letter_gets_a_value() -> None:
    slope = gradient(X(t + a), t)
    placed = slope.at({t: sp.S.Zero, a: sp.S.One})
    assert placed.text() == "∇_t X(t + 1) at t = 0"
    assert placed != gradient(X(sp.S.One), t)
    assert placed.at({t: sp.Integer(5)}) == placed


def test_the_value_of_a_gradients_letter_may_hold_letters_that_get_values() -> None:
    placed = gradient(X(t), t).at({t: 2 * a}).at({a: sp.Integer(3)})
    assert placed.text() == "∇_t X(t) at t = 6"


def test_a_bound_letter_is_left_alone_and_captures_nothing() -> None:
    summed = total(X(t + a), t)
    assert summed.at({t: sp.Integer(7)}) == summed
    with pytest.raises(Undecided, match="t already has a meaning of its own"):
        summed.at({a: t})


def test_the_letter_of_a_density_is_free() -> None:
    assert log_density(X(t), x).at({x: a}) == log_density(X(t), a)


def test_several_conditions_are_one_event() -> None:
    both = given(X(t), X(0), x, (X(1), a))
    assert both.tex() == r"X_{t} \mid X_{0} = x,\, X_{1} = a"
    assert both.text() == "X(t) | X(0) = x, X(1) = a"
    assert both.at({x: sp.S.One}) == given(X(t), X(0), sp.S.One, (X(1), a))


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (gradient(ratio(X(0), x), t), "∇_t (X(0) / x)"),
        (ratio(gradient(X(0), t), x), "(∇_t X(0)) / x"),
        (difference(x, difference(X(0), X(1))), "x − (X(0) − X(1))"),
        (difference(difference(x, X(0)), X(1)), "x − X(0) − X(1)"),
        (ratio(x, ratio(X(0), X(1))), "x / (X(0) / X(1))"),
        (limit(ratio(variance(X(0)), x), r"t \to 0"), "lim (Var(X(0)) / x)"),
    ],
)
def test_brackets_tell_what_an_operation_is_of(shown: object, expected: str) -> None:
    assert shown.text() == expected  # type: ignore[attr-defined]
    assert ("(" in shown.tex()) == (" (" in f" {expected}")  # type: ignore[attr-defined]
