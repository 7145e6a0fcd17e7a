"""Real expressions as quotients of polynomials in generators.

An expression is translated once, into a tree of sums, products and integer powers over
*generators*: symbols, function values, logarithms of irreducible polynomials, exponentials of
monomials, roots, and sums and products over an index. The rewriting rules used on the way are

    log ab = log a + log b        a, b > 0        e^{a+b} = e^a e^b
    a^β = e^{β log a}             a > 0           e^{c log a} = a^c     (√a)² = a    a > 0

and those of :mod:`solutions.engine.sums`. Every sign a rule needs is proved by
:mod:`solutions.engine.signs`, and every denominator is proved different from zero on the domain;
what cannot be proved raises :class:`Undecided`. So equal trees mean equal functions on the domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any

import sympy as sp
from sympy.polys.rings import PolyElement, PolyRing

from solutions.engine.calculus import derivative
from solutions.engine.domain import Domain
from solutions.engine.letters import opened
from solutions.engine.messages import Undecided

Node = tuple[Any, ...]
"""("q", number), ("g", key, power), ("+", nodes), ("*", nodes) or ("^", node, n)"""

Key = tuple[str, sp.Expr]
"""``("atom", e)``: e itself; ``("exp", m)``: e^m; ``("root", b)``: b, of which roots are taken."""

ONE: Node = ("q", Fraction(1))


def translate(expr: sp.Expr, domain: Domain) -> Node:
    """The tree of ``expr``; raises :class:`Undecided` where language or signs do not reach."""
    return _translate(sp.sympify(expr, strict=True), domain)


@lru_cache(maxsize=65536)
def _translate(expr: sp.Expr, domain: Domain) -> Node:
    if expr.is_Rational:
        return ("q", Fraction(int(expr.p), int(expr.q)))
    if expr.is_Symbol or expr is sp.pi:
        return ("g", ("atom", expr), Fraction(1))
    if expr.is_Add:
        return ("+", tuple(_translate(arg, domain) for arg in expr.args))
    if expr.is_Mul:
        return ("*", tuple(_translate(arg, domain) for arg in expr.args))
    if isinstance(expr, sp.exp):
        return exponential(expr.args[0], domain)
    if expr is sp.E:
        return exponential(sp.Integer(1), domain)
    if expr.is_Pow:
        return _power(expr.base, expr.exp, domain)
    if isinstance(expr, sp.log):
        return logarithm(expr.args[0], domain)
    if isinstance(expr, sp.Sum | sp.Product):
        from solutions.engine import sums

        return sums.total(expr, domain) if isinstance(expr, sp.Sum) else sums.product(expr, domain)
    if isinstance(expr, sp.Derivative):
        return _derivative(expr, domain)
    if isinstance(expr, sp.core.function.AppliedUndef):
        if opened(expr) != expr:
            return _translate(opened(expr), domain)
        arguments = [canonical(arg, domain) for arg in expr.args]
        return ("g", ("atom", expr.func(*arguments)), Fraction(1))
    raise Undecided(f"{type(expr).__name__} is outside the kernel's language: {expr}")


def _derivative(expr: sp.Derivative, domain: Domain) -> Node:
    """A first derivative: worked out by rule, down to derivatives of undefined functions."""
    if len(expr.variables) > 1:
        raise Undecided(f"a higher derivative: {expr}")
    of = expr.expr
    if isinstance(of, sp.core.function.AppliedUndef) and opened(of) == of:
        return ("g", ("atom", expr), Fraction(1))
    return _translate(derivative(of, expr.variables[0]), domain)


def _power(base: sp.Expr, exponent: sp.Expr, domain: Domain) -> Node:
    from solutions.engine import signs

    if exponent.is_Integer:
        if exponent < 0:
            signs.require_nonzero(base, domain)
        return ("^", _translate(base, domain), int(exponent))
    if exponent.is_Rational:
        return root(base, Fraction(int(exponent.p), int(exponent.q)), domain)
    return exponential(exponent * sp.log(base), domain)


def root(base: sp.Expr, exponent: Fraction, domain: Domain) -> Node:
    """``base ** exponent`` for a positive base, split over its irreducible factors."""
    nodes = []
    for factor, power in positive_factors(base, domain, zero=exponent > 0):
        total = power * exponent
        if isinstance(factor, sp.exp):
            nodes.append(exponential(factor.args[0] * sp.Rational(total), domain))
        elif is_atom(factor):
            nodes.append(("g", ("atom", factor), total))
        else:
            whole = total.numerator // total.denominator
            nodes.append(("^", _translate(factor, domain), whole))
            if total != whole:
                nodes.append(("g", ("root", factor), total - whole))
    return ("*", tuple(nodes))


def exponential(exponent: sp.Expr, domain: Domain) -> Node:
    """``e ** exponent`` as a product over the monomials of the exponent."""
    nodes = []
    for coefficient, monomial in monomials(exponent, domain):
        if isinstance(monomial, sp.log):
            nodes.append(root(monomial.args[0], coefficient, domain))
        else:
            nodes.append(("g", ("exp", monomial), coefficient))
    return ("*", tuple(nodes))


def logarithm(argument: sp.Expr, domain: Domain) -> Node:
    """``log argument`` for a positive argument, split over its irreducible factors."""
    nodes = []
    for factor, power in positive_factors(argument, domain):
        weight = ("q", Fraction(power))
        if isinstance(factor, sp.exp):
            inner = _translate(factor.args[0], domain)
        elif isinstance(factor, sp.Product):
            inner = _translate(sp.Sum(sp.log(factor.function), *factor.limits), domain)
        else:
            inner = ("g", ("atom", sp.log(factor)), Fraction(1))
        nodes.append(("*", (weight, inner)))
    return ("+", tuple(nodes))


def is_atom(expr: sp.Expr) -> bool:
    """Is ``expr`` a generator by itself, so that its powers may have any rational exponent?"""
    applied = sp.core.function.AppliedUndef
    return bool(expr.is_Symbol) or isinstance(expr, applied | sp.log | sp.Sum | sp.Product)


# --- from trees to polynomials -------------------------------------------------------------------


@dataclass(frozen=True)
class Generators:
    """The generators of some trees, in order, and how often each is split: ``key = g ** split``."""

    keys: tuple[Key, ...]
    splits: tuple[int, ...]
    relations: tuple[tuple[int, int, Node], ...]
    """``(index, split, tree)``: generator ``index`` to the power ``split`` equals ``tree``."""


def generators(nodes: tuple[Node, ...], domain: Domain) -> Generators:
    """Collect the generators that occur in ``nodes`` and in the relations between them."""
    splits: dict[Key, int] = {}
    relations: dict[Key, Node] = {}
    todo = list(nodes)
    while todo:
        for key, power in _leaves(todo.pop()):
            splits[key] = lcm(splits.get(key, 1), power.denominator)
            if key[0] == "root" and key not in relations:
                relations[key] = _translate(key[1], domain)
                todo.append(relations[key])
    keys = tuple(sorted(splits, key=lambda key: (key[0], key[1].sort_key())))
    index = {key: position for position, key in enumerate(keys)}
    return Generators(
        keys,
        tuple(splits[key] for key in keys),
        tuple((index[key], splits[key], node) for key, node in relations.items()),
    )


def _leaves(node: Node) -> Iterator[tuple[Key, Fraction]]:
    if node[0] == "g":
        yield node[1], node[2]
    elif node[0] == "^":
        yield from _leaves(node[1])
    elif node[0] != "q":
        for child in node[1]:
            yield from _leaves(child)


def evaluate(node: Node, gens: Generators, ring: Any) -> tuple[Any, Any]:
    """``(numerator, denominator)`` of a tree; ``ring`` offers ``constant`` and ``generator``."""
    places = {key: position for position, key in enumerate(gens.keys)}

    def value(node: Node) -> tuple[Any, Any]:
        kind = node[0]
        if kind == "q":
            return ring.constant(node[1]), ring.constant(Fraction(1))
        if kind == "g":
            place = places[node[1]]
            power = int(node[2] * gens.splits[place])
            bare = ring.generator(place) ** abs(power)
            unit = ring.constant(Fraction(1))
            return (bare, unit) if power >= 0 else (unit, bare)
        if kind == "^":
            top, bottom = value(node[1])
            power = node[2]
            return (top**power, bottom**power) if power >= 0 else (bottom**-power, top**-power)
        parts = [value(child) for child in node[1]]
        top, bottom = (
            (ring.constant(Fraction(0)), ring.constant(Fraction(1)))
            if kind == "+"
            else (ring.constant(Fraction(1)), ring.constant(Fraction(1)))
        )
        for up, down in parts:
            if kind == "*":
                top, bottom = top * up, bottom * down
            elif down == bottom:
                top = top + up
            else:
                top, bottom = top * down + up * bottom, bottom * down
        return top, bottom

    return value(node)


class SparseRing:
    """Engine one: SymPy's sparse polynomials over ℚ."""

    def __init__(self, size: int) -> None:
        self.ring = _ring(size)

    def constant(self, number: Fraction) -> PolyElement:
        return self.ring.ground_new(self.ring.domain(number.numerator, number.denominator))

    def generator(self, place: int) -> PolyElement:
        return self.ring.gens[place]

    def terms(self, poly: PolyElement) -> dict[tuple[int, ...], Any]:
        return dict(poly)

    def monomial(self, powers: tuple[int, ...], coefficient: Any) -> PolyElement:
        return self.ring.from_dict({powers: coefficient})


