"""Functions, sets and averages that look like others, in one line or across a part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Derivation,
    Domain,
    Letter,
    defined,
    function,
    quantity,
    tex,
    text,
    written,
)
from solutions.statements.assumptions import assumptions
from tests.attacks.lines import E, f, j, k, line, n, x
from tests.attacks.parts import A, B, Lines, heard, number

SIZE_N = Letter("n", "n", integer=True, positive=True, members="A")
SIZE_M = Letter("m", "m", integer=True, positive=True, members="A")


def over(name: str, places: int = 1) -> Any:
    template = ",".join(f"{{{place}}}" for place in range(places))
    return function(name, f"{name}({template})", mean_over="D", positive=True)


def mean(weighted: Any, size: Any = 2) -> sp.Expr:
    return sp.Sum(weighted, (k, 1, size))


positive = function("f", "f({0})", positive=True)
negated = defined("f", "f({0})", lambda v: -v)
once = defined("h", "h({0})", lambda v: v)
twice = defined("h", "h({0})", lambda v: 2 * v)
renamed = defined("hh", "h({0})", lambda v: 2 * v)
free = function("h", "h({0})", positive=True)
first, second, pair = over("a"), over("b"), over("w", 2)

FALSE: dict[str, Callable[[], Lines]] = {
    "f > 0 and f < 0": lambda: (
        Derivation("a", written(positive(x))).more_than(0, ""),
        Derivation("b", written(negated(x))).less_than(0, ""),
    ),
    "h(x) = x and h(x) = 2x": lambda: (
        Derivation("c", written(once(x))).equals(x, ""),
        Derivation("d", written(twice(x))).equals(2 * x, ""),
    ),
    "the same by another name": lambda: (
        number("a", A, once(x)).equals(x, ""),
        number("b", B, renamed(x)).equals(2 * x, ""),
    ),
    "the same beside any h": lambda: (
        Derivation("c", written(twice(x))).equals(2 * x, ""),
        Derivation("d", written(free(x))).more_than(0, ""),
    ),
    "two sizes of one set": lambda: (
        line(mean(k, SIZE_N) - mean(k, SIZE_M)).equals(
            SIZE_N * (SIZE_N + 1) / 2 - SIZE_M * (SIZE_M + 1) / 2, ""
        ),
    ),
    "two sizes of one set, one larger": lambda: (
        line(mean(1, SIZE_N) - mean(1, SIZE_M), where=Domain((SIZE_N > SIZE_M,))).more_than(0, ""),
    ),
    "two sizes of one set in two lines": lambda: (
        number("a", A, mean(k, SIZE_N)).equals(SIZE_N * (SIZE_N + 1) / 2, ""),
        number("b", B, mean(k, SIZE_M)).equals(SIZE_M * (SIZE_M + 1) / 2, ""),
    ),
    "two averages with one name": lambda: (
        line(mean(first(k) * k) - mean(second(k) * k)).equals(
            first(1) + 2 * first(2) - second(1) - 2 * second(2), ""
        ),
    ),
    "a number x beside another thing of that name": lambda: (
        number("a", quantity("X", "x"), 5),
        number("c", quantity("X", "Q"), 2),
        number("b", E, x + 1),
    ),
    "two quantities that a terminal calls X": lambda: (
        number("a", quantity("X", "X"), 1),
        number("b", quantity("X", "Y"), 2),
    ),
    "averages at two places": lambda: (
        line(mean(pair(k, 1) * k) - mean(pair(k, 2) * k)).equals(
            pair(1, 1) + 2 * pair(2, 1) - pair(1, 2) - 2 * pair(2, 2), ""
        ),
    ),
}


@pytest.mark.parametrize("stated", FALSE.values(), ids=FALSE)
def test_what_looks_like_another_is_refused(stated: Callable[[], Lines]) -> None:
    assert "shown as" in heard(stated)


def test_an_average_does_not_hide_that_another_counter_stays() -> None:
    w = over("w")
    assert tex(sp.Sum(w(j) * f(j), (j, 1, n))).startswith(r"\mathbb E_{D}")
    assert tex(sp.Sum(w(j) * f(k), (j, 1, n))).startswith(r"\sum")
    assert tex(sp.Sum(w(j) * k, (j, 1, n))).startswith(r"\sum")


def test_the_weights_of_a_law_are_told_to_be_that() -> None:
    w = over("w")
    said = line(mean(2 * w(k))).equals(2 * w(1) + 2 * w(2), "").statement()
    assert any("weights of a law" in one for one in assumptions(said, text))
