"""Misprints about losses, gradients and divergences of discrete laws."""

import sympy as sp

from solutions.dpo.notation import sigmoid
from solutions.engine.derivation import Derivation
from solutions.engine.domain import Domain
from solutions.engine.letters import Letter, function
from solutions.errata.erratum import Citation, Erratum, often_seen

x_1, x_2 = (Letter(f"x{n}", f"x_{n}", "a coordinate", real=True) for n in (1, 2))
y_1, y_2 = (Letter(f"y{n}", f"y_{n}", "a coordinate", real=True) for n in (1, 2))
n = Letter("n", "n", "number of coordinates or classes", integer=True, positive=True)
i = Letter("i", "i", "a coordinate or class", integer=True, positive=True)
j = Letter("j", "j", "a coordinate or class", integer=True, positive=True)
t = Letter("t", "t", "how far one goes in a direction", real=True)
A = function("A", "A_{{{0}{1}}}", "entry of a square matrix")
x = function("x", "x_{{{0}}}", "entry of a vector")
v = function("v", "v_{{{0}}}", "entry of the direction")
f = function("f", "f_{{{0}}}", "score of a class")

example = Derivation(
    "example",
    r"x^\top \begin{pmatrix} 2 & 1 \\ 1 & 20 \end{pmatrix} x - \begin{pmatrix} 5 & 3 \end{pmatrix} x",
    x_1 * (2 * x_1 + x_2) + x_2 * (x_1 + 20 * x_2) - 5 * x_1 - 3 * x_2,
).gradient(4 * x_1 + 2 * x_2 - 5, of=x_1, because="each product has two factors that move")


def moved(place: sp.Expr) -> sp.Expr:
    """A coordinate after a step t in the direction v."""
    return x(place) + t * v(place)


quadratic = (
    Derivation(
        "quadratic",
        r"(x + tv)^\top A (x + tv)",
        sp.Sum(moved(i) * A(i, j) * moved(j), (j, 1, n), (i, 1, n)),
        because="along a direction $v$",
    )
    .gradient(
        sp.Sum(A(i, j) * (v(i) * moved(j) + moved(i) * v(j)), (j, 1, n), (i, 1, n)),
        of=t,
        because="each product has two factors that move",
    )
    .at({t: sp.S.Zero}, because="at $x$ itself")
    .equals(
        sp.Sum(v(i) * sp.Sum(A(i, j) * x(j), (j, 1, n)), (i, 1, n))
        + sp.Sum(x(i) * sp.Sum(A(i, j) * v(j), (j, 1, n)), (i, 1, n)),
        because="$v^\\top A x + x^\\top A v$, which is $v^\\top (A + A^\\top) x$",
    )
)

SEVERAL = Domain((n >= 2,))
total = sp.Sum(sp.exp(f(i)), (i, 1, n))
moving = sp.Sum(sp.exp(f(i) + t * v(i)), (i, 1, n))
share = sp.exp(f(j)) / total
mean_step = sp.Sum(v(i) * sp.exp(f(i)), (i, 1, n)) / total
softmax = (
    Derivation(
        "softmax",
        "p_j(t)",
        sp.exp(f(j) + t * v(j)) / moving,
        because="softmax of scores that move in a direction $v$",
        where=SEVERAL,
    )
    .gradient(
        sp.exp(f(j) + t * v(j))
        / moving
        * (v(j) - sp.Sum(v(i) * sp.exp(f(i) + t * v(i)), (i, 1, n)) / moving),
        of=t,
        because="the quotient rule",
    )
    .at({t: sp.S.Zero}, because="at the scores themselves")
    .equals(
        share * (v(j) - mean_step),
        because="$\\sum_i p_j (\\delta_{ij} - p_i) v_i$, with the Kronecker delta in the first term",
    )
)
log_softmax = (
    Derivation(
        "log-softmax",
        r"\log p_j(t)",
        sp.log(sp.exp(f(j) + t * v(j)) / moving),
        because="its logarithm",
        where=SEVERAL,
    )
    .equals(f(j) + t * v(j) - sp.log(moving), because="the logarithm of a quotient")
    .gradient(
        v(j) - sp.Sum(v(i) * sp.exp(f(i) + t * v(i)), (i, 1, n)) / moving,
        of=t,
        because="$(\\log Z)' = Z'/Z$",
    )
    .at({t: sp.S.Zero}, because="at the scores themselves")
    .equals(v(j) - mean_step, because="the mean under softmax is subtracted")
)
cross_entropy = Derivation("cross-entropy", r"-\log p_j", -sp.log(share), where=SEVERAL).equals(
    sp.log(total) - f(j), because="the logarithm of a quotient"
)

