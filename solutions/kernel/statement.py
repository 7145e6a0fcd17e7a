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

from solutions.kernel.algebra import translate
from solutions.kernel.composition import (
    EQUAL,
    EQUALITY,
    INSIDE,
    WITHIN,
    Relation,
    compose,
)
from solutions.kernel.context import (
    free,
    grown,
    moved,
    moving_letters,
    named,
    require_not_spent,
    require_seen,
    require_varied_alone,
    shown_everywhere,
    without_units,
)
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import NoTheorem


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
    moving = moving_letters(second.relation)
    require_seen(first.gamma, second.gamma, moving)
    gamma = grown(first.gamma, first.relation, second.gamma, free(second.right) | moving)
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
    require_varied_alone(first.gamma, {one for one in bound if isinstance(one, sp.Symbol)})
    if first.relation.word != needs:
        raise NoTheorem(
            f"{rule} needs a line with {needs}, and all that is known of the quantity before it is "
            f"{first.relation.word}; begin a new derivation with that value"
        )
    require_seen(first.gamma, second.gamma, bound)
    gamma = grown(first.gamma, first.relation, second.gamma, free(second.right) | bound)
    gamma = without_units(gamma, bound)
    assumed = (*gamma.facts, *gamma.whole, *gamma.nonzero)
    if any(part.func in bound for expr in assumed for part in expr.atoms(AppliedUndef)):
        raise NoTheorem(f"{rule} varies a function that more is assumed of than that it is a law")
    return Statement(gamma, about, second.relation, second.right)


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
    if moving := moving_letters(said.relation) & (set(values) | arriving):
        raise NoTheorem(
            f"{named(moving)} moves in the regime of the line before, which says nothing at one "
            "value; replace it before the line with ≈ or →"
        )
    if back := (set(values) & arriving) - shown_everywhere(said):
        some = back <= free(said.left)
        left = "not all of the left side has" if some else "the left side does not have"
        raise NoTheorem(
            f"{named(back)} is replaced and comes back in what is put in, and {left} it as an "
            "argument; put in a letter of its own"
        )
    require_not_spent(said.gamma, set(values) | arriving)
    gamma = moved(said.gamma, values)
    for new in values.values():
        translate(new, gamma)  # a letter stands for a number, and log s is none for every s
    return Statement(gamma, put(said.left, values), said.relation, put(said.right, values))


def enlarged(said: Statement, gamma: Domain) -> Statement:
    """The same under more assumptions, which a later line or a borrower makes.

    Raises :class:`NoTheorem` for one on a letter that was replaced, or that a regime moves.
    """
    return replace(said, gamma=grown(said.gamma, said.relation, gamma, set()))


def moment(said: Statement, which: str, about: Any) -> Statement:
    """From ``X ~ N(m, v)`` what is known of the mean or the variance, which ``about`` names.

    The mean of a law that is only enclosed is an equation where it is no enclosure itself.
    """
    value = getattr(said.right, which, None)
    if which not in ("mean", "variance") or value is None:
        raise NoTheorem(f"the line is about no law, so that it has no {which}")
    exactly = said.relation.word in (WITHIN, INSIDE) and isinstance(value, sp.Basic)
    return Statement(said.gamma, about, EQUALITY if exactly else said.relation, value)


def _begins_where_it_ends(first: Statement, second: Statement) -> None:
    if first.right != second.left or type(first.right) is not type(second.left):
        raise NoTheorem("the line does not begin with the value that the line before ends with")
