"""The story of 2g: the first attempt is right and was rejected, the others answer less."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from solutions.transcript.readings import part_2g
from tests.transcript import whole


@cache
def judged() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in whole.claims("2g")}


@pytest.mark.parametrize("name", ["2g-07", "2g-11"])
def test_the_law_and_the_loss_of_the_first_attempt_are_right(name: str) -> None:
    entry = judged()[name]
    assert entry["verdict"] == "correct"
    assert entry["follows"]
    assert entry["blemishes"] == []


def test_the_power_of_z_is_lost_and_it_does_no_harm() -> None:
    slip, law = judged()["2g-03"], judged()["2g-04"]
    assert slip["verdict"] == "wrong"
    assert slip["root"]
    assert law["verdict"] == "correct"
    assert law["follows"]
    assert "2g-03" in law["after"]


def test_the_sentence_says_what_is_true_and_not_what_stands_before_it() -> None:
    sentence = judged()["2g-05"]
    assert sentence["verdict"] == "correct"
    assert sentence["follows"] is False


@pytest.mark.parametrize("name", ["2g-15", "2g-21"])
def test_the_other_attempts_stop_at_the_exponential(name: str) -> None:
    entry = judged()[name]
    assert entry["verdict"] == "correct-but-not-what-was-asked"
    assert entry["follows"]


def test_the_power_of_z_is_no_normalisation() -> None:
    entry = judged()["2g-23"]
    assert entry["verdict"] == "wrong"
    assert entry["note"].startswith("the same for both readings")


@pytest.mark.parametrize("name", ["2g-24", "2g-25", "2g-26"])
def test_what_is_said_of_pairs_is_right_for_pairs(name: str) -> None:
    assert judged()[name]["verdict"] == "correct"


def test_the_two_policies_are_written_for_each_other() -> None:
    blemished = {n: e["blemishes"] for n, e in judged().items() if e["blemishes"]}
    assert blemished == {
        "2g-08": [part_2g.OPTIMAL],
        "2g-16": [part_2g.TRAINED],
        "2g-25": [part_2g.TRAINED],
    }


@pytest.mark.parametrize("name", ["2g-09", "2g-25"])
def test_and_the_lines_where_they_change_do_not_follow(name: str) -> None:
    assert judged()[name]["follows"] is False
