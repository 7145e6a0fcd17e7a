"""Answers to 1h, T DDIM steps from N(0, 1): N(0, σ²/(σ²+1)) as Δt → 0, ≈ N(0, σ²)."""

RIGHT = (
    r"N(0, σ²/(σ²+1))",
    r"\hat X_0 \sim \mathcal{N}\left(0, \frac{\sigma^2}{\sigma^2+1}\right)",
    r"\mathcal{N}\!\left(0, \tfrac{\sigma^2}{1+\sigma^2}\right)",
    r"N(0, sigma^2/(1+sigma^2))",
    r"N(0, 1 − 1/(1+σ²))",
    r"\mathcal{N}\left(0, \left(1+\frac{1}{\sigma^2}\right)^{-1}\right)",
    r"N(0, 1/(1 + σ^-2))",
    r"\hat X_0 \approx \mathcal{N}(0, \sigma^2)",
    r"N(0, σ²)",
    r"$\hat X_0 \sim \mathcal N(0,\sigma^2)$",
    r"\operatorname{Var}(\hat X_0) = \frac{\sigma^2}{\sigma^2+1}",
    r"Var(\hat X_0) ≈ σ²",
    r"σ²/(1+σ²)",
    r"\hat X_0 / \hat X_1 \to \sqrt{\frac{\sigma^2}{\sigma^2+1}}",
    r"\frac{\sigma}{\sqrt{\sigma^2+1}}",
    r"σ/√(1+σ²)",
    r"\left(\frac{\sigma^2}{\sigma^2+1}\right)^{1/2}",
    r"N(0, σ² − σ⁴)",
    r"\mathcal{N}(0, \sigma^2(1-\sigma^2))",
    r"\sigma^2 - \sigma^4 + \sigma^6",
    r"\boxed{\mathcal{N}\left(0, \frac{\sigma^{2}}{1+\sigma^{2}}\right)}",
    r"mean 0, variance σ²/(σ²+1)",
    r"\mathcal{N}\left(0, \left(\sqrt{\frac{\sigma^2}{1+\sigma^2}}\right)^2\right)",
    r"\frac{\sigma^2}{\sigma^2+1}\prod_{k=1}^{T}\left(1 - \frac{\Delta t\,\sigma^2"
    r"(\sqrt{k}-\sqrt{k-1})^2}{(\sigma^2+k\Delta t)(\sigma^2+(k-1)\Delta t)}\right)",
)

WRONG = (
    (r"N(0, σ⁴)", "as without η"),
    (r"N(0, σ⁴/(σ²+1)²)", "as without η"),
    (r"\mathcal{N}\left(0, \sqrt{\frac{\sigma^2}{\sigma^2+1}}\right)", "the factor not squared"),
    (r"\left(\frac{\sigma^2}{\sigma^2+1}\right)^{1/4}", "the root taken twice"),
    (r"\mathcal{N}(0, \sigma)", "standard deviation for variance"),
    (r"N(0, 1)", "as at the start"),
    (r"N(0, σ²+1)", "the law of X₁"),
    (r"N(0, 1/(σ²+1))", "numerator"),
    (r"N(0, (σ²+1)/σ²)", "upside down"),
    (r"\mathcal{N}\left(0, \frac{\sigma^2}{2}\right)", "factor"),
    (r"N(0, 2σ²)", "factor"),
    (r"\mathcal{N}\left(1, \frac{\sigma^2}{\sigma^2+1}\right)", "mean"),
    (r"\mathcal{N}\left(0, \frac{\sigma}{\sigma+1}\right)", "σ for σ²"),
    (r"σ/(σ+1)", "root term by term"),
    (r"\mathcal{N}(0, 0)", "it does not collapse"),
    (r"e^{-\frac{1}{2(\sigma^2+1)}}", "every step like the first"),
    (r"\operatorname{Var}(\hat X_0) = \sqrt{\sigma^2}", "standard deviation for variance"),
    (r"N(0, −σ²)", "sign"),
    (r"\prod_{k=1}^{T}\left(1-\frac{\Delta t}{\sigma^2+k\Delta t}\right)^2", "as without η"),
    (r"N(0, σ²/σ²+1)", "brackets missing"),
    (
        r"\frac{\sigma^2}{\sigma^2+1}\prod_{k=1}^{T}\left(1 + \frac{\Delta t\,\sigma^2"
        r"(\sqrt{k}-\sqrt{k-1})^2}{(\sigma^2+k\Delta t)(\sigma^2+(k-1)\Delta t)}\right)",
        "sign",
    ),
    (r"\sigma^2\,\sqrt{1+\frac{1}{\sigma^2}}", "the root of the wrong thing"),
    (r"N(0, (σ²+t)/(σ²+1))", "the time left open"),
    (r"\hat X_0 \sim \mathcal{N}(0, \Delta t)", "wrong letter"),
    (r"N(0, σ⁶)", "exponent"),
)

LEADING = (
    (r"N(0, σ² + σ⁴)", "sign of the next term"),
    (r"\sigma^2 - 2\sigma^4", "factor of the next term"),
    (r"\mathcal{N}\left(0, \frac{\sigma^2}{1+2\sigma^2}\right)", "factor of the next term"),
    (r"\frac{\sigma^2(1+2\sigma^2)}{(1+\sigma^2)^2}", "the answer to 1e"),
    (r"σ² − σ⁶", "the answer to 1e"),
)

UNREADABLE = (
    (r"\mathcal{N}(0, \frac{\sigma^2}{\sigma^2+1)}", "brackets crossed"),
    (r"N(0, σ²/(σ²+))", "a term is missing"),
)
