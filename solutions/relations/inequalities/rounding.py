"""Numbers rounded to a few significant digits, by whole-number arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import sympy as sp

from solutions.evidence.evidence import Evidence, Reason, proved, refuted, undecided
from solutions.kernel.composition import ROUNDS, Relation
from solutions.kernel.domains.domain import Domain
from solutions.objects.laws import Value
from solutions.relations.sampling import outside


def unit_of(number: sp.Rational, digits: int) -> sp.Rational:
    """The power of ten that the last of ``digits`` significant digits counts; number ≠ 0."""
    place = len(str(abs(int(number.p)))) - len(str(int(number.q)))
    while abs(number) >= sp.Integer(10) ** (place + 1):
        place += 1
    while abs(number) < sp.Integer(10) ** place:
        place -= 1
    return sp.Integer(10) ** (place + 1 - digits)


def significant(number: sp.Rational, digits: int) -> sp.Rational:
    """``number`` rounded to ``digits`` significant digits, halves away from zero."""
    unit = unit_of(number, digits)
    whole = sp.floor(abs(number) / unit + sp.Rational(1, 2)) * unit
    return whole if number > 0 else -whole


@dataclass(frozen=True)
class Rounding:
    """``rhs`` is the number ``lhs`` to ``digits`` significant digits."""

    digits: int
    kind: ClassVar[str] = "approximation"
    sign: ClassVar[str] = r"\approx"

    @property
    def link(self) -> Relation:
        """To so many digits."""
        return Relation(ROUNDS, digits=self.digits)

    def judge(self, lhs: Value, rhs: Value, domain: Domain) -> Evidence:
        """At most half a unit of the last digit away."""
        del domain
        if type(self.digits) is not int or self.digits < 1:
            return undecided("digits", self.digits)
        if not all(isinstance(side, sp.Rational) for side in (lhs, rhs)) or not lhs:
            return undecided("rounding kinds", lhs, rhs)
        unit = unit_of(lhs, self.digits)
        if 2 * abs(lhs - rhs) <= unit and (rhs / unit).is_Integer:
            outside.rounded(lhs, rhs, self.digits)
            return proved(Reason("rounded", (unit,)))
        right = significant(lhs, self.digits)
        return refuted(Reason("another rounding", (self.digits, right, rhs)))
