"""Signs: what is proved is true at every admissible point, and what is false is never proved."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import given

from solutions.evidence.counterexamples import points
from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import Letter
from solutions.numbers.balls import Number
from solutions.numbers.values import value
from tests.kernel.expressions import DOMAIN, LAW, f, g, i, n, positives, r, reals, u, x, y

z = sp.Symbol("z")


def numbers(expr: sp.Expr, domain: Domain) -> list[Number]:
    """Values at a few admissible points."""
    found = []
    for point in points(set(expr.free_symbols), domain, 8, seed=3):
        try:
            found.append(value(expr, point))
        except Undecided:
            continue
    return found


@LAW
@given(reals())
def test_a_proved_sign_is_the_sign_at_every_point(expr):
    for shown in (expr, -expr, expr + 1, expr - x):
        if signs.positive(shown, DOMAIN):
            assert all(number > 0 for number in numbers(shown, DOMAIN))
        if signs.nonnegative(shown, DOMAIN):
            assert not any(number < 0 for number in numbers(shown, DOMAIN))


@LAW
@given(positives())
def test_what_is_positive_by_its_form_is_proved_to_be(expr):
    assert signs.positive(expr, DOMAIN)
    assert not signs.nonnegative(-expr, DOMAIN)


TRUE = [
    (y - x, DOMAIN),
    (1 - u, DOMAIN),
    (y**2 - x**2, DOMAIN),
    ((r - 1) ** 2, EVERYWHERE),
    (sp.Sum(f(i), (i, 1, n)), EVERYWHERE),
    (sp.log(1 + x), EVERYWHERE),
    (n - 1, EVERYWHERE),
    ((x + 1) ** 2 - x**2 - 2 * x - 1, EVERYWHERE),
]


@pytest.mark.parametrize(("expr", "domain"), TRUE, ids=str)
def test_signs_that_are_found(expr, domain):
    assert signs.nonnegative(expr, domain)


FALSE = [
    (y - x, EVERYWHERE),
    (x - 1, EVERYWHERE),
    (n - 2, EVERYWHERE),
    (r, EVERYWHERE),
    (g(n), EVERYWHERE),
    (r**3, EVERYWHERE),
    (z**2, EVERYWHERE),  # z may be complex
    (sp.log(x), EVERYWHERE),
    (x - 2 * y, DOMAIN),
    (sp.exp(x) - 3, EVERYWHERE),
]


@pytest.mark.parametrize(("expr", "domain"), FALSE, ids=str)
def test_signs_that_are_not_there(expr, domain):
    assert not signs.nonnegative(expr, domain)


def test_zero_is_not_positive_and_may_not_be_divided_by():
    assert signs.nonnegative(u, EVERYWHERE)
    assert not signs.positive(u, EVERYWHERE)
    with pytest.raises(Undecided, match="a division by u, which is not proved to differ from 0"):
        signs.require_nonzero(u, EVERYWHERE)
    signs.require_nonzero(-1 - u, EVERYWHERE)


def test_two_letters_of_one_name_have_two_slacks():
    real, above = sp.Symbol("a", real=True), sp.Symbol("a", positive=True)
    both = Domain((real >= 1, above >= 1))
    assert not signs.nonnegative(real - above, both)
    assert not signs.nonnegative(above - real, both)
    tall, wide = Letter("a", r"\alpha", real=True), Letter("a", "A", real=True)
    assert not signs.nonnegative(tall - wide, Domain((tall >= 1, wide >= 1)))


def test_contradictory_and_circular_facts_do_not_hang():
    for facts in [(x >= y, y >= x), (x > y, y > x), (x >= y + 1, y >= x + 1), (x <= y, y <= x)]:
        assert signs.positive(x + y, Domain(facts))
        assert not signs.positive(x - 2 * y, Domain(facts))
