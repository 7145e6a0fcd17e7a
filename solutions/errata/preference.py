"""Misprints about preference optimisation, in the letters of problem 2."""

import sympy as sp

from solutions.author import Derivation, quantity
from solutions.dpo import f_gradient as dpo
from solutions.dpo.notation import sigmoid
from solutions.errata.erratum import Citation, Erratum

better, worse = dpo.better, dpo.worse
loss = Derivation(
    "loss",
    quantity("ℓ(θ)", r"\ell(\theta)", "loss on one comparison"),
    -sp.log(sp.exp(better) / (sp.exp(better) + sp.exp(worse))),
    because="the surprise of a comparison under Bradley and Terry, with the implicit reward",
).equals(-sp.log(sigmoid(better - worse)), because="divide by the exponential of the winner")


def paper(place: str) -> Citation:
    """The appendix of the DPO paper."""
    return Citation(
        "R. Rafailov et al.",
        "Direct Preference Optimization",
        "arXiv 2305.18290 v2 and v3",
        place,
        "eric-mitchell/direct-preference-optimization issues 60 and 63",
        "next revision",
    )


ERRATA = (
    Erratum(
        "dpo-loss-swapped",
        "The loss of a comparison: winner and loser have changed places inside the sigmoid.",
        paper("appendix A.4, eqs. (21) and (22)"),
        loss,
        -sp.log(sigmoid(worse - better)),
    ),
    Erratum(
        "dpo-gradient-weight",
        "The gradient of the loss: the weight is large where the pair is ranked wrongly; as "
        "printed it is large where the pair is ranked rightly.",
        paper("appendix A.4, last line"),
        dpo.loss,
        dpo.printed,
    ),
)
