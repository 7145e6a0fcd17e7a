"""Regimes that hide what they assume, kinds that Γ did not show, and what a whole offset is."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.author import Domain, Regime, function
from solutions.kernel.errors import Malformed
from solutions.kernel.identity import decide
from solutions.kernel.rules.piecewise import largest
from solutions.printing.formulas import tex, text
from solutions.statements.assumptions import assumptions
from solutions.statements.lines import judge_derivation
from tests.attacks.lines import M, R, Stated, f, fate, g, j, k, line, m, n, p, r, t, u, x, y, z

h, v = sp.symbols("h v", positive=True)
W = f(sp.sqrt(2))
"""A value that no point gives, so that nothing is seen from outside."""
HALF = R(1, 2)

ALONE = Regime(r"x \ll y", (x / y, y), (v, h), ((x, v * h), (y, h)), ((v, x / y), (h, y)))
AND_X = Regime(r"x \ll y", (x / y, x), (v, h), ((x, h), (y, h / v)), ((v, x / y), (h, x)))
AND_GROWS = Regime(
    r"x \ll y", (x / y, 1 / y), (v, h), ((x, v / h), (y, 1 / h)), ((v, x / y), (h, 1 / y))
)
BELOW = Regime(r"x \ll y", (x / y,), (v,), ((x, v * h), (y, h)), ((v, x / y), (h, y)), bounded=(h,))
STAYS = Regime(
    r"x \ll n", (x / n,), (v,), ((x, v / h), (n, 1 / h)), ((v, x / n), (h, 1 / n)), bounded=(h,)
)
DOWN = Regime(
    r"M \to \infty", (-1 / M,), (h,), ((M, -1 / h),), ((h, -1 / M),), where=Domain((M < 0,))
)
NEGATIVE = Domain((M < 0,))


def charted(moved: sp.Expr) -> Regime:
    """z → 0, with a chart of what is no letter."""
    return Regime(r"z \to 0", (z,), (z,), ((moved, h),), ((h, moved),), bounded=(h,))


FALSE: dict[str, Stated] = {
    "1 + y ≈ 1 for x ≪ y, with y → 0 unsaid": lambda: line(1 + y).approximates(1, ALONE, ""),
    "1 + x ≈ 1 for x ≪ y, with x → 0 unsaid": lambda: line(1 + x).approximates(1, AND_X, ""),
    "1/y → 0 for x ≪ y, with y → ∞ unsaid": lambda: line(1 / y).tends_to(0, AND_GROWS, ""),
    "1 + xy ≈ 1 for x ≪ y, with y ≤ 1 unsaid": lambda: line(1 + x * y).approximates(1, BELOW, ""),
    "xy → 0 for x ≪ y, with y ≤ 1 unsaid": lambda: line(x * y).tends_to(0, BELOW, ""),
    "a chart of e^y": lambda: line(1 + z * sp.exp(y)).approximates(1, charted(sp.exp(y)), ""),
    "a chart of p(y)": lambda: line(1 + z * p(y)).approximates(1, charted(p(y)), ""),
    "a chart of log y": lambda: line(1 + z * sp.log(y)).approximates(1, charted(sp.log(y)), ""),
    "2^−n → 0 where x falls": lambda: line(2 ** (-n)).tends_to(0, STAYS, ""),
    "n·2^−n → 0 where x falls": lambda: line(n * 2 ** (-n)).tends_to(0, STAYS, ""),
    "2^−n + x/n → 0 where x falls": lambda: line(2 ** (-n) + x / n).tends_to(0, STAYS, ""),
    "2^−M → 0 for M → −∞": lambda: line(2 ** (-M) + W + 1 / M, where=NEGATIVE).tends_to(
        W, DOWN, ""
    ),
    "|M − 1|/M → −1 for “M → ∞”": lambda: line(sp.Abs(M - 1) / M, where=NEGATIVE).tends_to(
        -1, DOWN, ""
    ),
    "(u + 3/2)! ≤ (u + 1)(u + 1/2)!": lambda: line(
        sp.factorial(u + R(3, 2)) + W, where=Domain(whole=(u + HALF,))
    ).at_most((u + 1) * sp.factorial(u + HALF) + W, ""),
    "(u + 4/3)! < (u + 1)(u + 1/3)!": lambda: line(
        sp.factorial(u + R(4, 3)) + W, where=Domain(whole=(u + R(1, 3),))
    ).less_than((u + 1) * sp.factorial(u + R(1, 3)) + W, ""),
    "(t/2 + 1)! ≤ (t/2 + 1/2)(t/2)!": lambda: line(
        sp.factorial(t / 2 + 1) + W, where=Domain(whole=(t / 2,))
    ).at_most((t / 2 + HALF) * sp.factorial(t / 2) + W, ""),
}


@pytest.mark.parametrize("stated", FALSE.values(), ids=FALSE)
def test_a_false_line_is_not_proved(stated: Stated) -> None:
    held, said = fate(stated)
    assert not held
    assert said


def test_factorials_of_shifted_fractions_are_not_one() -> None:
    where = Domain((r >= HALF,), whole=(r + HALF,))
    assert not decide(sp.factorial(r + HALF), sp.factorial(r - HALF), where).same
    shifted = sp.factorial(r + R(3, 2)), (r + R(3, 2)) * sp.factorial(r + HALF)
    assert not decide(*shifted, where).same  # it is, and this is not seen
    assert decide(sp.factorial(t + 2), (t + 2) * sp.factorial(t + 1), Domain()).same


SHOWN = [
    ({"negative": True, "below": 5}, "{0} < 0"),
    ({"nonpositive": True, "above": -5}, "-5 < {0} ≤ 0"),
    ({"nonnegative": True, "above": 0}, "0 < {0}"),
    ({"positive": True, "at_most": 2}, "0 < {0} ≤ 2"),
    ({"integer": True, "at_least": 1}, "1 ≤ {0}, {0} ∈ ℤ"),
    ({"nonzero": True, "at_least": -1}, "-1 ≤ {0}, {0} ≠ 0"),
    ({"at_least": -1, "below": 1}, "-1 ≤ {0} < 1"),
]


@pytest.mark.parametrize(("kinds", "range_"), SHOWN, ids=[said for _, said in SHOWN])
def test_all_that_is_declared_of_a_function_is_shown(kinds: dict[str, Any], range_: str) -> None:
    own = function("own", "g({0})", **kinds)
    said = line(own(x)).equals(own(x), "").statement()
    assert range_.format("own(x)").replace("-", "−") in [
        one.replace("-", "−") for one in assumptions(said, text)
    ]
    assert any(one.count("g(x)") for one in assumptions(said, tex))


def test_a_function_that_no_number_satisfies_cannot_be_declared() -> None:
    for kinds in (
        {"positive": True, "at_most": HALF},
        {"negative": True, "above": -1},
        {"even": True, "above": 0, "below": 2},
        {"above": HALF, "below": R(2, 3)},
    ):
        with pytest.raises(Malformed, match="no whole number is between"):
            function("own", "g({0})", integer=True, **kinds)
    function("own", "g({0})", integer=True, above=HALF, below=R(3, 2))


def test_what_comes_in_by_a_value_is_shown_with_its_kind() -> None:
    put = line(r).at({r: p(y)}, "").more_than(0, "")
    assert not judge_derivation(put).failures
    assert "p(y) > 0" in assumptions(put.statement(), text)
    whole = function("c", "c({0})", integer=True)
    on_a_grid = line(r, where=Domain(whole=(whole(y) * r,))).equals(r, "")
    assert "c(y) ∈ ℤ" in assumptions(on_a_grid.statement(), text)


def test_a_bounded_letter_is_shown_where_the_line_has_lost_it() -> None:
    below = Regime(r"x \to 0", (x,), (x,), (), (), bounded=(y,))
    near = line(1 + x * y).approximates(1, below, "")
    assert not judge_derivation(near).failures
    assert "y ≤ 1" in assumptions(near.statement(), text)


def test_a_maximum_that_is_multiplied_is_in_brackets() -> None:
    most, total = largest(f(k), (k, 1, n)), sp.Sum(-p(j), (j, 1, m))
    for other in (total, sp.Product(p(j), (j, 1, m)), largest(g(k), (k, 1, n)), sp.Max(r, u)):
        apart, inside = most * other, largest(f(k) * other, (k, 1, n))
        assert tex(apart) != tex(inside)
        assert text(apart) != text(inside)
        assert r"\left(\max_{1 \le k \le n} f(k)\right)" in tex(apart)
    assert tex(r * most) == r"r \max_{1 \le k \le n} f(k)"


def test_an_integral_in_a_formula_is_in_brackets_on_a_terminal() -> None:
    area = sp.Integral(r, (r, 0, 1))
    assert text(area) == "∫ r over r from 0 to 1"
    assert text(area**2) == "(∫ r over r from 0 to 1)^2"
    assert text(x * area + 1) == "1 + x·(∫ r over r from 0 to 1)"
