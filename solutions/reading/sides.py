"""What stands on the sides of the relations of a text: ``X_1 \\sim``, ``Var(…) =``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solutions.reading.tree import Unreadable

_RELATION = re.compile(
    r"\\(?:approx|simeq|sim|to|rightarrow|longrightarrow|equiv|coloneqq|propto)(?![A-Za-z])"
    r"|:=|->|~=|[=≈≃∼~→≡∝]"
)
_KINDS = {
    "approx": "approx", "simeq": "approx", "≈": "approx", "≃": "approx", "~=": "approx",
    "sim": "follows", "∼": "follows", "~": "follows", "to": "tends", "rightarrow": "tends",
    "longrightarrow": "tends", "→": "tends", "->": "tends",
    "propto": "proportional", "∝": "proportional",
}  # fmt: skip
_TAIL = re.compile(r"(?:[\s.,;$]|\\[\]),;:!> ]|\\\\)+$")
_BOX = re.compile(r"(?:[\s$]|\\[\[(])*\\boxed\s*\{")


def split(text: str) -> Iterator[tuple[int, int, str]]:
    """``(start, end, kind of the relation in front)`` of what stands between relations."""
    start, end = _inside(text)
    depth, kind, at = 0, "", start
    while at < end:
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text[at], 0)
        if (
            text[at] == ","
            and depth <= 0
            and text[at - 1 : at] != "\\"
            and _RELATION.search(text, at)
        ):
            _one_answer(text, at)
        found = _RELATION.match(text, at, end) if depth <= 0 else None
        if found and text[max(0, at - 1) : at] not in ("!", "<", ">") and not _of_a_law(text[:at]):
            yield start, at, kind
            said = found[0].lstrip("\\")
            start, kind = found.end(), _KINDS.get(said, "equals")
            at = start
        else:
            at += 1
    yield start, end, kind


def _one_answer(text: str, at: int) -> None:
    """Refuse ``N(0, t), T = 1/Δt``: which of the two is the answer?"""
    if not re.search(r"\bmean\b", text[:at]):
        said = "one statement at a time: leave out what stands on one side of this comma"
        raise Unreadable(at, "the end", said)


def _of_a_law(before: str) -> bool:
    """Is an equals sign here that of ``mean = 0, variance = v``?"""
    return bool(re.search(r"\bmean\s*$|\bmean\b.*\bvariance\s*$", before))


def _inside(text: str) -> tuple[int, int]:
    """Where the formula begins and ends, inside dollars, a box and the like."""
    end = len(text) - len(match[0]) if (match := _TAIL.search(text)) else len(text)
    box = _BOX.match(text)
    if box and text[:end].endswith("}") and _closes(text, box.end() - 1) == end - 1:
        return box.end(), end - 1
    return 0, end


def _closes(text: str, at: int) -> int:
    """Where the brace at ``at`` closes, or -1."""
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return -1
