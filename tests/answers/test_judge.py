"""What a reader is told of an answer: the verdict, how it was read, why, and where it fails."""

from __future__ import annotations

import json

import pytest

from solutions.answers import boxes, entry, judge
from solutions.evidence.evidence import REFUTED
from solutions.objects.laws import Normal
from solutions.relations.functions.agreement import agreement

TOLD = [
    ("1a", "N(0, s^2+1)", "correct", "it equals law"),
    ("1a", "Var(X_1) = 1 + σ²", "correct", "it equals the variance of law; the part asks for"),
    ("1a", "sqrt(1+sigma^2)", "wrong", "this is the standard deviation; the variance is asked for"),
    ("1a", "N(0, σ²+Δt)", "wrong", "a known slip: one step only"),
    ("1a", "N(0, -1-σ²)", "wrong", "one slip away: the sign turned"),
    ("1d", "N(0, σ^2/(1+σ^2))", "wrong", "a known slip: the scale taken for the variance"),
    ("1e", "σ² - σ⁶", "correct", "correct to the order it displays, for Δt ≪ σ² ≪ 1; the error"),
    (
        "1e",
        "σ² + σ⁴",
        "leading-order",
        "right to the order that the part asks for, but σ² + σ⁴ is wrong in its second term (+σ⁴)",
    ),
    ("1g", r"1 + \frac{\Delta t}{2(\sigma^2+t)}", "wrong", "one slip away: a sign is turned"),
    ("1g", r"1 - \frac{\Delta t}{2(\sigma^2+t)}", "correct", "approximation small"),
    ("2d", "log(pi*(y|x)/pi_ref(y|x)) + beta*log Z(x)", "wrong", "a known slip: β missing"),
    ("2e", "sigmoid(log(pi*(y_1|x)/pi_ref(y_1|x)))", "wrong", ""),
    ("1a", "N(0, σ²+", "unreadable", ""),
    ("1a", "9**9**9**9", "unreadable", "can be read two ways"),
]


@pytest.mark.parametrize(("part", "answer", "verdict", "because"), TOLD)
def test_a_reader_is_told_the_verdict_and_why(
    part: str, answer: str, verdict: str, because: str
) -> None:
    found = judge.check(part, answer)
    assert found["verdict"] == verdict, found
    assert because in found["because"]
    assert (found["position"] is not None) == (verdict == "unreadable")
    assert bool(found["counterexample"]) == (verdict in ("wrong", "leading-order"))
    json.dumps(found)


def test_seven_for_a_scale_is_wrong_at_a_point_and_nothing_more() -> None:
    found = judge.check("1d", "7")
    assert found["because"] == (
        "it is not shrink, and no other box of 1d, which asks for shrink (a number), law (a law), "
        "narrow (a law)"
    )
    assert found["counterexample"] == "at Δt = 1, σ² = 1: exact 1/2, claimed 7"


def test_of_a_box_that_is_one_number_only_what_was_typed_is_shown() -> None:
    assert judge.check("2a", "7")["counterexample"] == "at every point: claimed 7"
    assert "exact" not in judge.check("1a", "N(7, σ²+1)")["counterexample"]


def test_each_box_is_correct_and_each_wrong_twin_is_not() -> None:
    for name in ("1c", "1h", "2b", "2g"):
        for target in boxes.targets(name):
            for decoy in boxes.part_of(name).decoys:
                if decoy.box != target.box.name or target.of or isinstance(decoy.value, Normal):
                    continue
                found = agreement(target.value, decoy.value, target.domain)
                assert found.verdict == REFUTED, (name, decoy.source_of_error)


def test_a_law_can_be_answered_by_its_variance_and_not_by_a_mean_of_nothing() -> None:
    assert judge.check("1d", "E[X̂_0] = σ^4/(1+σ^2)^2")["verdict"] == "wrong"
    assert judge.check("1d", "Var(X̂_0) = σ^4/(1+σ^2)^2")["verdict"] == "correct"
    assert judge.check("1d", "Var(X_0) = σ^4/(1+σ^2)^2")["verdict"] == "correct"  # few type hats
    # The scale is a box of its own, so without a left side it is right; as a variance it is not.
    assert judge.check("1d", "σ^2/(1+σ^2)")["verdict"] == "correct"
    assert judge.check("1d", "Var(X_0) = σ^2/(1+σ^2)")["verdict"] == "wrong"


def test_what_is_typed_may_be_defined_in_fewer_places() -> None:
    found = judge.check("1b", "N(0, (σ²+t)(t-1)/(t-1))")
    assert found["verdict"] == "correct"
    assert found["because"].endswith("; for t ≠ 1, where what you typed is defined")


def test_a_request_that_is_none_is_an_answer_too() -> None:
    for request in ("", "{", "[]", '{"what": "eval"}', '{"what": "check"}', '{"what": 1}'):
        assert "error" in json.loads(entry.answer(request))
