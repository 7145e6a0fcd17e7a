"""The one door to the audit: claims, attempts, notes and disagreements, judged or from cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from solutions import verify
from solutions.engine import runner
from solutions.kernel.messages import Malformed, NotVerified
from solutions.transcript import attempts, record
from solutions.transcript.words import JUDGED
from solutions.work import package, receipts, sources

JUDGE = "solutions.transcript.audit"
Entry = dict[str, Any]


def modules() -> dict[str, str]:
    """``{"1a": "solutions.transcript.readings.part_1a", …}`` for all parts that have claims.

    Raises :class:`Malformed` where a part has claims and no module to read them.
    """
    found = {}
    for part in dict.fromkeys(claim.part for claim in record.claims()):
        found[part] = f"solutions.transcript.readings.part_{part}"
        if not sources.path_of(found[part]).is_file():
            raise Malformed(
                f"part {part} has claims and no readings; write "
                f"solutions/transcript/readings/part_{part}.py"
            )
    return found


def run(
    *,
    fresh: bool = False,
    workers: int = 0,
    done: Callable[[str, bool], None] = lambda part, holds: None,
) -> tuple[dict[str, Entry], list[Entry]]:
    """``({part: judged claims}, failures)``; parts whose readings have not changed are kept."""
    record.attempts()
    folder = verify.cache_folder().with_name("audit")
    asked = modules()
    keys = package.fact("audit", lambda: _keys(asked), verify.cache_folder())
    found = {} if fresh else {p: receipts.load(p, keys[p], folder, (JUDGED,)) for p in asked}
    ready = {part: receipt for part, receipt in found.items() if receipt is not None}
    for part in ready:
        done(part, True)

    def settled(result: runner.Result) -> None:
        if result.content is not None and not result.failures:
            head = {"format": receipts.FORMAT, "key": keys[result.part]}
            ready[result.part] = head | result.content
            receipts.store(ready[result.part], folder)
        done(result.part, not result.failures)

    stale = {part: module for part, module in asked.items() if part not in ready}
    results = runner.run(stale, workers, done=settled, judge=f"{JUDGE}:answer")
    failures = [failure for part in stale for failure in results[part].failures]
    return {part: ready[part] for part in asked if part in ready}, failures


def _keys(asked: dict[str, str]) -> dict[str, str]:
    """For each part: its readings and all that they import, what judges them, and the log."""
    judged_by = receipts.key(JUDGE) + _log()
    return {
        part: hashlib.sha256((receipts.key(module) + judged_by).encode()).hexdigest()
        for part, module in asked.items()
    }


def _log() -> str:
    """The content of the log."""
    text = b"".join(path.read_bytes() for path in sorted(record.LOG.glob("*.json")))
    return hashlib.sha256(text).hexdigest()


def whole(judged: dict[str, Entry]) -> Entry:
    """The audit as data: ``claims``, ``attempts``, ``notes`` and ``disagreements``."""
    said = {
        claim.id: asdict(claim) | {"formula": record.formula(claim.latex)}
        for claim in record.claims()
    }
    claims = {
        claim["id"]: said[claim["id"]] | claim
        for part in judged.values()
        for claim in part["claims"]
    }
    tried = attempts.judged(claims)
    notes = attempts.margin(claims)
    return {
        "claims": list(claims.values()),
        "attempts": tried,
        "notes": notes,
        "disagreements": attempts.disagreements(tried, notes),
    }


_last: tuple[Any, Entry] | None = None


def current() -> Entry:
    """The whole audit for a page; raises :class:`NotVerified` with all that is undecided."""
    global _last
    state = package.state()
    if _last is None or _last[0] != state:
        judged, failures = run()
        if failures:
            raise NotVerified(verify.report(failures))
        _last = (state, whole(judged))
    return _last[1]
