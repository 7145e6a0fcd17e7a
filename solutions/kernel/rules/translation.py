"""Real expressions as trees: the language of the kernel, and its rewriting rules.

    log ab = log a + log b        a, b > 0        e^{a+b} = e^a e^b
    a^β = e^{β log a}             a > 0           e^{c log a} = a^c     (√a)² = a    a ≥ 0

and those of :mod:`solutions.kernel.sums`. Every sign a rule needs is proved, and every denominator
is proved different from zero on the domain; what cannot be proved raises :class:`Undecided`. So
equal trees mean equal functions on the domain.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import sympy as sp
from sympy.core.function import AppliedUndef

from solutions.kernel.domains.domain import Domain
from solutions.kernel.domains.variables import jumps
from solutions.kernel.errors import Undecided
from solutions.kernel.reasoner import Reasoner
from solutions.kernel.rules import factorials, integrals, piecewise, powers, series, sums
from solutions.kernel.rules.factors import monomials
from solutions.kernel.rules.positivity import require_nonzero
from solutions.kernel.terms.binding import Index
from solutions.kernel.terms.calculus import derivative
from solutions.kernel.terms.letters import is_defined, opened
from solutions.kernel.terms.trees import ONE, ZERO, Node, atom, exponent_of, is_atom

TRANSCENDENTAL = (sp.sin, sp.cos, sp.atan)
"""Functions that are defined everywhere, and of which the kernel knows nothing else."""


def translate(expr: sp.Expr, on: Reasoner) -> Node:
    """The tree of ``expr``; raises :class:`Undecided` where language or signs do not reach."""
    if expr.is_Rational:
        return ("q", Fraction(int(expr.p), int(expr.q)))
    if expr.is_Symbol or expr is sp.pi:
        return atom(expr)
    if expr.is_Add:
        return ("+", tuple(on.tree(arg) for arg in expr.args))
    if expr.is_Mul:
        return ("*", tuple(on.tree(arg) for arg in expr.args))
    if (inside := exponent_of(expr)) is not None:
        return exponential(inside, on)
    if expr.is_Pow:
        return _power(expr.base, expr.exp, on)
    if isinstance(expr, sp.log):
        return logarithm(expr.args[0], on)
    if series.is_series(expr):
        return series.total(expr, on)
    if isinstance(expr, sp.Sum):
        return sums.total(expr, on)
    if isinstance(expr, sp.Product):
        return sums.product(expr, on)
    if isinstance(expr, sp.Derivative):
        return _derivative(expr, on)
    if isinstance(expr, sp.factorial):
        return factorials.factorial(expr.args[0], on)
    if isinstance(expr, sp.binomial):
        return factorials.binomial(expr.args[0], expr.args[1], on)
    if isinstance(expr, sp.Integral):
        return integrals.total(expr, on)
    if isinstance(expr, piecewise.KINDS):
        return piecewise.translated(expr, on)
    if isinstance(expr, piecewise.Largest):
        return piecewise.greatest(expr, on)
    if isinstance(expr, TRANSCENDENTAL):
        return ("g", ("atom", expr.func(on.canonical(expr.args[0]))), Fraction(1))
    if isinstance(expr, AppliedUndef):
        if is_defined(expr):
            return _body(expr, on)
        return atom(expr.func(*(on.canonical(arg) for arg in expr.args)))
    if isinstance(expr, sp.KroneckerDelta) and len(expr.args) == 2:
        return _delta(expr.args[0], expr.args[1], on)
    raise Undecided(f"{type(expr).__name__} is outside the kernel's language: {expr}")


def _body(expr: sp.Expr, on: Reasoner) -> Node:
    """What an abbreviation stands for, once it is proved to be what it is declared to be."""
    body = opened(expr)
    # That a letter it stands for was declared so is no proof that it is.
    others = tuple(fact for fact in on.domain.facts if not fact.has(expr))
    known = on.on(replace(on.domain, facts=others))
    proved = {
        "real": lambda: True,
        "integer": lambda: known.whole(body),
        "positive": lambda: known.positive(body),
        "nonnegative": lambda: known.nonnegative(body),
        "negative": lambda: known.positive(-body),
        "nonpositive": lambda: known.nonnegative(-body),
    }
    for kind, claimed in expr.func.claims:
        if not (claimed and kind in proved and proved[kind]()):
            raise Undecided(
                f"{expr} is declared {kind}={claimed}, and its body {body} is not proved to be; "
                "add the fact that makes it so to the domain, or do not declare it"
            )
    for arg in expr.args:
        on.tree(arg)  # which the body may not speak of, and which has to have a value
    return on.tree(body)


def _delta(left: sp.Expr, right: sp.Expr, on: Reasoner) -> Node:
    """Kronecker's δ of two whole numbers: 1 where they are equal and 0 elsewhere."""
    for place in (left, right):
        if not on.whole(place):
            raise Undecided(f"δ at {place}, which is not known to be a whole number")
    gap = on.canonical(left - right)
    if gap.is_Rational or any(on.positive(way * gap) for way in (1, -1)):
        return ONE if gap == 0 else ZERO
    gap = min(gap, on.canonical(-gap), key=sp.default_sort_key)
    return ("g", ("atom", sp.KroneckerDelta(gap, 0, evaluate=False)), Fraction(1))


