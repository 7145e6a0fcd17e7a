"""Names that a reader takes for other ones, for formulas, or for two things at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Derivation,
    Domain,
    Letter,
    defined,
    family,
    function,
    quantity,
    written,
)
from tests.attacks.lines import E, f, fate, k, line, r, x, y
from tests.attacks.parts import STANDARD, A, B, Lines, heard, number, said
from tests.attacks.parts import X as VARIABLE

T = Letter("T", "T", positive=True)
identity = defined("f", "f({0})", lambda v: v)


def less(one: sp.Expr, other: sp.Expr) -> tuple[bool, str]:
    """Is ``one < other`` let through, with itself as its only assumption?"""
    return fate(lambda: line(one, where=Domain((one < other,))).less_than(other, ""))


def letter(shown: str, name: str = "w") -> Letter:
    return Letter(name, shown, real=True)


def apart(one: str, other: str) -> Callable[[], tuple[bool, str]]:
    return lambda: less(letter(one, "v"), letter(other))


def after(name: str, template: str, factor: int) -> Callable[[], tuple[bool, str]]:
    """A function that is called after f, and is another one than its name says."""
    called = defined(name, template, lambda v: factor * v)
    gap = called(r) - identity(r)
    return lambda: fate(lambda: line(gap).equals((factor - 1) * r, ""))


ALIKE = [
    (r"\mathrm{x}", r"\text{x}"),
    (r"\mathrm{ab}", r"\operatorname{ab}"),
    (r"x_{\text{ab}}", r"x_{\mathrm{ab}}"),
    (r"\mathit{r}", "r"),
    ("x^*", r"x^\ast"),
    ("x_1^*", "x^*_1"),
    ("x_1'", "x'_1"),
    ("{x_1}", "x_1"),
    ("x_{a|b}", r"x_{a \mid b}"),
    (r"\hat x", r"\widehat x"),
    (r"\bar x", r"\overline x"),
    ("x_{1}_2", "x_1"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE, ids=[f"{a} {b}" for a, b in ALIKE])
def test_letters_that_print_alike_are_told_apart(one: str, other: str) -> None:
    assert not apart(one, other)()[0]


@pytest.mark.parametrize(("one", "other"), ALIKE, ids=[f"{a} {b}" for a, b in ALIKE])
def test_and_so_are_quantities(one: str, other: str) -> None:
    def stated() -> Lines:
        return number("a", quantity("P", one), 1), number("b", quantity("Q", other), 2)

    assert heard(stated)


FALSE: dict[str, Callable[[], tuple[bool, str]]] = {
    "a letter |r| beside r": lambda: less(sp.Abs(r), letter("|r|")),
    "a letter x/y beside both": lambda: less(x / y, letter("x/y")),
    "a letter r f(x)": lambda: less(r * f(x), letter("r f(x)")),
    "a function rg beside r and g": lambda: less(
        r * function("g", "g({0})")(x), function("rg", "r g({0})")(x)
    ),
    "a letter x^{-1}": lambda: less(1 / x, letter("x^{-1}")),
    "a letter x^{1/2}": lambda: less(sp.sqrt(x), letter("x^{1/2}")),
    "a letter x2": lambda: less(2 * x, letter("x2")),
    "an italic number": lambda: less(sp.Integer(5), letter(r"\mathit{2}")),
    "a bold number": lambda: less(sp.Integer(5), letter(r"\mathbf{2}")),
    "a word that is a number": lambda: less(sp.Integer(5), letter(r"\operatorname{2}")),
    "f squared that is none": after("f2", "f^2({0})", 2),
    "a derivative that is none": after("fp", "f'({0})", 5),
    "a second derivative": after("fpp", "f''({0})", 5),
    "an inverse that is none": after("fi", "f^{{-1}}({0})", 5),
    "a dot that is no derivative": after("fd", r"\dot{{f}}({0})", 7),
    "two letters x of a terminal": lambda: less(letter("x_1", "x"), letter("x_2", "x")),
    "two functions f of a terminal": lambda: less(
        function("f", "f({0})")(x), function("f", "g({0})")(x)
    ),
    "a number as the name of a letter": lambda: less(sp.Integer(5), letter("w", "2")),
    "a sum as the name of a letter": lambda: less(x + y, letter("w", "x + y")),
    "a letter f before a bracket": lambda: fate(
        lambda: line(
            defined("f", "f({0})", lambda v: v**2)(x + 1) - letter("f", "f") * (x + 1)
        ).equals((x + 1) ** 2 - letter("f", "f") * (x + 1), "")
    ),
    "an abbreviation π(r + 1) beside π": lambda: fate(
        lambda: line(defined("pi", r"\pi({0})", lambda v: v)(r + 1) - sp.pi * (r + 1)).equals(
            (r + 1) * (1 - sp.pi), ""
        )
    ),
    "an abbreviation whose argument falls apart": lambda: fate(
        lambda: line(defined("X", "X_{0}", lambda v: 2 * v)(r + 1)).equals(2 * r + 2, "")
    ),
    "a function behind a space": lambda: less(function("g", r"g\,{0}")(x + y), x),
    "a function whose argument is a power": lambda: less(function("q", "q^{{{0}}}")(x + y), x),
}


@pytest.mark.parametrize("case", FALSE.values(), ids=FALSE)
def test_a_name_that_says_something_else_is_refused(case: Callable[[], tuple[bool, str]]) -> None:
    assert not case()[0]


def test_a_derivative_may_be_called_one() -> None:
    square = defined("f", "f({0})", lambda v: v**2)
    slope = defined("f'", "f'({0})", lambda v: 2 * v)
    assert fate(lambda: line(slope(r) * square(r)).equals(2 * r**3, ""))[0]


hidden = defined("s", "s({0})", lambda v, w: v + w)
beside = defined("c", "c_{{{0}{1}}}", lambda v, w: v + 10 * w)
weights = function("w", "w({0})", mean_over="D", positive=True)
others = function("v", "v({0})", mean_over="D", positive=True)
pairs = function("w", "w({0}, {1})", mean_over="D", positive=True)


def average(over: Any, high: int = 2, *more: int) -> sp.Expr:
    return sp.Sum(over(k, *more) * k, (k, 1, high))


def opened(name: str, value: sp.Expr) -> Derivation:
    return Derivation(name, written(value)).equals(value.doit(), "")


def called(shown: str) -> Lines:
    return (number("a", quantity("P", shown), T),)


PARTS: dict[str, Callable[[], Lines]] = {
    "s(x) with two second arguments": lambda: (
        Derivation("c", written(hidden(x, 1))).equals(x + 1, ""),
        Derivation("d", written(hidden(x, 2))).equals(x + 2, ""),
    ),
    "s(x) as two numbers": lambda: (
        number("a", A, hidden(x, 1)).equals(x + 1, ""),
        number("b", B, hidden(x, 2)).equals(x + 2, ""),
    ),
    "c_{123} at two places": lambda: (
        Derivation("c", written(beside(sp.Integer(1), sp.Integer(23)))).equals(231, ""),
        Derivation("d", written(beside(sp.Integer(12), sp.Integer(3)))).equals(42, ""),
    ),
    "an average over two and over three": lambda: (
        number("a", A, average(weights)), number("b", B, average(weights, 3))
    ),
    "an average with two laws": lambda: (
        number("a", A, average(weights)), number("b", B, average(others))
    ),
    "an average under two conditions": lambda: (
        number("a", A, average(pairs, 2, 1)), number("b", B, average(pairs, 2, 2))
    ),
    "a name of a terminal that is a letter": lambda: (
        number("a", quantity("x", "Q"), 5), number("b", E, x + 1)
    ),
    **{
        f"a number that is called {shown}": partial(called, shown)
        for shown in (
            r"\ln T", r"\operatorname{log} T", r"\operatorname{arg} T", r"\operatorname{Var}(X)",
            r"\operatorname{Var} X", r"\mathrm{E}[X]", "|T|", "T2", r"T^{1/2}",
        )
    },
    "a second name of the mean": lambda: (
        said(VARIABLE, STANDARD), number("a", quantity("P", r"\operatorname{E}[X]"), 5)
    ),
    "a root by its looks": lambda: (
        number("a", A, 4), number("b", quantity("P", "A^{1/2}"), 3)
    ),
    "a family whose argument falls apart": lambda: (
        Derivation("a", family("G", "G_{0}")(r), 2 * r).equals(2 * r, ""),
        Derivation("b", family("G", "G_{0}")(r + 1), 2 * r + 2).equals(2 * (r + 1), ""),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PARTS.values(), ids=PARTS)
def test_a_part_does_not_say_two_things_under_one_look(case: Callable[[], Lines]) -> None:
    assert heard(case)
