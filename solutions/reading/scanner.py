"""Text → tokens, by the letters of a vocabulary; every token knows where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from solutions.reading.spelling import DIGITS_ABOVE, SPACES, named
from solutions.reading.tree import Unreadable

LENGTH, TOKENS, DEPTH, DIGITS = 1200, 500, 40, 15
"""Longest text, most tokens, deepest brackets, longest number."""

_NUMBER = re.compile(
    r"(?:\d+(?:\{,\}\d{3})*(?:\.\d+)?|\.\d+)(?:[eE][+\-−]?\d{1,3}(?![\d.]))?", re.ASCII
)
SIDE = re.compile(r"\\(left|right|middle)(?![A-Za-z])\s*")
SIGNS = {
    "**": "POW", "^": "POW", "_": "SUB", "+": "PLUS", "-": "MINUS", "−": "MINUS", "–": "MINUS",
    "*": "TIMES", "·": "TIMES", "×": "TIMES", "⋅": "TIMES", "∗": "TIMES", "/": "OVER", "÷": "OVER",
    "∕": "OVER", ",": "COMMA", ";": "COMMA", "=": "EQ", "≥": "GE", ">=": "GE", "∈": "IN",
    "‖": "PARALLEL", "||": "PARALLEL", r"\|": "PARALLEL", "…": "DOTS", "...": "DOTS", "..": "DOTS",
    "√": "SQRT", "∑": "SUM", "∏": "PRODUCT", "∇": "NABLA", "<=": "LE", "≤": "LE", "<": "LESS",
    ">": "MORE", "≠": "NE", "!=": "NE", "⟨": "", "∣": "BAR", "|": "BAR",
}  # fmt: skip
COMMANDS = {
    "cdot": "TIMES", "times": "TIMES", "ast": "TIMES", "div": "OVER", "mid": "GIVEN",
    "vert": "BAR", "lvert": "ABSO", "rvert": "ABSC", "frac": "FRAC", "tfrac": "FRAC",
    "dfrac": "FRAC", "cfrac": "FRAC", "sqrt": "SQRT", "sum": "SUM", "prod": "PRODUCT",
    "nabla": "NABLA", "in": "IN", "ge": "GE", "geq": "GE", "geqslant": "GE", "le": "LE",
    "leq": "LE", "leqslant": "LE", "lt": "LESS", "gt": "MORE", "ne": "NE", "neq": "NE",
    "Vert": "PARALLEL", "parallel": "PARALLEL", "ldots": "DOTS", "dots": "DOTS", "cdots": "DOTS",
    "lbrace": "{", "rbrace": "}",
}  # fmt: skip
_OPEN = {"(": ")", "[": "]", "{": "}", "\\{": "}", "\\(": ")"}
ENDS = {"NUMBER", "NAME", "RPAR", "ABSC", "PLACE", "BAREFN"}
"""Tokens after which an operand is complete."""


@dataclass(frozen=True)
class Mark:
    """A token: its terminal in the grammar, what it says, and from where to where it stood."""

    type: str
    value: str
    start: int
    end: int


@dataclass
class Bracket:
    """An open bracket: what closes it, where it stood, whether arguments follow."""

    close: str
    start: int
    call: bool


class Scanner:
    """Where reading has come to in ``text[start:end]``, and the tokens so far.

    Raises :class:`Unreadable` at the first thing that it cannot place.
    """

    def __init__(self, text: str, start: int, end: int, vocabulary: Any) -> None:
        self.text, self.at, self.end, self.words = text, start, end, vocabulary
        self.latex = "\\" in text
        self.marks: list[Mark] = []
        self.open: list[Bracket] = []
        self.side = ""

    def spaces(self) -> None:
        """Go past what only spaces."""
        if match := SPACES.match(self.text, self.at, self.end):
            self.at = match.end()

    def emit(self, type_: str, value: str, start: int) -> None:
        """A token from ``start`` to here."""
        self.marks.append(Mark(type_, value, start, self.at))

    def before(self) -> str:
        """The type of the last token."""
        return self.marks[-1].type if self.marks else ""

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """A match from here on."""
        return pattern.match(self.text, self.at, self.end)

    def number(self) -> bool:
        found = self.match(_NUMBER)
        if not found:
            return False
        start, said = self.at, found[0].replace("{,}", "").replace("−", "-")
        if re.fullmatch(r"\d+[eE]\+\d+", said):
            way = f"{said} can be read two ways: write {said.replace('+', '')} for the number"
            raise Unreadable(start, "a number", f"{way}, or {said[0]}·e + {said[-1]}")
        if re.match(r"\.\d", self.text[found.end() : self.end]):
            raise Unreadable(found.end(), "one point", f"{said}… has two points and is no number")
        bare = self.latex and self.before() in ("POW", "SUB", "SQRT", "FRAC")
        if bare and len(said) > 1:
            if self.before() != "FRAC" or not re.match(r"\d\d(?!\d)", said):
                raise Unreadable(
                    start + 1,
                    "braces",
                    f"in TeX only the first digit of {said} belongs there; write {{{said}}}",
                )
            said = said[0]
            self.at = start + 1
            self.emit("NUMBER", said, start)
            self.at, said, start = start + 2, found[0][1], start + 1
        else:
            self.at = found.end()
        if len(re.sub(r"[eE].*|\.", "", said)) > DIGITS:
            raise Unreadable(start, "a shorter number", f"a number has more than {DIGITS} digits")
        self.emit("NUMBER", said, start)
        return True

    def bracket(self) -> bool:
        start, text = self.at, self.text
        sign = text[start : start + 2] if text[start : start + 2] in ("\\{", "\\}") else text[start]
        if sign in _OPEN:
            if len(self.open) >= DEPTH:
                raise Unreadable(start, "fewer brackets", f"brackets nest deeper than {DEPTH}")
            self.at += len(sign)
            self.open.append(
                Bracket(_OPEN[sign], start, self.before() in ("CALL", "EXPECT", "KL", "LAW"))
            )
            self.emit("ROOTL" if sign == "[" and self.before() == "SQRT" else "LPAR", sign, start)
            return True
        if sign.strip("\\") in (")", "]", "}"):
            return self.close(sign)
        return False

    def close(self, sign: str) -> bool:
        """A closing bracket, which must be the one that is due."""
        start, due = self.at, self.open.pop() if self.open else None
        if due is None or due.close != sign.strip("\\"):
            expected = f"‘{due.close}’" if due else "the end, or an opening bracket earlier"
            raise Unreadable(start, expected, f"‘{sign}’ closes nothing that is open")
        self.at += len(sign)
        self.emit("RPAR", sign, start)
        return True

    def raised(self) -> bool:
        """Superscript digits: σ², x⁻¹."""
        start = self.at
        while self.at < self.end and self.text[self.at] in DIGITS_ABOVE:
            self.at += 1
        said = "".join(DIGITS_ABOVE[char] for char in self.text[start : self.at])
        if not said:
            return False
        if not re.fullmatch(r"-?(\d{1,3}|n|T)", said):
            raise Unreadable(start, "a whole number", "this exponent cannot be read")
        self.emit("POW", "^", start)
        if said.startswith("-"):
            self.emit("MINUS", "-", start)
        kind = "NUMBER" if said[-1].isdigit() else "NAME"
        self.emit(kind, said.lstrip("-"), start)
        return True

    def sign(self) -> bool:
        start, text = self.at, self.text
        command = re.compile(r"\\([A-Za-z]+)").match(text, start, self.end)
        if command and (kind := COMMANDS.get(command[1])):
            if command[1] == "cdot" and self.placeholder(command.end()):
                return True
            self.at = command.end()
            return self.placed(kind, command[0], start)
        for size in (3, 2, 1):
            sign = text[start : start + size]
            if start + size <= self.end and sign in SIGNS and SIGNS[sign]:
                if sign in "·⋅" and self.placeholder(start + 1):
                    return True
                if sign == "||" and not (self.open and self.open[-1].call):
                    continue
                self.at += size
                return self.placed(SIGNS[sign], sign, start)
        return False

    def placeholder(self, end: int) -> bool:
        """The dot of π(· | x), which stands for every output."""
        if self.before() != "LPAR" or not re.match(r"\s*(\\mid|\||∣)", self.text[end : self.end]):
            return False
        start, self.at = self.at, end
        self.emit("PLACE", "·", start)
        return True

    def placed(self, kind: str, said: str, start: int) -> bool:
        """A sign; bars are told apart by what stands around them."""
        if kind == "BAR":
            kind = self.bar(start)
        if kind == "ABSO":
            self.open.append(Bracket("|", start, False))
        if kind == "ABSC":
            if not self.open or self.open[-1].close != "|":
                raise Unreadable(start, "an operand", "a bar that closes nothing")
            self.open.pop()
        self.emit(kind, said, start)
        return True

    def bar(self, start: int) -> str:
        """``|`` opens or closes an absolute value, or stands between π(y | x)."""
        if self.side in ("left", "right", "middle"):
            return {"left": "ABSO", "right": "ABSC", "middle": "GIVEN"}[self.side]
        complete = self.before() in ENDS
        if self.open and self.open[-1].close == "|" and complete:
            return "ABSC"
        if complete and self.open and self.open[-1].call:
            return "GIVEN"
        return "ABSO"


def refuse_sign(scanner: Scanner) -> Unreadable:
    """What to say of a character that begins nothing."""
    start = scanner.at
    command = re.compile(r"\\[A-Za-z]+").match(scanner.text, start, scanner.end)
    said = command[0] if command else named(scanner.text[start])
    known = scanner.words.suggestion(command[0][1:] if command else scanner.text[start])
    return Unreadable(start, "a number, a letter or a sign", f"{said} is not known here{known}")
