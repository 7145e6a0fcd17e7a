"""Lines that say something true of what is judged, and something false of what a page prints."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.author import Domain, Letter, defined, function
from solutions.printing.formulas import tex
from tests.attacks.lines import R, Stated, f, fate, j, k, line, m, n, r, s, x

UNSEEN = (x - 1) * f(sp.log(x))


def less(one: sp.Expr, other: sp.Expr) -> Stated:
    """Assumed to be less, it is less; and both are shown as the same."""
    return lambda: line(one, where=Domain((one < other,))).less_than(other, "")


def letter(shown: str, **more: Any) -> Letter:
    return Letter(f"one {shown}", shown, real=True, **more)


class Lying(AppliedUndef):
    """It is positive, except where it is asked for a number."""

    is_real = is_positive = True

    @classmethod
    def eval(cls, at: sp.Expr) -> sp.Expr | None:
        return sp.Integer(-5) if at == 1 else None


one_place = function("h", "h({0})")
second = function("g", "g({1})")
bare = sp.Function("f", real=True)
added = defined("s", "s({0})", lambda v, w: v + w)

ALIKE: dict[str, Stated] = {
    "two dummies": less(sp.Dummy("r", real=True), sp.Dummy("r", real=True)),
    "a dummy and a letter": less(sp.Dummy("r", real=True), r),
    "braces around one sign": less(letter("{x}"), x),
    "a space that is not seen": less(letter(r"x\,"), x),
    "braces around an index": less(letter("x_1"), letter("x_{1}")),
    "brackets of another size": less(letter(r"x\left(1\right)"), letter("x(1)")),
    "a prime": less(letter("v'"), letter(r"v^\prime")),
    "a letter e": less(letter("e") ** 2, sp.exp(x)),
    "a letter π": less(letter(r"\pi"), 3 * sp.pi),
    "a letter x²": less(letter("x^2"), x**2),
    "a letter whose root is called x": less(letter("x^2", root_tex="x"), x),
    "a letter f(x)": less(letter("f(x)"), f(x)),
    "a function without a TeX": less(bare(x), f(x)),
    "a function that shows one of two arguments": less(one_place(x, 1), one_place(x, 2)),
    "a function that shows its second argument": less(second(1, x), function("q", "g({0})")(x)),
    "an abbreviation that shows one of two arguments": less(added(x, 1), added(x, 2)),
    "an abbreviation that is itself and 1 more": lambda: line(added(x, 1)).equals(
        added(x, 2) - 1, ""
    ),
}

weight = function("mu", r"\mu({0})", positive=True, mean_over=r"j \sim \mu")
size = Letter("|Y|", "|Y|", integer=True, positive=True, members=r"\mathcal Y")

RANGES: dict[str, Stated] = {
    "two averages over one law": lambda: line(sp.Sum(weight(j) * 2, (j, 1, n))).less_than(
        sp.Sum(weight(j) * 2, (j, 1, n + 1)), ""
    ),
    "an average over a law and over all but the last": lambda: line(
        sp.Sum(weight(j) * 2, (j, 1, n))
    ).more_than(sp.Sum(weight(j) * 2, (j, 1, n - 1)), ""),
}

FOREIGN: dict[str, Stated] = {
    "a function that evaluates itself": lambda: (
        line(UNSEEN**2 * Lying(r)).at_least(0, "").at({r: 1}, "")
    ),
    "the same, declared": lambda: (
        line(UNSEEN**2 * function("g", "g({0})", positive=True, eval=Lying.eval)(r))
        .at_least(0, "")
        .at({r: 1}, "")
    ),
    "a function with a slope of its own": lambda: line(
        function("g", "g({0})", fdiff=lambda self, place: sp.Integer(7))(r)
    ).gradient(7, r, ""),
    "a function with a sign of its own": lambda: line(
        UNSEEN**2 * function("g", "g({0})", _eval_is_positive=lambda self: True)(r)
    ).at_least(0, ""),
    "a function with a rule for powers": lambda: (
        line((function("g", "g({0})", _eval_power=lambda self, other: sp.S.One)(r) + s) ** 2)
        .at({s: 0}, "")
        .equals(1, "")
    ),
    "a function of another family": lambda: line(
        sp.Function("f", real=True, tex="f({0})", __slots__=())(r)
    ).equals(f(r), ""),
}

ALL = ALIKE | RANGES | FOREIGN


@pytest.mark.parametrize("name", ALL)
def test_a_line_that_is_false_as_it_is_shown_is_not_proved(name: str) -> None:
    held, said = fate(ALL[name])
    assert not held, f"{name} was proved"
    assert said


TRUE: dict[str, Stated] = {
    "two indices": less(letter("x_1"), letter("x_2")),
    "a function and its power": less(f(x), f(x) ** 2),
    "a letter with a root": lambda: line(
        sp.sqrt(Letter("v", r"\sigma^2", root_tex=r"\sigma", positive=True))
    ).more_than(0, ""),
    "a function that hides one argument": lambda: line(one_place(r, 1)).at_most(
        one_place(r, 1) + s**2, ""
    ),
    "two averages over two laws": lambda: line(sp.Sum(weight(j) * 2, (j, 1, n))).equals(
        2 * sp.Sum(weight(j), (j, 1, n)), ""
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_line_beside_them_is_proved(name: str) -> None:
    held, said = fate(TRUE[name])
    assert held, said


SHOWN = {
    sp.Sum(1, (j, 1, size)): r"\sum_{j \in \mathcal Y} 1",
    sp.Sum(1, (j, 2, size)): r"\sum_{j=2}^{|Y|} 1",
    sp.Sum(1, (j, 0, size)): r"\sum_{j=0}^{|Y|} 1",
    sp.Sum(weight(j) * 2, (j, 1, n)): r"\mathbb E_{j \sim \mu} \left[2\right]",
    sp.Sum(weight(j) * 2, (j, 2, n)): r"\sum_{j=2}^{n} 2 \mu(j)",
    sp.Sum(weight(m) * k, (k, 1, 2)): r"\sum_{k=1}^{2} k \mu(m)",
    sp.Sum(weight(k) * f(j), (k, 1, 2)): r"\sum_{k=1}^{2} \mu(k) f(j)",
}


@pytest.mark.parametrize("expr", SHOWN)
def test_a_range_is_shown_unless_it_is_all_of_it(expr: sp.Expr) -> None:
    assert tex(expr) == SHOWN[expr]


def test_a_half_is_no_letter() -> None:
    """A number in a line looks like no letter, so that no pair of them is refused."""
    held, said = fate(lambda: line(x * R(1, 2)).at_most(x, ""))
    assert held, said
