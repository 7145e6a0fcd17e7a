"""Every row of every table has the verdict that it should have, and tells nobody the solution."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import sympy as sp

from solutions.answers import boxes, judge, tables
from solutions.answers.letters import for_part
from solutions.catalogue import parts
from solutions.objects.laws import numbers
from solutions.printing.formulas import text
from solutions.reading.expressions.building import build
from solutions.reading.parser import parse

PARTS = list(parts())
NOT_RIGHT = ("wrong", "leading-order")
PROBES = ("7", "0", "1", "N(0, 7)", "N(7, 1)")
"""What is typed by somebody who wants to see the solution."""


@cache
def check(part: str, answer: str) -> dict[str, Any]:
    """What is told of an answer, once for all tests here."""
    return judge.check(part, answer)


def drawn(part: str) -> list[tables.Row]:
    """A few rows of a part: the build judges every row, and stops at one with another verdict."""
    return random.Random(part).sample(tables.rows(part), 12)


@pytest.mark.parametrize("part", PARTS)
def test_rows_have_their_verdicts(part: str) -> None:
    judged(part, drawn(part))


@pytest.mark.long
@pytest.mark.parametrize("part", PARTS)
def test_every_row_has_its_verdict(part: str) -> None:
    judged(part, tables.rows(part))


def judged(part: str, rows: list[tables.Row]) -> None:
    missed = []
    for row in rows:
        found = check(part, row.answer)
        if found["verdict"] != row.expected:
            told = f"{found['verdict']} ({found['because']}), not {row.expected}"
            missed.append(f"{row.answer}\n    {told}")
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("part", PARTS)
def test_what_is_told_of_a_wrong_answer_is_never_the_solution(part: str) -> None:
    tells_no_solution(part, drawn(part))


@pytest.mark.long
@pytest.mark.parametrize("part", PARTS)
def test_no_wrong_row_at_all_is_told_the_solution(part: str) -> None:
    tells_no_solution(part, tables.rows(part))


def tells_no_solution(part: str, rows: list[tables.Row]) -> None:
    """A wrong answer learns that it is wrong, where, and its slip: no box, and no constant one."""
    wrong = [row.answer for row in rows if row.expected in NOT_RIGHT]
    assert len(wrong) > 1
    for answer in (*wrong, *attempts(part)):
        found = check(part, answer)
        told = f"{found['because']}\n{found['counterexample']}"
        if found["verdict"] in ("correct", "unreadable"):
            continue
        assert "exact value is" not in told
        assert not re.search(r"[\\$]|frac(?!tion)|\^\{", told), told
        own = typed(part, answer)
        for number in solutions(part):
            shown = text(number)
            assert number.is_Rational or shown not in told or shown in own, (answer, told)
        box = next((box for box in boxes.part_of(part).boxes if box.name == found["box"]), None)
        if isinstance(box.value if box else None, sp.Rational):
            assert "exact" not in told, (answer, told)


def attempts(part: str) -> Iterator[str]:
    """What comes close to the solution, or asks for it."""
    yield from PROBES
    for number in solutions(part):
        yield f"{text(number)} + 1"


def solutions(part: str) -> list[sp.Expr]:
    """The numbers of a part's boxes that are more than a letter."""
    values = [number for box in boxes.part_of(part).boxes for number in numbers(box.value)]
    return [value for value in dict.fromkeys(values) if not value.is_Symbol]


def typed(part: str, answer: str) -> str:
    """An answer in the spelling of messages."""
    words = for_part(part)
    return " ".join(map(text, numbers(build(parse(answer, words), words).value)))
