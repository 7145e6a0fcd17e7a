"""The missing factor Δt/t of 1g: where it is lost, what it takes along, and who is free of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solutions.transcript import record
from solutions.transcript.readings import part_1g
from tests.transcript import whole


@pytest.fixture(scope="module")
def claims():
    return {entry["id"]: entry for entry in whole.claims("1g")}


def attempt(claims, number):
    names = [c.id for c in record.claims() if c.part == "1g" and c.attempt == number]
    return {name: claims[name] for name in names}


def wrong(claims):
    return [name for name, entry in claims.items() if entry["verdict"] == "wrong"]


@pytest.mark.parametrize(
    ("number", "root", "inherited"),
    [
        (1, "1g-02", ["1g-04", "1g-09", "1g-10", "1g-12", "1g-13"]),
        (2, "1g-14", ["1g-16", "1g-22", "1g-23", "1g-24", "1g-25"]),
    ],
)
def test_the_step_is_the_first_wrong_line_and_the_only_root(claims, number, root, inherited):
    found = attempt(claims, number)
    assert wrong(found) == [root, *inherited]
    assert [name for name in wrong(found) if found[name]["root"]] == [root]
    assert all(found[name]["follows"] for name in inherited)


def test_the_step_fails_at_a_point_where_the_time_is_not_the_step(claims):
    for name in ("1g-02", "1g-14"):
        assert claims[name]["counterexample"] == (
            "at t = 1, x_t = 1, Δt = 1/2, η = 1, σ² = 1: exact 3/4, claimed 1/2"
        )
        assert claims[name]["right"].endswith("= x_t·(1 − Δt·η/(σ² + t))")


def test_everything_about_the_share_itself_is_right(claims):
    for name in ("1g-05", "1g-06", "1g-07", "1g-17", "1g-18"):
        assert claims[name]["verdict"] == "correct"
    for name in ("1g-08", "1g-19"):
        assert claims[name]["verdict"] == "correct-but-not-what-was-asked"


def test_what_is_said_of_the_wrong_factor_is_tested_on_the_true_one(claims):
    assert claims["1g-11"]["verdict"] == "correct"
    limits = {name: claims[name]["reason"] for name in ("1g-12", "1g-23", "1g-24")}
    assert limits == {
        "1g-12": "the limit 1/2 is claimed, and it is 1",
        "1g-23": "the limit −1/(8·(σ² + t)) is claimed, and it is −1/(2·σ² + 2·t)",
        "1g-24": "the limit (σ² + t/2)/(σ² + t) is claimed, and it is 1",
    }


@pytest.mark.parametrize("number", [3, 4])
def test_the_last_two_attempts_are_right_to_second_order(claims, number):
    assert all(entry["verdict"] == "correct" for entry in attempt(claims, number).values())


def test_only_the_third_writes_equals_for_nearly(claims):
    slips = [name for name, entry in claims.items() if entry["blemishes"]]
    assert slips == ["1g-18", "1g-29", "1g-30"]


def test_every_wrong_step_stops_our_derivation(claims):
    places = {read.claim: read.place for read in part_1g.READINGS if read.place}
    assert list(places) == ["1g-02", "1g-04", "1g-09", "1g-10", "1g-14", "1g-16", "1g-22"]
    for place in places.values():
        assert place.step.judge().holds
        assert not replace(place.step, rhs=place.value).judge().holds
