"""Misprints about Gaussian laws: divergences, likelihoods, posteriors."""

import sympy as sp

from solutions.author import (
    Derivation,
    Letter,
    Mean,
    Normal,
    family,
    function,
    log_density,
    logarithm,
    quantity,
)
from solutions.errata.erratum import Citation, Erratum, often_seen
from solutions.errata.sources import ADVANCED, murphy

x = Letter("x", "x", "a draw", real=True)
m_1, m_2 = (Letter(f"μ{n}", rf"\mu_{n}", "mean of a law", real=True) for n in (1, 2))
v_1, v_2 = (
    Letter(f"σ{n}²", rf"\sigma_{n}^2", "variance of a law", root_tex=rf"\sigma_{n}", positive=True)
    for n in (1, 2)
)
N_1, N_2 = Normal(m_1, v_1), Normal(m_2, v_2)


KL = quantity("KL(p‖q)", r"\mathrm{KL}(p \,\|\, q)", "divergence of p from q")


def exponent(law: Normal) -> sp.Expr:
    """log N(x; m, v) without the constant −log √(2π)."""
    return -sp.log(law.variance) / 2 - (x - law.mean) ** 2 / (2 * law.variance)


def divergence(of: Normal, against: Normal, name: str, value: sp.Expr) -> Derivation:
    """KL(of ‖ against), which is ``value``."""
    return Derivation(
        name,
        KL,
        Mean(exponent(of) - exponent(against), x, of),
        because="the definition, for Gaussian $p$ and $q$; the constants cancel",
    ).equals(
        value, because="$\\mathbb E[x] = \\mu_1$ and $\\mathbb E[x^2] = \\mu_1^2 + \\sigma_1^2$"
    )


inside = v_1 / v_2 + (m_1 - m_2) ** 2 / v_2 - 1
between = divergence(N_1, N_2, "between", (sp.log(v_2 / v_1) + inside) / 2)
to_standard = divergence(N_1, Normal(0, 1), "to-standard", (v_1 + m_1**2 - 1 - sp.log(v_1)) / 2)

n = Letter("n", "n", "number of observations", integer=True, positive=True)
i = Letter("i", "i", "an observation", integer=True, positive=True)
a = function("x", "x_{{{0}}}", "an input")
y = function("y", "y_{{{0}}}", "an observation")
mu = Letter("μ", r"\mu", "mean", real=True)
sigma = Letter("σ", r"\sigma", "standard deviation", positive=True)
deviations = sp.Sum((y(i) - mu) ** 2, (i, 1, n))


def density(place: sp.Expr, mean: sp.Expr, variance: sp.Expr) -> sp.Expr:
    """The Gaussian density."""
    return sp.exp(-((place - mean) ** 2) / (2 * variance)) / sp.sqrt(2 * sp.pi * variance)


score = (
    Derivation(
        "score",
        family("ℓ", r"\ell({0})", "log-likelihood of a standard deviation")(sigma),
        sp.Sum(sp.log(density(y(i), mu, sigma**2)), (i, 1, n)),
    )
    .equals(
        -n * sp.log(2 * sp.pi) / 2 - n * sp.log(sigma) - deviations / (2 * sigma**2),
        because="the logarithm of each factor",
    )
    .gradient(
        -n / sigma + deviations / sigma**3,
        of=sigma,
        because="the two terms pull against each other",
    )
)
d = Letter("d", "d", "a datum", real=True)
h = Letter("h", "h", "what the model says of it", real=True)
one = Derivation(
    "one",
    logarithm(family("p(d|h)", r"p({0} \mid {1})", "likelihood of a datum")(d, h)),
    sp.log(density(d, h, sigma**2)),
).equals(
    -((d - h) ** 2 / sigma**2 + sp.log(2 * sp.pi * sigma**2)) / 2,
    because="the logarithm of each factor",
)

w = Letter("w", "w", "weight of a linear model", real=True)
noise = Letter("σ_n²", r"\sigma_n^2", "variance of the noise", root_tex=r"\sigma_n", positive=True)
prior = Letter("σ_p²", r"\sigma_p^2", "variance of the prior", root_tex=r"\sigma_p", positive=True)
squares = sp.Sum(a(i) ** 2, (i, 1, n))
products = sp.Sum(a(i) * y(i), (i, 1, n))
precision = squares / noise + 1 / prior
posterior = Derivation(
    "posterior",
    log_density(quantity("W | D", r"W \mid \mathcal D", "the weight, given all observations"), w),
    -sp.Sum((y(i) - w * a(i)) ** 2, (i, 1, n)) / (2 * noise) - w**2 / (2 * prior),
    because="one weight: the likelihood of all observations, times the prior",
).law(Normal(products / noise / precision, 1 / precision), w, because="complete the square")

ERRATA = (
    Erratum(
        "gaussian-divergence-half",
        "The divergence between two Gaussian laws, twice as large.",
        often_seen("implementations and notes that use the divergence as a penalty"),
        between,
        sp.log(v_2 / v_1) + inside,
    ),
    Erratum(
        "gaussian-divergence-log",
        "The divergence between two Gaussian laws, here on the line: the logarithm is printed "
        "over all terms.",
        Citation(
            "S. Prince",
            "Understanding Deep Learning",
            "version of 1 May 2024",
            "appendix C.5.4, p. 461",
            "udlbook/udlbook issue 184",
            "fixed",
        ),
        between,
        sp.log(v_2 / v_1 + inside) / 2,
    ),
    Erratum(
        "divergence-to-standard",
        "The divergence from the standard Gaussian, which must vanish at mean 0 and variance 1.",
        murphy(
            ADVANCED,
            "as reported in November 2023",
            "eq. (10.50); of the two forms that the report quotes, neither has the −1, and this "
            "is the second",
            "probml/pml2-book issue 297",
        ),
        to_standard,
        (-sp.log(v_1) + v_1 + m_1**2) / 2,
    ),
    Erratum(
        "score-of-the-deviation",
        "The derivative of a Gaussian log-likelihood in the standard deviation: the first sign, "
        "without which no estimate is positive.",
        Citation(
            "S. Vasishth",
            "Lecture notes on linear models",
            "version of 18 May",
            "p. 29, eq. (58) and after",
            "vasishth/LM issue 3",
            "open",
        ),
        score,
        n / sigma + deviations / sigma**3,
    ),
    Erratum(
        "log-likelihood-constant",
        "The log-likelihood of one datum: the normalising term with the wrong sign.",
        Citation(
            "Gravitational Wave Open Data Workshop",
            "Tutorial 3.1, parameter estimation",
            "2023",
            "last equation of the section on the likelihood",
            "gw-odw/odw-2023 pull request 38",
            "merged",
        ),
        one,
        -((d - h) ** 2 / sigma**2 - sp.log(2 * sp.pi * sigma**2)) / 2,
    ),
    Erratum(
        "posterior-without-prior-variance",
        "Bayesian linear regression, here with one weight: the prior’s variance taken for 1.",
        Citation(
            "C. P. Jensen",
            "ETH computer science notes",
            "as reported in December 2024",
            "p. 6, closed form of the posterior",
            "cristianpjensen/eth-cs-notes issue 3",
            "open",
        ),
        posterior,
        Normal(products / noise / precision, 1 / (squares / noise + 1)),
    ),
)
