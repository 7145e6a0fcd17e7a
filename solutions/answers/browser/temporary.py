"""Until the judge is there: a small one that tries the page and its worker."""

from __future__ import annotations

import re
import time
from html import escape
from typing import Any

import sympy as sp

from solutions.diffusion import a_forward_law
from solutions.diffusion.notation import s2
from solutions.engine.domain import Domain
from solutions.engine.relations import equal as judged

_TERM = re.compile(r"\s*\+?\s*(\d{0,4})\s*\*?\s*(sigma\^2|x)?\s*")
X = sp.Symbol("x", real=True)
LETTERS = {"sigma^2": s2, "x": X}


class _Unread(Exception):
    pass


def _read(text: str) -> sp.Expr:
    """``3 * sigma^2 + 1`` or ``N(0, …)`` and no more."""
    if text.startswith("N(0,"):
        inner = _read(text[4:].removesuffix(")"))
        if not text.endswith(")"):
            raise _Unread(len(text))
        return inner
    total, at = sp.Integer(0), 0
    while at < len(text) or not text.strip():
        found = _TERM.match(text, at)
        if not found or not (found[1] or found[2]):
            raise _Unread(at)
        total += sp.Integer(found[1] or 1) * LETTERS.get(found[2] or "", sp.Integer(1))
        at = found.end()
    return total


def _shown(read: sp.Expr) -> dict[str, Any]:
    shown = str(read)
    mathml = f'<math display="block"><mrow><mi>{escape(shown)}</mi></mrow></math>'
    return {"read_as": shown, "mathml": mathml}


def _unreadable(why: _Unread) -> dict[str, Any]:
    told = {"position": why.args[0], "expected": "a sum like 3*sigma^2 + 1", "because": "not read"}
    return {"verdict": "unreadable", **told}


def preview(part: str, answer: str) -> dict[str, Any]:
    del part
    try:
        return _shown(_read(answer))
    except _Unread as why:
        return _unreadable(why)


def check(part: str, answer: str) -> dict[str, Any]:
    began = time.perf_counter()
    box = a_forward_law.part.boxes[-1]
    try:
        read = _read(answer)
    except _Unread as why:
        return {"part": part, **_unreadable(why)}
    evidence = judged(box.value.variance, read, box.domain)
    word = {"proved": "correct", "refuted": "wrong"}.get(str(evidence.verdict), "undecided")
    said, _, point = evidence.message.partition("\n")
    told = {"verdict": word, "box": box.name, "because": said, "counterexample": point.strip()}
    return {"part": part, **_shown(read), **told, "seconds": time.perf_counter() - began}


def equal(left: str, right: str, where: str = "") -> dict[str, Any]:
    del where
    sides = []
    for name, text in (("left", left), ("right", right)):
        try:
            sides.append(_read(text))
        except _Unread as why:
            return {**_unreadable(why), "unread": name}
    evidence = judged(sides[0], sides[1], Domain())
    word = {"proved": "equal", "refuted": "different"}.get(str(evidence.verdict), "undecided")
    shown = [_shown(side) for side in sides]
    read = {key: [side[key] for side in shown] for key in ("read_as", "mathml")}
    return {"verdict": word, **read, "because": evidence.message}


def lines(text: str, where: str = "") -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    before = ""
    for row in filter(None, map(str.strip, text.splitlines())):
        now = row.removeprefix("=").strip()
        told = equal(before, now, where) if before else {"verdict": "not judged", "because": ""}
        told["verdict"] = {"equal": "holds", "different": "wrong"}.get(
            told["verdict"]
        ) or "not judged"
        found.append({**told, **_shown(_read(now)), "relation": "=" if before else ""})
        before = now
    wrong = [place for place, line in enumerate(found, 1) if line["verdict"] == "wrong"]
    return {"lines": found, "first_wrong": wrong[0] if wrong else None}
