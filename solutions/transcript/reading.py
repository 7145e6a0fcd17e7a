"""Readings: what a claim of the log says, as objects over the part's notation.

A reading keeps the claim's slips. It holds no verdict: whether it is true, and whether it follows
from the lines before it, is decided by :mod:`solutions.transcript.judging`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from solutions.engine.objects import Normal, Value
from solutions.engine.printing import tex
from solutions.kernel.domain import Domain
from solutions.relations.approximation import Limit
from solutions.relations.regime import Regime
from solutions.statements.derivation import Derivation, Source, here
from solutions.transcript.links import SIGNS, Link
from solutions.transcript.quantities import Quantity


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
