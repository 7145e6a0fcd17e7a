"""What adds up to one over all rankings, and what does not: two facts beside 2g.

Answers have a worth w = e^r > 0. Plackett–Luce gives the rankings of any number of answers
probabilities that add up to one. Multiplying the Bradley–Terry probabilities of all pairs does not.
"""

from itertools import permutations

import sympy as sp

from solutions.author import Derivation, Letter, Recursion, defined, difference, family, quantity
from solutions.author import total as added
from solutions.dpo.notation import K, j, k, weight

one_fewer = Letter("P_K", "P_K", "what the rankings of K answers add up to", positive=True)
first_choice = sp.Sum(weight(k) / sp.Sum(weight(j), (j, 1, K + 1)), (k, 1, K + 1))
P = family("P", "P_{{{0}}}", "what the probabilities of all rankings of some answers add up to")
total = Derivation(
    "total",
    P(K),
    Recursion(sp.S.One, first_choice * one_fewer, one_fewer, K, 1, P(K)),
    because="choose the best of $K$ answers of worth $w_k = e^{r_k}$, then rank the others",
).by_induction(1, on=K, because="the shares of the first choice add up to one", name="adds_to_one")

in_duels = defined(
    "q",
    "q\\!\\left({0}, {1}, {2}\\right)",
    lambda a, b, c: sp.Mul(*(up / (up + down) for up, down in ((a, b), (a, c), (b, c)))),
    "the product of the logistic probabilities of all three pairs",
)
w1, w2, w3 = worths = tuple(
    Letter(f"w{n}", f"w_{n}", "worth of an answer", positive=True) for n in (1, 2, 3)
)
duels = quantity("q(τ)", r"q(\tau)", "the product of the chances of all pairs, taken for a ranking")
summed = sp.Add(*(in_duels(*order) for order in permutations(worths)))
together = Derivation("together", added(duels, r"\tau"), summed)
missing = (
    Derivation(
        "missing",
        difference(sp.S.One, added(duels, r"\tau")),
        1 - summed,
        rests=(together,),
        because="$q$ multiplies the Bradley–Terry probabilities of all pairs, $K = 3$",
    )
    .equals(
        2 * w1 * w2 * w3 / ((w1 + w2) * (w1 + w3) * (w2 + w3)),
        because="the two ways in which three duels can run in a circle",
        name="circles",
    )
    .at(
        {w1: sp.S.One, w2: sp.S.One, w3: sp.S.One},
        because="three equal rewards",
        name="equal_rewards",
    )
)