z = Letter("z", "z", "log-odds, $\\theta^\\top x$", real=True)
label = Letter("y", "y", "label, 0 or 1", real=True)
logistic = Derivation(
    "logistic",
    r"L(y, \pi)",
    -label * sp.log(sigmoid(z)) - (1 - label) * sp.log(1 - sigmoid(z)),
    because="the surprise of a label whose probability is $\\pi = \\sigma(z)$",
).equals(-label * z + sp.log(1 + sp.exp(z)), because="$\\log \\sigma(z) = z - \\log(1 + e^z)$")
w = Letter("w", "w", "weight", real=True)
b = Letter("b", "b", "bias", real=True)
u = Letter("x", "x", "input", real=True)
negative = Derivation(
    "negative", r"p(y = -1)", 1 - sigmoid(w * u + b), because="the other label"
).equals(sigmoid(-(w * u + b)), because="$1 - \\sigma(z) = \\sigma(-z)$")
slope = Derivation("slope", r"\sigma(z)", sigmoid(z)).gradient(
    sigmoid(z) * (1 - sigmoid(z)), of=z, because="the quotient rule"
)
C = Letter("C", "C", "a scale of the weights, above 1", positive=True)
margin = Letter("m", "m", "margin $y\\,x^\\top w$", positive=True)
scaled = Derivation(
    "scaled",
    r"e^{-y x^\top C w}",
    sp.exp(-C * margin),
    because="the scale multiplies the margin $m = y\\,x^\\top w$",
).equals(sp.Pow(sp.exp(-margin), C, evaluate=False), because="a factor in an exponent is a power")
kernel = Derivation("kernel", r"(x^\top y)^2", (x_1 * y_1 + x_2 * y_2) ** 2).equals(
    (x_1 * y_1) ** 2 + (x_2 * y_2) ** 2 + 2 * (x_1 * y_1) * (x_2 * y_2), because="multiply out"
)
match = Letter("f⁺", "f^+", "score of the match", real=True)
against = sp.Sum(sp.exp(f(i)), (i, 1, n))
pairs = Derivation(
    "pairs",
    "L",
    sp.log(1 + sp.Sum(sp.exp(f(i) - match), (i, 1, n))),
    because="the N-pair loss of a match against $n$ others",
).equals(
    -sp.log(sp.exp(match) / (sp.exp(match) + against)), because="multiply by $e^{f^+}$ and invert"
)

p = function("p", "p({0})", "a law", positive=True)
q = function("q", "q({0})", "another law", positive=True)


def over(body: sp.Expr) -> sp.Expr:
    """A sum over all outcomes."""
    return sp.Sum(body, (i, 1, n))


LAWS = Domain((n >= 2,), unit_sums=(over(p(i)), over(q(i))))
divergence = over(p(i) * sp.log(p(i) / q(i)))
likelihood = Derivation(
    "likelihood", r"\mathbb E_p[\log q]", over(p(i) * sp.log(q(i))), where=LAWS
).equals(
    over(p(i) * sp.log(p(i))) - divergence,
    because="a constant minus the divergence: to maximise one is to minimise the other",
)
discrete = Derivation(
    "discrete", r"\mathrm{KL}(p \,\|\, q)", over(p(i) * (sp.log(p(i)) - sp.log(q(i)))), where=LAWS
).equals(divergence, because="the logarithm of a quotient")


def murphy(book: str, edition: str, place: str, reported: str) -> Citation:
    """A report on one of Murphy’s two books, all of which he answered."""
    title = f"Probabilistic Machine Learning: {book}"
    return Citation("K. Murphy", title, edition, place, reported, "fixed")


