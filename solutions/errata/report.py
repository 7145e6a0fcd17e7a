"""The one door to the table of errata: judged by a worker, or taken from its receipt."""

from __future__ import annotations

from typing import Any

from solutions import verify
from solutions.engine import runner
from solutions.kernel.messages import NotVerified
from solutions.work import package, receipts

TABLE = "solutions.errata.table"
NAME, JUDGED = "errata", "judged"

_last: tuple[Any, dict[str, Any]] | None = None


def current() -> dict[str, Any]:
    """All entries with both verdicts; raises :class:`NotVerified` for one that is no erratum."""
    global _last
    state = package.state()
    if _last is None or _last[0] != state:
        _last = (state, _judged())
    return _last[1]


def _judged() -> dict[str, Any]:
    folder = verify.cache_folder().with_name(NAME)
    key = package.fact(NAME, lambda: receipts.key(TABLE), verify.cache_folder())
    known = receipts.load(NAME, key, folder, (JUDGED,))
    if known is not None:
        return known
    result = runner.run({NAME: TABLE}, judge=f"{TABLE}:answer")[NAME]
    if result.content is None or result.failures:
        raise NotVerified(verify.report(result.failures))
    found = {"format": receipts.FORMAT, "key": key, **result.content}
    receipts.store(found, folder)
    return found
