"""Expressions of the kernel's language, generated: for laws that hold for all of them."""

from __future__ import annotations

from typing import Any

import sympy as sp
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from solutions.kernel.domains.domain import Domain
from solutions.kernel.terms.letters import Letter, function

LAW = settings(
    derandomize=True,
    database=None,
    max_examples=settings().max_examples * 3 // 2,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
"""The same examples in every run: 60, and 900 in a long one."""

x = Letter("x", "x", positive=True)
y = Letter("y", "y", positive=True)
beta = Letter("β", r"\beta", positive=True)
r = Letter("r", "r", real=True)
u = Letter("u", "u", nonnegative=True)
n = Letter("n", "n", integer=True, positive=True)
i = Letter("i", "i", integer=True, positive=True)
f = function("f", "f({0})", positive=True)
g = function("g", "g({0})")

DOMAIN = Domain((y >= x, u <= 1))
"""Some room for signs to come from."""

numbers = st.builds(sp.Rational, st.integers(-3, 3), st.integers(1, 3))
above_zero = st.builds(sp.Rational, st.integers(1, 4), st.integers(1, 3))


def positives(inside: sp.Symbol | None = None, depth: int = 3) -> st.SearchStrategy[Any]:
    """Expressions that are positive by their form; ``inside`` is the index of a sum around."""
    here = inside or n
    if depth == 0:
        return st.sampled_from([x, y, beta, here, f(here), 1 + u]) | above_zero
    small, over_zero = positives(inside, depth - 1), positives(inside, 0)
    powers = st.sampled_from([2, -1, sp.Rational(1, 3), sp.Rational(-3, 2), beta])
    grown = [
        st.builds(sp.Add, small, over_zero),
        st.builds(sp.Mul, over_zero, small),
        st.builds(lambda a, b: a / b, small, small),
        st.builds(lambda a, power: a**power, small, powers),
        st.builds(sp.exp, reals(inside, depth - 1)),
    ]
    if inside is None:
        grown.append(st.builds(lambda a: sp.Sum(a, (i, 1, n)), positives(i, depth - 1)))
        grown.append(st.builds(lambda a: sp.Product(a, (i, 1, n)), positives(i, depth - 1)))
    return st.one_of(*grown)


def reals(inside: sp.Symbol | None = None, depth: int = 3) -> st.SearchStrategy[Any]:
    """Expressions of any sign."""
    here = inside or n
    if depth == 0:
        return st.sampled_from([r, u, g(here), x, f(here)]) | numbers
    small, over_zero = reals(inside, depth - 1), positives(inside, depth - 1)
    grown = [
        st.builds(sp.Add, small, over_zero),
        st.builds(sp.Mul, small, small),
        st.builds(lambda a, b: a / b, small, over_zero),
        st.builds(lambda a, b: a**2 - b, small, over_zero),
        st.builds(sp.log, over_zero),
    ]
    if inside is None:
        grown.append(st.builds(lambda a: sp.Sum(a, (i, 1, n)), reals(i, depth - 1)))
    return st.one_of(*grown)
