"""With an ``expand`` or ``factor_terms`` that lies, nothing false is proved, nor shown as true."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, quantity, to_infinity
from solutions.engine.evidence import PROVED
from solutions.kernel.algebra import Reasoning
from solutions.kernel.domain import EVERYWHERE
from solutions.kernel.identity import in_factors
from solutions.relations import orders
from solutions.statements.lines import judge_derivation
from tests.kernel.letters import f, i, n, r, x, y

EXPAND = sp.expand
E = quantity("E", "E")
m = Letter("m", "m", integer=True, positive=True)
k = Letter("k", "k", integer=True, nonnegative=True)
q = Letter("γ", r"\gamma", real=True)
INSIDE = Domain((q < 1, q > -1))


def opening(lhs: sp.Expr, where: Domain = EVERYWHERE) -> Derivation:
    return Derivation("e", E, lhs, where=where)


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
    "the binomial theorem": opening(sp.Sum(sp.binomial(n, k) * x**k, (k, 0, n))).equals(x**n, ""),
}
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
    orders.check.cache_clear()
    judge_derivation.cache_clear()


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("claim", FALSE.values(), ids=FALSE)
def test_nothing_false_is_proved(
    claim: Derivation, lie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("expand", "factor_terms"):
        monkeypatch.setattr(sp, name, LIES[lie])
        verdicts = [one.verdict for one in judge_derivation(claim).evidence]
        assert PROVED not in verdicts, name
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
