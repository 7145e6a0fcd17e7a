"""Facts that a line needed and the lines after it would lose."""

import pytest
import sympy as sp

from solutions.author import Domain, Regime
from tests.attacks.lines import ONE, M, R, a, b, f, fate, k, line, n, r, s, t, x, y

TINY = R(1, 10**5)
TO0 = Regime(r"x \to 0", (x,), (x,), (), ())
NEAR = Regime(r"x\to0", (x,), (x,), (), (), where=Domain((x >= TINY,)))
BOTH = Regime(r"x, y \to 0", (x, y), (x, y), (), ())
RATIO = Regime(r"x \to 0", (x,), (x,), (), (), where=Domain((y > 1,)))
c = sp.Symbol("c")

SUBSTITUTIONS = {
    "a number is no letter: 2 = 3": lambda: line(2).at({sp.Integer(2): sp.Integer(3)}, ""),
    "a sum is no letter": lambda: line(x + y).at({x + y: ONE}, "").equals(1, ""),
    "a function value is no letter: 0 = 2": lambda: (
        line(0)
        .equals(sp.Sum(f(k), (k, 1, 1)) - f(1), "")
        .at({f(1): sp.Integer(5)}, "")
        .equals(f(1) - 5, "")
        .at({f(1): sp.Integer(7)}, "")
    ),
    "f(n) at f(n) = 1": lambda: line(f(n) - f(n)).equals(0, "").at({f(n): ONE}, "").equals(1, ""),
    "a positive letter at a negative number": lambda: (
        line(sp.sqrt(x**2)).equals(x, "").at({x: sp.Integer(-2)}, "")
    ),
    "a whole letter at one half": lambda: (
        line(sp.Sum(1, (k, 1, n))).equals(n, "").at({n: R(1, 2)}, "")
    ),
    "a nonnegative whole letter at −1": lambda: (
        line(sp.Sum(1, (k, 1, t))).equals(t, "").at({t: sp.Integer(-1)}, "")
    ),
    "a bound index at a number": lambda: line(sp.Sum(k, (k, 1, n))).at({k: sp.Integer(2)}, ""),
    "a letter at the index it would meet": lambda: (
        line(sp.Sum(x * k, (k, 1, n))).at({x: k}, "").equals(sp.Sum(k**2, (k, 1, n)), "")
    ),
    "a letter that is no real number": lambda: line(x**2).at({x: sp.I}, "").equals(-1, ""),
    "a positive letter at another sign": lambda: (
        line(sp.sqrt(x**2)).equals(x, "").at({x: r}, "").at({r: sp.Integer(-1)}, "")
    ),
}

DOMAINS = {
    "a limit off the line's domain": lambda: (
        line(sp.sqrt(x**2 - 2 * x + 1), where=Domain((x >= 1,)))
        .equals(x - 1, "")
        .tends_to(-1, TO0, "")
    ),
    "the same with the fact on a later line": lambda: (
        line(sp.sqrt(x**2 - 2 * x + 1))
        .equals(x - 1, "", where=Domain((x >= 1,)))
        .tends_to(-1, TO0, "")
    ),
    "an approximation off the line's domain": lambda: (
        line(sp.sqrt(x**2 - 2 * x + 1), where=Domain((x >= 2,)))
        .equals(x - 1, "")
        .approximates(-1, TO0, "")
    ),
    "a regime that stops at 1e-5": lambda: line(
        sp.sqrt(x**2 - 2 * TINY * x + TINY**2), where=Domain((x >= TINY,))
    ).tends_to(-TINY, NEAR, ""),
    "a regime that another letter keeps away": lambda: (
        line(sp.sqrt((x - y) ** 2), where=Domain((x >= y,))).equals(x - y, "").tends_to(-y, TO0, "")
    ),
    "two that vanish, kept apart by a number": lambda: (
        line(sp.sqrt((x + y - 1) ** 2), where=Domain((x + y >= 1,)))
        .equals(x + y - 1, "")
        .tends_to(-1, BOTH, "")
    ),
    "a whole number that vanishes": lambda: line(1 / n, where=Domain((n < 5,))).tends_to(
        0, Regime(r"n \to 0", (n,), (n,), (), ()), ""
    ),
    "(r²−1)/(r−1) = 2 at r = 1": lambda: (
        line((r**2 - 1) / (r - 1), where=Domain(nonzero=(r - 1,)))
        .equals(r + 1, "")
        .equals(r + 1, "", where=Domain())
        .at({r: ONE}, "")
    ),
    "r/r = 1 at r = 0": lambda: (
        line(r / r if False else sp.Mul(r, 1 / r, evaluate=False), where=Domain(nonzero=(r,)))
        .equals(1, "")
        .at({r: sp.S.Zero}, "")
    ),
    "r²/r = 0 at r = 0": lambda: (
        line(r**2 * (1 / r), where=Domain(nonzero=(r,))).equals(r, "").at({r: sp.S.Zero}, "")
    ),
    "(r − s)/(r − s) at r = s": lambda: (
        line((r**2 - s**2) / (r - s), where=Domain(nonzero=(r - s,)))
        .equals(r + s, "")
        .at({r: s}, "")
        .equals(2 * s, "")
    ),
    "1/(M(M−1)) at M = 1": lambda: (
        line(1 / (M * (M - 1)) * (M - 1), where=Domain(nonzero=(M, M - 1)))
        .equals(1 / M, "")
        .at({M: sp.Integer(1)}, "")
    ),
    "√(r²) = r beyond r ≥ 0": lambda: (
        line(sp.sqrt(r**2), where=Domain((r >= 0,))).equals(r, "").at({r: sp.Integer(-3)}, "")
    ),
    "a fact that becomes false": lambda: (
        line(sp.sqrt((a - b) ** 2), where=Domain((a > b,)))
        .equals(a - b, "")
        .at({a: ONE, b: sp.Integer(2)}, "")
    ),
    "a fact on a letter that has gone": lambda: (
        line(sp.sqrt((r - 1) ** 2), where=Domain((r >= s, s >= 1)))
        .equals(r - 1, "")
        .at({r: R(1, 2)}, "")
    ),
    "a denominator lost in the first line": lambda: line(
        (r - 1) / (r - 1) * r
        if False
        else sp.Mul(r - 1, sp.Pow(r - 1, -1, evaluate=False), evaluate=False)
    ).equals(1, ""),
}


@pytest.mark.parametrize("name", SUBSTITUTIONS)
def test_a_letter_is_replaced_by_values_of_its_own_kind(name):
    held, said = fate(SUBSTITUTIONS[name])
    assert not held, f"{name} was proved"
    assert said


@pytest.mark.parametrize("name", DOMAINS)
def test_what_a_line_needed_is_needed_by_all_that_follow(name):
    held, said = fate(DOMAINS[name])
    assert not held, f"{name} was proved"
    assert said
