"""Germs at ε → 0: signs, orders and limits are those of the numbers at a very small ε."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import log

import pytest
import sympy as sp

from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import Letter, defined
from solutions.numbers.points import Point
from solutions.relations.regimes.germs import Germ, germ, term

F = Fraction
e, t, x = (Letter(name, name, positive=True) for name in ("e", "t", "x"))
f = defined("A", "A({0})", lambda w: w**2 + 1)
EPS, LOG = term(F(1), F(1)), term(F(1), logs=1)
ONE, NOTHING = term(F(1)), term(F(0))
ALONG = {e: EPS}
AT = Point({x: F(3), t: F(1, 4)})


def number(one: Germ, logarithm: float) -> float:
    """The value at ε = e^{−L}, divided by its size, so that nothing overflows."""
    low = min(a for a, _ in one.bottom)

    def of(poly: dict[tuple[Fraction, int], Fraction]) -> float:
        return sum(
            float(c) * 2.718281828459045 ** (-float(a - low) * logarithm) * logarithm**b
            for (a, b), c in poly.items()
        )

    return of(one.top) / of(one.bottom)


PIECES = [
    EPS,
    LOG,
    ONE,
    term(F(-3), F(1, 2)),
    term(F(2), F(1), 1),
    term(F(-1, 5), F(0), 2),
    term(F(4), F(2), -1),
]
SOME = [
    one.plus(other).times(ONE.plus(third).power(F(-1)))
    for one, other, third in product(PIECES, PIECES, (EPS, LOG, term(F(1), F(1, 2), 3)))
]


def test_sums_and_products_are_those_of_the_numbers() -> None:
    for one, other in zip(SOME, SOME[5:], strict=False):
        for size in (3.0, 17.0):
            a, b = number(one, size), number(other, size)
            assert number(one.plus(other), size) == pytest.approx(a + b)
            assert number(one.times(other), size) == pytest.approx(a * b)
            assert number(one.power(F(3)), size) == pytest.approx(a**3)
            if one.top:
                assert number(one.power(F(-2)), size) == pytest.approx(a**-2)


def test_the_sign_is_that_of_all_small_numbers() -> None:
    for one in SOME:
        value = number(one, 200.0)
        assert one.sign == (value > 0) - (value < 0)
        assert one.times(term(F(-1))).sign == -one.sign
    assert NOTHING.sign == EPS.plus(term(F(-1), F(1))).sign == 0


@pytest.mark.parametrize(
    ("one", "vanishes"),
    [
        (EPS, True),
        (term(F(7), F(1, 100), 60), True),
        (term(F(1), F(0), -1), True),
        (NOTHING, True),
        (ONE, False),
        (LOG, False),
        (term(F(1), F(-1, 100), -60), False),
        (EPS.plus(ONE), False),
        (EPS.plus(LOG.power(F(-2))), True),
        (EPS.times(LOG.plus(EPS).power(F(-1))), True),
        (LOG.times(LOG.plus(EPS).power(F(-1))), False),
    ],
)
def test_what_vanishes(one: Germ, vanishes: bool) -> None:
    assert one.vanishes is vanishes


def test_the_leading_term_is_what_a_quotient_tends_to() -> None:
    for one in SOME:
        if not one.top:
            assert one.leading.sign == 0
            continue
        ratio = one.times(one.leading.power(F(-1)))
        assert ratio.plus(term(F(-1))).vanishes
        assert ratio.order == (F(0), 0)
        assert one.order == one.leading.order
        assert len(one.leading.top) == 1


@pytest.mark.parametrize(
    ("one", "whole"),
    [
        (EPS.power(F(-1)), True),
        (term(F(2, 3), F(-2)).plus(term(F(5))), True),
        (term(F(1, 2)), False),
        (term(F(2, 3), F(-2)).plus(term(F(1, 5))), False),
        (term(F(5)), True),
        (NOTHING, True),
        (EPS, False),
        (EPS.power(F(-1)).plus(EPS), False),
        (term(F(1), F(-1, 2)), False),
        (LOG, False),
        (LOG.times(EPS.power(F(-1))), False),
        (LOG.times(LOG.power(F(-1))), True),
        (ONE.times(ONE.plus(EPS).power(F(-1))), False),
        (term(F(6), F(1)).times(term(F(2), F(2)).power(F(-1))), True),
        (term(F(6), F(1)).times(term(F(4), F(1)).power(F(-1))), False),
    ],
)
def test_what_is_whole_for_all_multiples_of_some_number(one: Germ, whole: bool) -> None:
    assert one.whole is whole


def test_roots_are_of_one_term_with_an_exact_root() -> None:
    nine = term(F(9, 4), F(3))
    assert nine.power(F(1, 2)) == term(F(3, 2), F(3, 2))
    assert nine.power(F(-1, 2)) == term(F(2, 3), F(-3, 2))
    assert term(F(8, 27), F(1)).power(F(2, 3)) == term(F(4, 9), F(2, 3))
    assert NOTHING.power(F(1, 2)).sign == 0
    assert NOTHING.power(F(0)) == ONE
    for one in (term(F(2)), term(F(-4)), term(F(4, 3)), ONE.plus(EPS), LOG, LOG.times(EPS)):
        with pytest.raises(Undecided, match="a root of"):
            one.power(F(1, 2))
    with pytest.raises(Undecided, match="a root of more than one term"):
        ONE.plus(EPS).power(F(-1)).power(F(1, 2))
    with pytest.raises(Undecided, match="a division by 0"):
        NOTHING.power(F(-1))
    assert EPS.power(F(64)) == term(F(1), F(64))
    for far in (F(65), F(-65), F(129, 2)):
        with pytest.raises(Undecided, match="a power of"):
            EPS.power(far)


MOVES = [
    (e, lambda v: v),
    (x * e + t, lambda v: 3 * v + 0.25),
    (e**2 / (1 + e), lambda v: v**2 / (1 + v)),
    (sp.sqrt(4 * e), lambda v: 2 * v**0.5),
    (e ** sp.Rational(-3, 2), lambda v: v**-1.5),
    (sp.log(e), log),
    (sp.log(1 / e) * e, lambda v: -log(v) * v),
    (sp.exp(2 * sp.log(e), evaluate=False), lambda v: v**2),
    (sp.exp(sp.log(e) / 2, evaluate=False), lambda v: v**0.5),
    (sp.exp(e - e + 0 * e), lambda v: 1.0),
    (f(e) - 1, lambda v: v**2),
    (x**2 - t, lambda v: 8.75),
    ((e - 1) * (e + 1) * e, lambda v: (v - 1) * (v + 1) * v),
]


@pytest.mark.parametrize(("expr", "of"), MOVES, ids=lambda one: "" if callable(one) else str(one))
def test_an_expression_moves_as_its_numbers_do(expr: sp.Expr, of: object) -> None:
    assert callable(of)
    found = germ(expr, ALONG, AT)
    for size in (2.0, 9.0):
        assert number(found, size) == pytest.approx(of(2.718281828459045**-size))


@pytest.mark.parametrize(
    "expr",
    [
        sp.exp(e),
        sp.exp(1 / e),
        sp.exp(sp.log(e) ** 2),
        sp.exp(e * sp.log(e)),
        sp.exp(1 + sp.log(e), evaluate=False),
        sp.log(1 + e),
        sp.log(2 * e, evaluate=False),
        sp.log(sp.log(1 / e)),
        sp.log(e / (1 + e), evaluate=False),
        sp.sin(e),
        e**e,
        2**e,
        e**x,
    ],
    ids=str,
)
def test_what_is_no_quotient_of_powers_is_not_told(expr: sp.Expr) -> None:
    with pytest.raises(Undecided):
        germ(expr, ALONG, AT)
