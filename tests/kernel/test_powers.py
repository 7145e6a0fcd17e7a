"""Whole powers of a base of any sign: where they have a value, and their laws."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.kernel import signs
from solutions.kernel.algebra import reasoning
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import same
from solutions.kernel.rules.powers import is_whole
from tests.kernel.letters import c, d, f, g, m, n, r, s, t, u, x, y

ONE, ZERO, two, half = sp.S.One, sp.S.Zero, sp.Integer(2), sp.Rational(1, 2)
APART = Domain(nonzero=(r, s))
STEPS = Domain((t >= d,), whole=(t / d, 1 / d))

ALWAYS = [
    (r ** (n + 2), r**2 * r**n),
    (r ** (n + m), r**n * r**m),
    (r ** (2 * n), (r**n) ** 2),
    (r ** (n * (m + 1)), r**n * r ** (n * m)),
    (r ** (2 * c + 1), r * r ** (2 * c)),
    (u ** (c + n), u**c * u**n),
    ((-r) ** n, sp.S.NegativeOne**n * r**n),
    ((r * s) ** n, r**n * s**n),
    ((-2 * r) ** n, (-r) ** n * 2**n),
    ((-2 * r) ** n, (-1) ** n * (2 * r) ** n),
    ((-two) ** n * f(1), sp.S.NegativeOne**n * (f(1) * 2**n)),
    ((-half * r * x) ** n, (-r) ** n * x**n * half**n),
    ((r * x) ** n, r**n * x**n),
    ((r / 3) ** n, r**n / 3**n),
    ((-2) ** (n + 1), -2 * (-two) ** n),
    ((r - s) ** n * (r - s), (r - s) ** (n + 1)),
    ((2 * r - 2 * s) ** n, 2**n * (r - s) ** n),
    (r ** (n - n), ONE),
    (x**-g * x**g, ONE),
    (x ** (g + r), x**g * x**r),
]


@pytest.mark.parametrize(("left", "right"), ALWAYS, ids=str)
def test_laws_of_any_base(left: sp.Expr, right: sp.Expr) -> None:
    assert same(left, right, EVERYWHERE)


NEVER = [
    ((-r) ** n, r**n),
    ((-r) ** n, -(r**n)),
    (r ** (n + 1), r**n),
    (r ** (2 * n), r**n),
    (r ** (n * m), r ** (n + m)),
    ((r + s) ** n, r**n + s**n),
    ((-2) ** n, two**n),
    ((-2 * r) ** n, 2**n * r**n),
    (r**n * s**m, (r * s) ** n),
    (r**c, ONE),
]


@pytest.mark.parametrize(("left", "right"), NEVER, ids=str)
def test_and_what_is_none(left: sp.Expr, right: sp.Expr) -> None:
    assert not same(left, right, EVERYWHERE)


BACKWARDS = [
    r**-n,
    r**g,
    r ** (n - 2),
    r ** (c - 1),
    r ** (n - m),
    (r - s) ** -n,
    u**g,
    (r * s) ** g,
]


@pytest.mark.parametrize("expr", BACKWARDS, ids=str)
def test_a_base_that_may_be_zero_takes_no_power_below_zero(expr: sp.Expr) -> None:
    needed = r"to the power .*: .* ≠ 0 is needed, or an exponent that is proved ≥ 0"
    with pytest.raises(Undecided, match=needed):
        same(expr, expr, EVERYWHERE)
    assert not signs.nonnegative(expr**2, EVERYWHERE)


def test_elsewhere_it_does() -> None:
    assert same(r**-g * r**g, ONE, APART)
    assert same(r ** (g - 1), r**g / r, APART)
    assert same((r * s) ** (g - m), r**g * s**g / (r**m * s**m), APART)
    assert same((r - s) ** (-n), 1 / (r - s) ** n, Domain(nonzero=(r - s,)))
    assert same(r ** (n - m) * r**m, r**n, APART)
    shifted = Domain((n >= m,))
    assert same(r ** (n - m) * s, s * r ** (n - m), shifted)
    assert not same(r ** (n - m) * r**m, r**n, shifted), "which takes r ≠ 0"
    assert same(r ** (n - 1), r ** (n - 1), EVERYWHERE)


@pytest.mark.parametrize("exponent", [s, x, half * n, t / d, n / 3, f(1), sp.sqrt(n), u], ids=str)
def test_a_base_of_any_sign_takes_no_power_that_is_not_whole(exponent: sp.Expr) -> None:
    for base in (r, -x, r - s):
        with pytest.raises(Undecided, match="> 0 is not proved"):
            same(base**exponent, ONE, EVERYWHERE)


def test_what_the_domain_says_is_whole_may_be_an_exponent() -> None:
    assert same(r ** (t / d + 1), r * r ** (t / d), STEPS)
    assert same((-1) ** (t / d + 2), (-1) ** (t / d), STEPS)
    assert same(r ** (2 * t / d), r ** (t / d) * r ** (t / d), STEPS)
    with pytest.raises(Undecided, match="> 0 is not proved"):
        same(r ** (t / (2 * d)), ONE, STEPS)


WHOLE = [
    (n, True),
    (2 * n - 3 * g, True),
    (n * m, True),
    (n**2 * g, True),
    (sp.Integer(-4), True),
    (ZERO, True),
    ((n + 1) * (m - 1), True),
    (t / d, True),
    (2 * t / d - n, True),
    (n * t / d, False),
    (n / 2, False),
    (n * half + g, False),
    (1 / n, False),
    (n * x, False),
    (x, False),
    (sp.sqrt(n), False),
    (2**n, False),
    (t, False),
    (half, False),
    (t / (2 * d), False),
]


@pytest.mark.parametrize(("expr", "whole"), WHOLE, ids=str)
def test_what_is_plainly_whole(expr: sp.Expr, whole: bool) -> None:
    assert is_whole(expr, reasoning(STEPS)) is whole


def test_whole_parts_of_a_product_are_found_beside_each_other() -> None:
    on = reasoning(Domain(whole=(x, x * y, y**2)))
    for expr in (x, x**2, x * n, x * y, y**2, x * y**2, n * y**2):
        assert is_whole(expr, on), expr
    for expr in (y, 1 / x, y**3, x / y, n * y):
        assert not is_whole(expr, on), expr
