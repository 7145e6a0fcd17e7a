"""What a claim is about, with what it truly is: proved by a part, or given by the sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from solutions.kernel.composition import ENCLOSURE, EQUAL, EQUALITY, TENDS, WITHIN
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.errors import Malformed
from solutions.kernel.statement import Statement
from solutions.objects.laws import Value
from solutions.objects.quantities import LIMIT, WRITTEN, Quantity
from solutions.relations.regimes.regime import Regime
from solutions.statements.chain import MOMENTS
from solutions.statements.derivation import Derivation
from solutions.statements.part import Part


@dataclass(frozen=True)
class Asked:
    """To which order a part asks for a quantity: ``value`` in a regime."""

    value: Value
    when: Regime


@dataclass(frozen=True)
class Subject:
    """What a claim is about, with what it truly is.

    ``left`` is a declared quantity, or a value that the claim writes out. Its ``value`` on
    ``where`` is proved (``proved_by``: "1e limit") or given by the sheet (``proved_by`` is empty).
    ``asked`` is the form that the part asks for. ``variants`` are values that a claim may give
    instead at the price of a blemish, each with the blemish's name.
    """

    left: Any
    value: Value
    where: Domain = EVERYWHERE
    proved_by: str = ""
    asked: Asked | None = None
    variants: tuple[tuple[str, Value], ...] = ()

    @property
    def said(self) -> Statement:
        """What is known of it: that it is its value, or lies in it."""
        enclosed = hasattr(self.value, "lower")
        return Statement(self.where, self.left, ENCLOSURE if enclosed else EQUALITY, self.value)

    @property
    def is_written(self) -> bool:
        """Does the claim write out what it is about, so that it is its own right formula?"""
        named = isinstance(self.left, Quantity)
        left = self.left.arguments[0] if named and self.left.name == WRITTEN else self.left
        return bool(left == self.value)

    def on(self, where: Domain) -> Subject:
        """The same where more is assumed."""
        return replace(self, where=self.where.join(where))


def boxed(
    part: Part,
    name: str,
    *,
    moment: str = "",
    of: Any = None,
    pick: Callable[[Any], Any] = lambda value: value,
    asked: Asked | None = None,
    variants: tuple[tuple[str, Value], ...] = (),
) -> Subject:
    """What a box of a part is about, as its statement says it.

    ``moment`` is ``"mean"`` or ``"variance"`` where it is a law. Something else that is found from
    its value, by ``pick``, is ``of``: a quantity, or an expression as the claim writes it.
    """
    known = _known(part.box(name).statement, f"{part.id} {name}", moment, of, pick)
    return replace(known, asked=asked, variants=variants)


def line(
    part: Part,
    derivation: Derivation,
    at: int | str = -1,
    *,
    moment: str = "",
    of: Any = None,
    pick: Callable[[Any], Any] = lambda value: value,
    asked: Asked | None = None,
    variants: tuple[tuple[str, Value], ...] = (),
) -> Subject:
    """What a line of a part's derivation is about; the last line by default."""
    if derivation not in part.derivations:
        raise Malformed(f"{derivation.name} is no derivation of {part.id}")
    number = derivation.counted(at)
    title = f"{part.id} {derivation.name}, line {derivation.names[number]}"
    known = _known(derivation.statement(number), title, moment, of, pick)
    return replace(known, asked=asked, variants=variants)


def stated(of: Any, value: Value, where: Domain = EVERYWHERE) -> Subject:
    """What the sheet says, or a definition makes so."""
    return Subject(of, value, where)


def as_written(value: Value, where: Domain = EVERYWHERE) -> Subject:
    """A left side that the claim writes out, so that it is what it says."""
    return Subject(value, value, where)


def _known(
    said: Statement, title: str, moment: str, of: Any, pick: Callable[[Any], Any]
) -> Subject:
    """The subject of a statement; raises :class:`Malformed` unless that says what it is."""
    word = said.relation.word
    if word not in (EQUAL, WITHIN, TENDS):
        raise Malformed(f"{title} says {word}, which does not tell what a quantity is")
    left, value = said.left, said.right
    if moment:
        left, value = MOMENTS[moment](left), getattr(value, moment)
    if word == TENDS:
        left = LIMIT(left, said.relation.regime.name)
    return Subject(left if of is None else of, pick(value), said.gamma, title)
