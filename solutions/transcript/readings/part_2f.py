"""2f  The gradient of the loss: right twice, then set off by a u with y_w and y_l exchanged."""

import sympy as sp

from solutions.author import Domain, Regime, family, gradient, quantity
from solutions.dpo import f_gradient as f
from solutions.dpo.f_gradient import better, mean, pull, slope, worse, x_i, y_l, y_w
from solutions.dpo.notation import (
    REFERENCE,
    Y,
    beta,
    i,
    implicit_reward,
    mu,
    n,
    pi_theta,
    ref,
    sigmoid,
    theta,
    x,
    y,
    z,
)
from solutions.transcript.asks import Ask
from solutions.transcript.letters import U, W, sigmoid_slope
from solutions.transcript.links import at_least, at_most, equals, has_slope, tends
from solutions.transcript.reading import Ambiguous, Chain, Place, Reading, after, reading
from solutions.transcript.subjects import Subject, as_written, boxed, line, stated

ONE = "one comparison in place of the mean over the data"
LAWS = Domain(
    (sp.GreaterThan(Y, 4, evaluate=False),),
    (
        *REFERENCE,
        sp.Sum(pi_theta(y, x, theta), (y, 1, Y)),
        sp.Sum(mu(i), (i, 1, n)),
    ),
)
"""Both policies and the weights of the record are laws; a sample point draws outputs 1 to 4."""

LOSS = line(f.part, f.loss, "start", variants=((ONE, f.pair.line("implicit_reward")),)).on(LAWS)
GRADIENT = boxed(f.part, "gradient", variants=((ONE, f.pair.result),)).on(LAWS)
ASK = Ask((GRADIENT,), words="the gradient of the loss in θ")


def argument(loss: sp.Expr) -> sp.Expr:
    """What the logistic function is taken of."""
    (logistic,) = [part for part in loss.atoms(sp.Function) if part.func == sigmoid]
    return logistic.args[0]


def inside(name: str) -> Subject:
    """What the logistic function of the loss is taken of, under the name that the log gives it."""
    of = quantity(f"{name} of the loss", rf"{name} \text{{ in the loss of one comparison}}")
    return line(f.part, f.pair, "implicit_reward", of=of, pick=argument).on(LAWS)


MARGIN, MARGIN_U = inside("z"), inside("u")
MARGIN_SLOPE = stated(gradient(quantity("z", "z"), theta), slope(better - worse))
IMPLICIT = stated(
    family("r̂", r"\hat r_\theta({0}, {1})", "implicit reward")(x, y), implicit_reward(y, x)
)

WINNER_AHEAD, LOSER_AHEAD = Domain((z > 0,)), Domain((z < 0,))
WIDE = Regime(
    r"z \to \infty",
    small=(sp.exp(-z),),
    vanishing=(W,),
    chart=((z, -sp.log(W)),),
    inverse=((W, sp.exp(-z)),),
    fixed=(beta,),
)


def log_ratio(of: sp.Expr, to: sp.Expr) -> sp.Expr:
    """log π_θ/π_ref."""
    return sp.log(pi_theta(of, to, theta) / ref(of, to))


def score(of: sp.Expr, to: sp.Expr) -> sp.Expr:
    """∇ log π_θ."""
    return slope(sp.log(pi_theta(of, to, theta)))


def times(*factors: sp.Expr) -> sp.Expr:
    """A product as it is written."""
    return sp.Mul(*factors, evaluate=False)


up, down = score(y_w, x_i), score(y_l, x_i)
margin = better - worse
surprise = -sp.log(sigmoid(margin))
rewards = beta * log_ratio(y_w, x_i) - beta * log_ratio(y_l, x_i)

