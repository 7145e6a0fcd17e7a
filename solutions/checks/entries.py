"""What a receipt says of lines and boxes, printed from the statements that were judged."""

from __future__ import annotations

from typing import Any

from solutions.evidence.evidence import MEASURED, PROVED, REFUTED, UNDECIDED, Evidence
from solutions.kernel.composition import NEAR, TENDS
from solutions.kernel.errors import Malformed, Undecided
from solutions.kernel.statement import Statement
from solutions.objects.quantities import WRITTEN
from solutions.printing.formulas import tex
from solutions.statements.assumptions import assumptions, domain_tex
from solutions.statements.chain import START, Chain
from solutions.statements.lines import Judged
from solutions.statements.links import follow
from solutions.statements.part import Box
from solutions.statements.printing import (
    IMPLIES,
    SPECIFIED,
    definition_tex,
    left_tex,
    sign_tex,
)
from solutions.statements.step import Step
from solutions.work.places import Source


def line_entries(judged: Judged) -> list[dict[str, Any]]:
    derivation = judged.derivation
    try:
        said: Statement | None = derivation.opening
    except (Undecided, Malformed, TypeError):
        return []  # it begins with nothing that could be shown; its failures say why
    entries = [_start_entry(derivation)]
    for step, evidence, seconds in zip(
        derivation.steps, judged.evidence, judged.seconds, strict=True
    ):
        try:
            said = follow(said, step) if said is not None else None
        except (Undecided, Malformed):
            said = None
        entries.append(_step_entry(derivation, step, said, evidence, seconds))
    return entries


def _start_entry(derivation: Chain) -> dict[str, Any]:
    said = derivation.opening
    fresh = derivation.begins is None
    sign = definition_tex(said.right) if fresh else sign_tex(said)
    left, right = left_tex(said), tex(said.right)
    if said.left.name == WRITTEN:
        sign, right = "", ""
    entry = _entry(f"{derivation.name}.{START}", left, sign, right, derivation.source)
    taken = [f"uses {used.title}" for used in derivation.rests]
    if derivation.begins is not None:
        taken.insert(0, f"goes on from {derivation.begins.title}")
    return entry | {
        "derivation": derivation.name,
        "kind": "start",
        "because": derivation.because,
        "where": domain_tex(said.gamma),
        "assumes": assumptions(said),
        "verdict": "",
        "evidence": taken,
    }


def _step_entry(
    derivation: Chain,
    step: Step,
    said: Statement | None,
    evidence: Evidence,
    seconds: float,
) -> dict[str, Any]:
    # A recursion, a sum of variables or an expectation is followed by the laws it is made of, so
    # that a sign behind it would be read as theirs: the line that finds it names what it is about.
    told = isinstance(step.lhs, SPECIFIED) and type(step.lhs) is not type(step.rhs)
    if told and said is not None:
        lhs, sign = left_tex(said), sign_tex(said)
    else:
        lhs, sign = tex(step.lhs), step.relation.sign
        if sign == IMPLIES and said is not None:
            sign += f" {left_tex(said)} {sign_tex(said)}"
    entry = _entry(step.name, lhs, sign, tex(step.rhs), step.source)
    return entry | {
        "derivation": derivation.name,
        "kind": step.relation.kind,
        "because": step.because,
        "where": domain_tex(step.domain),
        "assumes": assumptions(step.statement),
        "note": evidence.note,
        "verdict": evidence.verdict,
        "evidence": list(evidence.lines),
        "seconds": round(seconds, 4),
    }


def _entry(name: str, lhs: str, sign: str, rhs: str, source: Source) -> dict[str, Any]:
    return {
        "name": name,
        "lhs": lhs,
        "relation": sign,
        "rhs": rhs,
        "latex": f"{lhs} {sign} {rhs}".strip(),
        "note": "",
        "file": source.file,
        "line": source.line,
    }


def box_entry(box: Box, judged: Judged) -> dict[str, Any]:
    """A box is the theorem of its line; without one it has the verdict of the lines before."""
    said, step = box.statement, box.of.steps[box.number - 1]
    upto = judged.evidence[: box.number]
    made = len(judged.theorems) > box.number
    verdict = worst([one.verdict for one in upto]) if made else UNDECIDED
    if not made and any(not one.holds for one in upto):
        verdict = worst([one.verdict for one in upto])
    entry = _entry(box.name, left_tex(said), sign_tex(said), tex(said.right), box.source)
    lines = [
        f"line {name} ({one.relation.kind}): {one.because}"
        for name, one in zip(box.of.names[1:], box.of.steps[: box.number], strict=False)
    ]
    values = (one.rhs for one in box.of.steps[: box.number])
    return entry | {
        "derivation": box.of.name,
        "kind": step.relation.kind,
        "because": step.because,
        "where": _where(said),
        "assumes": assumptions(said, before=(box.of.start, *values)),
        "verdict": verdict,
        "evidence": lines,
        "step": step.name,
        "form": box.form,
    }


def _where(said: Statement) -> str:
    """An approximation holds in its regime; a limit is a number, and its left side names it."""
    if said.relation.word == NEAR or (
        said.relation.word == TENDS and left_tex(said) == tex(said.left)
    ):
        return str(said.relation.regime.name)
    return "" if said.relation.word == TENDS else domain_tex(said.gamma)


def worst(verdicts: list[str]) -> str:
    """The verdict of claims that must all hold."""
    return next((v for v in (REFUTED, UNDECIDED, MEASURED) if v in verdicts), PROVED)
