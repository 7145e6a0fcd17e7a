"""A mutant of a text that changes what is assumed, or the relation, is no other way to show it."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest
import sympy as sp

from solutions.author import Derivation, Domain, Letter, quantity
from solutions.diffusion import d_mean_sampler as d
from solutions.mutation.judging import CAUGHT, SURVIVOR
from solutions.mutation.meaning import EQUAL, SHOWN, TRUE, WEAKER
from solutions.mutation.restating import Restated

x = Letter("x", "x", positive=True)
E, F = quantity("E", "E"), quantity("F", "F")
NARROW = Domain((x <= 2,))


def stated(start: sp.Expr = x**2, of=E, where: Domain = NARROW) -> Derivation:
    return Derivation("one", of, start, where=where).at_most(2 * x, because="x is at most 2")


@pytest.fixture
def restated() -> Restated:
    mine = Restated(d, d.__name__)
    part = replace(d.part, derivations=(stated(),), boxes=(), checks=(), decoys=())
    mine.module = ModuleType("stated")
    vars(mine.module)["part"] = part
    return mine


@pytest.mark.parametrize(
    ("mutant", "kind"),
    [
        (stated(), EQUAL),
        (stated(of=F), SHOWN),
        (stated(x * x * 1), EQUAL),
        (stated(where=Domain((x <= 1,))), WEAKER),
        (stated(where=Domain((x <= 2, x <= 3))), EQUAL),
        (stated(x**2 / 2), SURVIVOR),
        (stated(x**2 / 2, where=Domain((x <= 3,))), SURVIVOR),
        (stated(x**2, where=Domain((x <= 3,))), CAUGHT),
        (stated(where=Domain((x < 2,))), WEAKER),
    ],
)
def test_what_a_changed_statement_says(restated: Restated, mutant: Derivation, kind: str) -> None:
    part = replace(restated.part, derivations=(mutant,))
    fate = restated._lines(part) or restated._kind(part)
    assert fate.outcome == kind, fate


def test_less_assumed_is_another_truth(restated: Restated) -> None:
    narrow = replace(restated.part, derivations=(stated(where=Domain((x <= 1,))),))
    vars(restated.module)["part"] = narrow
    wide = replace(narrow, derivations=(stated(),))
    assert restated._kind(wide).outcome == TRUE


def test_a_chain_that_no_longer_holds_together_is_caught(restated: Restated) -> None:
    (mine,) = restated.part.derivations
    spoilt = replace(mine, steps=(replace(mine.steps[0], lhs=x),))
    part = replace(restated.part, derivations=(spoilt,))
    fate = restated._lines(part)
    assert fate is not None
    assert fate.outcome == CAUGHT
