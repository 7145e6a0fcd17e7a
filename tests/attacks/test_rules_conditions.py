"""Rules whose own conditions fail, or hold only by a fact about another letter of that name."""

import pytest
import sympy as sp

from solutions.author import (
    EVERYWHERE,
    AboveBy,
    Derivation,
    Divergence,
    Domain,
    Enclosure,
    Gibbs,
    Letter,
    Mean,
    Normal,
    PositiveRoot,
    Recursion,
    RiemannSum,
    defined,
    family,
    function,
    log_density,
    quantity,
    square,
)
from tests.attacks.lines import ONE, E, M, R, f, fate, j, k, line, m, n, p, q, r, s, t, u, x, y

F2 = function("f", "f({0},{1})", positive=True)
U = sp.Sum(F2(j, n), (j, 1, n))
LAW = lambda w: sp.Sum(w(j), (j, 1, n))  # noqa: E731
KL = sp.Sum(p(j) * sp.log(p(j) / q(j)), (j, 1, n))
CURVE = r**4 / 12 - r**2 / 2 + R(3, 8) * r + R(9, 64)
pv = Letter("p", "p", real=True)
v = family("v", "v_{{{0}}}")


def riemann(term, area, antiderivative, enclosure, where=EVERYWHERE, **more):
    total = sp.Sum(term.xreplace({u: k / n}), (k, 0, n - 1)) / n
    rule = RiemannSum(term, u, antiderivative, 1 / n, k, n, **more)
    return lambda: line(total, where=where).riemann(rule, enclosure, "")


DERIVATIVES = {
    "d f(1)²/d f(1) = 0": lambda: line(f(1) ** 2).gradient(0, f(1), ""),
    "d (x+1)²/d (x+1) = 0": lambda: line((x + 1) ** 2).gradient(0, x + 1, ""),
    "by a whole number": lambda: line(n**2).gradient(2 * n, n, ""),
    "by a number": lambda: line(x).gradient(0, sp.Integer(2), ""),
    "of what holds at one point only": lambda: (
        line(r**2, where=Domain((r >= 1, r <= 1))).equals(r, "").gradient(1, r, "")
    ),
    "of what holds on two isolated points": lambda: (
        line(r**2 + r**2 * (r - 1) ** 2, where=Domain((-(r**2) * (r - 1) ** 2 >= 0,)))
        .equals(r**2, "")
        .gradient(2 * r + 1, r, "")
    ),
    "by an index of a sum": lambda: line(sp.Sum(x**k, (k, 1, n))).gradient(0, k, ""),
}

UNIT_SUMS = {
    "KL ≥ 0 for p that is no law": lambda: line(KL, where=Domain(unit_sums=(LAW(q),))).above(
        0, AboveBy(Divergence(p(j), j, n), q(j)), ""
    ),
    "KL ≥ 0 for q that is no law": lambda: line(KL, where=Domain(unit_sums=(LAW(p),))).above(
        0, AboveBy(Divergence(p(j), j, n), q(j)), ""
    ),
    "least at q that is no law": lambda: line(KL).best_at(
        q(j), Gibbs(Divergence(p(j), j, n), best=sp.S.Zero), ""
    ),
    "f(1, m) = 1": lambda: (
        line(1, where=Domain(unit_sums=(U,)))
        .equals(sp.Sum(F2(j, m), (j, 1, n)), "")
        .at({n: ONE}, "")
        .equals(F2(1, m), "")
    ),
    "a unit sum up to another number": lambda: line(
        sp.Sum(p(j), (j, 1, m)), where=Domain(unit_sums=(LAW(p),))
    ).equals(1, ""),
    "Σ p² = 1": lambda: line(
        sp.Sum(p(j) ** 2, (j, 1, n)), where=Domain(unit_sums=(LAW(p),))
    ).equals(1, ""),
    "a unit sum of another function": lambda: line(
        sp.Sum(q(j), (j, 1, n)), where=Domain(unit_sums=(LAW(p),))
    ).equals(1, ""),
    "a unit sum that starts later": lambda: line(
        sp.Sum(p(j), (j, 2, n)), where=Domain((n >= 2,), unit_sums=(LAW(p),))
    ).equals(1, ""),
    "p(1) = 1 from two equal sizes": lambda: (
        line(sp.Sum(p(j), (j, 1, n)), where=Domain(unit_sums=(LAW(p),)))
        .equals(1, "")
        .at({n: ONE}, "")
        .equals(p(1) * p(1), "")
        .equals(p(2), "")
    ),
}

