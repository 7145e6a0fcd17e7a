"""2a  Gibbs' inequality: over all laws p, the divergence KL(p ‖ q) is least exactly at p = q.

For a general finite 𝒴 and a law q > 0 on it. A law p with zeros is covered by `zeros`.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise
from math import prod
from typing import Any

import sympy as sp

from solutions.author import (
    AboveBy,
    Box,
    Decoy,
    Derivation,
    Divergence,
    Domain,
    Gibbs,
    Pair,
    Part,
    check,
    exact,
    family,
    quantity,
    rounded,
)
from solutions.dpo.notation import KL, S, Y, best_law, m, p, phi, q, q_S, u, y
from solutions.dpo.simplex import cheapest_law, exactly

# --8<-- [start:derivation]
outputs, support = (y, 1, Y), (y, 1, S)
LAW_P, LAW_Q = sp.Sum(p(y), outputs), sp.Sum(q(y), outputs)
LAWS = Domain(unit_sums=(LAW_P, LAW_Q))

curve = Derivation("curve", family("φ", r"\varphi({0})")(u), u * sp.log(u) - u + 1).convex(
    u,
    at=1,
    because="$\\varphi(1) = \\varphi'(1) = 0$ and $\\varphi'' > 0$: "
    "a convex curve lies above its tangent",
    name="above_tangent",
)

gap = (
    Derivation(
        "gap",
        KL,
        sp.Sum(p(y) * sp.log(p(y) / q(y)), outputs),
        where=LAWS,
    )
    .equals(
        sp.Sum(p(y) * sp.log(p(y) / q(y)) - p(y) + q(y), outputs),
        because="$p$ and $q$ add up to one, so $1$ is taken away and put back",
        name="add_and_subtract",
    )
    .equals(
        sp.Sum(q(y) * phi(p(y) / q(y)), outputs),
        because="$q(y)$ taken out of each term leaves $\\varphi$ at the ratio",
        name="take_out_q",
    )
    .above(
        0,
        AboveBy(Divergence(p(y), y, Y), q(y)),
        because="each term is a positive weight times $\\varphi \\ge 0$",
        name="no_term_negative",
    )
)

best = Gibbs(Divergence(p(y), y, Y), best=sp.S.Zero)
minimiser = gap.onward("minimiser", "start").best_at(
    q(y),
    best,
    because="the sum is zero only if every ratio is $1$",
    name="ratios_one",
    called=best_law(y),
)
least = gap.onward("least", "start").best_value(
    0, best, at=q(y), because="it is not below $0$, and it is $0$ at $p = q$", name="reached"
)

PART_OF_Y = Domain((m < 1,), (sp.Sum(p(y), support), sp.Sum(q_S(y), support)))

zeros = (
    Derivation(
        "zeros",
        quantity("KL on S", r"D_{\mathrm{KL}}^S(p \,\|\, q)", "divergence of a law on S"),
        sp.Sum(p(y) * sp.log(p(y) / (m * q_S(y))), support),
        because="$p$ lives on $S$, where $q$ is $m$ times a law of its own",
        where=PART_OF_Y,
    )
    .equals(
        sp.Sum(p(y) * sp.log(p(y) / q_S(y)), support) - sp.log(m),
        because="$p$ adds up to one on $S$, so $\\log m$ comes out",
        name="take_out_m",
    )
    .above(
        -sp.log(m),
        AboveBy(Divergence(p(y), y, S), q_S(y)),
        because="the same inequality on $S$",
        name="gibbs",
    )
    .more_than(0, because="$S$ is not all of $\\mathcal Y$, so $m < 1$", name="positive")
)
# --8<-- [end:derivation]


# --8<-- [start:grid]
def grid(parts: int, outcomes: int) -> Iterator[tuple[int, ...]]:
    """All (n₁ … n_K) ≥ 0 adding up to ``parts``: the laws n/parts, corners and edges included."""
    for bars in combinations(range(parts + outcomes - 1), outcomes - 1):
        ends = (-1, *bars, parts + outcomes - 1)
        yield tuple(b - a - 1 for a, b in pairwise(ends))


@check("try every law on a grid, corners too: $e^{n D_{\\mathrm{KL}}}$ as a quotient of integers")
def every_law(minimiser: Any, least: Any) -> Iterator[Pair]:
    for heights in [(1, 2, 3), (4, 1, 1), (1, 1, 1, 3), (2, 5)]:
        n, size = sum(heights), len(heights)
        law = {q(y): Fraction(h, n) for y, h in enumerate(heights, 1)}
        # n·KL = log Π (n_y/h_y)^{n_y} for p = n_y/n and q = h_y/n, with 0⁰ = 1.
        found = {
            tried: prod(Fraction(a, b) ** a for a, b in zip(tried, heights, strict=True))
            for tried in grid(n, size)
        }
        winner = min(found, key=lambda tried: found[tried])
        lowest = found[winner]
        yield exact(least, {Y: size}, sp.log(sp.Rational(str(lowest))) / n, functions=law)
        for place, count in enumerate(winner, 1):
            at = {Y: size, y: place}
            yield exact(minimiser, at, Fraction(count, n), functions=law)


# --8<-- [end:grid]


@check("move mass between two outputs at a time as long as the divergence falls, from three starts")
def two_at_a_time(minimiser: Any) -> Iterator[Pair]:
    target = [Fraction(1, 2), Fraction(1, 3), Fraction(1, 10), Fraction(1, 15)]
    law = {q(y): value for y, value in enumerate(target, 1)}
    for start in ([1, 1, 1, 1], [1, 5, 1, 9], [97, 1, 1, 1]):
        found = cheapest_law(
            lambda y, mass: mass * (mass / exactly(target[y])).log(),
            [Fraction(n, sum(start)) for n in start],
        )
        for place, mass in enumerate(found, 1):
            yield rounded(minimiser, {Y: 4, y: place}, float(mass), functions=law)


part = Part(
    "2a",
    "The law closest to q",
    "Which distribution $p$ makes $D_{\\mathrm{KL}}(p \\,\\|\\, q)$ smallest, and how small?",
    derivations=(curve, gap, minimiser, least, zeros),
    boxes=(
        Box("minimiser", minimiser),
        Box("least", least),
    ),
    checks=(every_law, two_at_a_time),
    decoys=(
        Decoy("minimiser", 1 / Y, "the entropy of $p$ alone is made large, and $q$ forgotten"),
        Decoy(
            "minimiser",
            q(y) ** 2 / sp.Sum(q(y) ** 2, outputs),
            "the weight $q(y)$ in front of $\\varphi$ counted once more",
        ),
        Decoy(
            "least",
            -sp.Sum(q(y) * sp.log(q(y)), outputs),
            "the cross-entropy at $p = q$, with the entropy of $p$ left out",
        ),
    ),
)
