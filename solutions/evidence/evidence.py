"""Evidence: what a judgement leaves behind, as data; sentences are made where they are shown.

A verdict, the reasons for it, what to show beside the formula, and what is wrong where it does not
hold. :mod:`solutions.evidence.sentences` has the words for each kind of reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from solutions.evidence import sentences
from solutions.evidence.counterexamples import Counterexample
from solutions.printing.formulas import tex

PROVED, MEASURED, UNDECIDED, REFUTED = "proved", "measured", "undecided", "refuted"


@dataclass(frozen=True)
class Reason:
    """One reason: its kind, the values that it is about, and the claim it belongs to.

    ``about`` are the names of that claim, outermost first: a component of a law, an end of an
    enclosure, the step of an induction. A name that contains values is a reason itself.
    """

    kind: str
    values: tuple[Any, ...] = ()
    about: tuple[str | Reason, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in sentences.SENTENCES:
            raise ValueError(f"there is no sentence for the reason {self.kind!r}")

    def __str__(self) -> str:
        return sentences.told(self)

    def within(self, name: str | Reason) -> Reason:
        """The same as a reason of the claim ``name``."""
        return replace(self, about=(name, *self.about)) if name else self


@dataclass(frozen=True)
class Problem:
    """Why a claim does not hold, the point where it fails, and what to write instead."""

    reason: Reason
    at: Counterexample | None = None
    hint: Reason | None = None

    @property
    def said(self) -> str:
        """The reason in words, with what to write instead."""
        return sentences.said(self.reason) + (str(self.hint) if self.hint else "")

    @property
    def point(self) -> str:
        """Where it fails, for a terminal; empty where no point was found."""
        return sentences.compared(self.at) if self.at else ""

    @property
    def point_tex(self) -> str:
        """Where it fails, for a page."""
        return sentences.compared(self.at, tex) if self.at else ""


@dataclass(frozen=True)
class Evidence:
    """A verdict and its reasons; ``notes`` stand beside the formula on a page."""

    verdict: str
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    problem: Problem | None = None

    @property
    def holds(self) -> bool:
        """Proved or measured."""
        return self.verdict in (PROVED, MEASURED)

    @property
    def lines(self) -> tuple[str, ...]:
        """The reasons in words, ``$tex$`` allowed; last the point where the claim fails."""
        return sentences.lines(self)

    @property
    def note(self) -> str:
        """TeX to show beside the formula."""
        return sentences.note(self)

    @property
    def message(self) -> str:
        """What a terminal says of a failure."""
        return sentences.message(self)

    def because(self, *before: Reason, after: tuple[Reason, ...] = ()) -> Evidence:
        """The same with more reasons."""
        return replace(self, reasons=(*before, *self.reasons, *after))


def proved(*reasons: Reason, note: Reason | None = None) -> Evidence:
    """An exact decision procedure said so."""
    return Evidence(PROVED, reasons, (note,) if note else ())


def undecided(why: str | Reason | Exception, *values: Any) -> Evidence:
    """Not settled: a kind of reason with its values, a reason, or what was raised."""
    if isinstance(why, Exception):
        why = reason_of(why)
    elif isinstance(why, str):
        why = Reason(why, values)
    return Evidence(UNDECIDED, problem=Problem(why))


def reason_of(why: Exception) -> Reason:
    """The reason that an exception carries; of one that carries none what it says."""
    said = why.args[0] if why.args else ""
    return said if isinstance(said, Reason) else Reason("said", (str(why),))


def refuted(reason: Reason, found: Counterexample | None = None) -> Evidence:
    """Wrong; ``reason`` says what is claimed, ``found`` where it fails."""
    return Evidence(REFUTED, problem=Problem(reason, found))


def together(parts: Sequence[tuple[str | Reason, Evidence]]) -> Evidence:
    """The evidence of several claims that must all hold, each with its name; of none: undecided."""
    if not parts:
        return undecided("nothing compared")
    for name, part in parts:
        if part.holds:
            continue
        if part.problem is None:
            return part
        return replace(part, problem=replace(part.problem, reason=part.problem.reason.within(name)))
    reasons = tuple(reason.within(name) for name, part in parts for reason in part.reasons)
    notes = tuple(note for _, part in parts for note in part.notes)
    verdict = MEASURED if any(part.verdict == MEASURED for _, part in parts) else PROVED
    return Evidence(verdict, reasons, notes)
