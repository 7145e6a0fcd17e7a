"""2g  Rankings: the law and the loss are right in the first attempt, then the rankings are lost."""

from collections.abc import Callable

import sympy as sp

from solutions.author import Domain, family, logarithm, quantity
from solutions.dpo import d_reward as d
from solutions.dpo import e_bradley_terry as e
from solutions.dpo import f_gradient as f
from solutions.dpo import g_plackett_luce as g
from solutions.dpo.g_plackett_luce import mean, plackett_luce
from solutions.dpo.notation import (
    REFERENCE,
    K,
    Y,
    Z,
    beta,
    i,
    j,
    k,
    pi_theta,
    prompt,
    r,
    ranked,
    ratio,
    ref,
    sigmoid,
    star,
    tau,
    theta,
    u,
    x,
    y,
    y1,
    y2,
)
from solutions.transcript.asks import Ask
from solutions.transcript.letters import A, B
from solutions.transcript.links import at_least, equals, has_slope
from solutions.transcript.reading import Ambiguous, Chain, Place, Reading, after, reading
from solutions.transcript.subjects import as_written, boxed, line


def trained(value: sp.Expr) -> sp.Expr:
    """``value`` with π_θ written for π*."""
    return value.replace(star(y).func, lambda y, to, *others: pi_theta(y, to, theta))


def policies(of: sp.Expr) -> sp.Expr:
    """π*/π_ref of an output, written out."""
    return star(of) / ref(of, x)


def model(of: sp.Expr) -> sp.Expr:
    """π_θ/π_ref of an output, written out."""
    return pi_theta(of, x, theta) / ref(of, x)


def recorded(value: sp.Expr) -> sp.Expr:
    """``value`` at a recorded ranking and its prompt."""
    return value.replace(tau, lambda at: ranked(at, i)).xreplace({x: prompt(i)})


def times(*factors: sp.Expr) -> sp.Expr:
    """A product as it is written: exponentials are not gathered."""
    return sp.Mul(*factors, evaluate=False)


def exponential(of: sp.Expr) -> sp.Expr:
    """e to a sum of multiples of logarithms, as the product of powers that it is."""
    logs = {term: next(iter(term.atoms(sp.log))) for term in sp.Add.make_args(of)}
    return sp.Mul(*(log.args[0] ** (term / log) for term, log in logs.items()))


def log_odds(of: sp.Expr) -> sp.Expr:
    """The logarithm of a probability over that of the opposite."""
    return sp.log(of / (1 - of))


TRAINED, OPTIMAL = "π_θ is written for π*", "π* is written for π_θ"
OUTPUT = Domain((y <= Y,), REFERENCE)

REWARD = boxed(d.part, "reward").on(OUTPUT)
WORTH = boxed(d.part, "reward", of=sp.exp(r(y, x)), pick=exponential).on(OUTPUT)
FACTOR = boxed(
    d.part,
    "reward",
    of=sp.exp(r(y, x)) / ratio(y) ** beta,
    pick=lambda reward: sp.exp(reward) / policies(y) ** beta,
).on(OUTPUT)
LAW = boxed(g.part, "law")
LOSS = boxed(
    g.part,
    "loss",
    variants=((OPTIMAL, -mean(sp.log(recorded(plackett_luce(lambda k: ratio(tau(k)) ** beta))))),),
)
PREFERENCE = boxed(e.part, "powers")
preferred = e.part.box("preference").value
MODELLED = boxed(
    e.part,
    "preference",
    variants=((TRAINED, trained(preferred)),),
)
LOG_ODDS = boxed(
    e.part,
    "preference",
    of=logarithm(family("odds", r"\operatorname{{odds}}({0} \succ {1} \mid {2})")(y1, y2, x)),
    pick=lambda p: sp.log(p / (1 - p)),
    variants=(
        (
            TRAINED,
            trained(sp.log(e.part.box("preference").value / (1 - e.part.box("preference").value))),
        ),
    ),
)
PAIRS = line(
    f.part, f.loss, "start", of=quantity("L(θ) of pairs", r"\mathcal L(\theta) \text{ of pairs}")
)
ASK = Ask(
    (LAW, LOSS),
    without=(r, Z(x).func),
    words="the probability of a ranking through π* and π_ref, or the loss that it gives",
)

log_a, log_Z = sp.log(policies(y)), sp.log(Z(x))
power = policies(y) ** beta