e01 = reading("2f-01", LOSS, equals(-mean(sp.log(sigmoid(margin)))))
e02 = reading("2f-02", IMPLICIT, equals(beta * log_ratio(y, x)))
e03 = Reading(
    "2f-03",
    (
        Chain(MARGIN, (equals(margin),)),
        Chain(LOSS, (equals(surprise),), after(e01)),
    ),
)
e04 = reading(
    "2f-04",
    as_written(sp.Derivative(-sp.log(sigmoid(z)), z)),
    equals(-1 / sigmoid(z) * sp.Derivative(sigmoid(z), z)),
    equals(times(-1, 1 / sigmoid(z), sigmoid(z), 1 - sigmoid(z))),
    equals(sigmoid(z) - 1),
)
e05 = reading(
    "2f-05",
    stated(gradient(quantity("L", r"\mathcal L"), z), sp.Derivative(-sp.log(sigmoid(z)), z)),
    equals(sigmoid(z) - 1),
    after=after(e03, e04, value=e04.result),
)
e06 = reading(
    "2f-06",
    GRADIENT,
    equals((sigmoid(margin) - 1) * slope(margin)),
    after=after(e03, e05, value=slope(e03.result)),
)
e07 = reading(
    "2f-07",
    MARGIN_SLOPE,
    equals(slope(rewards)),
    equals(beta * pull),
    after=after(e02, e03, value=slope(e03.chains[0].result)),
)
e08 = reading(
    "2f-08",
    GRADIENT,
    equals((sigmoid(margin) - 1) * beta * pull),
    after=after(e06, e07, value=e06.result.xreplace({slope(margin): e07.result})),
)
e09 = reading("2f-09", GRADIENT, equals(beta * (sigmoid(margin) - 1) * pull), after=after(e08))
e10 = reading(
    "2f-10",
    as_written(sigmoid(z), WINNER_AHEAD),
    at_least(sp.Rational(9, 10)),
    said="σ(z) is near 1, at least 9/10, as soon as the winner has the larger implicit reward",
)
e11 = Reading(
    "2f-11",
    (
        Chain(as_written(1 - sigmoid(z), LOSER_AHEAD), (at_least(sp.Rational(9, 10)),)),
        Chain(
            stated(
                sigmoid(z) - 1,
                1 / (1 + W) - 1,
                Domain((W > 1,), put=((z, -sp.log(W)),)),
            ),
            (at_most(sp.Rational(-1, 2)),),
        ),
    ),
    said="as soon as the loser has the larger implicit reward, σ(z) is less than 1 by far, "
    "by at least 9/10, and the weight σ(z) − 1 is far below 0, at most −1/2",
)
e13 = reading(
    "2f-13",
    as_written(1 - sigmoid(z)),
    has_slope(-sigmoid(z) * sigmoid(-z), z),
    at_most(0, strict=True),
    said="the size 1 − σ(z) of the weight falls as the margin z grows, from wrong to right",
)

e14 = Reading(
    "2f-14",
    (
        Chain(LOSS, (equals(-mean(sp.log(sigmoid(margin)))),)),
        Chain(IMPLICIT, (equals(beta * log_ratio(y, x)),)),
    ),
)
e15 = Reading(
    "2f-15",
    (
        Chain(MARGIN, (equals(margin),)),
        Chain(LOSS, (equals(surprise),), after(e14, value=e14.chains[0].result)),
    ),
)
e16 = reading(
    "2f-16",
    GRADIENT,
    equals(-slope(sp.log(sigmoid(margin)))),
    equals(-sigmoid(-margin) * slope(margin)),
    after=after(e15, value=slope(e15.result)),
)
e17 = Reading(
    "2f-17",
    (
        Chain(
            MARGIN_SLOPE,
            (equals(slope(better) - slope(worse)),),
            after(e15, value=slope(e15.chains[0].result)),
        ),
        Chain(
            stated(gradient(IMPLICIT.left, theta), slope(implicit_reward(y, x))),
            (equals(beta * score(y, x)),),
            after(e14, value=slope(e14.result)),
        ),
    ),
)


def as_scores(value: sp.Expr) -> sp.Expr:
    """``value`` with ∇z and ∇r̂ as 2f-17 gives them."""
    parts = value.xreplace({slope(margin): e17.chains[0].result})
    return parts.xreplace(
        {slope(implicit_reward(of, x_i)): e17.result.xreplace({y: of, x: x_i}) for of in (y_w, y_l)}
    )


e18 = reading(
    "2f-18",
    GRADIENT,
    equals(-sigmoid(-margin) * beta * pull),
    after=after(e16, e17, value=as_scores(e16.result)),
)
e19 = reading(
    "2f-19", GRADIENT, equals(beta * sigmoid(worse - better) * (down - up)), after=after(e18)
)
e20 = reading("2f-20", GRADIENT, equals(beta * sigmoid(-margin) * (down - up)), after=after(e19))
e21 = Reading(
    "2f-21",
    (
        Chain(as_written(sigmoid(-z)), (tends(0, WIDE),)),
        Chain(as_written(beta * sigmoid(-z)), (tends(0, WIDE),)),
    ),
    said="for a large margin the weight σ(−z) tends to 0, and so does the factor β σ(−z) that "
    "the gradient has",
)
e22 = reading(
    "2f-22",
    as_written(sigmoid(-z), LOSER_AHEAD),
    at_least(sp.Rational(9, 10)),
    said="σ(−z) is near 1, at least 9/10, as soon as the loser has the larger implicit reward",
)


def factor(of: sp.Expr, name: str) -> Subject:
    """What stands before a ∇ log π_θ in the step against the gradient."""
    return line(
        f.part,
        f.pair,
        of=quantity(
            f"weight of the log-policy's gradient at {name} in the step",
            rf"\text{{weight of the log-policy’s gradient at }} {name} "
            r"\text{ in the step down the loss}",
        ),
        pick=lambda value: sp.expand(-value).coeff(of),
    )


