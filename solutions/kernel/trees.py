"""Real expressions as trees of sums, products and integer powers over generators.

Generators are symbols, function values, logarithms of irreducible polynomials, exponentials of
monomials, roots, and sums and products over an index. The rewriting rules used on the way are

    log ab = log a + log b        a, b > 0        e^{a+b} = e^a e^b
    a^β = e^{β log a}             a > 0           e^{c log a} = a^c     (√a)² = a    a ≥ 0

and those of :mod:`solutions.kernel.sums`. Every sign a rule needs is proved by
:mod:`solutions.kernel.signs`, and every denominator is proved different from zero on the domain;
what cannot be proved raises :class:`Undecided`. So equal trees mean equal functions on the domain.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel import algebra, signs, sums
from solutions.kernel.binding import Index
from solutions.kernel.calculus import derivative
from solutions.kernel.domain import Domain
from solutions.kernel.letters import is_defined, opened
from solutions.kernel.messages import Undecided

Node = tuple[Any, ...]
"""("q", number), ("g", key, power), ("+", nodes), ("*", nodes) or ("^", node, n)"""

Key = tuple[str, sp.Expr]
"""``("atom", e)``: e itself; ``("exp", m)``: e^m; ``("root", b)``: b, of which roots are taken."""

TRANSCENDENTAL = (sp.sin, sp.cos, sp.atan)
"""Functions that are defined everywhere, and of which the kernel knows nothing else."""

ZERO: Node = ("q", Fraction(0))
ONE: Node = ("q", Fraction(1))


def translate(expr: sp.Expr, domain: Domain) -> Node:
    """The tree of ``expr``; raises :class:`Undecided` where language or signs do not reach."""
    return _translate(sp.sympify(expr, strict=True), domain)


@lru_cache(maxsize=65536)
def _translate(expr: sp.Expr, domain: Domain) -> Node:
    if expr.is_Rational:
        return ("q", Fraction(int(expr.p), int(expr.q)))
    if expr.is_Symbol or expr is sp.pi:
        return atom(expr)
    if expr.is_Add:
        return ("+", tuple(_translate(arg, domain) for arg in expr.args))
    if expr.is_Mul:
        return ("*", tuple(_translate(arg, domain) for arg in expr.args))
    if (inside := exponent_of(expr)) is not None:
        return exponential(inside, domain)
    if expr.is_Pow:
        return _power(expr.base, expr.exp, domain)
    if isinstance(expr, sp.log):
        return logarithm(expr.args[0], domain)
    if isinstance(expr, sp.Sum):
        return sums.total(expr, domain)
    if isinstance(expr, sp.Product):
        return sums.product(expr, domain)
    if isinstance(expr, sp.Derivative):
        return _derivative(expr, domain)
    if isinstance(expr, TRANSCENDENTAL):
        return ("g", ("atom", expr.func(algebra.canonical(expr.args[0], domain))), Fraction(1))
    if isinstance(expr, AppliedUndef):
        if is_defined(expr):
            return _body(expr, domain)
        return atom(expr.func(*(algebra.canonical(arg, domain) for arg in expr.args)))
    if isinstance(expr, sp.KroneckerDelta) and len(expr.args) == 2:
        return _delta(expr.args[0], expr.args[1], domain)
    raise Undecided(f"{type(expr).__name__} is outside the kernel's language: {expr}")


def _body(expr: sp.Expr, domain: Domain) -> Node:
    """What an abbreviation stands for, once it is proved to be what it is declared to be."""
    body = opened(expr)
    proved = {
        "real": lambda: True,
        "integer": lambda: signs.whole(body, domain),
        "positive": lambda: signs.positive(body, domain),
        "nonnegative": lambda: signs.nonnegative(body, domain),
        "negative": lambda: signs.positive(-body, domain),
        "nonpositive": lambda: signs.nonnegative(-body, domain),
    }
    for kind, claimed in expr.func.claims:
        if not (claimed and kind in proved and proved[kind]()):
            raise Undecided(
                f"{expr} is declared {kind}={claimed}, and its body {body} is not proved to be; "
                "add the fact that makes it so to the domain, or do not declare it"
            )
    return _translate(body, domain)


def _delta(left: sp.Expr, right: sp.Expr, domain: Domain) -> Node:
    """Kronecker's δ of two whole numbers: 1 where they are equal and 0 elsewhere."""
    for place in (left, right):
        if not signs.whole(place, domain):
            raise Undecided(f"δ at {place}, which is not known to be a whole number")
    gap = algebra.canonical(left - right, domain)
    if gap.is_Rational or any(signs.positive(way * gap, domain) for way in (1, -1)):
        return ONE if gap == 0 else ZERO
    gap = min(gap, algebra.canonical(-gap, domain), key=sp.default_sort_key)
    return ("g", ("atom", sp.KroneckerDelta(gap, 0, evaluate=False)), Fraction(1))


