"""A reader's answer beside the boxes of its part: which it may be, and whether it agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import sympy as sp

from solutions.answers.boxes import Order, Target, targets
from solutions.answers.left_sides.names import about
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
from solutions.objects.laws import Normal, Value, numbers
from solutions.reading.expressions.building import Built
from solutions.relations.conditions.defined import restricted
from solutions.relations.equalities.rewritten import Rewriter
from solutions.relations.equalities.telescoping import telescoping_product
from solutions.relations.functions.agreement import agreement, apart


@dataclass(frozen=True)
class Held:
    """An answer beside one target: the evidence, and the answer as it was compared."""

    target: Target
    value: Value
    evidence: Evidence


def beside_targets(part: str, built: Built) -> Iterator[Held]:
    """The answer beside every target of its kind; after an equal one nothing more is looked at."""
    for target in about(targets(part), built.left):
        for typed in _as(part, target, built):
            value = telescoped(typed, target.domain)
            told = _apart(value, target, built)
            found = refuted(Reason("claimed", (value,))) if told else agrees(value, target, built)
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


def of_one_kind(part: str, order: Order, built: Built) -> Iterator[tuple[Value, Value, Value]]:
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


def _mean_holds(part: str, built: Built) -> bool:
    """Is the mean of the law that was typed that of a law of the part?

    One right number of two is no answer.
    """
    return any(
        agrees(built.value.mean, replace(target, value=target.value.mean), built).holds
        for target in targets(part)
        if isinstance(target.value, Normal)
    )


def _component_named(left: str | None) -> str:
    """What a typed left side asks for: Var(…), V[…] a variance, E[…] a mean, nothing else."""
    plain = (left or "").replace(" ", "")
    if plain.startswith(("Var", "var", "V[", "V(")):
        return "variance"
    return "mean" if plain == "E" or plain.startswith(("E[", "E(", "mean")) else ""


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


def agrees(value: Value, target: Target, built: Built) -> Evidence:
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


def telescoped(value: Value, domain: Domain) -> Value:
    """The answer with products that telescope on the domain closed."""
    if isinstance(value, Normal):
        return Normal(telescoped(value.mean, domain), telescoped(value.variance, domain))
    if not isinstance(value, sp.Expr) or not value.has(sp.Product):
        return value
    try:
        return Rewriter((telescoping_product,)).rewrite(value, domain)
    except Undecided:
        return value
