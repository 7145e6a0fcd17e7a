"""Series Σ P(k) q^k for |q| < 1: nothing is taken from what the index is declared to be."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest
import sympy as sp

from solutions.kernel.algebra import canonical, reasoning
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import same
from solutions.kernel.rules.series import Term, is_series, require_convergence, terms
from solutions.kernel.terms.letters import Letter
from solutions.numbers.points import Point
from solutions.numbers.values import value
from solutions.relations.equalities.equality import equal
from tests.kernel.letters import c, f, g, i, k, n, r, s, x, y

oo, two, half = sp.oo, sp.Integer(2), sp.Rational(1, 2)
SHORT = Domain((r < 1, r > -1))
NOTHING = sp.log(sp.Mul(x, y, evaluate=False), evaluate=False) - sp.log(x) - sp.log(y)
"""A zero that has to be found out."""


def series(body: sp.Expr, index: sp.Symbol, low: int = 0) -> sp.Expr:
    return sp.Sum(body, (index, low, oo))


@pytest.mark.parametrize("index", [k, c, g], ids=["positive", "nonnegative", "whole"])
def test_nothing_to_the_power_zero_is_one_whatever_the_index_is_declared(index: Letter) -> None:
    first = series(NOTHING**index + two**-index, index)
    rest = series(two**-index, index)
    assert equal(first, rest, EVERYWHERE).verdict == "refuted"
    assert not same(first, rest, EVERYWHERE)
    assert not same(
        series(NOTHING**index, index), series(index * NOTHING**index, index), EVERYWHERE
    )
    there = Point({x: Fraction(3), y: Fraction(2)})
    assert flint.arb(value(first, there)).overlaps(flint.arb(value(rest + 1, there)))


def test_a_series_has_a_value_where_every_term_has_one() -> None:
    with pytest.raises(Undecided, match="a division by r, which is not proved to differ from 0"):
        same(series((1 / r + 1) * r * half**c, c), series((1 + r) * half**c, c), EVERYWHERE)
    apart = Domain(nonzero=(r,))
    assert same(series((1 / r + 1) * r * half**c, c), series((1 + r) * half**c, c), apart)
    with pytest.raises(Undecided, match="≠ 0 is needed"):
        same(series(r ** (c - 1), c), x, SHORT)
    with pytest.raises(Undecided, match="a division by r, which is not proved to differ from 0"):
        require_convergence(series(half**c / r, c), reasoning(EVERYWHERE))
    assert same(series(r ** (c + 1), c), r * series(r**c, c), SHORT)


@pytest.mark.parametrize(
    ("ratio", "domain"),
    [
        (r, EVERYWHERE),
        (r, Domain((r < 1,))),
        (r, Domain((r > -1,))),
        (r, Domain((r <= 1, r > -1))),
        (r, Domain((r < 1, r >= -1))),
        (x, Domain((x <= 1,))),
        (sp.S.One, EVERYWHERE),
        (sp.S.NegativeOne, EVERYWHERE),
        (two, EVERYWHERE),
        (-two, EVERYWHERE),
        (r**2, Domain((r <= 1, r >= -1))),
    ],
    ids=str,
)
def test_it_converges_only_for_a_ratio_between_minus_one_and_one(
    ratio: sp.Expr, domain: Domain
) -> None:
    for body in (ratio**c, c * ratio**c, ratio**c + half**c):
        with pytest.raises(Undecided, match=r"converges for \|.*\| < 1, which is not proved"):
            same(series(body, c), x, domain)


@pytest.mark.parametrize("ratio", [half, -half, r, -r, 1 / (1 + x)], ids=str)
def test_with_such_a_ratio_it_is_linear(ratio: sp.Expr) -> None:
    total = series(ratio**c, c)
    assert same(series(s * ratio**c, c), s * total, SHORT)
    assert same(series((1 + c) * ratio**c, c), total + series(c * ratio**c, c), SHORT)
    assert not same(series(c * ratio**c, c), total, SHORT)
    assert not same(series(c**2 * ratio**c, c), series(c * ratio**c, c), SHORT)
    assert not same(series(ratio**c, c, low=1), total, SHORT)
    assert same(series(ratio**c, c), series(ratio**i, i), SHORT)


def test_other_ratios_and_degrees_make_other_series() -> None:
    shapes = [c**degree * ratio**c for degree in range(3) for ratio in (half, -half, half / 2, r)]
    for one in shapes:
        for other in shapes:
            assert same(series(one, c), series(other, c), SHORT) is (one == other)


@pytest.mark.parametrize("body", [half**c, c * half**c, (x + c**2) * (-half) ** (c + 1)], ids=str)
def test_the_normal_form_of_a_series_has_its_value(body: sp.Expr) -> None:
    for low in (0, 1, 2):
        expr = series(body, c, low)
        there = Point({x: Fraction(3)})
        assert flint.arb(value(canonical(expr, EVERYWHERE), there)).overlaps(
            flint.arb(value(expr, there))
        )


@pytest.mark.parametrize(
    "body",
    [
        f(c) * half**c,
        half ** (c**2),
        half ** (c * f(c)),
        half ** (c + f(c)),
        half**c / (c + 1),
        half**c / c,
        c**r * half**c,
        sp.sqrt(c) * half**c,
        (c + x) ** r * half**c,
    ],
    ids=str,
)
def test_other_series_have_no_rule(body: sp.Expr) -> None:
    with pytest.raises(Undecided, match=r"an infinite series of .*c.*: series of P\(c\)·q\^c have"):
        terms(body, c)


@pytest.mark.parametrize("low", [-1, -2, half, n, r, x], ids=str)
def test_a_series_begins_at_a_number(low: sp.Expr) -> None:
    with pytest.raises(Undecided, match="does not begin at a number 0, 1, 2"):
        same(sp.Sum(half**g, (g, low, oo)), x, EVERYWHERE)


def test_a_series_is_in_one_index() -> None:
    double = sp.Sum(half ** (c + i), (c, 0, oo), (i, 1, oo))
    assert is_series(double)
    assert is_series(sp.Sum(half ** (c + i), (c, 0, oo), (i, 1, n)))
    assert not is_series(sp.Sum(f(i), (i, 1, n)))
    assert not is_series(sp.Product(f(i), (i, 1, oo)))
    with pytest.raises(Undecided, match="is a series in more than one index"):
        same(double, x, EVERYWHERE)


def test_terms_are_told_by_weight_degree_and_ratio() -> None:
    assert terms(3 * c**2 * r ** (c + 2), c) == (Term(3 * r**2, 2, r),)
    assert terms(c * c**3 * half**c * r ** (2 * c), c) == (Term(sp.S.One, 4, half * r**2),)
    assert terms(sp.exp(-c * x + s), c) == (Term(sp.exp(s), 0, sp.exp(-x)),)
    assert terms(f(1), c) == (Term(f(1), 0, sp.S.One),)
    assert set(terms((1 - c) * half**c, c)) == {
        Term(sp.S.One, 0, half),
        Term(sp.S.NegativeOne, 1, half),
    }
