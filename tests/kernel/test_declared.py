"""Signs and wholeness by declaration: of letters and functions, and of arithmetic of such."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
import sympy as sp

from solutions.kernel.terms.declared import declared_sign, plainly_whole
from solutions.kernel.terms.letters import Letter, defined, function
from tests.kernel.letters import c, f, g, i, j, n, p, r, s, u, x, y

below = Letter("v", "v", negative=True)
loose = sp.Symbol("w")
untold = sp.Function("h")
whole = function("k", "k({0})", integer=True)
positive: Any = {"positive": True}
liar = defined("A", "A({0})", lambda w: w - 5, **positive)
square = defined("B", "B({0})", lambda w: w**2)
counted = defined("C", "C({0})", lambda w: w / 2, integer=True)
HALF = sp.Rational(1, 2)

ABOVE = [
    *(sp.S.One, HALF, sp.E, sp.pi, x, n, p(r), sp.exp(r), sp.exp(below)),
    *(x + u, u + 1, u + u**2 + y, x * y, 2 * x / y, 1 / x, x**r, x**below, sp.sqrt(x)),
    *(square(x), square(square(x)), sp.log(1 + x), sp.log(2), sp.log(1 + u + y)),
    *((x + u) ** -2, 3 ** (-x), r**2 + 1),
]
FROM_ZERO = [
    *(sp.S.Zero, u, c, sp.KroneckerDelta(i, j), u + u**2, x * u, u * c, u**HALF, u**3),
    *(r**2, r**4, f(1) ** 2, (x - u) ** 2, (r + s) ** 6, r**2 * x, r**2 + s**2 + u),
    *(square(u), square(r), sp.log(1 + u), sp.log(1 + r**2), below**2),
]
UNKNOWN = [
    *(-sp.S.One, -HALF, r, below, f(1), liar(r), liar(x), -x, -u, -sp.pi),
    *(x - u, x - y, x + r, u - 1, x * r, x * below, u * r, x / r),
    *(u**x, 1 / u, u**-2, u**r, u ** (-HALF), r**3, r**-2, r**HALF, r**x, r ** (2 * n), r**n),
    *((x - u) ** 3, (x - y) ** sp.Rational(2, 3), below**3, below**HALF, below**-2),
    *(sp.log(x), sp.log(HALF), sp.log(1 + r), sp.log(u), sp.log(1 - u), sp.sin(x), x * sp.sin(x)),
    *(loose, loose**2, untold(x), untold(x) ** 2, (loose + x) ** 2),
]


@pytest.mark.parametrize(
    ("exprs", "strict"), [(ABOVE, True), (FROM_ZERO, False), (UNKNOWN, None)], ids=str
)
def test_the_sign_that_an_expression_has_by_declaration(exprs: Any, strict: Any) -> None:
    for expr in exprs:
        found = declared_sign(expr)
        assert (found.strict if found else None) is strict, expr
        if found:
            assert found.expr == expr
            assert found.check()


POINTS = {r: (-2, 0, 1), s: (-1, 1), x: (HALF, 2), y: (1, 3), u: (0, 1), n: (1, 2), below: (-1, -2)}


def test_it_is_the_sign_at_every_point() -> None:
    for expr in (*ABOVE, *FROM_ZERO):
        letters = sorted(expr.free_symbols & set(POINTS), key=str)
        for values in product(*(POINTS[one] for one in letters)):
            number = expr.xreplace(dict(zip(letters, map(sp.sympify, values), strict=True)))
            number = number.replace(square, lambda w: w**2).replace(sp.KroneckerDelta, sp.Max)
            if number.is_number:
                assert number > 0 or (expr in FROM_ZERO and number == 0), (expr, values)


def test_a_sign_says_by_which_rule_and_from_what() -> None:
    for expr, rule, parts in (
        (HALF, "number", ()),
        (x, "declared", ()),
        (sp.exp(r), "declared", ()),
        (x + u, "sum", {x, u}),
        (x * u, "product", {x, u}),
        (x**r, "power", {x}),
        (u**3, "power", {u}),
        (r**2, "power", ()),
        (square(u), "body", {u**2}),
        (sp.log(1 + x), "logarithm", {x}),
    ):
        found = declared_sign(expr)
        assert found is not None
        assert found.rule == rule
        assert {part.expr for part in found.parts} == set(parts)


WHOLE = [
    *(sp.Integer(-3), sp.S.Zero, n, c, g, n + g - 3, n * g, 2 * n * g + 1, g**2, (n - g) ** 3),
    *(2**n, g**c, g**n, (1 + g) ** n, whole(1), whole(r) * n, sp.KroneckerDelta(i, j) * g),
]
NOT_PLAINLY = [
    *(HALF, x, r, n / 2, n + HALF, n * x, 1 / n, n**-2, g**g, 2**g, 2 ** (n - 1), n**x, x**n, r**2),
    *(f(1), counted(n), sp.sqrt(n), sp.pi, sp.log(n), sp.Sum(g, (i, 1, n)), n**HALF, n + r),
]


def test_what_is_whole_by_declaration() -> None:
    for expr in WHOLE:
        assert plainly_whole(expr) is True, expr
    for expr in NOT_PLAINLY:
        assert plainly_whole(expr) is False, expr


def test_what_is_known_to_be_whole_makes_other_things_whole() -> None:
    known = (x / y, r, counted(n), 2 * s)
    for expr in (*known, 2 * r + 1, r**2, r**n, r * g, r + 2 * s, counted(n) * n):
        assert plainly_whole(expr, known) is True, expr
    for expr in (x, y, s, r / 2, 4 * s, r**-1, r**r, 2**r, r * x, r + x):
        assert plainly_whole(expr, known) is False, expr
