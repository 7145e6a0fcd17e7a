"""The name of a line: one word, one line's only, and no part of what the line says."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from solutions import catalogue
from solutions.author import Box, Derivation
from solutions.checks.entries import line_entries
from solutions.kernel.errors import Malformed
from solutions.statements.lines import judge_derivation
from tests.statements.lines import line, part, refusal, told, x, y

SQUARE = line((x + y) ** 2)
EXPANDED = x**2 + 2 * x * y + y**2


def named(first: str, second: str = "") -> Derivation:
    """Two lines with these names."""
    return SQUARE.equals(EXPANDED, because="expand", name=first).equals(
        (x + y) ** 2, because="and back", name=second
    )


def test_lines_are_called_by_their_names_and_the_first_one_is_start() -> None:
    derivation = named("expand", "factor")
    assert derivation.names == ("start", "expand", "factor")
    assert [step.name for step in derivation.steps] == ["e.expand", "e.factor"]
    assert named("", "factor").names == ("start", "1", "factor"), "the one without a name"


def test_a_line_is_found_by_its_name() -> None:
    derivation = named("expand", "factor")
    assert derivation.line("expand") == EXPANDED
    assert derivation.line("start") == derivation.line(0) == (x + y) ** 2
    assert derivation.upto("expand").title == "line expand of e"
    assert derivation.onward("f", "expand").start == EXPANDED
    assert Box("answer", derivation, line="expand").value == EXPANDED
    assert not told(part(derivation))


@pytest.mark.parametrize("wrong", ["facter", "1", "-1", ""])
def test_a_name_that_no_line_bears_is_told_with_those_that_there_are(wrong: str) -> None:
    with pytest.raises(Malformed) as why:
        named("", "factor").upto(wrong)
    assert str(why.value) == f"e has no line called {wrong!r}; it has start, factor"
    box = Box("answer", named("", "factor"), line=wrong)
    assert not box.stated


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            "expand",
            "two words",
            "'two words' is no name for a line; write one word of small letters, digits and _, "
            "such as name='leading_order'",
        ),
        ("expand", "2", "'2' is no name for a line; write one word"),
        ("expand", "Factor", "'Factor' is no name for a line; write one word"),
        ("expand", "a-b", "'a-b' is no name for a line; write one word"),
        ("expand", "a..b", "'a..b' is no name for a line; write one word"),
        (
            "expand",
            "start",
            "'start' is what the first line is called; give this one another name",
        ),
    ],
)
def test_a_name_that_pages_could_not_say_is_refused(first: str, second: str, message: str) -> None:
    with pytest.raises(Malformed) as why:
        named(first, second)
    place = f"tests/statements/{Path(__file__).name}:"
    said = str(why.value)
    assert said.startswith(place)
    assert int(said.removeprefix(place).split()[0]) > 0
    assert said.split("  e: ")[1].startswith(message)


def test_a_name_is_given_once_in_a_derivation() -> None:
    with pytest.raises(Malformed) as why:
        named("expand", "expand")
    here = f"tests/statements/{Path(__file__).name}"
    said = str(why.value).split("  e: ")[1]
    assert said.startswith(f"the line at {here}:")
    assert said.endswith("is called 'expand' already; give one of the two another name")
    assert named("expand").onward("f").equals((x + y) ** 2, because="", name="expand"), "another"


def test_a_name_is_no_part_of_what_a_line_says() -> None:
    plain, called = named(""), named("expand", "factor")
    for number in range(3):
        assert plain.statement(number) == called.statement(number)
    judged, other = judge_derivation(plain), judge_derivation(called)
    assert judged.evidence == other.evidence
    one, two = line_entries(judged), line_entries(other)
    assert [entry["name"] for entry in two] == ["e.start", "e.expand", "e.factor"]
    kept = ("latex", "because", "kind", "where", "assumes", "verdict", "evidence")
    assert [[e.get(key) for key in kept] for e in one] == [[e.get(k) for k in kept] for e in two]


def test_a_wrong_line_is_told_by_its_name() -> None:
    wrong = SQUARE.equals(x**2, because="a slip", name="drop").equals(x**2 + 1, because="one more")
    judged = judge_derivation(wrong)
    names = [failure[0] for failure in judged.failures]
    assert names == ['e, step drop "a slip"', 'e, step 2 "one more"']
    assert "follows from e.drop, the first wrong line" in judged.failures[1][3]
    assert "wrong" not in refusal(named("expand"))


def test_every_line_of_the_parts_has_a_name() -> None:
    for module in catalogue.parts().values():
        for derivation in import_module(module).part.derivations:
            assert not [one for one in derivation.names if one.isdecimal()], derivation.name
    assert len(catalogue.parts()) >= 15
