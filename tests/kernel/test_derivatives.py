"""Derivatives by real letters, and by the values of a function at whole places."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import (
    EVERYWHERE,
    Derivation,
    Domain,
    defined,
    derivative,
    function,
    quantity,
    same,
)
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.binding import Index
from solutions.relations.laws.variation import Gradient
from tests.kernel.letters import c, f, g, i, j, k, m, n, r, x, z

delta = sp.KroneckerDelta
total = sp.Sum(sp.exp(z(k)), (k, 1, n))
INSIDE = Domain((n >= i, n >= j))


def share(place: sp.Expr) -> sp.Expr:
    """The softmax of z."""
    return sp.exp(z(place)) / total


def gradient(value, by, claimed, where=INSIDE):
    return Gradient(by).judge(value, claimed, where).verdict


# --- by what -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "by",
    [n, c, g, Index("i_0", integer=True), sp.Symbol("w"), sp.Integer(2), x + 1, sp.exp(x), sp.pi],
    ids=str,
)
def test_there_is_no_derivative_by_what_is_not_real_and_free(by):
    with pytest.raises(Undecided, match="no derivative with respect to"):
        derivative(by**2 + x, by)


@pytest.mark.parametrize(
    "by", [z(x), z(r), z(n / 2), z(x * n), z(Index("i_0", integer=True))], ids=str
)
def test_nor_by_a_function_at_places_that_are_not_whole(by):
    with pytest.raises(Undecided, match="no derivative with respect to"):
        derivative(by**2, by)


def test_nor_by_an_abbreviation():
    with pytest.raises(Undecided, match="no derivative with respect to"):
        derivative(x**2, defined("A", "A({0})", lambda w: w)(n))


# --- by function values --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "slope"),
    [
        (f(1) ** 2, 2 * f(1)),
        (f(2) ** 2, sp.S.Zero),
        (f(1) * f(2), f(2)),
        (f(j) * x, x * delta(j, 1)),
        (sp.exp(f(j)) + r, sp.exp(f(j)) * delta(j, 1)),
        (defined("A", "A({0})", lambda w: f(w) ** 3)(1), 3 * f(1) ** 2),
    ],
    ids=str,
)
def test_each_value_is_a_variable_of_its_own(value, slope):
    assert gradient(value, f(1), slope, EVERYWHERE) == "proved"
    assert gradient(value, f(1), slope + 1, EVERYWHERE) == "refuted"


def test_a_square_has_a_slope():
    claim = Derivation("E", quantity("E", "E"), f(1) ** 2).gradient(0, f(1), "")
    assert claim.steps[0].judge().verdict == "refuted"


def test_what_depends_on_a_value_unseen_is_refused():
    hidden = function("h", "h({0})")
    for value in (hidden(f(1)), sp.Derivative(f(x), x), sp.Product(f(k), (k, 1, n)), f(f(1))):
        with pytest.raises(Undecided, match="no rule to differentiate"):
            derivative(value, f(1))


def test_the_softmax_has_its_jacobian():
    assert gradient(share(i), z(j), share(i) * (delta(i, j) - share(j))) == "proved"
    assert gradient(share(j), z(j), share(j) * (1 - share(j))) == "proved"
    assert gradient(sp.log(share(i)), z(j), delta(i, j) - share(j)) == "proved"
    assert gradient(sp.log(total), z(j), share(j)) == "proved"


@pytest.mark.parametrize(
    "wrong",
    [
        share(i) * (delta(i, j) + share(j)),
        share(j) * (delta(i, j) + share(i)),
        share(i) * (1 - share(j)),
        -share(i) * share(j),
        share(i) * delta(i, j),
        share(i) * (delta(i, j) - share(i)),
        share(i) * (delta(i, j) - 2 * share(j)),
        sp.S.Zero,
    ],
    ids=str,
)
def test_and_no_other(wrong):
    assert gradient(share(i), z(j), wrong) == "refuted"


def test_a_place_outside_of_the_sum_is_another_matter():
    assert gradient(sp.log(total), z(j), share(j), EVERYWHERE) == "refuted"
    assert gradient(sp.log(total), z(m), share(m), INSIDE) == "refuted"
    assert gradient(total, z(k), sp.exp(z(k)), Domain((n >= k,))) == "proved"


# --- Kronecker's δ -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (delta(i, j), delta(j, i)),
        (delta(i, j) ** 2, delta(i, j)),
        (delta(i, j) ** 5, delta(i, j)),
        ((1 - delta(i, j)) ** 2, 1 - delta(i, j)),
        (delta(i + 1, j + 1), delta(i, j)),
        (delta(2 * i - i, j), delta(i, j)),
        (delta(i + j, j + m), delta(i, m)),
        (delta(n, n + 1), sp.S.Zero),
        (sp.Sum(delta(k, j) * z(k), (k, 1, n)), z(j)),
        (sp.Sum(delta(k, j) * z(k) + x, (k, 1, n)), z(j) + n * x),
        (sp.Sum(delta(k - 1, j - 1) * k * z(k) / x, (k, 0, n)), j * z(j) / x),
        (sp.Sum(delta(k, i) * delta(k, j) * z(k), (k, 1, n)), delta(i, j) * z(j)),
        (sp.Sum(delta(k, m) * z(m), (m, 1, n), (k, 1, n)), sp.Sum(z(k), (k, 1, n))),
    ],
    ids=str,
)
def test_laws_of_the_delta(left, right):
    assert same(left, right, INSIDE)
    assert not same(left + delta(i, j) / 7, right, INSIDE)


@pytest.mark.parametrize(
    "where",
    [
        EVERYWHERE,
        Domain((j >= 2,)),
        Domain((n >= i,)),
        Domain((n + 1 >= j,)),
        Domain((n >= j / 2,)),
    ],
    ids=str,
)
def test_a_delta_picks_a_term_only_where_there_is_one(where):
    assert not same(sp.Sum(delta(k, j) * z(k), (k, 1, n)), z(j), where)


@pytest.mark.parametrize("place", [x, r, n / 2, x * n, f(1)], ids=str)
def test_a_delta_is_of_whole_numbers(place):
    with pytest.raises(Undecided, match="δ at"):
        same(delta(place, j), x, EVERYWHERE)
