"""2a  The law closest to q: the log writes x for what is y here."""

import sympy as sp

from solutions.author import AboveBy, Divergence, Domain, Gibbs
from solutions.dpo import a_gibbs as a
from solutions.dpo.notation import Y, p, phi, q, u, y
from solutions.transcript.asks import Ask
from solutions.transcript.links import above, at_least, best_at, equals, has_slope
from solutions.transcript.reading import Chain, Reading, after, reading
from solutions.transcript.subjects import as_written, boxed, line

KL = line(a.part, a.minimiser, "start")
MINIMISER = boxed(a.part, "minimiser")
LEAST = boxed(a.part, "least")
ASK = Ask((MINIMISER,), words="the law that makes the divergence smallest")

AN_OUTPUT = Domain((y <= Y,), a.LAWS.unit_sums)
from_q = Divergence(p(y), y, Y)
never_negative = above(0, AboveBy(from_q, q(y)))
least_at_q = best_at(q(y), Gibbs(from_q, best=sp.S.Zero))


def divergence(law: sp.Expr) -> sp.Expr:
    """KL(law ‖ q)."""
    return sp.Sum(law * sp.log(law / q(y)), a.outputs)


a01 = reading("2a-01", KL, equals(divergence(p(y))))
a02 = Reading(
    "2a-02",
    (Chain(KL, (never_negative,), after(a01)), Chain(KL, (least_at_q,), after(a01))),
)
a03 = reading("2a-03", KL, least_at_q, after=after(a01, a02, value=a01.result))
a04 = reading("2a-04", MINIMISER, equals(q(y)), after=after(a03), where=AN_OUTPUT)
a05 = Reading(
    "2a-05",
    (
        Chain(KL, (least_at_q,), after(a01, a02, value=a01.result)),
        Chain(KL, (equals(sp.Sum(q(y) * phi(p(y) / q(y)), a.outputs)),)),
        Chain(
            as_written(phi(u)),
            (
                has_slope(sp.log(u), u),
                has_slope(1 / u, u),
                at_least(0, strict=True),
            ),
        ),
    ),
    said="no other law does as well, and each term is a strictly convex function of p(y)",
)
a06 = reading(
    "2a-06", LEAST, equals(0), after=after(a04, value=divergence(a04.result)), where=a.LAWS
)

READINGS = (a01, a02, a03, a04, a05, a06)
