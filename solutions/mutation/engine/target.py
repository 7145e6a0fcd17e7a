"""What is mutated and what has to notice: packages of a project, and its tests."""

from __future__ import annotations

import ast
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Target:
    """Folders of ``packages`` below ``root``, and the folders or files of ``tests``.

    A test may take ``patience`` seconds of the processor, and ten times what it took before.
    """

    root: Path
    packages: tuple[str, ...]
    tests: tuple[str, ...]
    patience: float = 10.0

    def dumps(self) -> str:
        """As an argument for another process."""
        return json.dumps([str(self.root), self.packages, self.tests, self.patience])

    @classmethod
    def loads(cls, text: str) -> Target:
        """From another process."""
        root, packages, tests, patience = json.loads(text)
        return cls(Path(root), tuple(packages), tuple(tests), patience)

    @cached_property
    def sources(self) -> dict[str, str]:
        """``{file: text}`` of all that is mutated; files are named from the root."""
        return self._texts(self.packages)

    @cached_property
    def test_files(self) -> dict[str, str]:
        """``{file: text}`` of the tests, and of what stands beside them."""
        return self._texts(tuple(one for one in self.tests if (self.root / one).exists()))

    @cached_property
    def collected(self) -> tuple[str, ...]:
        """The files that hold tests."""
        named = [file for file in self.tests if file in self.test_files]
        found = [file for file in self.test_files if Path(file).name.startswith("test_")]
        return tuple(dict.fromkeys((*found, *named)))

    def module(self, file: str) -> str:
        """The name that a source file is imported by."""
        parts = Path(file).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def content(self, *files: str) -> str:
        """The content of some files and of all that the tests share."""
        every = {**self.sources, **self.test_files}
        shared = set(self.test_files) - set(self.collected)
        return digest(f"{file}\0{every.get(file, '')}" for file in sorted({*files, *shared}))

    def state(self) -> str:
        """The content of all sources and tests."""
        return self.content(*self.sources, *self.test_files)

    def third_party(self) -> list[str]:
        """What the sources and tests import from elsewhere, worth importing once."""
        found: set[str] = set()
        for text in (*self.sources.values(), *self.test_files.values()):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Import):
                    found |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module)
        ours = {path.stem for path in self.root.iterdir()}
        return sorted(name for name in found if name.split(".")[0] not in ours)

    def _texts(self, places: tuple[str, ...]) -> dict[str, str]:
        found = {}
        for place in places:
            path = self.root / place
            for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
                found[str(file.relative_to(self.root))] = file.read_text(encoding="utf-8")
        return found


def digest(texts: object) -> str:
    """SHA-256 of several texts, each with its length."""
    sha = hashlib.sha256()
    for text in texts:  # type: ignore[attr-defined]
        sha.update(f"{len(text)}\0{text}".encode())
    return sha.hexdigest()


ENGINE = Target(
    PROJECT,
    ("solutions/kernel", "solutions/relations"),
    (
        "tests/kernel",
        "tests/relations",
        "tests/numbers",
        "tests/printing",
        "tests/objects",
        "tests/evidence",
        "tests/checks",
        "tests/statements",
        "tests/attacks",
        "tests/mutation/all_parts.py",
    ),
)
"""The engine of this project."""
