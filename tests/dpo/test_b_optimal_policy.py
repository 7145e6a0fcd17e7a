"""Laws of the optimal policy, read off the boxes of 2b."""

import sympy as sp

from solutions.author import EVERYWHERE, equal, same
from solutions.dpo import b_optimal_policy as b
from solutions.dpo.notation import Y, Z, beta, pi, r, ref, star, x, y
from solutions.dpo.world import WORLD

policy, objective = b.part.box("policy").value, b.part.box("objective").value


def test_the_optimum_is_a_law() -> None:
    assert same(sp.Sum(policy, (y, 1, Y)), sp.S.One, EVERYWHERE)


def test_the_abbreviation_is_the_box() -> None:
    assert same(star(y, x), policy, EVERYWHERE)


def test_without_rewards_the_reference_policy_is_best() -> None:
    weights = ref(y, x) * sp.exp(sp.S.Zero * r(y, x))
    assert same(
        weights / sp.Sum(weights, (y, 1, Y)), ref(y, x) / sp.Sum(ref(y, x), (y, 1, Y)), EVERYWHERE
    )
    reference = sp.Sum(ref(y, x), (y, 1, Y))
    found = equal(sp.Sum(weights, (y, 1, Y)), sp.S.One, EVERYWHERE.and_(unit_sums=(reference,)))
    assert found.verdict == "proved"


def test_the_objective_form_needs_a_policy_that_adds_up_to_one() -> None:
    last = b.objective.steps[-1]
    assert last.judge().holds
    assert equal(last.lhs, last.rhs, EVERYWHERE).verdict == "refuted"


def test_scaling_rewards_and_price_together_changes_nothing() -> None:
    factor = sp.Symbol("f", positive=True)
    scaled = ref(y, x) * sp.exp(factor * r(y, x) / (factor * beta))
    assert same(scaled / Z(x), policy, EVERYWHERE)


def test_the_search_beats_every_neighbour() -> None:
    found = WORLD.searched_policy()
    best = WORLD.objective(found)
    for a, c in ((0, 1), (1, 2), (2, 0)):
        row = list(found[0])
        step = row[a] / 1000
        row[a], row[c] = row[a] - step, row[c] + step
        assert WORLD.objective([row, found[1]]) < best


def test_the_small_world_is_a_world() -> None:
    assert sum(WORLD.often) == 1
    assert [sum(row) for row in WORLD.reference] == [1, 1]
    assert WORLD.price not in (0, 1)
    assert len(set(WORLD.reference[0])) == len(set(WORLD.rewards[0])) == 3


def test_only_the_objective_depends_on_the_policy() -> None:
    assert objective.has(pi)
    assert not b.part.box("best").value.has(pi)
    assert not policy.has(pi)
