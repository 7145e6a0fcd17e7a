"""Readings: what a claim of the log says, as objects over the part's notation.

A reading keeps the claim's slips. It holds no verdict: whether it is true, and whether it follows
from the lines before it, is decided by :mod:`solutions.transcript.judging`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from solutions.engine.approximation import Approximation, Limit
from solutions.engine.bounds import Inequality
from solutions.engine.derivation import Derivation, Relation, Source, here
from solutions.engine.domain import EVERYWHERE, Domain
from solutions.engine.objects import Normal, Value
from solutions.engine.part import Part
from solutions.engine.printing import tex
from solutions.engine.regime import Regime
from solutions.engine.relations import Identity
from solutions.transcript.unequal import Unequal


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


@dataclass(frozen=True)
class Link:
    """A relation and the value on its right, as the claim writes it."""

    relation: Relation
    value: Value


def equals(value: Value, under: tuple[sp.Sum, ...] = ()) -> Link:
    """``= value``; ``under`` are the unit sums that it may use."""
    return Link(Identity(under), _expression(value))


def near(value: Value, when: Regime) -> Link:
    """``≈ value`` in a regime."""
    return Link(Approximation(when), _expression(value))


def tends(value: Value, when: Regime) -> Link:
    """``→ value``."""
    return Link(Limit(when), _expression(value))


def limiting(value: Value, when: Regime) -> Link:
    """``≈ value`` where the claim means what is left in the limit, such as Δt → 0."""
    return Link(Limit(when, sign=r"\approx"), _expression(value))


def at_least(value: Value, gap: sp.Expr | None = None, *, strict: bool = False) -> Link:
    """``≥ value``, or ``> value``."""
    return Link(Inequality(least=True, strict=strict, gap=gap), _expression(value))


def at_most(value: Value, gap: sp.Expr | None = None, *, strict: bool = False) -> Link:
    """``≤ value``, or ``< value``."""
    return Link(Inequality(least=False, strict=strict, gap=gap), _expression(value))


def differs(value: Value) -> Link:
    """``≠ value``: not the same function."""
    return Link(Unequal(), _expression(value))


def _expression(value: Any) -> Any:
    return sp.sympify(value, strict=True) if isinstance(value, int) else value


@dataclass(frozen=True)
class After:
    """What the lines before give for a quantity: its value there, and which lines they are."""

    value: Value
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """One statement of a claim: a quantity, relations and values, as in ``Var X = a ≈ b``.

    ``after`` is what the lines before give for the quantity, ``None`` where nothing leads here.
    ``regime`` is where the line stands, in case an = in it is meant as ≈; a limit where ≈ means
    what is left in it. ``only`` are facts beyond the sheet's without which the line has no value.
    """

    of: Quantity
    links: tuple[Link, ...]
    after: After | None = None
    where: Domain | None = None
    regime: Regime | Limit | None = None
    only: tuple[Any, ...] = ()

    @property
    def domain(self) -> Domain:
        """Where it is judged."""
        return self.of.where if self.where is None else self.where

    @property
    def result(self) -> Value:
        """The last value."""
        return self.links[-1].value

    def shown(self, printer: Callable[[Any], str] = tex) -> str:
        """The statement, printed from its objects."""
        out = self.of.tex or printer(self.of.value)
        for place, link in enumerate(self.links):
            sign = r"\sim" if not place and isinstance(link.value, Normal) else link.relation.sign
            out += f" {sign if printer is tex else SIGNS.get(sign, sign)} {printer(link.value)}"
        return out


SIGNS = {
    "=": "=",
    "<": "<",
    ">": ">",
    r"\approx": "≈",
    r"\longrightarrow": "→",
    r"\ne": "≠",
    r"\le": "≤",
    r"\ge": "≥",
    r"\sim": "~",
    r"\in": "∈",
    r"\subseteq": "⊆",
}
"""Relations on a terminal."""


@dataclass(frozen=True)
class Place:
    """Where a wrong claim would stand in a derivation of ours: step ``number``, with ``value``."""

    derivation: Derivation
    number: int
    value: Value


@dataclass(frozen=True)
class Reading:
    """What a claim says. Several chains: all of them. ``place`` is for wrong claims only."""

    claim: str
    chains: tuple[Chain, ...]
    place: Place | None = None
    said: str = ""
    """For a remark: its content in our words, so that the test can be compared with it."""
    source: Source = field(default_factory=lambda: here(3))

    @property
    def result(self) -> Value:
        """The last value of the last statement."""
        return self.chains[-1].result


def reading(
    claim: str,
    of: Quantity,
    *links: Link,
    after: After | None = None,
    where: Domain | None = None,
    regime: Regime | Limit | None = None,
    only: tuple[Any, ...] = (),
    place: Place | None = None,
    said: str = "",
) -> Reading:
    """A reading of one statement."""
    chain = Chain(of, links, after, where, regime, only)
    return Reading(claim, (chain,), place, said, here(2))


def after(*before: Reading, value: Value | None = None) -> After:
    """What earlier lines give: the last value of the last of them, or one made from them."""
    result = before[-1].result if value is None else value
    return After(result, tuple(one.claim for one in before))


@dataclass(frozen=True)
class Ambiguous:
    """A claim that can be read in two ways; both are judged."""

    claim: str
    one: Reading
    other: Reading
    between: str
    """What the two ways are, in words."""
    source: Source = field(default_factory=lambda: here(3))


@dataclass(frozen=True)
class Remark:
    """A claim that no machine can judge, with an editor's note; not counted as a verdict."""

    claim: str
    note: str
    source: Source = field(default_factory=lambda: here(3))


Read = Reading | Ambiguous | Remark
