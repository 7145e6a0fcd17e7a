"""What a part is refused for though every line of it holds: a check without a road of its own."""

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
    Enclosure,
    Letter,
    Normal,
    Pair,
    Part,
    check,
    estimated,
    exact,
    judge_part,
    quantity,
)
from solutions.checks.judgement import unrested
from solutions.kernel.errors import Malformed
from solutions.objects.exactness import refuse_inexact

x = Letter("x", "x", "a length", positive=True)
square = Derivation("square", quantity("s", "s"), (x + 1) ** 2).equals(
    x**2 + 2 * x + 1, because="expand"
)
again = square.result * 1


@check("count unit squares")
def counted(square: Any) -> Iterator[Pair]:
    for side in (1, 2, 3):
        yield exact(square, {x: side}, (side + 1) ** 2)


@check("the claim against itself")
def itself(square: Any) -> Iterator[Pair]:
    yield exact(square, {x: 1}, square.xreplace({x: sp.Integer(1)}))


@check("an estimate that says little")
def vague(square: Any) -> Iterator[Pair]:
    for seed in (1, 2, 3):
        yield estimated(square, {x: 1}, 4 + 0.1 * seed, 1.0, seed)


@check("what the derivation says")
def repeated(box: Any) -> Iterator[Pair]:
    yield exact(box, {x: 1}, square.line(0).xreplace({x: sp.Integer(1)}))


@check("what the derivation says, by another name")
def renamed(square: Any) -> Iterator[Pair]:
    yield exact(square, {x: 1}, said(1))


def said(number: int) -> Any:
    return again.xreplace({x: sp.Integer(number)})


elsewhere: dict[str, Any] = {"__name__": "solutions.elsewhere", "carried_off": again, "x": x}
exec("def told(number):\n    return carried_off.subs(x, number)", elsewhere)
told = elsewhere["told"]


@check("what the derivation says, by a function of another module")
def fetched(square: Any) -> Iterator[Pair]:
    yield exact(square, {x: 1}, told(1))


def part(*checks: Any) -> Part:
    return Part(
        "9a",
        "A square",
        "What is the square?",
        (square,),
        (Box("square", square), Box("box", square)),
        (counted, replace(counted, name="other", boxes=("box",)), *checks),
        (Decoy("square", x**2 + 1, "the middle term lost"), Decoy("box", x**2, "so is 1")),
    )


def failures(checked: Part) -> list[str]:
    return [f"{failure.name}: {failure.message}" for failure in judge_part(checked)[1]]


def test_checks_of_their_own_road_hold() -> None:
    assert not failures(part())


@pytest.mark.parametrize("blunt", [itself, vague])
def test_every_check_has_to_refute_a_wrong_twin(blunt: Any) -> None:
    (told,) = failures(part(blunt))
    assert told.startswith(f"check {blunt.name}: undecided: it agrees with every decoy of square;")
    assert "is the box in what it calls found?" in told


@pytest.mark.parametrize(
    ("reading", "name"), [(repeated, "square"), (renamed, "again"), (fetched, "carried_off")]
)
def test_a_check_does_not_read_the_derivations(reading: Any, name: str) -> None:
    (told,) = failures(part(reading))
    assert told.startswith(f"check {reading.name}: malformed: it reads {name}, which the deriv")


def test_a_result_that_is_taken_is_rested_on() -> None:
    taken = part().use("square", {x: Fraction(1, 2)})
    resting = replace(square, rests=(taken,))
    whole = part()
    assert not unrested({"step": taken}, replace(whole, derivations=(resting,)))
    (told,) = unrested({"step": taken}, whole)
    assert told.message == (
        "malformed: 9a square is taken, and no derivation rests on it; "
        "add rests=(step,) to the derivation that it enters"
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.5 * x, "0.5 is a floating-point number"),
        (x**2.0, "2 is a floating-point number"),
        (0.5, "0.5 is a float"),
        (Normal(x, 0.25), "0.25 is a floating-point number"),
        (Enclosure(x, 2.5), "2.5 is a floating-point number"),
        (sp.nan, "nan is no number"),
        (x + sp.oo, "oo is no number"),
        (sp.zoo, "zoo is no number"),
        (sp.true, "True is a BooleanTrue"),
        ("x + 1", "'x \\+ 1' is a str"),
        (None, "None is a NoneType"),
    ],
)
def test_a_line_is_exact(value: Any, told: str) -> None:
    with pytest.raises(Malformed, match=told):
        square.equals(value, because="it is written so")
    with pytest.raises(Malformed):
        refuse_inexact(value)
