"""Statements, ``Γ ⊢ left R right``, and what follows from them, whether or not they hold.

A line of a derivation, a box, a borrowed fact, a reading of the log, a misprint and a reader's
answer are statements, and nothing else is ever judged. Γ of a conclusion is the union of what its
premises assume, so nothing that a line needed is lost to the lines after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel import signs
from solutions.kernel.algebra import translate
from solutions.kernel.binding import replaced
from solutions.kernel.composition import (
    EQUAL,
    EQUALITY,
    INSIDE,
    NEAR,
    TENDS,
    WITHIN,
    Relation,
    compose,
)
from solutions.kernel.domain import Domain
from solutions.kernel.messages import NoTheorem


@dataclass(frozen=True)
class Statement:
    """``gamma ⊢ left relation right``: left is a quantity or a value, right a value."""

    gamma: Domain
    left: Any
    relation: Relation
    right: Any


def defined_as(quantity: Any, value: Any, gamma: Domain) -> Statement:
    """A quantity is declared to be a value: the model that a derivation begins with."""
    return Statement(gamma, quantity, EQUALITY, value)


def chained(first: Statement, second: Statement) -> Statement:
    """From ``S R₁ a`` and ``a R₂ b`` what S is to b, under all that both assume.

    Raises :class:`NoTheorem` where the table of :mod:`composition` has nothing.
    """
    _begins_where_it_ends(first, second)
    relation = compose(first.relation, second.relation)
    if relation is None:
        raise NoTheorem(
            f"after {first.relation.word} nothing follows by {second.relation.word}, so the chain "
            "ends with the line before; begin a new derivation there"
        )
    moving = _moving(second.relation)
    _seen(first.gamma, second.gamma, moving)
    gamma = _grown(first, second.gamma, free(second.right) | moving)
    return Statement(gamma, first.left, relation, second.right)


def concluded(
    first: Statement,
    second: Statement,
    about: Any,
    rule: str,
    needs: str = EQUAL,
    bound: frozenset[Any] = frozenset(),
) -> Statement:
    """A rule about another quantity: from ``S = a`` and the gradient of a, that of S is ``about``.

    ``needs`` is what S has to be to a; ``bound`` are letters that the rule moves, and functions
    that it varies, such as the law of an optimum: that they add up to one is part of what
    ``about`` says, and no assumption.
    Raises :class:`NoTheorem` where S is something else, or more is assumed of what is bound.
    """
    _begins_where_it_ends(first, second)
    _varied_alone(first.gamma, {one for one in bound if isinstance(one, sp.Symbol)})
    if first.relation.word != needs:
        raise NoTheorem(
            f"{rule} needs a line with {needs}, and all that is known of the quantity before it is "
            f"{first.relation.word}; begin a new derivation with that value"
        )
    _seen(first.gamma, second.gamma, bound)
    gamma = without_units(_grown(first, second.gamma, free(second.right) | bound), bound)
    assumed = (*gamma.facts, *gamma.whole, *gamma.nonzero)
    if any(part.func in bound for expr in assumed for part in expr.atoms(AppliedUndef)):
        raise NoTheorem(f"{rule} varies a function that more is assumed of than that it is a law")
    return Statement(gamma, about, second.relation, second.right)


def without_units(gamma: Domain, functions: frozenset[Any]) -> Domain:
    """Γ without what it says of the sums of some functions."""
    kept = tuple(unit for unit in gamma.unit_sums if unit.function.func not in functions)
    return replace(gamma, unit_sums=kept)


def instantiated(
    said: Statement, values: Mapping[Any, Any], put: Callable[[Any, Mapping[Any, Any]], Any]
) -> Statement:
    """The statement with free letters replaced on both sides and in Γ, where all of it is kept.

    ``put(value, values)`` replaces letters in a value. Raises :class:`NoTheorem` for a letter that
    a regime moves: what holds near a limit says nothing at one point; for one that is replaced
    already; and for one that comes back in what is put in, unless the left side is a function of
    it by its arguments: of ``E = x²`` nothing would tell that ``E = 4x²`` is about another x.
    Raises :class:`Undecided` for what is not proved to have a value, as √s for real s has not.
    """
    arriving = {s for new in values.values() for s in getattr(new, "free_symbols", ())}
    if moving := _moving(said.relation) & (set(values) | arriving):
        raise NoTheorem(
            f"{_named(moving)} moves in the regime of the line before, which says nothing at one "
            "value; replace it before the line with ≈ or →"
        )
    if back := (set(values) & arriving) - free(said.left):
        raise NoTheorem(
            f"{_named(back)} is replaced and comes back in what is put in, and the left side does "
            "not have it as an argument; put in a letter of its own"
        )
    _not_spent(said.gamma, set(values) | arriving)
    gamma = moved(said.gamma, values)
    for new in values.values():
        translate(new, gamma)  # a letter stands for a number, and log s is none for every s
    return Statement(gamma, put(said.left, values), said.relation, put(said.right, values))


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


def enlarged(said: Statement, gamma: Domain) -> Statement:
    """The same under more assumptions, which a later line or a borrower makes.

    Raises :class:`NoTheorem` for one on a letter that was replaced, or that a regime moves.
    """
    return replace(said, gamma=_grown(said, gamma, set()))


def moment(said: Statement, which: str, about: Any) -> Statement:
    """From ``X ~ N(m, v)`` what is known of the mean or the variance, which ``about`` names.

    The mean of a law that is only enclosed is an equation where it is no enclosure itself.
    """
    value = getattr(said.right, which, None)
    if which not in ("mean", "variance") or value is None:
        raise NoTheorem(f"the line is about no law, so that it has no {which}")
    exactly = said.relation.word in (WITHIN, INSIDE) and isinstance(value, sp.Basic)
    return Statement(said.gamma, about, EQUALITY if exactly else said.relation, value)


def free(value: Any) -> set[sp.Symbol]:
    """The letters in a value, whatever it is made of; those that are bound in it count too."""
    if isinstance(value, sp.Basic):
        return set(value.free_symbols)
    if isinstance(value, tuple):
        return set().union(*map(free, value))
    if is_dataclass(value):
        return set().union(*(free(getattr(value, one.name)) for one in fields(value)))
    return set()


def _grown(said: Statement, gamma: Domain, spoken: set[sp.Symbol]) -> Domain:
    """Γ with all that ``gamma`` assumes; ``spoken`` are other letters of the line that adds it."""
    new = {fact for fact in _facts(gamma) if fact not in _facts(said.gamma)}
    letters = set().union(*(fact.free_symbols for fact in new))
    _not_spent(said.gamma, letters | spoken)
    if moving := _moving(said.relation) & letters:
        raise NoTheorem(
            f"{_named(moving)} moves in the regime of the line before, and nothing more can be "
            "assumed of it there; assume it before the line with ≈ or →"
        )
    return said.gamma.join(gamma)


def _seen(before: Domain, gamma: Domain, moving: frozenset[Any]) -> None:
    """Raise :class:`NoTheorem` unless a rule that moves letters saw all that is assumed of them.

    What was found at x ≥ 1 says nothing of x → 0, nor of a slope at a place where x has one value.
    """
    for fact in _facts(before):
        if fact not in _facts(gamma) and (unseen := fact.free_symbols & moving):
            raise NoTheorem(
                f"the line moves {_named(unseen)}, and was judged without {fact}, which the lines "
                "before it assume; state it where that is assumed"
            )


def _facts(gamma: Domain) -> tuple[sp.Basic, ...]:
    return (*gamma.facts, *gamma.unit_sums, *gamma.whole, *gamma.nonzero)


def _moving(relation: Relation) -> frozenset[sp.Symbol]:
    """The letters that have no one value where the relation holds."""
    if relation.word not in (NEAR, TENDS):
        return frozenset()
    return frozenset(relation.regime.moving())


def _not_spent(gamma: Domain, letters: set[sp.Symbol]) -> None:
    """Raise :class:`NoTheorem` for letters that stand for a value by now."""
    if spent := {old for old, _ in gamma.put} & letters:
        values = ", ".join(f"{old} = {new}" for old, new in gamma.put if old in spent)
        raise NoTheorem(
            f"{_named(spent)} was replaced before ({values}) and cannot be spoken of again; "
            "go on from a line before that"
        )


def _varied_alone(gamma: Domain, letters: set[sp.Symbol]) -> None:
    """Raise :class:`NoTheorem` for a letter that a rule varies and that has come in by a value.

    Of S = rs the slope in r is s; where s = 2r has been put, that of 2r² is another one.
    """
    for old, new in gamma.put:
        if along := free(new) & letters:
            raise NoTheorem(
                f"{old} = {new} was put in before, so that {_named(along)} cannot be varied alone; "
                "vary it before that, or begin a new derivation with the value"
            )


def _named(letters: set[Any] | frozenset[Any]) -> str:
    return ", ".join(sorted(map(str, letters)))


def _begins_where_it_ends(first: Statement, second: Statement) -> None:
    if first.right != second.left or type(first.right) is not type(second.left):
        raise NoTheorem("the line does not begin with the value that the line before ends with")
