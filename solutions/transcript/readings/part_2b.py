"""2b  The optimal policy: four attempts, and a log Z whose sign flips twice.

A line that says "min …" is read as the objective that it says is to be minimised. That is −𝒥, or
−𝒥/β = E_x[KL(π ‖ π*) − log Z(x)], each for one prompt or over all of them.
"""

import sympy as sp

from solutions.author import (
    AboveBy,
    Divergence,
    Domain,
    Gibbs,
    difference,
    family,
    gradient,
    logarithm,
    negative,
    quantity,
    ratio,
)
from solutions.dpo import b_optimal_policy as b
from solutions.dpo import c_partition_function as c
from solutions.dpo import d_reward as d
from solutions.dpo import e_bradley_terry as e
from solutions.dpo.notation import (
    EACH_PROMPT,
    POLICY,
    REFERENCE,
    Y,
    Z,
    beta,
    pi,
    r,
    ref,
    sigmoid,
    star,
    x,
    y,
    y1,
    y2,
    z,
)
from solutions.dpo.notation import ratio as likelier
from solutions.transcript.asks import Ask
from solutions.transcript.letters import LAMBDA, C, chance
from solutions.transcript.links import above, at_least, at_most, best_at, equals, has_slope
from solutions.transcript.reading import Ambiguous, Chain, Place, Reading, after, reading
from solutions.transcript.subjects import Subject, as_written, boxed, line, stated

tilted, kl, over_prompts = b.tilted, b.kl, b.over_prompts
policy = pi(y, x)
A_POLICY = Domain(unit_sums=POLICY)
LAWS = Domain(unit_sums=(*POLICY, *REFERENCE, *EACH_PROMPT))
AN_OUTPUT = Domain((y <= Y,), REFERENCE)
TWO_OUTPUTS = Domain((y1 < y2, y2 <= Y), REFERENCE)


def mean(body: sp.Expr, law: sp.Expr = policy) -> sp.Sum:
    """The expectation of ``body`` over the outputs to the prompt x."""
    return sp.Sum(law * body, b.outputs)


for_prompt = mean(r(y, x)) - beta * kl(policy, ref(y, x))
DROPPED = "the positive factor β is dropped"

OBJECTIVE = boxed(b.part, "objective")
LOSS = boxed(
    b.part,
    "objective",
    of=ratio(negative(OBJECTIVE.left), beta),
    pick=lambda value: -value / beta,
)
NEGATED = boxed(
    b.part,
    "objective",
    of=negative(OBJECTIVE.left),
    pick=lambda value: -value,
    variants=((DROPPED, LOSS.value),),
)
J_x = family("J_x", r"\mathcal J_x({0})", "the objective for one prompt")
PROMPT = stated(J_x(r"\pi"), for_prompt, A_POLICY)
PROMPT_LOSS = stated(ratio(negative(PROMPT.left), beta), -for_prompt / beta, A_POLICY)
PROMPT_NEGATED = Subject(
    negative(PROMPT.left), -for_prompt, A_POLICY, variants=((DROPPED, PROMPT_LOSS.value),)
)
OPTIMUM = boxed(b.part, "policy")
PARTITION = boxed(b.part, "partition")
RATIO = boxed(
    b.part,
    "policy",
    of=star(y, x) / ref(y, x),
    pick=lambda value: value / ref(y, x),
)
LOG_RATIO = line(d.part, d.log_ratio)
LOG_OPTIMUM = boxed(b.part, "policy", of=sp.log(star(y, x)), pick=sp.log)
strays = family("KL(·‖π_ref)", r"D_{{\mathrm{{KL}}}}({0} \,\|\, \pi_{{\mathrm{{ref}}}})")
DISTANCE = stated(strays(r"\pi"), kl(policy, ref(y, x)), A_POLICY)
BEST_DISTANCE = stated(strays(r"\pi^*"), kl(tilted / Z(x), ref(y, x)))
BEST_LOSS = stated(
    ratio(negative(J_x(r"\pi^*")), beta),
    kl(star(y, x), ref(y, x)) - mean(r(y, x), star(y, x)) / beta,
)
ODDS = line(c.part, c.odds)
PREFERENCE = boxed(e.part, "preference")
ASK = Ask(
    (LOSS, NEGATED, OBJECTIVE), (r,), "the objective as a divergence from π*, without the reward"
)

