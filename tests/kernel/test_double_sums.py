"""Sums of sums and products of products, which SymPy flattens into one with two limits."""

import pytest
import sympy as sp

from solutions.author import EVERYWHERE, Derivation, Domain, Letter, function, same, written
from solutions.kernel.signs import positive

n = Letter("n", "n", integer=True, positive=True)
m = Letter("m", "m", integer=True, positive=True)
i = Letter("i", "i", integer=True, positive=True)
j = Letter("j", "j", integer=True, positive=True)
w = function("w", "w_{{{0}}}", positive=True)
f = function("f", "f({0}, {1})", positive=True)


@pytest.mark.parametrize("kind", [sp.Sum, sp.Product])
def test_names_of_indices_do_not_matter(kind):
    one = kind(f(i, j), (j, 1, n), (i, 1, m))
    other = kind(f(j, i), (i, 1, n), (j, 1, m))
    assert same(one, other, EVERYWHERE)
    assert not same(one, kind(f(j, i), (j, 1, n), (i, 1, m)), EVERYWHERE)


def test_a_double_sum_of_products_is_the_product_of_the_sums():
    double = sp.Sum(w(i) * w(j), (j, 1, n), (i, 1, m))
    assert same(double, sp.Sum(w(i), (i, 1, n)) * sp.Sum(w(i), (i, 1, m)), EVERYWHERE)


def test_an_inner_sum_may_end_where_the_outer_one_stands():
    triangle = sp.Sum(w(i) * w(j), (j, i, n), (i, 1, n)).xreplace({n: sp.Integer(3)})
    by_hand = sum(w(a) * w(b) for a in (1, 2, 3) for b in range(a, 4))
    assert same(triangle, by_hand, EVERYWHERE)


def test_double_sums_and_products_of_positive_terms_are_positive():
    for kind in (sp.Sum, sp.Product):
        assert positive(kind(f(i, j), (j, 1, n), (i, 1, m)), EVERYWHERE)
    assert positive(sp.Sum(w(j), (j, i, 2)).xreplace({i: sp.Integer(1)}), EVERYWHERE)
    assert not positive(sp.Sum(w(j) - 2, (j, 1, n), (i, 1, m)), EVERYWHERE)


def test_a_double_sum_is_not_taken_for_a_unit_sum_of_its_inner_index():
    unit = Domain(unit_sums=(sp.Sum(w(i), (i, 1, n)),))
    assert same(sp.Sum(w(j), (j, 1, n), (i, 1, m)), m, unit)
    assert not same(sp.Sum(w(j), (j, 1, n), (i, 1, m)), sp.S.One, unit)


def test_induction_on_the_inner_limit_of_a_double_sum_is_undecided():
    double = sp.Sum(i, (j, 1, n), (i, 1, 2))
    claim = Derivation("d", written(double)).by_induction(3 * n, on=n, because="")
    assert claim.steps[0].judge().verdict == "undecided"
