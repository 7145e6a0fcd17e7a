"""The letters and functions that an answer may use, with the ways in which people spell them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import sympy as sp

from solutions.reading.spelling import FUNCTIONS, GREEK

_SERIES = {"sum": "sum", "Sum": "sum", "Σ": "sum", "prod": "product", "product": "product"}


@dataclass(frozen=True)
class Function:
    """A function of a part: how it is written, and the expression it makes.

    ``form``: ``policy`` π(y | x) · ``reward`` r(x, y) · ``either`` with or without the prompt ·
    ``one`` argument.
    """

    shape: str
    form: str
    make: Callable[..., sp.Expr]


@dataclass(frozen=True)
class Average:
    """An expectation: weights and their index, outermost first; in a record or not."""

    weights: tuple[tuple[Callable[[sp.Symbol], sp.Expr], sp.Symbol, sp.Expr], ...]
    record: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """What the names of a text mean.

    ``letters`` have values, None for what stands below a sum only; ``spellings`` lead to names;
    ``indexed`` take an argument as subscript; ``dresses`` are arguments that only remind of what a
    letter depends on, ``alone`` those that a function may do without. ``means`` lead from the
    subscripts of 𝔼 to ``averages``, ``divergence`` has the laws of D_KL. ``ranges`` are those of
    sums without limits, ``last`` that of sums over j ≥ k; ``counters`` are the part's own indices,
    ``indices`` the letters that one text counts with. ``record`` replaces letters and ``recorded``
    functions inside a mean over recorded data. ``randoms`` are letters for independent normal
    variables of mean 0, with their variances; ``denoted`` says what a left side ``name(arguments |
    given)`` is, or None. With ``laws`` N(m, v) is read, with ``step`` Δ is Δt,
    and where it is ``open`` every name is a real letter.
    """

    part: str
    letters: Mapping[str, sp.Expr | None] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    indexed: frozenset[str] = frozenset()
    dresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    means: Mapping[str, str] = field(default_factory=dict)
    averages: Mapping[str, Average] = field(default_factory=dict)
    divergence: Mapping[str, Callable[[sp.Symbol], sp.Expr]] = field(default_factory=dict)
    outputs: tuple[Any, ...] = ()
    prompt: sp.Symbol | None = None
    ranges: Mapping[str, sp.Expr] = field(default_factory=dict)
    last: sp.Expr | None = None
    record: Mapping[Any, Any] = field(default_factory=dict)
    recorded: Mapping[str, Function] = field(default_factory=dict)
    alone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    randoms: Mapping[Any, sp.Expr] = field(default_factory=dict)
    denoted: Callable[[str, str, str], Any] | None = None
    counters: tuple[sp.Symbol, ...] = ()
    indices: frozenset[str] = frozenset()
    laws: bool = False
    step: bool = False
    open: bool = False

    def canonical(self, name: str) -> str:
        """The one spelling of a name."""
        return self.spellings.get(name, _SERIES.get(name, name))

    def kind(self, name: str) -> str:
        """``letter``, ``function``, ``indexed``, ``sum``, ``product`` or nothing."""
        known = self.canonical(name)
        if known in self.functions or known in FUNCTIONS.values():
            return "function"
        if known in self.letters or known in self.indices:
            return "letter"
        if known in ("sum", "product"):
            return known
        if known in self.indexed:
            return "indexed"
        return "letter" if self.open else ""

    def knows(self, name: str) -> bool:
        """Is the name known, or is every name a letter?"""
        return bool(self.kind(name)) and (not self.open or name in self._named)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(
            {*self.letters, *self.functions, *self.spellings, *FUNCTIONS, *_SERIES, *self.indexed}
        )

    @cached_property
    def _bases(self) -> frozenset[str]:
        """Names, and what stands in front of their subscripts, stars and accents."""
        special = {"dt", "Δ"} if self.step else set()
        special |= {"N", "Normal", "normal", "mean", "variance"} if self.laws else set()
        special |= {"nabla", "grad"} if "θ" in self.letters else set()
        special |= {"E"} if self.means else set()
        special |= {"KL", "D"} if self.divergence else set()
        bases = {re.split(r"[_*'\u0302]", name)[0] for name in self._named}
        return frozenset(special | bases | self._named)

    def begins(self, word: str) -> bool:
        """Can a name begin with this word of plain letters?"""
        if word in self.indices or (self.open and word in GREEK):
            return True
        return GREEK.get(word, word) in self._bases

    def mean(self, law: str) -> str | None:
        """The key of the average that a subscript of 𝔼 asks for."""
        for argument in ("(·|x)", "(.|x)", "(y|x)", "(y)"):
            law = law.replace(argument, "")
        if law in self.means:
            return self.means[law]
        recorded = any(average.record for average in self.averages.values())
        return "D" if recorded and law.endswith("~D") else None

    def suggestion(self, name: str) -> str:
        """``; known are …``, the nearest first."""
        if self.open:
            return ""
        known = [*self.letters, *(each.shape for each in self.functions.values())]
        near = difflib.get_close_matches(name, known, 3, 0.3)
        rest = [each for each in known if each not in near]
        return f"; known here are {', '.join(near + rest)}"

    def with_indices(self, letters: set[str]) -> Vocabulary:
        """With the letters that a text counts with, where they mean nothing else."""
        new = frozenset(each for each in letters if not self.kind(each) or self.open)
        return replace(self, indices=new) if new else self


_CONSTANTS: dict[str, sp.Expr | None] = {"e": sp.E, "π": sp.pi}


def free(declared: Mapping[str, sp.Symbol] | None = None) -> Vocabulary:
    """Every name is a real letter, but for e, π and the functions; some may be ``declared``."""
    return Vocabulary("", letters={**_CONSTANTS, **(declared or {})}, open=True)
