"""2d  The reward behind a policy, and what two policies alone do not tell of it."""

import sympy as sp

from solutions.author import Domain
from solutions.dpo import b_optimal_policy as b
from solutions.dpo import d_reward as d
from solutions.dpo.notation import REFERENCE, Y, Z, beta, r, ref, star, x, y
from solutions.transcript.asks import Ask
from solutions.transcript.links import equals
from solutions.transcript.reading import Ambiguous, Place, after, reading
from solutions.transcript.subjects import as_written, boxed, line

POLICY = boxed(b.part, "policy")
REWARD = boxed(d.part, "reward")
DIFFERENCE = boxed(d.part, "difference")
WEIGHT = as_written(Z(x) * star(y, x))
TILT = as_written(Z(x) * star(y, x) / ref(y, x))
LOGS = line(
    d.part,
    d.log_ratio,
    of=sp.log(star(y, x) / ref(y, x)) + sp.log(Z(x)),
    pick=lambda found: found + sp.log(Z(x)),
)
ASK = Ask((REWARD,), (), "the reward, from π*, π_ref and Z")

log_ratio = sp.log(star(y, x) / ref(y, x))
odds_ratio = star(y, x) / (1 - star(y, x)) / (ref(y, x) / (1 - ref(y, x)))

d01 = reading("2d-01", POLICY, equals(b.tilted / Z(x)))
d02 = reading("2d-02", WEIGHT, equals(b.tilted), after=after(d01, value=Z(x) * d01.result))
d03 = reading(
    "2d-03", TILT, equals(sp.exp(r(y, x) / beta)), after=after(d02, value=d02.result / ref(y, x))
)
d04 = reading("2d-04", LOGS, equals(r(y, x) / beta), after=after(d03, value=sp.log(d03.result)))
d05 = reading(
    "2d-05",
    REWARD,
    equals(beta * (log_ratio + sp.log(Z(x)))),
    after=after(d04, value=beta * d04.result),
)
back = ref(y, x) * sp.exp(d05.result / beta) / Z(x)
bracket = sp.exp(log_ratio + sp.log(Z(x)), evaluate=False)
put_in = sp.Mul(1 / Z(x), ref(y, x), bracket, evaluate=False)
d06 = reading(
    "2d-06",
    as_written(put_in),
    equals(star(y, x)),
    after=after(d01, d05, value=back),
    said="put in for the reward, it gives the policy back",
)
d07 = Ambiguous(
    "2d-07",
    reading(
        "2d-07",
        REWARD,
        equals(beta * log_ratio + beta * sp.log(Z(x))),
        after=after(d05),
        said="β times the logarithm of the ratio of probabilities, and β log Z(x)",
    ),
    reading(
        "2d-07",
        REWARD,
        equals(beta * sp.log(odds_ratio) + beta * sp.log(Z(x))),
        after=after(d05),
        where=Domain((y <= Y,), REFERENCE),
        place=Place(d.reward, "add_and_subtract", beta * sp.log(odds_ratio) + beta * sp.log(Z(x))),
        said="β times the logarithm of the ratio of odds, and β log Z(x)",
    ),
    "the ratio of the two probabilities, or of their odds, which is what the name says",
)
d08 = reading(
    "2d-08",
    DIFFERENCE,
    equals(0),
    place=Place(d.difference, "cancel_log_ratios", sp.S.Zero),
    said="two rewards with the same optimal and reference policies are the same reward",
)

READINGS = (d01, d02, d03, d04, d05, d06, d07, d08)
