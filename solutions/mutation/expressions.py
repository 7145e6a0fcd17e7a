"""Small changes of an expression: the slips that people make, each at every place of the tree.

A change is named by what it does; which mutants mean the same as the original is for the judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, TypeAlias

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.printing.formulas import text

Changes: TypeAlias = Iterator[tuple[str, sp.Expr]]

IMPOSSIBLE = (sp.nan, sp.zoo, sp.oo, -sp.oo, sp.I)
"""A tree with one of these in it is no claim that could be written down."""


@dataclass(frozen=True)
class Scope:
    """The letters that may stand at a place, and whether only whole numbers make sense there."""

    letters: tuple[sp.Symbol, ...]
    whole: bool = False

    def inside(self, *indices: sp.Symbol) -> Scope:
        """The scope of a summand, in which the index is a letter too."""
        return replace(self, letters=tuple(dict.fromkeys((*self.letters, *indices))))

    def others(self, letter: sp.Symbol) -> list[sp.Symbol]:
        """What ``letter`` may be mistaken for."""
        return [
            other
            for other in self.letters
            if other != letter and (other.is_integer or not (self.whole and letter.is_integer))
        ]


def changed(expr: sp.Expr) -> list[tuple[str, sp.Expr]]:
    """``(what was done, mutant)`` for all changes, in a fixed order, each mutant once."""
    letters = tuple(sorted(expr.free_symbols, key=str))
    found: dict[sp.Expr, str] = {}
    for how, mutant in (*_whole(expr), *_at(expr, Scope(letters))):
        possible = isinstance(mutant, sp.Expr) and not mutant.has(*IMPOSSIBLE)
        if possible and mutant != expr:
            found.setdefault(mutant, how)
    return [(how, mutant) for mutant, how in found.items()]


def _whole(expr: sp.Expr) -> Changes:
    yield "the sign turned", -expr
    yield "doubled", 2 * expr


def _at(expr: sp.Expr, scope: Scope) -> Changes:
    """Changes at this node, then at those below it."""
    if expr.is_Rational:
        yield f"{text(expr)} + 1", expr + 1
        yield f"{text(expr)} − 1", expr - 1
    elif expr.is_Symbol:
        yield f"2·{text(expr)} for {text(expr)}", 2 * expr
        for other in scope.others(expr):
            yield f"{text(other)} for {text(expr)}", other
    elif isinstance(expr, sp.Sum | sp.Product):
        yield from _indexed(expr, scope)
    elif isinstance(expr, sp.Derivative):
        yield from _below(expr, (0,), scope)
    elif isinstance(expr, AppliedUndef):
        for one, two in combinations(range(len(expr.args)), 2):
            swapped = list(expr.args)
            swapped[one], swapped[two] = swapped[two], swapped[one]
            yield f"arguments {one + 1} and {two + 1} of {text(expr)} swapped", expr.func(*swapped)
        yield from _below(expr, range(len(expr.args)), replace(scope, whole=True))
    elif expr.is_Pow:
        base, power = expr.args
        yield f"exponent {text(power)} + 1", base ** (power + 1)
        yield f"exponent {text(power)} − 1", base ** (power - 1)
        yield f"exponent {text(power)} negated", base ** (-power)
        yield from _below(expr, (0,) if power.is_Rational else (0, 1), scope)
    else:
        yield from _operands(expr)
        yield from _below(expr, range(len(expr.args)), scope)


def _operands(expr: sp.Expr) -> Changes:
    """Slips with the terms of a sum and the factors of a product."""
    if not (expr.is_Add or expr.is_Mul):
        return
    for place, arg in enumerate(expr.args):
        rest = expr.args[:place] + expr.args[place + 1 :]
        if expr.is_Add:
            yield f"sign of {text(arg)}", expr.func(*rest, -arg)
            yield f"term {text(arg)} dropped", expr.func(*rest)
        else:
            yield f"factor {text(arg)} dropped", expr.func(*rest)
            if arg != -1:
                yield f"divided by {text(arg)}, not multiplied", expr.func(*rest, 1 / arg)


def _indexed(expr: Any, scope: Scope) -> Changes:
    """Slips with a summand, its index and its limits; of several sums, the inner ones first."""
    function, limits = expr.function, expr.limits
    within = scope.inside(*(limit[0] for limit in limits))

    def with_function(mutant: sp.Expr) -> sp.Expr:
        return expr.func(mutant, *limits)

    for index, *_ in limits:
        for shift in (1, -1):
            moved = function.xreplace({index: index + shift})
            yield f"index {text(index + shift)} in the summand", with_function(moved)
        for how, mutant in _occurrences(function, index):
            yield how, with_function(mutant)
    for how, mutant in _at(function, within):
        yield how, with_function(mutant)
    for place, (index, low, high) in enumerate(limits):
        ends: list[tuple[str, sp.Expr, sp.Expr]] = []
        for shift, sign in ((1, "+"), (-1, "−")):
            ends.append((f"lower limit {text(low)} {sign} 1", low + shift, high))
            ends.append((f"upper limit {text(high)} {sign} 1", low, high + shift))
        around = replace(scope, whole=True)
        ends += [(f"lower limit: {how}", end, high) for how, end in _at(low, around)]
        ends += [(f"upper limit: {how}", low, end) for how, end in _at(high, around)]
        for how, first, last in ends:
            moved_limits = (*limits[:place], (index, first, last), *limits[place + 1 :])
            yield how, expr.func(function, *moved_limits)


def _occurrences(function: sp.Expr, index: sp.Symbol) -> Changes:
    """The index shifted by one in a single place."""

    def shifted(node: sp.Expr) -> Changes:
        if node == index:
            yield f"{text(index + 1)} for {text(index)}", index + 1
            yield f"{text(index - 1)} for {text(index)}", index - 1
        elif node.args and not isinstance(node, sp.Sum | sp.Product | sp.Derivative):
            yield from _rebuilt(node, range(len(node.args)), shifted)

    yield from shifted(function)


def _below(expr: sp.Expr, places: Any, scope: Scope) -> Changes:
    yield from _rebuilt(expr, places, lambda arg: _at(arg, scope))


def _rebuilt(expr: sp.Expr, places: Any, changes: Callable[[sp.Expr], Changes]) -> Changes:
    """``expr`` with one argument changed; what SymPy refuses to build is no expression."""
    for place in places:
        for how, mutant in changes(expr.args[place]):
            try:
                yield how, expr.func(*expr.args[:place], mutant, *expr.args[place + 1 :])
            except (TypeError, ValueError, ZeroDivisionError):
                continue
