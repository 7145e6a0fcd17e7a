"""Numbers enclosed: intervals of mpmath's floating-point numbers, rounded outwards.

Two that do not meet are certainly different. What is not defined encloses everything, so that no
comparison with it is true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from mpmath import libmp

from solutions.answers.browser.decimals import decimal
from solutions.answers.browser.rationals import fmpq

Text = str
End = tuple[int, int, int, int]
"""A number as mpmath holds it: sign, mantissa, exponent, bits."""

GUARD = 12
"""Functions are computed with so many bits more, all but four of which may be wrong."""
LARGEST = 1 << 12
"""Exponentials, waves and the like of numbers of more bits than this are not computed."""


class Context:
    """The precision at which balls are computed, in bits."""

    prec = 53

    @contextmanager
    def workprec(self, bits: int) -> Iterator[None]:
        """Another precision for a while."""
        before, self.prec = self.prec, bits
        try:
            yield
        finally:
            self.prec = before


ctx = Context()


class arb:  # noqa: N801
    """The numbers from ``low`` to ``high``."""

    __slots__ = ("high", "low")
    low: End
    high: End

    def __init__(self, number: Any = 0) -> None:
        made = _ball(number)
        if made is None:
            raise TypeError(f"cannot create arb from {type(number).__name__}")
        self.low, self.high = made.low, made.high

    @staticmethod
    def pi() -> arb:
        return _widened(libmp.mpf_pi(ctx.prec + GUARD), libmp.mpf_pi(ctx.prec + GUARD))

    def exp(self) -> arb:
        if _huge(self):
            return _made(libmp.fzero, libmp.finf)
        return self._rising(libmp.mpf_exp)

    def log(self) -> arb:
        return self._rising(libmp.mpf_log) if libmp.mpf_gt(self.low, libmp.fzero) else EVERYTHING

    def sqrt(self) -> arb:
        return self._rising(libmp.mpf_sqrt) if libmp.mpf_ge(self.low, libmp.fzero) else EVERYTHING

    def sin(self) -> arb:
        return self._swinging(libmp.mpf_sin)

    def cos(self) -> arb:
        return self._swinging(libmp.mpf_cos)

    def tan(self) -> arb:
        return self.sin() / self.cos()

    def atan(self) -> arb:
        return self._rising(libmp.mpf_atan)

    def sinh(self) -> arb:
        return EVERYTHING if _huge(self) else self._rising(libmp.mpf_sinh)

    def cosh(self) -> arb:
        return EVERYTHING if _huge(self) else abs(self)._rising(libmp.mpf_cosh)

    def tanh(self) -> arb:
        return _BELOW_ONE if _huge(self) else self._rising(libmp.mpf_tanh)

    def _swinging(self, function: Callable[[End, int], End]) -> arb:
        """A function whose slope is at most 1: its middle, and as far around it as the ball is."""
        if _infinite(self):
            return EVERYTHING
        if _huge(self):
            return _BELOW_ONE
        bits, middle = ctx.prec, self._middle()
        there = function(middle, bits + GUARD)
        ball = _widened(there, there)
        below = libmp.mpf_sub(middle, self.low, bits, libmp.round_ceiling)
        above = libmp.mpf_sub(self.high, middle, bits, libmp.round_ceiling)
        around = above if libmp.mpf_gt(above, below) else below
        low = libmp.mpf_sub(ball.low, around, bits, libmp.round_floor)
        high = libmp.mpf_add(ball.high, around, bits, libmp.round_ceiling)
        return _made(
            _BELOW_ONE.low if libmp.mpf_lt(low, _BELOW_ONE.low) else low,
            _BELOW_ONE.high if libmp.mpf_gt(high, _BELOW_ONE.high) else high,
        )

    def _rising(self, function: Callable[[End, int], End]) -> arb:
        if _infinite(self):
            return EVERYTHING
        bits = ctx.prec + GUARD
        return _widened(function(self.low, bits), function(self.high, bits))

    def overlaps(self, other: arb) -> bool:
        return not (self < other or self > other)

    def union(self, other: arb) -> arb:
        """A ball that holds both."""
        low = self.low if libmp.mpf_le(self.low, other.low) else other.low
        return _made(low, self.high if libmp.mpf_ge(self.high, other.high) else other.high)

    def lower(self) -> arb:
        """The lower end."""
        return _made(self.low, self.low)

    def is_finite(self) -> bool:
        """Is it bounded on both sides? What is not defined is not."""
        return not _infinite(self)

    def upper(self) -> arb:
        """A number that no number of the ball exceeds."""
        return _made(self.high, self.high)

    def __float__(self) -> float:
        return float(libmp.to_float(self._middle()))

    def _middle(self) -> End:
        if _infinite(self):
            return libmp.fnan
        return libmp.mpf_shift(libmp.mpf_add(self.low, self.high), -1)

    def str(self, digits: int = 15, radius: bool = True) -> Text:
        """The middle to so many digits, as long as the ball is narrow enough to have them."""
        if radius:
            raise NotImplementedError("a ball is shown by its middle only: radius=False")
        return decimal(self._middle(), digits)

    def __repr__(self) -> Text:
        ends = (libmp.to_str(end, 15) for end in (self.low, self.high))
        return "[{}, {}]".format(*ends)

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        b = _ball(other)
        if b is None:
            return NotImplemented
        return bool(self.low == self.high == b.low == b.high) and not _infinite(self)

    def __ne__(self, other: object) -> bool:
        b = _ball(other)
        return NotImplemented if b is None else not self.overlaps(b)

    def __lt__(self, other: Any) -> bool:
        b = _ball(other)
        return NotImplemented if b is None else bool(libmp.mpf_lt(self.high, b.low))

    def __le__(self, other: Any) -> bool:
        b = _ball(other)
        return NotImplemented if b is None else bool(libmp.mpf_le(self.high, b.low))

    def __gt__(self, other: Any) -> bool:
        b = _ball(other)
        return NotImplemented if b is None else b < self

    def __ge__(self, other: Any) -> bool:
        b = _ball(other)
        return NotImplemented if b is None else b <= self

    def __neg__(self) -> arb:
        return _made(libmp.mpf_neg(self.high), libmp.mpf_neg(self.low))

    def __pos__(self) -> arb:
        return self

    def __abs__(self) -> arb:
        return _of(libmp.libmpi.mpi_abs, self)

    def __add__(self, other: Any) -> arb:
        b = _ball(other)
        return NotImplemented if b is None else _of(libmp.libmpi.mpi_add, self, b)

    __radd__ = __add__

    def __sub__(self, other: Any) -> arb:
        b = _ball(other)
        return NotImplemented if b is None else _of(libmp.libmpi.mpi_sub, self, b)

    def __rsub__(self, other: Any) -> arb:
        return -self + other

    def __mul__(self, other: Any) -> arb:
        b = _ball(other)
        return NotImplemented if b is None else _of(libmp.libmpi.mpi_mul, self, b)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> arb:
        b = _ball(other)
        if b is None:
            return NotImplemented
        if libmp.mpf_le(b.low, libmp.fzero) and libmp.mpf_ge(b.high, libmp.fzero):
            return EVERYTHING
        return _of(libmp.libmpi.mpi_div, self, b)

    def __rtruediv__(self, other: Any) -> arb:
        b = _ball(other)
        return NotImplemented if b is None else b / self

    def __pow__(self, power: Any) -> arb:
        if isinstance(power, int):
            return 1 / self**-power if power < 0 else self._whole_power(power)
        b = _ball(power)
        if b is None:
            return NotImplemented
        return arb(0) if self == 0 and b > 0 else (self.log() * b).exp()

    def _whole_power(self, power: int) -> arb:
        """By squaring, every step rounded outwards; an even power is never negative."""
        if power == 0:
            return arb(1)
        if power % 2:
            return self * self._whole_power(power - 1)
        half = abs(self._whole_power(power // 2))
        return half * half


def _made(low: End, high: End) -> arb:
    made = arb.__new__(arb)
    made.low, made.high = low, high
    return made


EVERYTHING = _made(libmp.fninf, libmp.finf)
_BELOW_ONE = _made(libmp.mpf_neg(libmp.fone), libmp.fone)


def _infinite(ball: arb) -> bool:
    return any(end in (libmp.finf, libmp.fninf, libmp.fnan) for end in (ball.low, ball.high))


def _magnitude(end: End) -> int:
    """The bits before the point."""
    return end[2] + end[3]


def _huge(ball: arb) -> bool:
    """Has an end more bits before the point than functions are computed for?"""
    return max(_magnitude(ball.low), _magnitude(ball.high)) > LARGEST


def _of(operation: Callable[..., tuple[End, End]], *balls: arb) -> arb:
    """An operation of intervals, at the context's precision."""
    low, high = operation(*((ball.low, ball.high) for ball in balls), ctx.prec)
    return EVERYTHING if libmp.fnan in (low, high) else _made(low, high)


def _widened(low: End, high: End) -> arb:
    """Both ends moved outwards by more than what a function of mpmath may be off."""
    bits = ctx.prec
    slack = libmp.mpf_shift(libmp.fone, 4 - GUARD - bits)
    below = libmp.mpf_mul(libmp.mpf_abs(low), slack)
    above = libmp.mpf_mul(libmp.mpf_abs(high), slack)
    return _made(
        libmp.mpf_sub(low, below, bits, libmp.round_floor),
        libmp.mpf_add(high, above, bits, libmp.round_ceiling),
    )


def _ball(number: object) -> arb | None:
    """A number as a ball; a rational one that no floating-point number is, enclosed."""
    if isinstance(number, arb):
        return number
    if isinstance(number, int):
        end = libmp.from_int(int(number))
        return _made(end, end)
    if isinstance(number, float):
        end = libmp.from_float(number)
        return EVERYTHING if end == libmp.fnan else _made(end, end)
    if isinstance(number, fmpq):
        p, q = int(number.p), int(number.q)
        return _made(
            libmp.from_rational(p, q, ctx.prec, libmp.round_floor),
            libmp.from_rational(p, q, ctx.prec, libmp.round_ceiling),
        )
    return None
