"""The one door to verified results: receipts of parts, or a report of all that does not hold."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from solutions import catalogue
from solutions.engine import runner
from solutions.kernel.messages import NotVerified
from solutions.work import package, receipts, sources
from solutions.work.unsettled import unsettled


@dataclass
class Outcome:
    """A run: a receipt for each part that was reached, all failures, and warnings."""

    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    failures: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    """The parts that were verified in this run, not taken from receipts."""


def cache_folder() -> Path:
    """Where receipts are kept: ``SOLUTIONS_CACHE``, else .cache/receipts in the project."""
    chosen = os.environ.get("SOLUTIONS_CACHE")
    return Path(chosen) / "receipts" if chosen else receipts.FOLDER


def select(ids: Iterable[str] | None, graph: dict[str, list[str]]) -> list[str]:
    """The asked parts and all they rest on, in order; raises ``LookupError`` for an unknown one."""
    if ids is None:
        return list(graph)
    wanted: set[str] = set()
    for name in ids:
        if name not in graph:
            raise LookupError(f"there is no part {name!r}{catalogue.nearest(name, list(graph))}")
        wanted |= {name, *sources.rests_on(name, graph)}
    return [part for part in graph if part in wanted]


def run(
    ids: Iterable[str] | None = None,
    *,
    fresh: bool = False,
    workers: int = 0,
    limit: float = runner.TIME_LIMIT,
    done: Callable[[str, bool], None] = lambda part, holds: None,
    modules: dict[str, str] | None = None,
    folder: Path | None = None,
) -> Outcome:
    """Verify the asked parts and what they rest on; take what has a valid receipt from it.

    ``done(part, holds)`` is called as each part is settled. Raises ``LookupError`` for an unknown
    part and :class:`Malformed` for a circle; a part that fails raises nothing here.
    """
    folder = cache_folder() if folder is None else folder
    if modules is None:
        modules = catalogue.parts()
        graph, keys = package.fact("parts", partial(_graph_and_keys, modules), folder)
    else:
        graph, keys = _graph_and_keys(modules)
    asked = select(ids, graph)
    outcome = Outcome()
    found = {} if fresh else {part: receipts.load(part, keys[part], folder) for part in asked}
    ready = {part: receipt for part, receipt in found.items() if receipt is not None}
    for part in ready:
        done(part, True)
    stale = {part: modules[part] for part in asked if part not in ready}
    # The time of the last edit is taken before the key, so that an edit in between shows.
    changed = {part: receipts.changed(module) for part, module in stale.items()}
    keys = {part: receipts.key(module) for part, module in stale.items()}

    def settled(result: runner.Result) -> None:
        if result.content is not None:
            receipt = _receipt(result.content, keys[result.part], modules[result.part])
            receipt["uses"] = graph[result.part]
            ready[result.part] = receipt
            # What was edited meanwhile, even if it was undone, may be what was judged.
            same = receipts.changed(modules[result.part]) == changed[result.part]
            if not result.failures and same:
                outcome.warnings += filter(None, [receipts.store(receipt, folder)])
        done(result.part, not result.failures)

    outcome.fresh = list(stale)
    results = runner.run(stale, workers, limit, settled)
    failing = {part for part, result in results.items() if result.failures}
    for part in asked:
        if part in failing:
            outcome.failures += results[part].failures
            continue
        below = [name for name in sources.rests_on(part, graph) if name in failing]
        if below:
            outcome.failures.append(_rests_on_failure(part, below, modules))
    outcome.parts = {part: ready[part] for part in asked if part in ready}
    outcome.warnings = list(dict.fromkeys(outcome.warnings))
    return outcome


def _graph_and_keys(modules: dict[str, str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What each part rests on, and the key of its receipt."""
    return sources.uses(modules), {part: receipts.key(module) for part, module in modules.items()}


def _receipt(content: dict[str, Any], key: str, module: str) -> dict[str, Any]:
    file = sources.shown(sources.path_of(module))
    head = {"format": receipts.FORMAT, "key": key, "module": file, "seed": receipts.SEED}
    return {**head, "versions": receipts.versions(), **content}


def _rests_on_failure(part: str, below: list[str], modules: dict[str, str]) -> dict[str, Any]:
    named = f"{', '.join(below)}, which {'do' if below[1:] else 'does'}"
    return unsettled(part, modules[part], f"it rests on {named} not hold")


def report(failures: list[dict[str, Any]]) -> str:
    """All failures as text, each with its file and line."""
    told = []
    for failure in failures:
        name = f"{failure['part']} {failure['name']}".strip()
        body = failure["message"].replace("\n", "\n  ")
        told.append(f"{failure['file']}:{failure['line']}  {name}\n  {body}")
    count = len({failure["part"] for failure in failures})
    told.append(f"{len(failures)} thing(s) in {count} part(s) do not hold")
    return "\n\n".join(told)


_last: tuple[Any, dict[str, dict[str, Any]]] | None = None


def verified(ids: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
    """The receipts of all parts (or of ``ids`` and what they rest on), verifying what is stale.

    Raises :class:`NotVerified`, whose text is the whole report, if anything does not hold. Cheap
    when no source has changed since the last call in this process.
    """
    global _last
    wanted = None if ids is None else tuple(ids)
    state = (wanted, cache_folder(), package.state())
    if _last is None or _last[0] != state:
        outcome = run(wanted)
        if outcome.failures:
            raise NotVerified(report(outcome.failures))
        _last = (state, outcome.parts)
    return _last[1]
