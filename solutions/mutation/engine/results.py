"""Results of mutating the engine, as the site shows them: counts per module, and what is left."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from solutions.mutation.engine.equal import FILE as REASONS
from solutions.mutation.engine.equal import equal, reason
from solutions.mutation.engine.judging import Engine
from solutions.mutation.engine.target import ENGINE, Target, digest
from solutions.work import disk, keys

FILE = Path(__file__).parents[1] / "engine_results.json"
SAMPLE = 400
"""So many of the caught mutants are published with the test that noticed each."""

Record = dict[str, Any]
Results = dict[str, Record]


def tally(records: Iterable[Record]) -> Record:
    """Counts of what became of a module's mutants, and the survivors one by one."""
    found = [one for one in records if one["outcome"] != "same"]
    kinds: dict[str, Counter[str]] = {}
    for one in found:
        kinds.setdefault(one["how"], Counter())[one["outcome"]] += 1
    keys = ("line", "text", "how", "change", "told")
    left = [one for one in found if one["outcome"] == "survivor"]
    return {
        "mutants": len(found),
        "caught": len(found) - len(left),
        "never ended": sum(one["told"].startswith("it never ended") for one in found),
        "kinds": {how: [of["caught"], of["survivor"]] for how, of in sorted(kinds.items())},
        "listed": [{key: one[key] for key in keys} for one in left],
    }


def publish(judged: dict[str, list[Record]], engine: Engine, path: Path = FILE) -> None:
    """Write the results of all modules, ``{file: records}``, for the site to show."""
    caught = [
        {"file": file, "name": one["name"], "by": one["by"]}
        for file, records in judged.items()
        for one in records
        if one["outcome"] == "caught" and "::" in one["by"] and not one["told"].startswith("it ")
    ]
    drawn = sorted(caught, key=lambda one: digest([one["file"], one["name"]]))[:SAMPLE]
    entries = {
        "key": engine.target.state(),
        "date": datetime.date.today().isoformat(),
        "versions": keys.versions(),
        "judged": sum(map(len, judged.values())),
        "of": sum(map(len, engine.mutants.values())),
        "budget": engine.budget,
        "modules": {file: tally(records) for file, records in judged.items()},
        "sample": sorted(drawn, key=lambda one: (one["file"], one["name"])),
    }
    disk.replace(path, json.dumps(entries, ensure_ascii=False, indent=1) + "\n")


def sample(path: Path = FILE) -> list[Record]:
    """Some of the mutants that were caught, each with the test that noticed it."""
    found: list[Record] = _read(path).get("sample", [])
    return found


def current(path: Path = FILE, target: Target = ENGINE, reasons: Path = REASONS) -> Results:
    """``{file: counts}`` as committed; ``stale`` where a source or a test has changed since.

    Each survivor comes with the reason why it is equal, or with an empty one.
    """
    entries = _read(path)
    if not entries:
        return {}
    known = equal(reasons)
    stale = entries["key"] != replace(target).state()
    return {
        file: {
            **of,
            **scored(file, of, known),
            "stale": stale,
            **{name: entries[name] for name in ("date", "judged", "of", "budget")},
        }
        for file, of in entries["modules"].items()
    }


def scored(file: str, of: Record, known: Iterable[Any]) -> Record:
    """The survivors with their reasons, and how many have one."""
    listed = [{**one, "reason": reason(file, one, known)} for one in of["listed"]]
    same = sum(bool(one["reason"]) for one in listed)
    return {"listed": listed, "equal": same, "survivors": len(listed) - same}


def together(results: Iterable[Record]) -> Record:
    """The sums over modules."""
    numbers = ("mutants", "caught", "never ended", "equal", "survivors")
    every = list(results)
    return {name: sum(one[name] for one in every) for name in numbers}


def _read(path: Path) -> Record:
    try:
        entries: Record = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return entries
