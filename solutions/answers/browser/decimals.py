"""A floating-point number as a decimal, written as python-flint writes it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from mpmath import libmp


def decimal(number: Any, digits: int) -> str:
    """So many digits: ``22026.5``, ``1.41247e+1505``, ``0``, ``nan``."""
    if number == libmp.fnan:
        return "nan"
    if number == libmp.fzero:
        return "0"
    text = libmp.to_str(number, digits, strip_zeros=False, min_fixed=1, max_fixed=0)
    mantissa, _, exponent = text.partition("e")
    power = int(exponent or 0)
    if -4 <= power < digits - 1:
        return f"{Decimal(mantissa).scaleb(power):f}"
    return f"{mantissa}e{power:+d}"
