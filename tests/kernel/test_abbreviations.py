"""An abbreviation is its body: what it is declared to be is asked of the body, and not believed."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import same
from solutions.kernel.terms.letters import defined
from solutions.relations.equalities.equality import equal
from tests.kernel.letters import d, n, r, s, u, x

BODIES = [lambda w: w, lambda w: w**3, lambda w: w - 5, lambda w: -(w**2), lambda w: w + x - x]
CLAIMS: list[Any] = [
    {"positive": True},
    {"nonnegative": True},
    {"negative": True},
    {"integer": True},
]


@pytest.mark.parametrize("claims", CLAIMS, ids=str)
@pytest.mark.parametrize("body", BODIES)
def test_a_claim_that_the_body_does_not_bear_is_asked_for(body: Any, claims: Any) -> None:
    named = defined("A", "A({0})", body, **claims)
    with pytest.raises(Undecided, match="is not proved to be"):
        same(named(r), body(r), EVERYWHERE)
    assert not signs.nonnegative(named(r), EVERYWHERE)
    assert not signs.positive(-named(r) + 1, EVERYWHERE)
    assert equal(sp.sqrt(named(r) ** 2), body(r), EVERYWHERE).verdict != "proved"
    assert equal(sp.Abs(named(r)), body(r), EVERYWHERE).verdict != "proved"


def test_a_claim_that_the_body_bears_is_none():
    cases: list[Any] = [
        (sp.exp, {"positive": True}, r),
        (lambda w: w**2, {"nonnegative": True}, r),
        (lambda w: w + 1, {"integer": True, "positive": True}, n),
        (lambda w: -1 - w, {"negative": True}, u),
        (lambda w: 1 / w, {"positive": True, "real": True}, x),
    ]
    for body, claims, value in cases:
        named = defined("A", "A({0})", body, **claims)
        assert same(named(value), body(value), EVERYWHERE)


def test_a_fact_makes_a_body_what_it_is_declared_to_be():
    shifted = defined("A", "A({0})", lambda w: w - 5, positive=True)
    assert same(sp.log(shifted(r) ** 2), 2 * sp.log(r - 5), Domain((r > 5,)))
    with pytest.raises(Undecided, match=r"A.r. is declared positive=True, and its body r - 5"):
        same(shifted(r), r - 5, Domain((r > 4,)))


def test_a_body_of_bodies_is_looked_into():
    inner = defined("A", "A({0})", lambda w: w)
    outer = defined("B", "B({0})", inner, positive=True)
    with pytest.raises(Undecided, match=r"B.r. is declared positive"):
        same(outer(r), r, EVERYWHERE)
    assert same(outer(x), x, EVERYWHERE)


@pytest.mark.parametrize("claim", ["even", "prime", "rational", "nonzero", "commutative"])
def test_a_claim_that_cannot_be_asked_for_is_refused(claim):
    claims: dict[str, Any] = {claim: True}
    named = defined("A", "A({0})", lambda w: 2 * w, **claims)
    with pytest.raises(Undecided, match=f"is declared {claim}=True"):
        same(named(n), 2 * n, EVERYWHERE)


@pytest.mark.parametrize("undefined", [sp.log(r) ** 2, 1 / r**2, sp.sqrt(s) ** 4 / r**2], ids=str)
def test_what_has_no_value_has_no_sign(undefined):
    assert not signs.nonnegative(undefined, EVERYWHERE)
    assert not signs.nonnegative(undefined, Domain((x >= d,)))
    assert signs.nonnegative(undefined, Domain((r > 0, s > 0)))
