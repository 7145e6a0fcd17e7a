"""Misprints about losses and kernels."""

import sympy as sp

from solutions.author import Derivation, Letter, family, quantity, square, written
from solutions.dpo.notation import sigmoid
from solutions.errata.erratum import Citation, Erratum
from solutions.errata.gradients import SEVERAL, f, i, j, n, share, total, x_1, x_2, z
from solutions.errata.sources import INTRODUCTION, murphy

y_1, y_2 = (Letter(f"y{n}", f"y_{n}", "a coordinate", real=True) for n in (1, 2))
surprise = family("L", "L_{{{0}}}", "surprise of a class")
cross_entropy = Derivation("cross-entropy", surprise(j), -sp.log(share), where=SEVERAL).equals(
    sp.log(total) - f(j), because="the logarithm of a quotient"
)

label = Letter("y", "y", "label, 0 or 1", real=True)
logistic = Derivation(
    "logistic",
    quantity("L(y, π)", r"L(y, \pi)", "surprise of a label"),
    -label * sp.log(sigmoid(z)) - (1 - label) * sp.log(1 - sigmoid(z)),
    because="the surprise of a label whose probability is $\\pi = \\sigma(z)$",
).equals(-label * z + sp.log(1 + sp.exp(z)), because="$\\log \\sigma(z) = z - \\log(1 + e^z)$")
w = Letter("w", "w", "weight", real=True)
b = Letter("b", "b", "bias", real=True)
u = Letter("x", "x", "input", real=True)
negative = Derivation(
    "negative",
    quantity("p(y = −1)", "p(y = -1)", "probability of the other label"),
    1 - sigmoid(w * u + b),
    because="the other label",
).equals(sigmoid(-(w * u + b)), because="$1 - \\sigma(z) = \\sigma(-z)$")
C = Letter("C", "C", "a scale of the weights, above 1", positive=True)
margin = Letter("m", "m", "margin $y\\,x^\\top w$", positive=True)
scaled = Derivation(
    "scaled",
    written(sp.exp(-C * margin)),
    because="the scale multiplies the margin $m = y\\,x^\\top w$",
).equals(sp.Pow(sp.exp(-margin), C, evaluate=False), because="a factor in an exponent is a power")
product = quantity("x⊤y", r"x^\top y", "scalar product in the plane")
kernel = Derivation("kernel", square(product), (x_1 * y_1 + x_2 * y_2) ** 2).equals(
    (x_1 * y_1) ** 2 + (x_2 * y_2) ** 2 + 2 * (x_1 * y_1) * (x_2 * y_2), because="multiply out"
)
match = Letter("f⁺", "f^+", "score of the match", real=True)
against = sp.Sum(sp.exp(f(i)), (i, 1, n))
pairs = Derivation(
    "pairs",
    quantity("L", "L", "loss of a match"),
    sp.log(1 + sp.Sum(sp.exp(f(i) - match), (i, 1, n))),
    because="the N-pair loss of a match against $n$ others",
).equals(
    -sp.log(sp.exp(match) / (sp.exp(match) + against)), because="multiply by $e^{f^+}$ and invert"
)

ERRATA = (
    Erratum(
        "logistic-loss-sign",
        "The logistic loss in terms of the log-odds, with its sign turned round.",
        Citation(
            "Chair of statistical learning, LMU Munich",
            "Introduction to Machine Learning, slides",
            "as reported in March 2019",
            "logistic regression, slide 6",
            "slds-lmu/lecture_i2ml issue 294",
            "rewritten",
        ),
        logistic,
        label * z - sp.log(1 + sp.exp(z)),
    ),
    Erratum(
        "multiclass-loss-sign",
        "The surprise of a class in terms of the scores: the score of the class needs a minus.",
        Citation(
            "J. Eisenstein",
            "Natural Language Processing",
            "draft, as reported in June 2018",
            "eq. (2.58)",
            "jacobeisenstein/gt-nlp-class issue 25",
            "confirmed",
        ),
        cross_entropy,
        sp.log(total) + f(j),
    ),
    Erratum(
        "negative-label-bias",
        "The probability of the other label: the minus reaches the weight and not the bias.",
        Citation(
            "H. Daumé III",
            "A Course in Machine Learning",
            "as reported in August 2017",
            "p. 126, eq. (9.42)",
            "hal3/ciml issue 247",
            "open",
        ),
        negative,
        sigmoid(-w * u + b),
    ),
    Erratum(
        "scaled-exponential",
        "What a scale of the weights does to an exponential loss: a power, no factor.",
        Citation(
            "J. Watt, R. Borhani, A. Katsaggelos",
            "Machine Learning Refined",
            "second edition",
            "p. 145",
            "neonwatty/machine-learning-refined issue 16",
            "in the errata sheet",
        ),
        scaled,
        sp.exp(-C) * sp.exp(-margin),
    ),
    Erratum(
        "polynomial-kernel-cross-term",
        "A quadratic kernel multiplied out: the cross term counts twice.",
        murphy(INTRODUCTION, "version of 2022-08-08", "eq. (17.21)", "probml/pml-book issue 572"),
        kernel,
        (x_1 * y_1) ** 2 + (x_2 * y_2) ** 2 + (x_1 * y_1) * (x_2 * y_2),
    ),
    Erratum(
        "n-pair-loss-minus",
        "The N-pair loss as a logarithm of a softmax: it has a minus in front.",
        murphy(
            INTRODUCTION,
            "draft, as reported in January 2022",
            "eq. (16.13)",
            "probml/pml-book issue 258",
        ),
        pairs,
        sp.log(sp.exp(match) / (sp.exp(match) + against)),
    ),
)
