"""Σ ∂π = 0 where Σπ = 1, and what follows: REINFORCE with a baseline, for any number of outputs."""

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, function, quantity

E = quantity("E", "E")

th = Letter("θ", r"\theta", real=True)
b = Letter("b", "b", real=True)
y, n, x, N = (Letter(name, name, integer=True, positive=True) for name in "ynxN")
pi = function("π", r"\pi({0},{1},{2})", positive=True)
q = function("q", "q({0},{1})", positive=True)
r = function("r", "r({0})")
rho = function("ρ", "ρ({0})", positive=True)
base = function("b", "b({0})")


def law(theta: sp.Symbol = th) -> Domain:
    return Domain(unit_sums=(sp.Sum(pi(y, x, theta), (y, 1, n)),))


def slope(expr: sp.Expr, theta: sp.Symbol = th) -> sp.Derivative:
    return sp.Derivative(expr, theta)


def total(body: sp.Expr) -> sp.Sum:
    return sp.Sum(body, (y, 1, n))


p = pi(y, x, th)


def verdict(lhs: sp.Expr, rhs: sp.Expr, where: Domain) -> str:
    return Derivation("e", E, lhs, where=where).equals(rhs, "").steps[-1].judge().verdict


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (total(slope(p)), sp.S.Zero),
        (total(p * slope(sp.log(p))), sp.S.Zero),
        (total((r(y) - b) * slope(p)), total(r(y) * slope(p))),
        (slope(total(p)), sp.S.Zero),
        (
            sp.Sum(rho(x) * total(p * (r(y) - base(x)) * slope(sp.log(p))), (x, 1, N)),
            sp.Sum(rho(x) * total(p * r(y) * slope(sp.log(p))), (x, 1, N)),
        ),
    ],
)
def test_slopes_of_a_law_add_up_to_nothing(lhs: sp.Expr, rhs: sp.Expr) -> None:
    assert verdict(lhs, rhs, law()) == "proved"


@pytest.mark.parametrize("offset", [b, base(x), sp.S.Zero, b**2 + 1])
def test_reinforce_with_a_baseline(offset: sp.Expr) -> None:
    start = Derivation("e", quantity("J", "J"), total(p * r(y)), where=law())
    line = start.gradient(total(p * (r(y) - offset) * slope(sp.log(p))), th, "")
    assert line.steps[-1].judge().verdict == "proved"


@pytest.mark.parametrize(
    "claimed",
    [
        total(p * (r(y) - base(y)) * slope(sp.log(p))),
        total((r(y) - b) * slope(sp.log(p))),
        total(p * (r(y) - b)),
        total(p**2 * r(y) * slope(sp.log(p))),
        total(p * r(y) * slope(sp.log(p))) + b,
    ],
)
def test_wrong_policy_gradients_are_refuted(claimed: sp.Expr) -> None:
    start = Derivation("e", quantity("J", "J"), total(p * r(y)), where=law())
    assert start.gradient(claimed, th, "").steps[-1].judge().verdict == "refuted"


def test_without_the_unit_sum_nothing_vanishes() -> None:
    assert verdict(total(slope(p)), sp.S.Zero, Domain()) == "refuted"
    assert verdict(total((r(y) - b) * slope(p)), total(r(y) * slope(p)), Domain()) == "refuted"


def test_a_longer_or_shorter_sum_does_not_vanish() -> None:
    for limits in ((y, 1, n + 1), (y, 2, n), (y, 1, 2 * n)):
        assert verdict(sp.Sum(slope(p), limits), sp.S.Zero, law()) != "proved"


@pytest.mark.parametrize(
    "kind",
    [{"integer": True}, {"nonnegative": True}, {"nonpositive": True}],
)
def test_a_parameter_that_cannot_move_both_ways_has_no_slope(kind: dict[str, bool]) -> None:
    theta = sp.Symbol("θ", real=True, **kind)
    lhs = total(slope(pi(y, x, theta), theta))
    assert verdict(lhs, sp.S.Zero, law(theta)) != "proved"


def test_a_pinned_parameter_has_no_slope() -> None:
    lhs = total(slope(p))
    pinned = (sp.Ge(th, 2), sp.Le(th, 2))
    for facts in (pinned, pinned[:1]):
        assert verdict(lhs, sp.S.Zero, Domain(facts, law().unit_sums)) != "proved"
    whole = Domain(unit_sums=law().unit_sums, whole=(1 / (th**2 + 1),))
    assert verdict(lhs, sp.S.Zero, whole) != "proved"


def test_a_parameter_on_an_open_set_has_one() -> None:
    assert verdict(total(slope(p)), sp.S.Zero, Domain((th < 1,), law().unit_sums)) == "proved"


def test_the_sum_over_prompts_does_not_vanish() -> None:
    lhs = sp.Sum(slope(p), (x, 1, N))
    assert verdict(lhs, sp.S.Zero, law()) != "proved"
    other = sp.Sum(slope(q(y, th)), (y, 1, n))
    assert verdict(other, sp.S.Zero, law()) == "refuted"
