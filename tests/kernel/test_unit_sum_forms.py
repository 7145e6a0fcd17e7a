"""Unit sums: which sums may be said to equal one, and what is bound in them."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.kernel.domains import unit_sums
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import function
from tests.kernel.letters import c, d, f, g, i, j, k, law, m, n, p, r, s, t, x, y

f3 = function("f", "f({0},{1},{2})", positive=True)
HALF = sp.Rational(1, 2)


def over(body: Any, index: Any = j, low: Any = 1, high: Any = n) -> sp.Sum:
    return sp.Sum(body, (index, low, high))


GOOD = [
    *(over(p(j)), over(law(j, k)), over(law(k, j)), over(law(j, n)), over(law(j, 2 * n - 1))),
    *(over(law(j, 3)), over(law(j, HALF)), over(law(j, r)), over(law(j, n * m), high=n + m)),
    *(over(f3(j, k, r)), over(f3(n, j, 1)), over(f3(k, 2, j)), over(p(j), high=5)),
    *(over(p(j), high=n**2), over(p(j), high=c), over(law(j, x))),
]
BAD = [
    *(
        over(p(j), low=0),
        over(p(j), low=2),
        over(p(j), low=k),
        over(p(j), high=j),
        over(p(j), high=n + j),
    ),
    *(
        over(p(j) / 2),
        over(p(j) ** 2),
        over(2 * p(j)),
        over(x),
        over(sp.exp(j)),
        over(p(j) + law(j, k)),
    ),
    *(
        over(p(k)),
        over(p(j + 1)),
        over(p(2 * j)),
        over(law(j, j)),
        over(law(j, j + 1)),
        over(law(n, n)),
    ),
    *(over(law(j, k + 1)), over(law(j, k + n)), over(law(j, sp.pi * k)), over(law(j, f(k)))),
    *(
        over(f3(j, k, k)),
        over(f3(j, 2, 2)),
        over(f3(j, n, n)),
        over(f3(j, j, k)),
        over(f3(k, n, 1)),
    ),
    *(sp.Sum(law(i, j), (i, 1, n), (j, 1, n)), sp.Sum(p(j), (j, 1, n), (k, 1, 1))),
]


@pytest.mark.parametrize("unit", GOOD, ids=str)
def test_a_sum_over_one_place_of_a_function_may_equal_one(unit: sp.Sum) -> None:
    assert Domain(unit_sums=(unit,)).unit_sums == (unit,)


@pytest.mark.parametrize("unit", BAD, ids=str)
def test_no_other_sum_may(unit: sp.Sum) -> None:
    with pytest.raises(TypeError, match="a sum that equals one is"):
        Domain(unit_sums=(unit,))


@pytest.mark.parametrize("high", [x, HALF * n, r, n / m, n - HALF, sp.log(n)], ids=str)
def test_its_last_term_is_known_to_be_whole(high: sp.Expr) -> None:
    with pytest.raises(TypeError, match=r"has no last term: .* is not declared a whole number"):
        Domain(unit_sums=(over(p(j), high=high),))
    assert Domain(unit_sums=(over(p(j), high=high),), whole=(high,)).whole == (high,)


def test_letters_in_the_limits_are_free_and_others_are_bound() -> None:
    for unit, high, bound in (
        (over(p(j)), n, set()),
        (over(law(j, k)), n, {k}),
        (over(law(j, n)), n, set()),
        (over(f3(k, j, r), high=n + m), n + m, {k, r}),
        (over(f3(m, j, r), high=n + m), n + m, {r}),
        (over(f3(2 * n, j, 7)), n, set()),
    ):
        assert unit_sums.parts(unit) == (j, high, bound | {j})


def test_two_sums_that_say_the_same_may_both_be_one() -> None:
    for one, other in (
        (over(p(j)), over(p(i), i)),
        (over(law(j, k)), over(law(i, m), i)),
        (over(f3(j, k, r)), over(f3(k, j, s), k)),
        (over(law(j, n)), over(law(k, n), k)),
    ):
        assert Domain(unit_sums=(one, other)).unit_sums == (one, other)
        assert unit_sums.general(one) == unit_sums.general(other)


def test_two_that_do_not_may_not() -> None:
    for one, other in (
        (over(p(j)), over(p(j), high=m)),
        (over(law(j, k)), over(law(k, j))),
        (over(law(j, k)), over(law(j, r))),
        (over(law(j, k)), over(law(j, c))),
        (over(law(j, k)), over(law(j, n))),
        (over(law(j, 1)), over(law(j, 2))),
        (over(f3(j, k, r)), over(f3(j, r, k))),
    ):
        assert unit_sums.general(one) != unit_sums.general(other)
        with pytest.raises(TypeError, match=r"two different sums of .* cannot both be 1"):
            Domain(unit_sums=(one, other))


def test_only_letters_of_the_limits_are_replaced() -> None:
    unit = over(f3(j, k, n))
    for values in ({k: x}, {r: x}, {j: x}, {k: n}, {}):
        assert unit_sums.put(unit, values) == unit
    assert unit_sums.put(unit, {n: m, k: x}) == over(f3(j, k, m), high=m)
    assert unit_sums.put(over(f3(j, k, n * m), high=n + m), {n: 2 * m}) == over(
        f3(j, k, 2 * m**2), high=3 * m
    )


@pytest.mark.parametrize(
    ("high", "met"),
    [(k, {k}), (j, {j}), (k + j, {j, k}), (m, set())],
    ids=lambda one: str(one) if isinstance(one, sp.Expr) else "",
)
def test_what_is_put_in_a_limit_is_caught_by_nothing(high: sp.Expr, met: set[Any]) -> None:
    found = unit_sums.put(over(f3(j, k, n)), {n: high})
    index, last, bound = unit_sums.parts(found)
    assert last == high
    assert found.function.args[2] == high
    assert not {index, *bound} & high.free_symbols
    assert (index == j, k in bound) == (j not in met, k not in met)
    for old, new in ((j, index), (k, found.function.args[1])):
        assert new.assumptions0 == old.assumptions0


# --- inside a sum --------------------------------------------------------------------------------


def test_inside_a_sum_the_index_is_between_its_limits() -> None:
    def facts(*more: Any) -> tuple[Any, ...]:
        return tuple(one(*two, evaluate=False) for one, *two in more)

    ge = sp.GreaterThan
    assert EVERYWHERE.with_index(g, sp.S.Zero, n).facts == facts((ge, g, 0), (ge, n, g))
    assert EVERYWHERE.with_index(g, m, 2 * n).facts == facts((ge, g, m))
    for index, low in ((j, sp.S.One), (c, sp.S.Zero), (j, sp.S.Zero), (c, -n)):
        assert EVERYWHERE.with_index(index, low, n + m).facts == facts((ge, index, low))
    under = sp.Symbol("under", integer=True, negative=True)
    assert EVERYWHERE.with_index(under, -n, n).facts == facts((ge, under, -n), (ge, n, under))
    before = Domain((x >= 1,), (over(p(j)),), (r,), (s,), ((t, d),))
    inside = before.with_index(g, sp.S.One, n)
    assert inside == before.join(Domain(facts((ge, g, 1), (ge, n, g))))


def test_a_whole_number_or_what_is_not_zero_is_lost_for_no_reason() -> None:
    gamma = Domain(whole=(r, x / y), nonzero=(s, r - s), unit_sums=(over(p(j), high=n),))
    moved = gamma.at({x: 2 * y, n: m})
    assert (moved.whole, moved.nonzero) == ((r,), (s, r - s))
    assert moved.unit_sums == (over(p(j), high=m),)
    halved = gamma.at({r: x / 2})
    assert set(halved.whole) == {x / 2, x / y}
    assert set(halved.nonzero) == {s, x / 2 - s}
    for values in ({s: sp.S.Zero}, {r: s}):
        with pytest.raises(Undecided, match="becomes 0 once"):
            gamma.at(values)
    with pytest.raises(Undecided, match="a whole number becomes a fraction once"):
        gamma.at({r: HALF})
    assert gamma.at({r: sp.Integer(2)}).whole == (x / y,)


def test_only_positive_whole_letters_are_counted_from_one() -> None:
    assert set(EVERYWHERE.chart(frozenset({n, c, g, x, r}))) == {n}
    assert set(Domain((r >= 1,)).chart(frozenset({n}))) == {n, r}
    assert EVERYWHERE.chart() == {}
