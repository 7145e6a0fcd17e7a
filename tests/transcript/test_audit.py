"""The audit as a whole: complete, nothing undecided, and the sums that the pages show."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from solutions.kernel.errors import Malformed
from solutions.transcript import attempts, command, counts, margin, record, report
from solutions.transcript.words import VERDICTS
from solutions.work import sources


@pytest.fixture(scope="module")
def audit() -> dict[str, Any]:
    return report.current()


def test_every_claim_has_a_verdict_and_a_reading(audit):
    assert [claim["id"] for claim in audit["claims"]] == [claim.id for claim in record.claims()]
    for claim in audit["claims"]:
        assert claim["verdict"] in VERDICTS
        assert claim["reading"] or claim["verdict"] == "remark", claim["id"]
        assert claim["note"] or claim["verdict"] not in ("remark", "ambiguous"), claim["id"]


def test_a_wrong_claim_is_a_root_or_inherited_and_says_what_is_right(audit):
    for claim in audit["claims"]:
        off = claim["verdict"] in ("wrong", "leading-order")
        assert (claim["root"] is not None) == off, claim["id"]
        if off:
            assert claim["reason"], claim["id"]
    wrong = [claim for claim in audit["claims"] if claim["root"] is not None]
    unnamed = [claim["id"] for claim in wrong if not claim["right"]]
    assert unnamed == ["2f-10", "2f-11", "2f-22", "2g-23"], (
        "what is written out is its own right formula"
    )
    without = [c["id"] for c in audit["claims"] if c["root"] and not c["counterexample"]]
    assert without == ["2c-02"], "two sides that are equal everywhere have no point apart"


def test_a_remark_is_the_exception(audit):
    assert sum(claim["verdict"] == "remark" for claim in audit["claims"]) <= 3


def test_every_wrong_claim_with_a_place_stops_verification_there(audit):
    placed = [claim for claim in audit["claims"] if claim["placed"]]
    assert len(placed) >= 30
    assert {claim["placed"]["verdict"] for claim in placed} <= {"refuted", "undecided"}


def test_the_stories_that_are_told(audit):
    verdicts = {claim["id"]: claim for claim in audit["claims"]}
    assert [verdicts[name]["verdict"] for name in ("1e-12", "1e-13", "1e-14")] == [
        "leading-order",
        "leading-order",
        "correct",
    ]
    assert [verdicts[name]["root"] for name in ("1f-07", "1f-12", "1g-02", "1g-12")] == [
        True,
        False,
        True,
        False,
    ]
    assert (verdicts["2b-37"]["verdict"], verdicts["2b-38"]["follows"]) == ("wrong", False)
    answers = {(a["part"], a["attempt"]): a["answer"] for a in audit["attempts"]}
    assert [answers["2f", number] for number in (1, 2, 3)] == ["right", "right", "wrong"]
    assert [answers["2g", number] for number in (1, 2)] == ["right", "not what was asked"]


def test_disagreements_go_both_ways(audit):
    kinds = {(d["part"], d["attempt"]): d["kind"] for d in audit["disagreements"]}
    assert kinds["1f", 1] == "accepted though wrong"
    assert kinds["2f", 1] == kinds["2f", 2] == kinds["2g", 1] == "rejected though right"
    assert kinds["2e", 2] == kinds["2f", 3] == "rejected for the wrong reason"
    assert kinds["2e", 4] == "accepted though not what was asked"
    assert ("1a", 1) not in kinds
    assert ("1h", 1) not in kinds, "a withdrawn attempt was neither taken nor refused"


def test_sums_add_up(audit):
    n = counts.counts(audit)
    assert sum(n[word] for word in VERDICTS) == n["claims"] == 264
    assert n["root"] + n["inherited"] == n["off"] == n["wrong"] + n["leading-order"]
    parts = list(dict.fromkeys(claim["part"] for claim in audit["claims"]))
    for name in ("claims", "wrong", "right", "disagreements", "helped"):
        assert n[name] == sum(counts.counts(audit, part)[name] for part in parts)


def test_notes_are_set_against_verdicts_only_where_they_are_verdicts(audit):
    kinds = Counter(note["kind"] for note in audit["notes"] if note["says"])
    assert kinds == {"verdict": len(margin.STANCES)}
    noted = [note for note in audit["notes"] if note["kind"] == "verdict"]
    assert all(note["machine"] and note["agree"] is not None for note in noted)


def test_a_verdict_in_the_margin_without_a_stance_stops_the_audit(audit, monkeypatch):
    claims = {claim["id"]: claim for claim in audit["claims"]}
    monkeypatch.delitem(margin.STANCES, 1)
    with pytest.raises(Malformed, match="page 17 is a verdict and has no stance"):
        attempts.margin(claims)


@pytest.mark.parametrize(
    ("finals", "answer"),
    [
        (["correct", "wrong"], "wrong"),
        (["correct-but-not-what-was-asked", "correct"], "right"),
        (["correct-but-not-what-was-asked"], "not what was asked"),
        (["leading-order"], "right"),
        (["remark"], "no answer"),
        ([], "no answer"),
    ],
)
def test_an_answer_is_as_good_as_its_final_claims(finals, answer):
    assert attempts._answer([{"verdict": verdict} for verdict in finals]) == answer


def test_the_json_has_the_documented_form():
    ran = subprocess.run(
        [sys.executable, "-m", "solutions", "audit", "--json", "-"],
        cwd=sources.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert set(told) == {"claims", "attempts", "disagreements", "notes"}
    assert len(told["claims"]) == 264
    assert set(told["claims"][0]) == set(command.CLAIM)
    assert "264 claims" in ran.stderr


def test_a_part_with_claims_and_no_readings_is_named(monkeypatch, tmp_path):
    real = sources.path_of
    monkeypatch.setattr(
        sources,
        "path_of",
        lambda module: tmp_path / "none" if module.endswith("part_2c") else real(module),
    )
    with pytest.raises(Malformed, match=r"part 2c has claims and no readings; write .*part_2c\.py"):
        report.modules()
