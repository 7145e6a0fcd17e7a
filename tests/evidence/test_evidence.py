"""Evidence is data: kinds of reasons with values, and words only where they are shown."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
import sympy as sp

from solutions.evidence import evidence as module
from solutions.evidence.counterexamples import counterexample
from solutions.evidence.evidence import (
    MEASURED,
    PROVED,
    REFUTED,
    Evidence,
    Problem,
    Reason,
    proved,
    refuted,
    together,
    undecided,
)
from solutions.evidence.sentences import SENTENCES
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.letters import Letter
from solutions.work.sources import ROOT

x = Letter("x", "x", positive=True)
SOURCE = Path(ROOT) / "solutions"
POSITIVE = Reason("positive", (x,))
CLAIM = Reason("claimed", (x + 1,))


def test_a_reason_is_frozen_and_has_a_sentence() -> None:
    assert str(POSITIVE) == "$x$ is positive"
    assert str(POSITIVE.within("mean").within("law")) == "law: mean: $x$ is positive"
    assert POSITIVE.within("") == POSITIVE
    assert hash(POSITIVE) == hash(Reason("positive", (x,)))
    with pytest.raises(FrozenInstanceError):
        POSITIVE.kind = "other"  # type: ignore[misc]
    with pytest.raises(ValueError, match="there is no sentence for the reason 'nonsense'"):
        Reason("nonsense")


def test_every_kind_that_is_used_has_words_and_every_kind_with_words_is_used() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("relations", "evidence", "objects", "checks", "statements", "transcript")
        for path in (SOURCE / folder).rglob("*.py")
        if path.name not in ("phrases.py", "sentences.py")
    )
    quoted = set(re.findall(r'"([^"\n]+)"', text))
    assert not set(SENTENCES) - quoted


def test_no_verdict_is_read_out_of_a_sentence() -> None:
    cut = re.compile(
        r"removeprefix\(f?\"?\{?\w*\.?verdict|split\(\":\"\)\[0\]|startswith\((?:REFUTED|UNDECIDED)"
        r"|startswith\(\"(?:refuted|undecided|proved)"
    )
    found = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if cut.search(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_a_message_is_the_verdict_the_reason_and_the_point() -> None:
    at = counterexample(x, x + 1, EVERYWHERE)
    assert at is not None
    found = refuted(CLAIM, at)
    assert found.message == "refuted: x + 1 is claimed\n  at x = 1: exact 1, claimed 2"
    assert found.lines == (at.tex_sentence(),)
    assert found.problem is not None
    assert (found.problem.said, found.problem.at) == ("x + 1 is claimed", at)
    named = together([("mean", proved()), ("variance", found)])
    assert named.message.startswith("refuted: variance: x + 1 is claimed\n  at ")
    assert named.problem is not None
    assert named.problem.reason == CLAIM.within("variance")


def test_what_is_raised_keeps_its_reason() -> None:
    assert undecided(Undecided(POSITIVE)).problem == Problem(POSITIVE)
    assert undecided(Undecided("a sum")).message == "undecided: a sum"
    assert undecided("claimed", x).problem == Problem(Reason("claimed", (x,)))
    assert undecided(Undecided()).message == "undecided: "


def test_several_claims_hold_together() -> None:
    measured = Evidence(MEASURED, (POSITIVE,), (Reason("error", (x,)),))
    both = together([("", proved(POSITIVE)), ("end", measured)])
    assert both.verdict == MEASURED
    assert both.lines == ("$x$ is positive", "end: $x$ is positive")
    assert both.note == r"\text{error } x"
    assert together([("", proved(POSITIVE))]).verdict == PROVED
    assert together([]).message == "undecided: nothing was compared"
    assert not together([("", proved()), ("", undecided("claimed", x))]).holds
    assert both.because(CLAIM, after=(POSITIVE,)).reasons == (CLAIM, *both.reasons, POSITIVE)


def test_evidence_consists_of_data() -> None:
    assert [one.name for one in fields(Evidence)] == ["verdict", "reasons", "notes", "problem"]
    assert {module.PROVED, module.MEASURED, module.UNDECIDED, REFUTED} == {
        "proved",
        "measured",
        "undecided",
        "refuted",
    }
    assert sp.S.One == refuted(Reason("claimed", (sp.S.One,))).problem.reason.values[0]  # type: ignore[union-attr]
