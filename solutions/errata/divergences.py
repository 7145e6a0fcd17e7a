"""Misprints about divergences of discrete laws."""

import sympy as sp

from solutions.author import Derivation, Domain, function, quantity
from solutions.errata.erratum import Erratum
from solutions.errata.gradients import i, n
from solutions.errata.sources import ADVANCED, INTRODUCTION, murphy, raschka

p = function("p", "p({0})", "a law", positive=True)
q = function("q", "q({0})", "another law", positive=True)


def over(body: sp.Expr) -> sp.Expr:
    """A sum over all outcomes."""
    return sp.Sum(body, (i, 1, n))


LAWS = Domain((n >= 2,), unit_sums=(over(p(i)), over(q(i))))
divergence = over(p(i) * sp.log(p(i) / q(i)))
likelihood = Derivation(
    "likelihood",
    quantity("ℓ(q)", r"\ell(q)", "expected log-likelihood"),
    over(p(i) * sp.log(q(i))),
    where=LAWS,
).equals(
    over(p(i) * sp.log(p(i))) - divergence,
    because="a constant minus the divergence: to maximise one is to minimise the other",
)
discrete = Derivation(
    "discrete",
    quantity("KL(p‖q)", r"\mathrm{KL}(p \,\|\, q)", "divergence of p from q"),
    over(p(i) * (sp.log(p(i)) - sp.log(q(i)))),
    where=LAWS,
).equals(divergence, because="the logarithm of a quotient")


ERRATA = (
    Erratum(
        "likelihood-and-divergence",
        "Expected log-likelihood and divergence: their signs exchanged.",
        murphy(
            ADVANCED, "version of 2022-03-14", "eqs. (25.6), (25.7)", "probml/pml2-book issue 52"
        ),
        likelihood,
        divergence - over(p(i) * sp.log(p(i))),
    ),
    Erratum(
        "divergence-without-log",
        "The divergence of discrete laws: the logarithm of the ratio left out.",
        raschka("first edition", "p. 626, second formula", "rasbt/machine-learning-book issue 44"),
        discrete,
        over(p(i) * (p(i) / q(i))),
    ),
    Erratum(
        "divergence-reversed",
        "The forward divergence: the reverse one is printed.",
        murphy(
            INTRODUCTION, "release of 2020-12-31", "p. 161, eq. (6.42)", "probml/pml-book issue 11"
        ),
        discrete,
        over(q(i) * sp.log(q(i) / p(i))),
    ),
)
