"""Values of what was typed, worked out from the reader's tree by mpmath with 160 digits.

Nothing of SymPy or of the kernel takes part, so a point at which two texts are said to differ is
confirmed by other means. ``None`` where a part of the text has no real value.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath

from solutions.reading.parser import parse
from solutions.reading.tree import Node

DIGITS = 160
ONE = {
    "exp": mpmath.exp, "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan,
    "arctan": mpmath.atan, "sinh": mpmath.sinh, "cosh": mpmath.cosh, "tanh": mpmath.tanh,
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
}  # fmt: skip


class NoValue(Exception):
    """The text has no real value there."""


def value(node: Node, at: dict[str, Any]) -> Any:
    """The value of a tree; raises :class:`NoValue`."""
    kind, parts = node.kind, node.parts
    if kind == "number":
        number = parts[0]
        assert isinstance(number, Fraction)
        return mpmath.mpf(number.numerator) / number.denominator
    if kind == "name":
        constants = {"π": mpmath.pi, "e": mpmath.e}
        return +at[str(parts[0])] if parts[0] in at else +constants[str(parts[0])]
    if kind in ("sum", "product"):
        return series(node, at)
    inner = [value(part, at) for part in node.nodes()]
    if kind == "call":
        return call(str(parts[0]), inner)
    if kind == "add":
        return mpmath.fsum(inner)
    if kind == "mul":
        return mpmath.fprod(inner)
    if kind == "neg":
        return -inner[0]
    if kind == "abs":
        return abs(inner[0])
    if kind == "div":
        if inner[1] == 0:
            raise NoValue
        return inner[0] / inner[1]
    if kind == "root":
        return root(*inner)
    if kind == "pow":
        return power(*inner)
    raise NoValue


def power(base: Any, exponent: Any) -> Any:
    if exponent == int(exponent):
        if base == 0 and exponent < 0:
            raise NoValue
        return base ** int(exponent)
    if base < 0 or (base == 0 and exponent <= 0):
        raise NoValue
    return base**exponent


def root(inner: Any, degree: Any) -> Any:
    if inner < 0 and int(degree) % 2 == 0:
        raise NoValue
    return mpmath.sign(inner) * mpmath.root(abs(inner), int(degree))


def call(name: str, inner: list[Any]) -> Any:
    if name in ("max", "min"):
        return max(inner) if name == "max" else min(inner)
    (x,) = inner
    if name in ("log", "log2", "log10"):
        if x <= 0:
            raise NoValue
        return mpmath.log(x) / {"log": 1, "log2": mpmath.log(2), "log10": mpmath.log(10)}[name]
    if name in ("arcsin", "arccos"):
        if abs(x) > 1:
            raise NoValue
        return mpmath.asin(x) if name == "arcsin" else mpmath.acos(x)
    return ONE[name](x)


def series(node: Node, at: dict[str, Any]) -> Any:
    index, low, high, body = node.nodes()
    first, last = value(low, at), value(high, at)
    if first != int(first) or last != int(last) or last < first - 1 or last - first > 5000:
        raise NoValue
    name = str(index.parts[0])
    terms = [value(body, {**at, name: mpmath.mpf(k)}) for k in range(int(first), int(last) + 1)]
    return mpmath.fsum(terms) if node.kind == "sum" else mpmath.fprod(terms)


def of(text: str, at: dict[str, Fraction]) -> Any:
    """The value of a text where its letters are these numbers; None where it has none."""
    letters = {name: mpmath.mpf(n.numerator) / n.denominator for name, n in at.items()}
    try:
        return value(parse(text), letters)
    except NoValue:
        return None


def letters(point: str) -> dict[str, Fraction]:
    """``x = 1, y = −1/2`` as it is told with a verdict."""
    pairs = [part.split(" = ") for part in point.split(", ") if part]
    return {name: Fraction(number.replace("−", "-").split(" ")[0]) for name, number in pairs}


REST = (Fraction(1), Fraction(3, 7), Fraction(-2))
"""For letters that do not matter, and are not told with the point."""


def differ(left: str, right: str, point: str) -> bool:
    """Are both defined at a point, with values further apart than the digits can err?"""
    told = letters(point)
    names = {str(n.parts[0]) for side in (left, right) for n in parse(side).walk() if _free(n)}
    with mpmath.workdps(DIGITS):
        for number in REST:
            at = dict.fromkeys(names, number) | told
            one, two = of(left, at), of(right, at)
            if one is None or two is None:
                continue
            size = max(1, abs(one), abs(two))
            return bool(abs(one - two) > mpmath.mpf(10) ** (12 - DIGITS) * size)
    return False


def _free(node: Node) -> bool:
    return node.kind == "name" and node.parts[0] not in ("π", "e")
