"""1h: every claim is right; what is left are = for ≈, and the logarithm of a Gaussian."""

from __future__ import annotations

import pytest

from solutions.transcript.judging import LOOSE
from tests.transcript import whole


@pytest.fixture(scope="module")
def claims():
    return {entry["id"]: entry for entry in whole.claims("1h")}


def test_every_claim_is_right_and_none_fails_to_follow(claims):
    assert {entry["verdict"] for entry in claims.values()} == {"correct"}
    assert {entry["follows"] for entry in claims.values()} == {None, True}


def test_the_logarithms_need_a_positive_start(claims):
    said = r"holds only for $\hat X_1 > 0$"
    found = [name for name, entry in claims.items() if said in entry["blemishes"]]
    assert found == ["1h-08", "1h-10", "1h-12"]


def test_where_equals_is_written_for_nearly(claims):
    found = [name for name, entry in claims.items() if LOOSE in entry["blemishes"]]
    assert found == ["1h-04", "1h-06", "1h-07", "1h-08", "1h-12", "1h-13", "1h-17"]