LIMITS_OF_SUMS = {
    "Σ₁ˣ 1 = x": lambda: line(sp.Sum(1, (k, 1, x))).equals(x, ""),
    "Σ₁^{n/2} 1 = n/2": lambda: line(sp.Sum(1, (k, 1, n / 2))).equals(n / 2, ""),
    "Σ from x to x + 1": lambda: line(sp.Sum(1, (k, x, x + 1))).equals(2, ""),
    "a product up to a real number": lambda: line(sp.Product(2, (k, 1, x))).equals(2**x, ""),
    "Σ₅³ 1 = −1": lambda: line(sp.Sum(1, (k, 5, 3))).equals(-1, ""),
    "a sum up to M of any sign": lambda: line(sp.Sum(1, (k, 1, M))).equals(M, ""),
    "Σ_{k=n}^{m}": lambda: line(sp.Sum(1, (k, n, m))).equals(m - n + 1, ""),
    "positive terms, limits backwards": lambda: line(sp.Sum(x, (k, 1, M))).at_least(0, ""),
}

RULES = {
    "falls only for u ≥ 1/2": riemann(
        u - u**2,
        R(1, 6),
        u**2 / 2 - u**3 / 3,
        Enclosure(R(1, 6), R(1, 6)),
        Domain((u >= R(1, 2),)),
    ),
    "rises": riemann(u**2, R(1, 3), u**3 / 3, Enclosure(R(1, 3), R(1, 3) - 1 / n)),
    "a pole inside": riemann(
        1 / (u - R(1, 2)) ** 2, 0, -1 / (u - R(1, 2)), Enclosure(sp.Integer(-4), sp.Integer(-4))
    ),
    "a wrong antiderivative": riemann(1 - u, 0, u, Enclosure(ONE, ONE + 1 / n)),
    "not convex": riemann(
        1 - u**2,
        R(2, 3),
        u - u**3 / 3,
        Enclosure(R(2, 3) + 1 / (2 * n), R(2, 3) + 1 / (2 * n) - 1 / (4 * n**2)),
        second_order=True,
    ),
    "a negative number of steps": lambda: line(
        sp.Sum(1 - k / M, (k, 0, M - 1)) / M, where=Domain(nonzero=(M,))
    ).riemann(
        RiemannSum(1 - u, u, u - u**2 / 2, 1 / M, k, M), Enclosure(R(1, 2), R(1, 2) + 1 / M), ""
    ),
    "half a step": lambda: line(sp.Sum(1 - k / x, (k, 0, x - 1)) / x).riemann(
        RiemannSum(1 - u, u, u - u**2 / 2, 1 / x, k, x), Enclosure(R(1, 2), R(1, 2) + 1 / x), ""
    ),
    "convex on two half lines": lambda: line(CURVE, where=Domain((r**2 > 1,))).convex(
        r, R(3, 2), ""
    ),
    "convex where a letter keeps off": lambda: line(CURVE, where=Domain((r * s > s,))).convex(
        r, R(3, 2), ""
    ),
    "least on two half lines": lambda: line(CURVE, where=Domain((r**2 > 1,))).least_at(
        R(3, 2), r, ""
    ),
    "least at a place that is not admitted": lambda: line(
        (r - 1) ** 2, where=Domain((r >= 2,))
    ).least_at(1, r, ""),
    "least over whole numbers at one half": lambda: line((M - R(1, 2)) ** 2).least_at(
        R(1, 2), M, ""
    ),
}

ROOT = PositiveRoot
E2 = square(E)
OTHER = Derivation("other", quantity("S", "S"), sp.Product(x**2, (k, 1, n))).equals(
    sp.Product(x * x, (k, 1, n)), ""
)
ROOTS = {
    "root of an unrelated enclosure": lambda: line(
        Enclosure(sp.Integer(4), sp.Integer(9))
    ).positive_root(
        Enclosure(sp.Integer(2), sp.Integer(3)),
        ROOT(sp.Product(x, (k, 1, n)), OTHER),
        "",
        called=quantity("root", r"\rho"),
    ),
    "root of a square of something else": lambda: Derivation(
        "e", E2, Enclosure(sp.Integer(4), sp.Integer(9))
    ).positive_root(
        Enclosure(sp.Integer(2), sp.Integer(3)),
        ROOT(sp.Product(x, (k, 1, n)), OTHER),
        "",
        called=quantity("root", r"\rho"),
    ),
}

