"""Two letters of one name are two letters: what is assumed of one is lost for neither."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import Letter
from tests.kernel.letters import x

t = Letter("t", "t", positive=True)
tau = Letter("t", r"\tau", positive=True)
BOTH = Domain((t >= 1, tau >= 1))


def test_each_keeps_its_facts_when_another_letter_is_replaced() -> None:
    moved = BOTH.at({x: sp.Integer(2)})
    assert set(moved.facts) == {t >= 1, tau >= 1}
    assert signs.nonnegative(t + tau - 2, moved)
    assert not signs.nonnegative(t + tau - 3, moved)


def test_each_keeps_its_sign_when_both_are_replaced() -> None:
    r, s = (Letter(one, one, real=True) for one in "rs")
    assert set(Domain().at({t: r, tau: s}).facts) == {r > 0, s > 0}
    for values in ({t: sp.S.NegativeOne, tau: x}, {t: x, tau: sp.S.NegativeOne}):
        with pytest.raises(Undecided, match="what t is declared to be is false"):
            Domain().at(values)


def test_what_is_false_of_one_is_found_false() -> None:
    half = sp.Rational(1, 2)
    for values in ({t: half}, {tau: half}, {t: half, tau: x}, {t: x, tau: half}):
        with pytest.raises(Undecided, match="t >= 1 is false"):
            BOTH.at(values)


def test_a_fact_about_one_says_nothing_of_the_other() -> None:
    only = Domain((t >= 1,))
    assert signs.nonnegative(t - 1, only)
    assert not signs.nonnegative(tau - 1, only)
    assert not signs.nonnegative(t - tau, BOTH)
