"""2e  The preference through π*: β is lost twice, and the answer that was accepted still has r."""

import sympy as sp

from solutions.author import Domain, family
from solutions.author import ratio as over_another
from solutions.dpo import b_optimal_policy as b
from solutions.dpo import c_partition_function as c
from solutions.dpo import d_reward as d
from solutions.dpo import e_bradley_terry as e
from solutions.dpo.notation import (
    REFERENCE,
    Y,
    Z,
    beta,
    preferred,
    r,
    ratio,
    ref,
    sigmoid,
    star,
    x,
    y,
    y1,
    y2,
    z,
)
from solutions.transcript.asks import Ask
from solutions.transcript.letters import A, B
from solutions.transcript.links import at_least, equals
from solutions.transcript.reading import Chain, Place, Reading, after, reading
from solutions.transcript.subjects import as_written, boxed, line, stated

OUTPUTS = Domain((y1 <= Y, y2 <= Y), REFERENCE)
"""Two outputs of 𝒴, and a reference policy that is a law on it."""

PREFERENCE = boxed(e.part, "powers").on(OUTPUTS)
ODDS = boxed(
    e.part,
    "powers",
    of=over_another(preferred(y1, y2, x), preferred(y2, y1, x)),
    pick=lambda p: p / (1 - p),
)
REWARD = boxed(d.part, "reward").on(Domain((y <= Y,), REFERENCE))
PARTITION = boxed(b.part, "partition").on(Domain((), REFERENCE))
OF_TOKENS = family("terms", r"\text{{terms of }} Z(x) \text{{ for }} {0} \text{{ tokens of }} {1}")
TERMS = line(c.part, c.terms, "common_sizes", of=OF_TOKENS(50, 50000))
SHIFTED = line(e.part, e.shifted, "start")
ASK = Ask(
    (PREFERENCE,),
    without=(r, Z(x).func),
    words="the preference probability through π* and π_ref, without the reward and without Z(x)",
)


def exp(of: sp.Expr) -> sp.Expr:
    """The exponential as it is written: that of a logarithm stays one."""
    return sp.exp(of, evaluate=False)


def times(*factors: sp.Expr) -> sp.Expr:
    """A product as it is written: nothing is gathered or cancelled."""
    return sp.Mul(*factors, evaluate=False)


def over(top: sp.Expr, bottom: sp.Expr) -> sp.Expr:
    """A quotient as it is written: nothing is cancelled."""
    return times(top, sp.Pow(bottom, -1, evaluate=False))


