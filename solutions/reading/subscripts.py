"""What belongs to a name besides its first letter: subscripts, stars and primes."""

from __future__ import annotations

import re

from solutions.reading.first_letters import STYLE
from solutions.reading.scanner import Scanner, refuse_sign
from solutions.reading.spelling import (
    DIGITS_BELOW,
    FONTS,
    FUNCTIONS,
    GREEK,
    LETTERS,
    VARIANTS,
    spelled,
)
from solutions.reading.tree import Unreadable

_PRIME = re.compile(r"['′]|\^\s*(?:\{\s*\\prime\s*\}|\\prime(?![A-Za-z]))")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_IN_SUBSCRIPTS = {
    *FONTS,
    *("left", "right", "mid", "vert", "sim", "in", "star", "ast", "cdot"),
    *("hat", "widehat", "prime", "dots", "ldots", "quad", "big", "bigl", "bigr"),
}
_STAR = re.compile(
    r"\^\s*(?:\{\s*(?:\*|\\star|\\ast|⋆)\s*\}|\*|\\star(?![A-Za-z])|\\ast(?![A-Za-z])|⋆)|⋆"
)
SUB = re.compile(r"\s*_\s*")
_GREEK = "".join(LETTERS | set(VARIANTS))
_ONE = re.compile(rf"\\[A-Za-z]+|[A-Za-z0-9{_GREEK}]")
_MANY = re.compile(rf"[0-9]+|[A-Za-z{_GREEK}][A-Za-z0-9{_GREEK}]*|\*")
BELOW = re.compile(rf"[ -~{_GREEK}−–∼∈⋆·⋅∣𝒟𝒴𝒳{''.join(DIGITS_BELOW)}′]*")
"""What may stand in a subscript: letters that look like others may not."""


def group(scanner: Scanner, at: int) -> int:
    """Where the group that opens at ``at`` ends; raises :class:`Unreadable` where it does not."""
    depth = 0
    for place in range(at, scanner.end):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(scanner.text[place], 0)
        if depth == 0:
            return place + 1
    raise Unreadable(scanner.end, "‘}’", f"the bracket at {at + 1} is not closed")


def subscript(scanner: Scanner) -> str:
    """The spelling of a subscript that stands next, and go past it; empty where there is none."""
    sub = scanner.match(SUB)
    if not sub:
        return ""
    at = sub.end()
    if scanner.text[at : at + 1] in ("{", "("):
        end = group(scanner, at)
        inner = scanner.text[at + 1 : end - 1]
        allowed = BELOW.match(inner)
        if allowed and allowed.end() < len(inner):
            scanner.at = at + 1 + allowed.end()
            raise refuse_sign(scanner)
    else:
        style = STYLE.match(scanner.text, at, scanner.end)
        word = style or (_ONE if scanner.latex else _MANY).match(scanner.text, at, scanner.end)
        if word is None:
            raise Unreadable(at, "a subscript", "nothing that can be a subscript stands here")
        inner, end = word[0], word.end()
    for command in _COMMAND.finditer(inner):
        if command[1] not in GREEK and command[1] not in _IN_SUBSCRIPTS:
            raise Unreadable(at, "a subscript", f"{command[0]} is not known in a subscript")
    scanner.at = end
    return spelled(inner, step=scanner.words.step)


def decorated(scanner: Scanner, base: str, start: int) -> str:
    """The name with as many subscripts, stars and primes as belong to it."""
    star, sub, prime = "", "", ""
    if base == "log":
        return _logarithm(scanner)
    while scanner.at < scanner.end:
        text, at = scanner.text, scanner.at
        if found := scanner.match(_PRIME):
            scanner.at = found.end()
            prime += "'"
        elif not star and (found := scanner.match(_STAR)):
            scanner.at, star = found.end(), "*"
        elif not star and _plain_star(scanner, base + _under(sub)):
            scanner.at, star = at + 1, "*"
        elif text[at] in DIGITS_BELOW and not sub:
            while scanner.at < scanner.end and text[scanner.at] in DIGITS_BELOW:
                sub += DIGITS_BELOW[text[scanner.at]]
                scanner.at += 1
        elif not sub and scanner.match(SUB) and base not in FUNCTIONS.values():
            sub = _known_subscript(scanner, base + star, start)
            if not sub:
                break
        else:
            break
    return base + star + _under(sub) + prime


def _logarithm(scanner: Scanner) -> str:
    """``log``, or log with a base below it."""
    at, base = scanner.at, subscript(scanner)
    if base not in ("", "2", "10", "e"):
        raise Unreadable(
            at, "2 or 10", f"no logarithm to the base {base} here; write log(x)/log(b)"
        )
    return f"log{base.removesuffix('e')}"


def _under(sub: str) -> str:
    return "" if not sub else f"_{sub}" if re.fullmatch(r"[^\W_]+", sub) else f"_{{{sub}}}"


def _plain_star(scanner: Scanner, full: str) -> bool:
    """``pi*(y|x)``: a policy's name cannot be a factor, so this star is part of it."""
    words = scanner.words
    if scanner.text[scanner.at] != "*" or words.kind(full) == "letter":
        return False
    return words.kind(full + "*") == "function" and bool(
        re.match(r"\*\s*(\\left\s*\(|[(/)\]}+\-−,|‖_]|$)", scanner.text[scanner.at : scanner.end])
    )


def _known_subscript(scanner: Scanner, head: str, start: int) -> str:
    """The subscript, when the name with it is known; empty when it is an argument instead."""
    words, before = scanner.words, scanner.at
    for longest in (True, False) if scanner.latex and not words.open else (False,):
        scanner.at = before
        sub = _word_below(scanner) if longest else subscript(scanner)
        if sub and (words.open or words.knows(head + _under(sub))):
            return sub
    sub, scanner.at = sub or "", before
    if head in words.indexed:
        return ""
    known = words.suggestion(head + _under(sub))
    raise Unreadable(start, "a known name", f"‘{head}{_under(sub)}’ is not known here{known}")


def _word_below(scanner: Scanner) -> str:
    """``\\pi_ref`` as it is often typed, though TeX puts only the r below."""
    found = re.compile(r"\s*_\s*([A-Za-z]{2,})").match(scanner.text, scanner.at, scanner.end)
    if not found:
        return ""
    scanner.at = found.end()
    return found[1]
