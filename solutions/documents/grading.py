"""A document judged: every formula with its verdict, every part with its first wrong line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from solutions import catalogue
from solutions.documents.files import Document
from solutions.documents.formulas import Formula, formulas

Ask = Callable[[dict[str, Any]], dict[str, Any]]
Found = dict[str, Any]
HOLDS, WRONG, LEADING, INHERITED = "holds", "wrong", "leading-order", "inherited"
UNDECIDED, UNREAD = "undecided", "unread"
MISSING = "missing"


def grade(
    document: Document,
    ask: Ask,
    part: str = "",
    done: Callable[[int, int], None] = lambda number, of: None,
) -> Found:
    """What was found in a document, in the documented form.

    ``ask`` answers requests as ``solutions.answers.entry`` does; ``part`` is that of all formulas,
    empty where headings name it; ``done`` is told how many formulas of how many are judged.
    """
    every = list(formulas(document, catalogue.parts(), part))
    starts = [0, *(at + 1 for at, char in enumerate(document.text) if char == "\n")]
    found: list[Found] = []
    answers: dict[str, list[tuple[int, str]]] = {}
    defined: dict[str, list[list[str]]] = {}
    for number, formula in enumerate(every):
        if formula.part:
            told = ask(_request(formula, defined.setdefault(formula.part, [])))
            found += _relations(formula, told, starts)
            defined[formula.part] += told.get("defines", [])
            if answer := told.get("answer"):
                line = _line(starts, formula.start)
                answers.setdefault(formula.part, []).append((line, answer["verdict"]))
        elif _states(formula.text):
            found.append(_nowhere(formula, starts))
        done(number + 1, len(every))
    _inherit(found)
    named = dict.fromkeys(formula.part for formula in every if formula.part)
    return {
        "file": document.name,
        "formulas": found,
        "parts": [_part(name, found, answers.get(name, [])) for name in named],
        "read": sum(one["verdict"] != UNREAD for one in found),
        "unread": sum(one["verdict"] == UNREAD for one in found),
    }


def _request(formula: Formula, defined: list[list[str]]) -> dict[str, Any]:
    return {
        "what": "asserted",
        "part": formula.part,
        "text": formula.text,
        "defined": defined,
    }


def _relations(formula: Formula, told: Found, starts: list[int]) -> list[Found]:
    if "error" in told:
        told = {
            "relations": [
                {
                    "position": 0,
                    "relation": "",
                    "latex": formula.text.strip(),
                    "verdict": UNDECIDED,
                    "because": told["error"],
                    "counterexample": "",
                }
            ]
        }
    return [
        {
            "line": _line(starts, formula.start + one["position"]),
            "part": formula.part,
            "latex": one["latex"],
            "relation": one["relation"],
            "verdict": one["verdict"],
            "because": one["because"],
            "counterexample": one["counterexample"],
            "right": one.get("right", ""),
            "at": formula.start + one["position"],
        }
        for one in told["relations"]
    ]


def _nowhere(formula: Formula, starts: list[int]) -> Found:
    return {
        "line": _line(starts, formula.start),
        "part": "",
        "latex": " ".join(formula.text.split()),
        "relation": "",
        "verdict": UNREAD,
        "because": "no heading above it names a part; say which with --part",
        "counterexample": "",
        "right": "",
        "at": formula.start,
    }


def _states(text: str) -> bool:
    return any(sign in text for sign in ("=", "≈", "\\approx", "\\sim", "∼"))


def _line(starts: list[int], at: int) -> int:
    return bisect_right(starts, at)


def _inherit(found: list[Found]) -> None:
    """What says again what was wrong before follows from it."""
    wrong: dict[tuple[str, str], int] = {}
    for one in found:
        key = (one["part"], one["latex"])
        if one["verdict"] == WRONG:
            if key in wrong and wrong[key] != one["line"]:
                one["verdict"] = INHERITED
                one["because"] = f"it says again what is wrong in line {wrong[key]}"
            else:
                wrong[key] = one["line"]


def _part(name: str, found: list[Found], answers: list[tuple[int, str]]) -> Found:
    mine = [one for one in found if one["part"] == name]
    wrong = [one["line"] for one in mine if one["verdict"] == WRONG]
    right = [line for line, verdict in answers if verdict == "correct"]
    leading = [line for line, verdict in answers if verdict == LEADING]
    line: int | None
    if right and not (wrong and max(wrong) > max(right)):
        verdict, line = "correct", right[-1]
    elif wrong:
        verdict, line = WRONG, wrong[-1]
    elif leading:
        verdict, line = LEADING, leading[-1]
    else:
        open_ones = [one["line"] for one in mine if one["verdict"] in (UNDECIDED, UNREAD)]
        verdict, line = (UNDECIDED, open_ones[-1]) if open_ones else (MISSING, None)
    return {"id": name, "verdict": verdict, "line": line, "first_wrong": min(wrong, default=None)}
