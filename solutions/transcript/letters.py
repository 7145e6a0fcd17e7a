"""Letters that the log uses and the sheet does not, and the check that a reading uses no others."""

from __future__ import annotations

from functools import cache
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction

from solutions.diffusion import notation as of_diffusion
from solutions.dpo import notation as of_dpo
from solutions.dpo.notation import Y, Z, beta, x
from solutions.kernel.terms.letters import Letter, defined
from solutions.objects.laws import numbers
from solutions.objects.quantities import Quantity
from solutions.transcript.integrals import Integral
from solutions.transcript.products import Telescoping
from solutions.transcript.reading import Chain
from solutions.transcript.squeezed import Logarithm, Squeezed

chance = Letter(
    "π_y", r"\pi(y)", "the probability of one output, as a number that varies", positive=True
)
_multiplier = defined(
    "λ",
    r"\lambda",
    lambda x, beta, Y: beta * sp.log(Z(x).func(x, beta, Y)) - beta,
    "multiplier of the constraint that π adds up to one, with its value at the optimum",
)
_constant = defined(
    "C",
    "C",
    lambda x, beta, Y: sp.exp(-(_multiplier(x, beta, Y) + beta) / beta),
    "the constant in front of the optimal policy, as the log calls it: e^{−(λ + β)/β}",
    positive=True,
)
LAMBDA, C = _multiplier(x, beta, Y), _constant(x, beta, Y)
X1 = Letter("X̂₁", r"\hat X_1", "where a sampler starts", real=True)
small = Letter("x", "x", "a small number, $0 < x < 1$", positive=True)
A = Letter("a", "a", "a number, in the rule for the exponential of a sum", real=True)
B = Letter("b", "b", "another number, in the same rule", real=True)
U = Letter("u", "u", "what the logistic function is taken of, in 2f", real=True)
W = Letter("w", "w", "e^{-z}, the odds against the winner at the margin z", positive=True)
sigmoid_slope = defined(
    "σ'",
    r"\sigma'\!\left({0}\right)",
    lambda z: sp.exp(-z) / (1 + sp.exp(-z)) ** 2,
    "slope of the logistic function",
    positive=True,
)


def undeclared(chain: Chain) -> list[str]:
    """Names of letters and functions in a chain that no notation declares, sorted."""
    values = [*_named(chain.of.left), chain.of.value, *(link.value for link in chain.links)]
    if chain.after is not None:
        values.append(chain.after.value)
    letters, functions = _declared()
    unknown: set[str] = set()
    for value in values:
        for number in _numbers(value):
            unknown |= {str(s) for s in number.free_symbols - letters}
            unknown |= {
                str(applied.func)
                for applied in number.atoms(AppliedUndef)
                if applied.func not in functions
            }
    return sorted(unknown)


def _named(left: Any) -> list[Any]:
    """The expressions that a left side is made of."""
    parts = left.parts() if isinstance(left, Quantity) else ()
    return [one for part in parts for one in part.arguments if isinstance(one, sp.Expr)]


def _numbers(value: Any) -> list[sp.Expr]:
    if isinstance(value, Integral):
        return [value.body.xreplace({value.variable: sp.S.One}), value.factor, value.rest]
    if isinstance(value, Telescoping):
        return [value.product, value.primitive, value.factor]
    if isinstance(value, Logarithm):
        return [value.start, *_numbers(value.number)]
    if isinstance(value, Squeezed):
        return [value.body, value.aim, value.rest]
    return numbers(value)


@cache
def _declared() -> tuple[frozenset[sp.Symbol], frozenset[UndefinedFunction]]:
    known = (vars(of_diffusion), vars(of_dpo), globals())
    found = [one for names in known for one in names.values()]
    letters = frozenset(one for one in found if isinstance(one, sp.Symbol))
    return letters, frozenset(one for one in found if isinstance(one, UndefinedFunction))
