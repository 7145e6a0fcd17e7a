"""Every rule asks for its own conditions, from the domain and from nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from solutions.author import (
    EVERYWHERE,
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
    PositiveRoot,
    ProductBounds,
    Recursion,
    RiemannSum,
    Telescope,
    Term,
    defined,
    function,
    quantity,
)
from solutions.kernel.errors import Malformed, NoTheorem, Undecided
from solutions.kernel.rules.piecewise import largest
from solutions.relations.conditions.existence import exists
from solutions.relations.equalities.equality import Identity, Substitution
from solutions.relations.equalities.induction import Induction
from solutions.relations.inequalities.bounds import Inequality, Loosened
from solutions.relations.inequalities.rounding import Rounding
from solutions.relations.laws.variation import (
    Convexity,
    GaussianExponent,
    Gradient,
    Maximum,
    Minimum,
)

E = quantity("E", "E")
W = quantity("w", "w")

half, R = sp.Rational(1, 2), sp.Rational
x, y, z = (Letter(a, a, positive=True) for a in "xyz")
r, w = Letter("r", "r", real=True), Letter("w", "w", real=True)
n, m, k, M = (Letter(a, a, integer=True, positive=True) for a in ("n", "m", "k", "M"))
c = Letter("c", "c", integer=True, nonnegative=True)
u = Letter("u", "u", nonnegative=True)
v = Letter("v", "v", real=True)
f = function("f", "f({0})")
V = quantity("V", "V")
p, q = (function(a, a + "({0})", positive=True) for a in "pq")
SUM_P, SUM_Q = sp.Sum(p(k), (k, 1, n)), sp.Sum(q(k), (k, 1, n))


def refused(found, told=""):
    assert found.verdict in ("undecided", "refuted"), found
    assert told in found.message, found.message


# Riemann sums


def falling(count, step, integrand=1 - u, antiderivative=u - u**2 / 2):
    rule = RiemannSum(integrand, u, antiderivative, step, k, count)
    term = integrand.xreplace({u: k * step})
    return rule, step * sp.Sum(term, (k, 0, count - 1))


def test_a_riemann_sum_that_holds():
    rule, total = falling(n, 1 / n)
    assert rule.judge(total, rule.ends(), EVERYWHERE).verdict == "proved"
    rule, total = falling(1 / x, x)
    assert rule.judge(total, rule.ends(), Domain(whole=(1 / x,))).verdict == "proved"


whole_ = Letter("M", "M", integer=True)


@pytest.mark.parametrize(
    ("count", "step", "where", "told"),
    [
        (whole_, 1 / whole_, Domain(nonzero=(whole_,)), "at least one step"),
        (-n, -1 / n, EVERYWHERE, "at least one step"),
        (1 / x, x, EVERYWHERE, "not known to be a whole number"),
        (x, 1 / x, Domain(whole=(1 / x,)), "not known to be a whole number"),
        (2 / x, x, Domain(whole=(1 / x,)), "the steps fill [0, 1]"),
        (c, 1 / c, Domain(nonzero=(c,)), "at least one step"),
    ],
    ids=str,
)
def test_a_riemann_sum_has_a_whole_number_of_steps(count, step, where, told):
    rule, total = falling(count, step)
    refused(rule.judge(total, rule.ends(), where), told)


@pytest.mark.parametrize("fact", [u >= half, u > half, u**2 > R(1, 4), 4 * u > 2, u >= 1], ids=str)
def test_what_is_known_of_a_free_letter_is_not_known_of_the_variable(fact):
    # u − u² rises up to 1/2 and falls behind.
    rule, total = falling(n, 1 / n, u - u**2, u**2 / 2 - u**3 / 3)
    refused(rule.judge(total, Enclosure(R(1, 6), R(1, 6)), Domain((fact,))), "falls on [0, 1]")


@pytest.mark.parametrize(
    ("integrand", "antiderivative"),
    [
        ((u - half) ** -2, -1 / (u - half)),
        (-1 / (u - R(1, 3)), -sp.log(R(1, 3) - u)),
        (1 / u, sp.log(u)),
        (-1 / (1 - u), sp.log(1 - u)),
        (1 / (2 * u - 1) ** 2, u / (1 - 2 * u)),
    ],
    ids=str,
)
def test_an_integrand_has_no_pole_on_the_interval(integrand, antiderivative):
    rule, total = falling(n, 1 / n, integrand, antiderivative)
    ends = Enclosure(sp.S.Zero, sp.S.One)
    refused(rule.judge(total, ends, EVERYWHERE))


def test_the_variable_and_the_index_of_a_riemann_sum_are_bound():
    rule, total = falling(n, 1 / n)
    for spoiled in (
        replace(rule, step=u / n),
        replace(rule, integrand=1 - u + 0 * k + k * 0 - u * k),
        replace(rule, step=1 / k, count=k),
        replace(rule, count=u),
        replace(rule, index=u, integrand=1 - u, step=u),
    ):
        refused(spoiled.judge(total, rule.ends(), EVERYWHERE))
    named = replace(rule, index=m)
    assert named.judge(total, rule.ends(), Domain((m >= 5,))).verdict == "proved"


# Roots


def product(factor):
    return sp.Product(factor, (k, 1, n))


def squared(square):
    """A derivation that begins with a square, for a root to be taken of."""
    return Derivation("square", quantity("Q", "Q"), square)


def test_a_root_is_of_the_quantity_whose_square_was_derived():
    rule = PositiveRoot(product(x), squared(product(x**2)))
    assert rule.about(quantity("Q", "Q")).tex() == r"\sqrt{Q}"
    with pytest.raises(NoTheorem, match="the root is taken of E, and square is about Q"):
        rule.about(E)
    bounded = PositiveRoot(product(x), squared(product(x**2)).at_most(product(x**2), ""))
    with pytest.raises(NoTheorem):
        bounded.about(quantity("Q", "Q"))


@pytest.mark.parametrize(
    ("factor", "where"),
    [
        (k - 2, Domain((k >= 3,))),
        (3 - k, Domain((k <= 2,))),
        (r * k, Domain((r * k > 0,))),
        (k - half - 1, Domain((k > 1,))),
        (n - k, EVERYWHERE),
    ],
    ids=str,
)
def test_a_factor_is_positive_on_the_whole_range_of_the_index(factor, where):
    ends = Enclosure(sp.S.Zero, sp.S.One)
    found = PositiveRoot(product(factor), squared(product(factor**2))).judge(ends, ends, where)
    refused(found, "no known sign")


def test_the_range_of_a_root_is_whole_and_runs_forwards():
    ends = Enclosure(sp.S.One, sp.S.One)
    for low, high in [(1, x), (n, m), (x, n), (1, n / 2), (1, -n)]:
        over = (k, low, high)
        refused(
            PositiveRoot(sp.Product(2, over), squared(sp.Product(4, over))).judge(
                ends, ends, EVERYWHERE
            )
        )
    inner = PositiveRoot(product(n + 1 - k), squared(product((n + 1 - k) ** 2)))
    assert inner.judge(
        Enclosure(sp.S.Zero, sp.S.One), Enclosure(sp.S.Zero, sp.S.One), EVERYWHERE
    ).holds


# Convexity and optima

F = r**4 / 12 - r**2 / 2 + R(3, 8) * r + R(9, 64)


@pytest.mark.parametrize(
    "where",
    [
        Domain((r**2 > 1,)),
        Domain((r * (r - 1) > 0,)),
        Domain((r**2 >= 1,)),
        Domain((1 / r < 1,), nonzero=(r,)),
        Domain((sp.exp(r) > 1,)),
        Domain((r > 1,), nonzero=(r - 2,)),
        Domain((r > 1,), whole=(r,)),
    ],
    ids=str,
)
def test_convexity_is_on_an_interval(where):
    refused(Convexity(r, R(3, 2)).judge(F, sp.S.Zero, where))
    refused(Minimum(r).judge(F, R(3, 2), where))


def test_a_convex_function_on_half_a_line():
    where = Domain((r > 1,))
    assert Convexity(r, R(3, 2)).judge(F, sp.S.Zero, where).verdict == "proved"
    refused(Convexity(r, R(3, 2)).judge(F, sp.S.Zero, Domain((r >= 1,))))


@pytest.mark.parametrize(
    ("variable", "told"),
    [
        (n, "declared an integer"),
        (Letter("a", "a", real=True, nonzero=True), "different from 0"),
        (Letter("a", "a", rational=True), "declared an integer"),
        (sp.Symbol("a"), "not declared real"),
        (f(1), "not a letter"),
        (r**2, "not a letter"),
    ],
    ids=str,
)
def test_an_optimum_is_over_a_real_letter(variable, told):
    body = (variable - 1) ** 2
    for rule in (Minimum(variable), Convexity(variable, sp.S.One)):
        refused(
            rule.judge(body, sp.S.Zero if isinstance(rule, Convexity) else sp.S.One, EVERYWHERE),
            told,
        )
    refused(Maximum(variable).judge(-body, sp.S.One, EVERYWHERE), told)


def test_the_place_of_an_optimum():
    assert Minimum(r).judge((r - w) ** 2, w, EVERYWHERE).verdict == "proved"
    assert Maximum(r).judge(w - (r - w) ** 2, w, EVERYWHERE).verdict == "proved"
    assert Maximum(x).judge(sp.log(x) - x, sp.S.One, EVERYWHERE).verdict == "proved"
    refused(Maximum(r).judge((r - w) ** 2, w, EVERYWHERE), "< 0 is not proved")
    refused(Minimum(r).judge(-((r - w) ** 2), w, EVERYWHERE), "> 0 is not proved")
    refused(Minimum(r).judge((r - w) ** 2, r, EVERYWHERE), "depends on r itself")
    refused(Convexity(r, r).judge((r - w) ** 2, sp.S.Zero, EVERYWHERE), "depends on r itself")
    refused(Minimum(r).judge((r - 1) ** 2, sp.S.One, Domain((r > 2,))))
    refused(Maximum(x).judge(sp.log(x) - 2 * x, sp.S.One, EVERYWHERE))
    refused(Minimum(x).judge((x + 1) ** 2, sp.S.NegativeOne, EVERYWHERE))


# Laws


@pytest.mark.parametrize(
    ("variable", "where"),
    [
        (r, Domain((r >= 5,))),
        (r, Domain((r < w,))),
        (r, Domain(nonzero=(r,))),
        (r, Domain(whole=(2 * r,))),
        (x, EVERYWHERE),
        (n, EVERYWHERE),
        (Letter("a", "a", real=True, nonzero=True), EVERYWHERE),
        (sp.Symbol("a"), EVERYWHERE),
    ],
    ids=str,
)
def test_a_gaussian_runs_over_the_whole_line(variable, where):
    refused(GaussianExponent(variable).judge(-(variable**2) / 2, Normal(0, 1), where))


def test_the_law_of_an_exponent():
    rule = GaussianExponent(r)
    assert rule.judge(-((r - w) ** 2) / x, Normal(w, x / 2), EVERYWHERE).verdict == "proved"
    refused(rule.judge((r**2) / 2, Normal(0, -1), EVERYWHERE))
    refused(rule.judge(-(r**2) / 2, Normal(r, 1), EVERYWHERE))
    refused(rule.judge(-(r**4) / 2, Normal(0, 1), EVERYWHERE))
    refused(rule.judge(-(r**2) / 2, Normal(0, Enclosure(sp.S.One, sp.S.One)), EVERYWHERE))
    refused(rule.judge(-(r**2) / 2 + sp.log(r) - sp.log(2 * r), Normal(0, 1), EVERYWHERE))


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (r + 1, "not a letter"),
        (n, "declared an integer"),
        (sp.S.One, "not a letter"),
        (sp.Symbol("a"), "not declared real"),
    ],
    ids=str,
)
def test_a_gradient_is_in_a_real_letter(of, told):
    refused(Gradient(of).judge(f(1) ** 2 + r + n, sp.S.Zero, EVERYWHERE), told)


@pytest.mark.parametrize(
    "where",
    [
        Domain((r >= 1, r <= 1)),
        Domain((r >= w, w >= r)),
        Domain((r**2 <= 0,)),
        Domain((sp.Ge(-(r**2), 0),)),
        Domain((r <= w, r >= w + 0 * x, r >= -1)),
        Domain(whole=(r,)),
        Domain((r**2 + w**2 <= 1,)),
    ],
    ids=str,
)
def test_a_gradient_needs_room(where):
    # With r = 1 known, r² = 1 is true, and its slope is not that of 1.
    refused(Gradient(r).judge(sp.S.One + 0 * r, sp.S.Zero, where), "")


def test_a_gradient_with_room():
    for where in (
        Domain((r > 0,)),
        Domain((r >= 0,)),
        Domain((r > 0, r < 1, w >= 0)),
        Domain(nonzero=(r,)),
    ):
        assert Gradient(r).judge(r**2, 2 * r, where).verdict == "proved"
    refused(Gradient(u).judge(u**2, 2 * u, Domain((u <= 1,))), "may leave u no room")
    assert Gradient(u).judge(u**2, 2 * u, Domain((u < 1,))).verdict == "proved"


# Existence


@pytest.mark.parametrize(
    "value",
    [
        Normal(0, -1),
        Normal(0, r),
        Normal(0, x - 1),
        Mean(r**2, r, Normal(0, -1)),
        Mean(x**2, x, Normal(0, 1)),
        Mean(n**2, n, Normal(0, 1)),
        Combination((Term(sp.S.One, V, Normal(0, -x)),)),
        Recursion(v, v + 1, v, c, start=0, of=V),
        Recursion(c, v + 1, v, c, start=0, of=V),
        Recursion(sp.S.One, v + 1, v, x, start=0, of=V),
        Recursion(-sp.S.One, x + 1, x, c, start=0, of=V),
        sp.Sum(1, (k, 1, x)),
        sp.Sum(1, (k, x, n)),
        sp.Product(x, (k, 1, n / 2)),
        sp.Sum(sp.Sum(1, (m, 1, x * k)), (k, 1, n)),
        defined("s", "s({0})", lambda a: a, positive=True)(r),
        defined("s", "s({0})", lambda a: a - 1, positive=True)(x),
        sp.Sum(defined("s", "s({0})", lambda a: a - 2, positive=True)(k), (k, 1, n)),
        defined("s", "s({0})", lambda a: a / 2, integer=True)(n),
        sp.Sum(defined("s", "s({0})", lambda a: a, positive=True)(k), (k, 0, n)),
    ],
    ids=str,
)
def test_what_does_not_exist_is_refused(value):
    with pytest.raises(Undecided):
        exists(value, EVERYWHERE)


@pytest.mark.parametrize(
    ("value", "where"),
    [
        (Normal(0, 0), EVERYWHERE),
        (Normal(0, x - 1), Domain((x >= 1,))),
        (Normal(0, Enclosure(r, r + 1)), EVERYWHERE),
        (Mean(r**2, r, Normal(w, x)), EVERYWHERE),
        (Recursion(sp.S.One, v + c, v, c, start=0, of=V), EVERYWHERE),
        (sp.Sum(1, (k, 1, 1 / x)), Domain(whole=(1 / x,))),
        (sp.Sum(sp.Sum(1, (m, 1, k)), (k, 1, n**2)), EVERYWHERE),
        (sp.Sum(defined("s", "s({0})", lambda a: a, positive=True)(k), (k, 1, n)), EVERYWHERE),
        (sp.Sum(f(k), (k, n - m, n - 1)), Domain((sp.Ge(n, m),))),
    ],
    ids=str,
)
def test_what_exists(value, where):
    exists(value, where)


MORE = defined("s", "s({0})", lambda a: a - 5, positive=True)


@pytest.mark.parametrize(
    ("value", "beyond"),
    [
        (sp.Sum(MORE(whole_), (whole_, 5, 8)), sp.Sum(MORE(whole_), (whole_, 6, 8))),
        (largest(MORE(whole_), (whole_, 5, 8)), largest(MORE(whole_), (whole_, 6, 8))),
        (sp.Integral(MORE(r), (r, 5, 8)), sp.Integral(MORE(r), (r, 6, 8))),
        (largest(MORE(k), (k, n, n)), largest(MORE(k + 5), (k, n, n))),
        (largest(1, (k, 1, x)), largest(1, (k, 1, n))),
    ],
    ids=str,
)
def test_inside_it_is_the_range_that_counts_and_no_letter_of_that_name(value, beyond):
    told = Domain((whole_ >= 6, r >= 6, k >= 6))
    with pytest.raises(Undecided):
        exists(value, told)
    exists(beyond, EVERYWHERE)
    exists(sp.Integral(x, (r, 0, x)), EVERYWHERE)


def test_an_expectation_needs_a_law():
    refused(Identity().judge(Mean(r**2, r, Normal(0, -1)), -sp.S.One, EVERYWHERE), "variance")
    refused(Identity().judge(Normal(0, r), Normal(0, r), EVERYWHERE), "variance")


# Recursions


STEP = Recursion(sp.Integer(5), v + 1, v, c, start=0, of=V)


def test_a_recursion_knows_where_it_begins():
    assert Induction(c, 0).judge(STEP, c + 5, EVERYWHERE).verdict == "proved"
    for unclear in (None, "v_0=5", True, 0.5):
        with pytest.raises(Malformed, match="a recursion says where it starts"):
            replace(STEP, start=unclear)  # type: ignore[arg-type]
    refused(Induction(c, 1).judge(STEP, c + 4, Domain((c >= 1,))), "begins at 0")
    refused(Induction(c, 0).judge(replace(STEP, start=1), c + 5, EVERYWHERE), "begins at 1")


def test_the_letters_of_a_recursion_are_its_own():
    judged = Induction(c, 0).judge
    refused(judged(replace(STEP, first=v), c + 5, EVERYWHERE))
    refused(judged(replace(STEP, first=c + 5), c + 5, EVERYWHERE))
    refused(judged(STEP, c + 5 + 0 * v + v - v * 1 + v, EVERYWHERE), "closed form")
    refused(judged(STEP, c + 5, Domain((v >= 5,))), "speaks of it")
    refused(judged(replace(STEP, previous=c), c + 5, EVERYWHERE))
    # √(p²) is p for a letter declared positive, and what it stands for is negative.
    turned = Recursion(-sp.S.One, -sp.sqrt(x**2), x, c, start=0, of=V)
    refused(judged(turned, (-1) ** (c + 1), EVERYWHERE))


def test_a_law_with_a_moving_mean():
    walk = Recursion(Normal(r, x), Normal(w / 2, v / 4 + 1), (w, v), c, start=0, of=V)
    closed = Normal(r / 2**c, R(4, 3) + (x - R(4, 3)) / 4**c)
    positive = Domain((x >= R(4, 3),))
    assert Induction(c, 0).judge(walk, closed, positive).verdict == "proved"
    for mean, variance in [
        (r, closed.variance),
        (closed.mean, x),
        (r / 2 ** (c + 1), closed.variance),
    ]:
        refused(Induction(c, 0).judge(walk, Normal(mean, variance), positive))
    refused(Induction(c, 0).judge(walk, closed.variance, positive))


# Gibbs


KL = sp.Sum(p(k) * sp.log(p(k) / q(k)), (k, 1, n))


@pytest.mark.parametrize(
    "units",
    [(), (SUM_P,), (SUM_Q,), (sp.Sum(p(k), (k, 1, m)), SUM_Q), (SUM_P, sp.Sum(q(k), (k, 1, m)))],
)
def test_a_divergence_is_of_two_laws(units):
    rule = AboveBy(Divergence(p(k), k, n), q(k))
    refused(rule.judge(KL, sp.S.Zero, Domain(unit_sums=units)))
    if SUM_Q in units:
        assert (
            "is needed and not assumed"
            in rule.judge(KL, sp.S.Zero, Domain(unit_sums=units)).message
        )
    assert rule.judge(KL, sp.S.Zero, Domain(unit_sums=(SUM_P, SUM_Q))).verdict == "proved"


def test_gibbs_is_about_every_law():
    rule = Gibbs(Divergence(p(k), k, n), best=sp.S.Zero)
    found = rule.judge(KL, q(k), Domain(unit_sums=(SUM_Q,)))
    assert (found.verdict, "for every" in found.lines[0]) == ("proved", True)
    for fact in (p(1) > half, p(n) < q(n), sp.Sum(p(k) ** 2, (k, 1, n)) < half):
        refused(rule.judge(KL, q(k), Domain((fact,), (SUM_Q,))), "runs over all laws")
    refused(rule.judge(KL, q(k), Domain(unit_sums=(SUM_Q,), nonzero=(p(1) - p(2),))))
    refused(rule.judge(KL, q(k), EVERYWHERE))
    for weight in (r, -x, sp.S.Zero):
        weighted = Gibbs(Divergence(p(k), k, n, weight), best=sp.S.Zero)
        refused(weighted.judge(weight * KL, q(k), Domain(unit_sums=(SUM_Q,))))


# Numbers and inequalities


def test_a_number_is_rounded_to_one_digit_or_more():
    for digits in (0, -3, half, True - 1):
        refused(Rounding(digits).judge(sp.Integer(7), sp.S.Zero, EVERYWHERE), "digits")
    assert Rounding(1).judge(sp.Integer(7), sp.Integer(7), EVERYWHERE).verdict == "proved"
    refused(Rounding(2).judge(sp.pi, sp.Integer(3), EVERYWHERE))
    refused(Rounding(2).judge(Normal(0, 1), sp.Integer(3), EVERYWHERE))


def test_messages_say_what_to_write():
    refused(Inequality().judge(2 * x * y, x**2 + y**2, EVERYWHERE), "shows its sign: gap=…")
    found = Identity().judge(sp.Sum(k, (k, 1, n)), n * (n + 1) / 2, EVERYWHERE)
    refused(found, ".by_induction(…, on=n)")
    refused(Inequality().judge(x, Enclosure(x, x), EVERYWHERE), "not numbers")
    refused(Loosened().judge(x, Enclosure(x, x), EVERYWHERE), "only an enclosure")


def test_the_sides_of_an_enclosure():
    ends = Enclosure(x, x + 1)
    assert Inequality().judge(ends, x + 1, EVERYWHERE).verdict == "proved"
    assert Inequality(least=True).judge(ends, x, EVERYWHERE).verdict == "proved"
    for rule, bound in [
        (Inequality(), x),
        (Inequality(least=True), x + half),
        (Inequality(strict=True), x + 1),
        (Inequality(least=True, strict=True), x),
        (Inequality(), x + half),
    ]:
        refused(rule.judge(ends, bound, EVERYWHERE))


# Products


EXCESS = Derivation("excess", W, x / (k * (k + 1))).equals(x * (1 / k - 1 / (k + 1)), because="")
TOTAL = x * (1 - 1 / (n + 1))
BOUND = Telescope(EXCESS, x / (k + 1), TOTAL)


def bounds(lemma=BOUND, **changes):
    rule = ProductBounds(sp.S.One, x / (k * (k + 1)), k, n, lemma, lemma)
    return replace(rule, **changes)


SHORT = Domain((x < half,))


def judged(rule, where=SHORT):
    shape = rule.scale * sp.Product(1 + rule.term, (rule.index, 1, rule.count))
    return rule.judge(shape, rule.ends(), where)


def test_a_product_that_is_enclosed():
    assert judged(bounds()).verdict == "proved"


NARROW = Derivation("narrow", W, EXCESS.start, where=Domain((k >= 2,))).equals(
    EXCESS.result, because=""
)
SIGNED = Derivation("signed", W, EXCESS.start, where=Domain(nonzero=(x - y,))).equals(
    EXCESS.result, because=""
)
BROKEN = replace(EXCESS, steps=(replace(EXCESS.steps[0], lhs=EXCESS.result),))


@pytest.mark.parametrize(
    "rule",
    [
        bounds(replace(BOUND, lemma=NARROW)),
        bounds(replace(BOUND, lemma=SIGNED)),
        bounds(replace(BOUND, lemma=BROKEN)),
        bounds(count=x),
        bounds(count=-n),
        bounds(scale=sp.Integer(-1)),
        bounds(scale=k),
        bounds(count=k),
        bounds(replace(BOUND, total=k - k + TOTAL + k)),
    ],
)
def test_a_product_that_is_not(rule):
    refused(judged(rule))


def test_the_index_of_a_product_is_free_of_other_conditions():
    for where in (Domain((x < half, k >= 2)), Domain((x < half,), nonzero=(k - 1,))):
        refused(judged(bounds(), where), "free of other conditions")


# Substitutions


@pytest.mark.parametrize(
    ("lhs", "values"),
    [
        (sp.Integer(2), {sp.Integer(2): sp.Integer(3)}),
        (sp.Sum(f(k), (k, 1, 1)) - f(1), {f(1): sp.Integer(5)}),
        (x + 1, {x + 1: sp.Integer(3)}),
        (x, {x: -y}),
        (x, {x: r}),
        (n, {n: half}),
        (n, {n: x}),
        (c, {c: sp.S.NegativeOne}),
        (f(n) + f(1), {f(1): sp.Integer(2)}),
        (defined("d", "d({0})", lambda a: f(a))(1) + f(1), {f(1): sp.Integer(2)}),
        (x, {x: sp.I}),
    ],
    ids=str,
)
def test_a_letter_takes_values_of_its_kind(lhs, values):
    pairs = tuple(values.items())
    refused(Substitution(pairs).judge(lhs, lhs.xreplace(values), EVERYWHERE))


def test_a_function_that_occurs_once_takes_a_value():
    pairs = ((f(n), x), (r, 2 * x))
    assert Substitution(pairs).judge(f(n) + r, 3 * x, EVERYWHERE).verdict == "proved"
