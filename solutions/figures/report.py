"""The one door to drawn figures: from receipts, or drawn by workers where a source has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from solutions import verify
from solutions.engine import runner
from solutions.kernel.messages import NotVerified
from solutions.work import package, receipts

FOLDER = Path(__file__).parent
JUDGE = "solutions.figures.figure:answer"
DRAWN = "drawn"

_last: tuple[Any, dict[str, str]] | None = None


def modules() -> dict[str, str]:
    """``{"1a": "solutions.figures.part_1a", …}``: a module for each part that has figures."""
    found = sorted(path.stem for path in FOLDER.glob("part_*.py"))
    return {name.removeprefix("part_"): f"solutions.figures.{name}" for name in found}


def current() -> dict[str, str]:
    """``{name: html}`` of all figures; raises :class:`NotVerified` for what cannot be drawn."""
    global _last
    state = package.state()
    if _last is None or _last[0] != state:
        _last = (state, _drawn())
    return _last[1]


def _drawn() -> dict[str, str]:
    folder = verify.cache_folder().with_name("figures")
    asked = modules()
    keys = package.fact(
        "figures",
        lambda: {part: _key(module) for part, module in asked.items()},
        verify.cache_folder(),
    )
    loaded = {part: receipts.load(part, keys[part], folder, (DRAWN,)) for part in asked}
    ready = {part: receipt for part, receipt in loaded.items() if receipt is not None}
    stale = {part: module for part, module in asked.items() if part not in ready}
    results = runner.run(stale, judge=JUDGE)
    failures = [failure for result in results.values() for failure in result.failures]
    if failures:
        raise NotVerified(verify.report(failures))
    for part, result in results.items():
        ready[part] = {"format": receipts.FORMAT, "key": keys[part], **(result.content or {})}
        receipts.store(ready[part], folder)
    return {name: html for part in asked for name, html in ready[part]["figures"].items()}


def _key(module: str) -> str:
    """What the figures are drawn from and by; the style of drawing is a module of ours too."""
    return receipts.key(module) + receipts.key(JUDGE.partition(":")[0])
