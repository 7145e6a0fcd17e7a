"""A displayed text of a document: every relation that it states, judged in the part it stands in.

What a reader of the document would do: a = b ≈ c are two statements; a left side that the part
knows denotes something; a letter that nothing knows is defined by what stands behind its equals
sign, and holds from there on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import sympy as sp

from solutions.answers import judge, quantities
from solutions.answers.boxes import Target, orders, targets
from solutions.answers.comparing import agrees, telescoped
from solutions.answers.leading_order import approximates
from solutions.answers.letters import for_part
from solutions.answers.several import declared, lawful
from solutions.evidence.evidence import REFUTED, Evidence
from solutions.kernel.errors import Undecided
from solutions.objects.laws import Normal, Value
from solutions.reading.expressions.building import Built, build
from solutions.reading.parser import Unreadable, piece
from solutions.reading.sides import split
from solutions.reading.spelling import GREEK, shown, spelled
from solutions.reading.statements import Statement, statements
from solutions.reading.vocabulary import Vocabulary
from solutions.relations.limits.approximation import Approximation

HOLDS, WRONG, LEADING, INHERITED = "holds", "wrong", "leading-order", "inherited"
DEFINITION, UNDECIDED, UNREAD = "definition", "undecided", "unread"
Found = dict[str, Any]

_LET = r"(?:\s|\\[,;: ]|\\q?quad|&)*(?:[Ll]et|[Dd]efine|[Ww]here|[Ww]ith|[Ss]et)?\s*"
_NAME = r"(\\?[A-Za-z]+|[α-ωΑ-Ω])((?:_\s*(?:\w|\{[^{}]*\}))?)"
_DEFINED = re.compile(rf"{_LET}{_NAME}\s*(:=|\\coloneqq|\\equiv|≡|=)\s*(?!=)")
_INEQUALITY = re.compile(
    r"[<>≤≥]|\\(?:le|ge|leq|geq|lt|gt|leqslant|geqslant|lesssim|gtrsim|ll|gg)(?![A-Za-z])"
)
_SIGNS = {"equals": "=", "approx": "≈", "tends": "→", "follows": "∼", "proportional": "∝"}


@dataclass(frozen=True)
class Side:
    """One side of a chain: where it stands, its value if it could be read, and why not."""

    start: int
    end: int
    sign: str
    text: str
    value: Value | None = None
    conditions: tuple[Any, ...] = ()
    why: str = ""


def asserted(part: str, text: str, defined: list[list[str]]) -> Found:
    """What a text states in a part, as plain data.

    ``defined`` are the letters that were defined before, ``[name, text]`` each. The answer has
    ``relations``, each with its ``position``, ``relation``, ``latex``, ``verdict``, ``because``,
    ``counterexample`` and ``right``; ``defines``, in the form of ``defined``; and ``answer``, what
    the text is as an answer to the part. Raises LookupError for an unknown part.
    """
    words = for_part(part)
    for name, said in defined:
        words = _with(words, name, said)
    relations: list[Found] = []
    made: list[list[str]] = []
    best: Found = {}
    every = statements(text)
    words = _drawn(every, words)
    for one in every:
        if (definition := _definition(part, one, words)) is not None:
            name, said, start = definition
            words = _with(words, name, said)
            made.append([name, said])
            relations.append(
                _relation(one, start, "=", DEFINITION, f"{name} stands for this from here on")
            )
            continue
        judged = _judged(part, one, words)
        found = _as_answer(part, one, words)
        relations += _softened(one, judged, found)
        if _better(found, best):
            best = found
    return {"relations": relations, "defines": made, "answer": best}


def _drawn(said: list[Statement], words: Vocabulary) -> Vocabulary:
    """The letters with the laws that the text says its random ones have."""
    return replace(words, randoms=declared(said, words)[0].randoms)


def _softened(one: Statement, judged: list[Found], answer: Found) -> list[Found]:
    """The verdicts, but what is a right answer is not wrong, nor what is said under a condition."""
    if answer.get("verdict") in _RANK and judged:
        last = judged[-1]
        if last["verdict"] in (WRONG, UNDECIDED, UNREAD):
            verdict = HOLDS if answer["verdict"] == _RANK[0] else LEADING
            judged[-1] = last | {
                "verdict": verdict,
                "because": answer["because"],
                "counterexample": "",
            }
    if one.conditional:
        said = "it is said under a condition, which was not read"
        return [
            each | {"verdict": UNDECIDED, "because": said} if each["verdict"] == WRONG else each
            for each in judged
        ]
    return judged


def _with(words: Vocabulary, name: str, said: str) -> Vocabulary:
    """The letters with one more, if what it stands for can be read."""
    try:
        value = build(piece(said, 0, len(said), words), words).value
    except Unreadable:
        return words
    return replace(words, letters={**words.letters, name: value})


def _definition(part: str, one: Statement, words: Vocabulary) -> tuple[str, str, int] | None:
    """Name, text and place of a definition; ``None`` for what is none, or cannot be read."""
    found = _DEFINED.match(one.text)
    if found is None or one.denied or one.sense:
        return None
    below = spelled(found[2].lstrip("_ "), step=words.step)
    letter = GREEK.get(found[1].lstrip("\\"), found[1].lstrip("\\"))
    name = letter + ("" if not below else f"_{below}" if below.isalnum() else f"_{{{below}}}")
    plain = one.text[found.start(1) : found.end(2)]
    known = words.knows(name) or quantities.worked(part, plain) is not None
    if known or found[1].lstrip("\\") in ("frac", "sqrt", "sum", "log", "mathcal", "mathbb", "hat"):
        return None
    said = one.text[found.end() :]
    try:
        pieces = list(split(said))
        value = build(piece(said, *pieces[0][:2], words), words).value
    except Unreadable:
        return None
    start, end, _ = pieces[0]
    return (name, said[start:end], found.start(3)) if isinstance(value, sp.Expr) else None


def _sides(one: Statement, words: Vocabulary) -> list[Side]:
    """The sides of a chain, each read by itself."""
    found = []
    for start, end, kind in split(one.text):
        side = Side(start, end, _SIGNS.get(kind, ""), shown(one.text[start:end]))
        try:
            built = lawful(build(piece(one.text, start, end, words), words), words)
            side = replace(side, value=built.value, conditions=built.defined)
        except Unreadable as why:
            side = replace(side, why=str(why))
        found.append(side)
    return found


def _judged(part: str, one: Statement, words: Vocabulary) -> list[Found]:
    """A verdict on every relation of a statement."""
    try:
        sides = _sides(one, words)
    except Unreadable as why:
        return [_relation(one, max(why.position, 0), "", UNREAD, str(why))]
    if one.denied or one.sense:
        return []
    if len(sides) == 1 and (sign := _INEQUALITY.search(one.text)) is not None:
        said = f"what stands around {sign[0]} is not judged"
        return [_relation(one, sign.start(), sign[0], UNREAD, said)]
    found = []
    for place, (before, after) in enumerate(pairwise(sides)):
        left = before.value
        bare = getattr(left, "is_Symbol", False) and not before.text.startswith(("Var", "E"))
        if not place and (left is None or bare):
            left = quantities.worked(part, before.text)
            if bare and before.value in words.randoms and after.sign == "∼":
                left = Normal(sp.Integer(0), words.randoms[before.value])
            if left is None and bare and after.value is not None:
                said = f"it is not known here what {before.text} is"
                found.append(_relation(one, after.start, after.sign, UNDECIDED, said))
                continue
        if (
            left is not None
            and after.value is not None
            and isinstance(left, Normal)
            and not isinstance(after.value, Normal)
        ):
            left = before.value
        verdict, because, point = _pair(part, left, before, after)
        number = isinstance(after.value, sp.Expr)
        if (
            bare and number and not place and verdict == WRONG
        ):  # what is asked for may have this name, too
            verdict, because, point = UNDECIDED, f"{before.text} was not found to be that", ""
        found.append(_relation(one, after.start, after.sign, verdict, because, point))
    return found


def _pair(part: str, left: Value | None, before: Side, after: Side) -> tuple[str, str, str]:
    """Verdict, reason and point of one relation."""
    if after.value is None:
        return UNREAD, after.why, ""
    if left is None:
        return UNREAD, before.why or f"it is not known what ‘{before.text}’ is", ""
    if isinstance(left, Normal) != isinstance(after.value, Normal):
        return UNDECIDED, "a law stands beside a number", ""
    built = Built(after.value, (*before.conditions, *after.conditions), None, "=")
    if after.sign in ("=", "∼"):
        return _told(_equal(part, left, built))
    equal = _equal(part, left, built)
    if equal.holds:
        return HOLDS, "they are equal", ""
    if after.sign in ("≈", "→"):
        return _near(part, left, after.value) or (
            UNDECIDED,
            "not decided in a regime of the part",
            "",
        )
    return UNDECIDED, f"what stands around {after.sign} was not compared", ""


def _equal(part: str, left: Value, built: Built) -> Evidence:
    """Whether both sides agree where some box of the part was proved."""
    last: Evidence | None = None
    domains = dict.fromkeys(target.domain for target in targets(part))
    box = targets(part)[0].box
    for domain in domains:
        value = replace(built, value=telescoped(built.value, domain))
        last = agrees(value.value, Target(box, telescoped(left, domain), domain), value)
        if last.holds:
            return last
    assert last is not None
    return last


def _told(found: Evidence) -> tuple[str, str, str]:
    if found.holds:
        return HOLDS, "the two sides agree", ""
    if found.verdict == REFUTED:
        at = found.problem.at if found.problem else None
        return WRONG, "the two sides differ", at.sentence() if at is not None else ""
    return UNDECIDED, "neither a proof nor a point where they differ was found", ""


def _near(part: str, left: Value, right: Value) -> tuple[str, str, str] | None:
    """The verdict on an approximation, in the regimes in which the part asks for one."""
    refuted = False
    regimes = {order.regime.name: order.regime for order in orders(part)}
    for regime in regimes.values():
        try:
            found = Approximation(regime).judge(left, right, regime.where)
            if found.holds:
                exactly = approximates(left, right, regime).holds
                return (HOLDS if exactly else LEADING), "right to leading order", ""
            refuted = refuted or found.verdict == REFUTED
        except (Undecided, TypeError, ValueError):
            continue
    return (WRONG, "it is not near that in the part's regime", "") if refuted else None


def _relation(
    one: Statement, position: int, sign: str, verdict: str, because: str, point: str = ""
) -> Found:
    return {
        "position": position,
        "relation": sign,
        "latex": " ".join(one.text.split()),
        "verdict": verdict,
        "because": because,
        "counterexample": point,
    }


def _as_answer(part: str, one: Statement, words: Vocabulary) -> Found:
    """What a statement is as an answer to the part; what only mentions something is none."""
    try:
        if len(list(split(one.text))) < 2 and r"\boxed" not in one.text:
            return {}
        return judge.judged_alone(part, one, words)
    except Unreadable:
        return {}


_RANK = ("correct", "leading-order")


def _better(found: Found, than: Found) -> bool:
    """Is this an answer that asks for nothing more?"""
    if found.get("verdict") not in _RANK or not (
        found.get("box") or found["verdict"] == "leading-order"
    ):
        return False
    return not than or _RANK.index(found["verdict"]) < _RANK.index(than["verdict"])
