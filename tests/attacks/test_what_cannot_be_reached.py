"""Assumptions that nothing satisfies, limits that are not reached, outputs that there are not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Derivation,
    Divergence,
    Domain,
    Gibbs,
    Letter,
    Normal,
    Regime,
    difference,
    family,
    function,
    log_density,
    logarithm,
    negative,
    ratio,
    square,
    to_infinity,
)
from tests.attacks.lines import M, f, fate, j, line, m, n, p, r, t, x, y
from tests.attacks.parts import X

v, w = (Letter(one, one, positive=True) for one in "vw")
q = function("q", "q({0})", positive=True)
GROWING = to_infinity(n)


def total(of: Any, high: Any) -> sp.Sum:
    return sp.Sum(of(j), (j, 1, high))


def anything(*facts: Any, **more: Any) -> Callable[[], Derivation]:
    """What is true wherever anything is: it is refused where nothing satisfies its assumptions."""
    value = x**2 + 2 * x * y + y**2
    return lambda: line((x + y) ** 2, where=Domain(facts, **more)).equals(value, "")


def tends(value: sp.Expr, limit: Any, when: Regime, **more: Any) -> Callable[[], Derivation]:
    return lambda: line(value, where=Domain(**more)).tends_to(sp.sympify(limit), when, "")


def density(**kind: Any) -> Derivation:
    at = Letter("s", "s", real=True, **kind)
    return Derivation("e", log_density(X, at), -(at**2) / 2).law(Normal(0, 1), at, "")


def whole(name: str, **kinds: Any) -> Letter:
    return Letter(name, name, integer=True, **kinds)


even, odd = whole("c", even=True), whole("d", odd=True)
up, prime = whole("u", odd=True, positive=True), whole("l", positive=True, prime=True)
double = whole("g", even=True, positive=True)
lone = whole("a", prime=True, even=True)
halves = Domain(whole=(prime / 2,))
even_values = function("e", "e({0})", even=True)
odd_values = function("o", "o({0})", odd=True)
counts = function("i", "i({0})", integer=True, nonnegative=True)
apart = function("v", "v({0})", irrational=True)
most = function("b", "b({0})", at_most=1)
least = function("c", "c({0})", nonnegative=True)
law = Domain(unit_sums=(total(p, n),))
BOTH = Regime(
    r"x \ll y,\; n \to \infty",
    (x / y, 1 / n), (v, w), ((x, v * y), (n, 1 / w)), ((v, x / y), (w, 1 / n)),
)  # fmt: skip
inside = Domain((y < 1,))
some = f(sp.sqrt(2))


FALSE: dict[str, Callable[[], Derivation]] = {
    "a power over what moves too": tends(2 ** (-n) / y, 0, BOTH),
    "a power times what moves too": tends(y * n * 2 ** (-n), 0, BOTH),
    "a power of what may fall to 1": lambda: line((1 - y) ** n, where=inside).tends_to(
        sp.S.Zero, BOTH, ""
    ),
    "a power of what may grow to 1": lambda: line(y**n, where=inside).tends_to(sp.S.Zero, BOTH, ""),
    "a power of a share": tends((y / (1 + y)) ** n, 0, BOTH),
    "an even prime grows": lambda: line(1 / prime, where=halves).tends_to(
        sp.S.Zero, to_infinity(prime, where=halves), ""
    ),
    "two grows": tends(1 / lone, 0, to_infinity(lone)),
    "an odd number with a half grows": lambda: line(1 / up, where=Domain(whole=(up / 2,))).tends_to(
        sp.S.Zero, to_infinity(up, where=Domain(whole=(up / 2,))), ""
    ),
    "an even one": lambda: line(x * (even - 1), where=Domain((even >= 1, even <= 1))).at_least(
        sp.S.Zero, ""
    ),
    "a prime from 8 to 10": anything(prime >= 8, prime <= 10),
    "half an odd number": anything(whole=(odd / 2,)),
    "an even value that is 1": anything(even_values(1) >= 1, even_values(1) <= 1),
    "half an odd value": anything(whole=(odd_values(1) / 2,)),
    "a law on nothing": anything(t <= 0, unit_sums=(total(p, t),)),
    "a law that runs backwards": anything(M <= -2, unit_sums=(total(p, M),)),
    "a law on one less": anything(n <= 1, unit_sums=(total(p, n - 1),)),
    "a law on 5 − n": anything(n >= 7, unit_sums=(total(p, 5 - n),)),
    "a law on 5 − n, at last": tends(1 / n, 0, GROWING, unit_sums=(total(p, 5 - n),)),
    "two whole weights": anything(counts(1) > 0, counts(2) > 0, unit_sums=(total(counts, n),)),
    "one weight that is no fraction": anything(n <= 1, unit_sums=(total(apart, n),)),
    "a share of one output": lambda: line(f(sp.log(x)) * p(1) / (p(1) + 1 / n), where=law).tends_to(
        f(sp.log(x)), GROWING, ""
    ),
    "a share of another output": lambda: line(some * p(m) / (p(m) + 1 / n), where=law).tends_to(
        some, GROWING, ""
    ),
    "a weight in the limit": lambda: line(p(1) + 1 / n, where=law).tends_to(p(1), GROWING, ""),
    "a share without a factor": lambda: line(p(1) / (p(1) + 1 / n), where=law).tends_to(
        sp.S.One, GROWING, ""
    ),
    "a slope at the greatest value": anything(most(r) >= 1, sp.Derivative(most(r), r) > 0),
    "a slope at the least value": anything(least(r) <= 0, sp.Derivative(least(r), r) < 0),
}
for kind in ("algebraic", "irrational", "transcendental"):
    FALSE[f"a density at {kind} numbers"] = partial(density, **{kind: True})


@pytest.mark.parametrize("case", FALSE.values(), ids=FALSE)
def test_nothing_is_proved_where_nothing_is(case: Callable[[], Derivation]) -> None:
    assert not fate(case)[0]


TRUE: dict[str, Callable[[], Derivation]] = {
    "a prime grows": tends(1 / prime, 0, to_infinity(prime)),
    "an odd number grows": tends(1 / up, 0, to_infinity(up)),
    "an even number grows": tends(1 / double, 0, to_infinity(double)),
    "an even number between": anything(even >= 1, even <= 3),
    "a power over what is fixed": tends(2 ** (-n) / y, 0, GROWING),
    "a law on two": anything(n >= 2, unit_sums=(total(p, n),)),
}


@pytest.mark.parametrize("case", TRUE.values(), ids=TRUE)
def test_and_where_something_is_it_is_proved(case: Callable[[], Derivation]) -> None:
    held, said = fate(case)
    assert held, said


def test_a_law_that_grows_is_told() -> None:
    _, said = fate(FALSE["a share without a factor"])
    assert "is 1 for one size alone, and the law is another one as n moves" in said


# The best law is found on the outputs 1 … n, and 7 need be none of them.
A = family("A", "A_{{{0}}}")
DIVERGENCE = sp.Sum(p(j) * sp.log(p(j) / q(j)), (j, 1, n))
BEST = line(DIVERGENCE, where=Domain(unit_sums=(total(q, n),))).best_at(
    q(j), Gibbs(Divergence(p(j), j, n), best=sp.S.Zero), "", called=A(j)
)


def compound(of: Any, value: sp.Expr) -> Derivation:
    return Derivation("d", of, value, rests=(BEST,)).equals(value, "")


OUTSIDE: dict[str, Callable[[], Derivation]] = {
    "one more output": lambda: compound(negative(A(j)), -q(j)).at({j: n + 1}, ""),
    "the seventh output": lambda: compound(negative(A(7)), -q(7)),
    "a ratio to one more": lambda: compound(ratio(A(n + 1), x), q(n + 1) / x),
    "a ratio of two": lambda: compound(ratio(A(1), A(2)), q(1) / q(2)),
    "a logarithm": lambda: compound(logarithm(A(n + 5)), sp.log(q(n + 5))),
    "a square": lambda: compound(square(A(9)), q(9) ** 2),
    "a difference to the next": lambda: compound(difference(A(j), A(j + 1)), q(j) - q(j + 1)),
    "from its second line on": lambda: (
        compound(negative(A(j)), -q(j)).onward("z").at({j: n + 1}, "")
    ),
}


@pytest.mark.parametrize("case", OUTSIDE.values(), ids=OUTSIDE)
def test_nothing_is_said_of_an_output_that_there_need_not_be(
    case: Callable[[], Derivation],
) -> None:
    assert not fate(case)[0]


def test_of_an_output_that_there_is_it_is() -> None:
    held, said = fate(lambda: compound(negative(A(j)), -q(j)))
    assert held, said
