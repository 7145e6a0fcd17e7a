"""Polynomials over the rationals: whole coefficients by their exponents, over one denominator.

Plain dictionaries, written apart from SymPy's polynomials, with which they have to agree.
"""

from __future__ import annotations

from math import gcd
from typing import Any

from solutions.answers.browser.rationals import fmpq

Powers = tuple[int, ...]


class fmpq_mpoly_ctx:  # noqa: N801
    """The ring over some letters."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    @classmethod
    def get(cls, names: Any, ordering: str = "lex") -> fmpq_mpoly_ctx:
        """The ring; its order only sorts, and nothing here depends on it."""
        del ordering
        return cls(tuple(names))

    def constant(self, number: Any) -> fmpq_mpoly:
        return self.from_dict({(0,) * len(self.names): number})

    def gen(self, place: int) -> fmpq_mpoly:
        return self.from_dict({tuple(int(at == place) for at in range(len(self.names))): 1})

    def from_dict(self, terms: dict[Powers, Any]) -> fmpq_mpoly:
        total = fmpq_mpoly({}, 1)
        for powers, coefficient in terms.items():
            number = fmpq(coefficient)
            total = total + fmpq_mpoly({tuple(powers): int(number.p)}, int(number.q))
        return total


class fmpq_mpoly:  # noqa: N801
    """``Σ coefficient · monomial / below``, without zeros and in lowest terms."""

    __slots__ = ("below", "terms")

    def __init__(self, terms: dict[Powers, int], below: int) -> None:
        terms = {powers: number for powers, number in terms.items() if number}
        common = gcd(below, *terms.values())
        if common != 1:
            terms = {powers: number // common for powers, number in terms.items()}
        self.terms, self.below = terms, below // common

    def to_dict(self) -> dict[Powers, fmpq]:
        return {powers: fmpq(number, self.below) for powers, number in self.terms.items()}

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, int | fmpq):
            return not self.terms if other == 0 else self == self._number(other)
        if not isinstance(other, fmpq_mpoly):
            return NotImplemented
        return self.below == other.below and self.terms == other.terms

    __hash__ = None  # type: ignore[assignment]

    def __neg__(self) -> fmpq_mpoly:
        return fmpq_mpoly({powers: -number for powers, number in self.terms.items()}, self.below)

    def __add__(self, other: fmpq_mpoly) -> fmpq_mpoly:
        common = gcd(self.below, other.below)
        mine, theirs = other.below // common, self.below // common
        total = {powers: number * mine for powers, number in self.terms.items()}
        for powers, number in other.terms.items():
            total[powers] = total.get(powers, 0) + number * theirs
        return fmpq_mpoly(total, self.below * mine)

    def __sub__(self, other: fmpq_mpoly) -> fmpq_mpoly:
        return self + -other

    def __mul__(self, other: Any) -> fmpq_mpoly:
        if isinstance(other, int | fmpq):
            times = fmpq(other)
            scaled = {powers: whole * int(times.p) for powers, whole in self.terms.items()}
            return fmpq_mpoly(scaled, self.below * int(times.q))
        if not isinstance(other, fmpq_mpoly):
            return NotImplemented
        total: dict[Powers, int] = {}
        for mine, number in self.terms.items():
            for theirs, factor in other.terms.items():
                powers = tuple(map(int.__add__, mine, theirs))
                total[powers] = total.get(powers, 0) + number * factor
        return fmpq_mpoly(total, self.below * other.below)

    __rmul__ = __mul__

    def __divmod__(self, other: fmpq_mpoly) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        """Quotient and rest of the division by leading terms, the first letter first."""
        if not other:
            raise ZeroDivisionError("a polynomial divided by zero")
        first, by = max(other.terms), other.leading_coefficient()
        quotient, rest, left = fmpq_mpoly({}, 1), fmpq_mpoly({}, 1), self
        while left:
            powers, number = max(left.terms), left.leading_coefficient()
            term = fmpq_mpoly({powers: int(number.p)}, int(number.q))
            if all(have >= needed for have, needed in zip(powers, first, strict=True)):
                step = number / by
                over = tuple(map(int.__sub__, powers, first))
                piece = fmpq_mpoly({over: int(step.p)}, int(step.q))
                quotient, left = quotient + piece, left - piece * other
            else:
                rest, left = rest + term, left - term
        return quotient, rest

    def leading_coefficient(self) -> fmpq:
        """The coefficient of the first monomial, the first letter first; 0 of zero."""
        return fmpq(self.terms[max(self.terms)], self.below) if self.terms else fmpq(0)

    def _number(self, number: Any) -> fmpq_mpoly:
        """A number as a polynomial in as many letters."""
        plain = fmpq(number)
        size = len(next(iter(self.terms), ()))
        return fmpq_mpoly({(0,) * size: int(plain.p)}, int(plain.q))

    def __pow__(self, power: int) -> fmpq_mpoly:
        if power < 0:
            raise ValueError(f"a polynomial to the power {power}")
        if len(self.terms) == 1:
            ((powers, number),) = self.terms.items()
            raised = {tuple(p * power for p in powers): number**power}
            return fmpq_mpoly(raised, self.below**power)
        if power == 0:
            return fmpq_mpoly({(0,) * self._size(): 1}, 1)
        half = self ** (power // 2)
        return half * half * self if power % 2 else half * half

    def _size(self) -> int:
        if not self.terms:
            raise ValueError("zero to the power zero")
        return len(next(iter(self.terms)))
