"""What a line of a derivation can be about, besides a number: laws, recursions, enclosures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias

import sympy as sp

from solutions.engine import moments
from solutions.engine.printing import tex, text
from solutions.kernel.binding import replaced
from solutions.kernel.messages import Malformed, Undecided

WIDE = 190
"""From so many characters of TeX on the two ends of an enclosure do not fit side by side."""


@dataclass(frozen=True)
class Enclosure:
    """A number known to lie between two expressions, ends included."""

    lower: sp.Expr
    upper: sp.Expr

    def tex(self) -> str:
        """``[lower, upper]`` for a page; two long ends stand one above the other."""
        lower, upper = tex(self.lower), tex(self.upper)
        if len(lower) + len(upper) > WIDE:
            both = rf"\begin{{aligned}} & {lower}, \\[0.4em] & {upper} \end{{aligned}}"
            return rf"\left[\,{both}\,\right]"
        return rf"\left[\,{lower},\; {upper}\,\right]"

    def text(self) -> str:
        """The same for a terminal."""
        return f"[{text(self.lower)}, {text(self.upper)}]"

    def xreplace(self, values: dict[sp.Basic, Any]) -> Enclosure:
        """The enclosure after symbols were replaced."""
        return Enclosure(self.lower.xreplace(values), self.upper.xreplace(values))

    def times(self, factor: sp.Expr) -> Enclosure:
        """The enclosure of a positive multiple."""
        return Enclosure(self.lower * factor, self.upper * factor)


@dataclass(frozen=True)
class Normal:
    """The Gaussian law N(mean, variance) on the line; the variance may be an enclosure."""

    mean: sp.Expr
    variance: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "mean", sp.sympify(self.mean, strict=True))
        if not isinstance(self.variance, Enclosure):
            object.__setattr__(self, "variance", sp.sympify(self.variance, strict=True))

    def tex(self) -> str:
        """``𝒩(mean, variance)`` for a page."""
        variance = tex(self.variance)
        return rf"\mathcal N\!\left({tex(self.mean)},\; {variance}\right)"

    def text(self) -> str:
        """The same for a terminal."""
        return f"N({text(self.mean)}, {text(self.variance)})"

    def xreplace(self, values: dict[sp.Basic, Any]) -> Normal:
        """The law after symbols were replaced."""
        return Normal(self.mean.xreplace(values), self.variance.xreplace(values))

    def scaled(self, factor: sp.Expr) -> Normal:
        """The law of ``factor · X``."""
        return Normal(factor * self.mean, factor**2 * self.variance)

    def plus(self, other: Normal) -> Normal:
        """The law of the sum with an independent Gaussian."""
        return Normal(self.mean + other.mean, self.variance + other.variance)


@dataclass(frozen=True)
class Combination:
    """a₁X₁ + a₂X₂ + … of independent Gaussians, given as ``((a₁, law₁), …)``.

    Its law is Gaussian with the sum of the means aᵢmᵢ and of the variances aᵢ²vᵢ.
    """

    terms: tuple[tuple[sp.Expr, Normal], ...]
    shown: str

    def tex(self) -> str:
        """The combination as the sheet writes it."""
        return self.shown

    def text(self) -> str:
        """The same for a terminal."""
        return " + ".join(f"({text(factor)})·{law.text()}" for factor, law in self.terms)

    def xreplace(self, values: dict[sp.Basic, Any]) -> Combination:
        """The combination after symbols were replaced."""
        moved = tuple((factor.xreplace(values), law.xreplace(values)) for factor, law in self.terms)
        return Combination(moved, self.shown)

    def law(self) -> Normal:
        """Its law."""
        total = Normal(sp.S.Zero, sp.S.Zero)
        for factor, law in self.terms:
            total = total.plus(law.scaled(factor))
        return total


@dataclass(frozen=True)
class Recursion:
    """``value₀ = first``, ``value_{n+1} = then`` with ``previous`` standing for the value at n.

    For laws ``previous`` stands for the variance at n, and all means are zero. ``shown`` is the
    TeX of the recursion as a page prints it.
    """

    first: Any
    then: Any
    previous: sp.Symbol
    on: sp.Symbol
    shown: str

    def tex(self) -> str:
        """The recursion as the sheet writes it."""
        return self.shown

    def text(self) -> str:
        """The same for a terminal."""
        return f"recursion from {text(self.first)} by {text(self.then)}"

    def xreplace(self, values: dict[sp.Basic, Any]) -> Recursion:
        """The recursion after symbols were replaced."""
        return Recursion(
            self.first.xreplace(values),
            self.then.xreplace(values),
            self.previous,
            self.on,
            self.shown,
        )

    def next(self, value: Any) -> Any:
        """One step from ``value``."""
        at_n = value.variance if isinstance(value, Normal) else value
        return put(self.then, {self.previous: at_n})


@dataclass(frozen=True)
class Mean:
    """E[body] over ``variable`` ~ ``law``: a polynomial in the variable, with e^{c·variable}."""

    body: sp.Expr
    variable: sp.Symbol
    law: Normal
    shown: str

    def tex(self) -> str:
        """How a page writes the expectation."""
        return self.shown

    def text(self) -> str:
        """The same for a terminal."""
        return f"E[{text(self.body)}] over {text(self.variable)} ~ {self.law.text()}"

    def xreplace(self, values: dict[sp.Basic, Any]) -> Mean:
        """The expectation after symbols were replaced."""
        return Mean(
            self.body.xreplace(values), self.variable, self.law.xreplace(values), self.shown
        )

    def value(self) -> sp.Expr:
        """By linearity and the moments of a Gaussian; its variance is not looked at here."""
        if self.variable in free_symbols(self.law):
            raise Undecided(f"the law of {self.variable} depends on {self.variable}")
        if isinstance(self.law.variance, Enclosure):
            raise Undecided("an expectation under a law whose variance is an enclosure")
        parts = moments.terms(self.body, self.variable)
        return moments.expectation(parts, self.law.mean, self.law.variance)


Value: TypeAlias = Any
"""An expression or one of the classes above."""


def components(value: Value) -> list[tuple[str, Any]]:
    """The numbers that make up a value, with their names."""
    if isinstance(value, Combination):
        value = value.law()
    if isinstance(value, Normal):
        return [("mean", value.mean), ("variance", value.variance)]
    if isinstance(value, Mean):
        return [("", value.value())]
    if isinstance(value, sp.Expr | Enclosure):
        return [("", value)]
    raise Malformed(f"{text(value)} is not a number or a law")


def numbers(value: Value) -> list[sp.Expr]:
    """The plain numbers in a value, ends of enclosures included; a recursion has none."""
    if isinstance(value, Recursion):
        return []
    found = []
    for _, number in components(value):
        found += [number.lower, number.upper] if isinstance(number, Enclosure) else [number]
    return found


def free_symbols(value: Value) -> set[sp.Symbol]:
    """The symbols of all numbers in a value."""
    return set().union(*(number.free_symbols for number in numbers(value)))


def put(value: Value, values: dict[Any, Any]) -> Value:
    """``value`` with letters replaced; raises :class:`Undecided` where a letter is bound in it."""
    if isinstance(value, sp.Basic):
        return replaced(value, values)
    own: set[sp.Symbol] = set()
    if isinstance(value, Mean):
        own = {value.variable}
    elif isinstance(value, Recursion):
        own = {value.previous, value.on}
    arriving = {symbol for new in values.values() for symbol in sp.sympify(new).free_symbols}
    clash = sorted(map(str, own & (arriving | set(values))))
    if clash:
        raise Undecided(f"{clash[0]} already has a meaning of its own in {text(value)}")
    for part in _expressions(value):
        replaced(part, values)
    return value.xreplace({old: sp.sympify(new) for old, new in values.items()})


def _expressions(value: Any) -> Iterator[sp.Basic]:
    """All expressions that a value consists of."""
    if isinstance(value, sp.Basic):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _expressions(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _expressions(getattr(value, one.name))
