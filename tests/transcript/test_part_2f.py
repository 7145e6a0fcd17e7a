"""The story of 2f: two right gradients, then a u with y_w and y_l exchanged."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from solutions.dpo import f_gradient as f
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.relations.equalities.equality import equal
from solutions.transcript.readings import part_2f
from tests.transcript import whole


@cache
def judged() -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in whole.claims("2f")}


@pytest.mark.parametrize("name", ["2f-09", "2f-19", "2f-20"])
def test_the_gradients_of_the_first_two_attempts_are_right(name: str) -> None:
    entry = judged()[name]
    assert entry["verdict"] == "correct"
    assert entry["follows"]
    assert entry["blemishes"] == [part_2f.ONE]


@pytest.mark.parametrize("name", ["2f-03", "2f-15"])
def test_the_mean_is_dropped_without_a_word(name: str) -> None:
    entry = judged()[name]
    assert entry["verdict"] == "correct"
    assert entry["follows"] is False
    assert entry["blemishes"] == [part_2f.ONE]


def test_the_line_that_was_handed_over_depends_on_what_u_is() -> None:
    entry = judged()["2f-24"]
    assert entry["verdict"] == "ambiguous"
    assert [way["verdict"] for way in entry["readings"]] == ["correct", "wrong"]


def test_the_exchanged_u_is_where_it_goes_wrong() -> None:
    assert judged()["2f-25"]["root"]
    for name in ("2f-28", "2f-29", "2f-30", "2f-31", "2f-32"):
        entry = judged()[name]
        assert entry["verdict"] == "wrong"
        assert entry["follows"]
        assert entry["root"] is False


def test_the_rules_between_are_right() -> None:
    assert {judged()[name]["verdict"] for name in ("2f-26", "2f-27")} == {"correct"}


def test_what_comes_out_is_the_gradient_of_the_loss_as_it_was_misprinted() -> None:
    assert equal(part_2f.e32.result, f.swapped.result, EVERYWHERE).holds
    assert not equal(part_2f.e32.result, f.printed, EVERYWHERE).holds


def test_it_is_not_equivalent_to_the_earlier_expression() -> None:
    assert judged()["2f-33"]["verdict"] == "wrong"
    assert judged()["2f-33"]["root"]


@pytest.mark.parametrize("name", ["2f-10", "2f-11", "2f-22"])
def test_a_sign_alone_puts_the_weight_near_neither_end(name: str) -> None:
    assert judged()[name]["verdict"] == "wrong"
    assert re.match(r"at z = -?(1|1/2): ", judged()[name]["counterexample"])


@pytest.mark.parametrize("name", ["2f-13", "2f-21"])
def test_a_large_margin_does_and_the_weight_falls_on_the_way(name: str) -> None:
    assert judged()[name]["verdict"] == "correct"


@pytest.mark.parametrize("name", ["2f-12", "2f-23"])
def test_the_terms_pull_the_right_way_and_the_probabilities_need_not_follow(name: str) -> None:
    entry = judged()[name]
    assert entry["verdict"] == "ambiguous"
    assert [way["verdict"] for way in entry["readings"]] == ["correct", "wrong"]


def test_a_counterexample_has_policies_that_are_laws() -> None:
    shown = judged()["2f-25"]["counterexample"]
    assert "|Y| = 4" in shown
    assert "π_ref(1, 1) = 2/5" in shown
