"""Induction: base and step cover exactly the claim."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.terms.letters import Letter, function
from solutions.objects.laws import Normal, Recursion
from solutions.objects.quantities import family
from solutions.printing.formulas import text
from solutions.relations.equalities.induction import Induction

n = Letter("n", "n", integer=True, positive=True)
m = Letter("m", "m", integer=True, nonnegative=True)
T = Letter("T", "T", integer=True, positive=True)
k = Letter("k", "k", integer=True, positive=True)
j = Letter("j", "j", integer=True, positive=True)
c = Letter("c", "c", positive=True)
v = Letter("v", "v", positive=True)
r = Letter("r", "r", real=True)
g = function("g", "g({0})")
F = family("F", "F_{{{0}}}")


def judged(lhs, rhs, on=n, start=1, where=EVERYWHERE, step_where=EVERYWHERE):
    found = Induction(on, start, step_where).judge(lhs, rhs, where)
    return found.verdict, found.message


def test_true_closed_forms_are_proved():
    assert judged(sp.Sum(k, (k, 1, n)), n * (n + 1) / 2)[0] == "proved"
    assert judged(sp.Sum(k, (k, 1, m)), m * (m + 1) / 2, on=m, start=0)[0] == "proved"
    assert judged(sp.Product(k / (k + 1), (k, 1, n)), 1 / (n + 1))[0] == "proved"
    assert (
        judged(sp.Sum(c**k, (k, 0, n)), (c ** (n + 1) - 1) / (c - 1), where=Domain((c > 1,)))[0]
        == "proved"
    )
    doubled = Recursion(sp.S.One, 2 * v, v, m, 0, F(m))
    assert judged(doubled, 2**m, on=m, start=0)[0] == "proved"


@pytest.mark.parametrize("wrong", [n**2 / 2, n * (n + 1), n * (n + 1) / 2 + 1, n * (n - 1) / 2])
def test_false_closed_forms_are_refuted(wrong):
    verdict, message = judged(sp.Sum(k, (k, 1, n)), wrong)
    assert verdict == "refuted"
    assert message.startswith(f"refuted: {text(wrong)} is claimed\n  at n = 1: exact 1, claimed ")


def test_only_the_outermost_single_sum_grows_by_one_term():
    # Σ_k Σ_j 1 = n M: with one term of the inner sum per step it would come out as n + M − 1.
    assert judged(sp.Sum(1, (j, 1, n), (k, 1, T)), n + T - 1)[0] == "undecided"
    assert judged(sp.Sum(1, (k, n, n)), n)[0] == "undecided"
    assert judged(sp.Sum(n, (k, 1, n)), n**2)[0] == "undecided"
    assert judged(1 + sp.Sum(k, (k, 1, n)), 1 + n * (n + 1) / 2)[0] == "undecided"


def test_the_base_is_where_the_claim_begins():
    told = judged(sp.Sum(1, (k, 1, m)), m, on=m, start=1)
    assert told == ("undecided", "undecided: m may be below 1, where the base does not reach")
    assert judged(sp.Sum(1, (k, 1, m)), m, on=m, start=1, where=Domain((m >= 1,)))[0] == "proved"
    real = Letter("x", "x", positive=True)
    assert "not declared an integer" in judged(sp.Sum(1, (k, 1, real)), real, on=real)[1]


def test_a_step_assumes_nothing_that_the_claim_does_not_give():
    square = sp.Symbol("p", real=True) ** 2
    grows = Recursion(sp.S.Zero, v + 1 + square, v, m, 0, F(m))
    verdict, message = judged(grows, m + square * m, on=m, start=0, step_where=Domain((c >= 5,)))
    assert verdict == "undecided"
    assert message == (
        "undecided: the step assumes c ≥ 5, and the domain does not imply it; "
        "state it in where=… of the derivation"
    )


def test_a_step_inside_a_bounded_range_may_use_the_bound():
    # Division by T − n + 1 is possible for n ≤ T, and the step reaches n + 1 ≤ T.
    shrinking = Recursion(T + 1, v - 1, v, m, 0, F(m))
    within_t = Domain((sp.Ge(T, m),))
    given = Domain((sp.Ge(T, m + 1),))
    closed = (T - m + 1) ** 2 / (T - m + 1)
    assert judged(shrinking, closed, on=m, start=0, where=within_t, step_where=given)[0] == "proved"
    assert judged(shrinking, closed, on=m, start=0, where=within_t)[0] == "proved"


def test_the_step_may_not_start_where_nothing_is_claimed():
    # Claimed for n ≥ 5 only, so the step to 5 cannot use 4.
    verdict, message = judged(sp.Sum(1, (k, 1, m)), m, on=m, start=0, where=Domain((m >= 5,)))
    assert verdict == "undecided"
    assert "the step uses the claim at m, where m ≥ 5 need not hold" in message


def test_a_recursion_is_counted_by_its_own_letter():
    doubled = Recursion(sp.S.One, v + n, v, n, 1, F(n))
    verdict, message = judged(doubled, 1 + n * m, on=m, start=0)
    assert (verdict, "the recursion counts n, the induction m" in message) == ("undecided", True)


def test_laws_are_compared_in_mean_and_variance():
    walk = Recursion(Normal(0, c), Normal(0, v + 1), v, m, 0, F(m))
    assert judged(walk, Normal(0, c + m), on=m, start=0)[0] == "proved"
    for wrong, where in [
        (Normal(m, c + m), "step from m to m + 1: mean"),
        (Normal(0, c + 2 * m), "step from m to m + 1: variance"),
        (Normal(0, 2 * c + m), "base m = 0: variance"),
    ]:
        verdict, message = judged(walk, wrong, on=m, start=0)
        assert verdict == "refuted"
        assert message.startswith(f"refuted: {where}")


def test_an_undefined_function_is_summed_by_nothing():
    assert judged(sp.Sum(g(k), (k, 1, n)), g(n) * n)[0] == "refuted"


@pytest.mark.parametrize(
    "where",
    [Domain(nonzero=(m - 3,)), Domain(whole=(m / 2,)), Domain((m**2 >= m + 1,))],
    ids=str,
)
def test_what_is_assumed_of_the_next_number_holds_of_this_one(where: Domain) -> None:
    # Of even numbers the step says nothing: between two of them lies one that is not meant.
    counted = Recursion(sp.S.Zero, r + 1, r, m, start=0, of=F(m))
    found = Induction(m, 0).judge(counted, m, where)
    assert found.verdict == "undecided"
    assert Induction(m, 0).judge(counted, m, EVERYWHERE).verdict == "proved"


@pytest.mark.parametrize("kind", ["even", "odd", "prime", "irrational", "rational", "zero"])
def test_a_recursion_over_a_letter_of_a_special_kind_is_not_over_other_numbers(kind: str) -> None:
    declared: Any = {kind: True}
    letter = Letter("w", "w", **declared)
    first = sp.Rational(1, 2) if kind == "irrational" else sp.sqrt(2)
    counted = Recursion(first, letter + 1, letter, m, start=0, of=F(m))
    assert Induction(m, 0).judge(counted, first + m, EVERYWHERE).verdict == "undecided"
