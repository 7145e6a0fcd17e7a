"""A derivation that a reader pastes: a line each, with =, ≈ or → between; the first wrong one."""

from __future__ import annotations

from typing import Any

from solutions.answers import equality, printing
from solutions.answers.building import Built, build
from solutions.answers.deciding import DIFFERENT, EQUAL
from solutions.answers.reading import Unreadable, parse
from solutions.answers.tree import Node

MOST = 40
"""Lines that are read."""

SIGNS = ("=", "≈", "→", r"\approx", r"\to", r"\longrightarrow", r"\\", "&")
RIGHT, WRONG, SKIPPED, UNREADABLE = "holds", "wrong", "not judged", "unreadable"


def first_wrong(text: str, where: str = "") -> dict[str, Any]:
    """Every line with its verdict, and the number of the first that does not follow, from 1.

    A line that begins with = is held against the line before; a line that ends the chain of
    equalities by ≈ or → is told, and not judged: to what order depends on a regime.
    """
    rows = [row for row in (line.strip() for line in text.splitlines()) if row]
    if len(rows) > MOST:
        told = f"{len(rows)} lines; at most {MOST} are read"
        return {"lines": [], "first_wrong": None, "because": told}
    try:
        vocabulary, domain = equality.declared(where)
    except Unreadable as why:
        return {"lines": [], "first_wrong": None, "because": f"the domain: {why}"}
    lines: list[dict[str, Any]] = []
    before: tuple[Node, Built] | None = None
    first: int | None = None
    for number, row in enumerate(rows, 1):
        for sign, piece in _pieces(row):
            entry: dict[str, Any] = {"number": number, "relation": sign}
            now: tuple[Node, Built] | None = None
            try:
                tree = parse(piece, vocabulary)
                now = tree, build(tree, vocabulary)
                entry |= {"read_as": printing.plain(tree), "mathml": printing.mathml(tree)}
                entry |= _verdict(sign, before, now, domain)
            except Unreadable as why:
                entry |= {"read_as": piece, "mathml": "", "verdict": UNREADABLE}
                entry |= {"because": str(why), "counterexample": ""}
            lines.append(entry)
            if entry["verdict"] in (WRONG, UNREADABLE) and first is None:
                first = number
            before = now
    return {"lines": lines, "first_wrong": first, "because": ""}


def _pieces(row: str) -> list[tuple[str, str]]:
    """A row as ``(sign, expression)``: a = b gives two, the first without a sign."""
    plain = row.rstrip("\\").replace("&", "")
    for tex, sign in ((r"\approx", "≈"), (r"\longrightarrow", "→"), (r"\to", "→"), ("->", "→")):
        plain = plain.replace(tex, sign)
    found: list[tuple[str, str]] = []
    sign, piece, depth = "", "", 0
    for mark in plain:
        depth += mark in "({["
        depth -= mark in ")}]"
        if mark in "=≈→" and depth == 0:
            if piece.strip():
                found.append((sign, piece.strip()))
            sign, piece = mark, ""
        else:
            piece += mark
    return [*found, (sign, piece.strip())] if piece.strip() else found


def _verdict(
    sign: str, before: tuple[Node, Built] | None, now: tuple[Node, Built], domain: Any
) -> dict[str, Any]:
    if before is None or not sign:
        told = "the first line" if before is None else "a new chain begins"
        return {"verdict": SKIPPED, "because": told, "counterexample": ""}
    if sign != "=":
        told = f"{sign} is not judged here: to what order it holds depends on what is small"
        return {"verdict": SKIPPED, "because": told, "counterexample": ""}
    found = equality.judged(before, now, domain)
    word = {EQUAL: RIGHT, DIFFERENT: WRONG}.get(found["verdict"], found["verdict"])
    return {
        "verdict": word,
        "because": found["because"],
        "counterexample": found.get("counterexample", ""),
    }
