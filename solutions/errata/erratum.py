"""A misprint: what it is about, where it stands, the right form, and what is printed.

The right form is a derivation of ours. The printed value takes the place of the right side of one
of its lines. Neither verdict is typed: the engine has to prove every line of the derivation and to
refute the printed value at a point. An entry that is not so is no erratum, and judging it raises.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from solutions.engine.derivation import Derivation, Step
from solutions.engine.evidence import PROVED, REFUTED
from solutions.engine.judgement import judge_part
from solutions.engine.objects import Value
from solutions.engine.part import Part
from solutions.engine.printing import tex

OFTEN_SEEN = "often seen"


class NotAnErratum(ValueError):
    """The right form is not proved, or what is called a misprint is not refuted."""


@dataclass(frozen=True)
class Citation:
    """Where the misprint stands, and where its correction is reported.

    ``answer`` says how the author answered the report, in one or two words. ``author`` is empty
    for what is met in many places and has no single source.
    """

    author: str
    title: str
    edition: str
    place: str
    reported: str
    answer: str = ""

    @property
    def cited(self) -> bool:
        """Is there a source that one can open?"""
        return self.title != OFTEN_SEEN


def often_seen(where: str) -> Citation:
    """No single source: ``where`` one meets it."""
    return Citation("", OFTEN_SEEN, "", where, "")


@dataclass(frozen=True)
class Erratum:
    """``printed`` stands in place of the right side of line ``line`` of ``right``; 0: the last."""

    name: str
    about: str
    citation: Citation
    right: Derivation
    printed: Value
    line: int = 0

    @property
    def step(self) -> Step:
        """The line that is misprinted, as it should be."""
        return self.right.steps[self.line - 1]

    @property
    def misprint(self) -> Step:
        """The line as it is printed."""
        return replace(self.step, rhs=self.printed)


def judge(erratum: Erratum) -> dict[str, Any]:
    """Both verdicts with their evidence, as plain data.

    Raises :class:`NotAnErratum` unless every line of the right form is proved and the printed line
    is refuted at a point that can be shown.
    """
    steps = _lines(erratum)
    unproved = [step for step in steps if step["verdict"] != PROVED]
    if unproved:
        first = unproved[0]
        raise NotAnErratum(
            f"{erratum.name}: the right form is {first['verdict']} in {first['name']}, "
            f"{first['latex']}"
        )
    found = erratum.misprint.judge()
    reason, _, point = found.message.removeprefix(f"{found.verdict}: ").partition("\n  ")
    if found.verdict != REFUTED or not point:
        told = reason or "both sides are equal"
        raise NotAnErratum(
            f"{erratum.name}: what is called a misprint is {found.verdict} and not refuted at a "
            f"point: {told}"
        )
    cite = erratum.citation
    return {
        "name": erratum.name,
        "about": erratum.about,
        "cited": cite.cited,
        "citation": {
            "author": cite.author,
            "title": cite.title,
            "edition": cite.edition,
            "place": cite.place,
            "reported": cite.reported,
            "answer": cite.answer,
        },
        "right": {"latex": _latex(erratum.step), "verdict": PROVED, "steps": steps},
        "misprint": {
            "latex": _latex(erratum.misprint),
            "verdict": found.verdict,
            "reason": reason,
            "counterexample": point,
            "counterexample_tex": found.lines[-1],
        },
    }


def _lines(erratum: Erratum) -> list[dict[str, Any]]:
    """The judged lines of the right form; its start is stated and has no verdict."""
    right = erratum.right
    wanting = [told for _, missing in right.judge_rests() for told in missing]
    if wanting:
        raise NotAnErratum(f"{erratum.name}: the right form rests on {', '.join(wanting)}")
    content, _ = judge_part(Part(erratum.name, erratum.name, erratum.about, (right,), (), (), ()))
    kept = ("name", "latex", "because", "where", "verdict", "evidence")
    return [
        {key: step[key] for key in kept} for step in content["steps"] if step["kind"] != "start"
    ]


def _latex(step: Step) -> str:
    return f"{tex(step.lhs)} {step.relation.sign} {tex(step.rhs)}"
