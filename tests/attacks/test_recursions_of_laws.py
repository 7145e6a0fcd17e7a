"""Recursions of random variables whose step is not what its lines are about."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Letter,
    Normal,
    Recursion,
    Term,
    family,
    given,
    negative,
    quantity,
    square,
)
from tests.attacks.lines import Stated, fate, r, t

X, Y, Z, N = (quantity(one, one) for one in "XYZN")
at, noise = family("X", "X_{{{0}}}"), family("N", "N_{{{0}}}")
STANDARD = Normal(0, 1)
mu = Letter("mu", r"\mu", real=True)
v = Letter("v", "v", nonnegative=True)


def walk(first: Any, *terms: Any, by: Any = (mu, v), shift: Any = 0, of: Any = None) -> Derivation:
    """The recursion of X_t with these terms, each (factor, variable, law)."""
    of = at(t) if of is None else of
    step = Combination(tuple(Term(*one) for one in terms), shift=sp.sympify(shift))
    return Derivation("walk", of, Recursion(first, step, by, t, 0, of))


STATE = (1, at(t), Normal(mu, v))
NEXT = Normal(0, t + 1)

FALSE: dict[str, Stated] = {
    "one noise for all steps": lambda: walk(STANDARD, STATE, (1, N, STANDARD)).by_induction(
        NEXT, t, "", start=0
    ),
    "the third noise in every step": lambda: walk(
        STANDARD, STATE, (1, noise(3), STANDARD)
    ).by_induction(NEXT, t, "", start=0),
    "a noise that comes back": lambda: walk(
        STANDARD, STATE, (1, noise((t - 3) ** 2), STANDARD)
    ).by_induction(NEXT, t, "", start=0),
    "a noise that is the state": lambda: walk(
        STANDARD, STATE, (1, negative(at(t)), STANDARD)
    ).by_induction(NEXT, t, "", start=0),
    "the state thrice as wide as it is": lambda: walk(
        STANDARD, (1, at(t), Normal(mu, 3 * v)), (1, noise(t), Normal(0, 0))
    ).by_induction(Normal(0, 3**t), t, "", start=0),
    "the state one further than it is": lambda: walk(
        STANDARD, (1, at(t), Normal(mu + 1, v)), (1, noise(t), STANDARD)
    ).by_induction(Normal(t, 1 + t), t, "", start=0),
    "the state as wide as it never is": lambda: walk(
        Normal(0, 5), (1, at(t), Normal(mu, 4)), (1, noise(t), STANDARD)
    ).by_induction(Normal(0, 5), t, "", start=0),
    "a mean of 2 that began with 5": lambda: walk(
        Normal(5, 1), (1, at(t), Normal(2, v)), (1, noise(t), Normal(3, 1)), by=v
    ).by_induction(Normal(5, 1 + t), t, "", start=0),
    "a mean that moves, and one letter": lambda: walk(
        Normal(5, 1), (1, at(t), Normal(5, v)), (1, noise(t), Normal(3, 1)), by=v
    ).by_induction(Normal(8 - 3 * sp.S.Zero**t, 1 + t), t, "", start=0),
    "the mean as a shift": lambda: walk(
        Normal(1, 1), STATE, (1, noise(t), STANDARD), shift=mu
    ).by_induction(Normal(2**t, 1 + t), t, "", start=0),
    "the variance in a factor": lambda: walk(
        STANDARD, (1 / sp.sqrt(v + 1), at(t), Normal(mu, v))
    ).by_induction(Normal(0, 1 / (1 + t)), t, "", start=0),
    "the same quantity after one step and after three": lambda: walk(
        STANDARD, (1, at((t - 2) ** 2), Normal(mu, v)), of=at((t - 2) ** 2)
    ).by_induction(STANDARD, t, "", start=0),
}


@pytest.mark.parametrize("stated", FALSE.values(), ids=FALSE)
def test_nothing_false_is_proved(stated: Stated) -> None:
    held, said = fate(stated)
    assert not held
    assert "; " in said  # what to do


def test_a_walk_with_new_noises_is_proved() -> None:
    stated = walk(STANDARD, STATE, (1, noise(2 * t + 1), STANDARD))
    assert fate(lambda: stated.by_induction(NEXT, t, "", start=0)) == (True, "")
    moving = walk(Normal(5, 1), STATE, (1, noise(t), Normal(3, 1)))
    assert fate(lambda: moving.by_induction(Normal(5 + 3 * t, 1 + t), t, "", start=0)) == (True, "")
    alone = walk(STANDARD, (1, at(t), Normal(0, v)), (1, noise(t), STANDARD), by=v)
    assert fate(lambda: alone.by_induction(NEXT, t, "", start=0)) == (True, "")


MADE = [negative(Y), square(Y), given(Y, Z, r)]


@pytest.mark.parametrize("made", MADE, ids=[one.text() for one in MADE])
def test_what_is_made_of_others_is_not_added_as_independent(made: Any) -> None:
    both = Combination((Term(1, Y, STANDARD), Term(1, made, STANDARD)))
    held, said = fate(lambda: Derivation("e", X, both).equals(Normal(0, 2), ""))
    assert not held
    assert "which is made of other quantities; declare the laws of these" in said


def test_a_square_has_no_gaussian_law() -> None:
    held, said = fate(lambda: Derivation("e", square(Y), STANDARD).equals(STANDARD, ""))
    assert not held
    assert "a law is declared of (Y)², which is made of other quantities" in said


def test_a_step_that_is_a_law_shows_the_mean_and_the_variance_before() -> None:
    alone = Recursion(STANDARD, Normal(0, v + 1), v, t, 0, at(t))
    assert r"\operatorname{Var} X_{t - 1}" in alone.tex()
    both = Recursion(Normal(1, 1), Normal(mu + 1, 2 * v), (mu, v), t, 0, at(t))
    assert r"\mathbb E[X_{t - 1}]" in both.tex()
    assert r"\operatorname{Var} X_{t - 1}" in both.tex()