@lru_cache(maxsize=256)
def _ring(size: int) -> PolyRing:
    return PolyRing([f"g{place}" for place in range(size)] or ["g0"], sp.QQ, sp.lex)


def reduce_roots(poly: Any, gens: Generators, ring: Any) -> Any:
    """``poly`` with every generator's ``split``-th power replaced by what it is a root of."""
    changed = True
    while changed:
        changed = False
        for place, split, node in gens.relations:
            square, unit = evaluate(node, gens, ring)
            if unit != ring.constant(Fraction(1)):
                raise Undecided("a root of something that is not a polynomial")
            terms = ring.terms(poly)
            if all(powers[place] < split for powers in terms):
                continue
            changed = True
            total = ring.constant(Fraction(0))
            for powers, coefficient in terms.items():
                whole, rest = divmod(int(powers[place]), split)
                left = tuple(rest if at == place else p for at, p in enumerate(powers))
                total = total + ring.monomial(left, coefficient) * square**whole
            poly = total
    return poly


# --- normal forms --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Quotient:
    """A cancelled quotient of two polynomials, with what its generators stand for."""

    top: PolyElement
    bottom: PolyElement
    gens: Generators

    def generator(self, place: int) -> sp.Expr:
        """What a generator stands for."""
        kind, expr = self.gens.keys[place]
        whole = sp.exp(expr) if kind == "exp" else expr
        split = self.gens.splits[place]
        return whole if split == 1 else _fraction_power(kind, expr, sp.Rational(1, split))

    def monomial(self, powers: tuple[int, ...], coefficient: Any = 1) -> sp.Expr:
        """``coefficient · Π gᵢ^powersᵢ`` as an expression."""
        factors = [
            _fraction_power(*self.gens.keys[place], sp.Rational(power, self.gens.splits[place]))
            for place, power in enumerate(powers)
            if power
        ]
        return sp.Mul(sp.QQ.to_sympy(sp.QQ.convert(coefficient)), *factors)

    def expression(self, poly: PolyElement) -> sp.Expr:
        """A polynomial in the generators as an expression."""
        return sp.Add(*(self.monomial(powers, c) for powers, c in poly.terms()))


