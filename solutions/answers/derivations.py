"""A derivation that a reader pastes: a line each, with =, ≈ or → between; the first wrong one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from solutions.answers import asymptotics, equality
from solutions.evidence.evidence import PROVED, REFUTED
from solutions.reading import plain_text
from solutions.reading.expressions.building import Built, build
from solutions.reading.mathml import mathml
from solutions.reading.parser import Unreadable, parse
from solutions.reading.spelling import FUNCTIONS
from solutions.reading.tree import Node

MOST, LONGEST = 40, 40_000
"""Lines that are read, and characters of all of them."""

RIGHT, WRONG, SKIPPED, UNREADABLE = "holds", "wrong", "not judged", "unreadable"

_DRESS = re.compile(
    r"\\(?:begin|end)\s*\{[A-Za-z]+\*?\}(?:\{[^{}]*\})?|\\(?:nonumber|notag)(?![A-Za-z])"
    r"|\\(?:label|tag\*?)\s*\{[^{}]*\}|&|\$\$|\\\[|\\\]"
)
_BREAK = re.compile(r"\\\\(?:\s*\[[^\]\n]*\])?|\n")
_SIGNS = {
    "approx": "≈", "simeq": "≈", "longrightarrow": "→", "rightarrow": "→", "to": "→",
    "->": "→", "~=": "≈", "≃": "≈", ":=": "=", "≔": "=", "equiv": "=", "coloneqq": "=", "≡": "=",
}  # fmt: skip
_RELATION = re.compile(
    r"(?<![<>!])(?:\\(approx|simeq|longrightarrow|rightarrow|to|equiv|coloneqq)(?![A-Za-z])"
    r"|->|~=|:=|[=≈≃→≡≔])"
)
_LETTER = r"(?:\\?[A-Za-z]+|\\[A-Za-z]+\s*\{?[A-Za-z]\}?|[α-ωΑ-Ω])(?:_\\?\w+|_\{[^{}]*\})?"
_NAME = re.compile(rf"({_LETTER})\s*\(\s*{_LETTER}(?:\s*[,;|]\s*{_LETTER})*\s*\)")
"""f(x), p_θ(x, t)"""


@dataclass
class Piece:
    """One side of a relation: the number of its line, the sign in front, and what was read."""

    number: int
    sign: str
    text: str
    tree: Node | None = None
    built: Built | None = None
    unread: str = ""


def first_wrong(text: str, where: str = "") -> dict[str, Any]:
    """Every line with its verdict, and the number of the first that does not follow, from 1.

    A line that begins with = is held against the line before. So is one with ≈ or →, if ``where``
    says what is small, as in ``x → 0`` or ``x ≪ 1``; else it is told that nothing does. Rows of an
    align environment are lines. A name before the first = of a chain, as in ``y = x²`` and
    ``f(x) = x²``, is a name of what follows.
    """
    where, small = asymptotics.parted(where)
    try:
        pieces = _read(text, where)
        vocabulary, domain = equality.declared(_counted(pieces, where))
        letters = [build(parse(name, vocabulary), vocabulary).value for name in small]
    except Unreadable as why:
        return {"lines": [], "first_wrong": None, "because": str(why)}
    lines: list[dict[str, Any]] = []
    before: Piece | None = None
    for place, piece in enumerate(pieces):
        entry: dict[str, Any] = {"number": piece.number, "relation": piece.sign}
        entry |= {"read_as": piece.text, "mathml": "", "counterexample": ""}
        if piece.tree is not None:
            entry |= {
                "read_as": plain_text.plain(piece.tree),
                "mathml": mathml(piece.tree),
            }
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        if not piece.sign and after is not None and _names(piece, after):
            entry |= {"verdict": SKIPPED, "because": "a name of what follows"}
            before = None
        elif piece.built is None:
            entry |= {"verdict": UNREADABLE, "because": piece.unread}
            before = piece
        else:
            entry |= _verdict(before, piece, domain, letters, first=not place)
            before = piece
        lines.append(entry)
    wrong = [line["number"] for line in lines if line["verdict"] in (WRONG, UNREADABLE)]
    return {"lines": lines, "first_wrong": min(wrong, default=None), "because": ""}


def _read(text: str, where: str) -> list[Piece]:
    """The pieces of all lines, built with the letters of ``where``; those that can be read."""
    if len(text) > LONGEST:
        raise Unreadable(LONGEST, "a shorter text", f"at most {LONGEST} characters are read")
    rows = [row for row in (_DRESS.sub(" ", r).strip() for r in _BREAK.split(text)) if row]
    if len(rows) > MOST:
        raise Unreadable(0, "fewer lines", f"{len(rows)} lines; at most {MOST} are read")
    pieces = [
        Piece(number, sign, part)
        for number, row in enumerate(rows, 1)
        for sign, part in _split(row)
    ]
    vocabulary, _ = _domain(where)
    for piece in pieces:
        try:
            piece.tree = parse(piece.text, vocabulary)
        except Unreadable as why:
            piece.unread = str(why)
    vocabulary, _ = _domain(_counted(pieces, where))
    for piece in pieces:
        try:
            piece.built = build(piece.tree, vocabulary) if piece.tree is not None else None
        except Unreadable as why:
            piece.tree, piece.unread = None, str(why)
    return pieces


def _domain(where: str) -> Any:
    try:
        return equality.declared(where)
    except Unreadable as why:
        raise Unreadable(why.position, why.expected, f"the domain: {why}") from None


def _counted(pieces: list[Piece], where: str) -> str:
    """The conditions, and that the limits of sums are whole."""
    trees = [piece.tree for piece in pieces if piece.tree is not None]
    return ", ".join(filter(None, [where, *equality.limits(trees, where)]))


def _split(row: str) -> list[tuple[str, str]]:
    """A row as ``(sign, expression)``: a = b gives two, the first without a sign."""
    found: list[tuple[str, str]] = []
    sign, start, depth, at = "", 0, 0, 0
    while at < len(row):
        depth += (row[at] in "({[") - (row[at] in ")}]")
        match = _RELATION.match(row, at) if depth <= 0 else None
        if match is None:
            at += 1
            continue
        if row[start:at].strip():
            found.append((sign, row[start:at].strip()))
        said = match[1] or match[0]
        sign, at = _SIGNS.get(said, said), match.end()
        start = at
    last = row[start:].strip().rstrip(",;").rstrip()
    return [*found, (sign, last)]


def _names(piece: Piece, after: Piece) -> bool:
    """Is this a name of what comes after its =: a letter that does not occur there, or f(x)?"""
    if after.sign != "=":
        return False
    named = _NAME.fullmatch(piece.text)
    if named is not None and named[1].lstrip("\\") not in FUNCTIONS:
        return not re.search(rf"{re.escape(named[1])}(?![A-Za-z])", after.text)
    if piece.tree is None or after.tree is None:
        return False
    if piece.tree.kind != "name" or piece.tree.parts[0] in ("π", "e"):
        return False
    return all(node != piece.tree for node in after.tree.walk())


def _verdict(
    before: Piece | None, now: Piece, domain: Any, letters: list[Any], *, first: bool
) -> dict[str, Any]:
    told = ""
    if not now.sign:
        told = "the first line" if first else "a new chain begins"
    elif before is None:
        told = "what the name stands for" if not first else f"nothing stands before {now.sign}"
    elif now.sign != "=" and not letters:
        told = f"say what is small, and {now.sign} is judged: x → 0 in the domain"
    elif before.tree is None or before.built is None:
        told = "what it should be equal to could not be read"
    if told or before is None or before.tree is None or before.built is None or now.tree is None:
        return {"verdict": SKIPPED, "because": told}
    if now.built is None:
        raise AssertionError("a piece that was not built is unreadable")
    if now.sign != "=":
        return asymptotics.judged(now.sign, before.built.value, now.built.value, letters, domain)
    found = equality.judged((before.tree, before.built), (now.tree, now.built), domain)
    equal, different = equality.WORDS[PROVED], equality.WORDS[REFUTED]
    word = {equal: RIGHT, different: WRONG}.get(found["verdict"], found["verdict"])
    return {
        "verdict": word,
        "because": found["because"],
        "counterexample": found.get("counterexample", ""),
    }
