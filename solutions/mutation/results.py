"""What is kept of mutation runs: a cache of whole parts, and the results that the site shows."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from solutions import catalogue
from solutions.mutation import tally
from solutions.work import disk, door, keys, package
from solutions.work.door import Job

FILE = Path(__file__).with_name("results.json")
JUDGES = "solutions.mutation.worker"
"""What it imports decides on mutants; the command line and this module do not."""


def job(part: str, module: str, kind: str) -> Job:
    """The tally of one kind of a part's mutants: of the part, and of all that judges them."""
    return Job("mutation", f"{part}-{kind}", module, covers=(JUDGES,))


def content(module: str) -> str:
    """The content of the part's sources and of all that makes and judges its mutants."""
    return keys.content([module, JUDGES])


def publish(tallies: dict[str, dict[str, dict[str, Any]]], path: Path = FILE) -> None:
    """Write the results of whole parts, ``{part: {kind: tally}}``, for the site to show."""
    modules = catalogue.parts()
    entries = {
        part: {
            "key": content(modules[part]),
            "date": datetime.date.today().isoformat(),
            "versions": keys.versions(),
            **kinds,
        }
        for part, kinds in tallies.items()
    }
    disk.replace(path, json.dumps(entries, ensure_ascii=False, indent=1) + "\n")


def current(path: Path = FILE) -> dict[str, dict[str, Any]]:
    """``{part: results}`` as committed; ``stale`` where sources have changed since.

    A part that was never mutated is missing. The key holds sources only: the versions of libraries
    stand beside it. Each survivor comes with its explanation.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    found: dict[str, dict[str, Any]] = {}
    modules = catalogue.parts()
    contents = package.fact(
        "mutants", lambda: {p: content(modules[p]) for p in modules}, door.folder("keys")
    )
    for part in modules:
        if part in entries:
            entry = entries[part]
            kinds = [name for name in ("expressions", "source") if name in entry]
            listed = [one for kind in kinds for one in tally.survivors(part, entry[kind])]
            stale = entry["key"] != contents[part]
            found[part] = {**entry, "survivors": listed, "stale": stale}
    return found


@door.while_unedited
def shown() -> dict[str, dict[str, Any]]:
    """:func:`current` for pages, which ask often; computed again when a source was edited."""
    return current()
