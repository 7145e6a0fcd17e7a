"""What a reader of text hands on: a tree that remembers where each part stood, or a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

Piece: TypeAlias = "Node | str | Fraction"


@dataclass(frozen=True)
class Node:
    """A part of what was typed; two are equal when they mean the same, wherever they stood.

    ``kind`` and ``parts``: number (Fraction) · name (spelling) · add, mul (two or more) · neg ·
    div (above, below) · pow (base, exponent) · root (of, degree) · abs · call (function, arguments;
    one may be ``given (left, right)``) · sub (name, argument: y_{τ(k)}) · sum, product (index, low,
    high, body), with ``sum_over, product_over (index, body)`` over a set and ``sum_from,
    product_from (index, low, body)`` to the last place · mean (law, body) · slope (letter, body) ·
    divergence (law, law) · law (mean, variance) · equals, approx, tends, follows, proportional
    (left, right) · text (what stands left of a relation and is no expression).
    """

    kind: str
    parts: tuple[Piece, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def nodes(self) -> tuple[Node, ...]:
        """The parts that are nodes."""
        return tuple(part for part in self.parts if isinstance(part, Node))

    def walk(self) -> Iterator[Node]:
        """This node and all below it; without recursion, so that depth is no danger."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(node.nodes())


Tree: TypeAlias = Node
RELATIONS = {"equals": "=", "approx": "≈", "tends": "→", "follows": "∼", "proportional": "∝"}


class Unreadable(Exception):
    """The text cannot be read: at ``position`` (from 0) something else was ``expected``."""

    def __init__(self, position: int, expected: str, message: str) -> None:
        super().__init__(message)
        self.position, self.expected, self.message = position, expected, message


class TooMuch(Unreadable):
    """The text was read, and is too large to be judged."""
