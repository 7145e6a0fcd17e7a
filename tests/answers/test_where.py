"""Conditions on letters: what is declared, what becomes a fact, and what is left out."""

import pytest
import sympy as sp

from solutions.reading.expressions.building import build
from solutions.reading.expressions.conditions import build_domain
from solutions.reading.parser import Unreadable, parse

a, b = sp.symbols("a b", real=True)
t = sp.Symbol("t", real=True, positive=True)
s = sp.Symbol("s", real=True, positive=True)
x = sp.Symbol("x", real=True)


def declared(where, name):
    symbol = build_domain(where).vocabulary.letters[name]
    assert symbol is not None
    return {
        kind
        for kind in ("positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")
        if symbol.assumptions0.get(kind)
    }


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        ("x > 0", {"positive", "nonnegative", "nonzero"}),
        ("0 < x", {"positive", "nonnegative", "nonzero"}),
        ("x >= 0", {"nonnegative"}),
        (r"x \geq 0, x \neq 0", {"positive", "nonnegative", "nonzero"}),
        ("x ≤ 0", {"nonpositive"}),
        ("x < -1", {"negative", "nonpositive", "nonzero"}),
        ("x != 0", {"nonzero"}),
        ("x ≥ 1", {"positive", "nonnegative", "nonzero"}),
        ("x integer", {"integer"}),
        ("x is a positive integer", {"integer", "positive", "nonnegative", "nonzero"}),
        (r"x \in \mathbb N", {"integer", "positive", "nonnegative", "nonzero"}),
        ("x integer, x >= 0", {"integer", "nonnegative"}),
        ("x > y, y > 0", {"positive", "nonnegative", "nonzero"}),
        ("x, y > 0", {"positive", "nonnegative", "nonzero"}),
        ("x real", set()),
        ("x > -1", set()),
    ],
)
def test_declared(where, kinds):
    assert declared(where, "x") == kinds


@pytest.mark.parametrize(
    ("where", "facts", "excluded"),
    [
        ("", (), ()),
        ("x > 0, 0 < t <= 1", (t <= 1,), ()),
        ("0 < s < t <= 1", (s < t, t <= 1), ()),
        ("a > b", (a > b,), ()),
        ("x != 1", (), (x - 1,)),
        ("a ≠ b", (), (a - b,)),
        ("x^2 < 1", (x**2 < 1,), ()),
    ],
)
def test_facts(where, facts, excluded):
    found = build_domain(where)
    assert found.domain.facts == facts
    assert found.excluded == excluded


def test_expressions_are_built_of_the_declared_letters():
    where = build_domain("0 < t <= 1")
    built = build(parse("sqrt(t)/t", where.vocabulary), where.vocabulary)
    assert built.value == 1 / sp.sqrt(t)
    assert built.defined == ()


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("x > 0, x < 0", 0),
        ("y, x >= 1, x < 1", 0),
        ("1 < 0", 0),
        ("x", 1),
        ("x = 2", 2),
        ("x > ", 4),
        ("x + 1 integer", 0),
        ("x > 0, ?", 7),
    ],
)
def test_refused(where, place):
    with pytest.raises(Unreadable) as caught:
        build_domain(where)
    assert caught.value.position >= 0
    assert abs(caught.value.position - place) <= 3


def test_read_as():
    assert build_domain("x,y>0 and n in N").read_as == "x, y > 0, n = 1, 2, …"
