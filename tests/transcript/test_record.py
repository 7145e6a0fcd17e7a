"""The log as data: a bad entry is an error with its id."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from solutions.kernel.errors import Malformed
from solutions.transcript import record

Edit = Callable[[list[dict[str, Any]]], object]


@pytest.fixture
def log(tmp_path: Path) -> Callable[[str, Edit], Path]:
    """A copy of the log, one file of which was edited."""

    def edited(name: str, edit: Edit) -> Path:
        for path in record.LOG.glob("*.json"):
            rows = json.loads(path.read_text(encoding="utf-8"))
            if path.stem == name:
                edit(rows)
            (tmp_path / path.name).write_text(json.dumps(rows), encoding="utf-8")
        return tmp_path

    return edited


def test_the_log_is_whole():
    claims = record.claims()
    assert (len(claims), len(record.attempts()), len(record.notes())) == (264, 29, 24)
    assert [claim.page for claim in claims] == sorted(claim.page for claim in claims)
    finals = {name for attempt in record.attempts() for name in attempt.final_claims}
    assert finals <= {claim.id for claim in claims}


BAD: dict[str, tuple[Edit, str]] = {
    "doubled": (lambda rows: rows.append(rows[0]), "1a-01: two claims have this id"),
    "unknown part": (
        lambda rows: rows[0].update(part="1z", id="1z-01"),
        "1z-01: unknown part '1z'; did you mean 1a?",
    ),
    "page": (lambda rows: rows[0].update(page=72), "1a-01: page 72 is not among the log's 71"),
    "id": (lambda rows: rows[0].update(id="1b-01"), "1b-01: a claim of part 1a is called 1a-01"),
    "kind": (lambda rows: rows[0].update(kind="guess"), "1a-01: unknown kind 'guess'"),
    "field": (lambda rows: rows[0].update(verdict="wrong"), "1a-01: unknown field verdict"),
    "missing": (lambda rows: rows[0].pop("latex"), "1a-01: .*missing 1 required.*latex"),
    "brace": (lambda rows: rows[0].update(latex=r"\frac{1}{2"), "1a-01: 1 opening brace"),
    "left": (lambda rows: rows[0].update(latex=r"\left(x"), r"1a-01: 1 \\left and 0 \\right"),
    "empty": (lambda rows: rows[0].update(latex=" "), "1a-01: the formula is empty"),
    "attempt": (lambda rows: rows[0].update(attempt=9), "1a-01: there is no attempt 9 at 1a"),
}


@pytest.mark.parametrize(("edit", "told"), BAD.values(), ids=BAD)
def test_a_bad_claim_is_told_with_its_id(log, edit: Edit, told: str):
    folder = log("claims", edit)
    with pytest.raises(Malformed, match=told):
        record.attempts(folder)


def test_a_final_claim_belongs_to_its_attempt(log):
    folder = log("attempts", lambda rows: rows[0].update(final_claims=["1b-01"]))
    with pytest.raises(Malformed, match="attempt 1 at 1a ends with 1b-01, which is no claim of it"):
        record.attempts(folder)


def test_an_attempt_is_listed_once(log):
    folder = log("attempts", lambda rows: rows.append(rows[0]))
    with pytest.raises(Malformed, match="listed twice"):
        record.attempts(folder)


def test_a_file_that_is_no_json_is_named(log):
    folder = log("claims", lambda rows: None)
    (folder / "claims.json").write_text("[{", encoding="utf-8")
    with pytest.raises(Malformed, match=r"claims\.json cannot be read"):
        record.claims(folder)


@pytest.mark.parametrize(
    "latex", [r"\left(\frac{a}{b}\right)", r"\leftarrow x", r"\{a\}", r"a \\ {b}", r"x^{2}"]
)
def test_good_formulas_are_well_formed(latex: str):
    assert record.malformed(latex) == ""
