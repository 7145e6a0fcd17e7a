"""Values for letters: only letters are replaced, by values of their kind, and nothing is lost."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.author import EVERYWHERE, Derivation, Domain, Letter, defined, quantity
from solutions.kernel import signs
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.binding import Index
from tests.kernel.letters import c, d, f, g, i, j, law, n, p, q, r, s, t, u, x, y

ONE = sp.Sum(p(j), (j, 1, n))
E = quantity("E", "E")


# --- joining -------------------------------------------------------------------------------------

LEFT = Domain((x >= 1,), (ONE,), (1 / d,), (r,), ((t, x),))
RIGHT = Domain((y >= x,), (sp.Sum(q(j), (j, 1, n)),), (t / d,), (s,), ((u, x),))


def test_a_join_has_all_that_both_assume():
    both = LEFT.join(RIGHT)
    for kept in ("facts", "unit_sums", "whole", "nonzero", "put"):
        assert set(getattr(both, kept)) == {*getattr(LEFT, kept), *getattr(RIGHT, kept)}
    assert LEFT.join(LEFT) == LEFT == LEFT.join(EVERYWHERE) == EVERYWHERE.join(LEFT)


def test_what_is_added_keeps_all_that_was_there():
    more = LEFT.and_(r > 5, unit_sums=(sp.Sum(q(j), (j, 1, n)),))
    assert more == LEFT.join(Domain((r > 5,), (sp.Sum(q(j), (j, 1, n)),)))
    assert (more.whole, more.nonzero, more.put) == (LEFT.whole, LEFT.nonzero, LEFT.put)


def test_two_laws_of_one_function_cannot_be_joined():
    with pytest.raises(TypeError, match="cannot both be 1"):
        LEFT.join(Domain(unit_sums=(sp.Sum(p(j), (j, 1, n + 1)),)))


# --- what may be replaced ------------------------------------------------------------------------

KEYS = [sp.Integer(2), sp.pi, f(1), f(j), x + 1, 2 * x, sp.sqrt(x), sp.exp(x), Index("i_0")]


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_only_letters_are_replaced(key):
    with pytest.raises(Malformed, match="cannot be replaced: only a letter can"):
        EVERYWHERE.at({key: sp.Integer(3)})
    with pytest.raises(Malformed, match="cannot be replaced: only a letter can"):
        Derivation("e", E, key + x).at({key: sp.Integer(3)}, "")


@pytest.mark.parametrize("value", [sp.oo, -sp.oo, sp.zoo, sp.nan, sp.I, sp.Float(0.5)], ids=str)
def test_only_exact_finite_real_numbers_are_put(value):
    with pytest.raises(Malformed, match="is no value for the letter r"):
        EVERYWHERE.at({r: value})
    with pytest.raises(Malformed, match="is no value for the letter r"):
        EVERYWHERE.at({r: x + value})


def test_what_was_put_is_remembered_and_goes_along():
    first = EVERYWHERE.at({t: 2 * x})
    second = first.at({x: d}).and_(y >= d)
    assert second.put == ((t, 2 * x), (x, d))
    assert second.join(Domain(put=((u, x),))).put == (*second.put, (u, x))


# --- of which kind -------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [1 / d, t / d, x, r**2, 1 / n, n / 2, sp.sqrt(n), f(1)], ids=str)
def test_what_is_put_for_a_whole_letter_is_whole_from_there_on(value):
    assert EVERYWHERE.at({g: value}).whole == (value,)


@pytest.mark.parametrize("value", [n, n + 1, n * j - 3, n**2, c, 2 * g], ids=str)
def test_what_is_whole_by_declaration_needs_no_saying(value):
    assert EVERYWHERE.at({g: value}).whole == ()


@pytest.mark.parametrize("value", [sp.Rational(1, 2), sp.Rational(-7, 3)], ids=str)
def test_a_fraction_is_no_whole_number(value):
    with pytest.raises(Undecided, match="a whole number becomes a fraction"):
        EVERYWHERE.at({g: value})
    with pytest.raises(Undecided, match="a whole number becomes a fraction"):
        Domain(whole=(2 * r,)).at({r: value / 2})


def test_even_prime_or_rational_letters_take_numbers_of_that_kind_only():
    even, prime = Letter("e", "e", even=True), Letter("P", "P", prime=True)
    rational = Letter("Q", "Q", rational=True)
    algebraic, none = Letter("a", "a", algebraic=True), Letter("o", "o", zero=True)
    for letter, good, bad in (
        (even, 4, n),
        (prime, 7, n + 1),
        (rational, sp.Rational(1, 3), x),
        (algebraic, sp.Integer(2), sp.pi),
        (none, sp.S.Zero, r),
    ):
        EVERYWHERE.at({letter: good})
        with pytest.raises(Undecided, match="which is not known of"):
            EVERYWHERE.at({letter: bad})


# --- signs ---------------------------------------------------------------------------------------

liar = defined("liar", "liar({0})", lambda w: w, positive=True)
COMPOUND = [x - y, r**3, f(1), liar(r), sp.log(x), r + s]


@pytest.mark.parametrize("value", COMPOUND, ids=str)
def test_a_declared_sign_becomes_a_fact_about_the_value(value):
    assert Domain().at({x: value}).facts == (sp.StrictGreaterThan(value, 0, evaluate=False),)
    assert Domain().at({u: value}).facts == (sp.GreaterThan(value, 0, evaluate=False),)


@pytest.mark.parametrize("value", [y, 2 * y, y / d, sp.exp(r), 1 + u, p(3) * y], ids=str)
def test_a_sign_that_the_letters_declare_needs_no_saying(value):
    assert Domain().at({x: value}).facts == ()


def test_an_abbreviation_is_not_believed_to_be_positive():
    claim = Derivation("e", E, sp.sqrt(y**2 + 2 * y + 1)).equals(y + 1, "").at({y: liar(r)}, "")
    assert claim.domain.facts == (sp.StrictGreaterThan(liar(r), 0, evaluate=False),)
    assert claim.equals(r + 1, "").steps[-1].judge().verdict != "refuted"
    assert Derivation("e", E, sp.sqrt(liar(r) ** 2)).equals(r, "").steps[0].judge().verdict != (
        "proved"
    )


def test_facts_are_not_evaluated_by_what_sympy_believes():
    moved = Domain((r >= 0,)).at({r: liar(s)})
    assert moved.facts == (sp.GreaterThan(liar(s), 0, evaluate=False),)
    assert Domain((x >= 1,)).at({x: sp.Integer(3)}).facts == ()
    with pytest.raises(Undecided, match="no point is left"):
        Domain((x >= 4,)).at({x: sp.Integer(3)})


def test_a_letter_that_is_not_zero_gives_a_value_that_is_not_zero():
    nonzero = Letter("w", "w", nonzero=True, real=True)
    assert Domain().at({nonzero: r + s}).nonzero == (r + s,)
    with pytest.raises(Undecided, match="becomes 0"):
        Domain().at({nonzero: sp.S.Zero})
    with pytest.raises(Undecided, match="becomes 0"):
        Domain(nonzero=(r - 1,)).at({r: sp.S.One})


def test_a_letter_of_a_law_is_bound_by_for_every():
    unit = sp.Sum(law(i, j), (i, 1, n))
    domain = Domain((j >= 2,), (unit,))
    assert domain.at({j: 1 / d}).unit_sums == (unit,)
    assert domain.at({n: j}).unit_sums[0].limits[0][2] == j
    assert signs.positive(sp.Sum(law(i, 1), (i, 1, n)), domain)
