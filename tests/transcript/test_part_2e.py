"""The story of 2e: β is lost in the reward, twice, and what was accepted is not what was asked."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from solutions.dpo import b_optimal_policy as b
from solutions.dpo.notation import beta
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.relations.equalities.equality import equal
from solutions.transcript.readings import part_2e
from tests.transcript import whole


@cache
def judged() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in whole.claims("2e")}


def test_the_slips_are_the_two_rewards_and_the_sum() -> None:
    assert [name for name, entry in judged().items() if entry["root"]] == [
        "2e-01",
        "2e-08",
        "2e-11",
    ]


@pytest.mark.parametrize("name", ["2e-03", "2e-05", "2e-07", "2e-12", "2e-14", "2e-16"])
def test_the_first_two_attempts_inherit(name: str) -> None:
    entry = judged()[name]
    assert entry["verdict"] == "wrong"
    assert entry["follows"]
    assert entry["counterexample"]
    assert "β = 1," not in entry["counterexample"]


def test_they_would_be_right_for_beta_one() -> None:
    at_one = {beta: 1}
    final, preference = part_2e.e16.result, part_2e.PREFERENCE.value
    assert equal(final.subs(at_one), preference.subs(at_one), EVERYWHERE).holds
    summed = part_2e.e08.result
    assert equal(summed, b.partition.result.subs(at_one), EVERYWHERE).holds


def test_the_counterexamples_are_outputs_of_the_set() -> None:
    for entry in judged().values():
        if entry["verdict"] == "wrong" and "y₂" in entry["counterexample"]:
            assert "|Y| = 2" in entry["counterexample"]


def test_the_third_attempt_answers_the_question() -> None:
    assert judged()["2e-21"]["verdict"] == "correct"
    assert judged()["2e-21"]["follows"]


def test_the_accepted_answer_still_has_the_reward() -> None:
    final = judged()["2e-31"]
    assert final["verdict"] == "correct-but-not-what-was-asked"
    assert final["note"] == "it still contains r"
    assert judged()["2e-27"]["verdict"] == "correct"
