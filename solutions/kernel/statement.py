"""Statements, ``Γ ⊢ left R right``, and what follows from them, whether or not they hold.

A line of a derivation, a box, a borrowed fact, a reading of the log, a misprint and a reader's
answer are statements, and nothing else is ever judged. Γ of a conclusion is the union of what its
premises assume, so nothing that a line needed is lost to the lines after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel import signs
from solutions.kernel.composition import EQUAL, EQUALITY, NEAR, TENDS, Relation, compose
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
    return Statement(first.gamma.join(second.gamma), first.left, relation, second.right)


def concluded(
    first: Statement,
    second: Statement,
    about: Any,
    rule: str,
    needs: str = EQUAL,
    bound: frozenset[Any] = frozenset(),
) -> Statement:
    """A rule about another quantity: from ``S = a`` and the gradient of a, that of S is ``about``.

    ``needs`` is what S has to be to a; ``bound`` are functions that the rule varies, such as the
    law of an optimum: that they add up to one is part of what ``about`` says, and no assumption.
    Raises :class:`NoTheorem` where S is something else, or more is assumed of what is bound.
    """
    _begins_where_it_ends(first, second)
    if first.relation.word != needs:
        raise NoTheorem(
            f"{rule} needs a line with {needs}, and all that is known of the quantity before it is "
            f"{first.relation.word}; begin a new derivation with that value"
        )
    gamma = without_units(first.gamma.join(second.gamma), bound)
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
    a regime moves: what holds near a limit says nothing at one point.
    """
    if said.relation.word in (NEAR, TENDS):
        arriving = {s for new in values.values() for s in getattr(new, "free_symbols", ())}
        moving = said.relation.regime.moving() & (set(values) | arriving)
        if moving:
            named = ", ".join(sorted(map(str, moving)))
            raise NoTheorem(
                f"{named} moves in the regime of the line before, which says nothing at one value; "
                "replace it before the line with ≈ or →"
            )
    gamma = moved(said.gamma, values)
    return Statement(gamma, put(said.left, values), said.relation, put(said.right, values))


def moved(gamma: Domain, values: Mapping[Any, Any]) -> Domain:
    """Γ after letters were replaced, without a declared sign that now follows from the rest.

    What a letter was declared to be is a fact about what replaces it: η > 0 is one about a root.
    """
    after = gamma.at(dict(values))
    kept = list(after.facts)
    for fact in after.facts:
        others = tuple(one for one in kept if one != fact)
        if fact not in gamma.facts and signs.holds(fact, replace(after, facts=others)):
            kept.remove(fact)
    return replace(after, facts=tuple(kept))


def enlarged(said: Statement, gamma: Domain) -> Statement:
    """The same under more assumptions, which a later line or a borrower makes."""
    return replace(said, gamma=said.gamma.join(gamma))


def _begins_where_it_ends(first: Statement, second: Statement) -> None:
    same = first.right == second.left and type(first.right) is type(second.left)
    if not same or isinstance(first.right, sp.Basic) != isinstance(second.left, sp.Basic):
        raise NoTheorem("the line does not begin with the value that the line before ends with")
