"""Mistakes that textbooks warn of and chat models make: lines and parts, none let through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Domain,
    Letter,
    Mean,
    Normal,
    Recursion,
    Regime,
    Term,
    difference,
    family,
    function,
    given,
    limit,
    logarithm,
    mean,
    negative,
    ratio,
    square,
    to_infinity,
    variance,
)
from tests.attacks.lines import f, fate, j, k, line, m, n, p, r, s, t, x, y
from tests.attacks.parts import A, B, Lines, X, Y, Z, heard, number

R, S, W, KD = sp.Rational, sp.Sum, Domain, sp.KroneckerDelta
c, d, e2 = (Letter(one, one, positive=True) for one in "cdg")
q = function("q", "q({0})", positive=True)
TO0 = Regime(r"x \to 0", (x,), (x,), (), ())
IN = to_infinity(n)
pp = W(unit_sums=(S(p(j), (j, 1, n)),))
pq = W(unit_sums=(S(p(j), (j, 1, n)), S(q(j), (j, 1, n))))
value = family("v", "v_{{{0}}}")(t)
to_one = Derivation("a", A, 1 + x).tends_to(sp.S.One, TO0, "")
near_one = Derivation("a", A, 1 + x).approximates(sp.S.One, TO0, "")
grows = Recursion(1, 2 * s + 1, s, t, 0, value)

LINES: dict[str, Callable[[], Derivation]] = {
    "sum of cubes": lambda: line(S(k**3, (k, 1, n))).equals(n**2 * (n + 1) ** 2 / 2, ""),
    "sum of odd": lambda: line(S(2 * k - 1, (k, 1, n))).equals(n**2 + n, ""),
    "log of product": lambda: line(sp.log(x * y + 1)).equals(sp.log(x) + sp.log(y), ""),
    "binomial square": lambda: line((x - y) ** 3).equals(
        x**3 - 3 * x**2 * y + 3 * x * y**2 + y**3, ""
    ),
    "harmonic mean": lambda: line(2 * x * y / (x + y)).at_least(sp.sqrt(x * y), ""),
    "power mean": lambda: line((x**2 + y**2) / 2).at_most(((x + y) / 2) ** 2, ""),
    "exp convex": lambda: line(sp.exp((r + s) / 2)).at_least((sp.exp(r) + sp.exp(s)) / 2, ""),
    "log x<=": lambda: line(sp.log(x)).at_most((x - 1) / 2, ""),
    "entropy bound": lambda: line(-S(p(j) * sp.log(p(j)), (j, 1, n)), where=pp).at_most(
        sp.log(n) / 2, ""
    ),
    "kl sym": lambda: line(S(p(j) * sp.log(p(j) / q(j)), (j, 1, n)), where=pq).equals(
        S(q(j) * sp.log(q(j) / p(j)), (j, 1, n)), ""
    ),
    "kl neg": lambda: line(S(p(j) * sp.log(p(j) / q(j)), (j, 1, n)), where=pq).at_most(0, ""),
    "softmax shift wrong": lambda: line(sp.exp(x + c) / (sp.exp(x + c) + sp.exp(y))).equals(
        sp.exp(x) / (sp.exp(x) + sp.exp(y)), ""
    ),
    "sigmoid slope": lambda: line(1 / (1 + sp.exp(-r))).gradient(
        sp.exp(-r) / (1 + sp.exp(-r)), r, ""
    ),
    "sigmoid sum": lambda: line(1 / (1 + sp.exp(-r)) + 1 / (1 + sp.exp(r))).equals(2, ""),
    "tanh": lambda: line((sp.exp(r) - sp.exp(-r)) / (sp.exp(r) + sp.exp(-r))).equals(
        1 - 1 / (1 + sp.exp(2 * r)), ""
    ),
    "sqrt approx": lambda: line(sp.sqrt(1 + x)).approximates(1 + x / 2 + x**2 / 8, TO0, ""),
    "1/(1+x)^2": lambda: line(1 / (1 + x) ** 2).approximates(1 - x, TO0, ""),
    "log(1+x)": lambda: line(sp.log(1 + x)).approximates(x - x**2 / 3, TO0, ""),
    "cos": lambda: line(sp.cos(x)).approximates(1 - x**2 / 4, TO0, ""),
    "(1+2/n)^n": lambda: line((1 + 2 / n) ** n).tends_to(sp.E, IN, ""),
    "n(sqrt)": lambda: line(sp.sqrt(n**2 + n) - n).tends_to(sp.S.One, IN, ""),
    "riemann": lambda: line(S(k**2, (k, 1, n)) / n**3).tends_to(R(1, 2), IN, ""),
    "geom": lambda: line(S(R(1, 2) ** k, (k, 0, sp.oo))).equals(1, ""),
    "int": lambda: line(sp.Integral(r * (1 - r), (r, 0, 1))).equals(R(1, 4), ""),
    "int exp": lambda: line(sp.Integral(sp.exp(-r), (r, 0, c))).equals(1 - sp.exp(c), ""),
    "fourth moment": lambda: Derivation("e", mean(X), Mean(r**4, r, Normal(0, c))).equals(
        2 * c**2, ""
    ),
    "mgf": lambda: Derivation("e", mean(X), Mean(sp.exp(s * r), r, Normal(0, c))).equals(
        sp.exp(s**2 * c), ""
    ),
    "third": lambda: Derivation("e", mean(X), Mean(r**3, r, Normal(s, c))).equals(s**3 + s * c, ""),
    "min quad": lambda: line(c * r**2 + s * r).least_at(s / (2 * c), r, ""),
    "max quad": lambda: line(-c * (r - s) ** 2).least_at(s, r, ""),
    "x log x min": lambda: line(x * sp.log(x)).least_at(sp.S.One, x, ""),
    "grad log": lambda: line(sp.log(x**2 + 1)).gradient(1 / (x**2 + 1), x, ""),
    "grad prod": lambda: line(f(r) * r**2).gradient(2 * r * sp.Derivative(f(r), r), r, ""),
    "abs": lambda: line(sp.Abs(r) + sp.Abs(s)).equals(sp.Abs(r + s), ""),
    "max": lambda: line(sp.Max(r, s)).equals((r + s - sp.Abs(r - s)) / 2, ""),
    "telescoping": lambda: line(S(1 / (k * (k + 1)), (k, 1, n))).equals(1 - 1 / n, ""),
    "fact": lambda: line(sp.factorial(n + 1) / sp.factorial(n)).equals(n, ""),
    "binom": lambda: line(sp.binomial(n, 2)).equals(n * (n + 1) / 2, ""),
    "prod": lambda: line(sp.Product((k + 1) / k, (k, 1, n))).equals(n, ""),
    "double sum": lambda: line(S(S(1, (j, 1, k)), (k, 1, n))).equals(n**2 / 2, ""),
    "variance identity": lambda: line(S(p(j) * f(j) ** 2, (j, 1, n)), where=pp).equals(
        S(p(j) * f(j), (j, 1, n)) ** 2, ""
    ),
    "jensen square": lambda: line(S(p(j) * f(j), (j, 1, n)) ** 2, where=pp).at_least(
        S(p(j) * f(j) ** 2, (j, 1, n)), ""
    ),
    "cross entropy below": lambda: line(-S(p(j) * sp.log(q(j)), (j, 1, n)), where=pq).at_most(
        -S(p(j) * sp.log(p(j)), (j, 1, n)), ""
    ),
    "each weight < 1": lambda: line(p(1), where=pp).less_than(1, ""),
    "max weight >= 1/2": lambda: line(S(p(j) ** 2, (j, 1, n)), where=pp).at_least(R(1, 2), ""),
    "delta sum": lambda: line(S(KD(j, m) * f(j), (j, 1, n))).equals(f(m), ""),
    "delta square": lambda: line(S(KD(j, k), (j, 1, n), (k, 1, n))).equals(n**2, ""),
    "softmax jac": lambda: line(sp.exp(f(j)) / S(sp.exp(f(k)), (k, 1, n))).gradient(
        sp.exp(f(j)) / S(sp.exp(f(k)), (k, 1, n)), f(m), ""
    ),
    "logsumexp": lambda: line(sp.log(S(sp.exp(f(j)), (j, 1, n)))).at_most(S(f(j), (j, 1, n)), ""),
    "logsumexp low": lambda: line(sp.log(S(sp.exp(f(j)), (j, 1, n)))).at_least(
        f(1) + sp.log(n), ""
    ),
    "arith-geo sum": lambda: line(S(k * 2**k, (k, 0, n))).equals((n - 1) * 2 ** (n + 1), ""),
    "stars": lambda: line(S(sp.binomial(n, k) * 2**k, (k, 0, n))).equals(2 ** (2 * n), ""),
    "vandermonde": lambda: line(S(sp.binomial(n, k) ** 2, (k, 0, n))).equals(
        sp.binomial(2 * n, n) + 1, ""
    ),
    "harm <=": lambda: line(S(1 / k, (k, 1, n))).at_most(sp.log(n), ""),
    "alt sum": lambda: line(S((-1) ** k, (k, 1, n))).equals(-R(1, 2), ""),
    "geom at 1": lambda: line(S(x**k, (k, 0, n))).equals((x ** (n + 1) - 1) / (x - 1), ""),
    "geom inf": lambda: line(S(x**k, (k, 0, sp.oo))).equals(1 / (1 - x), ""),
    "n x^n": lambda: line(n * x**n).tends_to(sp.S.Zero, IN, ""),
    "(1-1/n)^n": lambda: line((1 - 1 / n) ** n).tends_to(sp.E, IN, ""),
    "log(n)/n": lambda: line(sp.log(n) / n).tends_to(sp.S.One, IN, ""),
    "x/(x+d)": lambda: line(x / (x + d)).approximates(x / d - x**2 / d, TO0, ""),
    "(1+x)/(1-x)": lambda: line((1 + x) / (1 - x)).approximates(1 + x, TO0, ""),
    "d fixed": lambda: line((d + x) ** 2 / d).approximates(d + x, TO0, ""),
    "ridge": lambda: line((d * r - s) ** 2 + e2 * r**2).least_at(s * d / (d + e2), r, ""),
    "sum of squares": lambda: line(d * (r - s) ** 2 + e2 * (r + s) ** 2).least_at(
        s * (d + e2) / (d - e2), r, ""
    ),
    "1/x min": lambda: line(x + d / x).least_at(d, x, ""),
    "int 1/(1+x)^2": lambda: line(sp.Integral(1 / (1 + r) ** 2, (r, 0, 1))).equals(R(1, 3), ""),
    "int sigma": lambda: line(sp.Integral(d**2 / (d + r) ** 2, (r, 0, 1))).equals(
        d / (d + 1) ** 2, ""
    ),
    "int odd": lambda: line(sp.Integral(r**3, (r, -1, 2))).equals(R(17, 4), ""),
    "E X^6": lambda: Derivation("e", mean(X), Mean(r**6, r, Normal(0, d))).equals(10 * d**3, ""),
    "E (X-s)^2": lambda: Derivation("e", mean(X), Mean((r - s) ** 2, r, Normal(s, d))).equals(
        d + s**2, ""
    ),
    "E X e^X": lambda: Derivation("e", mean(X), Mean(r * sp.exp(r), r, Normal(0, d))).equals(
        sp.exp(d / 2), ""
    ),
    "recursion": lambda: Derivation("e", value, grows).by_induction(2**t, t, "", start=0),
    "recursion2": lambda: Derivation("e", value, grows).by_induction(
        2 ** (t + 1) - 2, t, "", start=0
    ),
    "sin double": lambda: line(sp.sin(2 * r)).equals(sp.sin(r) * sp.cos(r), ""),
    "cos double": lambda: line(sp.cos(2 * r)).equals(1 - sp.sin(r) ** 2, ""),
    "abs tri": lambda: line(sp.Abs(r - s)).at_most(sp.Abs(r) - sp.Abs(s), ""),
    "max sum": lambda: line(sp.Max(r, s) + sp.Min(r, s)).equals(r - s, ""),
    "cauchy": lambda: line(S(f(j) * f(j), (j, 1, n)) * n).at_most(S(f(j), (j, 1, n)) ** 2, ""),
    "2^n >= n^3": lambda: line(sp.Integer(2) ** n).at_least(n**3, ""),
}

PARTS: dict[str, Callable[[], Lines]] = {
    "var of 2X": lambda: (
        Derivation("a", X, Normal(0, c)).equals(Normal(0, c), ""),
        Derivation("b", Y, Combination((Term(2, X, Normal(0, c)),))).equals(Normal(0, 2 * c), ""),
    ),
    "sum dep": lambda: (
        Derivation("a", X, Normal(0, c)).equals(Normal(0, c), ""),
        Derivation(
            "b", Y, Combination((Term(1, X, Normal(0, c)), Term(1, X, Normal(0, c))))
        ).equals(Normal(0, 2 * c), ""),
    ),
    "bayes": lambda: (
        Derivation("a", X, Normal(0, 1)).equals(Normal(0, 1), ""),
        Derivation("b", given(Y, X, r), Normal(r, 1)).equals(Normal(r, 1), ""),
        Derivation("c", given(X, Y, s), Normal(s / 3, R(1, 2))).equals(Normal(s / 3, R(1, 2)), ""),
    ),
    "marg": lambda: (
        Derivation("a", X, Normal(0, 1)).equals(Normal(0, 1), ""),
        Derivation("b", given(Y, X, r), Normal(r, 1)).equals(Normal(r, 1), ""),
        Derivation("c", Y, Normal(0, 1)).equals(Normal(0, 1), ""),
    ),
    "two laws": lambda: (
        Derivation("a", X, Normal(0, 1)).equals(Normal(0, 1), ""),
        Derivation("b", X, Normal(1, 1)).equals(Normal(1, 1), ""),
    ),
    "neg": lambda: (
        Derivation("a", X, Normal(s, c)).equals(Normal(s, c), ""),
        Derivation("b", negative(X), Normal(s, c)).equals(Normal(s, c), ""),
    ),
    "ratio": lambda: (
        number("a", A, x),
        number("b", B, y),
        Derivation("c", ratio(A, B), y / x).equals(y / x, ""),
    ),
    "use at": lambda: (
        number("a", A, x),
        Derivation("c", square(A), x**2 + 1, rests=(number("a", A, x),)).equals(x**2 + 1, ""),
    ),
    "chain": lambda: (
        Derivation("a", X, Normal(0, 1)).equals(Normal(0, 1), ""),
        Derivation("b", given(Y, X, r), Normal(r / 2, R(3, 4))).equals(Normal(r / 2, R(3, 4)), ""),
        Derivation("c", Y, Normal(0, R(3, 4))).equals(Normal(0, R(3, 4)), ""),
    ),
    "posterior var": lambda: (
        Derivation("a", X, Normal(0, d)).equals(Normal(0, d), ""),
        Derivation("b", given(Y, X, r), Normal(r, e2)).equals(Normal(r, e2), ""),
        Derivation("c", given(X, Y, s), Normal(s * d / (d + e2), d)).equals(
            Normal(s * d / (d + e2), d), ""
        ),
    ),
    "E square": lambda: (
        number("a", mean(X), s),
        number("b", variance(X), d),
        number("c", mean(square(X)), d),
    ),
    "log": lambda: (number("a", A, x), number("b", logarithm(A), x - 1)),
    "difference": lambda: (
        number("a", A, x),
        number("b", B, y),
        number("c", difference(A, B), y - x),
    ),
    "sum var": lambda: (
        Derivation(
            "a", Y, Combination((Term(1, X, Normal(0, d)), Term(-1, Z, Normal(0, e2))))
        ).equals(Normal(0, d - e2), ""),
    ),
    "limit": lambda: (
        to_one,
        Derivation("c", limit(A, r"x \to 0"), sp.Integer(2), rests=(to_one,)).equals(2, ""),
    ),
    "rest on approx": lambda: (
        near_one,
        Derivation("c", square(A), sp.S.One, rests=(near_one,)).equals(1, ""),
    ),
}


@pytest.mark.parametrize("case", LINES.values(), ids=[str(number) for number in range(len(LINES))])
def test_a_mistaken_line_is_not_proved(case: Callable[[], Any]) -> None:
    assert not fate(case)[0]


@pytest.mark.parametrize("case", PARTS.values(), ids=PARTS)
def test_a_mistaken_part_is_stopped(case: Callable[[], Lines]) -> None:
    assert heard(case)
