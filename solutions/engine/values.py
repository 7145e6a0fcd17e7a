"""The value of an expression at a point, exactly where it is rational, else as a ball."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import flint
import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.engine.balls import (
    Number,
    add,
    exponential,
    logarithm,
    multiply,
    power,
    to_fmpq,
    transcendental,
    whole,
)
from solutions.engine.points import Point
from solutions.kernel import unit_sums
from solutions.kernel.calculus import derivative
from solutions.kernel.letters import is_defined, opened
from solutions.kernel.messages import Undecided


def value(expr: sp.Expr, point: Point, bits: int = 128) -> Number:
    """Evaluate ``expr``; raises :class:`Undecided` outside the language or at a pole."""
    flint.ctx.prec = bits
    return _Evaluation(point).of(expr, {})


def different(left: sp.Expr, right: sp.Expr, point: Point) -> tuple[Number, Number] | None:
    """Both values if they certainly differ at ``point``, else ``None``."""
    for bits in (96, 384):
        a, b = value(left, point, bits), value(right, point, bits)
        exact = isinstance(a, flint.fmpq) and isinstance(b, flint.fmpq)
        if exact:
            return (a, b) if a != b else None
        if not flint.arb(a).overlaps(flint.arb(b)):
            return a, b
    return None


BALLS = ("sin", "cos", "tan", "atan", "sinh", "cosh", "tanh")
"""Functions of SymPy that a ball has by the same name."""


@dataclass
class _Evaluation:
    point: Point

    def of(self, expr: sp.Expr, bound: dict[sp.Symbol, int]) -> Number:
        if expr.is_Rational:
            return flint.fmpq(int(expr.p), int(expr.q))
        if expr.is_Symbol:
            return self.symbol(expr, bound)
        if expr.is_Add or expr.is_Mul:
            parts = [self.of(arg, bound) for arg in expr.args]
            total = flint.fmpq(0 if expr.is_Add else 1)
            for part in parts:
                total = add(total, part) if expr.is_Add else multiply(total, part)
            return total
        if isinstance(expr, sp.exp):
            return exponential(self.of(expr.args[0], bound))
        if expr.is_Pow:
            return power(self.of(expr.base, bound), self.of(expr.exp, bound))
        if isinstance(expr, sp.log):
            return logarithm(self.of(expr.args[0], bound))
        if isinstance(expr, sp.Abs):
            return abs(self.of(expr.args[0], bound))
        if type(expr).__name__ in BALLS:
            return transcendental(type(expr).__name__, self.of(expr.args[0], bound))
        if expr is sp.pi:
            return flint.arb.pi()
        if expr is sp.E:
            return flint.arb(1).exp()
        if isinstance(expr, sp.Sum | sp.Product):
            return self.indexed(expr, bound)
        if isinstance(expr, AppliedUndef):
            return self.of(opened(expr), bound) if is_defined(expr) else self.applied(expr, bound)
        if isinstance(expr, sp.Derivative):
            return self.derivative(expr, bound)
        if isinstance(expr, sp.KroneckerDelta):
            left, right = (whole(self.of(arg, bound)) for arg in expr.args)
            return flint.fmpq(left == right)
        raise Undecided(f"{type(expr).__name__} has no value: {expr}")

    def symbol(self, symbol: sp.Symbol, bound: dict[sp.Symbol, int]) -> Number:
        if symbol in bound:
            return flint.fmpq(bound[symbol])
        if symbol not in self.point.symbols:
            raise Undecided(f"no value was given to {symbol}")
        return to_fmpq(self.point.symbols[symbol])

    def indexed(self, expr: Any, bound: dict[sp.Symbol, int]) -> Number:
        """A sum or product with whole limits, term by term; limits run forwards or it is empty."""
        (index, low, high), *outer = expr.limits[::-1]
        if outer:
            inner = expr.func(expr.function, *reversed(outer))
        else:
            inner = expr.function
        start, stop = (whole(self.of(limit, bound)) for limit in (low, high))
        adding = isinstance(expr, sp.Sum)
        total = flint.fmpq(0 if adding else 1)
        if stop < start - 1:
            raise Undecided(f"a sum that runs backwards, from {start} to {stop}, has no value")
        places = range(start, stop + 1)
        if len(places) > 20000:
            raise Undecided(f"{len(places)} terms are too many to add up")
        for place in places:
            term = self.of(inner, bound | {index: place})
            total = add(total, term) if adding else multiply(total, term)
        return total

    def derivative(self, expr: sp.Derivative, bound: dict[sp.Symbol, int]) -> Number:
        """The slope of an undefined function is a number of its own; others follow by rule."""
        of, variable = expr.expr, expr.variables[0]
        if variable in bound or len(expr.variables) > 1:
            raise Undecided(f"no value is defined for {expr}")
        if not isinstance(of, AppliedUndef) or is_defined(of):
            return self.of(derivative(of, variable), bound)
        if [arg for arg in of.args if variable in arg.free_symbols] != [variable]:
            raise Undecided(f"the slope of {of}, which is not a function of {variable} itself")
        places = [arg if arg == variable else self.rational(arg, bound) for arg in of.args]
        slope = self.slope(of.func(*places), variable)
        numbers = [self.rational(arg, bound) for arg in of.args]
        unit = self.unit(of.func, numbers, bound)
        if unit is None:
            return slope
        # (f/m)′ = (f′ − (f/m) m′)/m, where m is what the raw table adds up to.
        mass = self.mass(self.members(unit, numbers, bound))
        moved = sum(
            (self.slope(member, variable) for member in self.members(unit, places, bound)),
            flint.fmpq(0),
        )
        plain = to_fmpq(self.point.function(of.func(*numbers)))
        return (slope - plain / mass * moved) / mass

    def slope(self, at: sp.Expr, variable: sp.Symbol) -> flint.fmpq:
        """What the table says of the slope of a function, of any sign."""
        return to_fmpq(self.point.function(sp.Derivative(at, variable)))

    def rational(self, expr: sp.Expr, bound: dict[sp.Symbol, int]) -> sp.Rational:
        """An argument of an undefined function, which has to be rational to be looked up."""
        number = self.of(expr, bound)
        if not isinstance(number, flint.fmpq):
            raise Undecided(f"a function at {expr}, a number that is not rational")
        return sp.Rational(int(number.p), int(number.q))

    def applied(self, expr: Any, bound: dict[sp.Symbol, int]) -> Number:
        numbers = [self.rational(arg, bound) for arg in expr.args]
        plain = to_fmpq(self.point.function(expr.func(*numbers)))
        unit = self.unit(expr.func, numbers, bound)
        return plain if unit is None else plain / self.mass(self.members(unit, numbers, bound))

    def unit(self, func: Any, places: list[sp.Expr], bound: dict[sp.Symbol, int]) -> sp.Sum | None:
        """The sum over ``func`` that the domain declares to be one, at these other places."""
        for unit in self.point.domain.unit_sums:
            if unit.function.func == func and len(places) == len(unit.function.args):
                index, _, every = unit_sums.parts(unit)
                named = zip(unit.function.args, places, strict=True)
                if all(
                    self.rational(arg, {}) == place
                    for arg, place in named
                    if arg != index and arg not in every
                ):
                    return unit
        return None

    def members(
        self, unit: sp.Sum, places: list[sp.Expr], bound: dict[sp.Symbol, int]
    ) -> list[sp.Expr]:
        """The values of one law: ``f(1, x) … f(N, x)`` for ``f(2, x)``."""
        index, low, high = unit.limits[0]
        place = unit.function.args.index(index)
        start, stop = (whole(self.of(limit, bound)) for limit in (low, high))
        return [
            unit.function.func(*places[:place], sp.Integer(member), *places[place + 1 :])
            for member in range(start, stop + 1)
        ]

    def mass(self, members: list[sp.Expr]) -> flint.fmpq:
        """What the raw table of a law adds up to, so that its values can be scaled."""
        total = sum((to_fmpq(self.point.function(member)) for member in members), flint.fmpq(0))
        if total == 0:
            raise Undecided(f"a law of which all values add up to 0: {members[:1]}")
        return total
