"""The boxes of a part as an answer is held against them: values, domains, what is approximated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from typing import Any

import sympy as sp

from solutions import catalogue
from solutions.diffusion.notation import x
from solutions.dpo import notation as dpo
from solutions.kernel.domains.domain import EVERYWHERE, Domain
from solutions.kernel.identity import agree
from solutions.objects.laws import Normal, Value
from solutions.printing.formulas import text
from solutions.relations.equalities.equality import Identity
from solutions.relations.limits.approximation import Approximation
from solutions.relations.limits.limit import Limit
from solutions.relations.regimes.regime import Regime
from solutions.statements.part import APPROXIMATE, LIMIT, Box, Part

STATES = {x}
"""Letters that a step multiplies: the step may be answered by its factor."""


@dataclass(frozen=True)
class Target:
    """One value that an answer may be: a box, or the mean or the variance of a boxed law."""

    box: Box
    value: Value
    domain: Domain
    of: str = ""
    """``"mean"`` or ``"variance"`` where the value is only that of a law."""

    @property
    def named(self) -> str:
        return f"the {self.of} of {self.box.name}" if self.of else self.box.name


@dataclass(frozen=True)
class Order:
    """What is approximated in a regime, and the approximation that the part asks for."""

    box: Box
    exact: Value
    asked: Value
    regime: Regime


@lru_cache(maxsize=32)
def part_of(name: str) -> Part:
    """The part; raises ``LookupError`` with the nearest name for one that does not exist."""
    modules = catalogue.parts()
    if name not in modules:
        raise LookupError(f"there is no part {name!r}{catalogue.nearest(name, list(modules))}")
    return import_module(modules[name]).part


def near(box: Box) -> bool:
    """Is the boxed value not the quantity's own, but what it is near or tends to?"""
    return box.form in (APPROXIMATE, LIMIT)


@lru_cache(maxsize=32)
def targets(name: str) -> tuple[Target, ...]:
    """Every box of the part, exact ones first; then means, variances and factors of them."""
    part = part_of(name)
    boxes = sorted(part.boxes, key=near)
    whole = [Target(box, box.value, _domain(box)) for box in boxes]
    return (*whole, *(piece for target in whole for piece in _components(target)))


def _components(target: Target) -> Iterator[Target]:
    if isinstance(target.value, sp.Expr):
        for letter in sorted(target.value.free_symbols & STATES, key=str):
            factor = factor_of(target.value, letter)
            if factor is not None:
                yield Target(target.box, factor, target.domain, f"factor of {text(letter)}")
        single = _of_one(target.value)
        if single is not None:
            yield Target(target.box, single, target.domain, "summand for one record")
        return
    for name in ("variance", "mean"):
        number = getattr(target.value, name)
        if isinstance(number, sp.Expr) and number.free_symbols:
            yield Target(target.box, number, target.domain, name)


def _of_one(value: sp.Expr) -> sp.Expr | None:
    """What is averaged over the recorded comparisons or rankings, for one of them."""
    factor, total = value.as_independent(sp.Sum, as_Add=False)
    if not isinstance(total, sp.Sum) or total.limits != ((dpo.i, 1, dpo.n),):
        return None
    for weight in (dpo.mu(dpo.i), dpo.nu(dpo.i)):
        if total.function.has(weight):
            body = sp.cancel(total.function / weight)
            if not agree(weight * body, total.function, EVERYWHERE):
                return None
            return (factor * body).xreplace({dpo.prompt(dpo.i): dpo.x})
    return None


def factor_of(value: sp.Expr, letter: sp.Symbol) -> sp.Expr | None:
    """f where the value is f times the letter, visibly."""
    factors = sp.Mul.make_args(value)
    rest = [factor for factor in factors if factor != letter]
    if len(rest) != len(factors) - 1 or any(factor.has(letter) for factor in rest):
        return None
    return sp.Mul(*rest)


def _domain(box: Box) -> Domain:
    """Where the box was proved, with the sums that its derivation was allowed to use.

    A law that the box varies is none of its letters, and a law still where an answer speaks of it.
    """
    line = box.of.steps[box.number - 1].domain if box.number else box.of.opening.gamma
    unit_sums = [
        total
        for step in box.of.steps[: box.number]
        if isinstance(step.relation, Identity)
        for total in step.relation.under
    ]
    return box.domain.join(line).and_(unit_sums=tuple(unit_sums))


@lru_cache(maxsize=32)
def orders(name: str) -> tuple[Order, ...]:
    """The approximations that the part asks for, each with all exact values it may stand for."""
    part = part_of(name)
    exact = [box.value for box in part.boxes if not near(box)]
    found = []
    for box in part.boxes:
        relation: Any = box.of.steps[box.number - 1].relation if box.number else None
        if not near(box) or not isinstance(relation, Approximation | Limit):
            continue
        before = box.of.line(box.number - 1)
        others = [value for value in exact if isinstance(value, Normal) == _law(box.value)]
        found += [Order(box, value, box.value, _near(relation.when)) for value in (before, *others)]
        found += [_of_factors(order) for order in found[-1 - len(others) :] if _factors(order)]
    return tuple(found)


def _near(regime: Regime) -> Regime:
    """The regime where what is small is less than one, so that 1 − σ² is not zero in it."""
    facts = [ratio < 1 for ratio in regime.small if ratio.is_Symbol]
    return replace(regime, where=regime.where.and_(*facts))


def _factors(order: Order) -> bool:
    both = (order.exact, order.asked)
    return all(isinstance(value, sp.Expr) and factor_of(value, x) is not None for value in both)


def _of_factors(order: Order) -> Order:
    """The same for what multiplies the state."""
    return Order(order.box, factor_of(order.exact, x), factor_of(order.asked, x), order.regime)


def _law(value: Value) -> bool:
    return isinstance(value, Normal)
