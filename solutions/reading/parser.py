"""Text as people type it → a tree: one grammar for LaTeX and for plain text.

    parse(r"\\frac{\\sigma^2}{1+\\sigma^2}", for_part("1d"))
    parse("σ²/(1 + σ²)", for_part("1d"))

are equal trees. Nothing is evaluated: characters are told apart by the letters of a vocabulary,
the grammar (lark, LALR) makes a tree of them, and limits on size hold before either begins.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedInput, UnexpectedToken
from lark.lexer import Lexer

from solutions.reading.dressing import undressed
from solutions.reading.scanner import LENGTH, Mark
from solutions.reading.sides import split
from solutions.reading.spelling import shown
from solutions.reading.tokens import tokens
from solutions.reading.transformer import Growing
from solutions.reading.tree import Node, Tree, Unreadable
from solutions.reading.vocabulary import Vocabulary, free

__all__ = ["Node", "Tree", "Unreadable", "parse"]

DEEPEST, SIDES = 60, 12
"""A deeper tree is refused, and so is a longer chain ``a = b = …``."""

_INDEX = re.compile(r"[{(,]\s*([A-Za-z])\s*(?:=|\\in(?![A-Za-z])|∈|\\geq?|≥|>=)")
_BELOW = re.compile(r"(?:sum|prod|product|Sum|Product|∑|∏)\s*_\s*\{?\s*([A-Za-z])(?![A-Za-z])")


def parse(text: str, vocabulary: Vocabulary | None = None, *, strict: bool | None = None) -> Tree:
    """The tree of ``text``; raises :class:`Unreadable` with the place, and what was expected.

    Without a vocabulary every name is a letter. Of a chain ``a = b = c`` the last part has to be
    read; the others may be anything, such as ``X_1 \\sim``, and are kept as text. With ``strict``
    (the default where every name is a letter) all but the first have to be read.
    """
    words = vocabulary or free()
    text = undressed(text, words=words.open)
    if len(text) > LENGTH:
        raise Unreadable(LENGTH, "a shorter text", f"more than {LENGTH} characters")
    words = words.with_indices(set(_INDEX.findall(text)) | set(_BELOW.findall(text)))
    strict = words.open if strict is None else strict
    *lefts, last = pieces = list(split(text))
    if len(pieces) > SIDES:
        raise Unreadable(pieces[SIDES][0], "a shorter chain", f"more than {SIDES} parts")
    sides = [
        _value(text, piece, words) if strict and place else _left(text, piece, words)
        for place, piece in enumerate(lefts)
    ]
    sides.append(_value(text, last, words))
    tree = sides[0]
    for side, piece in zip(sides[1:], pieces[1:], strict=True):
        tree = Node(piece[2], (tree, side), tree.start, side.end)
    return _checked(tree)


def _left(text: str, piece: tuple[int, int, str], words: Vocabulary) -> Node:
    """What stands in front of the first relation: read if it can be, else kept as it is."""
    start, end, _ = piece
    try:
        return _value(text, piece, words)
    except Unreadable:
        return Node("text", (shown(text[start:end]),), start, end)


def piece(text: str, start: int, end: int, words: Vocabulary) -> Tree:
    """The one expression that stands from ``start`` to ``end``, without relations."""
    return _checked(_value(text, (start, end, ""), words))


def _value(text: str, piece: tuple[int, int, str], words: Vocabulary) -> Node:
    """One expression or law."""
    start, end, _ = piece
    marks = tokens(text, start, end, words)
    try:
        tree: Node = Growing(text).value(_grammar().parse(marks))
    except UnexpectedToken as why:
        raise _unexpected(why, marks, text, end) from None
    except UnexpectedInput as why:  # pragma: no cover - the scanner has no other way to fail
        raise Unreadable(start, "a formula", str(why)) from None
    return tree


class _Ready(Lexer):
    """Hands the grammar tokens that the scanner has made already."""

    def __init__(self, conf: Any) -> None: ...

    def lex(self, data: Any, *_: Any) -> Iterator[Token]:
        """Tokens of lark, which know their places."""
        marks = getattr(data, "text", data)
        for mark in marks:
            yield Token(mark.type, mark.value, start_pos=mark.start, end_pos=mark.end)


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    source = pkgutil.get_data(__package__, "grammar.lark")  # which may lie in an archive
    assert source is not None
    return Lark(source.decode("utf-8"), parser="lalr", lexer=_Ready)


_WORDS = {
    "RPAR": "‘)’", "LPAR": "‘(’", "COMMA": "‘,’", "POW": "‘^’", "ABSC": "‘|’", "GIVEN": "‘|’",
    "SUB": "a subscript", "EQ": "‘=’", "DOTS": "‘..’", "VARIANCE": "‘variance’",
}  # fmt: skip
_OPERANDS = {"NUMBER", "NAME", "LPAR", "CALL", "FRAC"}


def _expected(accepts: set[str]) -> str:
    """What could have stood there, in words."""
    said = []
    if len(accepts & _OPERANDS) > 3:
        said.append("a number, a letter or a bracket")
        accepts = accepts - {"LPAR"}
    if {"PLUS", "TIMES"} <= accepts:
        said.append("a sign (+, −, ·, /)")
    said += [word for type_, word in _WORDS.items() if type_ in accepts and type_ != "SUB"]
    if "$END" in accepts:
        said.append("the end")
    return " or ".join(dict.fromkeys(said)) or "something else"


def _unexpected(why: UnexpectedToken, marks: list[Mark], text: str, end: int) -> Unreadable:
    """Why the grammar stopped, in words."""
    token, expected = why.token, _expected(set(why.accepts or why.expected or ()))
    if token.type == "$END":
        said = "the text is empty" if not marks else "the text ends too early"
        return Unreadable(end, expected, said)
    place = token.start_pos or 0
    if token.type == "POW" and any(mark.type == "POW" for mark in marks):
        said = "a^b^c can be read two ways; write a^(b^c) or (a^b)^c"
        return Unreadable(place, "brackets", said)
    if token.type == "DOTS":
        return Unreadable(place, expected, "‘…’ has no value; leave it out, or write ≈")
    if token.type == "BAREFN":
        said = f"{token.value} needs its arguments in brackets"
        return Unreadable(token.end_pos or place, "‘(’", said)
    shown = text[place : token.end_pos].strip()
    return Unreadable(place, expected, f"‘{shown}’ cannot stand here")


def _checked(tree: Node) -> Node:
    """The tree, unless it is too deep."""
    layer, depth = [tree], 0
    while layer:
        layer = [below for node in layer for below in node.nodes()]
        depth += 1
        if depth > DEEPEST:
            raise Unreadable(tree.start, "a flatter formula", f"it nests deeper than {DEEPEST}")
    return tree
