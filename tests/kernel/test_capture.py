"""A letter that something inside runs over is another than the letter outside, and never met by it.

What a maximum or an integral runs over keeps the name it was given; the index of a sum does not.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
import sympy as sp

from solutions.kernel import signs
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Undecided
from solutions.kernel.identity import same
from solutions.kernel.rules.piecewise import largest
from solutions.kernel.terms.letters import function
from tests.kernel.letters import f, g, i, k, m, n, r, s, x

h = function("h", "h({0},{1})")
BEFORE = (g, -3, 0)


@pytest.mark.parametrize(
    ("expr", "fact"),
    [
        # −3 and more, against 3: of g ≥ 0 nothing follows for what runs from −3 to 0
        (largest(g, BEFORE) - largest(sp.Abs(g), BEFORE), g >= 0),
        # m − g against m + 3: where m is g + m' the g is not the one inside
        (largest(m - g, (k, -3, 0)) - largest(m - g, BEFORE), m >= g),
    ],
    ids=str,
)
def test_a_fact_about_a_letter_is_not_about_what_a_maximum_runs_over(
    expr: sp.Expr, fact: Any
) -> None:
    assert not signs.nonnegative(expr, Domain((fact,)))


@pytest.mark.parametrize(
    "inside",
    [
        largest(g, BEFORE),
        sp.Integral(r, (r, -1, 0)),
        sp.Derivative(f(r), r),
        sp.Derivative(h(r, s), r),
    ],
    ids=str,
)
@pytest.mark.parametrize("fact", [r >= 1, r <= -1, s >= r + 1, g >= 2], ids=str)
def test_nor_does_it_hinder_what_has_a_sign_beside_it(inside: sp.Expr, fact: Any) -> None:
    assert signs.positive(inside**2 + x, Domain((fact,)))
    assert not signs.nonnegative(inside, Domain((fact,)))


@pytest.mark.parametrize(
    ("expr", "taken", "domain"),
    [
        (
            sp.Sum(largest((i - g) ** 2, (g, 0, 3)), (i, g, g)),
            largest(sp.S.Zero, (k, 0, 3)),
            EVERYWHERE,
        ),
        (sp.Sum(largest((i - g) ** 2, (g, 0, 3)), (i, 1, g)), sp.S.Zero, Domain((g >= 1,))),
        (sp.Sum(largest((i - g) ** 2, (g, 0, 3)), (i, g, n)), sp.S.Zero, Domain((n >= g,))),
        (
            sp.Sum(sp.Integral((i - r) ** 2, (r, 0, 1)), (i, r, r)),
            sp.Integral(0, (s, 0, 1)),
            Domain(whole=(r,)),
        ),
        (
            sp.Sum(largest(sp.Abs(g), BEFORE), (g, 1, n)),
            sp.Sum(largest(g, BEFORE), (i, 1, n)),
            EVERYWHERE,
        ),
        (largest(1 + largest(sp.Abs(g), BEFORE), (g, 1, n)), sp.S.One, EVERYWHERE),
    ],
    ids=str,
)
def test_an_index_or_a_limit_is_not_met_inside(
    expr: sp.Expr, taken: sp.Expr, domain: Domain
) -> None:
    with pytest.raises(Undecided, match=r"[gr] is bound"):
        same(expr, taken, domain)
    with suppress(Undecided):
        assert not signs.positive(expr + 1, domain)


def test_under_another_name_it_is_summed() -> None:
    inner = largest((i - k) ** 2, (k, 0, 3))
    assert same(sp.Sum(inner, (i, g, g)), largest((g - m) ** 2, (m, 0, 3)), EVERYWHERE)
    assert signs.nonnegative(sp.Sum(sp.Abs(largest(f(k), (k, 1, i))), (i, 1, n)), EVERYWHERE)
