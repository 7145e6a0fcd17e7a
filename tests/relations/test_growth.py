"""Powers of n, of log n and of log n! as n grows: what is left behind, and what is not."""

from fractions import Fraction

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, Normal, function, quantity, to_infinity
from solutions.evidence.evidence import PROVED, Evidence
from solutions.kernel.errors import Undecided
from solutions.relations.limits import growth
from solutions.relations.limits.approximation import Approximation
from solutions.relations.limits.growth import NearByGrowth, ends
from solutions.relations.regimes.germs import Germ, term
from solutions.statements.lines import judge_line

n, m = (Letter(name, name, integer=True, positive=True) for name in "nm")
x = Letter("x", "x", positive=True)
f = function("f", "f({0})")
q = quantity("q", "q_n")
L, ROOT = sp.log(n), sp.sqrt(n)
F = sp.log(sp.factorial(n))
FROM_TWO = Domain((n >= 2,))


def near(lhs: sp.Expr, rhs: sp.Expr, where: Domain = FROM_TWO) -> Evidence:
    line = Derivation("e", q, lhs, where=where).approximates(rhs, when=to_infinity(n), because="")
    return judge_line(line, line.steps[-1], first=True)[0]


def limit(lhs: sp.Expr, rhs: sp.Expr, where: Domain = FROM_TWO) -> Evidence:
    line = Derivation("e", q, lhs, where=where).tends_to(rhs, when=to_infinity(n), because="")
    return judge_line(line, line.steps[-1], first=True)[0]


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (F, n * L),
        (F, n * L - n),
        (-F, -n * L),
        (F + n, n * L),
        (2 * F - 3 * n * L, -n * L),
        (F - n * L, -n),
        (F + n**2, n**2),
        (n * L - n, n * L),
        (n * L + ROOT * L**3, n * L),
        (F / n, L),
    ],
)
def test_leading_orders_are_proved(lhs: sp.Expr, rhs: sp.Expr) -> None:
    assert near(lhs, rhs).verdict == PROVED, near(lhs, rhs).message


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (F, n),
        (F, n * L + n),
        (F, n * L - 2 * n),
        (F, n * L - n + 1),
        (F, n * L - n + L),
        (F, 2 * n * L),
        (-F, n * L),
        (F - n * L + n, L),
        (n * L, n * L + n),
        (n * L, n**2),
        (2 * F, n * L),
        (F**2, n * L),
    ],
)
def test_false_leading_orders_are_not(lhs: sp.Expr, rhs: sp.Expr) -> None:
    assert near(lhs, rhs).verdict != PROVED


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (L / n, 0),
        (L**3 / ROOT, 0),
        (F / (n * L), 1),
        (F / n**2, 0),
        (n * L / (n * L + n), 1),
        (1 / L, 0),
        (3 - L / ROOT, 3),
        ((n + L) / (n + 1), 1),
    ],
)
def test_limits_are_proved(lhs: sp.Expr, rhs: int) -> None:
    assert limit(lhs, sp.Integer(rhs)).verdict == PROVED, limit(lhs, sp.Integer(rhs)).message


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [(L / n, 1), (L, 0), (F / n, 0), (F / (n * L), 2), (F - n * L + n, 1), (n * L / (n + L), 1)],
)
def test_false_limits_are_not(lhs: sp.Expr, rhs: int) -> None:
    assert limit(lhs, sp.Integer(rhs)).verdict != PROVED


def test_what_has_no_value_somewhere_has_no_limit() -> None:
    assert limit(1 / L, sp.S.Zero, Domain()).verdict != PROVED, "log 1 = 0"
    assert limit(F / (n * L), sp.S.One, Domain()).verdict != PROVED


def test_other_letters_are_not_taken_for_numbers() -> None:
    assert near(F + x * L, n * L).verdict != PROVED
    assert limit(x * L / n, sp.S.Zero).verdict != PROVED
    assert near(sp.log(sp.factorial(m)), m * sp.log(m)).verdict != PROVED
    assert near(x * n + L, x * n, Domain((x <= 1, n >= 2))).verdict != PROVED, "x may fall faster"


@pytest.mark.parametrize("number", [f(1), f(n), f(1) * L, sp.Sum(f(m), (m, 1, 3))])
def test_a_functions_value_is_not_taken_for_the_one_at_a_sample_point(number: sp.Expr) -> None:
    for value in range(-3, 4):
        assert limit(number + L / n, sp.Integer(value)).verdict != PROVED
        assert limit(number / n, sp.Integer(value)).verdict != PROVED or value == 0


def test_a_log_factorial_whose_weight_has_no_sign_is_not_dropped() -> None:
    assert near((n - 3) * F + n, n).verdict != PROVED
    assert near((n - 3) * F + n**3, n**3).verdict != PROVED
    with pytest.raises(Undecided, match="the sign of n - 3"):
        ends((n - 3) * F, FROM_TWO)


def test_where_nothing_is_known_of_growth_the_plain_reason_stays() -> None:
    for found in (near(F + x * L, n * L), near(x * n + L, x * n), limit(x * L / n, sp.S.Zero)):
        assert found.verdict == "undecided"
        assert "Error" not in found.message
    rule = Approximation(to_infinity(n), NearByGrowth())
    assert rule.judge(Normal(0, n), n, FROM_TWO).verdict == "undecided"
    assert rule.judge(n, Normal(0, n), FROM_TWO).verdict == "undecided"


def test_at_one_the_bounds_of_log_factorial_are_reached() -> None:
    for _, end in ends(F, FROM_TWO):
        assert end.subs(n, 1) == 0 == sp.log(sp.factorial(1))


def test_what_keeps_up_is_named() -> None:
    assert "as n grows, " in near(F, n).message
    assert "does not grow more slowly than n" in near(F, n).message


@pytest.mark.parametrize("size", [1, 2, 3, 10, 100])
def test_the_bounds_of_log_factorial_hold(size: int) -> None:
    exact = sp.log(sp.factorial(size))
    (_, below), (_, above) = ends(F, FROM_TWO)
    assert below.subs(n, size) <= exact <= above.subs(n, size)


def test_a_log_factorial_with_a_negative_weight_turns_its_bounds() -> None:
    (_, below), (_, above) = ends(n - F, FROM_TWO)
    assert (
        below.subs(n, 9).evalf() < (9 - sp.log(sp.factorial(9))).evalf() < above.subs(n, 9).evalf()
    )


@pytest.mark.parametrize(
    ("lhs", "rhs"), [(n * L, n), (F, n), (F, 2 * n * L), (n * L - n, n * L + n), (ROOT, L)]
)
def test_an_order_of_magnitude_that_lies_is_seen_from_outside(
    monkeypatch: pytest.MonkeyPatch, lhs: sp.Expr, rhs: sp.Expr
) -> None:
    vanishing = term(Fraction(1), Fraction(1))
    monkeypatch.setattr(growth, "germ", lambda expr, *_: vanishing)
    monkeypatch.setattr(Germ, "power", lambda one, exponent: one)
    assert near(lhs, rhs).verdict != PROVED


def test_bounds_that_lie_are_seen_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    swapped = [("below", n * L), ("above", n * L)]
    monkeypatch.setattr(growth, "ends", lambda *_: swapped)
    assert near(F, n * L).verdict != PROVED
