"""The formulas of a text, its headings, and the part that each stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solutions.documents.files import LATEX, PLAIN, Document

_ENVIRONMENTS = "equation|align|gather|multline|aligned|alignat|eqnarray|displaymath|split|gathered"
_FORMULA = re.compile(
    rf"(?P<fence>^[ ]{{0,3}}(?P<ticks>```+|~~~+)[^\n]*\n.*?(?:^[ ]{{0,3}}(?P=ticks)[ \t]*$|\Z))"
    r"|(?P<code>(?<!`)`[^`\n]+`(?!`))"
    rf"|\\begin\{{(?P<env>(?:{_ENVIRONMENTS})\*?)\}}(?P<inner>.*?)\\end\{{(?P=env)\}}"
    r"|(?<!\\)\$\$(?P<dollars>.+?)(?<!\\)\$\$"
    r"|\\\[(?P<brackets>.+?)\\\]"
    r"|\\\((?P<round>.+?)\\\)"
    r"|(?<![\\$])\$(?P<inline>(?!\s)(?:[^$\n]|\\\$|\n(?!\s*\n))+?(?<![\\\s]))\$(?!\d)",
    re.DOTALL | re.MULTILINE,
)
_DISPLAYED = ("inner", "dollars", "brackets")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_HEADING = re.compile(
    r"^[ ]{0,3}(?:#{1,6}[ ]+|\*\*|__|\\(?:sub)*section\*?\{|\\paragraph\*?\{|\\item\s*\[?|"
    r"[-*][ ]+)?"
    r"(?:(?:problem|question|exercise|aufgabe|task|part|solution(?:[ ]to)?|answer(?:[ ]to)?)[ ]*)?"
    r"(?:(?P<number>\d)[ .:)]*)?\(?(?P<letter>[a-z])\)?(?=[).:\s\]}*_—–-]|$)(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^[ ]{0,3}(?:#{1,6}[ ]+|\*\*|\\(?:sub)*section\*?\{)?"
    r"(?:problem|question|exercise|aufgabe|task)[ ]*(?P<number>\d+)\b(?![ ]*[.(]?[ ]*\(?[a-z]\b)",
    re.IGNORECASE,
)
_RELATION = re.compile(r"[=≈∼~∝→]|\\(?:sim|approx|propto|to|equiv|simeq)(?![A-Za-z])")
_MATHS = re.compile(r"[^\W\d_]{4,}")
MOST = 10_000
"""More formulas of one document are not judged."""


@dataclass(frozen=True)
class Formula:
    """A formula of a document: where it starts, what is between its delimiters, its part."""

    start: int
    text: str
    part: str
    displayed: bool = False


def formulas(document: Document, parts: Iterable[str], told: str = "") -> Iterator[Formula]:
    """The formulas of a document in order; ``told`` is the part that all of them belong to."""
    text = document.text
    if document.kind == LATEX:
        text = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    places = [] if told else list(_places(text, set(parts)))
    found = _lines(text) if document.kind == PLAIN else _between(text)
    for number, (start, said, displayed) in enumerate(found):
        if number >= MOST:
            return
        part = told or next((one for at, one in reversed(places) if at <= start), "")
        yield Formula(start, said, part, displayed)


def _between(text: str) -> Iterator[tuple[int, str, bool]]:
    """What stands between the delimiters of formulas; code is passed over."""
    for found in _FORMULA.finditer(text):
        for name in (*_DISPLAYED, "round", "inline"):
            if found[name] is not None:
                yield found.start(name), found[name], name in _DISPLAYED


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """The lines of a plain text that state something in signs rather than in words."""
    at = 0
    for line in text.split("\n"):
        start = 0
        if ":" in line and _RELATION.search(line[line.rfind(": ") + 1 :]):
            start = line.rfind(": ") + 1
        said = line[start:]
        if _RELATION.search(said) and len(_MATHS.findall(said)) <= 2:
            yield at + start, said, True
        at += len(line) + 1


def _places(text: str, parts: set[str]) -> Iterator[tuple[int, str]]:
    """Where parts begin: ``(a)`` under “Problem 1”, ``1(a)``, ``### 2b``, ``Problem 2 (b)``."""
    problem, at = "", 0
    known = {part[:-1] for part in parts}
    only = next(iter(known)) if len(known) == 1 else ""
    for line in text.split("\n"):
        if (found := _NUMBERED.match(line)) is not None:
            problem = found["number"]
        elif (found := _HEADING.match(line)) is not None and _is_heading(line, found):
            number = found["number"] or problem or only
            name = number + found["letter"].lower()
            if found["number"]:
                problem = found["number"]
            if name in parts:
                yield at, name
        at += len(line) + 1


def _is_heading(line: str, found: re.Match[str]) -> bool:
    """Is the line a heading, and no sentence that begins with a letter such as “a”?"""
    marked = re.match(r"\s*(?:#|\*\*|__|\\)", line)
    bracketed = re.match(r"\s*(?:[-*][ ]+)?(?:\w+[ ]+)*\d?[ .]*\(?[a-z]\)", line, re.IGNORECASE)
    worded = re.match(r"\s*(?:problem|part|question|exercise)\b", line, re.IGNORECASE)
    whole = not found["rest"].strip(" .:)")
    return bool(
        marked or bracketed or worded or (found["number"] and whole) or (whole and line.strip())
    )
