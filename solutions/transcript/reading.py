"""Readings: what a claim of the log says, as objects over the part's notation.

A reading keeps the claim's slips. It holds no verdict: whether it is true, and whether it follows
from the lines before it, is decided by :mod:`solutions.transcript.judging`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from solutions.kernel.composition import EQUAL
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.statement import Statement, chained, concluded
from solutions.objects.laws import Normal, Value
from solutions.printing.formulas import tex
from solutions.relations.limits.limit import Limit
from solutions.relations.regimes.regime import Regime
from solutions.statements.derivation import Derivation
from solutions.statements.step import Step
from solutions.transcript.links import SIGNS, Link
from solutions.transcript.subjects import Subject
from solutions.work.places import Source, here


@dataclass(frozen=True)
class After:
    """What the lines before give for a quantity: its value there, and which lines they are."""

    value: Value
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """One statement of a claim: a quantity, relations and values, as in ``Var X = a ≈ b``.

    ``where`` is what the claim assumes beyond what is known of the quantity.
    ``after`` is what the lines before give for the quantity, ``None`` where nothing leads here.
    ``regime`` is where the line stands, in case an = in it is meant as ≈; a limit where ≈ means
    what is left in it. ``only`` are facts beyond the sheet's without which the line has no value.
    """

    of: Subject
    links: tuple[Link, ...]
    after: After | None = None
    where: Domain = EVERYWHERE
    regime: Regime | Limit | None = None
    only: tuple[Any, ...] = ()

    @property
    def domain(self) -> Domain:
        """Where it is judged: all that is known, and all that the claim assumes."""
        return self.of.where.join(self.where)

    @property
    def statement(self) -> Statement:
        """What the claim says of its quantity, all links together, under all that it assumes.

        Raises :class:`NoTheorem` where the table of relations has nothing for its links.
        """
        first, *others = self.links
        left = self.of.left
        if hasattr(first.relation, "about"):
            left = first.relation.about(left)
        said = Statement(self.domain, left, first.relation.link, first.value)
        for link in others:
            step = Statement(self.domain, said.right, link.relation.link, link.value)
            said = _followed(said, step, link.relation)
        return said

    @property
    def result(self) -> Value:
        """The last value."""
        return self.links[-1].value

    def shown(self, printer: Callable[[Any], str] = tex) -> str:
        """The statement, printed from its objects."""
        out = printer(self.of.left)
        for place, link in enumerate(self.links):
            is_law = not place and isinstance(link.value, Normal)
            sign = r"\sim" if is_law and link.sign == "=" else link.sign
            out += f" {sign if printer is tex else SIGNS.get(sign, sign)} {printer(link.value)}"
        return out


def _followed(said: Statement, step: Statement, rule: Any) -> Statement:
    if not hasattr(rule, "about"):
        return chained(said, step)
    needs, bound = getattr(rule, "needs", EQUAL), frozenset(getattr(rule, "bound", ()))
    return concluded(said, step, rule.about(said.left), rule.kind, needs, bound)


@dataclass(frozen=True)
class Place:
    """Where a wrong claim would stand in a derivation of ours: a line's name, and its ``value``."""

    derivation: Derivation
    line: str
    value: Value

    @property
    def step(self) -> Step:
        """Our right step there."""
        return self.derivation.steps[self.derivation.counted(self.line) - 1]


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
    of: Subject,
    *links: Link,
    after: After | None = None,
    where: Domain = EVERYWHERE,
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
