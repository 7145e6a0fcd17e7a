"""The circular target of 1f: where it enters, and what it takes along."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solutions.transcript import record
from solutions.transcript.readings import part_1f
from tests.transcript import whole


@pytest.fixture(scope="module")
def claims():
    return {entry["id"]: entry for entry in whole.claims("1f")}


def wrong(claims):
    return [name for name, entry in claims.items() if entry["verdict"] == "wrong"]


def test_the_target_is_the_first_wrong_line_and_the_only_root(claims):
    assert wrong(claims)[0] == "1f-07"
    assert [name for name in wrong(claims) if claims[name]["root"]] == ["1f-07"]
    assert claims["1f-07"]["after"] == ["1f-05"]


def test_batch_losses_and_summary_inherit_it(claims):
    assert wrong(claims)[1:] == ["1f-08", "1f-09", "1f-11", "1f-12"]
    assert all(claims[name]["follows"] for name in wrong(claims)[1:])


def test_of_the_finals_only_the_inputs_are_right(claims):
    finals = [claim.id for claim in record.claims() if claim.part == "1f" and claim.final]
    assert [claims[name]["verdict"] for name in finals] == ["correct", "wrong", "wrong"]


def test_the_label_is_wrong_in_its_spread_and_the_loss_by_it(claims):
    assert claims["1f-07"]["reason"] == "variance: 0 is claimed"
    assert claims["1f-07"]["counterexample"] == "at t = 1, σ² = 1: exact 1/2, claimed 0"
    assert claims["1f-12"]["counterexample"] == (
        "at f = 1, t = 1, x_t = 1, σ² = 1: exact 3/4, claimed 1/4"
    )


def test_every_wrong_line_stops_our_derivation(claims):
    places = {read.claim: read.place for read in part_1f.READINGS if read.place}
    assert list(places) == wrong(claims)
    for place in places.values():
        assert place.step.judge().holds
        assert not replace(place.step, rhs=place.value).judge().holds
