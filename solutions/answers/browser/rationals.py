"""Whole and rational numbers with the names and the strictness of python-flint's."""

from __future__ import annotations

import math
from functools import total_ordering
from typing import Any


class fmpz(int):  # noqa: N801
    """A whole number; what is computed with it is an ``int``."""

    def isqrt(self) -> fmpz:
        """The root of a number that is not negative, rounded down."""
        return fmpz(math.isqrt(self))


@total_ordering
class fmpq:  # noqa: N801
    """``p/q`` in lowest terms. Mixes with ``int`` and itself, and with nothing else exactly."""

    __slots__ = ("_p", "_q")
    _p: int
    _q: int

    def __init__(self, p: Any = 0, q: Any = 1) -> None:
        if isinstance(p, fmpq) and q == 1:
            self._p, self._q = p._p, p._q
            return
        if not isinstance(p, int) or not isinstance(q, int):
            raise TypeError(f"cannot create fmpq from {type(p).__name__} and {type(q).__name__}")
        if q == 0:
            raise ZeroDivisionError("cannot create rational number with zero denominator")
        common = math.gcd(p, q) if q > 0 else -math.gcd(p, q)
        self._p, self._q = int(p) // common, int(q) // common

    @property
    def p(self) -> fmpz:
        return fmpz(self._p)

    @property
    def q(self) -> fmpz:
        return fmpz(self._q)

    def __repr__(self) -> str:
        return str(self._p) if self._q == 1 else f"{self._p}/{self._q}"

    def __hash__(self) -> int:
        return hash((self._p, self._q)) if self._q != 1 else hash(self._p)

    def __bool__(self) -> bool:
        return self._p != 0

    def __float__(self) -> float:
        return self._p / self._q

    def __int__(self) -> int:
        return self._p // self._q if self._p >= 0 else -(-self._p // self._q)

    def __eq__(self, other: object) -> bool:
        b = _rational(other)
        return NotImplemented if b is None else self._p == b._p and self._q == b._q

    def __lt__(self, other: Any) -> bool:
        b = _rational(other)
        return NotImplemented if b is None else self._p * b._q < b._p * self._q

    def __neg__(self) -> fmpq:
        return _made(-self._p, self._q)

    def __pos__(self) -> fmpq:
        return self

    def __abs__(self) -> fmpq:
        return _made(abs(self._p), self._q)

    def __add__(self, other: Any) -> fmpq:
        b = _rational(other)
        return (
            NotImplemented if b is None else fmpq(self._p * b._q + b._p * self._q, self._q * b._q)
        )

    __radd__ = __add__

    def __sub__(self, other: Any) -> fmpq:
        b = _rational(other)
        return NotImplemented if b is None else self + -b

    def __rsub__(self, other: Any) -> fmpq:
        return -self + other

    def __mul__(self, other: Any) -> fmpq:
        b = _rational(other)
        return NotImplemented if b is None else fmpq(self._p * b._p, self._q * b._q)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> fmpq:
        b = _rational(other)
        if b is None:
            return NotImplemented
        if b._p == 0:
            raise ZeroDivisionError("fmpq division by zero")
        return fmpq(self._p * b._q, self._q * b._p)

    def __rtruediv__(self, other: Any) -> fmpq:
        b = _rational(other)
        return NotImplemented if b is None else b / self

    def __pow__(self, power: Any) -> fmpq:
        if not isinstance(power, int):
            return NotImplemented
        if power < 0:
            if self._p == 0:
                raise ZeroDivisionError("fmpq division by zero")
            sign = 1 if self._p > 0 else -1
            return _made((sign * self._q) ** -power, (sign * self._p) ** -power)
        return _made(self._p**power, self._q**power)


def _made(p: int, q: int) -> fmpq:
    """A fraction that is known to be in lowest terms, over a positive number."""
    made = fmpq.__new__(fmpq)
    made._p, made._q = p, q
    return made


def _rational(number: object) -> fmpq | None:
    if isinstance(number, fmpq):
        return number
    return _made(int(number), 1) if isinstance(number, int) else None
