"""A text → the statements in it, each at its place: ``X ∼ …, Y ∼ …`` has two.

Nothing is read here: statements are told apart by what stands between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from solutions.reading.dressing import CONDITIONED, REMARKED, undressed

MOST = 12
"""More statements in one answer are not told apart."""
_RELATION = re.compile(
    r"\\(?:approx|simeq|sim|to|rightarrow|equiv|coloneqq|propto)(?![A-Za-z])|:=|->|[=≈≃∼~→≡∝]"
)
_BETWEEN = re.compile(
    rf"{REMARKED}|{CONDITIONED}|" + r",|;|\\\\|\\qquad(?![A-Za-z])|\band\b(?!\s+variance)"
)
_LINES = re.compile(rf"{_BETWEEN.pattern}|\n")
"""Where TeX's signs are, the end of a line is only a space."""
_GAP = re.compile(r"(?:[\s,;&⁏⸵]|\\\\(?:\s*\[[^\]\n]*\])?|\\[,;: ]|\\q?quad(?![A-Za-z]))*")
_LAW = re.compile(
    r"\s*(?:\\[,;: ]|\\quad)*\s*(?:\\mathcal\s*\{?\s*N\s*\}?|N|𝒩|Normal)\s*(?:\\left\s*)?\("
)
_PROSE = re.compile(
    r"(?:\s*\b(?:the|a(?=\s+[a-z]{3})|an|its?|is|are|law|distribution|distributed|as|answer|result|so|hence|thus|"
    r"therefore|we|get|have|with|gaussian|normal|has|of|equals?|where|that|this|runs?|over|exactly|"
    r"all|think|sequences|sum(?=\s+runs))\b(?![_({^\[=*]))+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:sequences|exactly|terms|in distribution)\.?\s*$", re.IGNORECASE)
_ORDER = re.compile(
    r"(?:\s|\\[,;: ])*(?:\\mathcal\s*\{?\s*O\s*\}?|O|Θ|\\Theta)\s*(?:\\left\s*)?\((.*?)"
    r"(?:\\right\s*)?\)[\s.]*",
    re.DOTALL,
)
"""The order of something, O(…), and nothing else."""
_ROW = re.compile(r"\\\\(?:\s*\[[^\]\n]*\])?")
"""The end of a row: the statement goes on in the next one, if it begins with a relation."""
_UNEQUAL = re.compile(r"\\neq?(?![A-Za-z])|≠|!=")
_SENSE = re.compile(
    r"(?:\s|\\[,;: ])*\\?(?:arg\s*\\?)?(max|min)(?:imi[sz]e)?\s*_\s*(?:\{[^{}]*\}|\\?[A-Za-z]+)"
    r"(?!.*(?<![<>!])=)"
)
_MEAN = re.compile(r"^(\s*)(mean|variance)(\s*[:=]|\s)")


@dataclass(frozen=True)
class Statement:
    """One statement, in front of it as many spaces as there stood characters; or its denial."""

    text: str
    denied: bool = False
    conditional: bool = False
    """Whether it is said under a condition, which is not read."""
    order: bool = False
    """Whether only an order is said, as in O(n), of which a factor is not known."""
    sense: str = ""
    """``max`` or ``min`` where that stood in front: what is said is to be optimised."""


def statements(text: str) -> list[Statement]:
    """The statements of a text, in order; a text that cannot be divided is one."""
    plain = undressed(text)
    found = [
        _statement(plain, start, end) for start, end in _divided(plain) if plain[start:end].strip()
    ]
    # Behind “if” stands a condition, and no statement.
    said = [
        one
        for before, one in zip([None, *found], found, strict=False)
        if before is None or not before.conditional
    ]
    return said if 0 < len(said) <= MOST else [Statement(plain)]


def _divided(text: str) -> list[tuple[int, int]]:
    """From where to where the statements stand: between two of them is a comma, a line or “and”."""
    places, depth, start = [], 0, 0
    signs = _BETWEEN if "\\" in text else _LINES
    between = {found.start(): found.end() for found in signs.finditer(text)}
    at = 0
    while at < len(text):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text[at], 0)
        end = between.get(at)
        remark = text[at] in (REMARKED, CONDITIONED)
        if end and depth <= 0 and text[at - 1 : at] != "\\" and _parts(text[start:at], text[end:]):
            places.append((start, at + remark))
            start = at = _past_gap(text, end)
        elif end and remark and text[start:at].strip(" &\\"):
            places.append((start, at + 1))
            later = _next(text, end, signs)
            if later is None:
                return places
            start = at = later
        else:
            at += 1
    return [*places, (start, len(text))]


def _next(text: str, at: int, signs: re.Pattern[str]) -> int | None:
    """Where after a remark a statement begins, if one does: behind a comma or an end of a row."""
    for found in signs.finditer(text, at):
        rest = text[found.end() :]
        first = signs.split(rest[_past_gap(rest, 0) :], maxsplit=1)[0]
        if _RELATION.search(first):
            return _past_gap(text, found.end())
    return None


def _past_gap(text: str, at: int) -> int:
    """The place behind spaces, commas and ends of rows."""
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def _parts(before: str, after: str) -> bool:
    """Is each of the two a statement: a relation, or a law?"""
    if not before.strip() or re.search(r"\bmean\b", before):
        return False
    after = after[_past_gap(after, 0) :]
    first = _BETWEEN.split(after, maxsplit=1)[0]
    if _LAW.match(after):
        return bool(_LAW.match(before) or _RELATION.search(before))
    related = bool(_RELATION.search(first)) and not re.match(r"\s*&?\s*(?:[=≈∼→]|\\approx)", first)
    return related


def _statement(text: str, start: int, end: int) -> Statement:
    """The statement that stands there, without the prose around it."""
    said = _ROW.sub(lambda row: " " * len(row[0]), text[start:end])
    denied, sense, conditional = False, "", said.endswith(CONDITIONED)
    said = said.rstrip(REMARKED + CONDITIONED)
    if (found := re.match(r"\s*\\not(?![A-Za-z])", said)) is not None:
        denied, said = True, " " * found.end() + said[found.end() :]
    if (found := _SENSE.match(said)) is not None:
        sense, said = found[1], " " * found.end() + said[found.end() :]
    order = False
    if (found := _ORDER.fullmatch(said)) is not None:
        order = True
        begins, ends = found.span(1)
        said = " " * begins + said[begins:ends]
    if (found := _UNEQUAL.search(said)) is not None:
        denied, said = (
            not denied,
            said[: found.start()] + "=".ljust(len(found[0])) + said[found.end() :],
        )
    if "\\" not in said:
        if prose := _PROSE.match(said):
            said = " " * prose.end() + said[prose.end() :]
        if tail := _TAIL.search(said):
            said = said[: tail.start()]
        said = re.sub(r"\band(?=\s+variance)", ",  ", said)
    else:
        said = re.sub(r"(?<=\s)and(?=\s+variance)", ",  ", said)
    if "variance" not in said or "mean" not in said:
        said = _MEAN.sub(_alone, said)
    return Statement(" " * start + said, denied, conditional, order, sense)


def _alone(found: re.Match[str]) -> str:
    """``mean: m`` without a variance is said of the mean alone: ``E = m``."""
    short = "E" if found[2] == "mean" else "Var"
    return found[1] + short + "=".rjust(len(found[0]) - len(found[1]) - len(short))
