"""Moments of a Gaussian: E[X^k e^{cX}] for X ~ N(m, v), by recursion and by completing the square.

Taken as known, for v ≥ 0:

    E X^{n+1} = m E X^n + n v E X^{n−1}        (Stein's identity; for v = 0 it is m^{n+1} = m·m^n)
    E[g(X) e^{cX}] = e^{cm + c²v/2} E g(Y),    Y ~ N(m + cv, v)    (the square is completed)

and that an expectation is linear. What is asked of v, and that a body is the sum of terms it was
taken apart into, is judged in :mod:`solutions.relations.equalities.expectation`.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from solutions.kernel.errors import Undecided

HIGHEST = 24
"""Moments of a higher order are not written out."""


@dataclass(frozen=True)
class Term:
    """``coefficient · x^power · e^{rate·x}``, coefficient and rate free of x."""

    coefficient: sp.Expr
    power: int
    rate: sp.Expr

    def at(self, x: sp.Symbol) -> sp.Expr:
        """The term as an expression."""
        return self.coefficient * x**self.power * sp.exp(self.rate * x)


def terms(body: sp.Expr, x: sp.Symbol) -> tuple[Term, ...]:
    """``body`` taken apart; raises :class:`Undecided` for what is no such sum."""
    return tuple(_term(part, x) for part in sp.Add.make_args(sp.expand(body)))


def _term(part: sp.Expr, x: sp.Symbol) -> Term:
    coefficient, power, rate = sp.S.One, 0, sp.S.Zero
    for factor in sp.Mul.make_args(part):
        base, exponent = factor.as_base_exp()
        if x not in factor.free_symbols:
            coefficient *= factor
        elif base == x and exponent.is_Integer and exponent > 0:
            power += int(exponent)
        elif isinstance(factor, sp.exp):
            slope = sp.expand(factor.args[0]).coeff(x, 1)
            rest = sp.expand(factor.args[0] - slope * x)
            if x in slope.free_symbols | rest.free_symbols:
                raise Undecided(f"{factor}: the exponent has to be c·{x} with c free of {x}")
            coefficient, rate = coefficient * sp.exp(rest), rate + slope
        else:
            raise Undecided(
                f"{factor} in an expectation over a Gaussian {x}: powers of {x} and exponentials "
                "e^{c x}, their sums and products have a rule"
            )
    if power > HIGHEST:
        raise Undecided(f"a moment of order {power}; they are worked out up to {HIGHEST}")
    return Term(coefficient, power, rate)


def expectation(parts: tuple[Term, ...], mean: sp.Expr, variance: sp.Expr) -> sp.Expr:
    """The sum of the terms' expectations."""
    return sp.Add(*(part.coefficient * _moment(part, mean, variance) for part in parts))


def _moment(part: Term, mean: sp.Expr, variance: sp.Expr) -> sp.Expr:
    factor = sp.exp(part.rate * mean + part.rate**2 * variance / 2)
    return factor * power_moment(part.power, mean + part.rate * variance, variance)


def power_moment(order: int, mean: sp.Expr, variance: sp.Expr) -> sp.Expr:
    """E X^order by the recursion."""
    before, now = sp.S.Zero, sp.S.One
    for n in range(order):
        before, now = now, sp.expand(mean * now + n * variance * before)
    return now
