"""Progress: what is said while things are judged one after the other."""

from __future__ import annotations

import shutil
from typing import TextIO

from solutions.work.dispatch import Result


class Progress:
    """A counter that rewrites its line on a terminal, and a plain line per part elsewhere."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.count = 0
        self.live = out.isatty()

    def part(self, settled: Result) -> None:
        """One part is settled."""
        self.count += 1
        part, holds = settled.part, not settled.failures
        word = "holds" if holds else "DOES NOT HOLD"
        if self.live:
            line = f"{self.count} verified, last: {part} {word}"
            width = shutil.get_terminal_size().columns - 1  # a line that wraps is not rewritten
            self.out.write(f"\r\033[K{line[:width]}")
            if not holds:
                self.out.write("\n")
        else:
            self.out.write(f"{part} {word}\n")
        self.out.flush()

    def end(self) -> None:
        """Close the live line."""
        if self.live and self.count:
            self.out.write("\r\033[K")
            self.out.flush()
