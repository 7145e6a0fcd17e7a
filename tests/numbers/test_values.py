"""Values at points: exact where they can be, certain where they cannot, consistent always."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest
import sympy as sp
from hypothesis import assume, given

from solutions.evidence.counterexamples import counterexample, points
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import Letter, function
from solutions.numbers.balls import power, show
from solutions.numbers.points import Point, fits
from solutions.numbers.values import different, value
from solutions.relations.equalities.equality import equal
from tests.kernel.expressions import DOMAIN, LAW, positives, reals

N = Letter("N", "N", integer=True, positive=True)
i = Letter("i", "i", integer=True, positive=True)
a = Letter("a", "a", real=True)
theta = Letter("θ", r"\theta", real=True)
p = function("p", "p({0}, {1})", positive=True)
g = function("g", "g({0})")


@LAW
@given(reals())
def test_a_value_agrees_with_sympys_own_numbers(expr):
    assume(not expr.has(sp.Sum, sp.Product) and not expr.atoms(sp.core.function.AppliedUndef))
    point = next(points(set(expr.free_symbols), DOMAIN, 20))
    numbers = {
        letter: sp.Rational(number.numerator, number.denominator)
        for letter, number in point.symbols.items()
    }
    try:
        ours = flint.arb(value(expr, point))
    except Undecided:
        assume(False)
        raise
    theirs = float(sp.N(expr.xreplace(numbers), 30))
    assert float(ours) == pytest.approx(theirs, rel=1e-12, abs=1e-25)


@LAW
@given(positives())
def test_more_digits_only_make_a_ball_smaller(expr):
    point = next(points(set(expr.free_symbols), DOMAIN, 20))
    few, many = (flint.arb(value(expr, point, bits)) for bits in (64, 256))
    assert few.overlaps(many)
    assert many.rad() <= few.rad()
    assert different(expr, expr, point) is None


def test_powers_at_the_edges():
    half, zero = flint.fmpq(1, 2), flint.fmpq(0)
    assert power(zero, flint.fmpq(0)) == 1
    assert power(zero, half) == 0
    assert power(flint.fmpq(4, 9), half) == flint.fmpq(2, 3)
    for base, exponent in [(zero, flint.fmpq(-1)), (flint.fmpq(-1), half), (zero, -half)]:
        with pytest.raises(Undecided):
            power(base, exponent)


@pytest.mark.parametrize(
    "expr",
    [sp.log(a), sp.log(-1 - a**2), 1 / a, sp.sqrt(a - 1), sp.Sum(a, (i, 1, a + sp.Rational(1, 2)))],
    ids=str,
)
def test_what_has_no_value_has_none(expr):
    with pytest.raises(Undecided):
        value(expr, Point({a: Fraction(0)}))


def test_a_sum_that_runs_backwards_has_no_value():
    assert value(sp.Sum(i, (i, 3, 2)), Point({})) == 0
    for kind in (sp.Sum, sp.Product):
        with pytest.raises(Undecided, match="runs backwards, from 5 to 1, has no value"):
            value(kind(i, (i, 5, 1)), Point({}))


def test_a_function_is_one_function_at_a_point():
    point = Point({a: Fraction(2)})
    assert value(g(a) - g(2), point) == 0
    assert value(g(a), Point({a: Fraction(2)}, seed=1)) == value(g(2), Point({}, seed=1))
    twin = function("g", "G({0})")
    drawn = [(value(g(k), point), value(twin(k), point)) for k in range(8)]
    assert any(one != other for one, other in drawn), "two functions of one name are two"


def test_slopes_of_a_function_belong_to_its_members():
    slopes = sp.Sum(sp.Derivative(p(i, theta), theta), (i, 1, 2))
    by_hand = sp.Derivative(p(1, theta), theta) + sp.Derivative(p(2, theta), theta)
    assert equal(slopes, by_hand, EVERYWHERE).verdict == "proved"
    assert equal(slopes, 2 * sp.Derivative(p(1, theta), theta), EVERYWHERE).verdict == "refuted"


def test_a_law_adds_up_to_one_and_its_slopes_to_zero():
    law = Domain(unit_sums=(sp.Sum(p(i, theta), (i, 1, N)),))
    total = sp.Sum(p(i, theta), (i, 1, N))
    slopes = sp.Sum(sp.Derivative(p(i, theta), theta), (i, 1, N))
    for point in points({N, theta}, law, 6):
        assert value(total, point) == 1
        assert value(slopes, point) == 0
    assert equal(slopes, sp.S.Zero, law).verdict == "proved"


def test_a_table_that_adds_up_to_zero_is_no_law():
    signed = function("s", "s({0})")
    law = Domain(unit_sums=(sp.Sum(signed(i), (i, 1, N)),))
    point = Point(
        {N: Fraction(2)}, law, functions={signed(1): Fraction(1), signed(2): Fraction(-1)}
    )
    with pytest.raises(Undecided, match="add up to 0"):
        value(signed(1), point)


@pytest.mark.parametrize(
    "kind",
    [
        {"positive": True},
        {"negative": True},
        {"nonnegative": True},
        {"integer": True},
        {"integer": True, "negative": True},
        {"real": True, "nonzero": True},
    ],
    ids=str,
)
def test_letters_and_functions_are_drawn_of_their_kind(kind):
    letter = sp.Symbol("l", **kind)
    drawn = list(points({letter}, EVERYWHERE, 20))
    assert len(drawn) > 5
    assert all(fits(letter, point.symbols[letter]) for point in drawn)
    table = sp.Function("t", **kind)
    for seed in range(20):
        number = Point({}, seed=seed).function(table(1))
        assert fits(table(1), number)


def test_a_negative_letter_makes_no_false_counterexample():
    below = sp.Symbol("b", negative=True)
    assert counterexample(sp.Abs(below), -below, EVERYWHERE) is None
    assert equal(sp.sqrt(below**2), -below, EVERYWHERE).verdict == "proved"


def test_numbers_are_shown_exactly_where_that_is_short():
    shown = [flint.fmpq(11, 100), flint.fmpq(12, 121), flint.fmpq(7), flint.fmpq(1, 10**8)]
    assert [show(number) for number in shown] == [
        "11/100",
        "12/121 ≈ 0.09917",
        "7",
        "1/100000000 ≈ 1e-08",
    ]


def test_a_sum_asks_for_its_terms_at_each_index_and_not_for_those_of_another():
    k, m = (Letter(name, name, integer=True, positive=True) for name in "km")
    inside = sp.Sum(g(k) * g(m), (m, 1, k))
    terms = [value(g(place), Point({}, seed=5)) for place in range(1, 5)]
    triangle = sum(a_ * b_ for row, a_ in enumerate(terms, 1) for b_ in terms[:row])
    point = Point({}, seed=5)
    assert value(sp.Sum(inside, (k, 1, 4)), point) == triangle
    assert value(sp.Sum(inside, (k, 1, 3)), point) == triangle - terms[3] * sum(terms)
    # An index inside hides the one outside: each of three terms is the same sum.
    hidden = sp.Add(sp.Sum(g(k), (k, 1, 2)), g(k))
    assert value(sp.Sum(hidden, (k, 1, 3)), point) == 3 * sum(terms[:2]) + sum(terms[:3])


def test_the_value_of_a_law_is_scaled_anew_where_the_size_of_the_law_is_an_index():
    k = Letter("k", "k", integer=True, positive=True)
    law = Domain(unit_sums=(sp.Sum(p(k, a), (k, 1, N)),))
    at = [
        value(p(1, a), Point({N: Fraction(size), a: Fraction(2)}, law, seed=3))
        for size in (1, 2, 3)
    ]
    assert len(set(map(str, at))) == 3
    point = Point({N: Fraction(1), a: Fraction(2)}, law, seed=3)
    assert value(sp.Sum(p(1, a), (N, 1, 3)), point) == sum(at)
    assert value(p(1, a), point) == at[0]


def test_what_was_found_with_few_digits_is_not_used_for_many():
    point = Point({a: Fraction(3)})
    few = flint.arb(value(sp.Sum(sp.exp(a * i), (i, 1, 3)), point, 64))
    many = flint.arb(value(sp.Sum(sp.exp(a * i), (i, 1, 3)), point, 256))
    assert many.rad() < few.rad()
