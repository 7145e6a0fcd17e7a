"""A small record of comparisons, and two policies to try 2f on, in numbers of any kind.

Nothing here knows the gradient: a policy is a function of one parameter t, and the loss of one
comparison is written as the sheet states it.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import flint
import sympy as sp

from solutions.dpo.notation import lost, mu, pi_theta, prompt, ref, theta, won

RECORD = ((1, 1, 2), (1, 3, 1), (2, 2, 3))
"""``(prompt, output that won, output that lost)``: two prompts, three outputs."""

WEIGHTS = (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))
"""How often each comparison of the record occurs; they add up to one."""

UNIFORM = {(y, to): Fraction(1, 3) for y in (1, 2, 3) for to in (1, 2)}
SKEWED = {
    (y, to): Fraction(share, 10)
    for to, row in ((1, (2, 7, 1)), (2, (1, 4, 5)))
    for y, share in enumerate(row, 1)
}
"""Two reference policies, by ``(output, prompt)``."""

Policy = dict[tuple[int, int], Any]


def shares(rows: Mapping[int, tuple[Any, ...]]) -> Policy:
    """Each prompt's weights, divided by their sum."""
    return {
        (y, to): weight / sum(row[1:], row[0])
        for to, row in rows.items()
        for y, weight in enumerate(row, 1)
    }


def rational(t: Any) -> Policy:
    """A policy that is a quotient of polynomials in t > 0."""
    return shares({1: (1 + 0 * t, t, t * t), 2: (1 + 0 * t, 2 * t, 1 + t)})


def softmax(t: Any, exp: Callable[[Any], Any]) -> Policy:
    """A policy with logits in t, as a network has them."""
    return shares({1: (exp(t), exp(-t / 2), exp(0 * t)), 2: (exp(t * t), exp(0 * t), exp(1.5 * t))})


def surprise(
    policy: Policy,
    reference: Mapping[tuple[int, int], Any],
    strength: Any,
    comparison: tuple[int, int, int],
    log: Callable[[Any], Any],
    exp: Callable[[Any], Any],
) -> Any:
    """−log σ(r̂_w − r̂_l) of one comparison, in the kind of number that ``log`` and ``exp`` take."""
    to, first, second = comparison
    gained = log(policy[first, to] / reference[first, to])
    gained = gained - log(policy[second, to] / reference[second, to])
    return log(1 + exp(-strength * gained))


def tables(
    t: Fraction, values: Policy, slopes: Policy, reference: Mapping[tuple[int, int], Any]
) -> dict[Any, Fraction]:
    """What the letters of 2f stand for here: the record, π_θ and its slope at t, and π_ref."""
    at = sp.Rational(t.numerator, t.denominator)
    filled: dict[Any, Any] = {}
    for y, to in values:
        filled[pi_theta(y, to, at)] = values[y, to]
    for y, to in values:
        filled[sp.Derivative(pi_theta(y, to, theta), theta)] = slopes[y, to]
        filled[ref(y, to)] = reference[y, to]
    for place, ((to, first, second), share) in enumerate(zip(RECORD, WEIGHTS, strict=True), 1):
        filled |= {mu(place): share, prompt(place): to, won(place): first, lost(place): second}
    return {letter: Fraction(number) for letter, number in filled.items()}


def exact_tables(t: Fraction) -> tuple[Policy, Policy]:
    """The rational policy and its slope at t: the first two coefficients of its power series."""
    step = flint.fmpq_series([flint.fmpq(t.numerator, t.denominator), 1], prec=2)
    series = rational(step)
    value, slope = (
        {key: Fraction(int(s[n].p), int(s[n].q)) for key, s in series.items()} for n in (0, 1)
    )
    return value, slope


def ball(number: Fraction | int) -> flint.arb:
    """A rational number as an Arb ball."""
    return flint.arb(flint.fmpq(Fraction(number).numerator, Fraction(number).denominator))
