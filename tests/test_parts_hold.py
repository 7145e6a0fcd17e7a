"""Every part of the sheet holds: as it was verified last, or verified now if anything changed."""

from __future__ import annotations

from typing import Any

import pytest

from solutions.catalogue import parts
from solutions.verify import verified

NO_SAMPLES = ["1g", "2a", "2b", "2d"]
"""Parts whose checks draw no samples."""


@pytest.fixture(scope="module")
def receipts() -> dict[str, dict[str, Any]]:
    """What was verified, by part; fails with the first line that does not hold."""
    return verified()


def test_every_part_of_the_sheet_is_there(receipts: dict[str, dict[str, Any]]) -> None:
    assert list(receipts) == list(parts())


@pytest.mark.parametrize("part", parts())
def test_the_part_holds(part: str, receipts: dict[str, dict[str, Any]]) -> None:
    receipt = receipts[part]
    assert receipt["verdict"] == "proved"
    assert {box["verdict"] for box in receipt["boxes"]} == {"proved"}
    assert {step["verdict"] for step in receipt["steps"]} <= {"proved", ""}
    assert {check["verdict"] for check in receipt["checks"]} <= {"proved", "measured"}
    assert "exact" in {check["means"] for check in receipt["checks"]}
    for decoy in receipt["decoys"]:
        assert decoy["refuted_by"]
        assert decoy["counterexample"]


def test_who_draws_samples_says_so(receipts: dict[str, dict[str, Any]]) -> None:
    sheet = {part: found for part, found in receipts.items() if part[0] in "12"}
    means = {part: {one["means"] for one in found["checks"]} for part, found in sheet.items()}
    assert [part for part, said in means.items() if "statistics" not in said] == NO_SAMPLES
