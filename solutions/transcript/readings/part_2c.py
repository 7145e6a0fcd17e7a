"""2c  The partition function: what it takes to write π* down, and to draw from it."""

import sympy as sp

from solutions.author import Divergence, Gibbs, ratio
from solutions.dpo import b_optimal_policy as b
from solutions.dpo import c_partition_function as c
from solutions.dpo.notation import T, V, X, Y, Z, beta, pi, rho, star, x, y
from solutions.transcript.asks import Ask
from solutions.transcript.links import at_least, best_at, differs, equals
from solutions.transcript.reading import Ambiguous, Chain, Reading, after, reading
from solutions.transcript.subjects import boxed, line, stated

OPTIMUM = boxed(b.part, "policy")
PARTITION = boxed(b.part, "partition")
OBJECTIVE = boxed(b.part, "objective")
SEQUENCES = boxed(c.part, "sequences")
SIZE = boxed(c.part, "size")
ACCEPTED = boxed(c.part, "accepted")
TERMS = line(c.part, c.terms, "count_sequences")
GROWTH = stated(
    ratio(c.N(T + 1), c.N(T)),
    c.sequences.result.xreplace({T: T + 1}) / c.sequences.result,
)
ASK = Ask((SEQUENCES,), words="the size of the set that Z(x) is a sum over")

ATOMS = sp.Integer(10) ** 80
"""About as many atoms as the observable universe has."""

no_way_around = Chain(ACCEPTED, (differs(star(y, x)),))
"""If nothing draws from π* without Z, what rejection keeps must have another law."""

c01 = Reading(
    "2c-01",
    (
        Chain(OPTIMUM, (equals(b.tilted / Z(x)),)),
        Chain(PARTITION, (equals(sp.Sum(b.tilted, b.outputs)),)),
    ),
)
c02 = Reading(
    "2c-02",
    (
        Chain(OPTIMUM, (equals(b.tilted / sp.Sum(b.tilted, b.outputs)),)),
        no_way_around,
    ),
    said="without the sum over all outputs π* cannot be evaluated, and nothing can draw from it",
)
c03 = Reading(
    "2c-03",
    (Chain(SEQUENCES, (equals(V**T),)), Chain(GROWTH, (equals(V),))),
    said="there are V^T sequences, V times as many with each further token",
)
c04 = Ambiguous(
    "2c-04",
    reading(
        "2c-04",
        TERMS,
        equals(V**T),
        after=after(c03, value=c03.chains[0].result),
        said="the sum has V^T terms, and sampling by way of it needs them too",
    ),
    Reading(
        "2c-04",
        (Chain(TERMS, (equals(V**T),)), no_way_around),
        said="the sum has V^T terms, and no sampling does without it",
    ),
    "sampling by way of the sum, or sampling at all",
)
in_numbers = c03.chains[0].result.xreplace({V: sp.Integer(50000), T: sp.Integer(50)})
c05 = reading(
    "2c-05",
    SIZE,
    equals(sp.Integer(50000) ** 50),
    at_least(ATOMS, strict=True),
    after=after(
        c03, value=c03.chains[0].result.xreplace({V: sp.Integer(50000), T: sp.Integer(50)})
    ),
    said="more completions than there are atoms in the observable universe, about 10⁸⁰",
)
c06 = reading(
    "2c-06",
    SEQUENCES,
    equals(V**T),
    after=after(c03, value=c03.chains[0].result),
    said="the size of the set of outputs grows exponentially with the length of an answer",
)
c07 = Reading(
    "2c-07",
    (
        Chain(
            OBJECTIVE,
            (
                best_at(
                    b.tilted / Z(x),
                    Gibbs(
                        Divergence(pi(y, x), y, Y, beta, (rho(x), x, X)),
                        best=b.best_value,
                        maximum=True,
                    ),
                ),
            ),
        ),
        Chain(TERMS, (equals(V**T),), after(c06)),
    ),
    said="π* is the best policy, and its Z(x) has V^T terms",
)

READINGS = (c01, c02, c03, c04, c05, c06, c07)
