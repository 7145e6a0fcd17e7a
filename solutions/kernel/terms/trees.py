"""Trees of sums, products and integer powers over generators.

Generators are symbols, function values, logarithms of irreducible polynomials, exponentials of
monomials, roots, and sums and products over an index.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.errors import Undecided

Node = tuple[Any, ...]
"""("q", number), ("g", key, power), ("+", nodes), ("*", nodes) or ("^", node, n)"""

Key = tuple[str, sp.Expr]
"""``("atom", e)``: e itself; ``("exp", m)``: e^m; ``("root", b)``: b, of which roots are taken."""

ZERO: Node = ("q", Fraction(0))
ONE: Node = ("q", Fraction(1))


def atom(expr: sp.Expr, power: Fraction = Fraction(1)) -> Node:
    """The generator ``expr``; everything here is real, so a letter has to say that it is.

    To SymPy the root of the square of a "polar" letter is that letter, whatever its sign.
    """
    if (expr.is_Symbol or isinstance(expr, AppliedUndef)) and (not expr.is_real or expr.is_polar):
        raise Undecided(f"{expr} is not declared real")
    return ("g", ("atom", expr), power)


def exponent_of(expr: sp.Expr) -> sp.Expr | None:
    """m for e^m, ``None`` for anything else."""
    if expr is sp.E:
        return sp.S.One
    return expr.args[0] if isinstance(expr, sp.exp) else None


def is_atom(expr: sp.Expr) -> bool:
    """Is ``expr`` a generator by itself, so that its powers may have any rational exponent?"""
    return bool(expr.is_Symbol) or isinstance(expr, AppliedUndef | sp.log | sp.Sum | sp.Product)
