"""What a claim is about, with what it truly is: proved by a part, or given by the sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from solutions.engine.objects import Value
from solutions.kernel.domain import EVERYWHERE, Domain
from solutions.relations.regime import Regime
from solutions.statements.derivation import Derivation
from solutions.statements.part import Part


@dataclass(frozen=True)
class Asked:
    """To which order a part asks for a quantity: ``value`` in a regime."""

    value: Value
    when: Regime


@dataclass(frozen=True)
class Quantity:
    """What a claim is about, with what it truly is.

    ``tex`` names it, ``value`` is proved (``proved_by``: "1e limit") or given by the sheet
    (``proved_by`` is empty). ``asked`` is the form that the part asks for. ``variants`` are values
    that a claim may give instead at the price of a blemish, each with the blemish's name.
    """

    tex: str
    value: Value
    where: Domain = EVERYWHERE
    proved_by: str = ""
    asked: Asked | None = None
    variants: tuple[tuple[str, Value], ...] = ()


def boxed(
    part: Part,
    name: str,
    *,
    of: str = "",
    pick: Callable[[Any], Any] = lambda value: value,
    asked: Asked | None = None,
    variants: tuple[tuple[str, Value], ...] = (),
) -> Quantity:
    """The quantity that a box of a part gives; ``pick`` takes a law's variance, for instance."""
    box = part.box(name)
    return Quantity(
        of or box.lhs, pick(box.value), box.domain, f"{part.id} {name}", asked, variants
    )


def line(
    part: Part,
    derivation: Derivation,
    number: int = -1,
    *,
    of: str = "",
    pick: Callable[[Any], Any] = lambda value: value,
    asked: Asked | None = None,
    variants: tuple[tuple[str, Value], ...] = (),
) -> Quantity:
    """The quantity that a line of a part's derivation gives; the last line by default."""
    if derivation not in part.derivations:
        raise ValueError(f"{derivation.name} is no derivation of {part.id}")
    number = number if number >= 0 else len(derivation.steps)
    where = derivation.steps[number - 1].domain if number else derivation.where
    name = f"{part.id} {derivation.name}, line {number}"
    value = pick(derivation.line(number))
    return Quantity(of or derivation.of, value, where, name, asked, variants)


def given(of: str, value: Value, where: Domain = EVERYWHERE) -> Quantity:
    """What the sheet says, or a definition makes so."""
    return Quantity(of, value, where)


def written(value: Value, where: Domain = EVERYWHERE) -> Quantity:
    """A left side that the claim writes out, so that it is what it says."""
    return Quantity("", value, where)