def atom(expr: sp.Expr, power: Fraction = Fraction(1)) -> Node:
    """The generator ``expr``; everything here is real, so a letter has to say that it is."""
    if (expr.is_Symbol or isinstance(expr, AppliedUndef)) and not expr.is_real:
        raise Undecided(f"{expr} is not declared real")
    return ("g", ("atom", expr), power)


def _derivative(expr: sp.Derivative, domain: Domain) -> Node:
    """A first derivative: worked out by rule, down to partial ones of undefined functions."""
    of, variable = expr.expr, expr.variables[0]
    if len(expr.variables) > 1 or isinstance(variable, Index):
        raise Undecided(f"a higher derivative, or one with respect to an index: {expr}")
    if not isinstance(of, AppliedUndef) or is_defined(of) or not isinstance(variable, sp.Symbol):
        return _translate(derivative(of, variable), domain)
    if [arg for arg in of.args if variable in arg.free_symbols] != [variable]:
        raise Undecided(f"{of} is not a function of {variable} itself, in one place")
    places = (arg if arg == variable else algebra.canonical(arg, domain) for arg in of.args)
    return ("g", ("atom", sp.Derivative(of.func(*places), variable)), Fraction(1))


def _power(base: sp.Expr, exponent: sp.Expr, domain: Domain) -> Node:
    if exponent.is_Integer:
        if exponent < 0:
            signs.require_nonzero(base, domain)
        return ("^", _translate(base, domain), int(exponent))
    if exponent.is_Rational:
        return root(base, Fraction(int(exponent.p), int(exponent.q)), domain)
    return exponential(exponent * sp.log(base), domain)


def root(base: sp.Expr, exponent: Fraction, domain: Domain) -> Node:
    """``base ** exponent``, split over the irreducible factors of the base.

    The base has to be positive; for a positive exponent it may be zero.
    """
    nodes = []
    for factor, power in algebra.positive_factors(base, domain, zero=exponent > 0):
        total = power * exponent
        if factor == 0:
            return ZERO
        if (inside := exponent_of(factor)) is not None:
            nodes.append(exponential(inside * sp.Rational(total), domain))
        elif is_atom(factor):
            nodes.append(atom(factor, total))
        else:
            whole = total.numerator // total.denominator
            nodes.append(("^", _translate(factor, domain), whole))
            if total != whole:
                nodes.append(("g", ("root", factor), total - whole))
    return ("*", tuple(nodes))


def exponential(exponent: sp.Expr, domain: Domain) -> Node:
    """``e ** exponent`` as a product over the monomials of the exponent."""
    nodes = []
    for coefficient, monomial in algebra.monomials(exponent, domain):
        if isinstance(monomial, sp.log):
            nodes.append(root(monomial.args[0], coefficient, domain))
        else:
            nodes.append(("g", ("exp", monomial), coefficient))
    return ("*", tuple(nodes))


def logarithm(argument: sp.Expr, domain: Domain) -> Node:
    """``log argument`` for a positive argument, split over its irreducible factors."""
    nodes = []
    for factor, power in algebra.positive_factors(argument, domain):
        weight = ("q", Fraction(power))
        if (inside := exponent_of(factor)) is not None:
            inner = _translate(inside, domain)
        elif isinstance(factor, sp.Product):
            inner = _translate(sp.Sum(sp.log(factor.function), *factor.limits), domain)
        else:
            inner = atom(sp.log(factor))
        nodes.append(("*", (weight, inner)))
    return ("+", tuple(nodes))


def exponent_of(expr: sp.Expr) -> sp.Expr | None:
    """m for e^m, ``None`` for anything else."""
    if expr is sp.E:
        return sp.S.One
    return expr.args[0] if isinstance(expr, sp.exp) else None


def is_atom(expr: sp.Expr) -> bool:
    """Is ``expr`` a generator by itself, so that its powers may have any rational exponent?"""
    return bool(expr.is_Symbol) or isinstance(expr, AppliedUndef | sp.log | sp.Sum | sp.Product)
