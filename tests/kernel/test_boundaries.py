"""Signs at their boundaries: what a fact gives to the last number, and not one number more.

For each fact about one letter the truth is known by looking at the first few numbers it admits;
what is linear must be decided exactly so.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import Letter, function

x = Letter("x", "x", positive=True)
y = Letter("y", "y", positive=True)
r = Letter("r", "r", real=True)
s = Letter("s", "s", real=True)
u = Letter("u", "u", nonnegative=True)
k = Letter("k", "k", integer=True)
n = Letter("n", "n", integer=True, positive=True)
m = Letter("m", "m", integer=True, nonnegative=True)
f = function("f", "f({0})", positive=True)
g = function("g", "g({0})", nonnegative=True)

BOUNDS = [-3, -1, 0, 1, 2, 3, 7]


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_strict_fact_about_a_whole_number_gives_the_next_one_and_no_more(bound: int) -> None:
    above, below = Domain((k > bound,)), Domain((k < bound,))
    assert signs.nonnegative(k - bound - 1, above), "the next whole number"
    for away, domain in ((k - bound, above), (bound - k, below)):
        assert signs.positive(away, domain)
        assert not signs.positive(away - 1, domain), "which may be it"
        assert not signs.nonnegative(away - 2, domain), "and no more than that"
        assert not signs.nonnegative(-away, domain)


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_fact_with_its_boundary_gives_the_boundary(bound: int) -> None:
    for letter in (k, r):
        at_least, at_most = Domain((letter >= bound,)), Domain((letter <= bound,))
        for away, domain in ((letter - bound, at_least), (bound - letter, at_most)):
            assert signs.nonnegative(away, domain)
            assert not signs.positive(away, domain)
            assert signs.positive(away + sp.Rational(1, 7), domain)
            assert not signs.nonnegative(away - sp.Rational(1, 7), domain)


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_strict_fact_about_a_real_number_gives_no_room(bound: int) -> None:
    above, below = Domain((r > bound,)), Domain((r < bound,))
    for away, domain in ((r - bound, above), (bound - r, below)):
        assert signs.positive(away, domain)
        assert not signs.nonnegative(away - sp.Rational(1, 2**40), domain)


@pytest.mark.parametrize(
    ("letter", "first", "next_"), [(n, 1, 2), (m, 0, 1), (u, 0, Fraction(1, 9)), (x, None, None)]
)
def test_a_declared_letter_begins_where_it_is_declared(letter, first, next_) -> None:
    if first is None:
        assert signs.positive(letter, EVERYWHERE)
        assert not signs.nonnegative(letter - sp.Rational(1, 2**40), EVERYWHERE)
        return
    assert signs.nonnegative(letter - first, EVERYWHERE)
    assert not signs.positive(letter - first, EVERYWHERE)
    assert not signs.nonnegative(letter - sp.Rational(next_), EVERYWHERE)


LINES = [(slope, start) for slope in (-2, -1, 1, 2, 3) for start in range(-7, 8)]


@pytest.mark.parametrize(
    ("fact", "admitted"),
    [
        (k >= 2, range(2, 14)),
        (k > 2, range(3, 14)),
        (k <= -1, range(-12, 0)),
        (sp.Lt(2, k), range(3, 14)),
        (sp.Ge(4, k), range(-12, 5)),
    ],
    ids=str,
)
def test_what_is_linear_in_a_whole_number_has_exactly_its_sign(fact, admitted) -> None:
    domain = Domain((fact,))
    for slope, start in LINES:
        values = [slope * number + start for number in admitted]
        assert signs.positive(slope * k + start, domain) == (min(values) > 0), (slope, start)
        assert signs.nonnegative(slope * k + start, domain) == (min(values) >= 0), (slope, start)


def test_numbers_have_their_own_sign() -> None:
    half = sp.Rational(1, 2)
    for number, positive, nonnegative in (
        (half, True, True),
        (sp.S.Zero, False, True),
        (-half, False, False),
        (sp.E, True, True),
        (sp.pi, True, True),
    ):
        assert signs.positive(number, EVERYWHERE) is positive
        assert signs.nonnegative(number, EVERYWHERE) is nonnegative


def test_a_sum_is_positive_if_one_term_is_and_a_product_if_all_factors_are() -> None:
    assert signs.positive(u + x, EVERYWHERE)
    assert signs.nonnegative(u + g(n), EVERYWHERE)
    assert not signs.positive(u + g(n), EVERYWHERE)
    assert not signs.nonnegative(u + r, EVERYWHERE)
    assert signs.positive(x * f(n), EVERYWHERE)
    assert signs.nonnegative(u * x, EVERYWHERE)
    assert not signs.positive(u * x, EVERYWHERE)
    assert not signs.nonnegative(x * r, EVERYWHERE)
    assert not signs.nonnegative(-x * y, EVERYWHERE)


def test_powers_have_the_sign_that_their_exponent_leaves() -> None:
    assert signs.nonnegative(r**2, EVERYWHERE)
    assert not signs.positive(r**2, EVERYWHERE), "r may be 0"
    assert not signs.nonnegative(r**3, EVERYWHERE)
    assert not signs.nonnegative(r**-1, EVERYWHERE)
    assert signs.nonnegative((r - s) ** 2 + (r + s) ** 4, EVERYWHERE)
    assert signs.positive((r - s) ** 2 + x, EVERYWHERE)
    assert signs.positive(x**r, EVERYWHERE)
    assert signs.positive(x ** sp.Rational(-3, 2), EVERYWHERE)
    assert signs.nonnegative(sp.sqrt(u), EVERYWHERE)
    assert not signs.positive(sp.sqrt(u), EVERYWHERE)
    assert signs.positive(sp.exp(r), EVERYWHERE)


@pytest.mark.parametrize("times", [1, 3, sp.Rational(1, 5)])
def test_a_fact_about_an_expression_holds_for_its_positive_multiples(times) -> None:
    gap = r**2 - s - 1
    above = (sp.Gt(gap, 0), True), (sp.Ge(gap, 0), False), (sp.Ge(r**2 - 1, s), False)
    for fact, strict in above:
        domain = Domain((fact,))
        assert signs.nonnegative(times * gap, domain)
        assert signs.positive(times * gap, domain) is strict
        assert not signs.nonnegative(-times * gap, domain)
        assert not signs.nonnegative(gap, EVERYWHERE)
    below = (sp.Lt(gap, 0), True), (sp.Le(gap, 0), False), (sp.Le(r**2 - 1, s), False)
    for fact, strict in below:
        domain = Domain((fact,))
        assert signs.nonnegative(-times * gap, domain)
        assert signs.positive(-times * gap, domain) is strict
        assert not signs.nonnegative(times * gap, domain)


APART = Domain(nonzero=(r - s,))


@pytest.mark.parametrize("expr", [r - s, s - r, 3 * (r - s), (r - s) ** 2, x * (r - s), -x])
def test_what_is_stated_not_to_be_zero_may_be_divided_by_with_its_multiples(expr) -> None:
    signs.require_nonzero(expr, APART)


@pytest.mark.parametrize("times", [u - 2, 2 - u, (u - 2) * (x + 1)], ids=str)
def test_beside_it_may_stand_what_has_a_sign(times) -> None:
    strictly, weakly = (Domain((fact,), nonzero=(r - s,)) for fact in (u < 2, u <= 2))
    signs.require_nonzero(times * (r - s), strictly)
    with pytest.raises(Undecided, match="not proved to differ from 0"):
        signs.require_nonzero(times * (r - s), weakly)


@pytest.mark.parametrize("expr", [u, -u, u * x, r**2, 1 - n, g(n), -g(n) * x], ids=str)
def test_what_may_be_zero_may_not_be_divided_by(expr) -> None:
    for domain in (EVERYWHERE, APART):
        with pytest.raises(Undecided, match="not proved to differ from 0"):
            signs.require_nonzero(expr, domain)


@pytest.mark.parametrize("expr", [r, s, r + s, r - s - 1, r**2 - s**2, u * (r - s), r - 2 * s])
def test_and_nothing_else_may(expr) -> None:
    with pytest.raises(Undecided, match="not proved to differ from 0"):
        signs.require_nonzero(expr, APART)


def test_what_is_not_zero_has_no_sign_for_that() -> None:
    for expr in (r - s, s - r):
        assert not signs.nonnegative(expr, APART)
        with pytest.raises(Undecided, match="is not proved"):
            signs.require_positive(expr, APART)
    signs.require_positive(x, APART)
    with pytest.raises(Undecided, match="is not proved"):
        signs.require_positive(u, APART)


def test_two_facts_together_give_the_sum_of_their_rooms() -> None:
    domain = Domain((x >= 2, y >= x + 1))
    assert signs.nonnegative(y - 3, domain)
    assert not signs.positive(y - 3, domain)
    assert signs.nonnegative(x * y - 6, domain)
    assert not signs.nonnegative(x * y - 7, domain)
    between = Domain((r >= 0, r <= 1))
    assert signs.nonnegative(r * (1 - r), between)
    assert not signs.positive(r * (1 - r), between)
    assert not signs.nonnegative(r - sp.Rational(1, 2), between)


def test_a_quotient_has_the_sign_of_both_its_sides() -> None:
    assert signs.positive((x + 1) / (y + 2), EVERYWHERE)
    assert signs.positive((-x - 1) / (-y - 2), EVERYWHERE)
    assert not signs.nonnegative((x + 1) / (-y - 2), EVERYWHERE)
    assert not signs.nonnegative((x - 1) / (y + 2), EVERYWHERE)
    assert not signs.nonnegative((x + 1) / (y - 2), EVERYWHERE)


def test_a_logarithm_has_the_sign_of_its_argument_less_one() -> None:
    assert signs.positive(sp.log(1 + x), EVERYWHERE)
    assert signs.nonnegative(sp.log(1 + u), EVERYWHERE)
    assert not signs.positive(sp.log(1 + u), EVERYWHERE)
    assert signs.nonnegative(sp.log(n), EVERYWHERE)
    assert not signs.nonnegative(sp.log(x), EVERYWHERE)
    assert not signs.nonnegative(-sp.log(1 + x), EVERYWHERE)
    assert signs.positive(sp.log(r), Domain((r > 1,)))
    assert not signs.positive(sp.log(r), Domain((r >= 1,)))


def test_a_sum_has_the_sign_of_its_terms_and_is_positive_only_if_it_has_one() -> None:
    i = Letter("i", "i", integer=True)
    assert signs.positive(sp.Sum(f(i), (i, 1, n)), EVERYWHERE)
    assert signs.nonnegative(sp.Sum(f(i), (i, 1, m)), EVERYWHERE)
    assert not signs.positive(sp.Sum(f(i), (i, 1, m)), EVERYWHERE), "m may be 0"
    assert signs.positive(sp.Sum(f(i), (i, 0, m)), EVERYWHERE)
    assert not signs.positive(sp.Sum(g(i), (i, 1, n)), EVERYWHERE)
    assert signs.positive(sp.Sum(i, (i, 1, 5)), EVERYWHERE)
    assert signs.nonnegative(sp.Sum(i - 1, (i, 1, n)), EVERYWHERE)
    assert not signs.nonnegative(sp.Sum(i - 2, (i, 1, n)), EVERYWHERE)
    assert signs.positive(sp.Product(f(i), (i, 1, m)), EVERYWHERE)
