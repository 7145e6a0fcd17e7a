"""The rewriting rules of the kernel's language, one by one, and what each of them needs."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import same
from solutions.kernel.terms.letters import Letter, defined, function
from tests.kernel.letters import c, d, f, g, i, m, n, p, r, s, t, u, x, y

h = function("h", "h({0},{1})")
one, zero, half = sp.S.One, sp.S.Zero, sp.Rational(1, 2)


def raw(func: Any, *args: Any) -> sp.Expr:
    return func(*args, evaluate=False)


LAWS = [
    (sp.log(6 * x), sp.log(2) + sp.log(3) + sp.log(x)),
    (sp.log(x**2 * (x + y) / 3), 2 * sp.log(x) + sp.log(x + y) - sp.log(3)),
    (sp.log(raw(sp.Mul, x, 1 / y)), sp.log(x) - sp.log(y)),
    (sp.log(sp.sqrt(x)), sp.log(x) / 2),
    (sp.log(x**y), y * sp.log(x)),
    (sp.log(raw(sp.Mul, -1, -x - y)), sp.log(x + y)),
    (sp.log((x + 1) ** 2 - x + y), sp.log(x**2 + x + 1 + y)),
    (raw(sp.log, sp.exp(r)), r),
    (sp.exp(r + s), sp.exp(r) * sp.exp(s)),
    (sp.exp(r - s), sp.exp(r) / sp.exp(s)),
    (sp.exp(r * (s + 1)), sp.exp(r * s) * sp.exp(r)),
    (sp.exp(r / 2) ** 2, sp.exp(r)),
    (raw(sp.exp, 3 * sp.log(x)), x**3),
    (raw(sp.exp, sp.log(x) / 2 + r), sp.sqrt(x) * sp.exp(r)),
    (raw(sp.exp, y * sp.log(x)), x**y),
    (sp.exp((r**2 + r) / (x + 1)), sp.exp(r**2 / (x + 1)) * sp.exp(r / (1 + x))),
    (x**y * x**r, x ** (y + r)),
    ((x * y) ** r, x**r * y**r),
    ((2 * x) ** y, 2**y * x**y),
    (x ** (r * s), (x**r) ** s),
    (sp.sqrt(x) * sp.sqrt(y), sp.sqrt(x * y)),
    (sp.sqrt(x + y) ** 2, x + y),
    (sp.sqrt(x + y) ** 3, (x + y) * sp.sqrt(x + y)),
    (1 / sp.sqrt(x + y), sp.sqrt(x + y) / (x + y)),
    ((x + y) ** sp.Rational(5, 3), (x + y) * (x + y) ** sp.Rational(2, 3)),
    ((x + y) ** sp.Rational(-5, 3), (x + y) ** sp.Rational(1, 3) / (x + y) ** 2),
    (sp.sqrt(8 * x), 2 * sp.sqrt(2) * sp.sqrt(x)),
    (sp.sqrt(u) ** 2, u),
    (sp.sqrt(u * x), sp.sqrt(u) * sp.sqrt(x)),
    (sp.sqrt(x * (x + y) ** 2 / y), (x + y) * sp.sqrt(x) / sp.sqrt(y)),
    (sp.sqrt(sp.exp(r)), sp.exp(r / 2)),
    (raw(sp.Pow, raw(sp.Add, x, -x), half), zero),
    (raw(sp.Pow, r, 0), one),
    (sp.sin(r + s - s + x - r), sp.sin(x)),
    (sp.cos((r + 1) ** 2), sp.cos(r**2 + 2 * r + 1)),
    (f((r + 1) ** 2), f(r**2 + 2 * r + 1)),
    (h(r * (s + 1), s), h(r * s + r, s)),
    (sp.Derivative(h(r, (s + 1) ** 2), r), sp.Derivative(h(r, s**2 + 2 * s + 1), r)),
    (raw(sp.Derivative, r**2 * f(r), r), 2 * r * f(r) + r**2 * sp.Derivative(f(r), r)),
]


@pytest.mark.parametrize(("left", "right"), LAWS, ids=str)
def test_laws(left: sp.Expr, right: sp.Expr) -> None:
    assert same(left, right, EVERYWHERE)
    assert not same(left, right + 1, EVERYWHERE)


APART = [
    (sp.log(x + y), sp.log(x) + sp.log(y)),
    (sp.log(x) ** 2, 2 * sp.log(x)),
    (sp.log(x**2), sp.log(x) ** 2),
    (sp.exp(r * s), sp.exp(r) * sp.exp(s)),
    (sp.exp(r) + sp.exp(s), sp.exp(r + s)),
    (x**y, y**x),
    (x**r + x**s, x ** (r + s)),
    (sp.sqrt(x + y), sp.sqrt(x) + sp.sqrt(y)),
    (sp.sqrt(x), x),
    (x ** sp.Rational(1, 3), sp.sqrt(x)),
    (sp.sqrt(r**2), r),
    (sp.sin(r), sp.cos(r)),
    (sp.sin(r), r),
    (sp.sin(r), sp.sin(s)),
    (f(r), f(s)),
    (h(r, s), h(s, r)),
    (sp.Derivative(h(r, s), r), sp.Derivative(h(r, s), s)),
    (sp.Derivative(f(r), r), sp.Derivative(f(s), s)),
    (sp.pi, sp.Rational(22, 7)),
    (sp.E, sp.pi),
]


@pytest.mark.parametrize(("left", "right"), APART, ids=str)
def test_and_what_is_none(left: sp.Expr, right: sp.Expr) -> None:
    assert not same(left, right, EVERYWHERE)


WITHOUT = [
    (sp.log(r), "> 0 is not proved"),
    (sp.log(u), "> 0 is not proved"),
    (sp.log(x - y), "> 0 is not proved"),
    (sp.sqrt(r), "≥ 0 is not proved"),
    (sp.sqrt(x - y), "≥ 0 is not proved"),
    (1 / sp.sqrt(u), "> 0 is not proved"),
    (r**x, "> 0 is not proved"),
    (u**x, "> 0 is not proved"),
    (1 / r, "is not proved to differ from 0"),
    (u**-2, "is not proved to differ from 0"),
    (1 / (x - y), "is not proved to differ from 0"),
    (sp.exp(1 / r), "is not proved to differ from 0"),
    (sp.sin(1 / r), "is not proved to differ from 0"),
    (f(1 / r), "is not proved to differ from 0"),
    (sp.Derivative(h(r, 1 / s), r), "is not proved to differ from 0"),
    (sp.Symbol("z") + 1, "z is not declared real"),
    (sp.Function("z")(r), r"z\(r\) is not declared real"),
    (sp.tan(r), "tan is outside the kernel's language"),
    (sp.floor(r), "floor is outside the kernel's language"),
    (sp.gamma(x), "gamma is outside the kernel's language"),
    (sp.I * x, "outside the kernel's language"),
    (sp.Derivative(f(r), r, r), "a higher derivative, or one with respect to an index"),
    (sp.Derivative(h(r, r), r), "is not a function of r itself, in one place"),
    (sp.Derivative(h(r, r * s), r), "is not a function of r itself, in one place"),
]


@pytest.mark.parametrize(("expr", "told"), WITHOUT, ids=str)
def test_what_a_rule_needs_is_proved_or_missing(expr: sp.Expr, told: str) -> None:
    with pytest.raises(Undecided, match=told):
        same(expr, expr, EVERYWHERE)
    with pytest.raises(Undecided):
        same(expr - expr + raw(sp.Mul, zero, expr), zero, EVERYWHERE)
    assert not signs.nonnegative(expr**2, EVERYWHERE)


@pytest.mark.parametrize(
    ("expr", "fact"),
    [
        (sp.log(r), r > 0),
        (sp.log(x - y), x > y),
        (sp.sqrt(r), r >= 0),
        (sp.sqrt(x - y), x >= y),
        (1 / sp.sqrt(u), u > 0),
        (r**x, r > 0),
        (1 / r, r > 0),
        (1 / r, r < 0),
        (1 / (x - y), x < y),
        (1 / (r**2 - s), r**2 > s),
    ],
    ids=str,
)
def test_a_fact_may_give_it(expr: sp.Expr, fact: Any) -> None:
    assert same(expr, expr, Domain((fact,)))


def test_a_root_of_a_product_is_taken_factor_by_factor_where_each_has_a_sign() -> None:
    both = Domain((r < 0, s < 0))
    assert same(sp.log(r * s), sp.log(-r) + sp.log(-s), both)
    assert same(sp.sqrt(r * s), sp.sqrt(-r) * sp.sqrt(-s), both)
    assert same(sp.sqrt(r**2 * s**2), r * s, both)
    assert same(sp.sqrt(r**2), -r, Domain((r <= 0,)))
    assert same(sp.log(r**2), 2 * sp.log(-r), Domain((r < 0,)))
    assert same(sp.log(-(r**3)), 3 * sp.log(-r), Domain((r < 0,)))
    assert same(sp.log(x / (-r)), sp.log(x) - sp.log(-r), Domain((r < 0,)))
    with pytest.raises(Undecided, match=r"the sign of .*, a factor of .*, is not known"):
        same(sp.log(r * s), one, Domain((r * s > 0,)))


# --- abbreviations -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "proves", "almost"),
    [
        ({"positive": True}, r > 5, r >= 5),
        ({"nonnegative": True}, r >= 5, r > 4),
        ({"negative": True}, r < 5, r <= 5),
        ({"nonpositive": True}, r <= 5, r < 6),
        ({"positive": True, "real": True}, r > 5, r >= 5),
        ({"nonnegative": True, "positive": True}, r > 5, r >= 5),
    ],
    ids=str,
)
def test_an_abbreviation_is_what_its_body_is_proved_to_be(
    claims: Any, proves: Any, almost: Any
) -> None:
    named = defined("A", "A({0})", lambda w: w - 5, **claims)
    assert same(named(r), r - 5, Domain((proves,)))
    assert same(named(r), r - 5, Domain((s > 1, proves)))
    assert same(named(r), r - 5, Domain((proves, s > 1)))
    for fact in (almost, *(sp.Gt(way * named(r), 0, evaluate=False) for way in (1, -1))):
        with pytest.raises(Undecided, match=r"A\(r\) is declared .* is not proved to be"):
            same(named(r), r - 5, Domain((fact,)))


def test_a_claim_that_something_is_not_so_cannot_be_asked_for() -> None:
    given: list[Any] = [{"positive": False}, {"integer": False}, {"real": False}]
    for claims in given:
        with pytest.raises(Undecided, match=r"is declared .*=False, and its body"):
            same(defined("A", "A({0})", lambda w: w, **claims)(x), x, EVERYWHERE)


# --- factorials ----------------------------------------------------------------------------------

FACTORIALS = [
    (sp.factorial(c + 1), (c + 1) * sp.factorial(c)),
    (sp.factorial(c + 3), (c + 1) * (c + 2) * (c + 3) * sp.factorial(c)),
    (sp.factorial(n), n * sp.factorial(n - 1)),
    (sp.factorial(n + c), (n + c) * sp.factorial(n + c - 1)),
    (sp.factorial(c + 24) / sp.factorial(c + 23), c + 24),
    (raw(sp.factorial, sp.Integer(5)), sp.Integer(120)),
    (raw(sp.factorial, zero), one),
    (sp.binomial(c + 1, 1), c + 1),
    (sp.binomial(n, n - 1), n),
    (sp.binomial(n + c, n), sp.factorial(n + c) / (sp.factorial(n) * sp.factorial(c))),
    (sp.binomial(n + c, n), sp.binomial(n + c, c)),
    (sp.binomial(n + m, m) * m, sp.binomial(n + m, m - 1) * (n + 1)),
]


@pytest.mark.parametrize(("left", "right"), FACTORIALS, ids=str)
def test_neighbours_of_factorials(left: sp.Expr, right: sp.Expr) -> None:
    assert same(left, right, EVERYWHERE)
    assert not same(left, right * 2, EVERYWHERE)


@pytest.mark.parametrize(
    ("expr", "told"),
    [
        (sp.factorial(g), "needs a whole g ≥ 0"),
        (sp.factorial(c - 1), "needs a whole c - 1 ≥ 0"),
        (sp.factorial(n - 2), "needs a whole n - 2 ≥ 0"),
        (sp.factorial(x), "needs a whole x ≥ 0"),
        (sp.factorial(n / 2), "needs a whole n/2 ≥ 0"),
        (sp.binomial(n, m), "needs m ≤ n"),
        (sp.binomial(n, c), "needs c ≤ n"),
        (sp.binomial(n, n + 1, evaluate=False), "needs n . 1 ≤ n"),
        (sp.binomial(n + c, g), "needs g ≤ c . n"),
        (sp.binomial(n, g), "needs g ≤ n"),
    ],
    ids=str,
)
def test_a_factorial_is_of_a_whole_number_from_0(expr: sp.Expr, told: str) -> None:
    with pytest.raises(Undecided, match=told):
        same(expr, expr, EVERYWHERE)


def test_of_a_range_from_below_zero_there_is_none() -> None:
    with pytest.raises(Undecided, match="needs a whole g ≥ 0"):
        same(sp.binomial(n, g), one, Domain((g <= n,)))
    assert same(sp.binomial(n, g), sp.binomial(n, n - g), Domain((g <= n, g >= 0)))


# --- integrals -----------------------------------------------------------------------------------


def integral(body: Any, low: Any = 0, high: Any = 1) -> sp.Expr:
    return sp.Integral(body, (r, low, high))


def test_an_integral_is_one_of_its_kind_whatever_it_runs_over() -> None:
    v = Letter("v", "v", real=True)
    assert same(integral(sp.exp(r**2)), sp.Integral(sp.exp(s**2), (s, 0, 1)), EVERYWHERE)
    assert same(integral(r * (r + 1)), sp.Integral(v**2 + v, (v, 0, 1)), EVERYWHERE)
    assert same(integral(s, 0, x + y - y), integral(s, 0, x), EVERYWHERE)
    inner = sp.Integral(sp.Integral(r * s, (r, 0, s)), (s, 0, 1))
    assert same(inner, sp.Integral(r * s, (r, 0, s), (s, 0, 1)), EVERYWHERE)
    for other in (integral(r**2, 0, 2), integral(r**2, -1, 1), integral(r**3), integral(s**2)):
        assert not same(integral(r**2), other, EVERYWHERE)


@pytest.mark.parametrize(
    ("expr", "told"),
    [
        (integral(r, 1, 0), "is needed for the ends of an integral"),
        (integral(r, 0, s), "is needed for the ends of an integral"),
        (integral(sp.exp(-r), 0, sp.oo), "has an infinite end"),
        (integral(sp.exp(r), -sp.oo, 0), "has an infinite end"),
        (sp.Integral(r, r), "is not an integral over an interval with two ends"),
        (integral(1 / r), "is not proved to differ from 0"),
        (integral(1 / (r - half)), "is not proved to differ from 0"),
        (integral(sp.log(r)), "> 0 is not proved"),
        (integral(sp.sqrt(r - half)), "≥ 0 is not proved"),
        (integral(f(r)), "under an integral sign is not known to be continuous"),
        (integral(h(s, r)), "under an integral sign is not known to be continuous"),
        (integral(x * sp.Abs(f(r))), "under an integral sign is not known to be continuous"),
        (integral(sp.Piecewise((1, r > half), (0, True))), "is not known to be continuous"),
        (integral(sp.Derivative(f(r), r)), "is not known to be continuous"),
        (integral(sp.floor(r)), "is not known to be continuous"),
        (integral(defined("A", "A({0})", lambda w: f(w))(r)), "is not known to be continuous"),
        (sp.Integral(x, (x, 0, 1)), "declare it with real=True and no sign"),
        (sp.Integral(u, (u, 0, 1)), "declare it with real=True and no sign"),
        (sp.Integral(g, (g, 0, 1)), "is declared more than real, and runs over real numbers"),
    ],
    ids=str,
)
def test_an_integral_needs_a_value_all_over_a_closed_interval(expr: sp.Expr, told: str) -> None:
    with pytest.raises(Undecided, match=told):
        same(expr, expr, EVERYWHERE)


def test_what_holds_between_the_ends_is_known_inside_and_nothing_else() -> None:
    assert same(integral(1 / r, 1, 2), integral(1 / r, 1, 2), EVERYWHERE)
    assert same(integral(sp.log(1 - r), -1, 0), integral(sp.log(1 - r), -1, 0), EVERYWHERE)
    assert same(integral(f(s) + p(i) * r), integral(f(s) + r * p(i)), EVERYWHERE)
    logistic = defined("A", "A({0})", lambda w: 1 / (1 + sp.exp(w)))
    assert same(integral(logistic(r)), integral(1 / (1 + sp.exp(r))), EVERYWHERE)
    with pytest.raises(Undecided, match="is not proved to differ from 0"):
        same(integral(1 / r), one, Domain((r > 0,)))
    assert same(integral(1 / r, s, 2), integral(1 / r, s, 2), Domain((s > 0, s < 2)))
    assert same(integral(t, d, t), integral(t, d, t), Domain((t >= d,)))
