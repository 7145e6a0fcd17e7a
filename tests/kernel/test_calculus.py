"""Derivatives by rule against two others: Arb's power series and SymPy's ``diff``."""

from __future__ import annotations

import flint
import pytest
import sympy as sp
from hypothesis import assume, given

from solutions.evidence.counterexamples import points
from solutions.kernel.domains.domain import EVERYWHERE
from solutions.kernel.errors import Undecided
from solutions.kernel.terms.calculus import derivative
from solutions.kernel.terms.letters import function
from solutions.numbers.balls import to_fmpq
from solutions.numbers.points import Point
from solutions.numbers.values import value
from tests.kernel.expressions import DOMAIN, LAW, beta, f, i, n, positives, r, reals, x, y

w = function("w", "w({0}, {1})")


def series(expr: sp.Expr, letter: sp.Symbol, point: Point) -> flint.arb_series:
    """``expr`` at letter = a + ε, to first order in ε."""
    if letter not in expr.free_symbols:
        return flint.arb_series([flint.arb(value(expr, point))], prec=2)
    if expr == letter:
        return flint.arb_series([flint.arb(to_fmpq(point.symbols[letter])), 1], prec=2)
    if isinstance(expr, sp.Sum):
        size = int(point.symbols[n])
        terms = [expr.function.xreplace({i: sp.Integer(k)}) for k in range(1, size + 1)]
        return sum((series(term, letter, point) for term in terms), flint.arb_series([0], prec=2))
    parts = [series(arg, letter, point) for arg in expr.args]
    if expr.is_Add:
        return sum(parts, flint.arb_series([0], prec=2))
    if expr.is_Mul:
        total = flint.arb_series([1], prec=2)
        for part in parts:
            total = total * part
        return total
    if isinstance(expr, sp.exp):
        return parts[0].exp()
    if isinstance(expr, sp.log):
        return parts[0].log()
    if expr.is_Pow and expr.exp.is_Integer and expr.exp > 0:
        total = parts[0]
        for _ in range(int(expr.exp) - 1):
            total = total * parts[0]
        return total
    if expr.is_Pow:
        return (parts[0].log() * parts[1]).exp()
    raise Undecided(f"no series for {expr}")


def slopes(expr: sp.Expr, letter: sp.Symbol) -> list[tuple[flint.arb, flint.arb]]:
    """By rule and by series, at a few points."""
    found = []
    for point in points({letter, *expr.free_symbols}, DOMAIN, 5):
        try:
            by_rule = flint.arb(value(derivative(expr, letter), point))
            whole = series(expr, letter, point)
        except Undecided:
            continue
        found.append((by_rule, whole[1] if len(whole) > 1 else flint.arb(0)))
    return found


@LAW
@given(reals())
def test_the_rules_agree_with_power_series(expr):
    for letter in (x, r):
        for by_rule, by_series in slopes(expr, letter):
            assert by_rule.overlaps(by_series)


@LAW
@given(positives())
def test_the_rules_agree_with_sympy(expr):
    assume(not expr.has(sp.Sum, sp.Product))
    for letter in (x, beta):
        theirs = sp.diff(expr, letter)
        for point in points({letter, *expr.free_symbols}, DOMAIN, 4):
            ours = value(derivative(expr, letter), point)
            assert flint.arb(ours).overlaps(flint.arb(value(theirs, point)))


def test_a_series_can_tell_slopes_apart():
    assert all(not one.overlaps(2 * other) for one, other in slopes(sp.exp(x) + x**3, x))
    assert len(slopes(sp.sqrt(x) * sp.log(x + y), x)) >= 3


def test_an_undefined_function_has_a_slope_in_one_place():
    assert derivative(w(x, 3) ** 2, x) == 2 * w(x, 3) * sp.Derivative(w(x, 3), x)
    for unclear in (w(x, x), w(2 * x, 1), w(x, x**2), sp.Product(x + i, (i, 1, n))):
        with pytest.raises(Undecided, match="no rule to differentiate"):
            derivative(unclear, x)


def test_an_index_is_not_a_letter_to_differentiate_by():
    for whole in (i, n):
        with pytest.raises(Undecided, match="which is no letter declared real"):
            derivative(sp.Sum(f(i), (i, 1, n)), whole)
    from solutions.kernel.identity import same

    with pytest.raises(Undecided, match="with respect to an index"):
        same(sp.Sum(sp.Derivative(w(i, 1), i), (i, 1, n)), x, EVERYWHERE)
    for unclear in (sp.Derivative(w(x, x), x), sp.Derivative(w(x, 1), x, x)):
        with pytest.raises(Undecided):
            same(unclear, x, EVERYWHERE)
