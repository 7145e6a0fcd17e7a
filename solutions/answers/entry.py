"""One request, one answer, both as JSON: what a worker does, in a process or in a browser."""

from __future__ import annotations

import json
from typing import Any

from solutions.answers import asserted, derivations, equality, judge

SAID = 500
"""Characters of an error that are told."""


def answer(request: str) -> str:
    """The answer to ``{"what": "check" | "asserted" | "preview" | "equal" | "lines", …}``.

    A request that cannot be understood, and a defect of ours, are answers too: ``{"error": …}``.
    The text is ASCII: half a surrogate pair that was typed could not be sent otherwise.
    """
    try:
        return json.dumps(_answered(json.loads(request)))
    except Exception as why:
        return json.dumps({"error": f"{type(why).__name__}: {why}"[:SAID]})


def _answered(asked: dict[str, Any]) -> dict[str, Any]:
    what = asked["what"]
    if what == "check":
        return judge.check(str(asked["part"]), str(asked["answer"]))
    if what == "asserted":
        defined = [[str(name), str(text)] for name, text in asked.get("defined", [])]
        return asserted.asserted(str(asked["part"]), str(asked["text"]), defined)
    if what == "preview":
        return judge.preview(str(asked["part"]), str(asked["answer"]))
    where = str(asked.get("where", ""))
    if what == "equal":
        return equality.equal(str(asked["left"]), str(asked["right"]), where)
    if what == "lines":
        return derivations.first_wrong(str(asked["text"]), where)
    raise ValueError(f"there is no {what!r}; ask for check, asserted, preview, equal or lines")