def share(first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """The first of two worths over the sum of both."""
    return first / (first + second)


def policies(of: sp.Expr) -> sp.Expr:
    """π*/π_ref of an output, written out."""
    return star(of) / ref(of, x)


def rewarded(value: sp.Expr, reward: sp.Expr) -> sp.Expr:
    """``value`` with a formula for r(x, y) put in for the rewards of both outputs."""
    return value.xreplace({r(one, x): reward.xreplace({y: one}) for one in (y1, y2)})


model = e.bradley_terry(r(y1, x), r(y2, x))
log_1, log_2 = (sp.log(policies(one)) for one in (y1, y2))
log_Z = sp.log(Z(x))
powers = share(policies(y1) ** beta, policies(y2) ** beta)
without_beta = share(ratio(y1), ratio(y2))
first, second = exp(log_1 + log_Z), exp(log_2 + log_Z)
exponentials = over(first, first + second)

e01 = reading(
    "2e-01",
    REWARD,
    equals(sp.log(policies(y)) + log_Z),
    place=Place(d.reward, "add_and_subtract", sp.log(policies(y)) + log_Z),
)
e02 = reading("2e-02", PREFERENCE, equals(model))
e03 = reading(
    "2e-03",
    PREFERENCE,
    equals(exponentials),
    after=after(e01, e02, value=rewarded(e02.result, e01.result)),
    place=Place(e.preference, "put_reward", exponentials),
)
e04 = reading("2e-04", as_written(exp(sp.log(ratio(y)) + log_Z)), equals(ratio(y) * Z(x)))
e05 = reading(
    "2e-05",
    PREFERENCE,
    equals(share(ratio(y1) * Z(x), ratio(y2) * Z(x))),
    after=after(e03, e04, value=e03.result),
    place=Place(e.preference, "put_reward", share(ratio(y1) * Z(x), ratio(y2) * Z(x))),
)
e06 = reading(
    "2e-06",
    PREFERENCE,
    equals(without_beta),
    after=after(e05),
    place=Place(e.preference, "multiply_out", without_beta),
)
e07 = reading(
    "2e-07",
    PREFERENCE,
    equals(without_beta),
    after=after(e06),
    place=Place(e.preference, "multiply_out", without_beta),
)
untempered = sp.Sum(ref(y, x) * sp.exp(r(y, x)), (y, 1, Y))
e08 = reading(
    "2e-08", PARTITION, equals(untempered), place=Place(b.partition, "adds_to_one", untempered)
)
e09 = reading(
    "2e-09",
    PREFERENCE,
    equals(powers),
    said="the preference is a formula in π*/π_ref of the two outputs, without the sum Z(x)",
)

e10 = reading("2e-10", PREFERENCE, equals(model))
e11 = reading(
    "2e-11",
    REWARD,
    equals(sp.log(policies(y)) + log_Z),
    place=Place(d.reward, "add_and_subtract", sp.log(policies(y)) + log_Z),
)
e12 = reading(
    "2e-12",
    PREFERENCE,
    equals(exponentials),
    after=after(e10, e11, value=rewarded(e10.result, e11.result)),
    place=Place(e.preference, "put_reward", exponentials),
)
e13 = reading("2e-13", as_written(sp.exp(A + B)), equals(times(sp.exp(A), sp.exp(B))))
factored = over(ratio(y1) * Z(x), times(ratio(y1) + ratio(y2), Z(x)))
e14 = reading(
    "2e-14",
    PREFERENCE,
    equals(factored),
    after=after(e12, e13, value=e12.result),
    place=Place(e.preference, "put_reward", factored),
)
e15 = reading(
    "2e-15",
    PREFERENCE,
    equals(without_beta),
    after=after(e14),
    place=Place(e.preference, "multiply_out", without_beta),
)
e16 = reading(
    "2e-16",
    PREFERENCE,
    equals(without_beta),
    after=after(e15),
    place=Place(e.preference, "multiply_out", without_beta),
)
e17 = reading(
    "2e-17",
    PREFERENCE,
    equals(powers),
    said="the preference is a formula in π*/π_ref of the two outputs, and has no Z(x)",
)

worth_1, worth_2 = (sp.exp(beta * log) for log in (log_1, log_2))
e18 = reading(
    "2e-18",
    PREFERENCE,
    equals(share(sp.exp(beta * log_1 + beta * log_Z), sp.exp(beta * log_2 + beta * log_Z))),
)
e19 = reading(
    "2e-19",
    PREFERENCE,
    equals(
        over(
            times(worth_1, sp.exp(beta * log_Z)),
            times(worth_1 + worth_2, sp.exp(beta * log_Z)),
        )
    ),
    after=after(e18),
)
e20 = reading("2e-20", PREFERENCE, equals(powers), after=after(e19))
e21 = reading("2e-21", PREFERENCE, equals(powers), after=after(e20))
e22 = Reading(
    "2e-22",
    (
        Chain(TERMS, (at_least(sp.Integer(10) ** 234, strict=True),)),
        Chain(PREFERENCE, (equals(powers),)),
        Chain(ODDS, (equals((policies(y1) / policies(y2)) ** beta),)),
    ),
    said="Z(x) has more than 10²³⁴ terms for answers of 50 tokens; the preference does without, "
    "and its odds are the ratio of the two likelihood ratios to the power β",
)

e23 = reading("2e-23", PREFERENCE, equals(model))
e24 = reading("2e-24", REWARD, equals(beta * sp.log(policies(y)) + beta * log_Z))
e25 = reading(
    "2e-25",
    PREFERENCE,
    equals(share(sp.exp(beta * log_1 + beta * log_Z), sp.exp(beta * log_2 + beta * log_Z))),
    after=after(e23, e24, value=rewarded(e23.result, e24.result)),
)
e26 = reading(
    "2e-26",
    PREFERENCE,
    equals(share(policies(y1) ** beta * Z(x) ** beta, policies(y2) ** beta * Z(x) ** beta)),
    after=after(e25),
)
e27 = reading("2e-27", PREFERENCE, equals(powers), after=after(e26))
e28 = reading(
    "2e-28",
    stated(family("sigmoid", r"\operatorname{{sigmoid}}({0})")(z), sigmoid(z)),
    equals(1 / (1 + sp.exp(-z))),
)
e29 = reading(
    "2e-29",
    boxed(d.part, "reward", of=family("s", "s({0})", "score of an output")(y)),
    equals(beta * sp.log(policies(y)) + beta * log_Z),
    after=after(e24),
)
e30 = reading(
    "2e-30",
    PREFERENCE,
    equals(model),
    equals(1 / (1 + sp.exp(r(y2, x) - r(y1, x)))),
    equals(sigmoid(r(y1, x) - r(y2, x))),
    after=after(e23),
)
e31 = reading("2e-31", PREFERENCE, equals(sigmoid(r(y1, x) - r(y2, x))), after=after(e30))
e32 = Reading(
    "2e-32",
    (
        Chain(SHIFTED, (equals(model),)),
        Chain(PREFERENCE, (equals(powers), equals(sigmoid(r(y1, x) - r(y2, x))))),
    ),
    said="what depends on the prompt alone, such as Z(x), drops out: a pair needs no sum over all "
    "outputs, and the preference is the logistic function of the difference of the two scores",
)

READINGS = (
    *(e01, e02, e03, e04, e05, e06, e07, e08, e09),
    *(e10, e11, e12, e13, e14, e15, e16, e17),
    *(e18, e19, e20, e21, e22),
    *(e23, e24, e25, e26, e27, e28, e29, e30, e31, e32),
)
