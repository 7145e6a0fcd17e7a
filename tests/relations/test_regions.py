"""Whether a letter or a function's value has room to move, and whether it runs over all numbers."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.evidence.sentences import said
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.terms.letters import Letter, function
from solutions.relations.conditions.regions import not_everywhere, not_open

n, i = (Letter(name, name, integer=True, positive=True) for name in "ni")
r = Letter("r", "r", real=True)
u, v = Letter("u", "u", nonnegative=True), Letter("v", "v", nonpositive=True)
p = function("p", "p({0})", positive=True)
low = function("l", "l({0})", nonpositive=True)
loose = sp.Function("g")
TOTAL = sp.Sum(p(i), (i, 1, n))


@pytest.mark.parametrize(
    ("letter", "domain"),
    [
        (r, EVERYWHERE),
        (r, Domain((r < 1, r > 0))),
        (r, Domain((r <= 1,))),
        (u, EVERYWHERE),
        (v, EVERYWHERE),
        (u, Domain((u < 1,))),
        (p(1), EVERYWHERE),
        (p(1), Domain((r >= 0,))),
    ],
    ids=str,
)
def test_one_closed_end_leaves_room(letter: Any, domain: Domain) -> None:
    assert not_open(letter, domain) is None


@pytest.mark.parametrize(
    ("letter", "domain", "told"),
    [
        (r, Domain((r <= 1, r >= 0)), "r"),
        (u, Domain((u <= 1,)), "u ≥ 0"),
        (v, Domain((v >= -1,)), "v ≤ 0"),
        (p(1), Domain(unit_sums=(TOTAL,)), "p(1)"),
        (p(1), Domain((p(2) > 1,)), "p(1)"),
        (low(1), EVERYWHERE, "l(1)"),
        (loose(1), EVERYWHERE, "g(1)"),
    ],
    ids=str,
)
def test_two_closed_ends_leave_none_and_neither_does_what_is_said_of_a_function(
    letter: Any, domain: Domain, told: str
) -> None:
    reason = not_open(letter, domain)
    assert reason is not None
    assert told in said(reason)


@pytest.mark.parametrize("letter", [u, v, n, Letter("w", "w", real=True, nonzero=True)], ids=str)
def test_what_has_a_sign_does_not_run_over_the_whole_line(letter: Any) -> None:
    assert not_everywhere(letter, EVERYWHERE) is not None
    assert not_everywhere(r, EVERYWHERE) is None
