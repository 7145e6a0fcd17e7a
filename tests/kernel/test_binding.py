"""Bound indices: equal sums are one object, and nothing put in is captured or believed."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.kernel.errors import Undecided
from solutions.kernel.terms.binding import (
    Index,
    at,
    bound,
    depth,
    replaced,
    standard,
    working_index,
)
from solutions.kernel.terms.letters import Letter, function
from tests.kernel.letters import c, f, g, i, j, k, m, n, r, x, y

f2 = function("f", "f({0},{1})")
up = Letter("k", "k", integer=True, positive=True)
down = Letter("k", "k", integer=True, negative=True)
least = Letter("k", "k", integer=True, nonnegative=True)
most = Letter("k", "k", integer=True, nonpositive=True)
apart = Letter("k", "k", integer=True, nonzero=True)
plain = Letter("k", "k", integer=True)


# --- standard names ------------------------------------------------------------------------------


def test_sums_that_differ_by_the_name_of_an_index_are_one() -> None:
    for kind in (sp.Sum, sp.Product):
        assert standard(kind(f(i), (i, 1, n))) == standard(kind(f(j), (j, 1, n)))
        assert standard(1 + x * kind(f(i), (i, 1, n))) == standard(1 + x * kind(f(j), (j, 1, n)))
    nested = sp.Sum(f2(i, j) * sp.Sum(f2(j, k), (k, 1, m)), (i, 1, n), (j, 1, m))
    other = sp.Sum(f2(k, i) * sp.Sum(f2(i, j), (j, 1, m)), (k, 1, n), (i, 1, m))
    assert standard(nested) == standard(other)
    assert standard(nested) != standard(sp.Sum(f2(j, i), (i, 1, n), (j, 1, m)))


@pytest.mark.parametrize(
    "inner",
    [
        f(j) * sp.Sum(f2(i, j), (i, 1, n)),
        sp.Sum(f2(i, j), (i, 1, n)) ** 2 / (1 + f(j)),
        f(sp.Sum(f2(i, j), (i, 1, n))) - sp.Product(f(i), (i, 1, j)),
        sp.Sum(f2(i, k) + f(j), (i, 1, n), (k, 1, n)) + sp.Sum(f(i), (i, 1, n)),
    ],
    ids=str,
)
def test_an_index_inside_is_another_one_than_the_index_outside(inner: sp.Expr) -> None:
    whole = standard(sp.Sum(inner, (j, 1, m)))
    [(outer, *_)] = whole.limits
    assert outer not in bound(whole.function)
    assert len(bound(whole)) == len(bound(inner)) + 1
    assert whole.function.free_symbols - {outer} == inner.free_symbols - {j}


def test_how_deep_sums_are_is_counted_along_the_deepest_branch() -> None:
    one, two = sp.Sum(f(i), (i, 1, n)), sp.Sum(f2(i, j), (i, 1, n), (j, 1, m))
    assert [depth(expr) for expr in (x, f(x + y), one, sp.Product(f(i), (i, 1, n)), two)] == [
        0,
        0,
        1,
        1,
        2,
    ]
    assert depth(sp.Sum(one * f(j), (j, 1, m))) == 2
    for expr in (f2(x, two), f2(two, x), f2(one, two), f2(two, one)):
        assert depth(expr) == 2


@pytest.mark.parametrize(("low", "counts"), [(1, True), (2, True), (0, None), (-2, None)])
def test_an_index_is_whole_and_positive_where_its_range_says_so(low: int, counts: bool) -> None:
    for named in (plain, up):
        [(index, *_)] = standard(sp.Sum(f(named), (named, low, n))).limits
        assert index.is_integer
        assert index.is_positive is counts
    for low_letter in (n, g, c):
        [(index, *_)] = standard(sp.Sum(f(plain), (plain, low_letter, m))).limits
        assert index.is_integer
        assert index.is_positive is None


def test_a_working_index_occurs_nowhere_near() -> None:
    found = [working_index(positive=True)]
    for _ in range(4):
        first, *others = found
        found.append(working_index(f(first), x + sum(others), f2(*found[-1:], x), positive=False))
        assert found[-1] not in found[:-1]
    assert working_index(found[0], x, positive=True) == working_index(x, found[0], positive=True)
    everyone = sp.Add(*found)
    assert working_index(everyone, x, positive=False) not in found
    assert working_index(x, everyone, positive=False) not in found


def test_letters_and_other_indices_are_no_working_indices() -> None:
    letter = Letter("j_k", "j_k", integer=True)
    for near in (letter, Index("y"), Index("i_7", integer=True)):
        assert working_index(near + x, positive=True) == working_index(x, positive=True)


# --- values for letters --------------------------------------------------------------------------


def test_what_is_not_put_in_is_in_nobodys_way() -> None:
    total = sp.Sum(f2(i, x), (i, 1, n))
    assert replaced(total, {y: i}) == total
    for values in ({x: i}, {i: y}, {x: y + i**2}, {n: i}):
        with pytest.raises(Undecided, match="i is the index of a sum or product in"):
            replaced(total, values)


def test_a_slope_is_not_taken_at_a_number() -> None:
    slope = sp.Derivative(f(r), r)
    with pytest.raises(Undecided, match="what a derivative is by"):
        replaced(slope, {r: sp.Integer(2)})
    assert replaced(slope, {r: y}) == sp.Derivative(f(y), y)
    index = Index("i_0", integer=True)
    with pytest.raises(Undecided, match="cannot be put for the index i_0"):
        at(sp.Derivative(f(index), index), index, sp.Integer(2))
    assert at(f(index) * index, index, sp.Integer(2)) == 2 * f(2)


@pytest.mark.parametrize(("index", "low"), [(least, 0), (least, 1), (up, 1), (least, c), (up, n)])
def test_a_sign_that_the_range_of_an_index_gives_is_used(index: sp.Symbol, low: int) -> None:
    total = sp.Sum(sp.sqrt(index**2 + r), (index, low, m))
    assert replaced(total, {r: sp.S.Zero}) == sp.Sum(index, (index, low, m))


@pytest.mark.parametrize(
    ("index", "low"),
    [(least, -1), (least, g), (up, -3), (up, g), (down, -3), (most, -3), (most, g), (down, g)],
)
def test_a_sign_that_it_does_not_give_is_not(index: sp.Symbol, low: int) -> None:
    total = sp.Sum(sp.sqrt(index**2 + r), (index, low, m))
    with pytest.raises(Undecided, match="declared to be what its range does not say"):
        replaced(total, {r: sp.S.Zero})
    assert replaced(total, {r: x}) == sp.Sum(sp.sqrt(index**2 + x), (index, low, m))


def test_zero_to_the_power_of_an_index_is_zero_where_the_index_begins_above_it() -> None:
    for kind in (sp.Sum, sp.Product):
        assert replaced(kind(1 + r**up, (up, 1, n)), {r: sp.S.Zero}) == kind(1, (up, 1, n))
        with pytest.raises(Undecided, match="declare it with integer=True alone"):
            replaced(kind(1 + r**up, (up, 0, n)), {r: sp.S.Zero})
        assert replaced(kind(1 + r**plain, (plain, 0, n)), {r: sp.S.Zero}).has(sp.Pow)


def test_that_an_index_is_never_zero_is_not_believed() -> None:
    total = sp.Sum(sp.KroneckerDelta(apart, g), (apart, -2, n))
    with pytest.raises(Undecided, match="declared to be what its range does not say"):
        replaced(total, {g: sp.S.Zero})


def test_an_index_is_whole_wherever_it_begins() -> None:
    total = sp.Sum(r ** (2 * up), (up, 0, n))
    assert replaced(total, {r: sp.S.NegativeOne}) == sp.Sum(1, (up, 0, n))
    without = sp.Integral(r * plain, plain)
    assert replaced(without, {r: x}) == sp.Integral(x * plain, plain)
