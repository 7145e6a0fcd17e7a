"""A reader's answer, held against every box of its part.

correct        it equals a box, or is right to the order it displays
leading-order  right to the order that the part asks for; a further term is wrong
wrong          at a point that is shown it differs from what the part proves, which stays unsaid
unreadable     with the position, and what was expected there
undecided      neither a proof nor a point was found
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

import sympy as sp

from solutions.answers import mistakes
from solutions.answers.boxes import Order, Target, near, orders, part_of, targets
from solutions.answers.leading_order import approximates
from solutions.answers.left_sides import judging
from solutions.answers.left_sides.names import about
from solutions.answers.letters import for_part
from solutions.answers.words import condition
from solutions.evidence.counterexamples import Counterexample
from solutions.evidence.evidence import (
    REFUTED,
    UNDECIDED,
    Evidence,
    Reason,
    refuted,
    together,
    undecided,
)
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Undecided
from solutions.numbers.balls import show
from solutions.objects.laws import Normal, Value, free_symbols, numbers
from solutions.printing.detex import plain
from solutions.reading import plain_text
from solutions.reading.expressions.building import Built, build
from solutions.reading.mathml import mathml
from solutions.reading.parser import Unreadable, parse
from solutions.relations.conditions.defined import implied, restricted
from solutions.relations.equalities.rewritten import Rewriter
from solutions.relations.equalities.telescoping import telescoping_product
from solutions.relations.functions.agreement import agreement, apart
from solutions.relations.limits.approximation import Approximation

CORRECT, LEADING, WRONG, UNREADABLE = "correct", "leading-order", "wrong", "unreadable"

LARGE = 10**6
"""Whole numbers from here on may be rounded."""

Verdict = dict[str, Any]
ENDS = ("lower end", "upper end")
NOT_DECIDED = "neither a proof that it does nor a point where they differ was found"


@dataclass(frozen=True)
class Held:
    """An answer beside one target: the evidence, and the answer as it was compared."""

    target: Target
    value: Value
    evidence: Evidence


def preview(part: str, text: str) -> Verdict:
    """How the text is understood; position and what is expected where it is not."""
    try:
        vocabulary = for_part(part)
        tree = parse(text, vocabulary)
        build(tree, vocabulary)
    except Unreadable as why:
        return _unreadable(why)
    return {"read_as": plain_text.plain(tree), "mathml": mathml(tree)}


def check(part: str, text: str) -> Verdict:
    """The verdict on an answer to a part, as plain data. Raises LookupError for an unknown part."""
    began = perf_counter()
    part_of(part)
    empty = {
        "part": part,
        "verdict": UNREADABLE,
        "box": "",
        "read_as": "",
        "mathml": "",
        "because": "",
        "counterexample": "",
        "position": None,
        "expected": "",
    }
    try:
        vocabulary = for_part(part)
        tree = parse(text, vocabulary)
        built = build(tree, vocabulary)
        known = {"read_as": plain_text.plain(tree), "mathml": mathml(tree)}
        found = empty | known | _judged(part, built)
    except Unreadable as why:
        found = empty | _unreadable(why)
    return found | {"seconds": round(perf_counter() - began, 4)}


def _unreadable(why: Unreadable) -> Verdict:
    return {
        "verdict": UNREADABLE,
        "because": str(why),
        "position": why.position,
        "expected": why.expected,
    }


def _judged(part: str, built: Built) -> Verdict:
    if not _about(built.value):
        return {"verdict": UNREADABLE, "because": "this is neither a number nor a law"}
    compared = list(_compared(part, built))
    right = next((held for held in compared if held.evidence.holds), None)
    found = _correct(right, built) if right else _rounded(part, built)
    found = found or _to_an_order(part, built)
    if found is not None:
        return _of_another(part, built, right, found) or found
    open_ones = [held for held in compared if held.evidence.verdict == UNDECIDED]
    if open_ones:
        named = open_ones[0].target.named
        return {"verdict": UNDECIDED, "because": f"whether it equals {named}: {NOT_DECIDED}"}
    return _wrong(part, built, compared)


def _of_another(part: str, built: Built, right: Held | None, found: Verdict) -> Verdict | None:
    """The verdict on a right value in a statement about something else; ``None`` if it is not."""
    every = targets(part)
    boxed = next((one for one in every if not right and one.box.name == found.get("box")), None)
    other = judging.another(built, right.target if right else boxed, every, orders(part))
    if not other:
        return None
    return {
        "verdict": UNDECIDED,
        "because": (
            f"the value was compared, and ‘{other}’ in front of it was not: {part} does not ask "
            "about that; write what is asked for there, or the value alone"
        ),
    }


def _about(value: Value) -> bool:
    return isinstance(value, sp.Expr | Normal)


def _closed(value: Value, domain: Domain) -> Value:
    """The answer with products that telescope on the domain closed."""
    if isinstance(value, Normal):
        return Normal(_closed(value.mean, domain), _closed(value.variance, domain))
    if not isinstance(value, sp.Expr) or not value.has(sp.Product):
        return value
    try:
        return Rewriter((telescoping_product,)).rewrite(value, domain)
    except Undecided:
        return value


def _compared(part: str, built: Built) -> Iterator[Held]:
    """The answer beside every target of its kind; after an equal one nothing more is looked at."""
    for target in about(targets(part), built.left):
        for typed in _as(part, target, built):
            value = _closed(typed, target.domain)
            told = _apart(value, target, built)
            found = refuted(Reason("claimed", (value,))) if told else _held(value, target, built)
            held = Held(target, value, found)
            yield held
            if held.evidence.holds:
                return


def _as(part: str, target: Target, built: Built) -> Iterator[Value]:
    """The answer as it can be compared with a target: a law, its variance or a number."""
    asked = _component_named(built.left)
    if isinstance(target.value, Normal):
        if isinstance(built.value, Normal):
            yield built.value
    elif isinstance(built.value, sp.Expr):
        if not asked or target.of == asked or (not target.of and _names(target, asked)):
            yield built.value
    elif not target.of and _names(target, "variance") and _mean_holds(part, built):
        yield built.value.variance


def _mean_holds(part: str, built: Built) -> bool:
    """Is the mean of the law that was typed that of a law of the part?

    One right number of two is no answer.
    """
    return any(
        _held(built.value.mean, replace(target, value=target.value.mean), built).holds
        for target in targets(part)
        if isinstance(target.value, Normal)
    )


def _component_named(left: str | None) -> str:
    """What a typed left side asks for: Var(…), V[…] a variance, E[…] a mean, nothing else."""
    plain = (left or "").replace(" ", "")
    if plain.startswith(("Var", "var", "V[", "V(")):
        return "variance"
    return "mean" if plain.startswith(("E[", "E(", "mean")) else ""


def _names(target: Target, component: str) -> bool:
    return _left_names(target.box.lhs, component)


def _left_names(left: str, component: str) -> bool:
    return (r"\operatorname{Var}" in left) if component == "variance" else (r"\mathbb E" in left)


def _apart(value: Value, target: Target, built: Built) -> bool:
    """Is it certainly another value, at a point that nobody has to see?"""
    try:
        domain = restricted(target.domain, built.defined)
        pairs = zip(numbers(target.value), numbers(value), strict=True)
        return any(apart(ours, theirs, domain) for ours, theirs in pairs)
    except (Undecided, ValueError):
        return False


def _held(value: Value, target: Target, built: Built) -> Evidence:
    """Does the answer agree with a target, wherever what was typed has a value?"""
    try:
        domain = restricted(target.domain, built.defined)
        if isinstance(value, Normal):
            pairs = zip(("mean", "variance"), numbers(target.value), numbers(value), strict=True)
            return _both([(name, agreement(a, b, domain)) for name, a, b in pairs])
        found = agreement(target.value, value, domain)
        if found.verdict == UNDECIDED and domain.unit_sums:
            # Sums that are 1 bring in the letters that a point of the domain must have.
            ones = sp.Mul(*domain.unit_sums)
            return agreement(target.value * ones, value * ones, domain)
        return found
    except (Undecided, ValueError) as why:
        return undecided(why)


def _both(parts: list[tuple[str, Evidence]]) -> Evidence:
    """Mean and variance; a difference in one of them decides."""
    wrong = [part for part in parts if part[1].verdict == REFUTED]
    return together(wrong[:1] or parts)


def _letters(value: Value) -> set[sp.Symbol]:
    return set(free_symbols(value))


def _correct(held: Held, built: Built) -> Verdict:
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


def _rounded(part: str, built: Built) -> Verdict | None:
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


def _to_an_order(part: str, built: Built) -> Verdict | None:
    """Right to the order it displays, or to the order that the part asks for, or neither."""
    leading: Verdict | None = None
    for order in about(orders(part), built.left):
        for exact, asked, typed in _alike(part, order, built):
            value = _closed(typed, order.regime.where)
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


def _alike(part: str, order: Order, built: Built) -> Iterator[tuple[Value, Value, Value]]:
    """``(exact, asked, answer)`` of one kind: laws, or variances, or numbers."""
    ours, asked = order.exact, order.asked
    if isinstance(built.value, Normal) and isinstance(ours, Normal):
        yield ours, asked, built.value
    elif isinstance(built.value, sp.Expr) and isinstance(ours, Normal):
        if _component_named(built.left) != "mean" and isinstance(asked, Normal):
            yield ours.variance, asked.variance, built.value
    elif isinstance(built.value, sp.Expr):
        component = _component_named(built.left)
        if not component or _left_names(order.box.lhs, component):
            yield ours, asked, built.value
    elif _mean_holds(part, built):
        yield ours, asked, built.value.variance


def _wrong(part: str, built: Built, compared: list[Held]) -> Verdict:
    """That it is wrong, where, and the slip if it is known; never what the part proves."""
    if not compared:
        return _of_another_kind(part, built)
    compared = sorted(
        compared, key=lambda held: len(_letters(held.target.value) ^ _letters(held.value))
    )
    closed = _closed(built.value, compared[0].target.domain)
    guess = mistakes.guess(part, closed, [held.target for held in compared])
    held = next((h for h in compared if guess and h.target == guess.target), compared[0])
    point = _point(held.evidence) or _point(_held(held.value, held.target, built))
    none = f"it is not {held.target.named}, and no other box of {part}, which asks for"
    return {
        "verdict": WRONG,
        "box": held.target.box.name,
        "because": guess.said if guess else f"{none} {_asked(part)}",
        "counterexample": "" if point is None else _where(point, held, built),
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
        if _held(theirs, alone, built).verdict == REFUTED:
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
