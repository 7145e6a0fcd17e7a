"""What is kept of a run, so that one that was killed goes on: a line for each mutant and test.

What became of a mutant holds for the text of its module, and for the test that caught it or, if
none did, for all tests. What a test was measured to run holds for all sources and its own file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from solutions.mutation.engine.mutants import Mutant
from solutions.mutation.engine.target import Target, digest
from solutions.work import door

Record = dict[str, Any]


def folder() -> Path:
    """Beside the receipts."""
    return door.folder("mutation-engine")


def name(mutants: list[Mutant]) -> list[str]:
    """A name for each mutant of a module, which an edit elsewhere in the module does not change."""
    seen: dict[str, int] = {}
    found = []
    for mutant in mutants:
        said = f"{mutant.text} | {mutant.slip.how}: {mutant.change}"
        seen[said] = seen.get(said, 0) + 1
        found.append(f"{said} #{seen[said]}")
    return found


class Kept:
    """The records of one target in one folder."""

    def __init__(self, target: Target, place: Path) -> None:
        self.target, self.place = target, place
        self._every = target.content(*target.collected)
        self._shared: dict[str, str] = {}

    def mutants(self, file: str) -> dict[str, Record]:
        """``{name: record}`` of the mutants of a file that need not be judged again."""
        found = {one["name"]: one for one in self._lines(_called(file))}
        return {
            one: record for one, record in found.items() if record["key"] == self.key(file, record)
        }

    def tests(self, file: str) -> list[Record]:
        """The measured tests of a file; none where it has changed since, or the sources."""
        key = self._of_test(file)
        found = {one["test"]: one for one in self._lines(_called(file)) if one["key"] == key}
        whole = any(one.get("last") for one in found.values())
        return list(found.values()) if whole else []

    def keep_mutant(self, file: str, record: Record) -> None:
        """Add what became of a mutant."""
        self._add(_called(file), [record | {"key": self.key(file, record)}])

    def keep_tests(self, file: str, records: list[Record]) -> None:
        """Add the measured tests of a file, all at once."""
        marked = [*records[:-1], *({**one, "last": True} for one in records[-1:])]
        key = self._of_test(file)
        self._add(_called(file), [one | {"key": key} for one in marked])

    def key(self, file: str, record: Record) -> str:
        """What a record rests on."""
        noticed = record["by"].split("::")[0]
        whole = noticed not in self.target.test_files
        tests = self._every if whole else self._content(noticed)
        return digest([self.target.sources[file], tests])

    def _of_test(self, file: str) -> str:
        return digest([self._content(file), self._content(*self.target.sources)])

    def _content(self, *files: str) -> str:
        asked = "\0".join(files)
        if asked not in self._shared:
            self._shared[asked] = self.target.content(*files)
        return self._shared[asked]

    def _lines(self, called: str) -> list[Record]:
        found = []
        try:
            lines = (self.place / called).read_text(encoding="utf-8").splitlines()
        except OSError:
            return []
        for line in lines:
            try:
                found.append(json.loads(line))
            except ValueError:
                continue  # what was being written when the run was killed
        return found

    def _add(self, called: str, records: list[Record]) -> None:
        self.place.mkdir(parents=True, exist_ok=True)
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)
        with (self.place / called).open("a", encoding="utf-8") as file:
            file.write("\n" + text if _cut(self.place / called) else text)


def _cut(path: Path) -> bool:
    """Does a file end in the middle of a line?"""
    with path.open("rb") as file:
        end = file.seek(0, 2)
        file.seek(max(end - 1, 0))
        return file.read(1) not in (b"", b"\n")


def _called(file: str) -> str:
    return file.replace("/", "-").removesuffix(".py") + ".jsonl"
