"""Products in a reading: no value without a proof that they telescope."""

from __future__ import annotations

import pytest
import sympy as sp

from solutions.diffusion.notation import dt, k, s2
from solutions.kernel.errors import Undecided
from solutions.transcript.products import Telescoping


def product(body, primitive):
    return Telescoping(sp.Product(body, (k, 1, 1 / dt)), primitive)


def test_forwards_and_backwards_give_the_same():
    forwards = product(1 - dt / (s2 + k * dt), 1 / (s2 + k * dt))
    backwards = product((s2 + 1 - k * dt) / (s2 + 1 - (k - 1) * dt), s2 + 1 - k * dt)
    for one in (forwards, backwards):
        assert sp.simplify(one.value() - s2 / (s2 + 1)) == 0


def test_one_that_does_not_telescope_has_no_value():
    with pytest.raises(Undecided, match="have the quotients"):
        product(s2 / (s2 + k * dt), 1 / (s2 + k * dt)).value()


def test_a_primitive_that_may_vanish_gives_none():
    with pytest.raises(Undecided, match="not proved between the ends"):
        product((k - 1) / (k - 2), k - 1).value()
