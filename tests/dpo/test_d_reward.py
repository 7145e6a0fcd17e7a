"""What a policy tells of its reward, read off the boxes of 2d."""

import sympy as sp
from flint import arb

from solutions.author import EVERYWHERE, equal, same
from solutions.dpo import d_reward as d
from solutions.dpo.notation import Z_1, Z_2, Z, beta, other, r, ratio, ref, star, x, y

reward = d.part.box("reward").value


def test_policy_and_reward_undo_each_other() -> None:
    assert same(reward, r(y, x), EVERYWHERE)
    assert same(ref(y, x) * sp.exp(reward / beta) / Z(x), star(y, x), EVERYWHERE)


def test_differences_of_rewards_need_no_partition_function() -> None:
    gap = beta * sp.log(ratio(y) / ratio(other))
    assert same(r(y, x) - r(other, x), gap, EVERYWHERE)


def test_the_difference_of_two_rewards_knows_no_output() -> None:
    found = d.part.box("difference").value
    assert y not in found.free_symbols
    swapped = found.xreplace({Z_1(x): Z_2(x), Z_2(x): Z_1(x)})
    assert same(found, -swapped, EVERYWHERE)


def test_a_reward_without_its_shift_is_refuted() -> None:
    assert equal(r(y, x), beta * sp.log(star(y, x) / ref(y, x)), EVERYWHERE).verdict == "refuted"


def test_the_middle_of_a_ball_is_exact() -> None:
    assert d.rational(arb(3) / 8) == sp.Rational(3, 8)
    assert d.rational(-(arb(2) ** 70)) == -(2**70)
