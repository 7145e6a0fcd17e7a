"""A row of factors and signs → a product; what can be read in two ways is refused here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from solutions.reading.tree import Node, Unreadable


@dataclass(frozen=True)
class Prefix:
    """What works on what follows: ``\\log``, ``\\nabla_\\theta``, ``\\sum_{k=1}^K``."""

    kind: str
    parts: tuple[Node | str, ...]
    start: int
    end: int
    power: Node | None = None


@dataclass(frozen=True)
class Sign:
    """``·`` or ``/`` between two factors."""

    over: bool
    start: int
    end: int


Entry: TypeAlias = Node | Prefix | Sign


def join(kind: str, parts: tuple[Node, ...]) -> Node:
    """A sum or product of several parts, each of which may be one already."""
    flat = tuple(
        inner for part in parts for inner in (part.nodes() if part.kind == kind else (part,))
    )
    return Node(kind, flat, parts[0].start, parts[-1].end)


def fold(row: list[Entry], text: str) -> Node:
    """The product that a row of entries is, read from the left."""
    value: Node | None = None
    run: list[Node] = []
    over: Sign | None = None
    at = 0
    while at < len(row):
        entry = row[at]
        if isinstance(entry, Sign):
            value, run, over = _taken(value, over, run), [], entry
            at += 1
            continue
        factor, at = _factor(row, at, text)
        if over is not None and over.over and _line_ends(run, factor, text):
            value, run, over = _taken(value, over, run), [], Sign(False, factor.start, factor.start)
        _side_by_side(run, over, factor, text)
        run.append(factor)
    return _taken(value, over, run)


def _taken(value: Node | None, sign: Sign | None, run: list[Node]) -> Node:
    """What came before, times or over the factors that stand side by side."""
    product = run[0] if len(run) == 1 else join("mul", tuple(run))
    if value is None or sign is None:
        return product
    if sign.over:
        return Node("div", (value, product), value.start, product.end)
    return join("mul", (value, product))


def _bracketed(node: Node, text: str) -> bool:
    return text[node.start] in "([{" or text.startswith("\\{", node.start)


def _line_ends(run: list[Node], factor: Node, text: str) -> bool:
    """In ``a/(b + c) d`` the brackets say what is below; ``a/(b)(c)`` stays open."""
    digit = text[factor.start].isdigit()
    return len(run) == 1 and _bracketed(run[0], text) and not _bracketed(factor, text) and not digit


def _side_by_side(run: list[Node], sign: Sign | None, factor: Node, text: str) -> None:
    """Refuse ``a/b c``, which is read both ways, and a number behind a letter."""
    if not run:
        return
    if _mixed(run[-1], factor, text):
        number, part = text[run[-1].start : run[-1].end], text[factor.start : factor.end]
        raise Unreadable(
            factor.start,
            "a sign between the two",
            f"{number}{part} can be read two ways: as a sum, {number} + {part}, or as a product; "
            "write + or · between the two",
        )
    if text[factor.start].isdigit() and not _apart(run[-1], factor, text):
        raise Unreadable(
            factor.start,
            "a sign between the two",
            "a number stands right behind another factor; write · for a product, ^ for a power",
        )
    if run[-1].kind == "root" and _open_root(run[-1], text):
        raise Unreadable(
            factor.start,
            "brackets",
            "where the root ends can be read two ways; put brackets around what it is of",
        )
    if sign is not None and sign.over:
        a, b = text[sign.end : factor.start].strip(), text[factor.start : factor.end]
        raise Unreadable(
            factor.start,
            "brackets or a sign",
            f"a/b c can be read two ways: is ‘{b}’ below the line with ‘{a}’? "
            "Put brackets around what is below, or write · after it",
        )


def _mixed(number: Node, factor: Node, text: str) -> bool:
    """``2\\frac12``: two and a half, or one?"""
    fraction = factor.kind == "div" and all(part.kind == "number" for part in factor.nodes())
    return fraction and text[factor.start] == "\\" and number.kind == "number"


def _apart(before: Node, factor: Node, text: str) -> bool:
    """``(-1)^n 6^n``: a power of a number, behind a space."""
    power = factor.kind == "pow" and factor.nodes()[0].kind == "number"
    return power and text[before.end : factor.start].isspace() and before.kind != "number"


def _open_root(node: Node, text: str) -> bool:
    """``√2 x`` or ``sqrt 2 x``: TeX's own \\sqrt2 x ends behind the 2."""
    return text[node.start] != "\\" and text[node.end - 1] not in ")]}"


def _factor(row: list[Entry], at: int, text: str) -> tuple[Node, int]:
    """The factor that begins at place ``at``, and the place behind it."""
    entry = row[at]
    if isinstance(entry, Node):
        return entry, at + 1
    assert isinstance(entry, Prefix)
    if at + 1 == len(row) or isinstance(row[at + 1], Sign):
        place = row[at + 1].start if at + 1 < len(row) else entry.end
        said = text[entry.start : entry.end].strip()
        raise Unreadable(place, "what it is of", f"‘{said}’ has nothing to work on")
    if entry.kind.startswith(("sum", "product")):
        body = fold(row[at + 1 :], text)
        return Node(entry.kind, (*entry.parts, body), entry.start, body.end), len(row)
    inner, behind = _factor(row, at + 1, text)
    _nothing_more(row, behind, entry, inner, text)
    node = Node(entry.kind, (*entry.parts, inner), entry.start, inner.end)
    if entry.power is not None:
        node = Node("pow", (node, entry.power), entry.start, inner.end)
    return node, behind


def _nothing_more(row: list[Entry], behind: int, entry: Prefix, inner: Node, text: str) -> None:
    """Refuse ``\\log 2 t``: is t inside?"""
    if behind == len(row) or _bracketed(inner, text):
        return
    following = row[behind]
    if isinstance(following, Sign) and not following.over:
        return
    if isinstance(following, Prefix) and following.kind == "call":
        return
    beyond = row[behind + 1] if behind + 1 < len(row) else None
    if isinstance(following, Sign) and isinstance(beyond, Prefix) and beyond.kind == entry.kind:
        return  # ln x / ln 10
    said = text[entry.start : entry.end].strip()
    raise Unreadable(
        following.start,
        "brackets",
        f"where ‘{said}’ ends can be read two ways; put brackets around what it is of",
    )
