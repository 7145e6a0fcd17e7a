"""Until the judge is there: a small one that tries the page and its worker."""

from __future__ import annotations

import re
import time
from typing import Any

import sympy as sp

from solutions.diffusion import a_forward_law
from solutions.diffusion.notation import s2
from solutions.engine.relations import equal as judged

_SUM = re.compile(r"\s*(\d{1,4})(?:\s*\*\s*sigma\^2)?\s*(?:\+\s*(\d{1,4}))?\s*")


def _read(text: str) -> sp.Expr | dict[str, Any]:
    """``3 * sigma^2 + 1`` and no more."""
    found = _SUM.fullmatch(text)
    if not found:
        at = next(
            (place for place, sign in enumerate(text) if sign not in " 0123456789*+sigma^"), 0
        )
        return {"position": at, "expected": "a sum like 1*sigma^2 + 1", "because": "not read"}
    return sp.Integer(found[1]) * (s2 if "sigma" in text else 1) + sp.Integer(found[2] or 0)


def preview(part: str, text: str) -> dict[str, Any]:
    read = _read(text)
    if isinstance(read, dict):
        return {"part": part, "read_as": None, **read}
    mathml = f"<math><mrow><mi>{sp.sstr(read)}</mi></mrow></math>"
    return {"part": part, "read_as": str(read), "mathml": mathml}


def check(part: str, text: str) -> dict[str, Any]:
    started = time.perf_counter()
    told = preview(part, text)
    read = _read(text)
    if isinstance(read, dict):
        return {**told, "verdict": "unreadable"}
    box = a_forward_law.part.boxes[0]
    evidence = judged(box.value.variance, read, box.domain)
    word = {"proved": "correct", "refuted": "wrong"}.get(str(evidence.verdict), "undecided")
    point = (
        re.sub(r"^.*?at ", "at ", evidence.message, flags=re.DOTALL) if word == "wrong" else None
    )
    return {
        **told,
        "verdict": word,
        "box": box.name,
        "because": evidence.message,
        "counterexample": point,
        "seconds": time.perf_counter() - started,
    }


def equal(left: str, right: str, where: str = "") -> dict[str, Any]:
    sides = [_read(left), _read(right)]
    if any(isinstance(side, dict) for side in sides):
        return {"verdict": "unreadable", "because": "not read", "position": 0}
    evidence = judged(*sides, a_forward_law.part.boxes[0].domain)
    word = {"proved": "equal", "refuted": "different"}.get(str(evidence.verdict), "undecided")
    return {"verdict": word, "read_as": [str(side) for side in sides], "because": evidence.message}


def first_wrong(text: str, where: str = "") -> dict[str, Any]:
    values = [part.strip(" =") for part in text.splitlines() if part.strip()]
    lines: list[dict[str, Any]] = []
    for before, now in zip([None, *values], values, strict=False):
        told = equal(before, now, where) if before else {"verdict": "start"}
        lines.append({"read_as": now, "relation": "=" if before else "", **told})
    wrong = [place for place, line in enumerate(lines) if line["verdict"] == "different"]
    return {"lines": lines, "first_wrong": wrong[0] if wrong else None}