laws = Divergence(policy, y, Y)
least_at_best = best_at(tilted / Z(x), Gibbs(laws, best=-sp.log(Z(x))))
normaliser = equals(sp.Sum(tilted, b.outputs))
optimum = Chain(OPTIMUM, (equals(tilted / Z(x)),))
partition = Chain(PARTITION, (normaliser,))

# Attempt 1: a Lagrange multiplier.

b01 = reading(
    "2b-01",
    OBJECTIVE,
    equals(over_prompts(mean(r(y, x))) - beta * over_prompts(kl(policy, ref(y, x)))),
)
b02 = reading("2b-02", OPTIMUM, equals(tilted / Z(x)))
b03 = Reading(
    "2b-03",
    (
        Chain(PROMPT, (equals(for_prompt),)),
        Chain(as_written(mean(sp.S.One), A_POLICY), (equals(1, POLICY),)),
    ),
)
b04 = reading(
    "2b-04",
    PROMPT,
    equals(for_prompt - LAMBDA * (mean(sp.S.One) - 1), POLICY),
    after=after(b03, value=b03.chains[0].result),
)


def at_one_output(total: sp.Expr) -> sp.Expr:
    """Of each sum the term with π(y), where π(y) is a number that varies."""
    terms = {part: part.function for part in total.atoms(sp.Sum)}
    return total.xreplace(terms).xreplace({policy: chance})


AT_ONE_OUTPUT = quantity(
    "terms with π(y)", r"\text{terms with } \pi(y) \text{ in } \mathcal J[\pi, \lambda]"
)
slope = r(y, x) - beta * (sp.log(chance / ref(y, x)) + 1) - LAMBDA
b05 = Reading(
    "2b-05",
    (
        Chain(
            stated(
                AT_ONE_OUTPUT,
                at_one_output(for_prompt - LAMBDA * (mean(sp.S.One) - 1)),
            ),
            (has_slope(slope, chance),),
            after(b04, value=at_one_output(b04.result)),
        ),
        Chain(
            stated(
                gradient(AT_ONE_OUTPUT, chance).at({chance: tilted / Z(x)}),
                slope.xreplace({chance: tilted / Z(x)}),
            ),
            (equals(0),),
        ),
    ),
)
found_slope = b05.chains[0].result
b06 = reading(
    "2b-06",
    LOG_RATIO,
    equals((r(y, x) - LAMBDA - beta) / beta),
    after=after(b05, value=sp.log(chance / ref(y, x)) + found_slope / beta),
)
b07 = Reading(
    "2b-07",
    (
        Chain(
            RATIO,
            (
                equals(sp.exp((r(y, x) - LAMBDA - beta) / beta)),
                equals(C * sp.exp(r(y, x) / beta)),
            ),
            after(b06, value=sp.exp(b06.result)),
        ),
        Chain(as_written(C), (equals(sp.exp(-(LAMBDA + beta) / beta)),)),
    ),
)
b08 = reading(
    "2b-08",
    OPTIMUM,
    equals(C * tilted),
    after=after(b07, value=ref(y, x) * b07.chains[0].result),
)
b09 = Reading(
    "2b-09",
    (
        Chain(
            as_written(sp.S.One),
            (equals(C * sp.Sum(tilted, b.outputs)),),
            after(b08, value=sp.Sum(b08.result, b.outputs)),
        ),
        Chain(
            as_written(C),
            (equals(1 / Z(x)),),
            after(b08, value=1 / sp.Sum(b08.result / C, b.outputs)),
        ),
        partition,
    ),
)
b10 = reading(
    "2b-10",
    OPTIMUM,
    equals(tilted / Z(x)),
    after=after(b08, b09, value=b08.result / C * b09.chains[1].result),
)

# Attempt 2: the same as a minimisation.