def _derivative(expr: sp.Derivative, on: Reasoner) -> Node:
    """A first derivative: worked out by rule, down to partial ones of undefined functions."""
    of, variable = expr.expr, expr.variables[0]
    if len(expr.variables) > 1 or isinstance(variable, Index):
        raise Undecided(f"a higher derivative, or one with respect to an index: {expr}")
    on.tree(variable)
    if isinstance(of, AppliedUndef) and of.is_integer:
        raise Undecided(f"{of} is a whole number, and has no slope where it jumps")
    _require_room(variable, on.domain)
    if not isinstance(of, AppliedUndef) or is_defined(of) or not isinstance(variable, sp.Symbol):
        on.tree(of)  # what has no value has no slope, whatever the rule makes of it
        return on.tree(derivative(of, variable))
    if [arg for arg in of.args if variable in arg.free_symbols] != [variable]:
        raise Undecided(f"{of} is not a function of {variable} itself, in one place")
    places = (arg if arg == variable else on.canonical(arg) for arg in of.args)
    return ("g", ("atom", sp.Derivative(of.func(*places), variable)), Fraction(1))


def _require_room(letter: sp.Expr, domain: Domain) -> None:
    """A slope is taken in a letter that has values on at least one side of each of its values."""
    held = any(expr.has(letter) for expr in domain.whole)
    closed = [fact for fact in domain.facts if fact.has(letter) and "=" in fact.rel_op]
    ends = len(closed) + bool(letter.is_nonnegative and not letter.is_positive)
    ends += bool(letter.is_nonpositive and not letter.is_negative)
    bent = [fact for fact in closed if not _is_affine(fact.lhs - fact.rhs, letter)]
    loose = [part for part in (*domain.facts, *domain.nonzero) if jumps(part, letter)]
    if letter.is_integer or held or ends > 1 or bent or loose:
        raise Undecided(f"a slope in {letter}, whose values have no room around them")


def _is_affine(gap: sp.Expr, letter: sp.Expr) -> bool:
    """Is it a·x + b, as written, with a and b free of the letter?"""
    for term in sp.Add.make_args(gap):
        factors = [factor for factor in sp.Mul.make_args(term) if factor.has(letter)]
        if factors not in ([], [letter]):
            return False
    return True


def _power(base: sp.Expr, exponent: sp.Expr, on: Reasoner) -> Node:
    if exponent.is_Integer:
        if exponent < 0:
            require_nonzero(base, on)
        return ("^", on.tree(base), int(exponent))
    if exponent.is_Rational:
        return root(base, Fraction(int(exponent.p), int(exponent.q)), on)
    if (known := powers.whole_power(base, exponent, on)) is not None:
        return known
    return exponential(exponent * sp.log(base), on)


def root(base: sp.Expr, exponent: Fraction, on: Reasoner) -> Node:
    """``base ** exponent``, split over the irreducible factors of the base.

    The base has to be positive; for a positive exponent it may be zero.
    """
    nodes = []
    for factor, power in on.factors(base, zero=exponent > 0):
        total = power * exponent
        if factor == 0:
            return ZERO
        if (inside := exponent_of(factor)) is not None:
            nodes.append(exponential(inside * sp.Rational(total), on))
        elif is_atom(factor):
            nodes.append(atom(factor, total))
        else:
            whole = total.numerator // total.denominator
            nodes.append(("^", on.tree(factor), whole))
            if total != whole:
                nodes.append(("g", ("root", factor), total - whole))
    return ("*", tuple(nodes))


def exponential(exponent: sp.Expr, on: Reasoner) -> Node:
    """``e ** exponent`` as a product over the monomials of the exponent."""
    nodes = []
    for coefficient, monomial in monomials(exponent, on):
        if isinstance(monomial, sp.log):
            nodes.append(root(monomial.args[0], coefficient, on))
        else:
            nodes.append(("g", ("exp", monomial), coefficient))
    return ("*", tuple(nodes))


def logarithm(argument: sp.Expr, on: Reasoner) -> Node:
    """``log argument`` for a positive argument, split over its irreducible factors."""
    nodes = []
    for factor, power in on.factors(argument):
        weight = ("q", Fraction(power))
        if (inside := exponent_of(factor)) is not None:
            inner = on.tree(inside)
        elif isinstance(factor, sp.Product):
            inner = on.tree(sp.Sum(sp.log(factor.function), *factor.limits))
        else:
            inner = atom(sp.log(factor))
        nodes.append(("*", (weight, inner)))
    return ("+", tuple(nodes))
