"""What adds up to one over all rankings, and what does not: two facts beside 2g.

Answers have a worth w = e^r > 0. Plackett–Luce gives the rankings of any number of answers
probabilities that add up to one. Multiplying the Bradley–Terry probabilities of all pairs does not.
"""

from itertools import permutations

import sympy as sp

from solutions.dpo.notation import K, j, k, weight
from solutions.engine.derivation import Derivation
from solutions.engine.objects import Recursion
from solutions.engine.printing import tex
from solutions.kernel.letters import Letter, defined

one_fewer = Letter("P_K", "P_K", "what the rankings of K answers add up to", positive=True)
first_choice = sp.Sum(weight(k) / sp.Sum(weight(j), (j, 1, K + 1)), (k, 1, K + 1))
total = Derivation(
    "total",
    r"\sum_{\tau} p(\tau)",
    Recursion(sp.S.One, first_choice * one_fewer, one_fewer, K, "P_K"),
    because=f"$P_1 = 1$ and $P_{{K+1}} = \\left({tex(first_choice)}\\right) P_K$: "
    "choose the best of $K + 1$ answers of worth $w_k = e^{r_k}$, then rank the other $K$",
).by_induction(1, on=K, because="the shares of the first choice add up to one")

in_duels = defined(
    "q",
    "q({0}, {1}, {2})",
    lambda a, b, c: sp.Mul(*(up / (up + down) for up, down in ((a, b), (a, c), (b, c)))),
    "the product of the logistic probabilities of all three pairs",
)
w1, w2, w3 = (Letter(f"w_{n}", f"w_{n}", "e^r of an answer", positive=True) for n in (1, 2, 3))
missing = (
    Derivation(
        "missing",
        r"1 - \sum_{\tau} q(\tau)",
        1 - sp.Add(*(in_duels(*order) for order in permutations((w1, w2, w3)))),
        because="$q$ multiplies the Bradley–Terry probabilities of all pairs, $K = 3$",
    )
    .equals(
        2 * w1 * w2 * w3 / ((w1 + w2) * (w1 + w3) * (w2 + w3)),
        because="the two ways in which three duels can run in a circle",
    )
    .at({w1: sp.S.One, w2: sp.S.One, w3: sp.S.One}, because="three equal rewards")
)
