"""Finite sums by `.equals`: geometric, telescoping, powers; false twins and missing conditions."""

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, function, quantity
from solutions.evidence.evidence import Evidence
from solutions.kernel.errors import Disagreement
from solutions.relations.equalities import equality, summation
from solutions.relations.equalities.antidifference import antidifference

n = Letter("n", "n", integer=True, positive=True)
m = Letter("m", "m", integer=True, nonnegative=True)
i, j, k, z = (Letter(name, name, integer=True) for name in "ijkz")
q, x = (Letter(name, name, real=True) for name in "qx")
p = Letter("p", "p", positive=True)
a, c = (function(name, name + "({0})") for name in "ac")
S, half = sp.Sum, sp.Rational(1, 2)
NOT_ONE = Domain(nonzero=(q - 1,))
LADDER = (q - n * q**n + (n - 1) * q ** (n + 1)) / (1 - q) ** 2
APART = 3 * half / 2 - (2 * n + 3) / (2 * (n + 1) * (n + 2))


def judged(lhs: sp.Expr, rhs: sp.Expr, where: Domain | None = None) -> Evidence:
    line = Derivation("e", quantity("E", "E"), lhs, where=where or Domain()).equals(rhs, "")
    return line.steps[-1].judge()


@pytest.mark.parametrize(
    ("lhs", "rhs", "where"),
    [
        (S(q**k, (k, 0, n - 1)), (1 - q**n) / (1 - q), NOT_ONE),
        (S(q**k, (k, 0, m)), (1 - q ** (m + 1)) / (1 - q), NOT_ONE),
        (S(q**k, (k, 1, n)), (q - q ** (n + 1)) / (1 - q), NOT_ONE),
        (S(p**k, (k, 0, n - 1)), (1 - p**n) / (1 - p), Domain(nonzero=(1 - p,))),
        (S(half**k, (k, 1, n)), 1 - half**n, Domain()),
        (S(k * q**k, (k, 0, n - 1)), LADDER, NOT_ONE),
        (S(k, (k, 1, n)), n * (n + 1) / 2, Domain()),
        (S(k, (k, 0, n - 1)), n * (n - 1) / 2, Domain()),
        (S(k**2, (k, 1, n)), n * (n + 1) * (2 * n + 1) / 6, Domain()),
        (S(k**3, (k, 1, n)), S(k, (k, 1, n)) ** 2, Domain()),
        (S(k**8, (k, 0, m)), S((m - k) ** 8, (k, 0, m)), Domain()),
        (S((2 * k - 1) * x, (k, 1, n)), n**2 * x, Domain()),
        (S(a(k + 1) - a(k), (k, 1, n)), a(n + 1) - a(1), Domain()),
        (S(a(k) - a(k - 1), (k, 1, n)), a(n) - a(0), Domain()),
        (S(a(k + 2) - a(k), (k, 0, m)), a(m + 2) + a(m + 1) - a(1) - a(0), Domain()),
        (S(a(k) * c(k) - a(k - 1) * c(k - 1), (k, 1, n)), a(n) * c(n) - a(0) * c(0), Domain()),
        (S(k + a(k), (k, 1, n)), n * (n + 1) / 2 + S(a(k), (k, 1, n)), Domain()),
        (S(1 / (k * (k + 1)), (k, 1, n)), n / (n + 1), Domain()),
        (S(1 / (k * (k + 2)), (k, 1, n)), APART, Domain()),
        (S(sp.log((k + 1) / k), (k, 1, n)), sp.log(n + 1), Domain()),
        (S(S(i * j, (i, 1, n)), (j, 1, n)), n**2 * (n + 1) ** 2 / 4, Domain()),
        (S(S(1, (i, 1, j)), (j, 1, n)), n * (n + 1) / 2, Domain()),
        (S(k, (k, 1, z)), z * (z + 1) / 2, Domain((z >= 0,))),
        (1 + 2 * S(k, (k, 1, n)), 1 + n + n**2, Domain()),
    ],
)  # fmt: skip
def test_true_sums_are_proved(lhs: sp.Expr, rhs: sp.Expr, where: Domain) -> None:
    for left, right in ((lhs, rhs), (rhs, lhs)):
        found = judged(left, right, where)
        assert found.verdict == "proved", found.message


