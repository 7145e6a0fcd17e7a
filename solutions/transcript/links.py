"""What stands between two values of a claim: its relation, and the sign that the claim writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from solutions.objects.laws import Value
from solutions.relations.equalities.equality import Identity
from solutions.relations.equalities.unequal import Unequal
from solutions.relations.inequalities.bounds import Inequality
from solutions.relations.laws.divergence import AboveBy, Gibbs
from solutions.relations.laws.variation import Gradient
from solutions.relations.limits.approximation import Approximation
from solutions.relations.limits.limit import Limit
from solutions.relations.regimes.regime import Regime
from solutions.statements.step import Rule


@dataclass(frozen=True)
class Link:
    """A relation and the value on its right; ``written`` is the claim's sign where it differs."""

    relation: Rule
    value: Value
    written: str = ""

    @property
    def sign(self) -> str:
        """The TeX of the sign that the claim writes."""
        return self.written or self.relation.sign


def equals(value: Value, under: tuple[sp.Sum, ...] = ()) -> Link:
    """``= value``; ``under`` are the unit sums that it may use."""
    return Link(Identity(under), _expression(value))


def near(value: Value, when: Regime) -> Link:
    """``≈ value`` in a regime."""
    return Link(Approximation(when), _expression(value))


def tends(value: Value, when: Regime) -> Link:
    """``→ value``."""
    return Link(Limit(when), _expression(value))


def limiting(value: Value, when: Regime) -> Link:
    """``≈ value`` where the claim means what is left in the limit, such as Δt → 0."""
    return Link(Limit(when), _expression(value), r"\approx")


def at_least(value: Value, gap: sp.Expr | None = None, *, strict: bool = False) -> Link:
    """``≥ value``, or ``> value``."""
    return Link(Inequality(least=True, strict=strict, gap=gap), _expression(value))


def at_most(value: Value, gap: sp.Expr | None = None, *, strict: bool = False) -> Link:
    """``≤ value``, or ``< value``."""
    return Link(Inequality(least=False, strict=strict, gap=gap), _expression(value))


def differs(value: Value) -> Link:
    """``≠ value``: not the same function."""
    return Link(Unequal(), _expression(value))


def has_slope(value: Value, letter: sp.Symbol) -> Link:
    """Its derivative in a letter is ``value``."""
    return Link(Gradient(letter), _expression(value))


def above(value: Value, by: AboveBy) -> Link:
    """``≥ value`` by a divergence."""
    return Link(by, _expression(value))


def best_at(value: Value, by: Gibbs) -> Link:
    """It is best, over laws, exactly at ``value``."""
    return Link(by, _expression(value))


def _expression(value: Any) -> Any:
    return sp.sympify(value, strict=True) if isinstance(value, int) else value


SIGNS = {
    "=": "=",
    "<": "<",
    ">": ">",
    r"\approx": "≈",
    r"\longrightarrow": "→",
    r"\ne": "≠",
    r"\le": "≤",
    r"\ge": "≥",
    r"\sim": "~",
    r"\in": "∈",
    r"\subseteq": "⊆",
}
"""Relations on a terminal."""
