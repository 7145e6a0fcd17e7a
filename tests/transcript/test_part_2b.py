"""The story of 2b: right answers to another question, and a log Z whose sign flips twice."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from solutions.dpo import b_optimal_policy as b
from solutions.dpo.notation import star, x, y
from solutions.evidence.evidence import PROVED, REFUTED
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.relations.equalities.unequal import Unequal
from tests.transcript import whole

DROPPED = "the positive factor β is dropped"


@cache
def judged() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in whole.claims("2b")}


def test_one_line_of_forty_is_wrong() -> None:
    assert [name for name, entry in judged().items() if entry["verdict"] == "wrong"] == ["2b-37"]


def test_the_sign_of_log_z_flips_twice() -> None:
    before, wrong, final = (judged()[name] for name in ("2b-36", "2b-37", "2b-38"))
    assert before["verdict"] == "correct"
    assert before["follows"]
    assert wrong["root"]
    assert wrong["follows"] is False
    assert "2b-34" in wrong["after"]
    assert wrong["counterexample"]
    assert final["verdict"] == "correct"
    assert final["follows"] is False
    assert final["after"] == ["2b-37"]


@pytest.mark.parametrize("name", ["2b-13", "2b-34"])
def test_a_factor_that_goes_in_silence_is_a_blemish_and_does_not_follow(name: str) -> None:
    entry = judged()[name]
    assert entry["verdict"] == "correct"
    assert entry["blemishes"] == [DROPPED]
    assert entry["follows"] is False


def test_no_other_line_has_a_blemish() -> None:
    blemished = [name for name, entry in judged().items() if entry["blemishes"]]
    assert blemished == ["2b-13", "2b-34"]


@pytest.mark.parametrize("name", ["2b-10", "2b-15", "2b-16", "2b-25", "2b-26"])
def test_the_first_three_attempts_answer_another_question(name: str) -> None:
    assert judged()[name]["verdict"] == "correct-but-not-what-was-asked"


def test_the_objective_with_the_reward_left_in_it_is_not_what_was_asked() -> None:
    assert judged()["2b-16"]["note"] == "it still contains r"


@pytest.mark.parametrize("name", ["2b-29", "2b-38"])
def test_the_divergence_from_the_optimum_is(name: str) -> None:
    assert judged()[name]["verdict"] == "correct"


@pytest.mark.parametrize("name", [f"2b-0{number}" for number in range(4, 10)])
def test_the_multiplier_leads_to_the_optimum_line_by_line(name: str) -> None:
    assert judged()[name]["verdict"] == "correct"
    assert judged()[name]["follows"]


def test_a_claim_of_difference_is_refuted_by_an_identity_and_proved_by_a_point() -> None:
    policy = b.policy.result
    assert Unequal().judge(policy, star(y, x), EVERYWHERE).verdict == REFUTED
    assert Unequal().judge(policy, 2 * star(y, x), EVERYWHERE).verdict == PROVED
