"""Nothing false is proved where a rule or a sign lies: the numbers are looked at from outside."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from fractions import Fraction
from functools import _lru_cache_wrapper, cache
from types import ModuleType
from typing import Any

import flint
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
    Limit,
    Normal,
    Point,
    PositiveRoot,
    ProductBounds,
    Recursion,
    Regime,
    RiemannSum,
    Telescope,
    derivative,
    family,
    function,
    quantity,
    value,
)
from solutions.evidence.evidence import Evidence, Reason, proved
from solutions.kernel import signs
from solutions.kernel.errors import Disagreement, Undecided
from solutions.relations.equalities import equality, induction
from solutions.relations.equalities.induction import Induction
from solutions.relations.inequalities import bounds, products, roots
from solutions.relations.inequalities.bounds import Inequality, Loosened
from solutions.relations.inequalities.rounding import Rounding
from solutions.relations.laws import divergence, variation
from solutions.relations.laws.variation import (
    Convexity,
    GaussianExponent,
    Gradient,
    Maximum,
    Minimum,
)
from solutions.relations.limits import approximation
from solutions.relations.limits.approximation import Approximation
from solutions.relations.sampling import outside
from solutions.relations.sampling.jets import jet

R = sp.Rational
x, y = Letter("x", "x", positive=True), Letter("y", "y", positive=True)
r, w, v = (Letter(a, a, real=True) for a in ("r", "w", "v"))
n, k = Letter("n", "n", integer=True, positive=True), Letter("k", "k", integer=True, positive=True)
c = Letter("c", "c", integer=True, nonnegative=True)
u = Letter("u", "u", nonnegative=True)
p, q = (function(a, a + "({0})", positive=True) for a in "pq")
g = function("g", "g({0},{1})")
LAWS = Domain(unit_sums=(sp.Sum(p(k), (k, 1, n)), sp.Sum(q(k), (k, 1, n))))
KL = sp.Sum(p(k) * sp.log(p(k) / q(k)), (k, 1, n))
TO0 = Regime(r"x \to 0", (x,), (x,), (), (), fixed=(y,))
RIEMANN = RiemannSum(1 - u, u, u - u**2 / 2, 1 / n, k, n)
TOTAL = sp.Sum(1 - k / n, (k, 0, n - 1)) / n
V = family("v", "v_{{{0}}}")(c)
STEP = Recursion(sp.Integer(5), v + 1, v, c, 0, V)
HALF_LINE = Domain((r > 1,))
FAR = Enclosure(sp.Integer(4), sp.Integer(5))
TELESCOPE = Telescope(
    Derivation("w", quantity("w", "w"), x / k**2).equals(x / k**2, because=""),
    x / (k + 1),
    sp.Integer(-3),
)

SQUARE = Derivation("s", quantity("s", "s"), sp.Product(4, (k, 1, 1)))

FALSE = {
    "x < x²": (Inequality(strict=True), x, x**2, EVERYWHERE),
    "x > 1": (Inequality(least=True, strict=True), x, sp.S.One, EVERYWHERE),
    "x < x": (Inequality(strict=True), x, x, EVERYWHERE),
    "2xy ≤ x": (Inequality(gap=x - 2 * x * y), 2 * x * y, x, EVERYWHERE),
    "a narrower enclosure": (Loosened(), Enclosure(x, x + 1), Enclosure(x + 1, x + 2), EVERYWHERE),
    "a sum below its integral": (RIEMANN, TOTAL, FAR, EVERYWHERE),
    "a concave sum above": (
        RiemannSum(u - u**2, u, u**2 / 2 - u**3 / 3, 1 / n, k, n),
        sp.Sum(k / n - (k / n) ** 2, (k, 0, n - 1)) / n,
        Enclosure(R(1, 6), R(1, 6)),
        EVERYWHERE,
    ),
    "a product elsewhere": (
        ProductBounds(sp.S.One, x, k, n, TELESCOPE, falling=True),
        sp.Product(1 - x, (k, 1, n)),
        FAR,
        EVERYWHERE,
    ),
    "a root elsewhere": (
        PositiveRoot(sp.Product(2, (k, 1, 1)), SQUARE),
        FAR,
        Enclosure(sp.Integer(3), sp.Integer(4)),
        EVERYWHERE,
    ),
    "a negative root": (
        PositiveRoot(sp.Product(-2, (k, 1, 1)), SQUARE),
        Enclosure(sp.Integer(4), sp.Integer(4)),
        Enclosure(sp.Integer(2), sp.Integer(2)),
        EVERYWHERE,
    ),
    "a slope": (Gradient(r), r**2, 3 * r, EVERYWHERE),
    "a slope of a sum": (Gradient(x), sp.Sum(x**k, (k, 1, n)), n * x, EVERYWHERE),
    "a slope of a function": (Gradient(r), g(n, r) ** 2, g(n, r), EVERYWHERE),
    "another law": (GaussianExponent(r), -(r**2) / 2, Normal(0, 2), EVERYWHERE),
    "a law of no density": (GaussianExponent(r), r**2 / 2, Normal(0, -1), EVERYWHERE),
    "a law with four moments": (GaussianExponent(r), -(r**4), Normal(0, 1), EVERYWHERE),
    "concave is not convex": (Convexity(r, sp.S.Zero), -(r**2), sp.S.Zero, EVERYWHERE),
    "a maximum for a minimum": (Minimum(r), -(r**2), sp.S.Zero, EVERYWHERE),
    "a minimum for a maximum": (Maximum(r), r**2, sp.S.Zero, EVERYWHERE),
    "a minimum elsewhere": (Minimum(r), r**2, sp.S.One, EVERYWHERE),
    "a divergence above 1": (AboveBy(Divergence(p(k), k, n), q(k)), KL, sp.S.One, LAWS),
    "a divergence best at 1/n": (
        Gibbs(Divergence(p(k), k, n), best=sp.S.One),
        KL,
        1 / n,
        Domain(unit_sums=LAWS.unit_sums[1:]),
    ),
    "another recursion": (Induction(c, 0), STEP, 2 * c + 5, EVERYWHERE),
    "another start": (Induction(c, 0), STEP, c + 4, EVERYWHERE),
    "1 + x ≈ 2": (Approximation(TO0), 1 + x, sp.Integer(2), EVERYWHERE),
    "x + x² ≈ x + 2x²": (Approximation(TO0), x + x**2, x + 2 * x**2, EVERYWHERE),
    "1 + x → 2": (Limit(TO0), 1 + x, sp.Integer(2), EVERYWHERE),
    "xy → y": (Limit(TO0), x * y, y, EVERYWHERE),
}


@cache
def _caches(modules: int) -> list[Any]:
    """All caches of the package, looked for anew when more of its ``modules`` are loaded."""
    del modules
    return [
        found
        for found in gc.get_objects()
        if isinstance(found, _lru_cache_wrapper) and str(found.__module__).startswith("solutions.")
    ]


def _forget() -> None:
    for kept in _caches(sum(name.startswith("solutions.") for name in sys.modules)):
        kept.cache_clear()


@pytest.fixture
def unkept() -> Iterator[None]:
    """What is computed while something lies is not kept."""
    _forget()
    yield
    _forget()


def stays_unproved(name: str) -> None:
    rule, lhs, rhs, domain = FALSE[name]
    judge: Any = rule.judge  # type: ignore[attr-defined]
    try:
        found = judge(lhs, rhs, domain)
    except (Disagreement, Undecided):
        return
    assert not found.holds, found


@pytest.mark.parametrize("name", FALSE)
def test_nothing_here_is_true(name):
    stays_unproved(name)


@pytest.mark.parametrize("name", FALSE)
def test_a_prover_of_signs_that_always_says_yes(name, unkept, monkeypatch):
    monkeypatch.setattr(signs, "positive", lambda expr, domain: True)
    monkeypatch.setattr(signs, "nonnegative", lambda expr, domain: True)
    stays_unproved(name)


RULES = (approximation, bounds, divergence, equality, induction, products, roots, variation)


@pytest.mark.parametrize("name", FALSE)
def test_an_identity_that_always_holds_beside_it(name, unkept, monkeypatch):
    """Signs and identities both lie: what is left are the numbers."""

    def always(*sides: object) -> Evidence:
        return proved(Reason("equal"))

    for module in RULES:
        for rule in ("equal", "equal_on", "equal_values"):
            if hasattr(module, rule):
                monkeypatch.setattr(module, rule, always)
    for module, lie in [
        (signs, "positive"),
        (signs, "nonnegative"),
        (approximation, "negligible"),
    ]:
        _say_yes(monkeypatch, module, lie)
    stays_unproved(name)


def _say_yes(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
    monkeypatch.setattr(module, name, lambda *asked: True)


@pytest.mark.parametrize(
    ("number", "claimed", "digits"),
    [
        (R(7, 2), 5, 1),
        (R(355, 113), R(315, 100), 3),
        (sp.Integer(7), 0, 1),
        (R(-5, 3), R(-16, 10), 2),
    ],
)
def test_a_decimal_that_is_not_the_nearest(number, claimed, digits):
    with pytest.raises(Disagreement):
        outside.rounded(number, sp.Rational(claimed), digits)
    outside.rounded(R(5, 2), sp.Integer(2), 1)
    outside.rounded(R(5, 2), sp.Integer(3), 1)
    assert Rounding(2).judge(R(5, 3), R(17, 10), EVERYWHERE).verdict == "proved"


@pytest.mark.parametrize(
    "expr",
    [
        x**3 + y / x,
        sp.sqrt(x + y) * sp.log(1 + x),
        sp.exp(-x * y) / (1 + x) ** 2,
        (1 + x) ** (x * y),
        sp.Sum(x**k / k, (k, 1, n)),
        sp.Product(x + k, (k, 1, n)),
        sp.Sum(sp.Product(x + k, (k, 1, c)), (c, 0, n)),
    ],
    ids=str,
)
def test_jets_agree_with_the_rules_of_calculus(expr):
    at = Point({x: Fraction(3, 2), y: Fraction(2, 3), n: Fraction(4)})
    found, slope = jet(expr, x, at)

    assert flint.arb(found).overlaps(flint.arb(value(expr, at)))
    try:
        by_rule = derivative(expr, x)
    except Undecided:
        return
    assert flint.arb(slope).overlaps(flint.arb(value(by_rule, at)))


def test_a_contradiction_says_what_and_where():
    with pytest.raises(Disagreement, match=r"it proved that x ≤ 1; it fails at x = 2"):
        outside.order(x, sp.S.One, EVERYWHERE)
    with pytest.raises(Disagreement, match="is least at 0"):
        outside.optimum(-(r**2), r, sp.S.Zero, EVERYWHERE)
