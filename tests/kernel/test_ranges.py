"""Sums and products have whole limits that do not run backwards, and an index of their own."""

from __future__ import annotations

import re

import pytest
import sympy as sp

from solutions.author import EVERYWHERE, Derivation, Domain, Letter, defined, quantity, same
from solutions.kernel import signs
from solutions.kernel.errors import Undecided
from tests.kernel.letters import c, d, f, g, i, k, m, n, p, r, t, u, x, y

KINDS = (sp.Sum, sp.Product)
NOT_WHOLE = [x, r, u, 1 / d, t / d, n / 2, sp.Rational(5, 2), sp.sqrt(n), f(1), sp.exp(n)]


@pytest.mark.parametrize("high", NOT_WHOLE, ids=str)
def test_limits_are_whole(high):
    for kind in KINDS:
        for expr in (kind(p(k), (k, 1, high)), kind(p(k), (k, -high, 3))):
            with pytest.raises(Undecided, match="is not known to be a whole number"):
                same(expr, x, EVERYWHERE)
            assert not signs.nonnegative(expr, Domain((x >= 1, r >= 1, u >= 1)))


def test_a_sum_up_to_a_real_number_is_not_that_number():
    claim = Derivation("E", quantity("E", "E"), sp.Sum(1, (k, 1, x))).equals(x, "")
    assert claim.steps[0].judge().verdict == "undecided"
    assert "add where=Domain(whole=(x,))" in claim.steps[0].judge().message


@pytest.mark.parametrize("high", [1 / d, t / d, 2 / d + 1, t / d - 1 + n, n / d], ids=str)
def test_what_the_domain_says_is_whole_may_be_a_limit(high):
    whole = Domain((t >= d, d <= 1), whole=(1 / d, t / d))
    assert same(sp.Sum(x, (k, 1, high)), high * x, whole)


BACKWARDS = [(1, g), (2, c), (3, n), (n, m), (k, n), (1, n - 2), (n + 1, n - 1), (5, 1), (1, -1)]


@pytest.mark.parametrize(("low", "high"), BACKWARDS, ids=str)
def test_a_sum_that_may_run_backwards_is_refused(low, high):
    for kind in KINDS:
        expr = kind(p(i), (i, low, high))
        with pytest.raises(Undecided, match="may run backwards"):
            same(expr, x, EVERYWHERE)
        assert not signs.nonnegative(expr, EVERYWHERE)


@pytest.mark.parametrize(
    ("low", "high", "fact"),
    [
        (1, g, g >= 0),
        (2, c, c >= 1),
        (3, n, n >= 2),
        (n, m, m >= n),
        (k, n, n >= k),
        (1, n - 2, n > 1),
    ],
    ids=str,
)
def test_until_the_domain_says_that_it_does_not(low, high, fact):
    doubled = sp.Sum(2 * p(i), (i, low, high)), 2 * sp.Sum(p(i), (i, low, high))
    assert same(*doubled, Domain((fact,)))
    assert signs.nonnegative(doubled[0], Domain((fact,)))


def test_the_message_says_what_to_add():
    with pytest.raises(Undecided, match=r"it may run backwards, from 1 to g.*add the fact g ≥ 0"):
        same(sp.Sum(p(i), (i, 1, g)), x, EVERYWHERE)


def test_an_empty_sum_is_zero_and_an_empty_product_one():
    for low, high in ((1, 0), (n, n - 1), (-3, -4), (m + 2, m + 1), (7, 6)):
        assert same(sp.Sum(f(i), (i, low, high)), sp.S.Zero, EVERYWHERE)
        assert same(sp.Product(p(i), (i, low, high)), sp.S.One, EVERYWHERE)


def test_a_step_is_split_off_only_where_the_rest_runs_forwards():
    late = Letter("L", "L", integer=True)
    with pytest.raises(Undecided, match="may run backwards, from 1 to L"):
        same(sp.Sum(f(i), (i, 1, late + 1)), x, Domain((late >= -1,)))
    assert same(
        sp.Sum(f(i), (i, 1, late + 1)) - f(late + 1),
        sp.Sum(f(i), (i, 1, late)),
        Domain((late >= 0,)),
    )


@pytest.mark.parametrize("name", [i, k, x, r, u], ids=str)
def test_an_index_is_bound_whatever_letter_it_was(name):
    total = sp.Sum(f(name), (name, 1, n))
    assert same(total, sp.Sum(f(g), (g, 1, n)), EVERYWHERE)
    assert same(name * total, sp.Sum(name * f(g), (g, 1, n)), EVERYWHERE)
    assert not same(name * total, sp.Sum(name * f(name), (name, 1, n)), EVERYWHERE)


@pytest.mark.parametrize("letter", [i, k, g, r, y], ids=str)
def test_a_fact_about_a_letter_is_not_about_an_index_of_its_name(letter):
    total = sp.Sum(letter - 1, (letter, 0, n))
    for fact in (letter >= 2, letter >= 3):
        assert not signs.nonnegative(total - n, Domain((fact,)))
    assert not signs.positive(sp.Product(letter - 3, (letter, 0, n)), Domain((letter > 3,)))


