"""Misprints about gradients: quadratic forms, softmax, the logistic function."""

import sympy as sp

from solutions.author import (
    Derivation,
    Domain,
    Letter,
    family,
    function,
    logarithm,
    quantity,
    written,
)
from solutions.dpo.notation import sigmoid
from solutions.errata.erratum import Citation, Erratum, often_seen
from solutions.errata.sources import deisenroth

x_1, x_2 = (Letter(f"x{n}", f"x_{n}", "a coordinate", real=True) for n in (1, 2))
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
    quantity("L(x)", "L(x)", "a quadratic form less a linear one"),
    x_1 * (2 * x_1 + x_2) + x_2 * (x_1 + 20 * x_2) - 5 * x_1 - 3 * x_2,
    because=r"$x^\top \begin{pmatrix} 2 & 1 \\ 1 & 20 \end{pmatrix} x - (5, 3)\, x$",
).gradient(4 * x_1 + 2 * x_2 - 5, of=x_1, because="each product has two factors that move")


def moved(place: sp.Expr) -> sp.Expr:
    """A coordinate after a step t in the direction v."""
    return x(place) + t * v(place)


quadratic = (
    Derivation(
        "quadratic",
        family("L", "L_v({0})", "a quadratic form along a direction v")(t),
        sp.Sum(moved(i) * A(i, j) * moved(j), (j, 1, n), (i, 1, n)),
        because=r"$(x + tv)^\top A (x + tv)$, along a direction $v$",
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
        because="$v^\\top A x + x^\\top A v$: both factors, in their order",
    )
)

SEVERAL = Domain((n >= 2,))
total = sp.Sum(sp.exp(f(i)), (i, 1, n))
moving = sp.Sum(sp.exp(f(i) + t * v(i)), (i, 1, n))
share = sp.exp(f(j)) / total
mean_step = sp.Sum(v(i) * sp.exp(f(i)), (i, 1, n)) / total
pushed = sp.Sum(v(i) * sp.exp(f(i) + t * v(i)), (i, 1, n))
softmax = (
    Derivation(
        "softmax",
        family("p", "p_{{{0}}}({1})", "softmax of moving scores")(j, t),
        sp.exp(f(j) + t * v(j)) / moving,
        because="softmax of scores that move in a direction $v$",
        where=SEVERAL,
    )
    .gradient(
        (v(j) * moving - pushed) * sp.exp(f(j) + t * v(j)) / moving**2,
        of=t,
        because="the quotient rule",
    )
    .at({t: sp.S.Zero}, because="at the scores themselves")
    .equals(
        share * (v(j) - mean_step),
        because="$\\sum_i p_j (\\delta_{ij} - p_i) v_i$, with Kronecker’s delta in its first term",
    )
)
log_softmax = (
    Derivation(
        "log-softmax",
        logarithm(family("p", r"p_{{{0}}}({1})", "softmax of moving scores")(j, t)),
        sp.log(sp.exp(f(j) + t * v(j)) / moving),
        because="its logarithm",
        where=SEVERAL,
    )
    .equals(f(j) + t * v(j) - sp.log(moving), because="the logarithm of a quotient")
    .gradient(
        v(j) - pushed / moving,
        of=t,
        because="$(\\log Z)' = Z'/Z$: the mean under softmax is subtracted",
    )
)
z = Letter("z", "z", "log-odds, $\\theta^\\top x$", real=True)
slope = Derivation("slope", written(sigmoid(z))).gradient(
    sigmoid(z) * (1 - sigmoid(z)), of=z, because="the quotient rule"
)

ERRATA = (
    Erratum(
        "quadratic-form-factor-two",
        "A coordinate of the gradient of a quadratic form with a symmetric matrix: half of it.",
        deisenroth("draft of 12 November 2018", "example 7.1, p. 227, eq. (7.8)", 226),
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
        v(j) + pushed / moving,
    ),
    Erratum(
        "logistic-slope",
        "The derivative of the logistic function: a difference for a product.",
        Citation(
            "S. S. Chang",
            "gonn, a neural network in Go: theory",
            "as reported in July 2024",
            "derivative of the sigmoid, printed as σ − (1 − σ)",
            "sausheong/gonn issue 8",
            "open",
        ),
        slope,
        sigmoid(z) - (1 - sigmoid(z)),
    ),
)
