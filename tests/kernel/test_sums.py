"""Sums and products over an index: names, ranges, and what a domain declares to be one."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.evidence.counterexamples import counterexample
from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.identity import same
from solutions.kernel.terms.binding import replaced
from solutions.kernel.terms.letters import Letter, defined, function
from solutions.numbers.points import Point
from solutions.numbers.values import value
from solutions.relations.equalities.equality import equal

N = Letter("N", "N", integer=True, positive=True)
M = Letter("M", "M", integer=True, positive=True)
whole = Letter("z", "z", integer=True)
k = Letter("k", "k", integer=True, positive=True)
i = Letter("i", "i", integer=True)
a = Letter("a", "a", positive=True)
f = function("f", "f({0})")
g = function("g", "g({0}, {1})")
p = function("p", "p({0})", positive=True)
pi = function("π", r"\pi({0} \mid {1})", positive=True)


# --- names ---------------------------------------------------------------------------------------


def test_the_name_of_an_index_does_not_matter_nor_its_use_elsewhere():
    assert same(sp.Sum(f(i), (i, 1, N)), sp.Sum(f(k), (k, 1, N)), EVERYWHERE)
    assert same(i * sp.Sum(f(i), (i, 1, N)), sp.Sum(i * f(k), (k, 1, N)), EVERYWHERE)
    assert not same(i * sp.Sum(f(i), (i, 1, N)), sp.Sum(i * f(i), (i, 1, N)), EVERYWHERE)


def test_the_same_name_inside_and_outside_is_two_indices():
    inner = sp.Sum(f(i), (i, 1, N))
    assert same(sp.Sum(f(i) * inner, (i, 1, N)), inner**2, EVERYWHERE)
    nested = sp.Sum(a * inner, (i, 1, M))
    assert same(nested, M * a * inner, EVERYWHERE)


def test_a_limit_put_for_an_index_is_not_captured_by_a_sum_inside():
    up_to = sp.Sum(sp.Sum(g(i, k), (k, 1, N)), (i, 1, k))
    one_less = sp.Sum(sp.Sum(g(i, k), (k, 1, N)), (i, 1, k - 1))
    last = sp.Sum(g(k, i), (i, 1, N))
    captured = sp.Sum(g(k, k), (k, 1, N))
    assert same(up_to - one_less, last, EVERYWHERE)
    assert not same(up_to - one_less, captured, EVERYWHERE)


def test_arguments_of_functions_may_hold_the_index():
    assert same(sp.Sum(f(i + 1), (i, 1, N)), sp.Sum(f(i), (i, 2, N + 1)), EVERYWHERE)
    assert same(sp.Sum(f(2 * i + i), (i, 1, N)), sp.Sum(f(3 * k), (k, 1, N)), EVERYWHERE)
    assert not same(sp.Sum(f(i + 1), (i, 1, N)), sp.Sum(f(i), (i, 1, N)), EVERYWHERE)


def test_a_letter_that_looks_like_an_index_of_the_kernel_is_a_letter():
    for name in ("i_0", "j_0", "j_1"):
        mine = sp.Symbol(name, integer=True, positive=True)
        assert same(sp.Sum(mine * f(i), (i, 1, N)), mine * sp.Sum(f(i), (i, 1, N)), EVERYWHERE)
        assert not same(sp.Sum(mine * f(i), (i, 1, N)), sp.Sum(i * f(i), (i, 1, N)), EVERYWHERE)


def test_an_abbreviation_does_not_capture_its_argument():
    inside = defined("S", "S({0})", lambda place, size: sp.Sum(g(k, place), (k, 1, size)))
    double = sp.Sum(g(k, i), (k, 1, N), (i, 1, M))
    assert same(sp.Sum(inside(i, N), (i, 1, M)), double, EVERYWHERE)
    assert same(sp.Sum(inside(k, N), (k, 1, M)), double, EVERYWHERE)
    with pytest.raises(Malformed, match="k is an index in the body of S and a letter of S"):
        same(inside(k, N), a, EVERYWHERE)


def test_a_letter_is_not_put_where_an_index_is_in_the_way():
    with pytest.raises(Undecided, match="give the index a name of its own"):
        replaced(sp.Sum(g(i, k), (i, 1, N)), {k: i})
    with pytest.raises(Undecided, match="i is the index"):
        replaced(sp.Sum(f(i), (i, 1, N)), {i: sp.Integer(1)})


# --- ranges --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("low", "high"), [(1, 0), (-2, 2), (0, 3), (3, 3)])
def test_written_out_sums_and_products_have_the_value_of_the_sum(low, high):
    for kind in (sp.Sum, sp.Product):
        expr = kind(a + i**2, (i, low, high))
        number = value(expr.xreplace({a: sp.Integer(7)}), Point({}))
        assert same(expr.xreplace({a: sp.Integer(7)}), sp.Rational(str(number)), EVERYWHERE)


@pytest.mark.parametrize("kind", [sp.Sum, sp.Product])
@pytest.mark.parametrize("shift", [-3, -1, 1, 2])
def test_whole_terms_are_split_off_at_either_end(kind, shift):
    places = [N + n for n in range(min(shift, 0) + 1, max(shift, 0) + 1)]
    way = 1 if shift > 0 else -1
    at_top = [p(place) * way if kind is sp.Sum else p(place) ** way for place in places]
    at_bottom = [
        term.xreplace({p(place): p(place - 1)}) for term, place in zip(at_top, places, strict=True)
    ]
    join = sp.Add if kind is sp.Sum else sp.Mul
    long = Domain((N >= 5,))
    leave = join(*(-term if kind is sp.Sum else 1 / term for term in at_bottom))
    for expr, apart in [
        (kind(p(i), (i, 1, N + shift)), join(kind(p(i), (i, 1, N)), *at_top)),
        (kind(p(i), (i, N + shift, 2 * N)), join(kind(p(i), (i, N, 2 * N)), leave)),
    ]:
        assert same(expr, apart, long)
        assert counterexample(expr, apart, long) is None


def test_a_sum_from_a_number_is_counted_from_one():
    assert same(sp.Sum(p(i), (i, 0, N)), sp.Sum(p(i - 1), (i, 1, N + 1)), EVERYWHERE)
    up_to_n = Domain((k <= N,))
    assert same(sp.Sum(p(i), (i, k + 1, N)), sp.Sum(p(i), (i, k, N)) - p(k), up_to_n)
    assert not same(sp.Sum(p(i), (i, 0, N)), sp.Sum(p(i), (i, 1, N)), EVERYWHERE)


def test_an_index_below_zero_is_not_taken_for_positive():
    assert not same(sp.Sum(sp.sqrt(i**2), (i, -2, 2)), sp.S.Zero, EVERYWHERE)
    assert not signs.positive(sp.Sum(k, (k, -5, 3)), EVERYWHERE)
    assert not signs.positive(sp.Sum(k, (k, -5, N)), EVERYWHERE)
    assert not signs.positive(sp.Product(k, (k, -5, N)), EVERYWHERE)


def test_a_range_that_may_run_backwards_proves_no_sign():
    assert signs.positive(sp.Sum(p(i), (i, 1, N)), EVERYWHERE)
    assert not signs.nonnegative(sp.Sum(p(i), (i, 1, whole)), EVERYWHERE)
    assert not signs.positive(sp.Product(i, (i, 1, whole)), EVERYWHERE)
    assert signs.nonnegative(sp.Sum(p(i), (i, 1, whole)), Domain((whole >= 0,)))
    assert not signs.positive(sp.Sum(p(i), (i, 1, whole)), Domain((whole >= 0,)))


def test_what_holds_inside_a_range_is_used_where_the_range_is_known():
    # √(k²) = k for k ≥ 1 only, and Σ from 1 to −3 has no term at all.
    root = ((i * a) ** 2) ** sp.Rational(1, 2)
    claim = sp.Sum(root, (i, 1, whole)), a * sp.Sum(i, (i, 1, whole))
    with pytest.raises(Undecided, match="may run backwards, from 1 to z"):
        same(*claim, EVERYWHERE)
    assert same(*claim, Domain((whole >= 0,)))


def test_a_term_set_apart_must_not_divide_by_zero():
    with pytest.raises(Undecided, match="a division by"):
        same(sp.Product(i - 3 + a, (i, 1, N - 1)), a, EVERYWHERE)
    with pytest.raises(Undecided):
        same(sp.Sum(1 / (i - 2), (i, 1, N)), a, EVERYWHERE)


def test_very_long_sums_are_not_written_out():
    with pytest.raises(Undecided, match="written out"):
        same(sp.Sum(f(i), (i, 1, 10**9)), a, EVERYWHERE)
    with pytest.raises(Undecided, match="a few whole steps"):
        same(sp.Sum(f(i), (i, 1, N + 10**9)), a, EVERYWHERE)


# --- unit sums -----------------------------------------------------------------------------------

LAW = Domain(unit_sums=(sp.Sum(pi(i, k), (i, 1, N)),))


def test_a_declared_law_adds_up_to_one_for_every_value_of_its_letters():
    other = Letter("x'", "x'", integer=True, positive=True)
    assert same(sp.Sum(pi(i, other), (i, 1, N)), sp.S.One, LAW)
    assert same(sp.Sum(a * pi(i, 3) + 1, (i, 1, N)), a + N, LAW)
    assert same(sp.Sum(pi(i, k), (i, 1, N), (k, 1, M)), M, LAW)


@pytest.mark.parametrize(
    "total",
    [
        sp.Sum(pi(i, i), (i, 1, N)),
        sp.Sum(pi(k, i), (i, 1, N)),
        sp.Sum(pi(i, k), (i, 1, M)),
        sp.Sum(pi(i, k), (i, 1, N - 1)),
        sp.Sum(pi(i, k), (i, 2, N)),
        sp.Sum(pi(i, k), (i, 0, N)),
        sp.Sum(pi(i + 1, k), (i, 1, N)),
        sp.Sum(pi(i, k) ** 2, (i, 1, N)),
        sp.Sum(pi(i, whole), (i, 1, N)),
        sp.Sum(pi(i, a), (i, 1, N)),
    ],
    ids=str,
)
def test_other_sums_of_a_law_are_not_one(total):
    assert not same(total, sp.S.One, LAW)


def test_a_fact_about_a_letter_is_not_about_the_law_declared_with_it():
    # The law is one for every k ≥ 1, so what is known of the letter k elsewhere is another matter.
    restricted = LAW.and_(k >= 2)
    assert same(sp.Sum(pi(i, k), (i, 1, N)), sp.S.One, restricted)
    assert same(sp.Sum(pi(i, 1), (i, 1, N)), sp.S.One, restricted)


@pytest.mark.parametrize(
    "unit",
    [
        sp.Sum(a * p(i), (i, 1, N)),
        sp.Sum(p(i) ** 2, (i, 1, N)),
        sp.Sum(p(i), (i, 0, N)),
        sp.Sum(pi(i, i), (i, 1, N)),
        sp.Sum(pi(i, a + 1), (i, 1, N)),
        sp.Sum(p(2 * i), (i, 1, N)),
        sp.Sum(pi(i, k), (i, 1, N), (k, 1, M)),
    ],
    ids=str,
)
def test_what_may_be_declared_to_be_one_is_a_law(unit):
    with pytest.raises(TypeError, match="a sum that equals one is"):
        Domain(unit_sums=(unit,))


def test_a_function_cannot_be_a_law_on_two_sets():
    with pytest.raises(TypeError, match="cannot both be 1"):
        Domain(unit_sums=(sp.Sum(p(i), (i, 1, N)), sp.Sum(p(i), (i, 1, M))))
    again = Domain(unit_sums=(sp.Sum(p(i), (i, 1, N)), sp.Sum(p(k), (k, 1, N))))
    assert same(sp.Sum(p(i), (i, 1, N)), sp.S.One, again)


def test_results_under_a_law_are_not_kept_for_other_domains():
    total = sp.Sum(pi(i, k), (i, 1, N))
    assert same(total, sp.S.One, LAW)
    assert not same(total, sp.S.One, EVERYWHERE)
    assert equal(total, sp.S.One, EVERYWHERE).verdict == "refuted"
