"""Laws of Gibbs' inequality, read off 2a and off the relations it uses."""

from fractions import Fraction

import pytest
import sympy as sp

from solutions.author import AboveBy, Divergence, Domain, Gibbs
from solutions.dpo import a_gibbs as a
from solutions.dpo.notation import Y, p, q, y
from solutions.dpo.simplex import cheapest_law

KL = a.gap.start
NO_LAWS = Domain()


def test_the_minimiser_is_q_and_the_least_value_zero() -> None:
    assert a.part.box("minimiser").value == q(y)
    assert a.part.box("least").value == 0


def test_without_unit_sums_the_divergence_is_not_the_sum_over_phi() -> None:
    rule = Divergence(p(y), y, Y)
    assert AboveBy(rule, q(y)).judge(KL, sp.S.Zero, a.LAWS).holds
    assert not AboveBy(rule, q(y)).judge(KL, sp.S.Zero, NO_LAWS).holds


@pytest.mark.parametrize(
    "wrong", [2 * q(y), q(y) ** 2, 1 / Y, q(y) ** 2 / sp.Sum(q(y) ** 2, (y, 1, Y))], ids=str
)
def test_nothing_else_is_the_minimiser(wrong: sp.Expr) -> None:
    gibbs = Gibbs(Divergence(p(y), y, Y), best=sp.S.Zero)
    assert gibbs.judge(KL, wrong, a.LAWS).verdict == "refuted"


def test_an_optimum_that_depends_on_the_law_is_no_optimum() -> None:
    gibbs = Gibbs(Divergence(p(y), y, Y), best=sp.S.Zero)
    found = gibbs.judge(KL, p(y), a.LAWS)
    assert found.verdict == "undecided"
    assert found.message == "undecided: the best value or the optimum depends on p(y)"


def test_a_weight_of_unknown_sign_is_refused() -> None:
    weight = sp.Symbol("w", real=True)
    rule = AboveBy(Divergence(p(y), y, Y, weight), q(y))
    found = rule.judge(weight * KL, sp.S.Zero, a.LAWS)
    assert (found.verdict, "w > 0 is not proved" in found.message) == ("undecided", True)


def test_the_grid_holds_all_laws_and_each_once() -> None:
    found = list(a.grid(4, 3))
    assert len(found) == len(set(found)) == 15
    assert all(sum(counts) == 4 for counts in found)
    assert {(4, 0, 0), (0, 4, 0), (0, 0, 4)} <= set(found)


def test_the_search_reaches_the_cheapest_law_from_afar() -> None:
    found = cheapest_law(lambda y, mass: mass**2, [Fraction(98, 100), *[Fraction(1, 100)] * 2])
    assert [float(mass) for mass in found] == pytest.approx([1 / 3] * 3, rel=1e-9)
