"""What the heavy programs said when they were last run, kept in the repository for the site."""

from __future__ import annotations

import datetime
import json
import platform
from pathlib import Path
from typing import Any

from solutions.oracles.programs import PROGRAMS
from solutions.oracles.verdicts import AGREES
from solutions.work import disk, door, keys, package

FILE = Path(__file__).with_name("results.json")


def publish(said: dict[str, dict[str, Any]], path: Path = FILE) -> list[str]:
    """Keep what the heavy ones among ``said`` showed, and return their names.

    Only an agreement is kept. Of a program that was not run, what was kept before stays, and goes
    stale by itself.
    """
    entries = saved(path)
    heavy = [name for name, of in said.items() if PROGRAMS[name].heavy and of["verdict"] == AGREES]
    for name in heavy:
        entries[name] = {
            "key": keys.content([PROGRAMS[name].module]),
            "date": datetime.date.today().isoformat(),
            **said[name],
            "versions": {"python": platform.python_version(), **said[name]["versions"]},
        }
    ordered = {name: entries[name] for name in PROGRAMS if name in entries}
    if heavy:
        disk.replace(path, json.dumps(ordered, ensure_ascii=False, indent=1) + "\n")
    return heavy


def saved(path: Path = FILE) -> dict[str, dict[str, Any]]:
    """``{name: entry}`` as it is kept; empty where nothing is."""
    try:
        found: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def current(path: Path = FILE) -> dict[str, dict[str, Any]]:
    """The same, ``stale`` where a source has changed since."""
    heavy = {name: of.module for name, of in PROGRAMS.items() if of.heavy}
    now = package.fact(
        "heavy-oracles",
        lambda: {name: keys.content([module]) for name, module in heavy.items()},
        door.folder("keys"),
    )
    return {
        name: {**entry, "stale": entry["key"] != now[name]}
        for name, entry in saved(path).items()
        if name in heavy
    }
