"""How Γ goes along: what a line adds, what is put for a letter, and what may be spoken of then.

Nothing of Γ is lost on the way, and nothing is added behind the back of a line before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import sympy as sp

from solutions.kernel import signs
from solutions.kernel.composition import (
    NEAR,
    TENDS,
    Relation,
)
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import NoTheorem
from solutions.kernel.terms.binding import replaced


def without_units(gamma: Domain, functions: frozenset[Any]) -> Domain:
    """Γ without what it says of the sums of some functions."""
    kept = tuple(unit for unit in gamma.unit_sums if unit.function.func not in functions)
    return replace(gamma, unit_sums=kept)


def moved(gamma: Domain, values: Mapping[Any, Any]) -> Domain:
    """Γ after letters were replaced, without a declared sign that now follows from the rest.

    What a letter was declared to be is a fact about what replaces it: η > 0 is one about a root.
    """
    after = gamma.at(dict(values))
    after = replace(after, put=_put(gamma, values))
    kept = list(after.facts)
    for fact in after.facts:
        others = tuple(one for one in kept if one != fact)
        if fact not in gamma.facts and signs.holds(fact, replace(after, facts=others)):
            kept.remove(fact)
    return replace(after, facts=tuple(kept))


def _put(gamma: Domain, values: Mapping[Any, Any]) -> tuple[tuple[Any, Any], ...]:
    """What was put for letters. One that comes back, as in σ² = 2σ², is a letter as before."""
    arriving = set().union(*(free(new) for new in values.values()))
    earlier = tuple((old, replaced(new, values)) for old, new in gamma.put)
    return earlier + tuple((old, new) for old, new in values.items() if old not in arriving)


def free(value: Any) -> set[sp.Symbol]:
    """The letters in a value, whatever it is made of; those that are bound in it count too."""
    if isinstance(value, sp.Basic):
        return set(value.free_symbols)
    if isinstance(value, tuple):
        return set().union(*map(free, value))
    if is_dataclass(value):
        return set().union(*(free(getattr(value, one.name)) for one in fields(value)))
    return set()


def shown_everywhere(said: Any) -> set[sp.Symbol]:
    """The letters that the left side of a statement shows wherever it depends on them.

    One that has come in by a value may have been there before, unseen: of X_x = xy, at x = y, the
    y of y² is both.
    """
    left, came = said.left, [new.free_symbols for _, new in said.gamma.put]
    letters = set(left.carried()) if hasattr(left, "carried") else free(left)
    return letters.difference(*came)


def grown(before: Domain, relation: Relation, gamma: Domain, spoken: set[sp.Symbol]) -> Domain:
    """Γ with all that ``gamma`` assumes; ``spoken`` are other letters of the line that adds it."""
    new = {fact for fact in all_facts(gamma) if fact not in all_facts(before)}
    letters = set().union(*(fact.free_symbols for fact in new))
    require_not_spent(before, letters | spoken)
    if moving := moving_letters(relation) & letters:
        raise NoTheorem(
            f"{named(moving)} moves in the regime of the line before, and nothing more can be "
            "assumed of it there; assume it before the line with ≈ or →"
        )
    require_one_value(joined := before.join(gamma))
    return joined


def require_one_value(gamma: Domain) -> None:
    """Raise :class:`NoTheorem` where a letter stands for one value here and for another there."""
    stands: dict[Any, Any] = {}
    for old, new in gamma.put:
        if stands.setdefault(old, new) != new:
            raise NoTheorem(f"{old} stands for {stands[old]} here and for {new} there")


def require_seen(before: Domain, gamma: Domain, moving: frozenset[Any]) -> None:
    """Raise :class:`NoTheorem` unless a rule that moves letters saw all that is assumed of them.

    What was found at x ≥ 1 says nothing of x → 0, nor of a slope at a place where x has one value.
    """
    for fact in all_facts(before):
        if fact not in all_facts(gamma) and (unseen := fact.free_symbols & moving):
            raise NoTheorem(
                f"the line moves {named(unseen)}, and was judged without {fact}, which the lines "
                "before it assume; state it where that is assumed"
            )


def all_facts(gamma: Domain) -> tuple[sp.Basic, ...]:
    return (*gamma.facts, *gamma.unit_sums, *gamma.whole, *gamma.nonzero)


def moving_letters(relation: Relation) -> frozenset[sp.Symbol]:
    """The letters that have no one value where the relation holds."""
    if relation.word not in (NEAR, TENDS):
        return frozenset()
    return frozenset(relation.regime.moving())


def require_not_spent(gamma: Domain, letters: set[sp.Symbol]) -> None:
    """Raise :class:`NoTheorem` for letters that stand for a value by now."""
    if spent := {old for old, _ in gamma.put} & letters:
        values = ", ".join(f"{old} = {new}" for old, new in gamma.put if old in spent)
        raise NoTheorem(
            f"{named(spent)} was replaced before ({values}) and cannot be spoken of again; "
            "go on from a line before that"
        )


def require_varied_alone(gamma: Domain, letters: set[sp.Symbol]) -> None:
    """Raise :class:`NoTheorem` for a letter that a rule varies and that has come in by a value.

    Of S = rs the slope in r is s; where s = 2r has been put, that of 2r² is another one.
    """
    for old, new in gamma.put:
        if along := free(new) & letters:
            raise NoTheorem(
                f"{old} = {new} was put in before, so that {named(along)} cannot be varied alone; "
                "vary it before that, or begin a new derivation with the value"
            )


def named(letters: set[Any] | frozenset[Any]) -> str:
    return ", ".join(sorted(map(str, letters)))
