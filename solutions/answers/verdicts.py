"""What a reader is told of an answer: the verdict and why, never what the part proves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sympy as sp

from solutions.answers import mistakes
from solutions.answers.boxes import Target, near, orders, targets
from solutions.answers.comparing import Held, agrees, of_one_kind, telescoped
from solutions.answers.leading_order import approximates
from solutions.answers.left_sides.names import about
from solutions.answers.words import condition
from solutions.evidence.counterexamples import Counterexample
from solutions.evidence.evidence import REFUTED, Evidence, Reason
from solutions.kernel.errors import Undecided
from solutions.numbers.balls import show
from solutions.objects.laws import Normal, Value, free_symbols, numbers
from solutions.printing.detex import plain
from solutions.reading.expressions.building import Built
from solutions.relations.conditions.defined import implied
from solutions.relations.limits.approximation import Approximation

CORRECT, LEADING, WRONG, UNREADABLE = "correct", "leading-order", "wrong", "unreadable"

LARGE = 10**6
"""Whole numbers from here on may be rounded."""

ENDS = ("lower end", "upper end")

Verdict = dict[str, Any]


def as_correct(held: Held, built: Built) -> Verdict:
    box = held.target.box
    said = f"it is the approximation {box.name}" if near(box) else f"it equals {held.target.named}"
    if held.target.of in ("mean", "variance"):
        said += "; the part asks for the law, N(mean, variance)"
    letters = _letters(held.value) | _letters(held.target.value)
    where = [
        condition(fact)
        for fact in built.defined
        if fact.free_symbols <= letters and not implied(fact, held.target.domain)
    ]
    if where:
        said += f"; for {', '.join(where)}, where what you typed is defined"
    return {"verdict": CORRECT, "box": box.name, "because": said}


def as_rounded(part: str, built: Built) -> Verdict | None:
    """Is a number one of the part's whole numbers, rounded to the digits that are typed?"""
    value = built.value
    if not isinstance(value, sp.Integer) or abs(value) < LARGE:
        return None
    typed = str(value).rstrip("0")
    for target in about(targets(part), built.left):
        exact = target.value
        if target.box.form == "exact" and isinstance(exact, sp.Integer):
            unit = 10 ** (len(str(value)) - len(typed))
            if abs(2 * (exact - value)) <= unit:
                said = f"it is {target.named}, rounded to {len(typed)} digits"
                return {"verdict": CORRECT, "box": target.box.name, "because": said}
    return None


def as_to_an_order(part: str, built: Built) -> Verdict | None:
    """Right to the order it displays, or to the order that the part asks for, or neither."""
    leading: Verdict | None = None
    for order in about(orders(part), built.left):
        for exact, asked, typed in of_one_kind(part, order, built):
            value = telescoped(typed, order.regime.where)
            try:
                closely = Approximation(order.regime).judge(value, asked, order.regime.where)
                if not closely.holds:
                    continue
                evidence = approximates(exact, value, order.regime)
                if evidence.holds:
                    error = plain(evidence.lines[-1])
                    regime = plain(order.regime.name)
                    said = f"correct to the order it displays, for {regime}; {error}"
                    return {"verdict": CORRECT, "box": "", "because": said}
            except Undecided:
                continue
            if leading is None and (problem := evidence.problem):
                reason = without_the_truth(problem.reason)
                leading = {
                    "verdict": LEADING,
                    "because": f"right to the order that the part asks for, but {reason}",
                    "counterexample": problem.point,
                }
    return leading


def without_the_truth(reason: Reason) -> Reason:
    """The reason without what the part proves, and without the name of an end."""
    named = tuple(name for name in reason.about if name not in ENDS)
    values = reason.values[:3] if reason.kind == "wrong term" else reason.values
    return replace(reason, about=named, values=values)


def as_wrong(part: str, built: Built, compared: list[Held]) -> Verdict:
    """That it is wrong, where, and the slip if it is known; never what the part proves."""
    if not compared:
        return _of_another_kind(part, built)
    compared = sorted(
        compared, key=lambda held: len(_letters(held.target.value) ^ _letters(held.value))
    )
    closed = telescoped(built.value, compared[0].target.domain)
    guess = mistakes.guess(part, closed, [held.target for held in compared])
    held = next((h for h in compared if guess and h.target == guess.target), compared[0])
    point = _point(held.evidence) or _point(agrees(held.value, held.target, built))
    none = f"it is not {held.target.named}, and no other box of {part}, which asks for"
    return {
        "verdict": WRONG,
        "box": held.target.box.name,
        "because": guess.said if guess else f"{none} {_asked(part)}",
        "counterexample": "" if point is None else _where(point, held, built),
    }


def as_true(part: str, built: Built) -> Verdict:
    """That a statement holds, of something else than what the part asks for."""
    said = f"true, and not what {part} asks for: {_asked(part)}"
    return {"verdict": CORRECT, "box": "", "because": said}


def as_false(built: Built, evidence: Evidence) -> Verdict:
    """That what stands in front of a value does not have it, and where they differ."""
    point = _point(evidence)
    return {
        "verdict": WRONG,
        "box": "",
        "because": f"‘{built.texts[0]}’ is something else",
        "counterexample": "" if point is None else f"at {point.where() or 'every point'}",
    }


def _point(evidence: Evidence) -> Counterexample | None:
    return evidence.problem.at if evidence.problem else None


def _where(point: Counterexample, held: Held, built: Built) -> str:
    """The point and both values there; a number that is the same everywhere is not told."""
    if _is_told(held, built):
        return point.sentence()
    return f"at {point.where() or 'every point'}: claimed {show(point.claimed)}"


def _is_told(held: Held, built: Built) -> bool:
    """Is the value that differs one of many? That of a box without letters is its solution."""
    for ours, theirs in zip(numbers(held.target.value), numbers(held.value), strict=True):
        alone = replace(held.target, value=ours)
        if agrees(theirs, alone, built).verdict == REFUTED:
            return bool(ours.free_symbols)
    return False


def _of_another_kind(part: str, built: Built) -> Verdict:
    kind = "a law" if isinstance(built.value, Normal) else "a number"
    return {"verdict": WRONG, "because": f"this is {kind}; part {part} asks for {_asked(part)}"}


def _asked(part: str) -> str:
    """What a part asks for: the names of its boxes, and of which kind each is."""
    return ", ".join(_kind(target) for target in targets(part) if not target.of)


def _kind(target: Target) -> str:
    return f"{target.box.name} ({'a law' if isinstance(target.value, Normal) else 'a number'})"


def _letters(value: Value) -> set[sp.Symbol]:
    return set(free_symbols(value))
