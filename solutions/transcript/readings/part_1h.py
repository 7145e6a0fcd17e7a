"""1h  All DDIM steps: a product, its logarithm, an integral, and ln of what may be negative.

The sums and products over all steps have no closed form. Each is enclosed here, by the lemmas of
the part where it has one.
"""

import sympy as sp

from solutions.author import (
    Derivation,
    Domain,
    Enclosure,
    Limit,
    Normal,
    PositiveRoot,
    ProductBounds,
    Regime,
    RiemannSum,
    Telescope,
    family,
    logarithm,
    ratio,
    variance,
    written,
)
from solutions.diffusion import g_ddim_step as g
from solutions.diffusion import h_ddim_sampler as h
from solutions.diffusion import step_bounds as bounds
from solutions.diffusion.notation import (
    SHEET,
    SMALL_STEP,
    STEPS_TO_ZERO,
    T,
    X_hat,
    dt,
    eta,
    in_steps,
    j,
    k,
    s2,
    t,
    u,
    x,
)
from solutions.transcript.asks import Ask
from solutions.transcript.integrals import Integral
from solutions.transcript.letters import X1, small
from solutions.transcript.links import equals, limiting, near, tends
from solutions.transcript.reading import Chain, Reading, after, reading
from solutions.transcript.squeezed import Logarithm, Squeezed
from solutions.transcript.subjects import Asked, Subject, as_written, boxed, line, stated

IN_THE_LIMIT = Limit(STEPS_TO_ZERO)
TOWARDS_ZERO = Regime(
    r"x \to 0",
    small=(small,),
    vanishing=(small,),
    chart=(),
    inverse=(),
    where=Domain((small < 1,)),
)

NEXT = boxed(g.part, "closed", asked=Asked(g.part.box("small").value, SMALL_STEP))
STEP = boxed(g.part, "step")
START = stated(X_hat(1), Normal(0, 1))
STEPS = stated(T, 1 / dt)
FACTOR = line(h.part, h.factor, "positive_root")
LOG = Subject(
    logarithm(X_hat(0)),
    Logarithm(X1, FACTOR.value),
    FACTOR.where,
    FACTOR.proved_by,
)
LAW = line(h.part, h.law, "simpler_end", asked=Asked(Normal(0, s2), SHEET))
ASK = Ask((LAW,), words="the law of X̂₀ for Δt ≪ σ² ≪ 1")

# The simple steps of 1g: the root of what the part says of their squares.
plain = h.simple / x
plain_root = h.half_law.onward("plain_root", "simpler_end", of="variance").positive_root(
    Enclosure(h.root, h.root * (1 + h.total)),
    PositiveRoot(
        sp.Product(in_steps(plain), (k, 1, 1 / dt)), square=h.half, gap=h.target * h.total
    ),
    because="every factor is positive, and $1 + S + 2S^2 \\le (1 + S)^2$ for $S \\le 1$",
    called=ratio(h.X_half(0), h.X_half(1)),
)

# The steps of second order: squared, each is the ideal one less a little, as the exact one is.
second = 1 - dt / (2 * (s2 + k * dt)) * (1 + 1 / (4 * k))
less = dt / (4 * k) * (s2 - dt / 2 - dt / (16 * k)) / (bounds.now * bounds.then)
FINER = h.factor.where
X_second = family("X̂²", r"\hat X^{{(2)}}_{{{0}}}", "state of the sampler of second order")
second_square = (
    Derivation(
        "second_square",
        variance(X_second(1 - T * dt)),
        sp.Product(second**2, (k, 1, T)),
        where=FINER,
    )
    .by_induction(
        s2 / (s2 + T * dt) * sp.Product(1 - less, (k, 1, T)),
        on=T,
        because="each step is the ideal one, less a little",
    )
    .at({T: 1 / dt}, because="$T = 1/\\Delta t$")
)
second_loss = Derivation(
    "second_loss",
    family("u²", "u^{{(2)}}_{{{0}}}", "what a step of it takes off the ideal factor")(k),
    less,
    where=FINER,
).at_most(dt / (k * bounds.now), because="no more than the bound on the exact step")
for bound in bounds.loss.steps[2:]:
    second_loss = second_loss.at_most(bound.rhs, because=bound.because, gap=bound.relation.gap)  # type: ignore[attr-defined]
