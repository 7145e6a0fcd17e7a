"""Verified expressions as trees of plain data, which the figures' script evaluates in a browser.

A number and a letter stand for themselves, `["+", a, b]` for a sum, `["sum", "k", 1, "T", body]`
for one with an index, `["at", "r", y, x]` for an entry of a table, counted from 1, and
`["crossing", "s", low, high, body]` for the place where the body falls to zero.
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.author import opened

Tree = Any
"""A number, a letter's name, or a list of an operation's name and its arguments, as in JSON."""

FUNCTIONS = {sp.exp: "exp", sp.log: "log", sp.Abs: "abs", sp.Max: "max", sp.Min: "min"}
INDEXED = {sp.Sum: "sum", sp.Product: "product"}

HALVINGS = 14


class Crossing(sp.Function):
    """``Crossing(body, s, low, high)``: the s at which the body, positive at low, falls to zero.

    It is ``high`` where the body stays positive; found by halving, with the body changing its sign
    at most once.
    """

    nargs = 4

    @property
    def free_symbols(self) -> set[sp.Basic]:
        """All letters but the one that is searched."""
        body, letter, low, high = self.args
        return (body.free_symbols - {letter}) | low.free_symbols | high.free_symbols

    def _eval_evalf(self, prec: int) -> Any:
        body, letter, low, high = self.args
        if self.free_symbols:
            return None
        low, high = low._evalf(prec), high._evalf(prec)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if body.xreplace({letter: middle})._evalf(prec) > 0:
                low = middle
            else:
                high = middle
        return high


def tree(expr: Any) -> Tree:
    """The expression as a tree. Raises TypeError for what the script has no operation for."""
    expr = sp.sympify(expr)
    if expr.is_Integer:
        return int(expr)
    if expr.is_Rational:
        return ["/", int(expr.p), int(expr.q)]
    if expr.is_Float or expr.is_NumberSymbol:
        return float(expr)
    if expr.is_Symbol:
        return expr.name
    if expr.is_Add or expr.is_Mul:
        return ["+" if expr.is_Add else "*", *map(tree, expr.args)]
    if expr.is_Pow:
        return _power(*expr.args)
    for kind, name in INDEXED.items():
        if isinstance(expr, kind):
            return _indexed(name, expr.function, list(expr.limits))
    if isinstance(expr, Crossing):
        body, letter, low, high = expr.args
        return ["crossing", letter.name, tree(low), tree(high), tree(body)]
    if isinstance(expr, AppliedUndef):
        meant = opened(expr)
        if meant != expr:
            return tree(meant)
        return ["at", expr.func.__name__, *map(tree, expr.args)]
    if expr.func in FUNCTIONS:
        return [FUNCTIONS[expr.func], *map(tree, expr.args)]
    raise TypeError(f"figures have no operation for {expr.func.__name__}, met in {expr}")


def _power(base: Any, exponent: Any) -> Tree:
    if exponent == -1:
        return ["/", 1, tree(base)]
    if exponent == sp.Rational(1, 2):
        return ["sqrt", tree(base)]
    return ["^", tree(base), tree(exponent)]


def _indexed(name: str, body: Any, limits: list[Any]) -> Tree:
    """Of several indices SymPy writes the inner first."""
    made = tree(body)
    for index, low, high in limits:
        made = [name, index.name, tree(low), tree(high), made]
    return made
