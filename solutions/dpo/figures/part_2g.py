"""Figures of 2g: the probabilities of all rankings of four answers, and of one ranking of K."""

from __future__ import annotations

from itertools import permutations
from math import factorial

import sympy as sp
from matplotlib.axes import Axes

from solutions.author import function
from solutions.dpo import g_plackett_luce as g
from solutions.dpo.figures.worlds import wrong_twin
from solutions.dpo.notation import K, beta, i, k, ranked, ratio, tau
from solutions.figures import canvas
from solutions.figures.evaluation import points, start
from solutions.figures.figure import Figure
from solutions.figures.movable import Curve, Movable, Said, Slider

FOUR = 4
ORDERS = tuple(permutations(range(1, FOUR + 1)))
FIRST = (1, sp.Rational(2, 5), 0, sp.Rational(-4, 5))
"""The log-ratios of the four answers before a slider is moved."""

log_ratios = sp.symbols("ℓ₁ ℓ₂ ℓ₃ ℓ₄", real=True)
worth = function("a", "a({0})", "π*/π_ref of an answer", positive=True)
all_rankings = (i, 1, factorial(FOUR))


def of_ranking(probability: sp.Expr) -> sp.Expr:
    """For the ranking with the number i, with a(y) looked up in a table."""
    tabled = probability.replace(ratio(tau(1)).func, lambda output, *others: worth(output))
    numbered = tabled.replace(tau, lambda place: ranked(place, i))
    return numbered.xreplace({K: sp.Integer(FOUR)})


law = of_ranking(g.part.box("law").value)
pairs = of_ranking(wrong_twin(g.part, "law", "pairs of answers in place of the ranking"))

MOVABLE = Movable(
    sliders=(
        Slider(beta, "β", 0.05, 2, 0.05, 1.5),
        *(
            Slider(letter, f"log a(y{digit})", -1, 1, 0.1, float(at))
            for letter, digit, at in zip(log_ratios, "₁₂₃₄", FIRST, strict=True)
        ),
    ),
    tables={
        str(worth): [sp.exp(letter) for letter in log_ratios],
        str(ranked): [[order[place] for order in ORDERS] for place in range(FOUR)],
    },
    curves=(
        Curve("law", i, range(1, len(ORDERS) + 1), law, kind="bars"),
        Curve("pairs", i, range(1, len(ORDERS) + 1), pairs, kind="points"),
    ),
    says=(
        Said("the bars add up to", sp.Sum(law, all_rankings)),
        Said("the products over all pairs add up to", sp.Sum(pairs, all_rankings)),
    ),
)


def rankings() -> Axes:
    """A bar for each ranking, and a dot for the product over its pairs."""
    axes = canvas.axes("ranking τ, the best answer first", "probability", height=300)
    known = start(MOVABLE)
    law_of_rankings, products = (points(curve, known) for curve in MOVABLE.curves)
    bars = axes.bar(*law_of_rankings, 0.7, color=canvas.BLUE, label="Plackett–Luce, p(τ | x)")
    for bar in bars:
        bar.set_gid("curve-law")
    axes.plot(
        *products,
        "o",
        color=canvas.ORANGE,
        ms=6,
        gid="curve-pairs",
        label="product over all pairs",
    )
    axes.set(xlim=(0.3, len(ORDERS) + 0.7), ylim=(0, 0.52))
    axes.set_xticks(law_of_rankings[0], ["".join(map(str, order)) for order in ORDERS], rotation=90)
    return axes


MANY = 8
gap = sp.Symbol("gap", positive=True)


def by_worth(probability: sp.Expr) -> sp.Expr:
    """The same for the ranking that puts answer 1 first, answer 2 second and so on."""
    tabled = probability.replace(ratio(tau(1)).func, lambda output, *others: worth(output))
    return tabled.replace(tau, lambda place: place)


whole = by_worth(g.part.box("law").value)

PLACES = Movable(
    sliders=(
        Slider(K, "K", 2, MANY, 1, MANY),
        Slider(gap, "gap", 0, 3, 0.1, 1),
        Slider(beta, "β", 0.05, 2, 0.05, 1),
    ),
    tables={str(worth): [sp.exp(-place * gap) for place in range(MANY)]},
    curves=(Curve("place", k, range(1, MANY + 1), whole.function, kind="points"),),
    says=(
        Said("probability of the whole ranking, the product of the points:", whole),
        Said("of the first place alone:", whole.function.xreplace({k: sp.S.One})),
    ),
)


def places() -> Axes:
    """The factors of the probability, place after place."""
    axes = canvas.axes("place k", "probability of the right answer there")
    axes.plot(*points(PLACES.curves[0], start(PLACES)), "o", color=canvas.BLUE, gid="curve-place")
    axes.set(xlim=(0.5, MANY + 0.5), ylim=(-0.03, 1.05))
    return axes


FIGURES = (
    Figure(
        "2g-rankings",
        "The probabilities of all rankings add up to one; the products over all pairs fall short.",
        "Twenty-four bars, one for each order of four answers, highest for the order of their "
        "log-ratios. A dot at each bar shows the product of the logistic probabilities of all six "
        "pairs: it is below the top of each bar.",
        rankings,
        legend="upper right",
        movable=MOVABLE,
    ),
    Figure(
        "2g-places",
        "A ranking of K answers has a factor for each place; at the last place there is no choice.",
        "Eight points, one for each place. The first seven are near 0.63, each a little above the "
        "one before, and the last is 1.",
        places,
        movable=PLACES,
    ),
)