second_law = (
    second_square.onward("second_law")
    .product_bounds(
        ProductBounds(
            h.target,
            less,
            k,
            1 / dt,
            most=Telescope(second_loss, bounds.small_loss.primitive, bounds.small_loss.total),
            falling=True,
        ),
        Enclosure(h.target * (1 - bounds.small_loss.total), h.target),
        because="together the steps take off at most the sum of the $u_k$, and at least nothing",
    )
    .loosened(
        Enclosure(h.target * (1 - 2 * sp.sqrt(dt / s2)), h.target), because="a simpler lower end"
    )
)
second_root = second_law.onward("second_root").positive_root(
    h.factor.line("positive_root"),
    PositiveRoot(
        sp.Product(second, (k, 1, 1 / dt)),
        square=second_square,
        gap=h.factor.steps[0].relation.gap,  # type: ignore[attr-defined]
    ),
    because="every factor is positive",
    called=ratio(X_second(0), X_second(1)),
)

# The sum of first order: a Riemann sum from its other end.
rate = 1 / (2 * (s2 + u))
ends = dt * (rate.xreplace({u: T * dt}) - 1 / (2 * s2))
rule = RiemannSum(rate, u, sp.log(s2 + u) / 2, dt, j, 1 / dt, rest=ends.xreplace({T: 1 / dt}))
total = (
    Derivation("total", written(sp.Sum(dt / (2 * (s2 + k * dt)), (k, 1, T))))
    .by_induction(
        ends + dt * sp.Sum(rate.xreplace({u: j * dt}), (j, 0, T - 1)),
        on=T,
        because="the first term for the last",
    )
    .at({T: 1 / dt}, because="$T = 1/\\Delta t$")
    .riemann(rule, rule.ends(), because="the integrand falls")
)
log = Derivation("log", written(sp.log(1 - small)), where=TOWARDS_ZERO.where)
log_bounds = (
    log.at_least(-small / (1 - small), because="$\\log y \\ge 1 - 1/y$"),
    log.at_most(-small, because="$\\log y \\le y - 1$"),
)


def backwards(factor: sp.Expr) -> tuple[sp.Expr, tuple[sp.Symbol, int, sp.Expr]]:
    """What stands for time t, at t = 1 − jΔt, with the range of j as the log has it."""
    return factor.xreplace({t: 1 - j * dt}), (j, 0, 1 / dt - 1)


def product(factor: sp.Expr, proof: Derivation) -> Squeezed:
    """The factors of all steps, from time 1 down."""
    return Squeezed(sp.Product(*backwards(factor)), proof, h.root)


def summed(term: sp.Expr, factor: int = 1, rest: sp.Expr = sp.S.Zero) -> Squeezed:
    """The terms of all steps, from time 1 down."""
    aim = (sp.log(s2 + 1) - sp.log(s2)) / 2
    return Squeezed(sp.Sum(*backwards(term)), total, aim, factor, rest)


def over_time(factor: int = 1, rest: sp.Expr = sp.S.Zero) -> Integral:
    """The integral of the rate, with the sign and the term before it."""
    return Integral(
        rate, u, sp.S.Zero, sp.S.One, sp.log(s2 + u) / 2, factor=sp.Integer(factor), rest=rest
    )


corrected = 1 - dt / (2 * (s2 + t)) * (1 + dt / (4 * t))
half = 1 - dt / (2 * (s2 + t))
term = dt / (2 * (s2 + t))