b11 = reading(
    "2b-11",
    OBJECTIVE,
    equals(over_prompts(mean(r(y, x))) - beta * over_prompts(kl(policy, ref(y, x)))),
)
b12 = reading("2b-12", PROMPT, equals(for_prompt))
penalised = kl(policy, ref(y, x)) - mean(r(y, x)) / beta
b13 = reading("2b-13", PROMPT_NEGATED, equals(penalised), after=after(b12, value=-b12.result))
close = Chain(
    DISTANCE,
    (above(0, AboveBy(laws, ref(y, x))),),
    where=Domain(unit_sums=(*POLICY, *REFERENCE)),
)
leaning = (
    Chain(ODDS, (equals(ref(1, x) / ref(2, x) * sp.exp((r(1, x) - r(2, x)) / beta)),)),
    Chain(
        as_written(sp.exp(z / beta)),
        (has_slope(sp.exp(z / beta) / beta, z), at_least(0, strict=True)),
    ),
)
b14 = Ambiguous(
    "2b-14",
    Reading(
        "2b-14",
        (close, *leaning),
        said="the divergence is least at the reference, and of two outputs the one with more "
        "reward gains",
    ),
    reading(
        "2b-14",
        stated(
            quantity("E[r] at π*", r"\mathbb E_{\pi^*}[r]", "expected reward of the optimum"),
            mean(r(y, x), star(y, x)),
        ),
        at_most(mean(r(y, x), ref(y, x))),
        where=Domain((), REFERENCE),
        said="the optimum has no more expected reward than the reference",
    ),
    "what the formula does, or what the name says: that the expected utility is minimised",
)
b15 = Reading(
    "2b-15",
    (Chain(PROMPT_LOSS, (least_at_best,), after(b13)), partition),
)
b16 = reading(
    "2b-16", LOSS, equals(over_prompts(penalised)), after=after(b13, value=over_prompts(b13.result))
)
softmax = sp.exp(r(y, x) / beta) / sp.Sum(sp.exp(r(y, x) / beta), b.outputs)
b17 = Ambiguous(
    "2b-17",
    reading(
        "2b-17",
        OPTIMUM,
        equals(tilted / sp.Sum(tilted, b.outputs)),
        after=after(b15, value=b15.chains[0].result),
        said="the optimum is a softmax of the rewards with the reference as weights",
    ),
    reading(
        "2b-17",
        OPTIMUM,
        equals(softmax),
        after=after(b15, value=b15.chains[0].result),
        where=AN_OUTPUT,
        place=Place(b.policy, "zero_divergence", softmax),
        said="the optimum is a softmax of the rewards",
    ),
    "a softmax with the reference as weights, or of the rewards alone",
)
b18 = Reading(
    "2b-18",
    (
        Chain(OPTIMUM, (equals(tilted / Z(x)),), after(b15, value=b15.chains[0].result)),
        Chain(RATIO, (equals(sp.exp(r(y, x) / beta) / Z(x)),)),
    ),
    said="the optimum is the reference, reweighted by the exponentiated reward",
)

# Attempt 3: the value at the optimum.

b19 = Reading("2b-19", (optimum, partition))
b20 = reading("2b-20", PROMPT_LOSS, equals(penalised))
b21 = reading("2b-21", BEST_DISTANCE, equals(kl(star(y, x), ref(y, x))))
b22 = Reading(
    "2b-22",
    (
        Chain(
            RATIO,
            (equals(sp.exp(r(y, x) / beta) / Z(x)),),
            after(b19, value=b19.chains[0].result / ref(y, x)),
        ),
        Chain(
            LOG_RATIO,
            (equals(-sp.log(Z(x)) + r(y, x) / beta),),
            after(b19, value=sp.log(b19.chains[0].result / ref(y, x))),
        ),
    ),
)
earned = mean(r(y, x), star(y, x)) / beta
b23 = reading(
    "2b-23",
    BEST_DISTANCE,
    equals(mean(r(y, x) / beta - sp.log(Z(x)), star(y, x))),
    equals(earned - sp.log(Z(x))),
    after=after(b21, b22, value=mean(b22.result, star(y, x))),
)
b24 = reading(
    "2b-24",
    BEST_LOSS,
    equals(-sp.log(Z(x))),
    after=after(b20, b23, value=b23.result - earned),
)
b25 = Reading(
    "2b-25",
    (
        Chain(
            PROMPT_LOSS,
            (above(-sp.log(Z(x)), AboveBy(laws, star(y, x))),),
            after(b20),
        ),
        Chain(BEST_LOSS, (equals(-sp.log(Z(x))),), after(b24)),
    ),
)
b26 = Reading(
    "2b-26",
    (Chain(PROMPT_LOSS, (least_at_best,), after(b20, b25, value=b20.result)), optimum),
)
log_chance = sp.log(e.preference.start)
b27 = Ambiguous(
    "2b-27",
    reading(
        "2b-27",
        LOG_OPTIMUM,
        equals(sp.log(ref(y, x)) + r(y, x) / beta - sp.log(Z(x))),
        after=after(b26, value=sp.log(b26.result)),
        said="log Z(x) is what normalises the logarithm of the optimal policy",
    ),
    reading(
        "2b-27",
        boxed(
            e.part,
            "preference",
            of=logarithm(family("p(≻)", r"p({0} \succ {1} \mid {2})")(y1, y2, x)),
            pick=sp.log,
        ),
        equals(r(y1, x) - sp.log(Z(x))),
        where=TWO_OUTPUTS,
        said="log Z(x) is what normalises the probability of a preference, whose logarithm "
        "is the loss",
    ),
    "the normaliser of the policy, or of the probability in DPO's loss, from which Z has cancelled",
)
two = star(1, x) / (star(1, x) + star(2, x))
b28 = Reading(
    "2b-28",
    (
        Chain(
            stated(
                quantity(
                    "Pr(1 | 1 or 2)", r"\Pr(\text{output } 1 \mid \text{output } 1 \text{ or } 2)"
                ),
                two,
            ),
            (equals(sigmoid(sp.log(ref(1, x) / ref(2, x)) + (r(1, x) - r(2, x)) / beta)),),
        ),
        Chain(
            OPTIMUM,
            (equals(sp.exp(-(-r(y, x) / beta - sp.log(ref(y, x)))) / sp.Sum(tilted, b.outputs)),),
        ),
    ),
    said="between two outputs a logistic function of their rewards; over all of them e to the "
    "minus an energy, normalised",
)

