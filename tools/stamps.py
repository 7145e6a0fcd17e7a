"""A folder is ready when the stamp inside it says from what it was made.

The stamp is the last thing written, so an interrupted set-up leaves a folder without one, and
that folder is made again. The stamp lies in the folder, so it goes when the folder goes.
"""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STAMP = ".made-from"


@dataclass(frozen=True)
class Made:
    """A folder, the key of what it is made from, and the act that makes it.

    `make` is called with the old stamp's text, or with "" where there is none: then whatever
    lies in the folder is the rest of an unfinished set-up.
    """

    folder: Path
    key: str
    make: Callable[[str], None]
    holds: Path | None = None  # something in it that can vanish from outside, and must be there

    def stamp(self) -> str:
        """The key that the folder was made from, or "" if it was never finished."""
        try:
            return (self.folder / STAMP).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return ""

    def ready(self) -> bool:
        """Whether the folder was made, to the end, from what is there now."""
        return self.stamp() == self.key and (self.holds is None or self.holds.exists())

    def ensure(self) -> None:
        """Make the folder unless it is ready."""
        if self.ready():
            return
        old = self.stamp()
        (self.folder / STAMP).unlink(missing_ok=True)
        self.make(old)
        (self.folder / STAMP).write_text(self.key, encoding="utf-8")


def key(*parts: str | Path) -> str:
    """One line per part: a file by its name and the SHA-256 of its content, a text as it is."""
    lines = [
        f"{part.name} {hashlib.sha256(part.read_bytes()).hexdigest()}"
        if isinstance(part, Path)
        else part
        for part in parts
    ]
    return "".join(f"{line}\n" for line in lines)


@contextmanager
def alone(lock: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold `lock` against every other process; call `waiting` once if another one has it.

    The system lets go of the lock when its holder ends, however it ends.
    """
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
