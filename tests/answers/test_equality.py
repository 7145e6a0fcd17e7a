"""A table of pairs as people type them, both ways round; and what is told with a verdict."""

import json

import pytest

from solutions.answers.equality import equal
from tests.answers.pairs import HELD_OUT, TABLE
from tests.answers.reals import differ

WANTED = {"E": {"equal"}, "D": {"different"}, "U": {"undecided", "unreadable"}}


@pytest.mark.parametrize("pair", [*TABLE, *HELD_OUT], ids=lambda pair: " ? ".join(pair[1:]))
def test_the_table(pair):
    verdict, left, right, where = pair
    for one, two in ((left, right), (right, left)):
        found = equal(one, two, where)
        assert found["verdict"] in WANTED[verdict], found["because"]
        json.dumps(found)
        if verdict == "D":
            assert differ(one, two, found["counterexample"])


def test_there_are_enough_and_none_twice():
    assert len(TABLE) >= 120
    assert len(HELD_OUT) >= 30
    rows = [pair[1:] for pair in (*TABLE, *HELD_OUT)]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(
    ("left", "right", "defined"),
    [
        ("(x^2-1)/(x-1)", "x+1", "x ≠ 1"),
        ("log(x^2)", "2*log(x)", "x² ≠ 0"),
        ("sqrt(x)^2", "x", "x ≥ 0"),
        ("sum(k, k=5..n)", "n*(n+1)/2-10", "n integer"),
    ],
)
def test_where_both_are_defined_is_told(left, right, defined):
    found = equal(left, right)
    assert found["verdict"] == "equal"
    assert defined.split()[0] in found["defined"]


def test_contradictory_conditions_decide_nothing():
    assert equal("x", "2x", "x > 1, x < 0")["verdict"] == "unreadable"
    assert equal("x", "2*x", "x > y, y > z, z > x")["verdict"] == "undecided"
    assert equal("sqrt(x-2)", "sqrt(x-2)", "x < 1")["verdict"] == "undecided"
