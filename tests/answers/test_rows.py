"""Every row of every table has the verdict that it should have, and tells nobody the solution."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
import sympy as sp

from solutions.answers import boxes, judge, tables
from solutions.answers.letters import for_part
from solutions.answers.tables import report
from solutions.catalogue import parts
from solutions.objects.laws import numbers
from solutions.printing.formulas import text
from solutions.reading.expressions.building import build
from solutions.reading.parser import parse

PARTS = list(parts())
NOT_RIGHT = ("wrong", "leading-order")
PROBES = ("7", "0", "1", "N(0, 7)", "N(7, 1)")
"""What is typed by somebody who wants to see the solution."""


@pytest.fixture(scope="module")
def judged() -> dict[str, list[dict[str, str]]]:
    """Every row of every part: as the build judged it, or judged now if anything has changed."""
    return report.current()


def test_every_row_has_its_verdict(judged: dict[str, list[dict[str, str]]]) -> None:
    wanted = {part: [(row.answer, row.expected) for row in tables.rows(part)] for part in PARTS}
    found = {
        part: [(row["answer"], row["verdict"]) for row in rows] for part, rows in judged.items()
    }
    assert found == wanted


@pytest.mark.parametrize("part", PARTS)
def test_some_rows_are_judged_so_in_this_process(part: str) -> None:
    for row in random.Random(part).sample(tables.rows(part), 2):
        assert judge.check(part, row.answer)["verdict"] == row.expected


@pytest.mark.parametrize("part", PARTS)
def test_what_is_told_of_a_wrong_answer_is_never_the_solution(
    part: str, judged: dict[str, list[dict[str, str]]]
) -> None:
    """A wrong answer learns that it is wrong, where, and its slip: no box, and no constant one."""
    wrong = [row for row in judged[part] if row["verdict"] in NOT_RIGHT]
    assert len(wrong) > 9
    tried = [{"answer": typed_, **judge.check(part, typed_)} for typed_ in attempts(part)]
    for found in (*wrong, *tried):
        answer = found["answer"]
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