def _fraction_power(kind: str, expr: sp.Expr, power: sp.Rational) -> sp.Expr:
    return sp.exp(power * expr) if kind == "exp" else expr**power


@lru_cache(maxsize=65536)
def quotient(expr: sp.Expr, domain: Domain) -> Quotient:
    """The cancelled normal form of ``expr``."""
    node = _translate(expr, domain)
    gens = generators((node,), domain)
    ring = SparseRing(len(gens.keys))
    top, bottom = evaluate(node, gens, ring)
    top, bottom = reduce_roots(top, gens, ring), reduce_roots(bottom, gens, ring)
    top, bottom = top.cancel(bottom)
    return Quotient(top, bottom, gens)


def canonical(expr: sp.Expr, domain: Domain) -> sp.Expr:
    """One expression for all that have the same normal form."""
    if expr.is_Symbol or expr.is_Rational:
        return expr
    form = quotient(expr, domain)
    return form.expression(form.top) / form.expression(form.bottom)


def monomials(expr: sp.Expr, domain: Domain) -> list[tuple[Fraction, sp.Expr]]:
    """``expr`` as a sum of rational coefficients times monomials (all over one denominator)."""
    form = quotient(expr, domain)
    below = form.expression(form.bottom)
    found = []
    for powers, coefficient in form.top.terms():
        number, rest = (form.monomial(powers, coefficient) / below).as_coeff_Mul(rational=True)
        found.append((Fraction(int(number.p), int(number.q)), rest))
    return found


@lru_cache(maxsize=65536)
def positive_factors(
    expr: sp.Expr, domain: Domain, *, zero: bool = False
) -> tuple[tuple[sp.Expr, Fraction], ...]:
    """A positive ``expr`` as powers of positive irreducible factors and primes.

    With ``zero``, ``expr`` and its factors need only be non-negative.
    """
    from solutions.engine import signs

    known = signs.nonnegative if zero else signs.positive
    if not known(expr, domain):
        wanted = "≥" if zero else ">"
        raise Undecided(f"{expr} {wanted} 0 is not proved on the declared domain")
    form = quotient(expr, domain)
    found: dict[sp.Expr, Fraction] = {}
    negative = False
    for poly, direction in ((form.top, 1), (form.bottom, -1)):
        content, factors = poly.factor_list()
        content = sp.QQ.to_sympy(sp.QQ.convert(content))
        negative ^= content < 0
        for prime, power in sp.factorrat(abs(content)).items() if abs(content) != 1 else ():
            found[sp.Integer(prime)] = Fraction(direction * power)
        for factor, multiplicity in factors:
            flipped = False
            plain = form.expression(factor)
            if not known(plain, domain):
                if not known(-plain, domain):
                    raise Undecided(f"the sign of {plain}, a factor of {expr}, is not known")
                plain, flipped = sp.expand(-plain), True
            negative ^= flipped and bool(multiplicity % 2)
            base, power = _peel_power(plain)
            found[base] = found.get(base, Fraction(0)) + direction * multiplicity * power
    if negative:
        raise Undecided(f"{expr} was taken for positive and is not")
    return tuple((base, power) for base, power in found.items() if power)


def _peel_power(expr: sp.Expr) -> tuple[sp.Expr, Fraction]:
    """``x**(1/2)`` as ``(x, 1/2)``; an exponential and everything else as it is."""
    if expr.is_Pow and expr.exp.is_Rational and expr.base is not sp.E:
        return expr.base, Fraction(int(expr.exp.p), int(expr.exp.q))
    return expr, Fraction(1)
