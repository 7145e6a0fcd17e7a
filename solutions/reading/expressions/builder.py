"""What builds expressions from a tree, as far as series and functions ask it for their parts."""

from __future__ import annotations

from typing import Any, Protocol

import sympy as sp

from solutions.reading.tree import Node
from solutions.reading.vocabulary import Vocabulary


class Builder(Protocol):
    """``bound`` are the letters that count here; ``recorded`` says: inside a mean over a record."""

    words: Vocabulary
    bound: dict[str, sp.Symbol]
    recorded: bool

    def expr(self, node: Node) -> sp.Expr:
        """The expression of a node."""

    def demand(self, condition: Any, node: Node, why: str) -> None:
        """Note what has to hold for the node to be defined."""
