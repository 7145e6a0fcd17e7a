"""A statement is shown with all that it assumes, and with the sign that it has."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Box,
    Combination,
    Decoy,
    Derivation,
    Domain,
    Letter,
    Mean,
    Normal,
    Part,
    Recursion,
    Regime,
    Term,
    check,
    defined,
    difference,
    exact,
    family,
    function,
    gradient,
    judge_part,
    logarithm,
    mean,
    negative,
    quantity,
    ratio,
    relative_error,
    square,
    text,
    variance,
    written,
)
from solutions.statements.assumptions import assumptions, domain_tex

n = Letter("n", "n", "a number of steps", integer=True, nonnegative=True)
a = Letter("a", "a", "a size", positive=True)
b = Letter("b", "b", "another size", positive=True)
h = Letter("h", "h", "a step", positive=True)
v = Letter("v", "v", "a variance reached", positive=True)
x = Letter("x", "x", "a place", real=True)
N = Letter("N", "N", "how many outputs", integer=True, positive=True)
y = Letter("y", "y", "an output", integer=True, positive=True)
p = function("p", "p({0})", "a law", positive=True)
r = function("r", "r({0})", "a reward")
Z = defined("Z", "Z({0})", lambda N: sp.Sum(p(y) * sp.exp(r(y)), (y, 1, N)), positive=True)
X = family("X", "X_{{{0}}}", "a state")
S = quantity("S", "S", "a number")

SMALL = Regime(r"h \to 0", small=(h,), vanishing=(h,), chart=(), inverse=(), fixed=(a,))
TINY = Regime(r"h \ll a", (h / a,), (v,), ((h, a * v),), ((v, h / a),), bounded=(x,))


def test_what_letters_and_functions_are_declared_to_be_is_assumed() -> None:
    said = Derivation("d", S, a + x + sp.Sum(p(y) * r(y), (y, 1, N))).opening
    told = [r"N \in \{1, 2, \dots\}", "a > 0", r"x \in \mathbb R"]
    assert assumptions(said) == [*told, "p(y) > 0", r"r(y) \in \mathbb R"]
    assert assumptions(said, text)[-2:] == ["p(y) > 0", "r(y) ∈ ℝ"]


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ({"positive": True, "below": 1}, "0 < f(a) < 1"),
        ({"nonnegative": True, "at_most": 1}, r"0 \le f(a) \le 1"),
        ({"above": -2}, "-2 < f(a)"),
        ({"at_least": 1, "positive": True}, r"1 \le f(a)"),
        ({"below": 3}, "f(a) < 3"),
    ],
)
def test_bounds_of_a_function_are_assumed(bounds: dict[str, Any], told: str) -> None:
    f = function("f", "f({0})", "a bounded function", **bounds)
    assert assumptions(Derivation("d", S, f(a)).opening) == ["a > 0", told]


def test_of_an_abbreviation_what_its_body_speaks_of_is_assumed() -> None:
    assert assumptions(Derivation("d", S, Z(N)).opening) == [
        r"N \in \{1, 2, \dots\}",
        "p(y) > 0",
        r"r(y) \in \mathbb R",
    ]


def test_a_letter_that_is_bound_is_no_assumption() -> None:
    walk = Combination((Term(1, X(n), Normal(0, v)), Term(1, S, Normal(0, h))))
    recursion = Recursion(Normal(0, a), walk, v, n, 0, X(n))
    assert assumptions(Derivation("walk", X(n), recursion).opening) == [
        "a > 0",
        "h > 0",
        r"n \in \{0, 1, \dots\}",
    ]
    mean = Mean((x - a) ** 2, x, Normal(0, b))
    assert assumptions(Derivation("mean", S, mean).opening) == ["a > 0", "b > 0"]


def test_a_letter_of_the_left_side_is_assumed_to_be_what_it_is() -> None:
    assert assumptions(Derivation("d", X(n), a).opening) == ["a > 0", r"n \in \{0, 1, \dots\}"]


def test_a_fact_is_not_told_beside_a_stricter_one() -> None:
    both = Domain((a >= h, a > h), whole=(a / h,))
    assert domain_tex(both) == r"a > h,\; a/h \in \mathbb Z"
    assert assumptions(Derivation("d", S, a, where=both).opening)[2:] == [
        "a > h",
        r"a/h \in \mathbb Z",
    ]


def test_a_regime_tells_its_bounds_also_where_the_line_has_lost_the_letter() -> None:
    near = Derivation("near", S, a + h).approximates(a, when=TINY, because="h is small").statement()
    assert assumptions(near) == ["a > 0", r"h \ll a", r"x \le 1"]
    of_x = Derivation("of_x", X(x), a + h).approximates(a, when=TINY, because="h is small")
    assert assumptions(of_x.statement())[-2:] == [r"h \ll a", r"x \le 1"]


def test_an_index_needs_no_tall_brackets() -> None:
    assert X((n - 1) * h).tex() == "X_{(n - 1) h}"
    assert variance(X((n - 1) * h)).tex() == r"\operatorname{Var} X_{(n - 1) h}"


start = Derivation("start", S, a * (1 + h))
LAW = Derivation("law", X(0), Normal(0, a * (1 + h)))


@pytest.mark.parametrize(
    ("derivation", "left", "form"),
    [
        (start.equals(a + a * h, because="multiply out"), "S", "exact"),
        (start.approximates(a, when=SMALL, because="h is small"), "S", "approximate"),
        (start.tends_to(a, when=SMALL, because="h vanishes"), r"\lim_{h \to 0} S", "exact"),
        (start.tends_to(a, when=TINY, because="h vanishes"), "S", "limit"),
        (start.at_most(2 * a, where=Domain((h <= 1,)), because="h is at most 1"), "S", "bound"),
        (start.at_least(a, because="h is positive"), "S", "bound"),
        (LAW.equals(Normal(0, a + a * h), because="multiply out"), "X_{0}", "exact"),
        (
            LAW.tends_to(Normal(0, a), when=SMALL, because="h vanishes"),
            r"X_{0} \text{ for } h \to 0",
            "exact",
        ),
    ],
)
def test_a_box_says_what_it_is(derivation: Derivation, left: str, form: str) -> None:
    box = Box("it", derivation)
    assert (box.lhs, box.form) == (left, form)


@check("by itself")
def itself(it: Any) -> Any:
    yield exact(it, {a: 1, h: 1}, 2)


@check("by itself again")
def again(it: Any) -> Any:
    yield exact(it, {a: 1, h: 2}, 3)


@pytest.mark.parametrize(
    "derivation",
    [
        start.equals(a * h, because="wrong").equals(a * (h + 1), because="wrong again"),
        start.at_least(a, because="h is positive").at_most(a * (1 + h), because="the wrong way"),
        start.approximates(a, when=SMALL, because="h is small").at_least(0, because="after ≈"),
    ],
    ids=["a line before is wrong", "≤ after ≥", "≥ after ≈"],
)
def test_a_box_that_is_no_theorem_never_holds(derivation: Derivation) -> None:
    box, decoy = Box("it", derivation), Decoy("it", a, "the step left out")
    part = Part("1z", "Z", "?", (derivation,), (box,), (itself, again), (decoy,))
    content, failures = judge_part(part)
    assert failures
    assert content["verdict"] != "proved"
    assert not [entry for entry in content["boxes"] if entry["verdict"] in ("proved", "measured")]


E, F = (quantity(one, one) for one in "EF")
BRACKETS = {
    "x − (a + b)": difference(x, a + b),
    "E − (a + b)": difference(E, written(a + b)),
    "−(a + b)": negative(a + b),
    "(a + 1) / (b + 1)": ratio(a + 1, b + 1),
    "a / (2·b)": ratio(a, 2 * b),
    "log (a + 1)": logarithm(written(a + 1)),
    "∇_x (a + x²)": gradient(written(x**2 + a), x),
    "(x − (E − F)) / x": relative_error(x, difference(E, F)),
    "log ((E)²)": logarithm(square(E)),
    "−(−a)": negative(-a),
    "E / F": ratio(E, F),
    "E[E − F]": mean(difference(E, F)),
}


@pytest.mark.parametrize(("shown", "of"), BRACKETS.items(), ids=BRACKETS)
def test_an_operation_is_read_of_all_that_it_is_of(shown, of) -> None:
    """z − x + y would be (z − x) + y, where z − (x + y) is meant."""
    assert of.text() == shown
    assert ("(" in of.tex()) == ("(" in shown)
