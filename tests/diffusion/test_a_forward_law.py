"""Laws of the forward process, read off the boxes of 1a."""

from fractions import Fraction

import sympy as sp

from solutions.diffusion import a_forward_law as a
from solutions.diffusion.notation import T, dt, n, s2

walk, law = a.part.box("walk").value, a.part.box("law").value


def test_no_step_leaves_the_data_as_they_are() -> None:
    assert walk.xreplace({n: sp.S.Zero}) == a.data


def test_the_end_does_not_depend_on_the_number_of_steps() -> None:
    assert law.variance.free_symbols == {s2}
    assert walk.xreplace({n: T, dt: 1 / T}) == law


def test_a_walk_continued_is_a_walk() -> None:
    # Chapman–Kolmogorov: n steps from the law after m steps are n + m steps.
    m = sp.Symbol("m", integer=True, positive=True)
    from_there = walk.xreplace({s2: walk.variance.xreplace({n: m})})
    together = walk.xreplace({n: n + m})
    assert sp.expand(from_there.variance - together.variance) == 0


def test_gaussian_moments_are_the_known_ones() -> None:
    found = [a.gaussian_moment(order, Fraction(2)) for order in range(7)]
    assert found == [1, 0, 2, 0, 12, 0, 120]
