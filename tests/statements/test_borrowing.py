"""A result is borrowed as the theorem that it is: with its relation, and all that it assumes."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from solutions.author import (
    Box,
    Derivation,
    Domain,
    Enclosure,
    Normal,
    Part,
    limit,
    onward,
    quantity,
    theorem,
    variance,
)
from solutions.kernel.errors import Malformed, NoTheorem, Undecided
from solutions.statements.chain import Line
from tests.statements.lines import (
    TO0,
    E,
    F,
    G,
    X,
    a,
    k,
    line,
    n,
    part,
    r,
    refusal,
    told,
    x,
    y,
)

NARROW = Domain((x <= 2,), whole=(y,), nonzero=(a - 1,))
EXACT = line(x + y, where=NARROW).equals(y + x, because="so")
NEAR = line(y + x).approximates(y, TO0, because="x is small")
BOUND = line(x).at_most(x + 1, because="so")
GOES = Derivation("goes", X(0), Normal(0, y + x)).tends_to(Normal(0, y), TO0, because="x goes")
OTHER = Part(
    "8z",
    "Lent",
    "?",
    (EXACT, NEAR, BOUND, GOES),
    (Box("exact", EXACT), Box("near", NEAR), Box("bound", BOUND), Box("goes", GOES)),
    (),
    (),
)


@pytest.mark.parametrize(("name", "word"), [("near", "≈"), ("bound", "≤")])
def test_what_is_no_equation_is_no_value(name: str, word: str) -> None:
    used = OTHER.use(name)
    told = (
        f"8z {name} says {word} and not =, so its right side can't stand for the value; rest on an "
        r"equation, go on from that line with .onward\(…\), or define something new by its formula"
    )
    with pytest.raises(Malformed, match=told):
        used.value  # noqa: B018
    assert told.replace("\\", "") in refusal(
        lambda: Derivation("d", F, y, rests=(used,)).equals(y, because="")
    )
    assert OTHER.formula(name) == used.lent.right, "as a formula, to define something new with"


def test_an_enclosure_is_no_value() -> None:
    within = line(x + 1).equals(1 + x, because="")
    inside = replace(within, start=Enclosure(x, x + 1), steps=())
    assert "is declared to be an enclosure, which is no value" in refusal(inside)


def test_a_limit_is_a_value_of_what_is_about_a_limit() -> None:
    taken = OTHER.use("goes")
    assert taken.value == Normal(0, y)
    about = limit(variance(X(0)), TO0.name)
    fine = Derivation("fine", about, y, rests=(taken,)).equals(y, because="")
    assert refusal(fine) == ""
    assert "says → and not =" in refusal(
        lambda: Derivation("not", variance(X(0)), y, rests=(taken,)).equals(y, because="")
    )


def test_all_that_it_assumes_comes_along() -> None:
    resting = Derivation("d", F, x + y, rests=(OTHER.use("exact"),)).equals(x + y, because="")
    gamma = theorem(resting).statement.gamma
    assert (gamma.facts, gamma.whole) == (NARROW.facts, NARROW.whole)
    assert gamma.nonzero == NARROW.nonzero
    further = onward("g", OTHER.use("exact", {x: y + 1})).equals(2 * y + 1, because="")
    assert sp.Le(y + 1, 2, evaluate=False) in theorem(further).statement.gamma.facts


def test_what_it_assumes_of_an_index_has_to_hold_there() -> None:
    lent = line(n**2, where=Domain((n >= 3,))).equals(n * n, because="")
    summed = Derivation("d", F, sp.Sum(n**2, (n, 1, k)), rests=(lent,)).equals(
        sp.Sum(n**2, (n, 1, k)), because=""
    )
    assert refusal(summed) == (
        "undecided: e was proved for n ≥ 3, which does not hold here; narrow where=… of this "
        "derivation"
    )


def test_a_relation_is_kept_by_going_on() -> None:
    assert theorem(onward("g", OTHER.use("near"))).statement.relation == NEAR.statement().relation
    assert "after ≈ nothing follows by ≤" in refusal(
        onward("g", OTHER.use("near")).at_most(y + 1, because="")
    )
    spread = GOES.onward("s", of="variance")
    assert theorem(spread).statement.relation.word == "→"
    assert theorem(spread).statement.left == variance(X(0))


def test_a_result_is_borrowed_at_values_of_its_letters_only() -> None:
    with pytest.raises(Malformed, match="only a letter can"):
        OTHER.use("exact", {x + y: sp.S.One})
    with pytest.raises(NoTheorem, match="x moves in the regime"):
        OTHER.use("near", {x: sp.S.One})
    with pytest.raises(Undecided, match="x <= 2 is false once"):
        OTHER.use("exact", {x: sp.Integer(3)})


def test_what_is_wrong_is_not_gone_on_from() -> None:
    wrong = line(x).equals(x + 1, because="a slip").equals(x + 1, because="")
    assert "what it goes on from is not proved" in refusal(
        wrong.onward("g").equals(x + 1, because="")
    )
    assert refusal(wrong.onward("g", 0).equals(x, because="")) == ""


LAW = Derivation("law", X(0), Normal(0, y)).equals(Normal(0, 2 * y / 2), because="")
OPENINGS = {
    "another start": lambda: Derivation("d", E, x + 3, begins=Line(EXACT, 1)),
    "another quantity": lambda: Derivation("d", F, x + y, begins=Line(EXACT, 1)),
    "another quantity for a moment": lambda: Derivation(
        "d", F, y, begins=Line(LAW, 1), moment="variance"
    ),
    "the law for its moment": lambda: Derivation(
        "d", X(0), y, begins=Line(LAW, 1), moment="variance"
    ),
    "another moment": lambda: Derivation(
        "d", variance(X(0)), y, begins=Line(LAW, 1), moment="mean"
    ),
    "a moment of a number": lambda: Derivation(
        "d", variance(E), x, begins=Line(EXACT, 1), moment="variance"
    ),
    "a part of a number": lambda: Derivation("d", E, x, begins=Line(EXACT, 1), moment="args"),
    "a moment of nothing": lambda: Derivation("d", variance(X(0)), y, moment="variance"),
    "a line that there is not": lambda: Derivation("d", E, x + y, begins=Line(EXACT, 7)),
}


@pytest.mark.parametrize("stated", OPENINGS.values(), ids=OPENINGS)
def test_what_goes_on_says_what_it_goes_on_from(stated) -> None:
    assert refusal(stated) != ""
    with_line = refusal(lambda: stated().equals(stated().start, because=""))
    assert with_line != ""


def test_the_message_names_the_line_and_what_it_says() -> None:
    assert refusal(OPENINGS["another quantity"]) == (
        "malformed: it goes on from line 1 of e, which says E = x + y, and not what is given as "
        "of= and start=; write .onward(…), which takes both from there"
    )


def test_by_hand_it_is_the_same_as_by_onward() -> None:
    assert refusal(Derivation("d", E, x + y, begins=Line(EXACT, 1)).equals(y + x, because="")) == ""
    fine = Derivation("d", variance(X(0)), y, begins=Line(LAW, 1), moment="variance")
    assert refusal(fine.equals(y, because="")) == ""


def test_a_borrowed_statement_cannot_be_written_over() -> None:
    with pytest.raises(TypeError):
        replace(OTHER.use("exact"), lent=EXACT.statement())  # type: ignore[call-arg]


def test_a_name_of_another_part_stays_its_own() -> None:
    taken = onward("g", OTHER.use("exact")).equals(y + x, because="")
    mine = Derivation("mine", E, r).equals(r, because="")
    declared = "E is declared twice, in mine and in e, to be different things; go on from the first"
    assert any(declared in one for one in told(part(taken, mine)))
    resting = Derivation("rests", E, r, rests=(OTHER.use("exact"),)).equals(r, because="")
    assert any("E is declared twice" in one for one in told(part(resting)))
    assert told(part(taken, Derivation("mine", G, r).equals(r, because=""))) == []
    assert quantity("G", "G") == G
