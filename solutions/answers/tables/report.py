"""The one door to judged tables: from receipts, or judged by workers where a source has changed."""

from __future__ import annotations

from typing import Any

from solutions import catalogue, verify
from solutions.answers.tables import JUDGED, MODULES
from solutions.engine import runner
from solutions.kernel.messages import NotVerified
from solutions.work import package, receipts

JUDGE = "solutions.answers.tables.judging"
"""Named and not imported: it brings SymPy, of which a build on receipts has no need."""

NAME = "answers"

_last: tuple[Any, dict[str, list[dict[str, str]]]] | None = None


def current() -> dict[str, list[dict[str, str]]]:
    """The rows of each part; raises :class:`NotVerified` for a row with another verdict."""
    global _last
    state = package.state()
    if _last is None or _last[0] != state:
        _last = (state, _judged())
    return _last[1]


def _judged() -> dict[str, list[dict[str, str]]]:
    folder = verify.cache_folder().with_name(NAME)
    asked = {part: module.__name__ for part, module in MODULES.items()}
    keys = package.fact(
        NAME,
        lambda: {part: _key(part, name) for part, name in asked.items()},
        verify.cache_folder(),
    )
    loaded = {part: receipts.load(part, keys[part], folder, (JUDGED,)) for part in asked}
    ready = {part: receipt for part, receipt in loaded.items() if receipt is not None}
    stale = {part: module for part, module in asked.items() if part not in ready}
    results = runner.run(stale, judge=f"{JUDGE}:answer") if stale else {}
    failures = [failure for result in results.values() for failure in result.failures]
    if failures:
        raise NotVerified(verify.report(failures))
    for part, result in results.items():
        ready[part] = {"format": receipts.FORMAT, "key": keys[part], **(result.content or {})}
        receipts.store(ready[part], folder)
    return {part: ready[part]["rows"] for part in asked}


def _key(part: str, module: str) -> str:
    """Of the table, of the judge, and of the part that the answers are held against."""
    return "".join(map(receipts.key, (module, JUDGE, catalogue.parts()[part])))
