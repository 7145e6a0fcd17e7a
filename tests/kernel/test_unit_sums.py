"""Unit sums hold for every value of the letters that their limits do not name, and no others."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, equal, function, quantity, same
from solutions.kernel import signs
from tests.kernel.letters import c, d, f, g, i, j, k, law, m, n, p, r, s, t, x

f2 = function("f", "f({0},{1})", positive=True)
SQUARE = Domain(unit_sums=(sp.Sum(f2(j, n), (j, 1, n)),))
EACH = Domain(unit_sums=(sp.Sum(law(i, k), (i, 1, n)),))
one = sp.S.One


def test_a_letter_of_the_limits_means_itself():
    assert same(sp.Sum(f2(i, n), (i, 1, n)), one, SQUARE)
    moved = SQUARE.at({n: sp.Integer(3)})
    assert same(f2(1, 3) + f2(2, 3) + f2(3, 3), one, moved) is False  # written out it is no sum
    assert same(sp.Sum(f2(i, m), (i, 1, m)), one, SQUARE.at({n: m}))


OTHERS = [
    sp.Sum(f2(j, m), (j, 1, n)),
    sp.Sum(f2(j, m), (j, 1, m)),
    sp.Sum(f2(j, 1), (j, 1, n)),
    sp.Sum(f2(j, n + 1), (j, 1, n)),
    sp.Sum(f2(j, j), (j, 1, n)),
    sp.Sum(f2(n, j), (j, 1, n)),
    sp.Sum(f2(j, 2 * n), (j, 1, n)),
]


@pytest.mark.parametrize("total", OTHERS, ids=str)
def test_and_no_other_value_of_it(total):
    assert not same(total, one, SQUARE)
    assert equal(total, one, SQUARE).verdict == "refuted"


def test_f_of_1_and_m_is_not_one():
    claim = (
        Derivation("one", quantity("E", "E"), one, where=SQUARE)
        .equals(sp.Sum(f2(j, m), (j, 1, n)), "")
        .at({n: one}, "")
        .equals(f2(1, m), "")
    )
    assert [step.judge().verdict for step in claim.steps] == ["refuted", "proved", "proved"]


@pytest.mark.parametrize("place", [k, m, n, sp.Integer(7), m + n, m**2, c + 1, f(1)], ids=str)
def test_a_bound_letter_takes_every_value_of_its_kind(place):
    kind = place != f(1)
    assert same(sp.Sum(law(i, place), (i, 1, n)), one, EACH) is kind


@pytest.mark.parametrize(
    "place", [g, c, m - 1, x, r, sp.Integer(0), sp.Integer(-2), m / 2], ids=str
)
def test_and_none_of_another_kind(place):
    assert not same(sp.Sum(law(i, place), (i, 1, n)), one, EACH)


def test_facts_and_values_of_a_free_letter_are_not_about_the_bound_one():
    for domain in (EACH.and_(k >= 5), EACH.and_(k <= n), EACH.at({k: 3}), EACH.at({k: 1 / d})):
        assert same(sp.Sum(law(i, 1), (i, 1, n)), one, domain)
        assert same(sp.Sum(law(i, m), (i, 1, n)), one, domain)


def test_a_value_of_a_limit_is_not_captured():
    swapped = EACH.at({n: k})
    assert same(sp.Sum(law(i, m), (i, 1, k)), one, swapped)
    assert same(sp.Sum(law(i, k), (i, 1, k)), one, swapped)
    assert not same(sp.Sum(law(i, m), (i, 1, n)), one, swapped)
    onto_index = EACH.at({n: i})
    assert same(sp.Sum(law(j, m), (j, 1, i)), one, onto_index)
    assert not same(sp.Sum(law(j, m), (j, 1, n)), one, onto_index)
    assert not same(sp.Sum(law(j, j), (j, 1, i)), one, onto_index)


@pytest.mark.parametrize("high", [x, t / d, r, 1 / d, sp.Rational(7, 2)], ids=str)
def test_a_law_is_on_a_whole_number_of_things(high):
    with pytest.raises(TypeError, match="is not declared a whole number"):
        Domain(unit_sums=(sp.Sum(p(j), (j, 1, high)),))
    if not high.is_Rational:
        Domain(unit_sums=(sp.Sum(p(j), (j, 1, high)),), whole=(high,))


def test_names_of_bound_letters_do_not_matter():
    again = EACH.join(Domain(unit_sums=(sp.Sum(law(j, m), (j, 1, n)),)))
    assert same(sp.Sum(law(i, 3), (i, 1, n)), one, again)
    real = Letter("k", "k", real=True)
    with pytest.raises(TypeError, match="cannot both be 1"):
        EACH.join(Domain(unit_sums=(sp.Sum(law(j, real), (j, 1, n)),)))


def test_a_law_for_every_real_parameter_is_used_at_any():
    slope = Domain(unit_sums=(sp.Sum(law(i, s), (i, 1, n)),))
    for place in (r, r**2 - x, sp.Integer(-4), m, sp.log(x)):
        assert same(sp.Sum(law(i, place), (i, 1, n)), one, slope)


def test_a_law_on_a_bounded_number_of_things_is_a_law():
    for fact in (n <= 10, n >= 3, n < m, n <= x):
        domain = EACH.and_(fact)
        assert same(sp.Sum(law(i, 3), (i, 1, n)), one, domain)
        assert signs.positive(sp.Sum(law(i, 3), (i, 1, n)) + x, domain)
        assert not signs.positive(sp.Sum(law(i, 3), (i, 1, n)) - x, domain)
