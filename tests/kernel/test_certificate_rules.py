"""Each rule of a certificate asks for all that it needs; what lacks any of it does not pass."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from solutions.kernel.terms.certificates import Coefficients, SignCertificate
from solutions.kernel.terms.letters import defined
from tests.kernel.letters import c, f, g, i, j, n, p, r, u, x, y

half = sp.Rational(1, 2)
delta = sp.KroneckerDelta(i, j)
more = defined("A", "A({0})", lambda w: w + 1)
trusted = sp.Function("B", body=lambda w: w - 5, tex="B", claims=(), real=True, positive=True)


def shown(expr: Any, strict: bool, rule: str, *parts: SignCertificate, data: Any = None) -> Any:
    return SignCertificate(sp.sympify(expr), strict, rule, parts, data)


X, Y, WEAK_X = (shown(*of, "declared") for of in ((x, True), (y, True), (x, False)))
U, C = (shown(letter, False, "declared") for letter in (u, c))
FALSE_R = shown(r, False, "declared")
UNREAD = shown(u, True, "declared")
"""What a part says that does not pass itself."""

HOLDS = [
    shown(half, True, "number"),
    shown(half, False, "number"),
    shown(0, False, "number"),
    X,
    WEAK_X,
    U,
    shown(p(i), True, "declared"),
    shown(sp.exp(r), True, "declared"),
    shown(sp.E, True, "declared"),
    shown(sp.pi, True, "declared"),
    shown(delta, False, "declared"),
    shown(more(x), True, "body", shown(x + 1, True, "sum", shown(1, True, "number"), X)),
    shown(u + x, True, "sum", U, X),
    shown(u + c, False, "sum", U, C),
    shown(x * y, True, "product", X, Y),
    shown(u * x, False, "product", U, X),
    shown(r**2, False, "power"),
    shown(r**4, False, "power"),
    shown(x**r, True, "power", X),
    shown(x**-1, False, "power", X),
    shown(sp.sqrt(u), False, "power", U),
    shown(sp.log(1 + x), True, "logarithm", X),
    shown(sp.log(1 + u), False, "logarithm", U),
    shown(sp.Sum(p(i), (i, 1, n)), True, "terms of a sum", shown(p(i), True, "declared")),
    shown(sp.Sum(i, (i, 0, 1)), True, "terms of a sum", U, X),
    shown(sp.Product(p(i), (i, 1, n)), True, "factors of a product", X),
    shown(sp.Product(f(i), (i, 1, n)), False, "factors of a product", U),
    shown(y - x, False, "chart", U),
    shown(sp.factorial(c), True, "factorial", C),
    shown(sp.Abs(r), False, "absolute value"),
    shown(sp.Abs(x, evaluate=False), True, "absolute value", X),
    shown(sp.Abs(-x, evaluate=False), True, "absolute value", X),
    shown(sp.Abs(x, evaluate=False), True, "absolute value", U, X),
    shown(sp.Piecewise((1, r > 0), (0, True)), False, "indicator"),
    shown(sp.Max(r, x), True, "largest", X),
    shown(sp.Max(u, r), False, "largest", U),
    shown(sp.Min(u, x), False, "smallest", U, X),
    shown(x - sp.log(1 + x), True, "tangents", X),
    shown(x - sp.log(1 + x), False, "tangents", U),
    shown(r**3 - r, True, "fact", data=(r**3 > r, half)),
    shown(r**3 - r, False, "fact", data=(r**3 >= r, 2)),
    shown(r**3 - r, False, "fact", data=(r**3 > r, 1)),
]


@pytest.mark.parametrize("one", HOLDS, ids=str)
def test_what_a_rule_needs_is_enough(one: SignCertificate) -> None:
    assert one.check()


FORGED = [
    # the claim is false or too strong
    shown(0, True, "number"),
    shown(-1, False, "number"),
    shown(u, True, "declared"),
    shown(r, False, "declared"),
    shown(f(i), False, "declared"),
    shown(delta, True, "declared"),
    shown(r**2, True, "power"),
    shown(r**3, False, "power"),
    shown(u + c, True, "sum", U, C),
    shown(u * x, True, "product", U, X),
    shown(sp.sqrt(u), True, "power", U),
    shown(1 / u, False, "power", U),
    shown(1 / sp.sqrt(u), False, "power", U),
    shown(sp.Pow(u, 0, evaluate=False), False, "power", U),
    shown(u**x, False, "power", U),
    shown(sp.log(1 + u), True, "logarithm", U),
    shown(more(u), True, "body", shown(u + 1, False, "sum", shown(1, True, "number"), U)),
    shown(sp.Sum(f(i), (i, 1, n)), True, "terms of a sum", U),
    shown(sp.Product(f(i), (i, 1, n)), True, "factors of a product", X, U),
    shown(y - x, True, "chart", U),
    shown(sp.Abs(r), True, "absolute value"),
    shown(sp.Abs(u, evaluate=False), True, "absolute value", U),
    shown(sp.Piecewise((1, r > 0), (0, True)), True, "indicator"),
    shown(sp.Max(u, r), True, "largest", U),
    shown(sp.Min(u, x), True, "smallest", U, X),
    shown(x - sp.log(1 + x), True, "tangents", U),
    shown(x - sp.log(1 + x), True, "tangents", U, X),
    shown(r**3 - r, True, "fact", data=(r**3 >= r, 1)),
    shown(r - r**3, False, "fact", data=(r**3 >= r, -1)),
    shown(sp.S.Zero, True, "fact", data=(r**3 > r, 0)),
    # of another kind than the rule is about
    shown(sp.sqrt(2), True, "number"),
    shown(x, True, "number"),
    shown(x + y, True, "declared"),
    shown(trusted(x), True, "declared"),
    shown(1 / r**2, False, "power"),
    shown(sp.Pow(r, 0, evaluate=False), False, "power"),
    shown(r ** (2 * n), False, "power"),
    shown(x, True, "body", X),
    shown(f(x), True, "sum", X),
    shown(f(x), True, "product", X),
    shown(f(x), True, "smallest", X),
    shown(f(x), True, "largest", X),
    shown(f(c), True, "factorial", C),
    shown(f(x), True, "absolute value", X),
    shown(f(x), False, "absolute value", X),
    shown(f(x), False, "indicator"),
    shown(f(1 + x), True, "logarithm", X),
    shown(sp.Piecewise((-1, r > 0), (0, True)), False, "indicator"),
    shown(sp.Piecewise((1, r > 0), (-1, True)), False, "indicator"),
    shown(f(x), True, "terms of a sum", X),
    shown(f(x), True, "factors of a product", X),
    # the parts are about something else, or too few
    shown(more(x), True, "body", X),
    shown(u + x, True, "sum", X),
    shown(u + x, True, "sum", U, Y),
    shown(-u + x, True, "sum", U, X),
    shown(x * r, True, "product", X),
    shown(x * r, True, "product", X, Y),
    shown(r**3, True, "power", X),
    shown(sp.log(x), True, "logarithm", X),
    shown(sp.log(1 / x), True, "logarithm", shown(2 / x, True, "product")),
    shown(sp.log(x - 1), True, "logarithm", X),
    shown(sp.log(1 - x), True, "logarithm", X),
    shown(sp.Sum(f(i), (i, 1, n)), False, "terms of a sum"),
    shown(sp.Product(f(i), (i, 1, n)), True, "factors of a product"),
    shown(y - x, False, "chart"),
    shown(y - x, True, "chart", X, Y),
    shown(sp.factorial(c), True, "factorial", U),
    shown(sp.factorial(c), True, "factorial"),
    shown(sp.Abs(r), True, "absolute value", X),
    shown(sp.Max(r, f(1)), True, "largest", X),
    shown(sp.Max(r, f(1)), False, "largest"),
    shown(sp.Max(r, u), False, "largest", U, X),
    shown(sp.Max(r, u), False, "largest", X, U),
    shown(sp.Min(u, r), False, "smallest", U),
    shown(r, False, "tangents"),
    # a part does not pass
    shown(x + r, True, "sum", FALSE_R, X),
    shown(g + y, True, "sum", shown(g, False, "declared"), Y),
    shown(r - r**3, True, "tangents", UNREAD),
    shown(y - x, False, "chart", FALSE_R),
]


@pytest.mark.parametrize("one", FORGED, ids=str)
def test_less_is_not(one: SignCertificate) -> None:
    assert not one.check()


# --- coefficients --------------------------------------------------------------------------------


def terms(*given: tuple[tuple[int, ...], Any]) -> Any:
    return tuple((powers, Fraction(number)) for powers, number in given)


ONE = terms(((0, 0), 1))
"""The denominator 1, or the number."""

XU = Coefficients(terms(((1, 0), 1), ((0, 1), 1)), ONE, 1, (X, U))
"""x + u"""

SIGNED = [
    (XU, True),
    (replace(XU, gens=(U, X)), True),
    (replace(XU, gens=(U, C)), False),
    (replace(XU, top=terms(((1, 0), "1/9"))), True),
    (replace(XU, top=terms(((1, 0), -1)), bottom=terms(((0, 0), -2)), way=-1), True),
    (replace(XU, top=terms(((1, 1), 1))), False),
    (replace(XU, top=terms(((0, 2), 1)), gens=(X, None)), False),
    (replace(XU, top=terms(((2, 0), 1)), gens=(None, X)), False),
    (replace(XU, top=terms(((4, 0), 1), ((0, 0), 1)), gens=(None, None)), True),
    (replace(XU, bottom=terms(((1, 0), 1), ((0, 1), 1))), True),
    (replace(XU, bottom=terms(((0, 1), 1), ((1, 0), 1))), True),
    (replace(XU, top=()), False),
]


@pytest.mark.parametrize(("data", "strict"), SIGNED, ids=str)
def test_coefficients_of_one_sign_give_it(data: Coefficients, strict: bool) -> None:
    assert data.hold(strict=False)
    assert data.hold(strict=True) is strict
    assert shown(r, strict, "coefficients", data=data).check()


UNSIGNED = [
    replace(XU, top=terms(((1, 0), -1), ((0, 1), 1))),
    replace(XU, top=terms(((1, 0), 1), ((0, 1), -1))),
    replace(XU, top=terms(((0, 0), 0))),
    replace(XU, top=terms(((1, 0), "-1/2"))),
    replace(XU, bottom=terms(((0, 0), -1))),
    replace(XU, bottom=terms(((1, 0), 1), ((0, 0), -1))),
    replace(XU, way=-1),
    replace(XU, bottom=terms(((0, 1), 1))),
    replace(XU, bottom=terms(((1, 1), 1))),
    replace(XU, bottom=()),
    replace(XU, gens=(X, None)),
    replace(XU, gens=(None, X)),
    replace(XU, top=terms(((3, 0), 1)), gens=(None, X)),
    replace(XU, bottom=terms(((2, 0), 1)), gens=(None, X)),
]


@pytest.mark.parametrize("data", UNSIGNED, ids=str)
def test_others_give_none(data: Coefficients) -> None:
    assert not data.hold(strict=False)
    assert not data.hold(strict=True)
    assert not shown(r, False, "coefficients", data=data).check()


def test_every_generator_of_a_term_has_its_certificate() -> None:
    for data in (replace(XU, gens=(X,)), replace(XU, gens=(X, U, Y))):
        with pytest.raises(ValueError, match="zip"):
            data.hold(strict=False)
        with pytest.raises(ValueError, match="zip"):
            data.strict(data.top)


@pytest.mark.parametrize("gens", [(X, UNREAD), (UNREAD, X), (X, FALSE_R), (FALSE_R, U)], ids=str)
def test_the_certificates_of_generators_are_looked_at_again(gens: Any) -> None:
    assert not shown(r, False, "coefficients", data=replace(XU, gens=gens)).check()
