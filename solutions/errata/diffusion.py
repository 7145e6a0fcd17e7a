"""Misprints about diffusion models. A noise schedule has 0 < α_t < 1, β_t = 1 − α_t, ᾱ_t = ∏ α."""

import sympy as sp

from solutions.author import (
    Combination,
    Derivation,
    Domain,
    Letter,
    Normal,
    Recursion,
    Term,
    defined,
    family,
    function,
    given,
    log_density,
    quantity,
    written,
)
from solutions.errata.erratum import Citation, Erratum

alpha = Letter("α_t", r"\alpha_t", "share of the signal kept by one step", positive=True)
kept = Letter(
    "ᾱ_{t−1}", r"\bar\alpha_{t-1}", "share of the signal kept by all steps before", positive=True
)
x_0 = Letter("x₀", "x_0", "clean sample", real=True)
x = Letter("x_t", "x_t", "sample at step t", real=True)
y = Letter("x_{t−1}", "x_{t-1}", "sample one step earlier", real=True)
clean = quantity("X₀", "X_0", "a clean sample")
now = quantity("X_t", "X_t", "its noised form at step t")
earlier = quantity("X_{t−1}", "X_{t-1}", "its noised form one step earlier")
fresh = quantity("ε", r"\varepsilon", "noise of variance 1, independent of all before")
SCHEDULE = Domain((alpha < 1, kept < 1))

beta, bar = 1 - alpha, alpha * kept
middle = (sp.sqrt(kept) * beta * x_0 + sp.sqrt(alpha) * (1 - kept) * x) / (1 - bar)
posterior = Derivation(
    "posterior",
    log_density(given(earlier, now, x, (clean, x_0)), y),
    -((x - sp.sqrt(alpha) * y) ** 2) / (2 * beta)
    - (y - sp.sqrt(kept) * x_0) ** 2 / (2 * (1 - kept)),
    because=r"Bayes: the step $x_{t-1} \to x_t$, times the law of $x_{t-1}$ given $x_0$",
    where=SCHEDULE,
).law(Normal(middle, beta * (1 - kept) / (1 - bar)), y, because="complete the square")

noised = Derivation(
    "noised",
    given(now, clean, x_0),
    Combination((Term(sp.sqrt(1 - bar), fresh, Normal(0, 1)),), shift=sp.sqrt(bar) * x_0),
    because=r"$\bar\alpha_t = \alpha_t \bar\alpha_{t-1}$",
    where=SCHEDULE,
).equals(Normal(sp.sqrt(bar) * x_0, 1 - bar), because="a factor of the noise is squared")

mean = Letter("μ", r"\mu", "mean of the reverse step", real=True)
v = Letter("β̃_t", r"\tilde\beta_t", "variance of the reverse step", positive=True)
sampled = Derivation(
    "sampled",
    earlier,
    Combination((Term(sp.sqrt(v), fresh, Normal(0, 1)),), shift=mean),
).equals(Normal(mean, v), because="a factor of the noise is squared")

odds = function("h", "h_{{{0}}}", "odds that a step loses a category", positive=True)
share = defined(
    "α", r"\alpha^{{({0})}}", lambda k: 1 / (1 + odds(k)), "share kept by a step", positive=True
)
n = Letter("n", "n", "number of steps", integer=True, positive=True)
k = Letter("k", "k", "a step", integer=True, positive=True)
so_far = Letter("β̄_n", r"\bar\beta^{(n)}", "share lost in n steps", real=True)
lost_share = family("β̄", r"\bar\beta^{{({0})}}", "share lost in so many steps")
lost = Derivation(
    "lost",
    lost_share(n),
    Recursion(
        first=1 - share(sp.S.One),
        then=share(n + 1) * so_far + 1 - share(n + 1),
        previous=so_far,
        on=n,
        start=1,
        of=lost_share(n),
    ),
    because="each step keeps $\\alpha^{(n)} = 1/(1 + h_n)$ and mixes the rest with the noise law",
).by_induction(
    1 - sp.Product(share(k), (k, 1, n)), on=n, because="what is kept multiplies, the rest is lost"
)

ratio = Letter("α_{t|s}", r"\alpha_{t \mid s}", "signal kept between two times", positive=True)
early = Letter("σ_s²", r"\sigma_s^2", "noise variance at the earlier time", positive=True)
added = Letter("σ_{t|s}²", r"\sigma_{t \mid s}^2", "variance added in between", positive=True)
s = Letter("s", "s", "the earlier time", positive=True)
late = defined("σ_t²", r"\sigma_t^2", lambda a, v, w: a**2 * v + w, "noise variance later")
between = Derivation(
    "between",
    written(added),
    because=r"$\sigma_t^2$ stands for $\alpha_{t \mid s}^2 \sigma_s^2 + \sigma_{t \mid s}^2$",
).equals(late(ratio, early, added) - ratio**2 * early, because="old noise is scaled by the square")

ERRATA = (
    Erratum(
        "ddpm-posterior-variance",
        "The variance of one reverse step when the clean sample is known.",
        Citation(
            "labml.ai",
            "Annotated deep learning paper implementations: DDPM",
            "commit 0157f7e",
            "labml_nn/diffusion/ddpm/__init__.py, the forward posterior; the denominator printed "
            "is a letter a that is defined nowhere, taken here for α_t",
            "read in the file itself; no report is known to us",
        ),
        posterior,
        Normal(middle, (1 - kept) / alpha),
    ),
    Erratum(
        "noised-sample-variance",
        "The law of a noised sample: a standard deviation printed where the variance belongs.",
        Citation(
            "Hugging Face",
            "Diffusion Models Class",
            "as reported in December 2022",
            "unit 1, notebook 01, between cells 9 and 10",
            "huggingface/diffusion-models-class issue 18",
            "fixed",
        ),
        noised,
        Normal(sp.sqrt(bar) * x_0, sp.sqrt(1 - bar)),
    ),
    Erratum(
        "reverse-noise-root",
        "The noise of a reverse step is multiplied by the variance in place of its root, so that "
        "it has the square of the variance.",
        Citation(
            "X. Yuan, Y. Qiao",
            "Diffusion-TS",
            "ICLR 2024",
            "section 3.3, eq. (8)",
            "Y-debug-sys/Diffusion-TS issue 135",
            "open",
        ),
        sampled,
        Normal(mean, v**2),
    ),
    Erratum(
        "digress-lost-share",
        "How much of a category is lost to the noise law after many steps.",
        Citation(
            "C. Vignac et al.",
            "DiGress: discrete denoising diffusion for graph generation",
            "OpenReview UaAD-Nu86WX",
            "the definition of β̄",
            "cvignac/DiGress issue 41",
            "to be fixed",
        ),
        lost,
        sp.Product(1 - share(k), (k, 1, n)),
    ),
    Erratum(
        "variance-between-two-times",
        "The variance that is added between two times of a diffusion: an exponent s for a 2.",
        Citation(
            "K. Murphy",
            "Probabilistic Machine Learning: Advanced Topics",
            "draft, as reported in November 2022",
            "eqs. (25.5) and (25.11)",
            "probml/pml2-book issue 182",
            "rewritten",
        ),
        between,
        late(ratio, early, added) - ratio**s * early,
    ),
)
