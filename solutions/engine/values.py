"""The value of an expression at a point, exactly where it is rational, else as a ball.

A point gives rational numbers to symbols and, lazily, to the values of undefined functions. A ball
(Arb's, through python-flint) encloses the true value, so two balls that do not meet are certainly
different.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from typing import Any

import flint
import sympy as sp

from solutions.engine.calculus import derivative
from solutions.engine.domain import Domain
from solutions.engine.letters import opened
from solutions.engine.messages import Undecided

Number = Any
"""``flint.fmpq`` where exact, else ``flint.arb``."""


@dataclass
class Point:
    """Rational values of symbols and of function values; functions are tabulated when asked."""

    symbols: Mapping[sp.Symbol, Fraction]
    domain: Domain = field(default_factory=Domain)
    seed: int = 0
    functions: dict[sp.Expr, Fraction] = field(default_factory=dict)

    def function(self, applied: sp.Expr) -> Fraction:
        """The value of ``f(2, 1)``: looked up, else drawn from the seed and kept."""
        if applied not in self.functions:
            digest = sha256(f"{self.seed} {applied}".encode()).digest()
            if applied.is_integer:
                drawn = Fraction(1 + digest[0] % 3 if applied.is_positive else digest[0] % 7 - 3)
            elif applied.is_positive:
                drawn = Fraction(1 + digest[0] % 4, 1 + digest[1] % 3)
            else:
                drawn = Fraction(digest[0] % 7 - 3, 1 + digest[1] % 2)
            self.functions[applied] = drawn
        return self.functions[applied]


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
        if expr is sp.pi:
            return flint.arb.pi()
        if expr is sp.E:
            return flint.arb(1).exp()
        if isinstance(expr, sp.Sum | sp.Product):
            return self.indexed(expr, bound)
        if isinstance(expr, sp.core.function.AppliedUndef):
            meant = opened(expr)
            return self.applied(expr, bound) if meant == expr else self.of(meant, bound)
        if isinstance(expr, sp.Derivative):
            return self.derivative(expr, bound)
        raise Undecided(f"{type(expr).__name__} has no value: {expr}")

    def symbol(self, symbol: sp.Symbol, bound: dict[sp.Symbol, int]) -> Number:
        if symbol in bound:
            return flint.fmpq(bound[symbol])
        if symbol not in self.point.symbols:
            raise Undecided(f"no value was given to {symbol}")
        return to_fmpq(self.point.symbols[symbol])

    def indexed(self, expr: Any, bound: dict[sp.Symbol, int]) -> Number:
        """A sum or product with whole limits, term by term (empty and reversed: Karr's rule)."""
        (index, low, high), *outer = expr.limits[::-1]
        if outer:
            inner = expr.func(expr.function, *reversed(outer))
        else:
            inner = expr.function
        start, stop = (whole(self.of(limit, bound)) for limit in (low, high))
        adding = isinstance(expr, sp.Sum)
        total = flint.fmpq(0 if adding else 1)
        backwards = stop < start - 1
        places = range(stop + 1, start) if backwards else range(start, stop + 1)
        if len(places) > 20000:
            raise Undecided(f"{len(places)} terms are too many to add up")
        for place in places:
            term = self.of(inner, bound | {index: place})
            if adding:
                total = add(total, -term if backwards else term)
            else:
                total = multiply(total, power(term, flint.fmpq(-1)) if backwards else term)
        return total

    def derivative(self, expr: sp.Derivative, bound: dict[sp.Symbol, int]) -> Number:
        """The slope of an undefined function is a number of its own; others follow by rule."""
        of, variable = expr.expr, expr.variables[0]
        if not isinstance(of, sp.core.function.AppliedUndef) or opened(of) != of:
            return self.of(derivative(of, variable), bound)
        if variable not in of.args:
            raise Undecided(f"the slope of {of}, which is not a function of {variable} itself")
        places = [arg if arg == variable else self.rational(arg, bound) for arg in of.args]
        return to_fmpq(self.point.function(sp.Derivative(of.func(*places), variable)))

    def rational(self, expr: sp.Expr, bound: dict[sp.Symbol, int]) -> sp.Rational:
        """An argument of an undefined function, which has to be rational to be looked up."""
        number = self.of(expr, bound)
        if not isinstance(number, flint.fmpq):
            raise Undecided(f"a function at {expr}, a number that is not rational")
        return sp.Rational(int(number.p), int(number.q))

    def applied(self, expr: Any, bound: dict[sp.Symbol, int]) -> Number:
        numbers = [self.rational(arg, bound) for arg in expr.args]
        plain = to_fmpq(self.point.function(expr.func(*numbers)))
        for unit in self.point.domain.unit_sums:
            if unit.function.func == expr.func:
                return plain / self.mass(unit, numbers, bound)
        return plain

    def mass(self, unit: sp.Sum, numbers: list[sp.Rational], bound: dict[sp.Symbol, int]) -> Number:
        """What the raw table of a distribution adds up to, so that its values can be scaled."""
        index, low, high = unit.limits[0]
        place = unit.function.args.index(index)
        start, stop = (whole(self.of(limit, bound)) for limit in (low, high))
        total = flint.fmpq(0)
        for member in range(start, stop + 1):
            moved = [*numbers[:place], sp.Integer(member), *numbers[place + 1 :]]
            total = total + to_fmpq(self.point.function(unit.function.func(*moved)))
        return total


def to_fmpq(number: Fraction | int | sp.Rational) -> flint.fmpq:
    """A rational number as FLINT's."""
    if isinstance(number, sp.Rational):
        return flint.fmpq(int(number.p), int(number.q))
    return flint.fmpq(number.numerator, number.denominator)


def whole(number: Number) -> int:
    """A whole number as ``int``; raises :class:`Undecided` for anything else."""
    if isinstance(number, flint.fmpq) and number.q == 1:
        return int(number.p)
    raise Undecided(f"a sum's limit is {number}, not a whole number")


def add(a: Number, b: Number) -> Number:
    """``a + b``, exact when both are."""
    return a + b if type(a) is type(b) else flint.arb(a) + flint.arb(b)


def multiply(a: Number, b: Number) -> Number:
    """``a · b``, exact when both are."""
    return a * b if type(a) is type(b) else flint.arb(a) * flint.arb(b)


def exponential(a: Number) -> Number:
    """``e ** a``; exact at 0."""
    return flint.fmpq(1) if isinstance(a, flint.fmpq) and a == 0 else flint.arb(a).exp()


def logarithm(a: Number) -> Number:
    """``log a``; exact at 1; raises :class:`Undecided` unless ``a`` is certainly positive."""
    if isinstance(a, flint.fmpq) and a == 1:
        return flint.fmpq(0)
    if not flint.arb(a) > 0:
        raise Undecided(f"the logarithm of {a}")
    return flint.arb(a).log()


def power(a: Number, b: Number) -> Number:
    """``a ** b`` for whole ``b``, or for positive ``a``; exact where it can be."""
    if isinstance(b, flint.fmpq) and b.q == 1:
        if b < 0 and not (flint.arb(a) != 0):
            raise Undecided(f"a division by {a}")
        if abs(int(b.p)) > 100_000:
            raise Undecided(f"a power of {b}")
        return a ** int(b.p)
    if isinstance(a, flint.fmpq) and isinstance(b, flint.fmpq) and b.q == 2 and a >= 0:
        top, bottom = flint.fmpz(a.p), flint.fmpz(a.q)
        roots = top.isqrt(), bottom.isqrt()
        if roots[0] ** 2 == top and roots[1] ** 2 == bottom:
            return flint.fmpq(roots[0], roots[1]) ** int(b.p)
    if isinstance(a, flint.fmpq) and a == 0 and flint.arb(b) > 0:
        return flint.fmpq(0)
    if not flint.arb(a) > 0:
        raise Undecided(f"{a} to the power {b}")
    return (flint.arb(a).log() * flint.arb(b)).exp()


def show(number: Number) -> str:
    """A number for a message: short rationals exactly, with a decimal where that helps."""
    if isinstance(number, flint.fmpq):
        exact = str(number)
        if number.q == 1 and len(exact) <= 12:
            return exact
        decimal = f"{float(flint.arb(number)):.4g}"
        return f"{exact} ≈ {decimal}" if len(exact) <= 18 else decimal
    return f"{float(flint.arb(number)):.6g}"
