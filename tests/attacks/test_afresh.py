"""False lines of new kinds, stated with an author's own words; none of them may be proved."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from solutions.author import (
    AboveBy,
    Combination,
    Derivation,
    Divergence,
    Domain,
    Enclosure,
    Gibbs,
    Letter,
    Mean,
    Normal,
    Recursion,
    Regime,
    RiemannSum,
    Term,
    defined,
    family,
    function,
    given,
    log_density,
    quantity,
    text,
    variance,
)
from solutions.kernel.rules.piecewise import indicator, largest
from solutions.relations.equalities.integration import by_antiderivative
from solutions.statements.assumptions import assumptions
from tests.attacks.lines import M, R, Stated, f, fate, j, k, line, m, n, p, q, r, s, t, u, x, y

i, i2 = (sp.Symbol(one, integer=True) for one in ("i", "_j"))
A, B = (sp.Symbol(one, commutative=False) for one in "AB")
TO0 = Regime(r"x \to 0", (x,), (x,), (), ())
Y = quantity("Y", "Y")
f2 = function("f", "f({0},{1})")


def powers(v: sp.Expr) -> sp.Expr:
    return sp.Sum(v**j, (j, 1, m))


PRIMITIVE = sp.Sum(r ** (k + 1) / (k + 1), (k, 0, n))

INDICES: dict[str, Stated] = {
    "Σ_{k≥0} r^k is an empty sum of 0^k at r = 0": lambda: (
        line(sp.Sum(r**k, (k, 0, n))).at({r: sp.S.Zero}, "").equals(0, "")
    ),
    "Σ_{k=−3}^{3} |k| = 0": lambda: (
        line(sp.Sum(sp.Abs(r + k), (k, -3, 3))).at({r: sp.S.Zero}, "").equals(0, "")
    ),
    "Σ_{k≥0} r^k = 0 at r = 0, without an end": lambda: (
        line(sp.Sum(r**k, (k, 0, sp.oo))).at({r: sp.S.Zero}, "").equals(0, "")
    ),
}

CAPTURED: dict[str, Stated] = {
    "∫ Σ_k r^k dr up to a letter k": lambda: line(
        sp.Integral(sp.Sum(r**k, (k, 0, n)), (r, 0, k))
    ).equals(PRIMITIVE.xreplace({r: k}), "", by=(by_antiderivative(PRIMITIVE, r),)),
    "a Riemann sum whose step is called as an index of the integrand": lambda: line(
        sp.Sum(sp.Sum(-(k / n) * n, (n, 1, 2)), (k, 0, n - 1)) / n
    ).riemann(
        RiemannSum(sp.Sum(-u * n, (n, 1, 2)), u, sp.Sum(-(u**2) * n / 2, (n, 1, 2)), 1 / n, k, n),
        Enclosure(-R(3, 2), -R(3, 2) + 3 / n),
        "",
    ),
    "a telescoping sum up to a letter j": lambda: line(
        sp.Sum(powers(k + 1) - powers(k), (k, 1, j))
    ).equals(powers(j + 1) - m, ""),
    "max_j max_i f(j, i) over the diagonal": lambda: line(
        largest(-largest(f2(j, i), (i, 0, t)), (j, 0, t))
    ).equals(largest(-largest(f2(i, i), (i, 0, t)), (j, 0, t)), ""),
    "a letter called _j": lambda: line(largest(f2(k, i2), (k, 1, n))).equals(
        largest(f2(k, k), (k, 1, n)), ""
    ),
    "the greatest row is at least the trace": lambda: line(
        largest(sp.Sum(f2(j, k), (k, 1, n)), (j, 1, m)), where=Domain((m >= k,))
    ).at_least(sp.Sum(f2(k, k), (k, 1, n)), ""),
    "a maximum inside a sum is at least its place": lambda: line(
        sp.Sum(largest(f(j), (j, 1, n)) * y, (k, 1, m)), where=Domain((n >= k,))
    ).at_least(sp.Sum(f(k) * y, (k, 1, m)), ""),
}

h = sp.Symbol("h", positive=True)


def growing(*small: sp.Symbol, bounded: tuple[sp.Symbol, ...] = (), **more: Any) -> Regime:
    """n → ∞, and some letters → 0 at any speed."""
    name = r"n \to \infty" + "".join(rf",\; {one} \to 0" for one in small)
    chart, inverse = ((n, 1 / h),), ((h, 1 / n),)
    return Regime(name, (1 / n, *small), (h, *small), chart, inverse, bounded=bounded, **more)


LIMITS: dict[str, Stated] = {
    "(1 − x)^n → 0 for x ≤ 1 that may fall as 1/n": lambda: line((1 - x) ** n).tends_to(
        0, growing(bounded=(x,), where=Domain((x < 1,))), ""
    ),
    "(1 − x)^n → 0 as x → 0": lambda: line((1 - x) ** n).tends_to(
        0, growing(x, where=Domain((x < 1,))), ""
    ),
    "n(1 − xy)^n → 0 for y ≤ 1": lambda: line(n * (1 - x * y) ** n).tends_to(
        0, growing(bounded=(y,), where=Domain((x < 1, y < 1))), ""
    ),
    "2^{−n}/x → 0 as x → 0": lambda: line(R(1, 2) ** n / x).tends_to(0, growing(x), ""),
    "(−1)^n → 1": lambda: line((-1) ** n).tends_to(1, growing(), ""),
    "(−1)^n/n + 1 → 0": lambda: line((-1) ** n / n + 1).tends_to(0, growing(), ""),
    "x/(x + y) → 1/2": lambda: line(x / (x + y)).tends_to(
        R(1, 2), Regime(r"x, y \to 0", (x, y), (x, y), (), ()), ""
    ),
    "(1 + y/n)^n → e^y as y moves": lambda: line((1 + y / n) ** n).tends_to(
        sp.exp(y), growing(bounded=(y,)), ""
    ),
}


i3 = Letter("i", "i", integer=True)
often = function("rho", "\\rho({0})", positive=True)
p2, q2 = (function(one, one + "({0},{1})", positive=True) for one in "pq")
LAW2 = Domain(unit_sums=(sp.Sum(q2(j, i3), (j, 1, n)),))
KL2 = sp.Sum(p2(j, i3) * sp.log(p2(j, i3) / q2(j, i3)), (j, 1, n))
KL = sp.Sum(p(j) * sp.log(p(j) / q(j)), (j, 1, n))


def law(w: Any) -> sp.Sum:
    return sp.Sum(w(j), (j, 1, n))


OPTIMA: dict[str, Stated] = {
    "least exactly at q where there may be no prompt": lambda: line(
        sp.Sum(often(i3) * KL2, (i3, 1, t)), where=LAW2
    ).best_at(
        q2(j, i3),
        Gibbs(Divergence(p2(j, i3), j, n, each=(often(i3), i3, t)), best=sp.S.Zero),
        "",
    ),
    "least at q of KL + p(1)": lambda: line(KL + p(1), where=Domain(unit_sums=(law(q),))).best_at(
        q(j), Gibbs(Divergence(p(j), j, n), best=p(1)), ""
    ),
    "a least value of 1": lambda: line(KL, where=Domain(unit_sums=(law(q),))).best_value(
        1, Gibbs(Divergence(p(j), j, n), best=sp.S.Zero), q(j), ""
    ),
    "KL > 0": lambda: (
        line(KL, where=Domain(unit_sums=(law(p), law(q))))
        .above(0, AboveBy(Divergence(p(j), j, n), q(j)), "")
        .more_than(0, "")
    ),
    "KL + log r ≥ log r for an r of any sign": lambda: line(
        KL + sp.log(r), where=Domain(unit_sums=(law(p), law(q)))
    ).above(sp.log(r), AboveBy(Divergence(p(j), j, n), q(j)), ""),
    "least at the end of a half-line": lambda: line((u + 1) ** 2).least_at(0, u, ""),
    "least off an open half-line": lambda: line((x + 1) ** 2).least_at(-1, x, ""),
    "least at a kink": lambda: line(r**2 + sp.Abs(s)).least_at(0, s, ""),
    "greatest at s for x > 0": lambda: line(-((x - s) ** 2)).greatest_at(s, x, ""),
    "the slope of |r| is |r|/r": lambda: line(sp.Abs(r)).gradient(sp.Abs(r) / r, r, ""),
    "the slope of max(r, −r) is 1": lambda: line(sp.Max(r, -r)).gradient(1, r, ""),
    "the slope of a step": lambda: line(indicator(r <= 0) * r).gradient(indicator(r <= 0), r, ""),
    "N(1, 1) from −r²/2 + |r|": lambda: Derivation(
        "e", log_density(quantity("X", "X"), r), -(r**2) / 2 + sp.Abs(r)
    ).law(Normal(1, 1), r, ""),
}

# No value, or a value that SymPy has taken away.
VALUES: dict[str, Stated] = {
    "|s| + log r": lambda: line(sp.Abs(s) + sp.log(r)).equals(sp.Max(s, -s) + sp.log(r), ""),
    "0·log r": lambda: line((sp.Sum(k, (k, 1, n)) - n * (n + 1) / 2) * sp.log(r)).equals(0, ""),
    "log r < log r + 1": lambda: line(sp.log(r)).less_than(sp.log(r) + 1, ""),
    "1/r ≤ 1/r + s²": lambda: line(1 / r).at_most(1 / r + s**2, "", gap=s**2),
    "1/r + x → 1/r": lambda: line(1 / r + x).tends_to(1 / r, TO0, ""),
    "r/s = 1 at r = s": lambda: line(r / s).at({r: s}, ""),
    "0^t = 0": lambda: line(sp.S.Zero**t).equals(0, ""),
    "(r − s)^t = 0 at s = r": lambda: line((r - s) ** t).at({s: r}, "").equals(0, ""),
    "r^M r^{t−M} = r^t": lambda: line(r**M * r ** (t - M)).equals(r**t, ""),
    "t (t − 1)! = t!": lambda: line(sp.factorial(t - 1) * t).equals(sp.factorial(t), ""),
    "Σ C(t, i)(−1)^i = 0": lambda: line(sp.Sum(sp.binomial(t, i3) * (-1) ** i3, (i3, 0, t))).equals(
        0, ""
    ),
    "C(n, M) = C(n, n − M)": lambda: line(sp.binomial(n, M)).equals(sp.binomial(n, n - M), ""),
    "∫_{−1}^{1} 1/r² = −2": lambda: line(sp.Integral(1 / r**2, (r, -1, 1))).equals(-2, ""),
    "∫_s^0 r, perhaps backwards": lambda: line(sp.Integral(r, (r, s, 0))).equals(-(s**2) / 2, ""),
    "∫₀¹ log r = −1, improper": lambda: line(sp.Integral(sp.log(r), (r, 0, 1))).equals(-1, ""),
    "∫∫ rs = 1/4": lambda: line(sp.Integral(sp.Integral(r * s, (s, 0, r)), (r, 0, 1))).equals(
        R(1, 4), ""
    ),
    "a step under ∫": lambda: line(sp.Integral(indicator(r <= 0), (r, -1, 1))).equals(1, ""),
    "Σ x^k = 1/(1 − x) for x ≤ 1": lambda: line(
        sp.Sum(x**k, (k, 0, sp.oo)), where=Domain((x <= 1,))
    ).equals(1 / (1 - x), ""),
    "Σ (1 + 2^{−k}) = 1": lambda: line(sp.Sum(1 + R(1, 2) ** k, (k, 1, sp.oo))).equals(1, ""),
    "a series of what is 0": lambda: line(
        sp.Sum(((r + 1) ** 2 - r**2 - 2 * r - 1) ** k, (k, 0, sp.oo))
    ).equals(0, ""),
    "E r|r| = 0": lambda: line(Mean(r * sp.Abs(r), r, Normal(0, 1))).equals(0, ""),
    "E rs = s for s put as r": lambda: line(Mean(r * s, r, Normal(0, 1))).at({s: r}, ""),
    "a letter of a recursion put in": lambda: line(
        Recursion(x, s + y, s, t, 0, family("v", "v_{{{0}}}")(t))
    ).at({y: s}, ""),
    "Σ_i δ(i, j) = 1": lambda: line(sp.Sum(sp.KroneckerDelta(i3, M), (i3, 1, n))).equals(1, ""),
    "Σ_i δ(2i, j) = 1": lambda: line(
        sp.Sum(sp.KroneckerDelta(2 * i3, M), (i3, 1, n)), where=Domain((M >= 1, n >= M))
    ).equals(1, ""),
    "Σ_j ∂p(j, u)/∂u = 0 at u = 0": lambda: line(
        sp.Sum(sp.Derivative(p2(j, u), u), (j, 1, n)),
        where=Domain(unit_sums=(sp.Sum(p2(j, u), (j, 1, n)),)),
    ).equals(0, ""),
    "Σ_j p(j, j) = 1": lambda: line(
        sp.Sum(p2(j, j), (j, 1, n)), where=Domain(unit_sums=(sp.Sum(p2(j, k), (j, 1, n)),))
    ).equals(1, ""),
    "Σ_j p(j, r) = 1 for r of any sign": lambda: line(
        sp.Sum(p2(j, r), (j, 1, n)), where=Domain(unit_sums=(sp.Sum(p2(j, x), (j, 1, n)),))
    ).equals(1, ""),
    "max over nothing": lambda: line(largest(f(k), (k, 1, t))).at_least(f(1), ""),
    "log Σ e^f ≤ max f": lambda: line(sp.log(sp.Sum(sp.exp(f(k)), (k, 1, n)))).at_most(
        largest(f(k), (k, 1, n)), ""
    ),
    "1[r < 0] + 1[r > 0] = 1": lambda: line(indicator(r < 0) + indicator(r > 0)).equals(1, ""),
    "max(r, s, 0) = max(r, s)": lambda: line(sp.Max(r, s, 0)).equals(sp.Max(r, s), ""),
    "−2.5 rounds to −2": lambda: line(R(-5, 2)).rounds_to(1, "").equals(-2, ""),
    "from r > 1 and r < 0": lambda: line(r, where=Domain((r > 1, r < 0))).equals(5, ""),
    "0 is not 0": lambda: line(r, where=Domain(nonzero=(sp.S.Zero,))).equals(r, ""),
    "1/2 is whole": lambda: line(sp.Sum(1, (k, 1, R(1, 2))), where=Domain(whole=(R(1, 2),))).equals(
        R(1, 2), ""
    ),
    "−e^r ≥ 0 from r ≥ −∞": lambda: line(
        -sp.exp(r), where=Domain((sp.GreaterThan(r, -sp.oo, evaluate=False),))
    ).at_least(0, ""),
    "−1/(1 + x) ≥ 0 from x ≤ ∞": lambda: line(
        -1 / (1 + x), where=Domain((sp.LessThan(x, sp.oo, evaluate=False),))
    ).at_least(0, ""),
    "a fact that is an equation": lambda: line(r, where=Domain((sp.Eq(r, 1),))).equals(1, ""),
    "a fact that is a text": lambda: line(r, where=Domain(("r > 1",))).at_least(1, ""),
    "a whole number that is a text": lambda: line(
        sp.Sum(1, (k, 1, x)), where=Domain(whole=("x",))
    ).equals(x, ""),
    "an imaginary letter put for a real one": lambda: line(sp.Abs(sp.exp(r))).at(
        {r: Letter("w", "w", imaginary=True)}, ""
    ),
    "AB = BA": lambda: line(A * B - B * A).equals(0, ""),
    "a float inside f": lambda: line(f(sp.Float(0.5))).equals(f(R(1, 2)), ""),
    "a sign that a bound contradicts": lambda: line(
        function("g", "g({0})", nonnegative=True, at_most=-1)(x)
    ).at_most(-1, ""),
    "|w|/w squared is 1": lambda: line(
        defined("s", "s({0})", lambda w: sp.Abs(w) / w)(r) ** 2
    ).equals(1, ""),
    "X + (−1)·X with two laws": lambda: Derivation(
        "e", quantity("X", "X"), Combination((Term(1, Y, Normal(0, 1)), Term(-1, Y, Normal(0, 1))))
    ).equals(Normal(0, 2), ""),
    "a conditional variance of −x": lambda: Derivation(
        "e", variance(given(quantity("X", "X"), Y, r)), -x
    ).equals(-x, ""),
    "an enclosure that ends before it begins": lambda: line(
        Enclosure(sp.Integer(3), sp.Integer(1))
    ).at_most(1, ""),
    "x ≈ x + x² − x² + x³": lambda: line(x).approximates(
        sp.Add(x, x**2, -(x**2), evaluate=False) + x**3, TO0, ""
    ),
    "rx + x² ≈ rx, also for r = 0": lambda: line(r * x + x**2).approximates(r * x, TO0, ""),
    "x + x² = x + O(x²)": lambda: line(x + x**2).equals(x + sp.Order(x**2), ""),
    "Var of a law near N(0, 1)": lambda: (
        line(Normal(0, 1 + x))
        .approximates(Normal(0, 1), TO0, "")
        .onward("o", of="variance")
        .equals(1 + x, "")
    ),
    "a limit at one point": lambda: (
        line(1 + x).tends_to(1, TO0, "").onward("o").equals(1, "").at({x: sp.Integer(5)}, "")
    ),
}

ALL = INDICES | CAPTURED | LIMITS | OPTIMA | VALUES

SPOKEN: dict[str, tuple[Letter, sp.Expr, str]] = {
    "(−1)^M = 1 for an even M": (
        Letter("e", "e", integer=True, even=True), (-1) ** M, "e ∈ ℤ even",
    ),
    "|M| = −M for a negative M": (
        Letter("l", "l", integer=True, negative=True), sp.Abs(M), "l ∈ {−1, −2, …}",
    ),
    "δ(M, 0) = 0 for an M that is not 0": (
        Letter("l", "l", integer=True, nonzero=True), sp.KroneckerDelta(M, 0), "l ∈ ℤ∖{0}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOKEN)
def test_what_sympy_took_from_a_letter_is_said_of_it(name: str) -> None:
    letter, value, told = SPOKEN[name]
    stated = line(value).at({M: letter}, "")
    assert fate(lambda: stated)[0]
    assert told in assumptions(stated.statement(), text)


@pytest.mark.parametrize("name", ALL)
def test_a_false_line_is_not_proved(name: str) -> None:
    held, said = fate(ALL[name])
    assert not held, f"{name} was proved"
    assert said
