"""What is kept of mutation runs: a cache of whole parts, and the results that the site shows."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path
from typing import Any

from solutions import catalogue, verify
from solutions.mutation import tally
from solutions.work import disk, package, receipts, sources

FILE = Path(__file__).with_name("results.json")
JUDGES = "solutions.mutation.worker"
"""What it imports decides on mutants; the command line and this module do not."""


def content(module: str) -> str:
    """The content of the part's sources and of all that makes and judges its mutants."""
    digest = hashlib.sha256()
    for name in sorted({*sources.closure(module), *sources.closure(JUDGES)}):
        text = sources.path_of(name).read_bytes()
        digest.update(f"\0{name}\0{len(text)}\0".encode())
        digest.update(text)
    return digest.hexdigest()


def key(module: str) -> str:
    """The key of a part's receipt, and the content of all that judges mutants."""
    return hashlib.sha256(f"{receipts.key(module)} {content(module)}".encode()).hexdigest()


def folder() -> Path:
    """Where whole results are kept, beside the receipts."""
    return verify.cache_folder().with_name("mutation")


def load(part: str, kind: str, wanted: str) -> dict[str, Any] | None:
    """The kept tally of a part, if its key is ``wanted``."""
    try:
        kept = json.loads((folder() / f"{part}-{kind}.json").read_text(encoding="utf-8"))
        found = kept["tally"]
        good = kept["key"] == wanted and _digest(found) == kept["digest"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if good and isinstance(found, dict) else None


def store(part: str, kind: str, wanted: str, found: dict[str, Any]) -> None:
    """Keep the tally of a part that was mutated to the end."""
    kept = {"key": wanted, "tally": found, "digest": _digest(found)}
    disk.replace(folder() / f"{part}-{kind}.json", json.dumps(kept, ensure_ascii=False))


def _digest(found: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def publish(tallies: dict[str, dict[str, dict[str, Any]]], path: Path = FILE) -> None:
    """Write the results of whole parts, ``{part: {kind: tally}}``, for the site to show."""
    modules = catalogue.parts()
    entries = {
        part: {
            "key": content(modules[part]),
            "date": datetime.date.today().isoformat(),
            "versions": receipts.versions(),
            **kinds,
        }
        for part, kinds in tallies.items()
    }
    disk.replace(path, json.dumps(entries, ensure_ascii=False, indent=1) + "\n")


_last: tuple[Any, dict[str, dict[str, Any]]] | None = None


def shown() -> dict[str, dict[str, Any]]:
    """:func:`current` for pages, which ask often; computed again when a source was edited."""
    global _last
    state = package.state()
    if _last is None or _last[0] != state:
        _last = (state, current())
    return _last[1]


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
    contents = package.fact("mutants", lambda: {p: content(modules[p]) for p in modules}, folder())
    for part in modules:
        if part in entries:
            entry = entries[part]
            kinds = [name for name in ("expressions", "source") if name in entry]
            listed = [one for kind in kinds for one in tally.survivors(part, entry[kind])]
            stale = entry["key"] != contents[part]
            found[part] = {**entry, "survivors": listed, "stale": stale}
    return found
