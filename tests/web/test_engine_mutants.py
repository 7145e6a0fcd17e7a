"""The score of the engine's mutants on a page: counted, never typed, and stale where it is."""

from __future__ import annotations

from typing import Any

import pytest

from solutions.printing.markup import BlockError
from solutions.web.reports import engine_mutants


def results(**other: Any) -> dict[str, Any]:
    survivor = {"line": 7, "text": "if a < b:", "how": "comparison changed", "told": ""}
    listed = [
        {**survivor, "change": "a < b → a <= b", "reason": "At $a = b$ both sides are the same."},
        {**survivor, "change": "a < b → a >= b", "reason": "", "told": "no test gets there"},
    ]
    of: dict[str, Any] = {"mutants": 12, "caught": 10, "never ended": 1, "equal": 1, "survivors": 1}
    of |= {"listed": listed, "date": "2026-12-01", "judged": 12, "of": 12, "budget": 0.0}
    return {"solutions/kernel/signs.py": of | other}


def test_a_row_has_the_modules_numbers_and_its_score() -> None:
    html = engine_mutants.modules(results(stale=False))
    assert "solutions/kernel/signs.py" in html
    for number in ("12", "10", "1", "90.9 %"):
        assert f"<td>{number}</td>" in html
    assert "before the last change" not in html


def test_results_of_other_sources_say_so() -> None:
    assert "90.9 % (before the last change)" in engine_mutants.modules(results(stale=True))
    date = engine_mutants.count(results(stale=True), "date")
    assert date == "2026-12-01 (before the last change)"


def test_what_is_left_has_its_place_its_change_and_its_reason() -> None:
    html = engine_mutants.survivors(results(stale=False))
    assert "solutions/kernel/signs.py:7" in html
    assert "a &lt; b → a &lt;= b" in html
    assert "both sides are the same" in html
    assert "no test gets there" in html


@pytest.mark.parametrize(
    ("what", "number"),
    [("mutants", "12"), ("wrong", "11"), ("caught", "10"), ("equal", "1"), ("score", "90.9 %")],
)
def test_numbers_are_sums_over_the_modules(what: str, number: str) -> None:
    assert engine_mutants.count(results(stale=False), what) == number


def test_an_unknown_number_is_refused_with_what_there_is() -> None:
    with pytest.raises(BlockError, match='nearest: "caught"'):
        engine_mutants.count(results(stale=False), "caugth")


def test_before_the_first_run_the_page_says_so() -> None:
    assert "not been mutated yet" in engine_mutants.modules({})
    assert "not been mutated yet" in engine_mutants.survivors({})
    assert engine_mutants.count({}, "score") == "no wrong mutant"
