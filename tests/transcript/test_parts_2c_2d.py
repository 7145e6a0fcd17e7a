"""2c and 2d: what is wrong about π* there are the words around the formulas."""

from __future__ import annotations

import pytest

from tests.transcript import whole


@pytest.mark.parametrize(("part", "wrong"), [("2c", ["2c-02"]), ("2d", ["2d-08"])])
def test_what_is_wrong(part: str, wrong: list[str]) -> None:
    assert [one["id"] for one in whole.claims(part) if one["verdict"] == "wrong"] == wrong


def test_sampling_needs_no_partition_function() -> None:
    second = next(one for one in whole.claims("2c") if one["id"] == "2c-02")
    assert second["proved_by"] == ["2b policy", "2c accepted"]
    assert "equal everywhere" in second["reason"]


def test_two_policies_alone_do_not_tell_the_reward() -> None:
    last = whole.claims("2d")[-1]
    assert last["proved_by"] == ["2d difference"]
    assert last["counterexample"]


def test_the_odds_of_an_output_are_not_its_probability() -> None:
    ratio = next(one for one in whole.claims("2d") if one["id"] == "2d-07")
    assert [one["verdict"] for one in ratio["readings"]] == ["correct", "wrong"]