@pytest.mark.parametrize(
    ("lhs", "rhs", "where"),
    [
        (S(q**k, (k, 0, n - 1)), (1 - q ** (n + 1)) / (1 - q), NOT_ONE),
        (S(q**k, (k, 1, n)), (1 - q**n) / (1 - q), NOT_ONE),
        (S(k * q**k, (k, 0, n - 1)), q / (1 - q) ** 2, NOT_ONE),
        (S(k, (k, 1, n)), n * (n - 1) / 2, Domain()),
        (S(k**2, (k, 1, n)), n * (n + 1) * (2 * n - 1) / 6, Domain()),
        (S(k**3, (k, 1, n)), n**2 * (n + 1) / 2, Domain()),
        (S(a(k + 1) - a(k), (k, 1, n)), a(n) - a(1), Domain()),
        (S(a(k + 2) - a(k), (k, 0, m)), a(m + 2) - a(0), Domain()),
        (S(1 / (k * (k + 1)), (k, 1, n)), n / (n + 2), Domain()),
        (S(sp.log((k + 1) / k), (k, 1, n)), sp.log(n), Domain()),
        (S(S(1, (i, 1, j)), (j, 1, n)), n**2, Domain()),
    ],
)
def test_false_sums_are_refuted(lhs: sp.Expr, rhs: sp.Expr, where: Domain) -> None:
    assert judged(lhs, rhs, where).verdict == "refuted"


@pytest.mark.parametrize(
    ("lhs", "rhs", "where", "told"),
    [
        (S(q**k, (k, 0, n - 1)), (1 - q**n) / (1 - q), Domain(), "not proved to differ from 0"),
        (S(k, (k, 1, z)), z * (z + 1) / 2, Domain(), "may run backwards: z ≥ 1 − 1 is needed"),
        (S(k, (k, 1, p)), p * (p + 1) / 2, Domain(), "is not known to be whole"),
        (S(q ** (-k), (k, 1, n)), (1 - q ** (-n)) / (q - 1), NOT_ONE, "division by q"),
        (S(1 / k, (k, 1, n)), sp.log(n) + 1, Domain((n > 1,)), ""),
    ],
)  # fmt: skip
def test_what_a_sum_needs_is_named(lhs: sp.Expr, rhs: sp.Expr, where: Domain, told: str) -> None:
    found = judged(lhs, rhs, where)
    assert found.verdict != "proved"
    assert told in found.message, found.message


def test_a_pole_between_the_limits_proves_nothing() -> None:
    """F = −1/k has no value at k = 0, which lies between the limits."""
    lhs = S(1 / (k * (k + 1)), (k, -2, n))
    assert judged(lhs, -sp.Rational(1, 2) - 1 / (n + 1)).verdict != "proved"


def test_a_candidate_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summation, "antidifference", lambda body, k: k**2)
    found = judged(S(k, (k, 1, n)), (n + 1) ** 2 - 1)
    assert found.verdict != "proved"


def test_a_judge_of_differences_that_lies_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    true = equality.equal(sp.S.One, sp.S.One, Domain())
    monkeypatch.setattr(summation, "antidifference", lambda body, k: k**2)
    monkeypatch.setattr(summation, "equal", lambda *sides: true)
    monkeypatch.setattr(
        "solutions.relations.equalities.equality.counterexample", lambda *a, **b: None
    )
    with pytest.raises(Disagreement, match="a rule proved"):
        judged(S(k, (k, 1, n)), (n + 1) ** 2 - 1)


def test_candidates_are_found() -> None:
    assert antidifference(k * sp.factorial(k), k) is not None
    assert antidifference(1 / k, k) is None
    assert antidifference(a(k), k) is None