def effect(of: sp.Expr, name: str) -> Subject:
    """How fast log π_θ of an output changes along the step, in one coordinate."""
    change = line(
        f.part,
        f.pair,
        of=quantity(
            f"change of the log-policy at {name} along the step",
            rf"\text{{change of the log-policy at }} {name} \text{{ along the step down the loss}}",
        ),
        pick=lambda value: -value * of,
    )
    return change.on(LAWS)


def steps(claim: str, *more: Chain) -> Ambiguous:
    """What a step against the gradient does to log π_θ of the two: its terms, or its effect."""
    terms = Reading(
        claim,
        (
            Chain(
                factor(up, "y_w"),
                (equals(beta * sigmoid(-margin)), at_least(0, strict=True)),
            ),
            Chain(
                factor(down, "y_l"),
                (equals(-beta * sigmoid(-margin)), at_most(0, strict=True)),
            ),
            *more,
        ),
        said="in the step ∇ log π_θ of the winner has a positive factor, that of the loser a "
        "negative one",
    )
    changes = Reading(
        claim,
        (
            Chain(effect(up, "y_w"), (at_least(0),)),
            Chain(effect(down, "y_l"), (at_most(0),)),
            *more,
        ),
        said="after a small step log π_θ of the winner is no smaller than before, and that of the "
        "loser no larger, whatever the policy",
    )
    return Ambiguous(
        claim,
        terms,
        changes,
        "which way the two terms of the step pull, or what becomes of the two probabilities, "
        "which share their parameters",
    )


e12 = steps("2f-12")
e23 = steps(
    "2f-23",
    Chain(
        line(f.part, f.falling, "start"),
        (has_slope(-sigmoid(z) * sigmoid(-z), z), at_most(0, strict=True)),
    ),
)


def handed(u: sp.Expr) -> Reading:
    """The line that attempt 3 starts from, with this for its u."""
    return reading("2f-24", GRADIENT, equals(-mean(sigmoid_slope(u) / sigmoid(u) * slope(u))))


exchanged = worse - better
e24_as_meant, e24_as_printed = handed(margin), handed(exchanged)
e24 = Ambiguous(
    "2f-24",
    e24_as_meant,
    e24_as_printed,
    "with the u for which −log σ(u) is the loss, or with the u of the next line",
)
e25 = reading(
    "2f-25",
    MARGIN_U,
    equals(beta * log_ratio(y_l, x_i) - beta * log_ratio(y_w, x_i)),
    place=Place(f.pair, "implicit_reward", -sp.log(sigmoid(exchanged))),
)
e26 = reading(
    "2f-26",
    as_written(sp.Derivative(sigmoid(z), z)),
    equals(sigmoid_slope(z)),
    equals(sigmoid(z) * (1 - sigmoid(z))),
    equals(sigmoid(z) * sigmoid(-z)),
)
e27 = reading(
    "2f-27",
    as_written(sigmoid_slope(U) / sigmoid(U)),
    equals(sigmoid(-U)),
    after=after(e26, value=e26.result.xreplace({z: U}) / sigmoid(U)),
)
e28 = reading(
    "2f-28",
    GRADIENT,
    equals(-mean(sigmoid(-exchanged) * slope(exchanged))),
    after=after(e24_as_printed, e25, e27, value=e24_as_printed.result),
    place=Place(f.loss, "mean_of_gradients", -mean(sigmoid(-exchanged) * slope(exchanged))),
)
e29 = reading(
    "2f-29",
    stated(gradient(quantity("u", "u"), theta), slope(margin), LAWS),
    equals(beta * down - beta * up),
    after=after(e25, value=slope(e25.result)),
)
e30 = reading(
    "2f-30",
    GRADIENT,
    equals(-mean(sigmoid(-exchanged) * (beta * down - beta * up))),
    after=after(e28, e29, value=e28.result.xreplace({slope(exchanged): e29.result})),
    place=Place(
        f.loss, "mean_of_gradients", -mean(sigmoid(-exchanged) * (beta * down - beta * up))
    ),
)
final = beta * mean(sigmoid(-exchanged) * (up - down))
e31 = reading(
    "2f-31",
    GRADIENT,
    equals(final),
    after=after(e30),
    place=Place(f.loss, "mean_of_gradients", final),
)
e32 = reading(
    "2f-32",
    GRADIENT,
    equals(final),
    after=after(e31),
    place=Place(f.loss, "mean_of_gradients", final),
)
e33 = reading(
    "2f-33",
    stated(
        quantity(
            "mean of the gradient in 2f-20",
            r"\mathbb E_{\mathcal D}[\,\cdot\,] \text{ of the gradient in 2f-20}",
        ),
        mean(e20.result),
        LAWS,
    ),
    equals(e32.result),
    said="the last line of this attempt is equal to that of the attempt before, taken as a mean",
)

READINGS = (
    *(e01, e02, e03, e04, e05, e06, e07, e08, e09, e10, e11, e12, e13),
    *(e14, e15, e16, e17, e18, e19, e20, e21, e22, e23),
    *(e24, e25, e26, e27, e28, e29, e30, e31, e32, e33),
)
