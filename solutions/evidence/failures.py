"""What is told of a thing that does not hold: where, what, by how much, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from solutions.evidence.evidence import Problem
from solutions.work.places import Source


@dataclass(frozen=True)
class Failure:
    """One thing that does not hold, with its place in the source."""

    part: str
    name: str
    verdict: str
    source: Source
    message: str
    problem: Problem | None = None

    def __str__(self) -> str:
        body = self.message.replace("\n", "\n  ")
        return f"{self.source.file}:{self.source.line}  {self.part} {self.name}\n  {body}"
