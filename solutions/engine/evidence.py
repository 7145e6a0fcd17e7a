"""What a judgement leaves behind: a verdict and the reasons for it, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from solutions.engine.detex import plain
from solutions.engine.refute import Counterexample

PROVED, MEASURED, UNDECIDED, REFUTED = "proved", "measured", "undecided", "refuted"


@dataclass(frozen=True)
class Evidence:
    """A verdict, the lines that justify it (plain words, ``$tex$`` allowed), and what to show.

    ``note`` is TeX shown beside the formula; ``message`` is what a terminal says of a failure.
    """

    verdict: str
    lines: tuple[str, ...] = ()
    note: str = ""
    message: str = ""

    @property
    def holds(self) -> bool:
        """Proved or measured."""
        return self.verdict in (PROVED, MEASURED)


def proved(*lines: str, note: str = "") -> Evidence:
    """An exact decision procedure said so."""
    return Evidence(PROVED, lines, note)


def undecided(reason: str) -> Evidence:
    """Not settled; ``reason`` says what was missing."""
    return Evidence(UNDECIDED, (), "", f"undecided: {reason}")


def refuted(reason: str, found: Counterexample | None = None) -> Evidence:
    """Wrong; ``reason`` says what is claimed, ``found`` where it fails."""
    lines = (found.tex_sentence(),) if found else ()
    tail = f"\n  {found.sentence()}" if found else ""
    return Evidence(REFUTED, lines, "", f"refuted: {reason}{tail}")


def together(parts: list[tuple[str, Evidence]]) -> Evidence:
    """The evidence of several claims that must all hold, each with its name; of none: undecided."""
    if not parts:
        return undecided("nothing was compared")
    for name, part in parts:
        if not part.holds:
            said = part.message.removeprefix(f"{part.verdict}: ")
            told = f"{part.verdict}: {plain(name)}: {said}" if name else part.message
            return replace(part, message=told)
    lines = [f"{name}: {line}" if name else line for name, part in parts for line in part.lines]
    notes = [part.note for _, part in parts if part.note]
    verdict = MEASURED if any(part.verdict == MEASURED for _, part in parts) else PROVED
    return Evidence(verdict, tuple(lines), r",\quad ".join(notes))
