"""Answers to 1d, T conditional means from N(0, 1): N(0, (σ²/(σ²+1))²) ≈ N(0, σ⁴)."""

RIGHT = (
    r"N(0, (σ²/(σ²+1))²)",
    r"\hat X_0 \sim \mathcal{N}\left(0, \left(\frac{\sigma^2}{\sigma^2+1}\right)^2\right)",
    r"\hat{X}_0 \sim \mathcal{N}\!\left(0, \frac{\sigma^4}{(\sigma^2+1)^2}\right)",
    r"N(0, sigma^4/(1+sigma^2)^2)",
    r"N(0, σ⁴/(1+σ²)²)",
    r"N(0, σ⁴)",
    r"\hat X_0 \approx \mathcal{N}(0, \sigma^4)",
    r"$\mathcal{N}(0, (\sigma^2)^2)$",
    r"\mathcal{N}\left(0, \frac{\sigma^4}{1+2\sigma^2+\sigma^4}\right)",
    r"\mathcal{N}\left(0, \left(1-\frac{1}{1+\sigma^2}\right)^2\right)",
    r"N(0, (1 + 1/σ²)^-2)",
    r"N(0, (1+σ^{-2})^{-2})",
    r"\operatorname{Var}(\hat X_0) = \left(\tfrac{\sigma^2}{1+\sigma^2}\right)^2",
    r"Var(\hat X_0) ≈ σ⁴",
    r"\frac{\sigma^4}{(1+\sigma^2)^2}",
    r"\hat X_0 / \hat X_1 = \frac{\sigma^2}{\sigma^2+1}",
    r"σ²/(1+σ²)",
    r"1 - \frac{1}{\sigma^2+1}",
    r"\prod_{k=1}^{T} \frac{\sigma^2+(k-1)\Delta t}{\sigma^2+k\Delta t}",
    r"\prod_{k=0}^{T-1} \frac{\sigma^2+k\Delta t}{\sigma^2+(k+1)\Delta t}",
    r"\prod_{j=1}^{1/\Delta t} \left(1-\frac{\Delta t}{\sigma^2+j\Delta t}\right)",
    r"\boxed{\mathcal{N}\left(0, \tfrac{\sigma^4}{(1+\sigma^2)^2}\right)}",
    r"N(0, σ⁴(1 − 2σ²))",
    r"\mathcal{N}(0, \sigma^4 - 2\sigma^6)",
    r"N(0, σ⁴ − 2σ⁶ + 3σ⁸)",
    r"\mathcal{N}\left(0, \prod_{k=1}^{T}\left(\frac{\sigma^2+(k-1)\Delta t}"
    r"{\sigma^2+k\Delta t}\right)^2\right)",
)

WRONG = (
    (r"\hat X_0 \to 0 \text{ quickly}", "its law is asked for"),
    (r"N(0, σ²/(σ²+1))", "the factor not squared"),
    (r"N(0, σ²)", "the factor not squared"),
    (r"\hat X_0 \sim \mathcal{N}(0, \sigma^2)", "the data's law"),
    (r"\mathcal{N}\left(0, \sqrt{\frac{\sigma^2}{\sigma^2+1}}\right)", "root for square"),
    (r"N(0, 1/(σ²+1)²)", "numerator"),
    (r"\mathcal{N}(0, (\sigma^2+1)^2/\sigma^4)", "upside down"),
    (r"N(0, σ⁸)", "squared twice"),
    (r"\mathcal{N}\left(0, \frac{\sigma^8}{(\sigma^2+1)^4}\right)", "squared twice"),
    (r"N(0, 0)", "it does not collapse to a point"),
    (r"\mathcal{N}(0, 1)", "as at the start"),
    (r"N(0, 2σ⁴)", "factor"),
    (r"N(0, σ⁴/4)", "factor"),
    (r"N(0, σ⁶)", "exponent"),
    (r"\prod_{k=1}^{T} \frac{\sigma^2}{\sigma^2+k\Delta t}", "does not telescope"),
    (r"\prod_{k=1}^{T-1} \frac{\sigma^2+(k-1)\Delta t}{\sigma^2+k\Delta t}", "a step missing"),
    (r"\prod_{k=0}^{T} \frac{\sigma^2+(k-1)\Delta t}{\sigma^2+k\Delta t}", "a step too many"),
    (r"\left(1-\frac{\Delta t}{\sigma^2+1}\right)^{T}", "every step like the first"),
    (r"e^{-1/(\sigma^2+1)}", "every step like the first"),
    (r"\sigma/(\sigma+1)", "σ for σ²"),
    (r"N(0, (σ/(σ+1))²)", "σ for σ²"),
    (r"\mathcal{N}\left(1, \frac{\sigma^4}{(\sigma^2+1)^2}\right)", "mean"),
    (r"\frac{\sigma^2+\Delta t}{\sigma^2+1}", "a step missing"),
    (r"N(0, (σ²/(σ²+t))²)", "the time left open"),
    (r"N(0, (Δt/(σ²+1))²)", "wrong letter"),
)

LEADING = (
    (r"N(0, σ⁴ + σ⁶)", "the next term is −2σ⁶"),
    (r"\mathcal{N}(0, \sigma^4(1-\sigma^2))", "the next term is −2σ⁶"),
    (r"N(0, σ⁴/(σ²+1))", "the denominator not squared"),
    (r"\frac{\sigma^4}{1+\sigma^4}", "squared term by term"),
    (r"(σ²/(σ²−1))²", "the sign in the denominator"),
    (r"\mathcal{N}\left(0, \frac{\sigma^4}{\sigma^2+1} \right)", "started from N(0, σ²+1)"),
)

UNREADABLE = (
    (r"N(0, (σ²/(σ²+1)²)", "a bracket left open"),
    (r"\text{it shrinks quickly}", "words"),
)
