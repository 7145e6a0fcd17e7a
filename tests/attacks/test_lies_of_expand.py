"""With an ``expand`` or ``factor_terms`` that lies, nothing false is proved, nor shown as true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    EVERYWHERE,
    Derivation,
    Domain,
    Letter,
    Normal,
    Quantity,
    Regime,
    family,
    mean,
    quantity,
    to_infinity,
)
from solutions.evidence.evidence import PROVED
from solutions.kernel.algebra import Reasoning
from solutions.kernel.identity import in_factors
from solutions.kernel.rules.piecewise import largest
from solutions.relations.conditions.wholeness import is_whole
from solutions.relations.regimes import orders
from solutions.statements.laws import conditions, contradictions
from solutions.statements.laws import said as said_laws
from solutions.statements.laws.conditions import instance
from solutions.statements.lines import judge_derivation
from tests.attacks.parts import said
from tests.kernel.letters import f, i, n, r, x, y

EXPAND = sp.expand
E = quantity("E", "E")
m = Letter("m", "m", integer=True, positive=True)
k = Letter("k", "k", integer=True, nonnegative=True)
q = Letter("γ", r"\gamma", real=True)
INSIDE = Domain((q < 1, q > -1))


def opening(lhs: sp.Expr, where: Domain = EVERYWHERE) -> Derivation:
    return Derivation("e", E, lhs, where=where)


def opening_of(of: Quantity, value: Any, *rests: Derivation) -> Derivation:
    return said(of, value, rests=rests)


at = family("X", "X_{{{0}}}")
SMALL = Regime(r"x \to 0", (x,), (x,), (), ())
FALSE = {
    "powers": opening(x ** (n + m)).equals(x**n, ""),
    "a power and its neighbour": opening(x ** (n + 1)).equals(x ** (n + 2), ""),
    "a power of a sum": opening((2 * x + 2 * y) ** n).equals((x + y) ** n, ""),
    "a series": opening(sp.Sum(q**k, (k, 0, sp.oo)), INSIDE).equals(1 / (1 - q) + 1, ""),
    "a shifted series": opening(sp.Sum(q ** (k + 1), (k, 0, sp.oo)), INSIDE).equals(
        1 / (1 - q), ""
    ),
    "factorials": opening(sp.factorial(n + 1)).equals(n * sp.factorial(n), ""),
    "a factorial and the next": opening(sp.factorial(n)).equals(sp.factorial(n + 1), ""),
    "one term more": opening(sp.Sum(f(i), (i, 1, n + 1))).equals(sp.Sum(f(i), (i, 1, n)), ""),
    "two terms more": opening(sp.Sum(f(i), (i, 1, n + 2))).equals(
        sp.Sum(f(i), (i, 1, n)) + f(n + 1), ""
    ),
    "telescoping": opening(sp.Sum(1 / (i * (i + 1)), (i, 1, n))).equals(n / (n + 2), ""),
    "a maximum": opening(sp.Max(r, -r)).equals(r, ""),
    "an absolute value": opening(sp.Abs(r - 1)).equals(r - 1, ""),
    "a limit": opening((1 + x / n) ** n).tends_to(sp.exp(2 * x), to_infinity(n), ""),
    "a vanishing power": opening(q**n + 1, INSIDE).tends_to(2, to_infinity(n), ""),
    "a convexity": opening(r**3).convex(r, 0, ""),
    "a tangent": opening(sp.exp(r)).at_least(2 + r, ""),
    "a sum of numbers": opening(sp.Sum(i, (i, 1, n))).equals(n**2, ""),
    "an integral": opening(sp.Integral(x**2, (x, 0, 1))).equals(sp.Rational(1, 2), ""),
    "a logarithm of a sum and the maximum": opening(
        sp.log(sp.Sum(sp.exp(f(i)), (i, 1, n))) - largest(f(i), (i, 1, n))
    ).at_most(sp.log(n) - 1, ""),
    "a maximum and less than one term": opening(largest(f(i), (i, 1, n))).at_most(
        sp.log(sp.Sum(sp.exp(f(i)), (i, 1, n))) - 1, ""
    ),
    "a power that vanishes, and what stays": opening(q**n + 1, INSIDE).tends_to(
        0, to_infinity(n), ""
    ),
    "half of it stays": opening(q**n + x, INSIDE).tends_to(x / 2, to_infinity(n), ""),
    "an angle twice": opening(sp.sin(2 * r)).equals(sp.sin(r) * sp.cos(r), ""),
    "an angle three times": opening(sp.cos(3 * r)).equals(sp.cos(r) ** 3, ""),
    "a term that counts": opening(1 + 3 * x).approximates((1 + x) ** 2, SMALL, ""),
    "a product of sums": opening(1 + x).approximates((1 + x) * (1 + 2 * x), SMALL, ""),
    "whole halves": opening(sp.Sum(i, (i, 1, r / 2)), Domain((r > 0,), whole=(r,))).equals(
        r * (r + 2) / 8, ""
    ),
    "a member of a family": opening_of(mean(at(n)), 0, said(at(n + 1), Normal(n, 1))),
    "a member that is another": opening_of(mean(at(2 * n)), n, said(at(n), Normal(n, 1))),
    "the binomial theorem": opening(sp.Sum(sp.binomial(n, k) * x**k, (k, 0, n))).equals(x**n, ""),
}
NAMES = ("expand", "factor_terms", "expand_mul", "expand_multinomial")
LIES: dict[str, Callable[..., sp.Expr]] = {
    "one more": lambda expr, **_: EXPAND(expr) + 1,
    "one less": lambda expr, **_: EXPAND(expr) - 1,
    "twice": lambda expr, **_: 2 * EXPAND(expr),
    "negated": lambda expr, **_: -EXPAND(expr),
    "zero": lambda expr, **_: sp.S.Zero,
    "one": lambda expr, **_: sp.S.One,
    "the first term": lambda expr, **_: sp.Add.make_args(EXPAND(expr))[0],
    "all but the first": lambda expr, **_: EXPAND(expr) - sp.Add.make_args(EXPAND(expr))[0],
}


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    for kept in (Reasoning.tree, Reasoning.quotient, Reasoning.sign, Reasoning.factors):
        kept.cache_clear()
    for one in (
        conditions._found,
        said_laws.Said.at,
        said_laws._canonical,
        contradictions._two_laws,
    ):
        one.cache_clear()
    orders.check.cache_clear()
    judge_derivation.cache_clear()


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("claim", FALSE.values(), ids=FALSE)
def test_nothing_false_is_proved(
    claim: Derivation, lie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        monkeypatch.setattr(sp, name, LIES[lie])
        judged = judge_derivation(claim)
        assert judged.failures or PROVED not in [one.verdict for one in judged.evidence], name
        monkeypatch.undo()
        forget()


@pytest.mark.parametrize("lie", [lambda expr: expr + 1, lambda expr: sp.S.One, lambda expr: -expr])
def test_factors_that_a_page_shows_are_those_of_the_quotient(
    monkeypatch: pytest.MonkeyPatch, lie: Callable[[sp.Expr], sp.Expr]
) -> None:
    gap = x**2 / y + 2 * x + y
    assert in_factors(gap, EVERYWHERE) == (x + y) ** 2 / y
    for name in ("factor", "together"):
        monkeypatch.setattr(sp, name, lie)
        assert in_factors(gap, EVERYWHERE) == gap
        monkeypatch.undo()


@pytest.mark.parametrize("lie", LIES)
def test_nothing_becomes_whole_or_a_member_by_a_lie(
    lie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sp, "expand", LIES[lie])
    assert not is_whole(r / 2, Domain(whole=(r,)))
    assert not is_whole(r, Domain(whole=(2 * r,)))
    values = instance(at(2 * n), at(n + 1))
    assert values is None or 2 * values[n] == n + 1
    assert instance(at(2), at(3)) is None
