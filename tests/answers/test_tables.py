"""There are enough rows in every table, and the audit's finals are judged as the audit does."""

from __future__ import annotations

from typing import Any

import pytest

from solutions.answers import judge, tables
from solutions.catalogue import parts
from solutions.transcript import record, report

FEWEST = 20
"""Right answers, and wrong ones, that each part must have."""

PARTS = list(parts())


@pytest.mark.parametrize("part", PARTS)
def test_there_are_enough_rows_and_none_twice(part):
    rows = tables.rows(part)
    answers = [row.answer for row in rows]
    assert len(set(answers)) == len(answers)
    expected = [row.expected for row in rows]
    assert expected.count("correct") >= FEWEST
    assert expected.count("wrong") + expected.count("leading-order") >= FEWEST
    assert all(row.point or row.expected == "correct" for row in rows)


UNREAD = {
    "1f-10": "four statements in words and signs",
    "1f-11": "superscripts that number the samples",
    "1f-12": "the loss, a mean over x_t and t",
    "2b-16": "a problem of minimising, not a value",
    "2b-29": "words after the formula",
    "2b-38": "a problem of minimising, not a value",
    "2c-06": "words",
    "2f-20": "z, explained on another line",
    "2f-32": "u, explained on another line",
}
"""Finals of the log that are not formulas in the letters of the part, and why."""

RIGHT = ("correct", "leading-order")


def finals() -> list[tuple[str, str, str]]:
    """Id, part and TeX of the final claims of all attempts."""
    written = {claim.id: claim for claim in record.claims()}
    names = dict.fromkeys(name for each in record.attempts() for name in each.final_claims)
    return [(name, written[name].part, written[name].latex) for name in names]


@pytest.fixture(scope="module")
def audited() -> dict[str, Any]:
    return {claim["id"]: claim["verdict"] for claim in report.current()["claims"]}


@pytest.mark.parametrize(("name", "part", "latex"), finals(), ids=[each[0] for each in finals()])
def test_finals_of_the_log_are_judged_as_the_audit_judges_them(name, part, latex, audited):
    found = judge.check(part, latex)
    assert (found["verdict"] == "unreadable") == (name in UNREAD), found["because"]
    if audited[name] == "wrong":
        assert found["verdict"] not in RIGHT, found["because"]
    if audited[name] in RIGHT and name not in UNREAD:
        assert found["verdict"] in RIGHT, found["because"]
