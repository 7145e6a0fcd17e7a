"""Letters, bounds and abbreviations: what makes two of them one, and what is refused."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.domains.variables import Variable, facts_of, renamed, variable
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.terms.letters import (
    Bounds,
    Letter,
    defined,
    function,
    is_claimed,
    is_defined,
    meant,
    opened,
)
from tests.kernel.letters import f, i, r, s, x, y

HALF = sp.Rational(1, 2)
WRITTEN: dict[str, Any] = {
    "name": "w",
    "tex": "w",
    "meaning": "a width",
    "root_tex": "v",
    "members": "W",
    "real": True,
}


def test_two_letters_are_one_where_all_that_is_written_of_them_is_the_same() -> None:
    one = Letter(**WRITTEN)
    assert one == Letter(**WRITTEN)
    assert (one.name, one.tex, one.meaning) == ("w", "w", "a width")
    assert (one.root_tex, one.members) == ("v", "W")
    for key in WRITTEN:
        other = Letter(**(WRITTEN | {key: False if key == "real" else "u"}))
        assert one != other
        assert one - other != 0
    assert one != sp.Symbol("w", real=True)


# --- bounds --------------------------------------------------------------------------------------

NUMBERS = [sp.sympify(one) for one in (-2, -1, -HALF, 0, HALF, 1, 2, 3)]


def test_a_number_is_between_bounds_where_it_is_beyond_neither() -> None:
    for low, high, low_strict, high_strict in product(
        (None, sp.S.NegativeOne, sp.S.Zero),
        (None, sp.S.One, sp.Integer(2)),
        (True, False),
        (True, False),
    ):
        bounds = Bounds(low, high, low_strict, high_strict)
        for number in NUMBERS:
            above = low is None or (number > low if low_strict else number >= low)
            below = high is None or (number < high if high_strict else number <= high)
            assert bounds.hold(number) is bool(above and below)


def test_bounds_are_what_was_stated() -> None:
    for given, bounds in (
        ({"above": 0}, Bounds(sp.S.Zero, None, True, False)),
        ({"at_least": 0}, Bounds(sp.S.Zero, None, False, False)),
        ({"below": 1}, Bounds(None, sp.S.One, False, True)),
        ({"at_most": HALF}, Bounds(None, HALF, False, False)),
        ({"above": -1, "at_most": 1}, Bounds(-sp.S.One, sp.S.One, True, False)),
        ({"at_least": 0, "below": 1}, Bounds(sp.S.Zero, sp.S.One, False, True)),
    ):
        named: Any = given
        assert function("b", "b({0})", **named).bounds == bounds
    assert not hasattr(function("b", "b({0})", positive=True), "bounds")
    assert function("b", "b({0})")(x).is_real
    assert function("b", "b({0})", real=False)(x).is_real is False


NO_BOUNDS: list[tuple[dict[str, Any], str]] = [
    ({"above": sp.pi}, "above=pi: a function is bounded by a rational number"),
    ({"at_most": sp.oo}, "at_most=oo: a function is bounded by a rational number"),
    ({"above": 0, "at_least": 0}, "one lower and one upper bound"),
    ({"below": 0, "at_most": 0}, "one lower and one upper bound"),
    ({"above": 1, "below": 1}, "no number is above 1 and below 1"),
    ({"at_least": 2, "at_most": 1}, "no number is above 2 and below 1"),
    ({"positive": True, "at_most": 0}, "no number is above 0 and below 0"),
    ({"nonnegative": True, "below": -1}, "no number is above 0 and below -1"),
    ({"negative": True, "above": 0}, "no number is above 0 and below 0"),
    ({"nonpositive": True, "at_least": 1}, "no number is above 1 and below 0"),
]


@pytest.mark.parametrize(("given", "told"), NO_BOUNDS, ids=str)
def test_bounds_between_which_there_is_nothing_are_refused(
    given: dict[str, Any], told: str
) -> None:
    with pytest.raises(Malformed, match=told):
        function("b", "b({0})", **given)


# --- abbreviations -------------------------------------------------------------------------------


def test_an_abbreviation_is_opened_as_far_as_there_is_something_to_open() -> None:
    half = defined("h", "h({0})", lambda w: w / 2, positive=True, integer=False)
    twice = defined("t", "t({0})", lambda w: 4 * half(w))
    assert is_defined(half(x))
    assert not any(map(is_defined, (x, f(x), half(x) + 1, sp.exp(x))))
    assert [opened(one) for one in (half(x), twice(x), f(x), x)] == [x / 2, 4 * half(x), f(x), x]
    assert meant(twice(half(r)) + f(twice(s))) == r + f(2 * s)
    assert is_claimed(half(x), "positive")
    for expr, kind in (
        (half(x), "integer"),
        (half(x), "real"),
        (twice(x), "positive"),
        (x, "real"),
    ):
        assert not is_claimed(expr, kind)


def test_a_body_hides_no_letter_and_catches_none() -> None:
    hiding = defined("h", "h({0})", lambda w: w * y * x)
    with pytest.raises(Malformed, match="the body of h uses x, y; make it an argument"):
        opened(hiding(r))
    total = defined("S", "S({0})", lambda w: sp.Sum(f(i) * w, (i, 1, 3)))
    assert opened(total(x)) == sp.Sum(f(i) * x, (i, 1, 3))
    with pytest.raises(Malformed, match="i is an index in the body of S and a letter of"):
        opened(total(i))


# --- bound variables -----------------------------------------------------------------------------


def test_a_new_variable_is_real_and_occurs_nowhere_near() -> None:
    found = [variable()]
    for _ in range(3):
        found.append(variable(x + found[-1], f(found[0]), sp.Integral(y, (y, 0, 1))))
        assert found[-1] not in found[:-1]
        assert isinstance(found[-1], Variable)
        assert (found[-1].is_real, found[-1].is_nonnegative) == (True, None)
    everyone = sp.Add(*found)
    assert variable(everyone, x) == variable(x, everyone) == variable(x, everyone, y)
    assert variable(everyone) not in found
    hidden = sp.Integral(found[-1], (found[-1], 0, 1))
    assert variable(hidden) == variable(found[-1])
    assert variable(Letter("x_7", "x_7", real=True)) == variable()


def test_a_variable_that_is_renamed_is_another_than_all_that_is_spoken_of() -> None:
    first = variable()
    for domain in (
        Domain((first >= 1,)),
        Domain(whole=(first,)),
        Domain(nonzero=(2 * first,)),
        Domain((x >= 1, first <= y)),
    ):
        assert first in set().union(*(one.free_symbols for one in facts_of(domain)))
        body, new = renamed(r * s, r, domain)
        assert (body, new != first) == (new * s, True)
    assert renamed(r * s, r, EVERYWHERE) == (first * s, first)
    assert renamed(r * first, r, EVERYWHERE)[1] != first


@pytest.mark.parametrize(
    "kinds",
    [
        {},
        {"real": True, "nonzero": True},
        *({"integer": True}, {"integer": True, "positive": True}),
        *({kind: True} for kind in ("positive", "negative", "nonnegative", "nonpositive")),
    ],
    ids=str,
)
def test_a_variable_runs_over_all_real_numbers(kinds: dict[str, bool]) -> None:
    named = sp.Symbol("w", **kinds)
    told = (
        "is declared more than real" if kinds == {"integer": True} else "runs over a whole interval"
    )
    with pytest.raises(Undecided, match=told):
        renamed(named + 1, named, EVERYWHERE)


def test_a_variable_that_is_bound_inside_is_another_one_there() -> None:
    inner = sp.Integral(r * s, (r, 0, r))
    body, new = renamed(inner + r, r, EVERYWHERE)
    assert r not in body.free_symbols
    assert body.doit() == (inner + r).doit().xreplace({r: new})
