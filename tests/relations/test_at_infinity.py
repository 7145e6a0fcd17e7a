"""(1 + c/N)^N → e^c and its like, as a whole number grows; false limits are not proved."""

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, quantity, to_infinity
from solutions.evidence.evidence import Evidence, Reason, proved
from solutions.kernel.errors import Disagreement
from solutions.relations.limits import at_infinity
from solutions.relations.limits.at_infinity import AtInfinity

N = Letter("N", "N", integer=True, positive=True)
c = Letter("c", "c", positive=True)
q = Letter("q", "q", real=True)
half = sp.Rational(1, 2)
UP = to_infinity(N)
INSIDE = Domain((q < 1, q > -1))


def judged(lhs: sp.Expr, rhs: sp.Expr, where: Domain | None = None) -> Evidence:
    when = to_infinity(N, where or Domain(), (q,) if where else ())
    start = Derivation("e", quantity("E", "E"), lhs, where=where or Domain())
    return start.tends_to(rhs, when, "").steps[-1].judge()


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        ((1 + 1 / N) ** N, sp.E),
        ((1 + c / N) ** N, sp.exp(c)),
        ((1 + c / N**2) ** N, sp.S.One),
        ((1 + 1 / (2 * N)) ** N, sp.sqrt(sp.E)),
        ((1 + 1 / N) ** (N + 3), sp.E),
        (N * sp.log(1 + c / N), c),
        ((N / (N + c)) ** N, sp.exp(-c)),
        ((2 * N + 1) / N, sp.Integer(2)),
        (half**N, sp.S.Zero),
        (3 + N**2 * half**N, sp.Integer(3)),
        ((1 - half**N) / (1 - half), sp.Integer(2)),
    ],
)
def test_true_limits_are_proved(lhs: sp.Expr, rhs: sp.Expr) -> None:
    found = judged(lhs, rhs)
    assert found.verdict == "proved", found.message


def test_a_power_of_a_letter_vanishes_where_it_is_small() -> None:
    assert judged(q**N + 1 / N, sp.S.Zero, INSIDE).verdict == "proved"
    assert judged(q**N, sp.S.Zero).verdict != "proved"
    assert judged(q**N, sp.S.Zero, Domain((q <= 1, q > -1))).verdict != "proved"


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        ((1 + 1 / N) ** N, sp.S.One),
        ((1 + 1 / N) ** N, sp.Integer(3)),
        ((1 + c / N) ** N, 1 + c),
        ((1 + c / N) ** N, sp.exp(2 * c)),
        ((1 + 1 / N) ** (N**2), sp.E),
        ((1 + c) ** N, sp.exp(c)),
        (N * sp.log(1 + c / N), 2 * c),
        (half**N, sp.S.One),
        (2**N, sp.S.Zero),
        ((-1) ** N, sp.S.Zero),
        (N * half, sp.S.Zero),
    ],
)
def test_false_limits_are_not_proved(lhs: sp.Expr, rhs: sp.Expr) -> None:
    assert judged(lhs, rhs).verdict in ("refuted", "undecided")


def test_a_limit_that_lies_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_infinity, "_power", lambda *given: proved(Reason("said", ("trust me",))))
    with pytest.raises(Disagreement, match="a rule proved"):
        AtInfinity().judge((1 + 1 / N) ** (2 * N) + N, sp.E, UP, proved())
