"""n! = n·(n − 1)!, binomials by factorials, and the binomial theorem, with false twins."""

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, quantity
from solutions.evidence.evidence import Evidence

n = Letter("n", "n", integer=True, positive=True)
m = Letter("m", "m", integer=True, nonnegative=True)
k, z = (Letter(name, name, integer=True) for name in "kz")
x, y = (Letter(name, name, real=True) for name in "xy")
p = Letter("p", "p", positive=True)
C, F, S = sp.binomial, sp.factorial, sp.Sum
RANGE = Domain((k >= 0, k <= m))
ANY = Domain()


def judged(lhs: sp.Expr, rhs: sp.Expr, where: Domain = ANY) -> Evidence:
    return Derivation("e", quantity("E", "E"), lhs, where=where).equals(rhs, "").steps[-1].judge()


@pytest.mark.parametrize(
    ("lhs", "rhs", "where"),
    [
        (F(n), n * F(n - 1), ANY),
        (F(m + 1), (m + 1) * F(m), ANY),
        (F(m + 2) / F(m), (m + 1) * (m + 2), ANY),
        (C(m, k), F(m) / (F(k) * F(m - k)), RANGE),
        (C(m, k), C(m, m - k), RANGE),
        (C(n, 1), n, ANY),
        (C(m + 1, k + 1), C(m, k) * (m + 1) / (k + 1), RANGE),
        (k * C(n, k), n * C(n - 1, k - 1), Domain((k >= 1, k <= n))),
        (S(C(m, k) * x**k, (k, 0, m)), (1 + x) ** m, ANY),
        (S(C(m, k), (k, 0, m)), 2**m, ANY),
        (S(C(n, k) * p**k * (1 - p) ** (n - k), (k, 0, n)), sp.S.One, Domain((p < 1,))),
        (S(C(m, k) * 3 * 2**k, (k, 0, m)), 3 ** (m + 1), ANY),
        (S(k * F(k), (k, 0, m)), F(m + 1) - 1, ANY),
    ],
)
def test_true_lines_are_proved(lhs: sp.Expr, rhs: sp.Expr, where: Domain) -> None:
    found = judged(lhs, rhs, where)
    assert found.verdict == "proved", found.message


@pytest.mark.parametrize(
    ("lhs", "rhs", "where"),
    [
        (F(n), (n + 1) * F(n - 1), ANY),
        (F(m + 2) / F(m), m * (m + 1), ANY),
        (C(m, k), F(m) / F(k), RANGE),
        (C(m + 1, k), C(m, k), RANGE),
        (S(C(m, k) * x**k, (k, 0, m)), (1 - x) ** m, ANY),
        (S(C(m, k), (k, 1, m)), 2**m, ANY),
        (S(C(m, k), (k, 0, m + 1)), 2**m + 1, ANY),
        (S(C(m, k) ** 2, (k, 0, m)), 2**m, ANY),
        (S(k * F(k), (k, 0, m)), F(m + 1), ANY),
    ],
)
def test_false_lines_are_not_proved(lhs: sp.Expr, rhs: sp.Expr, where: Domain) -> None:
    assert judged(lhs, rhs, where).verdict in ("refuted", "undecided")


@pytest.mark.parametrize(
    ("lhs", "rhs", "told"),
    [
        (F(z), z * F(z - 1), "needs a whole z"),
        (F(p), p * F(p - 1), "needs a whole p"),
        (C(m, z), C(m, m - z), "needs z ≤ m"),
        (F(m), m * F(m - 1), "needs a whole m"),
    ],
)
def test_what_a_factorial_needs_is_named(lhs: sp.Expr, rhs: sp.Expr, told: str) -> None:
    found = judged(lhs, rhs)
    assert found.verdict == "undecided"
    assert told in found.message, found.message
