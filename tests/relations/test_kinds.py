"""What is proved to be whole, or of the kind that a letter has; and what Γ no longer says."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.terms.letters import Letter, function
from solutions.relations.conditions.containment import dropped
from solutions.relations.conditions.wholeness import is_whole, unlike

n, i = (Letter(name, name, integer=True, positive=True) for name in "ni")
d, t, x = (Letter(name, name, positive=True) for name in "dtx")
r = Letter("r", "r", real=True)
p, q = (function(name, name + "({0})", positive=True) for name in "pq")
STEPS = Domain(whole=(t / d,))
OF_P, OF_Q = (sp.Sum(law(i), (i, 1, n)) for law in (p, q))


@pytest.mark.parametrize("expr", [t / d, (t + d) / d, t / d - 4, (t - 2 * d) / d, n, n**2])
def test_what_differs_by_a_whole_number_from_a_whole_one_is_whole(expr: sp.Expr) -> None:
    assert is_whole(expr, STEPS)


@pytest.mark.parametrize("expr", [d / t, (t + 1) / d, t / (2 * d), t, x, r, n / 2, t / d + r])
def test_what_does_not_is_not(expr: sp.Expr) -> None:
    assert not is_whole(expr, STEPS)


@pytest.mark.parametrize(
    ("kinds", "good", "bad"),
    [
        ({"nonzero": True, "real": True}, x, r),
        ({"positive": True}, x + 1, r),
        ({"negative": True}, -x, x),
        ({"nonnegative": True}, r**2, r),
        ({"nonpositive": True}, -(r**2), r),
        ({"integer": True}, n + 2, x),
        ({"even": True}, sp.Integer(4), sp.Integer(3)),
        ({"prime": True}, sp.Integer(5), sp.Integer(4)),
        ({"zero": True}, sp.Integer(0), r),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else str(one),
)
def test_a_value_has_the_kind_that_its_letter_is_declared(
    kinds: dict[str, bool], good: sp.Expr, bad: sp.Expr
) -> None:
    letter = sp.Symbol("w", **kinds)
    assert unlike(good, letter, EVERYWHERE) == ""
    assert unlike(bad, letter, EVERYWHERE) != ""


def test_what_a_domain_no_longer_says_is_named() -> None:
    before = Domain(unit_sums=(OF_P, OF_Q), whole=(t / d,))
    assert dropped(before, before) == []
    assert len(dropped(Domain(unit_sums=(OF_P,), whole=(t / d,)), before)) == 1
    assert dropped(Domain(unit_sums=(OF_P, OF_Q)), before) == ["t/d is a whole number"]
    assert len(dropped(EVERYWHERE, before)) == 3
    assert dropped(before, EVERYWHERE) == []


def test_a_bound_on_a_real_letter_does_not_make_it_whole() -> None:
    counted = x + sp.Sum(x, (i, 1, r))
    assert not signs.positive(counted, Domain((r >= 1,)))
    assert signs.positive(counted, Domain((r >= 1,), whole=(r,)))
