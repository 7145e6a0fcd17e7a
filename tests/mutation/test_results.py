"""Results are kept whole or not at all, and say when the part has changed since."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from solutions import catalogue
from solutions.mutation import command, explained, results, tally
from solutions.work import door, keys, sources

FATES = [
    {"outcome": "caught", "by": "the line", "verdict": "refuted"},
    {"outcome": "caught", "by": "check one", "verdict": "undecided"},
    {"outcome": "caught", "by": "check two", "verdict": "refuted"},
    {"outcome": "equal", "by": "", "verdict": ""},
    {"outcome": "weaker", "by": "", "verdict": ""},
    {"outcome": "survivor", "by": "", "verdict": ""},
]


def tallied() -> dict[str, Any]:
    place = {"file": "solutions/a.py", "line": 3, "name": "law.1", "how": "doubled"}
    return tally.tally({**fate, **place, "mutant": "2·a"} for fate in FATES)


def test_the_line_of_a_part_says_each_number() -> None:
    assert tally.line("1a", "source", tallied()) == (
        "1a source: 6 mutants, 1 equal, 1 weaker, 3 caught (1 by the line, 2 by checks; 1 of them "
        "undecided), 1 survivor, score 75.0 %"
    )


def test_nearly_all_is_not_all() -> None:
    assert tally.score({"caught": 9999, "survivors": 1}) == "99.9 %"
    assert tally.score({"caught": 10, "survivors": 0}) == "100 %"
    assert tally.score({"caught": 0, "survivors": 0}) == "no wrong mutant"


def test_a_survivor_that_is_explained_does_not_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {"1a": {"source": tallied()}}
    assert command.report(found, sys.stdout) == 1
    monkeypatch.setitem(explained.EXPLAINED, ("1a", "2·a"), "Nothing can see it.")
    assert command.report(found, sys.stdout) == 0
    assert "  2·a\n  explained: Nothing can see it." in capsys.readouterr().err


def test_published_results_go_stale_with_the_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.json"
    assert results.current(path) == {}
    results.publish({"1a": {"expressions": tallied(), "source": tallied()}}, path)
    entry = results.current(path)["1a"]
    assert entry["stale"] is False
    assert entry["versions"] == keys.versions()
    assert [one["explanation"] for one in entry["survivors"]] == ["", ""]
    assert entry["expressions"]["mutants"] == 6
    data = json.loads(path.read_text(encoding="utf-8"))
    data["1a"]["key"] = "of other sources"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert results.current(path)["1a"]["stale"] is True


def test_a_kept_result_is_used_only_whole_and_for_its_part_and_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLUTIONS_CACHE", str(tmp_path))
    job = results.job("1a", catalogue.parts()["1a"], "source")
    begun = door.begin(job)
    begun.keep(begun.receipt({"tally": tallied()}))
    kept = door.known(job)
    assert kept is not None
    assert kept["tally"] == tallied()
    assert door.known(results.job("1a", catalogue.parts()["1a"], "expressions")) is None
    assert door.known(results.job("1a", catalogue.parts()["1b"], "source")) is None
    path = tmp_path / "mutation" / "1a-source.json"
    path.write_text(path.read_text().replace('"survivors": 1', '"survivors": 0'))
    assert door.known(job) is None


def test_the_committed_results_have_no_survivor_without_an_explanation() -> None:
    for entry in results.current().values():
        assert all(one["explanation"] for one in entry["survivors"])


def test_the_key_covers_what_decides_and_not_what_prints() -> None:
    covered = sources.closure(results.JUDGES)
    assert "solutions.mutation.judging" in covered
    assert "solutions.mutation.source" in covered
    assert "solutions.kernel.identity" in covered
    assert not {"solutions.mutation.command", "solutions.mutation.explained"} & set(covered)