FIRST, SECOND = "An Introduction", "Advanced Topics"

ERRATA = (
    Erratum(
        "quadratic-form-factor-two",
        "A coordinate of the gradient of a quadratic form with a symmetric matrix: half of it.",
        Citation(
            "M. Deisenroth, A. Faisal, C. S. Ong",
            "Mathematics for Machine Learning",
            "draft of 12 November 2018",
            "example 7.1, p. 227, eq. (7.8)",
            "mml-book/mml-book.github.io issue 226",
            "fixed",
        ),
        example,
        2 * x_1 + x_2 - 5,
    ),
    Erratum(
        "quadratic-form-not-symmetric",
        "The derivative of a quadratic form: twice A x, which needs a symmetric matrix.",
        often_seen("tables of matrix derivatives that do not say that A is symmetric"),
        quadratic,
        2 * sp.Sum(v(i) * sp.Sum(A(i, j) * x(j), (j, 1, n)), (i, 1, n)),
    ),
    Erratum(
        "softmax-without-delta",
        "The derivative of softmax without the Kronecker delta.",
        often_seen("notes on backpropagation"),
        softmax,
        -share * mean_step,
    ),
    Erratum(
        "log-partition-minus",
        "The derivative of a log-probability: the minus of the log partition function lost.",
        often_seen("notes on policy gradients and energy models"),
        log_softmax,
        v(j) + mean_step,
    ),
    Erratum(
        "logistic-loss-sign",
        "The logistic loss in terms of the log-odds, with its sign turned round.",
        Citation(
            "Chair of statistical learning, LMU Munich",
            "Introduction to Machine Learning, slides",
            "March 2019",
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
            "draft of June 2018",
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
            "August 2017",
            "p. 126, eq. (9.42)",
            "hal3/ciml issue 247",
            "open",
        ),
        negative,
        sigmoid(-w * u + b),
    ),
    Erratum(
        "logistic-slope",
        "The derivative of the logistic function: a difference for a product.",
        Citation(
            "S. S. Chang",
            "gonn, a neural network in Go: theory",
            "July 2024",
            "derivative of the sigmoid",
            "sausheong/gonn issue 8",
            "open",
        ),
        slope,
        sigmoid(z) - (1 - sigmoid(z)),
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
        murphy(FIRST, "version of 2022-08-08", "eq. (17.21)", "probml/pml-book issue 572"),
        kernel,
        (x_1 * y_1) ** 2 + (x_2 * y_2) ** 2 + (x_1 * y_1) * (x_2 * y_2),
    ),
    Erratum(
        "n-pair-loss-minus",
        "The N-pair loss as a logarithm of a softmax: it has a minus in front.",
        murphy(FIRST, "January 2022", "eq. (16.13)", "probml/pml-book issue 258"),
        pairs,
        sp.log(sp.exp(match) / (sp.exp(match) + against)),
    ),
    Erratum(
        "likelihood-and-divergence",
        "Expected log-likelihood and divergence: their signs exchanged.",
        murphy(SECOND, "version of 2022-03-14", "eqs. (25.6), (25.7)", "probml/pml2-book issue 52"),
        likelihood,
        divergence - over(p(i) * sp.log(p(i))),
    ),
    Erratum(
        "divergence-without-log",
        "The divergence of discrete laws: the logarithm of the ratio left out.",
        Citation(
            "S. Raschka, Y. Liu, V. Mirjalili",
            "Machine Learning with PyTorch and Scikit-Learn",
            "first edition",
            "p. 626, second formula",
            "rasbt/machine-learning-book issue 44",
            "confirmed",
        ),
        discrete,
        over(p(i) * (p(i) / q(i))),
    ),
    Erratum(
        "divergence-reversed",
        "The forward divergence: the reverse one is printed.",
        murphy(FIRST, "release of 2020-12-31", "p. 161, eq. (6.42)", "probml/pml-book issue 11"),
        discrete,
        over(q(i) * sp.log(q(i) / p(i))),
    ),
)
