"""The functions that every vocabulary knows, and where each is defined."""

from __future__ import annotations

import sympy as sp

from solutions.reading.expressions.builder import Builder
from solutions.reading.plain_text import plain
from solutions.reading.tree import Node, Unreadable

_ONE = {
    "exp": sp.exp, "log": sp.log, "sin": sp.sin, "cos": sp.cos, "tan": sp.tan,
    "arcsin": sp.asin, "arccos": sp.acos, "arctan": sp.atan, "sinh": sp.sinh, "cosh": sp.cosh,
    "tanh": sp.tanh, "sigmoid": lambda z: 1 / (1 + sp.exp(-z)),
    "cot": lambda z: sp.cos(z) / sp.sin(z), "sec": lambda z: 1 / sp.cos(z),
    "csc": lambda z: 1 / sp.sin(z),
    "log2": lambda z: sp.log(z) / sp.log(2), "log10": lambda z: sp.log(z) / sp.log(10),
}  # fmt: skip
MOST = 6
"""More arguments of max and min are refused: SymPy compares each with each."""


def call(builder: Builder, node: Node) -> sp.Expr:
    """``log(x)`` and the like; raises :class:`Unreadable` for another number of arguments."""
    name, arguments = str(node.parts[0]), node.nodes()
    if any(part.kind == "given" for part in arguments):
        raise Unreadable(node.start, f"{name}(…)", f"{name} has no condition")
    values = [builder.expr(part) for part in arguments]
    if name in ("max", "min") and 2 <= len(values) <= MOST:
        return sp.Max(*values) if name == "max" else sp.Min(*values)
    if name not in _ONE or len(values) != 1:
        raise Unreadable(node.start, f"{name}(x)", f"{plain(node)} has not the right arguments")
    inner = values[0]
    if name in ("log", "log2", "log10"):
        builder.demand(sp.Gt(inner, 0), arguments[0], "greater than 0")
    elif name in ("tan", "sec"):
        builder.demand(sp.Ne(sp.cos(inner), 0), node, "away from its poles")
    elif name in ("cot", "csc"):
        builder.demand(sp.Ne(sp.sin(inner), 0), node, "away from its poles")
    elif name in ("arcsin", "arccos"):
        builder.demand(sp.Ge(1 - inner**2, 0), arguments[0], "between −1 and 1")
    value: sp.Expr = _ONE[name](inner)
    return value
