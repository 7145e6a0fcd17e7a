"""The log as data: claims, attempts and margin notes, without a verdict of ours."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from solutions import catalogue
from solutions.kernel.errors import Malformed

LOG = Path(__file__).parent / "log"
PAGES = 71
KINDS = ("setup", "definition", "step", "final", "interpretation")


@dataclass(frozen=True)
class Claim:
    """One claim of the log: ``latex`` as the model wrote it, and how the student reacted."""

    id: str
    page: int
    part: str
    attempt: int
    kind: str
    latex: str
    final: bool
    reaction: str
    reaction_page: int
    reading_note: str = ""


@dataclass(frozen=True)
class Attempt:
    """One try at a part: its pages, its final claims, and what the student said of it."""

    part: str
    attempt: int
    pages: tuple[int, int]
    reaction: str
    reaction_page: int
    final_claims: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """A note in the margin, in our words: a verdict, an observation, a hypothesis or a method."""

    page: int
    part: str
    attempt: int | None
    kind: str
    paraphrase: str


Row = TypeVar("Row", Claim, Attempt, Note)


def claims(folder: Path = LOG) -> tuple[Claim, ...]:
    """All claims in the order of the log; raises :class:`Malformed` with the id of a bad one."""
    found = _rows(folder / "claims.json", Claim)
    seen: set[str] = set()
    parts = list(catalogue.parts())
    for claim in found:
        wrong = _fault(claim, seen, parts)
        if wrong:
            raise Malformed(f"claims.json: {claim.id}: {wrong}")
        seen.add(claim.id)
    return tuple(found)


def attempts(folder: Path = LOG) -> tuple[Attempt, ...]:
    """All attempts; every claim belongs to one, and every final claim is a claim of its attempt."""
    found = [
        Attempt(a.part, a.attempt, _pages(a.pages), a.reaction, a.reaction_page, (*a.final_claims,))
        for a in _rows(folder / "attempts.json", Attempt)
    ]
    known = {(attempt.part, attempt.attempt): attempt for attempt in found}
    if len(known) < len(found):
        raise Malformed("attempts.json: an attempt is listed twice")
    by_id = {claim.id: claim for claim in claims(folder)}
    for claim in by_id.values():
        if (claim.part, claim.attempt) not in known:
            raise Malformed(
                f"claims.json: {claim.id}: there is no attempt {claim.attempt} at {claim.part}"
            )
    for attempt in found:
        for name in attempt.final_claims:
            last = by_id.get(name)
            if last is None or (last.part, last.attempt) != (attempt.part, attempt.attempt):
                raise Malformed(
                    f"attempts.json: attempt {attempt.attempt} at {attempt.part} ends with "
                    f"{name}, which is no claim of it"
                )
    return tuple(found)


def notes(folder: Path = LOG) -> tuple[Note, ...]:
    """The student's notes in the margin."""
    return tuple(_rows(folder / "annotations.json", Note))


def _rows(path: Path, kind: type[Row]) -> list[Row]:
    names = {one.name for one in fields(kind)}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as why:
        raise Malformed(f"{path.name} cannot be read: {why}") from why
    found = []
    for place, row in enumerate(rows):
        named = row.get("id", f"entry {place + 1}")
        if unknown := set(row) - names:
            raise Malformed(f"{path.name}: {named}: unknown field {', '.join(sorted(unknown))}")
        try:
            found.append(kind(**row))
        except TypeError as why:
            raise Malformed(f"{path.name}: {named}: {why}") from why
    return found


def _pages(pages: Any) -> tuple[int, int]:
    first, last = pages
    return first, last


def _fault(claim: Claim, seen: set[str], parts: list[str]) -> str:
    """What is wrong with a claim, or nothing."""
    if claim.id in seen:
        return "two claims have this id"
    if not re.fullmatch(rf"{re.escape(claim.part)}-\d\d", claim.id):
        return f"a claim of part {claim.part} is called {claim.part}-01, {claim.part}-02, …"
    if claim.part not in parts:
        return f"unknown part {claim.part!r}{catalogue.nearest(claim.part, parts)}"
    if not 1 <= claim.page <= PAGES:
        return f"page {claim.page} is not among the log's {PAGES} pages"
    if claim.kind not in KINDS:
        return f"unknown kind {claim.kind!r}; there are {', '.join(KINDS)}"
    return malformed(claim.latex)


_QUOTED = re.compile(r'\\text\{"(?:.*?)"(?P<tail>[^"{}]*)\}')
_ROOM = r"(?:\\quad|\\\s|[\s:,])+"


def formula(latex: str) -> str:
    """A claim without the sentences that it quotes: what is left is mathematics, or nothing."""
    left = _QUOTED.sub(_after_quotation, latex)
    if left == latex:
        return latex
    left = left.replace("()", "")
    return re.sub(rf"^{_ROOM}|{_ROOM}$", "", left)


def _after_quotation(found: re.Match[str]) -> str:
    """What stands behind the quotation in the same text, unless it is only a mark."""
    tail = found["tail"].strip(" ;:")
    return rf"\text{{{tail} }}" if tail else ""


def malformed(latex: str) -> str:
    """What keeps this from being TeX: braces, ``\\left`` and ``\\right``, environments."""
    if not latex.strip():
        return "the formula is empty"
    depth = 0
    for mark in re.findall(r"(?<!\\)(?:\\\\)*([{}])", latex):
        depth += 1 if mark == "{" else -1
        if depth < 0:
            return "a closing brace without an opening one"
    if depth:
        return f"{depth} opening brace(s) without a closing one"
    left, right = (len(re.findall(rf"\\{word}(?![a-z])", latex)) for word in ("left", "right"))
    if left != right:
        return f"{left} \\left and {right} \\right"
    begun, ended = (re.findall(rf"\\{word}{{(\w+)}}", latex) for word in ("begin", "end"))
    if sorted(begun) != sorted(ended):
        return "an environment that does not end"
    return ""
