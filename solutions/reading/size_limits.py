"""Limits on numbers and exponents, from the tree alone: nothing is built before they hold."""

from __future__ import annotations

from fractions import Fraction
from math import log2

from solutions.reading.tree import Node, TooMuch, Unreadable

EXPONENT, BITS, TOWER = 64, 1200, 3
"""Largest exponent of an expression, longest number in bits, most exponents upon exponents."""


def check(tree: Node) -> None:
    """Raises :class:`Unreadable` at a number that is too large, :class:`TooMuch` at an exponent."""
    _degree(tree)
    _tower(tree)


def _tower(tree: Node, height: int = 0) -> None:
    if height > TOWER:
        raise Unreadable(tree.start, "fewer exponents", "too many exponents upon exponents")
    for place, part in enumerate(tree.nodes()):
        raised = (tree.kind == "pow" and place == 1) or (
            tree.kind == "call" and tree.parts[0] == "exp"
        )
        _tower(part, height + raised)


def size(node: Node) -> float:
    """About how many bits a number needs; 0 for what is no number."""
    number = value(node)
    if number is None:
        return 0.0
    return log2(max(abs(number.numerator), 1)) + log2(number.denominator)


def value(node: Node) -> Fraction | None:
    """What a tree of numbers is; None for any other. Raises :class:`Unreadable` if too long."""
    if node.kind == "number":
        number = node.parts[0]
        return number if isinstance(number, Fraction) else None
    parts = [value(part) for part in node.nodes()]
    numbers = [part for part in parts if part is not None]
    if not parts or len(numbers) < len(parts):
        return None
    found = _computed(node, numbers)
    if (
        found is not None
        and max(found.numerator.bit_length(), found.denominator.bit_length()) > BITS
    ):
        raise Unreadable(node.start, "a smaller number", "this number is too long")
    return found


def _computed(node: Node, numbers: list[Fraction]) -> Fraction | None:
    if node.kind == "add":
        return sum(numbers, Fraction(0))
    if node.kind == "neg":
        return -numbers[0]
    if node.kind == "mul":
        product = Fraction(1)
        for number in numbers:
            product *= number
        return product
    if node.kind == "div" and numbers[1]:
        return numbers[0] / numbers[1]
    if node.kind == "pow":
        return _power(node, *numbers)
    return None


def _power(node: Node, base: Fraction, exponent: Fraction) -> Fraction | None:
    """A whole power of a number, unless it would be too long."""
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if abs(exponent) * bits > BITS * 2 or exponent.denominator > EXPONENT:
        raise Unreadable(node.nodes()[1].start, "a smaller exponent", "this number is too long")
    if exponent.denominator != 1 or (not base and exponent <= 0):
        return None
    return base ** int(exponent)


def _degree(node: Node) -> float:
    """The highest power of a letter, roughly; raises :class:`Unreadable` where it is too high."""
    if value(node) is not None:
        return 0.0
    degrees = [_degree(part) for part in node.nodes()]
    if node.kind == "pow":
        exponent = value(node.nodes()[1])
        if exponent is None:
            return max(1.0, *degrees)
        degree = degrees[0] * float(abs(exponent))
        if abs(exponent) > EXPONENT or degree > EXPONENT or exponent.denominator > EXPONENT:
            said = f"exponents above {EXPONENT} are not looked into"
            raise TooMuch(node.nodes()[1].start, "a smaller exponent", said)
        return degree
    if node.kind in ("mul", "div"):
        return min(sum(degrees), 10.0 * EXPONENT)
    return max(degrees, default=1.0)