# Attempt 4: the objective as a divergence from the optimum.

b29 = reading("2b-29", LOSS, equals(over_prompts(kl(policy, star(y, x)) - sp.log(Z(x)))))
b30 = reading("2b-30", OBJECTIVE, equals(over_prompts(for_prompt)))
b31 = reading(
    "2b-31",
    NEGATED,
    equals(over_prompts(beta * kl(policy, ref(y, x)) - mean(r(y, x)))),
    after=after(b30, value=-b30.result),
)
b32 = reading("2b-32", DISTANCE, equals(mean(sp.log(policy / ref(y, x)))))
b33 = reading(
    "2b-33",
    NEGATED,
    equals(over_prompts(mean(beta * sp.log(policy / ref(y, x)) - r(y, x)))),
    after=after(b31, b32, value=b31.result.xreplace({kl(policy, ref(y, x)): b32.result})),
)
b34 = reading(
    "2b-34",
    NEGATED,
    equals(over_prompts(mean(sp.log(policy / tilted)))),
    after=after(b33),
)
b35 = Reading(
    "2b-35",
    (
        Chain(as_written(tilted / star(y, x)), (equals(Z(x)),)),
        Chain(OPTIMUM, (equals(tilted / Z(x)),)),
    ),
    said="the denominator is π* times Z(x), which is the same for all outputs",
)
b36 = reading(
    "2b-36",
    as_written(sp.log(policy / star(y, x))),
    equals(sp.log(policy / (tilted / Z(x)))),
    equals(sp.log(policy / tilted) + sp.log(Z(x))),
    after=after(b35, value=sp.log(policy / b35.result)),
)
b37 = reading(
    "2b-37",
    LOSS,
    equals(over_prompts(kl(policy, star(y, x)) + sp.log(Z(x)))),
    after=after(b34, b36, value=b34.result),
    where=LAWS,
    place=Place(
        b.objective, "normalise", -beta * over_prompts(kl(policy, star(y, x)) + sp.log(Z(x)))
    ),
)
b38 = reading(
    "2b-38",
    LOSS,
    equals(over_prompts(kl(policy, star(y, x)) - sp.log(Z(x)))),
    after=after(b37),
)
b39 = reading(
    "2b-39",
    stated(
        difference(
            LOSS.left,
            quantity("E KL(π‖π*)", r"\mathbb E_x[D_{\mathrm{KL}}(\pi \,\|\, \pi^*)]"),
        ),
        LOSS.value - over_prompts(kl(policy, star(y, x))),
        LOSS.where,
    ),
    equals(-over_prompts(sp.log(Z(x)))),
    after=after(b38, value=b38.result - over_prompts(kl(policy, star(y, x)))),
    said="what the objective has besides the divergence from π* is the same for every policy",
)
b40 = reading(
    "2b-40",
    PREFERENCE,
    equals(sigmoid(beta * sp.log(likelier(y1)) - beta * sp.log(likelier(y2)))),
    said="the probability of a preference is written with the policies alone, no reward in it",
)

READINGS = (
    *(b01, b02, b03, b04, b05, b06, b07, b08, b09, b10),
    *(b11, b12, b13, b14, b15, b16, b17, b18),
    *(b19, b20, b21, b22, b23, b24, b25, b26, b27, b28),
    *(b29, b30, b31, b32, b33, b34, b35, b36, b37, b38, b39, b40),
)