# --- one form ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("low", "high"), [(1, 200), (0, 199), (-100, 99), (n, n + 199)], ids=str)
def test_so_many_terms_are_written_out_and_no_more(kind, low, high):
    found = same(kind(2, (i, low, high)), sp.Integer(400 if kind is sp.Sum else 2**200), EVERYWHERE)
    assert found
    with pytest.raises(Undecided, match="a sum of 201 terms written out"):
        same(kind(2, (i, low, high + 1)), x, EVERYWHERE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_limit_is_a_few_whole_steps_from_a_letter(kind):
    far = Domain((n >= 1000,))
    for low, high in ((1, n - 200), (1, n + 200), (n - 200, 3 * n), (n + 200, 3 * n)):
        assert same(kind(x, (i, low, high)), kind(x, (k, low, high)), far)
    for low, high in ((1, n - 201), (1, n + 201), (n - 201, 3 * n), (n + 201, 3 * n)):
        told = f"a sum's limit {low if high == 3 * n else high} is not a few whole steps"
        with pytest.raises(Undecided, match=re.escape(told)):
            same(kind(x, (i, low, high)), x, far)


@pytest.mark.parametrize("low", [-3, -1, 0, 1, 2, 5], ids=str)
def test_a_sum_from_any_number_has_the_terms_of_its_range(low):
    whole = sp.Sum(f(i), (i, low, n + 9))
    assert same(whole, sp.Sum(f(i), (i, low, n + 7)) + f(n + 8) + f(n + 9), EVERYWHERE)
    assert same(whole, sp.Sum(f(i + low - 1), (i, 1, n + 10 - low)), EVERYWHERE)
    for other in (f(low), f(n + 9), f(n + 10), f(low - 1), f(low + 1)):
        assert not same(whole, whole + other, EVERYWHERE)
        assert not same(whole - other, sp.Sum(f(i), (i, low + 1, n + 8)), EVERYWHERE)
    product = sp.Product(p(i), (i, low, n + 9))
    assert same(product, p(n + 9) * sp.Product(p(i), (i, low, n + 8)), EVERYWHERE)


def test_a_limit_is_what_it_is_however_it_is_written():
    later = defined("A", "A({0})", lambda place: place + 1)
    steps = Domain((t >= d,), whole=(t / d,))
    for written, plain, domain in (
        (later(n), n + 1, EVERYWHERE),
        ((t * x + t) / (d * x + d), t / d, steps),
        ((n + 1) ** 2, n**2 + 2 * n + 1, EVERYWHERE),
    ):
        for kind in KINDS:
            assert same(kind(p(i), (i, 1, written)), kind(p(i), (i, 1, plain)), domain)
            assert same(
                kind(p(i), (i, written, 2 * plain)), kind(p(i), (i, plain, 2 * plain)), domain
            )
    assert same(sp.Sum(f(i), (i, 1, later(n))), sp.Sum(f(i), (i, 1, n)) + f(n + 1), EVERYWHERE)


@pytest.mark.parametrize("step", [-2, -1, 1, 2])
def test_a_sum_from_a_letter_has_the_terms_of_its_range(step):
    apart = Domain((n >= m + 9,))
    before, after = min(step, 0), max(step, 0)
    moved = sp.Sum(f(i), (i, m + step, n))
    some = sum((f(m + place) for place in range(before, after)), sp.S.Zero)
    assert same(moved, sp.Sum(f(i), (i, m, n)) - (1 if step > 0 else -1) * some, apart)
    assert not same(moved, sp.Sum(f(i), (i, m, n)), apart)
    ended = sp.Sum(f(i), (i, m, n + step))
    last = sum((f(n + place) for place in range(before + 1, after + 1)), sp.S.Zero)
    assert same(ended, sp.Sum(f(i), (i, m, n)) + (1 if step > 0 else -1) * last, apart)
    assert not same(ended, sp.Sum(f(i), (i, m, n)), apart)


def test_what_a_body_needs_is_proved_for_the_numbers_of_the_range():
    cases: list[tuple[sp.Expr, int]] = [
        (1 / i, 1),
        (sp.log(i), 1),
        (sp.sqrt(i - 2), 2),
        (1 / (i + 1), 0),
    ]
    for body, low in cases:
        index = Letter("h", "h", integer=True)
        inside = body.xreplace({i: index})
        total = sp.Sum(inside, (index, low, n + 4))
        assert same(2 * total, sp.Sum(2 * inside, (index, low, n + 4)), EVERYWHERE)
        with pytest.raises(Undecided):
            same(sp.Sum(inside, (index, low - 1, n + 4)), x, EVERYWHERE)
    assert same(sp.Sum(sp.sqrt(n - i), (i, 1, n)), sp.Sum(sp.sqrt(n - k), (k, 1, n)), EVERYWHERE)
    with pytest.raises(Undecided):
        same(sp.Sum(1 / (n - i), (i, 1, n)), x, EVERYWHERE)
