"""Misprints about moments, mixtures and order statistics."""

import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Domain,
    Letter,
    Mean,
    Normal,
    Term,
    defined,
    quantity,
    variance,
    written,
)
from solutions.author import mean as expectation
from solutions.author import square as squared
from solutions.errata.erratum import Citation, Erratum
from solutions.errata.gaussians import N_1, N_2, m_1, m_2, v_1, v_2, x
from solutions.errata.sources import INTRODUCTION, deisenroth, murphy

X, Y = (quantity(name, name, "a random variable") for name in "XY")
square = Derivation("square", expectation(squared(X)), Mean(x**2, x, N_1)).equals(
    v_1 + m_1**2, because="the variance plus the square of the mean"
)

w = Letter("w", "w", "share of the first component", positive=True)
SHARES = Domain((w < 1,))
mean = w * m_1 + (1 - w) * m_2
squares = w * m_1**2 + (1 - w) * m_2**2
spread = w * v_1 + (1 - w) * v_2
mixture = Derivation(
    "mixture",
    variance(X),
    w * (v_1 + m_1**2) + (1 - w) * (v_2 + m_2**2) - mean**2,
    because="$\\mathbb E[x^2] - \\mathbb E[x]^2$ of a mixture of two laws",
    where=SHARES,
)
mixture = mixture.equals(
    spread + w * (1 - w) * (m_1 - m_2) ** 2, because="no term is negative"
).equals(
    spread + (squares - mean**2),
    because="the mean of the variances plus the variance of the means",
)
within = Derivation(
    "within",
    quantity(
        "E Var(X | Z)",
        r"\mathbb E[\operatorname{Var}(X \mid Z)]",
        "mean over the components of the variance within them",
    ),
    w * (v_1 + m_1**2) + (1 - w) * (v_2 + m_2**2) - squares,
    because="the mean over the components of $\\mathbb E[x^2 \\mid z] - \\mathbb E[x \\mid z]^2$",
    where=SHARES,
).equals(spread, because="the means drop out")

m = Letter("μ", r"\mu", "mean", real=True)
signs = Derivation(
    "signs",
    variance(X),
    (1 + m) / 2 * (1 - m) ** 2 + (1 - m) / 2 * (-1 - m) ** 2,
    because="$x = 1$ with probability $(1 + \\mu)/2$, else $x = -1$",
    where=Domain((m > -1, m < 1)),
).equals(1 - m**2, because="multiply out")

a, b = (Letter(name, name, "a factor", real=True) for name in "ab")
summed = Derivation(
    "summed",
    quantity("S", "S", "a linear combination of X and Y"),
    Combination((Term(a, X, N_1), Term(b, Y, N_2))),
    because="$X$ and $Y$ are independent",
).equals(Normal(a * m_1 + b * m_2, a**2 * v_1 + b**2 * v_2), because="a variance takes the square")

T = Letter("T", "T", "length of the interval", positive=True)
count = Letter("m", "m", "number of points", integer=True, positive=True)
first = Letter("x₁", "x_{(1)}", "the smallest of the points", positive=True)
survival = defined(
    "u",
    r"u",
    lambda x, T, m: (1 - x / T) ** m,
    "probability that all m points of [0, T] lie beyond x",
    positive=True,
)
u = survival(first, T, count)
smallest = Derivation(
    "smallest",
    written(first),
    because="$u = (1 - x_{(1)}/T)^m$ is uniform: all $m$ points lie beyond",
    where=Domain((first < T,)),
).equals(T * (1 - u ** (1 / count)), because="solve for the smallest point")

ERRATA = (
    Erratum(
        "second-moment",
        "The second moment from mean and variance: the mean is squared.",
        murphy(INTRODUCTION, "draft of 6 May 2021", "eq. (4.69)", "probml/pml-book issue 112"),
        square,
        v_1 + m_1,
    ),
    Erratum(
        "variance-within-components",
        "The mean variance within the components of a mixture: standard deviations are printed.",
        murphy(INTRODUCTION, "draft of 21 May 2021", "eq. (2.48)", "probml/pml-book issue 125"),
        within,
        w * sp.sqrt(v_1) + (1 - w) * sp.sqrt(v_2),
    ),
    Erratum(
        "mixture-variance-product",
        "The variance of a mixture: the second summand is a difference, not a product.",
        deisenroth(
            "draft of 4 July 2018",
            "eqs. (6.120) and (6.131); the report says "
            "that a product is printed for a difference, "
            "and the twin takes it of the same two terms",
            141,
        ),
        mixture,
        spread + squares * mean**2,
    ),
    Erratum(
        "linear-combination-variance",
        "The variance of a linear combination, here on the line: the factors are squared.",
        deisenroth("draft of 1 November 2018", "p. 200, eq. (6.82)", 180),
        summed,
        Normal(a * m_1 + b * m_2, a * v_1 + b * v_2),
    ),
    Erratum(
        "variance-of-a-sign",
        "The variance of a variable with values 1 and −1: the square belongs to the mean alone.",
        Citation(
            "Z. Gao",
            "PRML solution manual",
            "as reported in March 2019",
            "problem 2.2",
            "zhengqigao/PRML-Solution-Manual issue 3",
            "fixed",
        ),
        signs,
        (1 - m) ** 2,
    ),
    Erratum(
        "smallest-of-uniform-points",
        "The smallest of m uniform points, from one uniform number.",
        Citation(
            "D. Wilkinson",
            "Stochastic Modelling for Systems Biology",
            "third edition p. 153, second edition p. 151",
            "simulation of the first event",
            "darrenjw/smfsb issue 1, and the author’s errata for both editions",
            "in the errata",
        ),
        smallest,
        T * u ** (1 / count),
    ),
)
