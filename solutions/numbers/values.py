"""The value of an expression at a point, exactly where it is rational, else as a ball."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import comb, factorial
from typing import Any

import flint
import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.domains import unit_sums
from solutions.kernel.errors import Undecided
from solutions.kernel.rules.piecewise import Largest
from solutions.kernel.rules.series import is_series, terms
from solutions.kernel.terms.calculus import derivative
from solutions.kernel.terms.letters import is_defined, opened
from solutions.numbers.balls import (
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
from solutions.numbers.points import Point
from solutions.numbers.quadrature import enclosure


def value(expr: sp.Expr, point: Point, bits: int = 128) -> Number:
    """Evaluate ``expr``; raises :class:`Undecided` outside the language or at a pole."""
    flint.ctx.prec = bits
    return point.found.setdefault(bits, _Evaluation(point)).of(expr, {})


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


MANY = 20_000
"""So many terms of a sum, or weights of a law, are added up one by one, and no more."""


def _at_its_end(of: sp.Expr, number: Fraction) -> bool:
    """Is it the least or the greatest value that a function may have, so that its slope is 0?"""
    bounds = getattr(of.func, "bounds", None)
    ends = {bounds.low, bounds.high} if bounds else set()
    return number in ends or (number == 0 and bool(of.is_nonnegative or of.is_nonpositive))


@dataclass
class _Evaluation:
    point: Point
    known: dict[tuple[Any, ...], Number] = field(default_factory=dict)
    """Values of sums and functions, by the expression and the indices that stand in it."""
    letters: dict[sp.Expr, tuple[sp.Symbol, ...]] = field(default_factory=dict)
    """What the value of an expression can depend on, besides the point."""

    def once(
        self,
        expr: sp.Expr,
        bound: dict[sp.Symbol, Any],
        find: Callable[[Any, dict[sp.Symbol, Any]], Number],
    ) -> Number:
        """What ``find`` finds, which a sum asks for again in each of its terms."""
        if expr not in self.letters:
            self.letters[expr] = tuple(expr.free_symbols | self.sizes)
        indices = [bound.get(letter) for letter in self.letters[expr]]
        if not all(number is None or isinstance(number, int) for number in indices):
            return find(expr, bound)  # an integral binds its letter to a ball
        key = (expr, *indices)
        if key not in self.known:
            self.known[key] = find(expr, bound)
        return self.known[key]

    @cached_property
    def sizes(self) -> set[sp.Symbol]:
        """The letters of all laws of the domain, by which a value of each is scaled."""
        return set().union(*(unit.free_symbols for unit in self.point.domain.unit_sums))

    def of(self, expr: sp.Expr, bound: dict[sp.Symbol, Any]) -> Number:
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
        if isinstance(expr, sp.Max | sp.Min):
            return self.extreme([self.of(arg, bound) for arg in expr.args], type(expr))
        if isinstance(expr, sp.factorial | sp.binomial):
            return self.counted(expr, [whole(self.of(arg, bound)) for arg in expr.args])
        if isinstance(expr, sp.Piecewise):
            return self.piece(expr, bound)
        if isinstance(expr, Largest):
            return self.largest(expr, bound)
        if type(expr).__name__ in BALLS:
            return transcendental(type(expr).__name__, self.of(expr.args[0], bound))
        if expr is sp.pi:
            return flint.arb.pi()
        if expr is sp.E:
            return flint.arb(1).exp()
        if is_series(expr):
            return self.series(expr, bound)
        if isinstance(expr, sp.Sum | sp.Product):
            return self.once(expr, bound, self.indexed)
        if isinstance(expr, sp.Integral):
            return self.integral(expr, bound)
        if isinstance(expr, AppliedUndef):
            return self.once(expr, bound, self.applied)
        if isinstance(expr, sp.Derivative):
            return self.once(expr, bound, self.derivative)
        if isinstance(expr, sp.KroneckerDelta):
            left, right = (whole(self.of(arg, bound)) for arg in expr.args)
            return flint.fmpq(left == right)
        raise Undecided(f"{type(expr).__name__} has no value: {expr}")

    def symbol(self, symbol: sp.Symbol, bound: dict[sp.Symbol, Any]) -> Number:
        """A letter of the point, a whole index, or the ball that an integral looks at."""
        if symbol in bound:
            number = bound[symbol]
            return flint.fmpq(number) if isinstance(number, int) else number
        if symbol not in self.point.symbols:
            raise Undecided(f"no value was given to {symbol}")
        return to_fmpq(self.point.symbols[symbol])

    def indexed(self, expr: Any, bound: dict[sp.Symbol, Any]) -> Number:
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
        if len(places) > MANY:
            raise Undecided(f"{len(places)} terms are too many to add up")
        for place in places:
            term = self.of(inner, bound | {index: place})
            total = add(total, term) if adding else multiply(total, term)
        return total

    def counted(self, expr: sp.Expr, numbers: list[int]) -> Number:
        """A factorial or a binomial coefficient of whole numbers from 0."""
        if min(numbers) < 0 or numbers[0] > 2000:
            raise Undecided(f"no value is defined for {expr} at {numbers}")
        return flint.fmpq(factorial(*numbers) if len(numbers) == 1 else comb(*numbers))

    def series(self, expr: sp.Sum, bound: dict[sp.Symbol, Any]) -> Number:
        """Σ P(k) q^k by its first terms, and a ball for the others: they shrink by r < 1 each."""
        if len(expr.limits) > 1:
            raise Undecided(f"no value is defined for {expr}")
        k, low, _ = expr.limits[0]
        first, last, total = whole(self.of(low, bound)), 400, flint.arb(0)
        for term in terms(expr.function, k):
            weight, ratio = (flint.arb(self.of(part, bound)) for part in (term.weight, term.ratio))
            sizes = [ratio**place * place**term.degree for place in range(first, first + last)]
            end = first + last
            shrinks = abs(ratio) * (flint.arb(end + 1) / end) ** term.degree
            if not shrinks < 1:
                raise Undecided(f"{expr} is not known to converge at this point")
            rest = abs(ratio) ** end * flint.arb(end) ** term.degree / (1 - shrinks)
            total += weight * (sum(sizes, flint.arb(0)) + (-rest).union(rest))
        return total

    def extreme(self, numbers: list[Number], kind: Any) -> Number:
        """The greatest or least of some numbers, of balls as (a + b ± |a − b|)/2."""
        found, *rest = numbers
        for other in rest:
            gap = abs(add(found, -other))
            both = add(add(found, other), gap if kind is sp.Max else -gap)
            found = multiply(both, flint.fmpq(1, 2))
        return found

    def piece(self, expr: sp.Piecewise, bound: dict[sp.Symbol, Any]) -> Number:
        """The first piece whose condition certainly holds, after such that certainly do not."""
        for inside, condition in expr.args:
            if condition == sp.true:
                return self.of(inside, bound)
            gap = add(self.of(condition.lhs, bound), -self.of(condition.rhs, bound))
            gap = gap if ">" in condition.rel_op else -gap
            closed = "=" in condition.rel_op
            if gap > 0 or (closed and gap >= 0):
                return self.of(inside, bound)
            if not (gap < 0 or (not closed and gap <= 0)):
                break
        raise Undecided(f"the case of {expr} is not known at this point")

    def largest(self, expr: Largest, bound: dict[sp.Symbol, Any]) -> Number:
        """The greatest of the values at all whole places."""
        index, low, high = expr.limits[0]
        start, stop = (whole(self.of(limit, bound)) for limit in (low, high))
        if not 0 <= stop - start < 2000:
            raise Undecided(f"{expr} has no value, or too many places")
        places = range(start, stop + 1)
        found = [self.of(expr.function, bound | {index: place}) for place in places]
        return self.extreme(found, sp.Max)

    def integral(self, expr: sp.Integral, bound: dict[sp.Symbol, Any]) -> Number:
        """An enclosure, by the midpoint rule with its error."""
        *inner, limits = expr.limits
        if len(limits) != 3:
            raise Undecided(f"{expr} is not an integral over an interval with two ends")
        x, low, high = limits
        body = sp.Integral(expr.function, *inner) if inner else expr.function
        try:
            curved = derivative(derivative(body, x), x)
        except Undecided:
            curved = None
        return enclosure(
            lambda at: self.of(body, bound | {x: at}),
            None if curved is None else (lambda at: self.of(curved, bound | {x: at})),
            self.of(low, bound),
            self.of(high, bound),
        )

    def derivative(self, expr: sp.Derivative, bound: dict[sp.Symbol, Any]) -> Number:
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
            at_its_end = _at_its_end(of, self.point.function(of.func(*numbers)))
            return flint.fmpq(0) if at_its_end else slope
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

    def rational(self, expr: sp.Expr, bound: dict[sp.Symbol, Any]) -> sp.Rational:
        """An argument of an undefined function, which has to be rational to be looked up."""
        number = self.of(expr, bound)
        if not isinstance(number, flint.fmpq):
            raise Undecided(f"a function at {expr}, a number that is not rational")
        return sp.Rational(int(number.p), int(number.q))

    def applied(self, expr: Any, bound: dict[sp.Symbol, Any]) -> Number:
        if is_defined(expr):
            return self.of(opened(expr), bound)
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
        self, unit: sp.Sum, places: list[sp.Expr], bound: dict[sp.Symbol, Any]
    ) -> list[sp.Expr]:
        """The values of one law: ``f(1, x) … f(N, x)`` for ``f(2, x)``."""
        index, low, high = unit.limits[0]
        place = unit.function.args.index(index)
        start, stop = (whole(self.of(limit, bound)) for limit in (low, high))
        if stop - start >= MANY:
            raise Undecided(f"{stop - start + 1} weights are too many to add up")
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
