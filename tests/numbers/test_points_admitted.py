"""The points that refute a line lie in its domain: strictly inside where a fact is strict."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.evidence.counterexamples import counterexample, points
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import Letter, function

x = Letter("x", "x", positive=True)
y = Letter("y", "y", positive=True)
r = Letter("r", "r", real=True)
u = Letter("u", "u", nonnegative=True)
k = Letter("k", "k", integer=True)
f = function("f", "f({0})")

DOMAINS = [
    Domain((r > 0, r < 1)),
    Domain((r >= 0, r <= 1)),
    Domain((k > 2, k < 5)),
    Domain((k >= 2,)),
    Domain((u > 0,)),
    Domain((u < 2, u > 1)),
    Domain((x > y, y > 1)),
    Domain((x >= y, y <= 1)),
    Domain((r**2 > 4, r < 0)),
    Domain((sp.Gt(x * y, 1), x < 2)),
    Domain(nonzero=(x - y, r)),
    Domain((x <= 1,), whole=(1 / x,)),
]


@pytest.mark.parametrize("domain", DOMAINS, ids=str)
def test_every_point_satisfies_every_fact(domain: Domain) -> None:
    letters = {
        letter
        for one in (*domain.facts, *domain.whole, *domain.nonzero)
        for letter in one.free_symbols
    }
    found = list(points(letters, domain, 60, seed=5))
    assert found, "there are some"
    for point in found:
        numbers = {
            letter: sp.Rational(number.numerator, number.denominator)
            for letter, number in point.symbols.items()
        }
        assert all(fact.xreplace(numbers) == sp.true for fact in domain.facts), numbers
        assert all(expr.xreplace(numbers).is_Integer for expr in domain.whole), numbers
        assert all(expr.xreplace(numbers) != 0 for expr in domain.nonzero), numbers


def test_what_has_a_value_at_one_point_alone_is_not_compared() -> None:
    unseen = (x - 1) * f(sp.log(x))  # has the value 0 at x = 1, and elsewhere none that is known
    for right in (2 * unseen, unseen):
        with pytest.raises(Undecided, match="at one of 17 sample points alone"):
            counterexample(unseen, right, EVERYWHERE)
    assert counterexample(sp.Integer(2), sp.Integer(2), EVERYWHERE) is None, "there is but one"
    assert counterexample(x**2, x, Domain((x >= 1, x <= 1))) is None, "and here"
