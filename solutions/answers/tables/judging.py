"""A part's table judged: every row with its verdict, or the first that has another one."""

from __future__ import annotations

import importlib
from typing import Any

from solutions.answers import judge
from solutions.answers.tables import JUDGED, Row, rows
from solutions.evidence.evidence import REFUTED
from solutions.work import sources

KEPT = ("verdict", "box", "read_as", "because", "counterexample")


def answer(part: str, module: str) -> dict[str, Any]:
    """What a worker says of the table of a part; a row with another verdict is a failure."""
    importlib.import_module(module)
    found, failures = [], []
    for row in rows(part):
        judged = judge.check(part, row.answer)
        if judged["verdict"] == row.expected:
            found.append({"answer": row.answer, **{key: judged[key] for key in KEPT}})
        else:
            failures.append(_failure(part, module, row, judged))
    content = {"id": part, "verdict": JUDGED, "rows": found}
    return {"content": None if failures else content, "failures": failures}


def _failure(part: str, module: str, row: Row, judged: dict[str, Any]) -> dict[str, Any]:
    path = sources.path_of(module)
    told = f"{row.answer!r} is judged {judged['verdict']}, not {row.expected}: {judged['because']}"
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((n for n, text in enumerate(lines, 1) if row.answer in text), 1)
    place = {"file": sources.shown(path), "line": line}
    return {"part": part, "name": "answers", "verdict": REFUTED, "message": told} | place
