"""Absolute values, maxima, minima and indicators in the kernel's language.

    |a| = √(a²),  |ab| = |a||b|,  max(a, b) = (a + b + |a − b|)/2,  min(a, b) = (a + b − |a − b|)/2

|a| is a itself where a ≥ 0 is proved and −a where a ≤ 0 is; else it is the generator that squares
to a². An indicator 1[a ≤ b] is 1 or 0 where the sign of b − a is proved, and else a generator;
1[a > b] is 1 − 1[a ≤ b]. The greatest value of f(j) over j = a … b is a generator where there is a
value at all, that is b ≥ a.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core.relational import (
    GreaterThan,
    LessThan,
    Relational,
    StrictGreaterThan,
    StrictLessThan,
)
from sympy.printing.precedence import PRECEDENCE

from solutions.kernel.errors import Undecided
from solutions.kernel.reasoner import Reasoner
from solutions.kernel.rules.ranges import over
from solutions.kernel.terms import trees
from solutions.kernel.terms.binding import Index, standard
from solutions.kernel.terms.certificates import SignCertificate, factored
from solutions.kernel.terms.declared import Sign, joined

KINDS = (sp.Abs, sp.Max, sp.Min, sp.Piecewise)


class Largest(ExprWithLimits):
    """The greatest of ``f(j)`` over whole j = a … b: :func:`largest`."""

    __slots__ = ()
    precedence = PRECEDENCE["Mul"]  # its square is in brackets, as what stands under it is
    reaches_on = True  # what stands behind it without brackets would be under it

    def _latex(self, printer: Any, *rest: Any) -> str:
        index, low, high = self.limits[0]
        under = rf"{printer._print(low)} \le {printer._print(index)} \le {printer._print(high)}"
        body = printer._print(self.function)
        return rf"\max_{{{under}}} " + (rf"\left({body}\right)" if self._is_sum() else body)

    def _sympystr(self, printer: Any, *rest: Any) -> str:
        index, low, high = (printer._print(part) for part in self.limits[0])
        body = printer._print(self.function)
        return f"max over {index} = {low} … {high} of " + (f"({body})" if self._is_sum() else body)

    def _is_sum(self) -> bool:
        return bool(self.function.is_Add or self.function.could_extract_minus_sign())

    def _eval_is_real(self) -> bool | None:
        return True if self.function.is_real else None


def largest(body: sp.Expr, limits: tuple[sp.Symbol, Any, Any]) -> sp.Expr:
    """``max_{a ≤ j ≤ b} f(j)``."""
    return Largest(body, limits)


def indicator(condition: Any) -> sp.Expr:
    """``1[a ≤ b]``: 1 where the inequality holds and 0 elsewhere."""
    return sp.Piecewise((1, condition), (0, True))


def translated(expr: sp.Expr, on: Reasoner) -> trees.Node:
    """The tree of an absolute value, a maximum, a minimum or an indicator."""
    if isinstance(expr, sp.Abs):
        return absolute(expr.args[0], on)
    if isinstance(expr, sp.Piecewise):
        return _indicator(expr, on)
    sign = Fraction(1 if isinstance(expr, sp.Max) else -1)
    first, *rest = expr.args
    node = on.tree(first)
    for other in rest:
        gap = absolute(first - other, on)
        both = ("+", (node, on.tree(other), ("*", (("q", sign), gap))))
        node = ("*", (("q", Fraction(1, 2)), both))
        first = expr.func(first, other, evaluate=False)
    return node


def absolute(inside: sp.Expr, on: Reasoner) -> trees.Node:
    """|a|, factor by factor."""
    if on.nonnegative(inside):
        return on.tree(inside)
    if on.nonnegative(-inside):
        return on.tree(-inside)
    form = on.quotient(inside)
    on.tree(inside)
    nodes: list[trees.Node] = []
    for poly, direction in ((form.top, 1), (form.bottom, -1)):
        content, factors = factored(poly)
        size = abs(content)
        nodes.append(("^", ("q", size), direction))
        for factor, times in factors:
            plain = form.expression(factor)
            if plain.could_extract_minus_sign():
                plain = form.expression(-factor)
            nodes.append(("^", _one_factor(plain, on), direction * times))
    return ("*", tuple(nodes))


def _one_factor(plain: sp.Expr, on: Reasoner) -> trees.Node:
    for signed in (plain, -plain):
        if on.nonnegative(signed):
            return on.tree(signed)
    return ("g", ("root", plain**2), Fraction(1, 2))


def _indicator(expr: sp.Piecewise, on: Reasoner) -> trees.Node:
    pairs = [(value, condition) for value, condition in expr.args]
    if len(pairs) != 2 or [pairs[0][0], pairs[1]] != [1, (sp.S.Zero, sp.true)]:
        raise Undecided(f"{expr} is no indicator 1[a ≤ b]; write indicator(a <= b)")
    condition = pairs[0][1]
    if not isinstance(condition, LessThan | StrictLessThan | GreaterThan | StrictGreaterThan):
        raise Undecided(f"{condition} in an indicator is no inequality")
    return _of(condition, on)


def _of(condition: Relational, on: Reasoner) -> trees.Node:
    small, large = condition.lhs, condition.rhs
    if ">" in condition.rel_op:
        small, large = large, small
    if "=" not in condition.rel_op:  # 1[a < b] = 1 − 1[b ≤ a]
        opposite = _of(sp.LessThan(large, small, evaluate=False), on)
        return ("+", (trees.ONE, ("*", (("q", Fraction(-1)), opposite))))
    for side in (small, large):
        on.tree(side)
    gap = on.canonical(large - small)
    if on.nonnegative(gap):
        return trees.ONE
    if on.positive(-gap):
        return trees.ZERO
    shown = sp.Piecewise((1, sp.GreaterThan(gap, 0, evaluate=False)), (0, True), evaluate=False)
    return trees.atom(shown)


def greatest(expr: Largest, on: Reasoner) -> trees.Node:
    """The generator that a maximum over a range is, where the range is not empty."""
    (index, low, high) = expr.limits[0]
    if len(expr.limits) > 1 or not on.nonnegative(high - low):
        raise Undecided(
            f"{expr}: the range may be empty; {high} ≥ {low} is needed in where=Domain((…,))"
        )
    if not (on.whole(low) and on.whole(high)):
        raise Undecided(f"{expr}: {low} and {high} are not known to be whole")
    terms = over(standard(expr.function), index, low, high, on)
    body = terms.inside.canonical(terms.body)
    ends = (on.canonical(end) for end in (low, high))
    new = Index(f"m_{_nested(body)}", integer=True)
    return trees.atom(Largest(body.xreplace({terms.index: new}), (new, *ends)))


def _nested(expr: sp.Basic) -> int:
    """How deep such maxima are nested, so that no index meets another or a letter."""
    return max(map(_nested, expr.args), default=0) + isinstance(expr, Largest)


def sign(expr: sp.Expr, on: Reasoner) -> Sign:
    """The sign of an absolute value, a maximum, a minimum or an indicator, if it is known."""
    if isinstance(expr, sp.Abs):
        (inside,) = expr.args
        apart = [known for way in (inside, -inside) if (known := on.sign(way)) and known.strict]
        return SignCertificate(expr, bool(apart), "absolute value", tuple(apart[:1]))
    if isinstance(expr, sp.Piecewise):
        is_one = all(value in (0, 1) for value, _ in expr.args)
        return SignCertificate(expr, strict=False, rule="indicator") if is_one else None
    if isinstance(expr, sp.Min):
        return joined(expr, "smallest", map(on.sign, expr.args))
    signs = [one for one in map(on.sign, expr.args) if one is not None]
    best = max(signs, key=lambda one: one.strict, default=None)
    return best and SignCertificate(expr, best.strict, "largest", (best,))
