"""Marginals: the law of a variable by its law under a condition, and the law of what has the value.

Where both are known they have to fit together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy as sp

from solutions.engine.objects import (
    Normal,
    put,
)
from solutions.engine.printing import text
from solutions.engine.quantities import EVENT, GIVEN, Quantity
from solutions.kernel import signs
from solutions.kernel.domain import Domain
from solutions.kernel.messages import Malformed, Undecided
from solutions.statements.laws.conditions import (
    instance,
    marginal,
)
from solutions.statements.laws.said import Said

PASSES = 8
"""So often, at most, the law of a variable is found from a condition, and used for the next one."""
STANDARD = Normal(sp.S.Zero, sp.S.One)


def marginals(laws: list[Said]) -> tuple[list[Said], list[str]]:
    """The laws of variables by their laws under a condition; and what does not fit together."""
    conditions = [_in_a_letter(one) for one in laws if one.of.name == GIVEN]
    found: list[Said] = []
    for _ in range(PASSES):
        every = [*laws, *found]
        made = [law for one in conditions for law in _of_causes(one, every)]
        new = [law for law in dict.fromkeys(made) if law not in every]
        found += new
        if not new:
            break
    told = [_unfitting(one, [*laws, *found]) for one in conditions]
    return found, list(filter(None, told))


def _in_a_letter(one: Said) -> Said:
    """A law under a condition in a letter for the value: of Y = 2r, in that for 2r."""
    event = one.of.arguments[1]
    if event.name != EVENT or isinstance(event.arguments[1], sp.Symbol):
        return one
    letter = sp.Dummy("y", real=True)
    general = GIVEN(one.of.arguments[0], EVENT(event.arguments[0], letter))
    values = instance(one.of, general)
    try:
        moved = put(one.law, values) if values else None
    except (Malformed, Undecided):
        moved = None
    return one if moved is None else replace(one, of=general, law=moved, gamma=Domain())


def _of_causes(one: Said, laws: list[Said]) -> Iterator[Said]:
    """The law of a variable by one under a condition, with each law of what has the value there."""
    event = one.of.arguments[1]
    if event.name != EVENT:
        return
    cause = event.arguments[0]
    others = [said for said in laws if said.where != one.where]
    pairs: list[tuple[Said, Said | None]]
    pairs = [(one, there) for said in others if (there := said.at(cause))]
    if not pairs:
        pairs = [(at, said) for said in others if (at := _member(one, cause, said))]
    for moved, said in [*pairs, (one, None)]:
        if law := marginal(moved.law, _place(moved.of), said.law if said else None):
            yield Said(moved.of.arguments[0], law, one.where, moved.gamma)


def _unfitting(one: Said, laws: list[Said]) -> str:
    """Why a law under a condition does not fit the law of the variable alone.

    Where no law is known of what has the value there, it is enough that there may be one: alone
    the variable varies at least as much.
    """
    whole, event = one.of.arguments
    alone = [said for said in laws if said.of == whole and said.where != one.where]
    if not alone or any(_of_causes(one, laws)):
        return ""
    known = event.name != EVENT or any(
        said.at(event.arguments[0]) for said in laws if said.where != one.where
    )
    affine = event.name == EVENT and marginal(one.law, _place(one.of), STANDARD) is not None
    if affine and not known and all(_varies_more(said, one) for said in alone):
        return ""
    return (
        f"{text(one.of)} in {one.where} and the law of {text(whole)} alone have to fit together, "
        "which is not computed here; declare one of the two"
    )


def _varies_more(alone: Said, one: Said) -> bool:
    try:
        gamma = alone.gamma.join(one.gamma)
        return signs.nonnegative(alone.law.variance - one.law.variance, gamma)
    except (Malformed, Undecided, TypeError):
        return False


def _place(of: Quantity) -> Any:
    """The value that a variable has in a condition."""
    return of.arguments[1].arguments[1]


def _member(one: Said, cause: Quantity, known: Said) -> Said | None:
    """A law under a condition, at the member of a family whose law is known."""
    values = instance(cause, known.of) if cause.name == known.of.name else None
    if not values:
        return None
    try:
        return Said(one.of.at(values), put(one.law, values), one.where, one.gamma.at(values))
    except (Malformed, Undecided, TypeError):
        return None
