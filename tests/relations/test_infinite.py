"""Σ γ^k and its like under |γ| < 1, by partial sums and a limit; divergence is refused."""

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, derivative, function, quantity
from solutions.evidence.evidence import Evidence
from solutions.kernel.errors import Undecided
from solutions.statements.lines import judge_line

q = Letter("γ", r"\gamma", real=True)
c = Letter("c", "c", real=True)
k, j = (Letter(name, name, integer=True, nonnegative=True) for name in "kj")
beta = function("β", r"\beta({0})", positive=True, below=1)
S, oo, half = sp.Sum, sp.oo, sp.Rational(1, 2)
INSIDE = Domain((q < 1, q > -1))
GEOMETRIC = S(q**k, (k, 0, oo))


def judged(lhs: sp.Expr, rhs: sp.Expr, where: Domain = INSIDE) -> Evidence:
    start = Derivation("e", quantity("E", "E"), lhs, where=where)
    line = start.equals(rhs, "")
    return judge_line(line, line.steps[-1], first=True)[0]


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (GEOMETRIC, 1 / (1 - q)),
        (S(q**k, (k, 1, oo)), q / (1 - q)),
        (S(q ** (k + 2), (k, 0, oo)), q**2 / (1 - q)),
        (S(c * q**k, (k, 0, oo)), c / (1 - q)),
        (S(k * q**k, (k, 0, oo)), q / (1 - q) ** 2),
        (S((k + 1) * q**k, (k, 0, oo)), 1 / (1 - q) ** 2),
        (S(k**2 * q**k, (k, 0, oo)), q * (1 + q) / (1 - q) ** 3),
        (S(half**k, (k, 0, oo)), sp.Integer(2)),
        (S((-half) ** k, (k, 0, oo)), sp.Rational(2, 3)),
        (S(q**k + half**k, (k, 0, oo)), 1 / (1 - q) + 2),
        ((1 - q) * GEOMETRIC, sp.S.One),
        (S(beta(c) ** k, (k, 0, oo)), 1 / (1 - beta(c))),
    ],
)
def test_true_series_are_proved(lhs: sp.Expr, rhs: sp.Expr) -> None:
    found = judged(lhs, rhs)
    assert found.verdict == "proved", found.message


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (GEOMETRIC, 1 / (1 + q)),
        (GEOMETRIC, q / (1 - q)),
        (S(q**k, (k, 1, oo)), 1 / (1 - q)),
        (S(k * q**k, (k, 0, oo)), 1 / (1 - q) ** 2),
        (S(k**2 * q**k, (k, 0, oo)), q / (1 - q) ** 3),
        (S(half**k, (k, 0, oo)), sp.S.One),
    ],
)
def test_false_series_are_refuted(lhs: sp.Expr, rhs: sp.Expr) -> None:
    assert judged(lhs, rhs).verdict == "refuted"


@pytest.mark.parametrize(
    ("lhs", "rhs", "where", "told"),
    [
        (GEOMETRIC, 1 / (1 - q), Domain(nonzero=(q - 1,)), "converges for |γ| < 1"),
        (GEOMETRIC, 1 / (1 - q), Domain((q < 1,)), "q"),
        (GEOMETRIC, 1 / (1 - q), Domain((q > 1,)), "converges for"),
        (S(1, (k, 0, oo)), sp.S.Zero, INSIDE, "converges for"),
        (S((-1) ** k, (k, 0, oo)), half, INSIDE, "converges for"),
        (S(k, (k, 0, oo)), -sp.Rational(1, 12), INSIDE, "converges for"),
        (S(2**k, (k, 0, oo)), -sp.S.One, INSIDE, "converges for"),
        (S(1 / (k + 1), (k, 0, oo)), sp.S.One, INSIDE, "an infinite series of"),
        (S(q**k, (k, -3, oo)), q**-3 / (1 - q), INSIDE, "does not begin"),
        (S(S(q**k, (k, 0, oo)) * half**j, (j, 0, oo)), 2 / (1 - q), INSIDE, ""),
    ],
)
def test_divergence_is_refused(lhs: sp.Expr, rhs: sp.Expr, where: Domain, told: str) -> None:
    found = judged(lhs, rhs, where)
    if told:
        assert found.verdict == "undecided", found.message


def test_a_series_is_not_differentiated_term_by_term() -> None:
    with pytest.raises(Undecided):
        derivative(GEOMETRIC, q)


def test_infinity_stays_out_of_everything_else() -> None:
    for wrong in (sp.oo, q + sp.oo, sp.Product(q, (k, 1, oo))):
        with pytest.raises(Exception, match="is no number"):
            Derivation("e", quantity("E", "E"), wrong).equals(q, "")