def shares(worth: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    """Plackett–Luce, with the worth of an output."""
    return plackett_luce(lambda k: worth(tau(k)))


e01 = reading("2g-01", REWARD, equals(beta * log_a + beta * log_Z))
e02 = reading("2g-02", LAW, equals(shares(lambda of: sp.exp(r(of, x)))))
e03 = reading(
    "2g-03",
    WORTH,
    equals(sp.exp(beta * log_a + beta * log_Z)),
    equals(power * Z(x)),
    after=after(e01, value=sp.exp(e01.result)),
    place=Place(d.reward, "add_and_subtract", beta * log_a + log_Z),
)


def worthy(value: sp.Expr, worth: sp.Expr) -> sp.Expr:
    """``value`` with a formula for e^r put in for the outputs’ e^r."""
    return value.replace(r, lambda of, to: sp.log(worth.xreplace({y: of})))


with_Z = shares(lambda of: policies(of) ** beta * Z(x))
law = shares(lambda of: policies(of) ** beta)
e04 = reading(
    "2g-04", LAW, equals(with_Z), after=after(e02, e03, value=worthy(e02.result, e03.result))
)
e05 = Reading(
    "2g-05",
    (
        Chain(FACTOR, (equals(Z(x) ** beta),), after(e03, e04, value=e03.result / power)),
        Chain(
            LAW,
            (equals(shares(lambda of: policies(of) ** beta * Z(x) ** beta)), equals(law)),
            after(e04),
        ),
    ),
    said="the factor in front of a^β in every numerator and denominator is Z(x)^β, and it cancels",
)
e06 = reading("2g-06", LAW, equals(law), after=after(e04))
e07 = reading("2g-07", LAW, equals(law), after=after(e06))
e08 = reading(
    "2g-08",
    LOSS,
    equals(-mean(sp.log(recorded(law)))),
    after=after(e07, value=-mean(sp.log(recorded(e07.result)))),
)


def worth(at: sp.Expr) -> sp.Expr:
    """π_θ/π_ref of the answer at a place of a recorded ranking."""
    return recorded(model(tau(at)))


e09 = reading(
    "2g-09",
    LOSS,
    equals(
        -mean(
            sp.Sum(
                sp.log(worth(k) ** beta / sp.Sum(worth(j) ** beta, (j, k, K))),
                (k, 1, K),
            )
        )
    ),
    after=after(e08),
)
loss = -mean(
    sp.Sum(beta * sp.log(worth(k)) - sp.log(sp.Sum(worth(j) ** beta, (j, k, K))), (k, 1, K))
)
e10 = reading("2g-10", LOSS, equals(loss), after=after(e09))
e11 = reading("2g-11", LOSS, equals(loss), after=after(e10))

RULE = Chain(as_written(sp.exp(A + B)), (equals(times(sp.exp(A), sp.exp(B))),))
in_logs = sp.exp(beta * log_a + beta * log_Z)
two_factors = times(sp.exp(beta * log_a), sp.exp(beta * log_Z))
POWERS = (
    Chain(as_written(sp.exp(beta * log_a)), (equals(power),)),
    Chain(as_written(sp.exp(beta * log_Z)), (equals(Z(x) ** beta),)),
)

e12 = reading("2g-12", WORTH, equals(in_logs))
e13 = Reading("2g-13", (RULE, Chain(WORTH, (equals(two_factors),), after(e12))))
e14 = Reading("2g-14", POWERS)
e15 = reading("2g-15", WORTH, equals(power * Z(x) ** beta), after=after(e13, e14, value=e13.result))
in_sigmoid = beta * (sp.log(model(y1)) - sp.log(model(y2)))
e16 = Reading(
    "2g-16",
    (
        Chain(
            PREFERENCE,
            (
                equals(e.bradley_terry(r(y1, x), r(y2, x))),
                equals(policies(y1) ** beta / (policies(y1) ** beta + policies(y2) ** beta)),
            ),
        ),
        Chain(MODELLED, (equals(sigmoid(in_sigmoid)),)),
    ),
    said="for two outputs Z(x)^β cancels, and the preference is σ(u) with u as given",
)

e17 = reading(
    "2g-17",
    WORTH,
    equals(power * Z(x) ** beta),
    said="e^r is a product: one factor with the two policies, one with Z(x)",
)
e18 = Reading("2g-18", (Chain(WORTH, (equals(in_logs),)), RULE))
e19 = reading("2g-19", WORTH, equals(two_factors), after=after(e18, value=e18.chains[0].result))
e20 = Reading("2g-20", POWERS)
e21 = reading("2g-21", WORTH, equals(power * Z(x) ** beta), after=after(e19, e20, value=e19.result))
e22 = reading(
    "2g-22",
    as_written(u**beta),
    has_slope(beta * u ** (beta - 1), u),
    at_least(0, strict=True),
    said="the first factor u^β grows with the ratio u of the two probabilities",
)


def softmax(claim: str, weight: sp.Expr) -> Reading:
    """Divided by Z(x)^β, do these weights of all outputs add up to one?"""
    return reading(
        claim,
        as_written(sp.Sum(weight, (y, 1, Y)) / Z(x) ** beta, Domain((), REFERENCE)),
        equals(1),
        said="divided by Z(x)^β, the weights of all outputs add up to one",
    )


e23 = Ambiguous(
    "2g-23",
    softmax("2g-23", ref(y, x) * sp.exp(r(y, x))),
    softmax("2g-23", sp.exp(r(y, x))),
    "weighed with the reference policy or not",
)
two = e.bradley_terry(r(y1, x), r(y2, x))
e24 = reading(
    "2g-24",
    PREFERENCE,
    equals(two),
    equals(policies(y1) ** beta / (policies(y1) ** beta + policies(y2) ** beta)),
    after=after(e21, value=worthy(two, e21.result)),
)
e25 = reading(
    "2g-25",
    LOG_ODDS,
    equals(in_sigmoid),
    after=after(e24, value=log_odds(e24.result)),
)


def compared(value: sp.Expr) -> sp.Expr:
    """``value`` at a recorded comparison: its prompt, its winner and its loser."""
    return value.xreplace({y1: f.y_w, y2: f.y_l, x: f.x_i})


e26 = reading(
    "2g-26",
    PAIRS,
    equals(-f.mean(sp.log(sigmoid(compared(in_sigmoid))))),
    after=after(e25, value=-f.mean(sp.log(sigmoid(compared(e25.result))))),
)

READINGS = (
    *(e01, e02, e03, e04, e05, e06, e07, e08, e09, e10, e11),
    *(e12, e13, e14, e15, e16),
    *(e17, e18, e19, e20, e21, e22, e23, e24, e25, e26),
)
