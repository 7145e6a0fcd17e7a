"""Absolute values, maxima, indicators, e^u ≥ 1 + u, log Σ exp; with false twins of each."""

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, function, quantity, tex, text
from solutions.evidence.evidence import Evidence, Reason, proved
from solutions.kernel.errors import Disagreement
from solutions.kernel.rules.piecewise import indicator, largest
from solutions.relations.inequalities import bounding

E = quantity("E", "E")

a, b, c = (Letter(name, name, real=True) for name in "abc")
p = Letter("p", "p", positive=True)
n, j, k = (Letter(name, name, integer=True, positive=True) for name in "njk")
m = Letter("m", "m", integer=True, nonnegative=True)
f, g = (function(name, name + "({0})") for name in "fg")
M = largest(f(j), (j, 1, n))
S = sp.Sum
SMOOTH = sp.log(S(sp.exp(f(j)), (j, 1, n)))
ANY = Domain()


def at_most(small: sp.Expr, large: sp.Expr, where: Domain = ANY) -> Evidence:
    return Derivation("e", E, small, where=where).at_most(large, "").steps[-1].judge()


def equals(lhs: sp.Expr, rhs: sp.Expr, where: Domain = ANY) -> str:
    return Derivation("e", E, lhs, where=where).equals(rhs, "").steps[-1].judge().verdict


@pytest.mark.parametrize(
    ("lhs", "rhs", "where"),
    [
        (abs(a * b), abs(a) * abs(b), ANY),
        (abs(a / p), abs(a) / p, ANY),
        (abs(a), a, Domain((a >= 0,))),
        (abs(a), -a, Domain((a <= 0,))),
        (abs(a) ** 2, a**2, ANY),
        (abs(a**2 - b**2), abs(a - b) * abs(a + b), ANY),
        (abs(a - b), abs(b - a), ANY),
        (sp.Max(a, b), (a + b + abs(a - b)) / 2, ANY),
        (sp.Max(a, b) + sp.Min(a, b), a + b, ANY),
        (sp.Max(a, b) * sp.Min(a, b), a * b, ANY),
        (sp.Max(a, b, evaluate=False), b, Domain((a <= b,))),
        (sp.Max(a, b) + c, sp.Max(a + c, b + c), ANY),
        (sp.Max(-a, -b), -sp.Min(a, b), ANY),
        (sp.Max(a, 0) - sp.Max(-a, 0), a, ANY),
        (sp.Max(a, 0) + sp.Max(-a, 0), abs(a), ANY),
        (abs(abs(a) + 1), abs(a) + 1, ANY),
        (indicator(a <= b) + indicator(a > b), sp.S.One, ANY),
        (indicator(a <= b), sp.S.One, Domain((a <= b,))),
        (indicator(a < b), sp.S.Zero, Domain((a >= b,))),
        (indicator(a <= b) ** 2, indicator(a <= b), ANY),
        (indicator(2 * a <= 2 * b), indicator(b - a >= 0), ANY),
    ],
)  # fmt: skip
def test_true_equalities_are_proved(lhs: sp.Expr, rhs: sp.Expr, where: Domain) -> None:
    assert equals(lhs, rhs, where) == "proved"


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (abs(a), a),
        (abs(a + b), abs(a) + abs(b)),
        (sp.Max(a, b), a),
        (sp.Max(a, b), (a + b - abs(a - b)) / 2),
        (sp.Max(a * c, b * c), c * sp.Max(a, b)),
        (abs(a) ** 3, a**3),
        (indicator(a <= b) + indicator(b <= a), sp.S.One),
        (indicator(a <= b), sp.S.One),
        (indicator(a <= b) ** 2, 2 * indicator(a <= b)),
    ],
)
def test_false_equalities_are_not_proved(lhs: sp.Expr, rhs: sp.Expr) -> None:
    assert equals(lhs, rhs) in ("refuted", "undecided")


@pytest.mark.parametrize(
    ("small", "large", "where"),
    [
        (a, abs(a), ANY),
        (-a, abs(a), ANY),
        (abs(a + b), abs(a) + abs(b), ANY),
        (abs(abs(a) - abs(b)), abs(a - b), ANY),
        (abs(S(f(j), (j, 1, n))), S(abs(f(j)), (j, 1, n)), ANY),
        (a, sp.Max(a, b), ANY),
        (sp.Max(a, b), abs(a) + abs(b), ANY),
        (sp.Min(a, b), b, ANY),
        (sp.Max(a, b), c, Domain((a <= c, b <= c))),
        (indicator(a <= b), sp.S.One, ANY),
        (1 + a, sp.exp(a), ANY),
        (1 - a, sp.exp(-a), ANY),
        (1 + a + b, sp.exp(a) + b**2 / 4 + b, ANY),
        (f(1) + 1, sp.exp(f(1)), ANY),
        (SMOOTH, M + sp.log(n), ANY),
        (SMOOTH, M + sp.log(n) + p, ANY),
        (M, SMOOTH, ANY),
        (f(k), M, Domain((k <= n,))),
        (f(1), M, ANY),
        (f(n), M, ANY),
        (largest(1 / j, (j, 1, n)), sp.S.One, ANY),
    ],
)
def test_true_inequalities_are_proved(small: sp.Expr, large: sp.Expr, where: Domain) -> None:
    found = at_most(small, large, where)
    assert found.verdict == "proved", found.message


@pytest.mark.parametrize(
    ("small", "large", "where"),
    [
        (abs(a), a, ANY),
        (abs(a) + abs(b), abs(a + b), ANY),
        (abs(a - b), abs(a) - abs(b), ANY),
        (S(abs(f(j)), (j, 1, n)), abs(S(f(j), (j, 1, n))), ANY),
        (sp.Max(a, b), sp.Min(a, b), ANY),
        (2 + a, sp.exp(a), ANY),
        (sp.exp(a), 1 + a, ANY),
        (SMOOTH, M, ANY),
        (M + sp.log(n), SMOOTH, ANY),
        (f(k), M, ANY),
        (f(n + 1), M, ANY),
        (M, f(1), ANY),
        (largest(j, (j, 1, n)), sp.Integer(3), ANY),
        (S(abs(k - 3), (k, 1, n)), S(k - 3, (k, 1, n)), Domain((k >= 5,))),
    ],
)
def test_false_inequalities_are_not_proved(small: sp.Expr, large: sp.Expr, where: Domain) -> None:
    assert at_most(small, large, where).verdict in ("refuted", "undecided")


def test_the_maximum_of_nothing_is_refused() -> None:
    empty = largest(f(j), (j, 1, m))
    assert at_most(f(1), empty).verdict != "proved"
    for last in (m, p):
        over = largest(f(j), (j, 1, last))
        assert equals(over, over) != "proved"


def test_a_sum_that_may_run_backwards_has_no_triangle_inequality() -> None:
    z = Letter("z", "z", integer=True)
    assert at_most(abs(S(f(j), (j, 1, z))), S(abs(f(j)), (j, 1, z))).verdict != "proved"


def test_a_bound_that_lies_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounding, "_bounded", lambda *given: proved(Reason("said", ("trust me",))))
    with pytest.raises(Disagreement, match="a rule proved"):
        bounding.Bounding().judge(2 + a, sp.exp(a), ANY, False, proved())


def test_maxima_are_printed() -> None:
    assert tex(M) == r"\max_{1 \le j \le n} f(j)"
    assert text(M) == "max over j = 1 … n of f(j)"
