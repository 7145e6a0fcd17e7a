"""Marginals: the law of a variable by its law under a condition, and the law of what has the value.

Where both are known they have to fit together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy as sp

from solutions.kernel import signs
from solutions.kernel.context import free
from solutions.kernel.domains.domain import Domain
from solutions.kernel.errors import Malformed, Undecided
from solutions.objects.laws import Normal, put
from solutions.objects.quantities import EVENT, GIVEN, Quantity
from solutions.printing.formulas import text
from solutions.statements.laws.conditions import (
    instance,
    marginal,
)
from solutions.statements.laws.said import Said, once

STEPS = 8
"""So many members of a family are found, one from the other, by the law of each given the last."""
STANDARD = Normal(sp.S.Zero, sp.S.One)


def marginals(laws: list[Said]) -> tuple[list[Said], list[str]]:
    """The laws of variables by their laws under a condition; and what does not fit together."""
    conditions = [_in_a_letter(one) for one in laws if one.of.name == GIVEN]
    found: dict[Any, Said] = {}
    for _ in range(len(conditions) + STEPS):
        every = [*laws, *found.values()]
        known = {(said.of, said.law) for said in every}
        made = [law for one in conditions for law in _of_causes(one, every)]
        made += [law for one in conditions for law in _causes(one, every)]
        new = {(law.of, law.law): law for law in once(made) if (law.of, law.law) not in known}
        found |= new
        if not new:
            break
    every = [*laws, *found.values()]
    told = [told for one in conditions for told in _unfitting(one, every)]
    return list(found.values()), told


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
    # From one member to the next a law goes in numbers: X_0, X_1, X_2; in letters it would go on.
    others = [said for said in laws if said.where != one.where or not free(said.of)]
    pairs: list[tuple[Said, Said | None]] = [(one, None)]
    pairs += [(one, there) for said in others if (there := said.at(cause))]
    pairs += [(at, said) for said in others if (at := _member(one, said))]
    for moved, said in pairs:
        if law := marginal(moved.law, _place(moved.of), said.law if said else None):
            try:
                gamma = moved.gamma.join(said.gamma) if said else moved.gamma
            except Undecided:
                continue
            yield Said(moved.of.arguments[0], law, one.where, gamma)


def _causes(one: Said, laws: list[Said]) -> Iterator[Said]:
    """The law of what has the value, by that of the variable with it and alone.

    Only where nothing else says what it is; and where there is one, since alone the variable varies
    at least as much.
    """
    event = one.of.arguments[1]
    if event.name != EVENT:
        return
    for alone, here in _alone(one, laws):
        slope, rest = _affine(here)
        cause = here.of.arguments[1].arguments[0]
        if slope is None or any(said.of.meets(cause) for said in laws):
            continue
        try:
            gamma = alone.gamma.join(here.gamma)
            signs.require_nonzero(slope, gamma)
        except (Malformed, Undecided):
            continue
        if _varies_more(alone, here):
            spread = (alone.law.variance - here.law.variance) / slope**2
            law = Normal((alone.law.mean - rest) / slope, spread)
            yield Said(cause, law, f"{one.where} and {alone.where}", gamma)


def _affine(one: Said) -> tuple[Any, Any]:
    """Slope and rest of a conditional mean in the value of the condition; None where not affine."""
    at = _place(one.of)
    if marginal(one.law, at, STANDARD) is None:
        return None, None
    first, second = (one.law.mean.xreplace({at: sp.Integer(number)}) for number in (0, 1))
    return second - first, first


def _alone(one: Said, laws: list[Said]) -> Iterator[tuple[Said, Said]]:
    """What is said of the variable alone, each with the law under the condition for that member."""
    whole = one.of.arguments[0]
    for said in laws:
        if said is one or said.where == one.where or not said.of.meets(whole):
            continue
        if said.of == whole:
            yield said, one
        elif (values := instance(whole, said.of)) is not None:
            if (moved := _moved(one, values)) is not None:
                yield said, moved
        elif (there := said.at(whole)) is not None:
            yield there, one


def _unfitting(one: Said, laws: list[Said]) -> Iterator[str]:
    """Why a law under a condition does not fit the law of the variable alone.

    Where no law is known of what has the value there, it is enough that there may be one. Where
    each member of a family is given the last, members that are not found from each other do not
    fit.
    """
    whole, event = one.of.arguments
    pairs = list(_alone(one, laws))
    if event.name != EVENT:
        if pairs:
            yield _not_computed(one, pairs[0][0])
        return
    cause, made = event.arguments[0], list(_of_causes(one, laws))
    for alone, here in pairs:
        if any(_says(law, alone) for law in made):
            continue
        known = [said for said in laws if said is not one and said.of.meets(cause)]
        others = [said for said in known if said.where != one.where]
        # Of a family it is the first member that is known, if nothing else is said of any.
        is_first = whole.meets(cause) and all(said.of == alone.of for said in others)
        slope, _ = _affine(here)
        if slope is None or not _varies_more(alone, here) or (known and not is_first):
            yield _not_computed(here, alone)


def _says(law: Said, alone: Said) -> bool:
    """Is a law that was computed one of this variable, whatever it is?"""
    return law.of == alone.of or law.at(alone.of) is not None


def _not_computed(one: Said, alone: Said) -> str:
    return (
        f"{text(one.of)} in {one.where} and the law of {text(alone.of)} alone in {alone.where} "
        "have to fit together, which is not computed here; declare one of the two"
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


def _member(one: Said, known: Said) -> Said | None:
    """A law under a condition, at the member of a family whose law is known."""
    cause = one.of.arguments[1].arguments[0]
    values = instance(cause, known.of) if cause.name == known.of.name else None
    return _moved(one, values) if values else None


def _moved(one: Said, values: dict[Any, Any]) -> Said | None:
    try:
        return replace(
            one, of=one.of.at(values), law=put(one.law, values), gamma=one.gamma.at(values)
        )
    except (Malformed, Undecided, TypeError):
        return None
