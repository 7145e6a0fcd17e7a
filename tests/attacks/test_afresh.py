"""False lines of new kinds, stated with the author's own words alone; none of them may be proved."""

from __future__ import annotations

import pytest
import sympy as sp

from tests.attacks.lines import Stated, fate, k, line, n, r

INDICES: dict[str, Stated] = {
    "Σ_{k≥0} r^k is an empty sum of 0^k at r = 0": lambda: (
        line(sp.Sum(r**k, (k, 0, n))).at({r: sp.S.Zero}, "").equals(0, "")
    ),
    "Σ_{k=−3}^{3} |k| = 0": lambda: (
        line(sp.Sum(sp.Abs(r + k), (k, -3, 3))).at({r: sp.S.Zero}, "").equals(0, "")
    ),
    "Σ_{k≥0} r^k = 0 at r = 0, without an end": lambda: (
        line(sp.Sum(r**k, (k, 0, sp.oo))).at({r: sp.S.Zero}, "").equals(0, "")
    ),
}

ALL = INDICES


@pytest.mark.parametrize("name", ALL)
def test_a_false_line_is_not_proved(name: str) -> None:
    held, said = fate(ALL[name])
    assert not held, f"{name} was proved"
    assert said
