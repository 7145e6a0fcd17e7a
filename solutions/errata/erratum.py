"""A misprint: what it is about, where it stands, the right form, and what is printed.

The right form is a derivation of ours. The printed value takes the place of the right side of one
of its lines. Neither verdict is typed: the engine has to prove every line of the derivation and to
refute the printed value at a point. An entry that is not so is no erratum, and judging it raises.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from solutions.author import Derivation, Part, judge_part
from solutions.checks.entries import worst
from solutions.evidence.evidence import PROVED, REFUTED
from solutions.evidence.failures import Failure
from solutions.objects.laws import Value
from solutions.statements.step import Step

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
    steps, failed = _judged(erratum, erratum.right)
    if failed:
        raise NotAnErratum(f"{erratum.name}: the right form does not hold; {failed.message}")
    right = steps[erratum.line - 1]
    before = erratum.right.steps[: (erratum.line or len(steps)) - 1]
    wrong, failed = _judged(erratum, replace(erratum.right, steps=(*before, erratum.misprint)))
    verdict = wrong[-1]["verdict"]
    problem = failed.problem if failed else None
    if verdict != REFUTED or problem is None or not problem.point:
        raise NotAnErratum(
            f"{erratum.name}: what is called a misprint is {verdict} and not refuted at a point; "
            f"{failed.message if failed else ''}"
        )
    return {
        "name": erratum.name,
        "about": erratum.about,
        "cited": erratum.citation.cited,
        "citation": asdict(erratum.citation),
        "right": {
            "latex": right["latex"],
            "verdict": worst([step["verdict"] for step in steps]),
            "steps": steps,
        },
        "misprint": {
            "latex": wrong[-1]["latex"],
            "verdict": verdict,
            "reason": problem.said,
            "counterexample": problem.point,
            "counterexample_tex": problem.point_tex,
        },
    }


def _judged(
    erratum: Erratum, derivation: Derivation
) -> tuple[list[dict[str, Any]], Failure | None]:
    """The judged lines of a derivation and what does not hold: a refuted line, if there is one.

    It goes through the door of the parts. What makes a part of the sheet, boxes and checks, an
    erratum has not: its check is that the misprint is refuted.
    """
    part = Part(erratum.name, erratum.name, erratum.about, (derivation,), (), (), ())
    content, failures = judge_part(part)
    lines = [step for step in content["steps"] if step["kind"] != "start"]
    wrong = [failure for failure in failures if failure.name]
    if not wrong and (not lines or any(step["verdict"] != PROVED for step in lines)):
        raise NotAnErratum(f"{erratum.name}: it has lines that are not proved, or none")
    return lines, next((one for one in wrong if one.verdict == REFUTED), *wrong[:1] or (None,))
