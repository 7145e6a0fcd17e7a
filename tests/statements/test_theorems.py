"""A theorem is made by the kernel, and by nobody else: not by its class, a copy, or a file."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from solutions.author import theorem
from solutions.kernel import theorem as kernel
from solutions.kernel.composition import EQUALITY
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.errors import Malformed, NotVerified
from solutions.kernel.statement import Statement
from solutions.kernel.theorem import Theorem
from solutions.work.sources import ROOT
from tests.statements.lines import E, line, x, y

TRUE = line(x + 1).equals(1 + x, because="the order does not matter")
FALSE = Statement(EVERYWHERE, E, EQUALITY, x + 2)
MADE = "a theorem is made by the kernel alone: state a Derivation and let its lines be judged; "


def test_a_derivation_that_holds_has_a_theorem() -> None:
    found = theorem(TRUE)
    assert (found.statement.left, found.statement.right) == (E, x + 1)
    assert [one.rule for one in found.premises] == ["definition", "identity"]


@pytest.mark.parametrize(
    "forged",
    [
        lambda true: Theorem(FALSE, "chain"),
        lambda true: Theorem(FALSE, "chain", (true,), true.evidence, object()),
        lambda true: replace(true, statement=FALSE),
        lambda true: replace(true),
        lambda true: replace(true, statement=FALSE, seal=None),
    ],
)
def test_nobody_else_makes_one(forged: Callable[[Theorem], Theorem]) -> None:
    with pytest.raises(Malformed, match=MADE):
        forged(theorem(TRUE))


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_none_is_copied_or_stored(copied: Callable[[Theorem], object]) -> None:
    with pytest.raises(Malformed, match="not copied or stored: judge its derivation again"):
        copied(theorem(TRUE))


def test_there_is_one_kind_of_it() -> None:
    with pytest.raises(Malformed, match="there is one kind of it"):
        type("Believed", (Theorem,), {"__post_init__": lambda self, seal: None})


def test_it_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        theorem(TRUE).statement = FALSE  # type: ignore[misc]


def test_truth_is_made_in_one_module() -> None:
    makes = re.compile(r"(?<!class )(?<![A-Za-z])Theorem\(")
    paths = (ROOT / "solutions").rglob("*.py")
    made = [path.name for path in paths if makes.search(path.read_text("utf-8"))]
    assert made == [Path(str(kernel.__file__)).name]


def test_a_line_that_does_not_hold_has_none_and_says_why() -> None:
    wrong = TRUE.equals(x + 2, because="a slip")
    assert theorem(wrong, 1).statement == theorem(TRUE).statement
    with pytest.raises(NotVerified, match=r'e, step 2 "a slip"\n  refuted: x \+ 2 is claimed'):
        theorem(wrong)


def test_a_theorem_rests_on_those_it_goes_on_from() -> None:
    further = TRUE.onward("further").at({x: y**2}, because="a square")
    found = theorem(further)
    assert found.statement.right == y**2 + 1
    assert found.statement.left == E
    rules = []
    while found.premises:
        rules.append(found.rule)
        found = found.premises[0]
    assert rules == ["weakening", "substitution", "weakening", "chain"]
    assert (found.rule, found.statement.right) == ("definition", x + 1)