OBJECTS = {
    "N(0,1) on r ≥ 5": lambda: Derivation(
        "e", log_density(quantity("X", "X"), r), -(r**2) / 2, where=Domain((r >= 5,))
    ).law(Normal(0, 1), r, ""),
    "a law in a positive letter": lambda: Derivation(
        "e", log_density(quantity("X", "X"), x), -(x**2) / 2
    ).law(Normal(0, 1), x, ""),
    "a law on whole numbers": lambda: Derivation(
        "e", log_density(quantity("X", "X"), M), -(M**2) / sp.Integer(2)
    ).law(Normal(0, 1), M, ""),
    "a law from a rising exponent": lambda: Derivation(
        "e", log_density(quantity("X", "X"), r), r**2 / 2
    ).law(Normal(0, -1), r, ""),
    "E X² = −1": lambda: line(Mean(r**2, r, Normal(0, -1))).equals(-1, ""),
    "E X² of an unknown variance": lambda: line(Mean(r**2, r, Normal(0, s))).equals(s, ""),
    "a first line with a negative variance": lambda: line(Normal(0, -1)).equals(Normal(0, -1), ""),
    "a variance that is 1 − x": lambda: line(Normal(0, 1 - x)).equals(Normal(0, 1 - x), ""),
    "the logarithm of a negative number": lambda: line(sp.log(r)).equals(sp.log(r), ""),
    "a law whose mean is its own variable": lambda: line(Mean(r, r, Normal(r, 1))).equals(r, ""),
    "√((r+1)²) = r + 1 by an abbreviation": lambda: (
        line(sp.sqrt(y**2 + 2 * y + 1))
        .equals(y + 1, "")
        .at({y: defined("s", "s({0})", lambda w: w, positive=True)(r)}, "")
        .equals(r + 1, "")
    ),
    "an abbreviation that is called positive": lambda: line(
        sp.sqrt(defined("s", "s({0})", lambda w: w - 1, positive=True)(r) ** 2)
    ).equals(r - 1, ""),
    "an abbreviation with a pole": lambda: line(
        defined("s", "s({0})", lambda w: 1 / w)(r) * r
    ).equals(1, ""),
}

RECURSIONS = {
    "t + 4 from v₀ = 5": lambda: line(
        Recursion(sp.Integer(5), pv + 1, pv, t, 0, v(t)), where=Domain((t >= 1,))
    ).by_induction(t + 4, on=t, because=""),
    "t + 5 from v₁ = 5": lambda: line(
        Recursion(sp.Integer(5), pv + 1, pv, t, 1, v(t)), where=Domain((t >= 1,))
    ).by_induction(t + 5, on=t, start=1, because=""),
    "begun at 2, claimed from 0": lambda: line(
        Recursion(sp.Integer(5), pv + 1, pv, t, 2, v(t))
    ).by_induction(t + 3, on=t, start=0, because=""),
    "without a start": lambda: line(
        Recursion(sp.Integer(5), pv + 1, pv, t, "v_0=5", v(t))  # type: ignore[arg-type]
    ).by_induction(t + 5, on=t, start=0, because=""),
    "over a real counter": lambda: line(
        Recursion(sp.Integer(0), pv + 1, pv, x, 0, v(x))
    ).by_induction(x, on=x, start=0, because=""),
    "a step that uses the counter's own name": lambda: line(
        Recursion(sp.Integer(0), t + 1, t, t, 0, v(t))
    ).by_induction(t, on=t, start=0, because=""),
    "a closed form that holds at the base only": lambda: line(
        sp.Sum(2 * k - 1, (k, 1, n))
    ).by_induction(n, on=n, because=""),
}

NUMBERS = {
    "7 rounds to 0": lambda: line(7).rounds_to(-3, ""),
    "7 to no digit": lambda: line(7).rounds_to(0, ""),
    "strictly more than itself": lambda: line(x).more_than(x, ""),
    "x < x + r": lambda: line(x).less_than(x + r, ""),
    "x ≤ 1": lambda: line(x).at_most(1, ""),
    "log x ≤ x − 2": lambda: line(sp.log(x)).at_most(x - 2, ""),
    "a gap that is none": lambda: line(x).at_most(x + r, "", gap=r**2),
}

ALL = DERIVATIVES | UNIT_SUMS | LIMITS_OF_SUMS | RULES | ROOTS | OBJECTS | RECURSIONS | NUMBERS


@pytest.mark.parametrize("name", ALL)
def test_a_rule_asks_for_its_own_conditions(name):
    held, said = fate(ALL[name])
    assert not held, f"{name} was proved"
    assert said
