"""Expressions as TeX for a page and as plain text for a terminal.

Printing never decides anything; it only has to show an expression the way the sheet writes it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.core.relational import Relational

from solutions.printing.tex_printer import TexPrinter
from solutions.printing.text_printer import TextPrinter

_TEX = TexPrinter({"ln_notation": False, "fold_short_frac": False, "fold_frac_powers": True})


def tex(value: Any) -> str:
    """The TeX of an expression, a relation, a number or anything with a ``tex()`` of its own."""
    if isinstance(value, str):
        return value
    if isinstance(value, Fraction):
        value = sp.Rational(value.numerator, value.denominator)
    if isinstance(value, Relational):
        words = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "==": "="}
        return f"{tex(value.lhs)} {words[value.rel_op]} {tex(value.rhs)}"
    if hasattr(value, "tex") and callable(value.tex):
        return str(value.tex())
    return str(_TEX.doprint(sp.sympify(value, strict=True)))


_TEXT = TextPrinter()


def text(value: Any) -> str:
    """The same for a terminal, in Unicode: ``σ⁴/(1 + σ²)``."""
    if isinstance(value, str):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if hasattr(value, "text") and callable(value.text):
        return str(value.text())
    return str(_TEXT.doprint(value))


def joined(parts: list[sp.Expr]) -> str:
    """Terms for a terminal in the order given, each with its sign: ``σ² − σ⁶``."""
    out = text(parts[0]) if parts else "0"
    for part in parts[1:]:
        shown = text(part)
        out += f" − {shown[1:]}" if shown.startswith("−") else f" + {shown}"
    return out


def equals(letter: Any, number: Fraction, printer: Any) -> str:
    """``β = 1/2``; in braces on a page, so that no line ends inside it."""
    if len(str(number)) <= 12:
        said = f"{printer(letter)} = {printer(number)}"
    else:
        sign = r"\approx" if printer is tex else "≈"
        said = f"{printer(letter)} {sign} {float(number):.4g}"
    return f"{{{said}}}" if printer is tex else said