# First attempt.
h01 = Reading("1h-01", (Chain(START, (equals(Normal(0, 1)),)), Chain(STEPS, (equals(1 / dt),))))
h02 = reading("1h-02", STEP, equals((1 - eta * dt / (s2 + t)) * x))
h03 = reading(
    "1h-03",
    NEXT,
    near(corrected * x, SMALL_STEP),
    after=after(h02, value=h02.result.xreplace({eta: g.share})),
)
h04 = reading(
    "1h-04",
    FACTOR,
    equals(product(corrected, second_root)),
    after=after(h03, value=product(h03.result / x, second_root)),
    regime=IN_THE_LIMIT,
)

# Second attempt.
h05 = Reading("1h-05", (Chain(START, (equals(Normal(0, 1)),)), Chain(STEPS, (equals(1 / dt),))))
h06 = reading("1h-06", NEXT, equals(half * x), regime=SMALL_STEP)
h07 = reading(
    "1h-07",
    FACTOR,
    equals(product(half, plain_root)),
    after=after(h06, value=product(h06.result / x, plain_root)),
    regime=IN_THE_LIMIT,
)
h08 = reading(
    "1h-08",
    LOG,
    equals(Logarithm(X1, product(half, plain_root))),
    after=after(h07, value=Logarithm(X1, h07.result)),
    regime=IN_THE_LIMIT,
    only=(X1 > 0,),
)
h09 = reading(
    "1h-09",
    as_written(Squeezed(sp.log(1 - small), log_bounds, sp.S.Zero), TOWARDS_ZERO.where),
    near(-small, TOWARDS_ZERO),
)
h10 = reading(
    "1h-10",
    LOG,
    limiting(summed(term, -1, sp.log(X1)), STEPS_TO_ZERO),
    after=after(h08, h09, value=summed(1 - half, -1, sp.log(X1))),
    only=(X1 > 0,),
)
h11 = reading("1h-11", as_written(summed(term)), tends(over_time(), STEPS_TO_ZERO))
h12 = reading(
    "1h-12",
    LOG,
    equals(over_time(-1, sp.log(X1))),
    equals(sp.log(X1) - (sp.log(s2 + 1) / 2 - sp.log(s2) / 2)),
    equals(sp.log(X1) - sp.log((s2 + 1) / s2) / 2),
    after=after(h10, h11, value=over_time(-1, sp.log(X1))),
    regime=IN_THE_LIMIT,
    only=(X1 > 0,),
)
h13 = reading(
    "1h-13",
    FACTOR,
    equals(sp.exp(-sp.log((s2 + 1) / s2) / 2, evaluate=False)),
    equals(sp.sqrt(s2 / (s2 + 1))),
    after=after(h12, value=sp.exp(h12.result - sp.log(X1))),
    regime=IN_THE_LIMIT,
)
h14 = reading(
    "1h-14",
    LAW,
    limiting(Normal(0, s2 / (s2 + 1)), STEPS_TO_ZERO),
    after=after(h13, value=Normal(0, h13.result**2)),
)
h15 = reading(
    "1h-15",
    as_written(s2 / (s2 + 1)),
    near(s2, SHEET),
    after=after(h14, value=h14.result.variance),
)
h16 = reading(
    "1h-16", LAW, near(Normal(0, s2), SHEET), after=after(h14, h15, value=Normal(0, h15.result))
)
h17 = Reading(
    "1h-17",
    (
        Chain(FACTOR, (equals(sp.sqrt(s2 / (s2 + 1))),), after(h13), regime=IN_THE_LIMIT),
        Chain(LAW, (limiting(Normal(0, s2 / (s2 + 1)), STEPS_TO_ZERO),), after(h14)),
    ),
)

READINGS = (
    *(h01, h02, h03, h04),
    *(h05, h06, h07, h08, h09, h10, h11, h12, h13, h14, h15, h16, h17),
)
