"""Two walks through the package, of an answer and of a part: a dozen rooms each, and one way.

A room is a folder of ``solutions``. The order of rooms is that of the contract in pyproject.toml.
What is called in a room above is the caller's own: a method of a value or a rule that was handed
down, under a name that the room below declares.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from solutions.answers import entry
from solutions.catalogue import PROBLEMS, parts
from solutions.checks import module as checks
from solutions.checks.entries import line_entries
from solutions.statements.lines import judge_derivation

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LAYERS: list[str] = SETTINGS["tool"]["importlinter"]["contracts"][1]["layers"]
HEIGHT = {
    room.strip(): -at for at, layer in enumerate(LAYERS) for room in layer.split("|")
}  # the last is the lowest

SHEET = {problem.folder for problem in PROBLEMS}
"""What a part states is called from everywhere: its checks, the functions that it defines."""

HANDED_DOWN = {
    "judge",  # kernel/theorem.py: a rule says of a line whether it follows
    "link",  # kernel/theorem.py: an approximation that is carried on
    "holds",  # kernel/theorem.py: what a rule said
    "moving",  # kernel/context.py: the letters that a regime moves
    "carried",  # kernel/statement.py: a quantity in other letters
    "put",  # kernel/theorem.py: a value with its letters replaced
    "variance",
    "mean",
    "lent",  # relations/inequalities/roots.py: the line that gives the square
    "opened",
    "result",  # relations/inequalities/products.py: the lemma, a derivation of its own
    "tex",  # printing/formulas.py: a value says how it is written
    "text",
}


def walk(action: Callable[[], Any]) -> tuple[list[str], set[tuple[str, str, str]]]:
    """The rooms entered, in order, and each call into a higher room, with what it calls."""
    rooms: list[str] = []
    back: set[tuple[str, str, str]] = set()

    def room(frame: FrameType | None) -> str:
        while frame is not None:
            inside = Path(frame.f_code.co_filename)
            if inside.is_relative_to(ROOT / "solutions"):
                return inside.relative_to(ROOT / "solutions").parts[0].removesuffix(".py")
            frame = frame.f_back
        return ""

    known: dict[Any, str] = {}

    def entered(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event != "call" or "solutions" not in code.co_filename:
            return
        if (to := known.get(code)) is None:
            to = known[code] = room(frame)
        if to not in rooms:
            rooms.append(to)
        if to in SHEET or frame.f_back is None:
            return
        if HEIGHT[to] > HEIGHT.get(above := room(frame.f_back), 0):
            back.add((above, to, code.co_name))

    sys.setprofile(entered)
    try:
        action()
    finally:
        sys.setprofile(None)
    return rooms, back


@pytest.mark.parametrize(
    ("part", "answer"), [("1e", r"(\sigma^2+\Delta t)/2"), ("2e", r"\sigma(r_1 - r_2)")]
)
def test_an_answers_way(part: str, answer: str) -> None:
    request = json.dumps({"what": "check", "part": part, "answer": answer})
    import_module(parts()[part])
    rooms, back = walk(lambda: entry.answer(request))
    assert rooms[0] == "answers"
    assert len(rooms) <= 12
    assert {name for _, _, name in back} <= HANDED_DOWN


@pytest.mark.long
@pytest.mark.parametrize("part", parts())
def test_what_the_lines_of_a_part_call(part: str) -> None:
    """Without the checks, whose samples would take minutes under the recorder."""
    stated = import_module(parts()[part]).part

    def lines() -> None:
        for judged in [judge_derivation(one) for one in stated.derivations]:
            line_entries(judged)

    rooms, back = walk(lines)
    assert len(rooms) <= 12
    assert {name for _, _, name in back} <= HANDED_DOWN


@pytest.mark.parametrize("part", ["1a", "1b"])
def test_a_parts_way(part: str) -> None:
    module = parts()[part]
    import_module(module)
    rooms, back = walk(lambda: checks.verify(part, module))
    assert rooms[0] == "checks"
    assert len(rooms) <= 12
    assert {name for _, _, name in back} <= HANDED_DOWN
