"""A part's boxes, checks and decoys: what a page may say of them, and every way to fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Box,
    Decoy,
    Derivation,
    Domain,
    Letter,
    Normal,
    Pair,
    Part,
    check,
    enclosed,
    estimated,
    exact,
    judge_part,
    quantity,
    rounded,
    written,
)
from solutions.diffusion.notation import SHEET, STEPS_TO_ZERO, dt, s2
from solutions.relations.equalities.equality import Identity
from solutions.statements.part import Check, malformed

x = Letter("x", "x", positive=True)
S, V = quantity("s", "s"), quantity("v", "v")
square = Derivation("square", S, (x + 1) ** 2).equals(x**2 + 2 * x + 1, because="multiply out")


@check("count unit squares")
def counted(square: Any) -> Iterator[Pair]:
    for side in (1, 2, 3):
        yield exact(square, {x: side}, (side + 1) ** 2)


@check("in floating point")
def floating(square: Any) -> Iterator[Pair]:
    yield rounded(square, {x: Fraction(1, 2)}, 2.25)


def part(**changes: Any) -> Part:
    whole = Part(
        "9a",
        "A square",
        "What is the square?",
        (square,),
        (Box("square", square),),
        (counted, floating),
        (Decoy("square", x**2 + 1, "the middle term lost"),),
    )
    return replace(whole, **changes)


def failures(**changes: Any) -> list[str]:
    return [failure.message for failure in judge_part(part(**changes))[1]]


def named(pairs: Any, name: str = "counted", boxes: tuple[str, ...] = ("square",)) -> Check:
    return Check(name, "a title", boxes, pairs, counted.source)


def test_the_part_holds():
    receipt, wrong = judge_part(part())
    assert wrong == []
    assert [entry["verdict"] for entry in receipt["checks"]] == ["proved", "measured"]
    assert receipt["decoys"][0]["refuted_by"] == "counted"
    assert receipt["decoys"][0]["counterexample"] == "at ${x = 1}$: found 4, the twin says 2"


# --- checks --------------------------------------------------------------------------------------


def broken(square: Any) -> Iterator[Pair]:
    yield exact(square, {x: 1}, Fraction(1, 0))


def silent(square: Any) -> Iterator[Pair]:
    yield from ()


def vague(square: Any) -> Iterator[Pair]:
    yield enclosed(square, {x: 1}, -100, 100)


def twice(square: Any) -> Iterator[Pair]:
    for seed in (1, 2):
        yield estimated(square, {x: 1}, 4.0 + seed / 100, 0.1, seed)


def elsewhere(square: Any) -> Iterator[Pair]:
    yield exact(square, {}, 4)


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (broken, "undecided: it raised ZeroDivisionError: Fraction(1, 0)"),
        (silent, "undecided: it compares nothing; yield at least one pair"),
        (vague, "undecided: it would pass a box ten times as large"),
        (twice, "undecided: 2 seed(s) for"),
        (elsewhere, "undecided: no value was given to x"),
    ],
)
def test_a_check_that_checks_nothing_fails_and_refutes_no_decoy(pairs, told):
    messages = failures(checks=(named(pairs),))
    assert any(message.startswith(told) for message in messages)
    decoy = next(message for message in messages if "no check refutes this decoy" in message)
    assert decoy.startswith("undecided: no check refutes this decoy of square, x² + 1")
    assert f"\ncounted: {told}" in decoy


def test_a_check_that_finds_something_else_says_what_and_where():
    def other(square: Any) -> Iterator[Pair]:
        yield exact(square, {x: 1}, 4)
        yield exact(square, {x: 2}, 8)

    assert "refuted: at x = 2: the check finds 8, the box says 9 (1 of 2 pairs)" in failures(
        checks=(named(other), floating)
    )


def test_one_broken_check_does_not_hide_the_others():
    messages = failures(checks=(named(broken, "broken"), named(silent, "silent"), counted))
    assert len([message for message in messages if message.startswith("undecided: it ")]) == 2


# --- decoys --------------------------------------------------------------------------------------


def test_a_decoy_that_is_right_is_not_refuted():
    (message,) = failures(decoys=(Decoy("square", (x + 1) ** 2, "not wrong at all"),))
    assert message == (
        "undecided: no check refutes this decoy of square, (x + 1)^2 (not wrong at all); a check "
        "that misses it proves nothing\ncounted: it agrees with the decoy\n"
        "floating: it agrees with the decoy"
    )


def test_a_decoy_of_another_kind_is_a_failure_and_no_crash():
    (message,) = failures(decoys=(Decoy("square", Normal(0, x), "a law for a number"),))
    assert "N(0, x) is not a number; compare its parts" in message


# --- boxes ---------------------------------------------------------------------------------------

near = Derivation("near", V, s2 / (1 + s2)).approximates(s2, when=SHEET, because="σ² ≪ 1")
near = near.equals(s2 + 0 * dt, because="nothing more")
ends = Derivation("ends", V, s2 + dt).tends_to(s2, when=STEPS_TO_ZERO, because="Δt goes")
below = Derivation("below", V, s2 / (1 + s2)).at_most(s2, because="1 + σ² is at least 1")


@pytest.mark.parametrize(
    ("box", "told"),
    [
        (Box("b", square, line=7), "box b is line 7 of square: square has lines 0 to 1, and no"),
        (Box("b", square, line=-7), "box b is line -7 of square: square has lines 0 to 1, and no"),
        (Box("b", square, line=0), "box b is a first line, which nothing proves; add a step"),
        (Box("b", square), ""),
        (Box("b", near), ""),
        (Box("b", ends), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_box_says_what_its_line_is(box, told):
    said = [
        line for line in malformed(part(boxes=(box,), derivations=(box.of,))) if "box b" in line
    ]
    assert any(told in line for line in said) if told else not any("box b is" in s for s in said)
    judge_part(part(boxes=(box,), derivations=(box.of,)))


@pytest.mark.parametrize(
    ("box", "form", "latex"),
    [
        (Box("b", near, line=1), "approximate", r"v \approx \sigma^2"),
        (Box("b", near), "approximate", r"v \approx \sigma^2"),
        (Box("b", ends), "exact", r"\lim_{\Delta t \to 0} v = \sigma^2"),
        (Box("b", square), "exact", "s = 2 x + x^{2} + 1"),
    ],
)
def test_what_a_box_says_is_found_from_its_lines(box, form, latex):
    receipt, _ = judge_part(part(boxes=(box,), derivations=(box.of,)))
    (entry,) = receipt["boxes"]
    assert (entry["form"], entry["latex"], entry["verdict"]) == (form, latex, "proved")


def test_a_box_behind_an_inequality_prints_it():
    box = Box("b", below)
    receipt, _ = judge_part(part(boxes=(box,), derivations=(below,)))
    assert receipt["boxes"][0]["latex"] == r"v \le \sigma^2"


def test_a_part_is_as_good_as_its_worst_line():
    wrong = Derivation("w", written(x)).equals(x + 1, because="no")
    undecided = Derivation("u", written(sp.log(x - 1))).equals(sp.log(x - 1) + 0, because="x > 1?")
    receipt, failed = judge_part(part(derivations=(square, undecided, wrong)))
    assert {failure.verdict for failure in failed} == {"undecided", "refuted"}
    assert receipt["verdict"] == "refuted"


def test_a_line_whose_judgement_raises_is_undecided(monkeypatch):
    def deep(*asked: Any) -> Any:
        raise RecursionError("too deep")

    monkeypatch.setattr(Identity, "judge", deep)
    spoiled = replace(square, because="judged anew")
    box = Box("square", spoiled)
    receipt, failed = judge_part(part(derivations=(spoiled,), boxes=(box,)))
    assert [failure.message for failure in failed] == ["undecided: RecursionError: too deep"]
    assert receipt["boxes"][0]["verdict"] == "undecided"


def test_a_line_has_a_value_at_every_point_of_its_domain():
    r = Letter("r", "r", real=True)
    partial = Derivation("p", written(sp.exp(1 / r))).at_least(
        0, because="an exponential is positive"
    )
    messages = [failure.message for failure in judge_part(part(derivations=(square, partial)))[1]]
    assert messages == [
        "undecided: a division by r, which is not proved to differ from 0 on the declared domain"
    ]


def test_a_page_is_told_where_a_line_holds():
    steps = Letter("T", "T", integer=True, positive=True)
    used_up = (
        Derivation("u", quantity("u", "u"), steps * dt + s2, where=Domain((steps >= 2,)))
        .equals(s2 + dt * steps, because="the same")
        .at({steps: 1 / dt}, because="the time is used up")
    )
    receipt, _ = judge_part(part(derivations=(square, used_up)))
    where = [entry["where"] for entry in receipt["steps"] if entry["derivation"] == "u"]
    assert where == [
        r"T \ge 2",
        r"T \ge 2",
        r"\frac{1}{\Delta t} \ge 2,\; 1/\Delta t \in \mathbb Z",
    ]
