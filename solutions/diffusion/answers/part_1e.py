"""Answers to 1e, the sampler with noise: a sum for finite T, σ²(1+2σ²)/(1+σ²)² as Δt → 0, ≈ σ²."""

RIGHT = (
    r"N(0, σ²(1+2σ²)/(1+σ²)²)",
    r"\hat X_0 \sim \mathcal{N}\left(0, \frac{\sigma^2(1+2\sigma^2)}{(1+\sigma^2)^2}\right)",
    r"\mathcal{N}\left(0, \frac{\sigma^4}{(\sigma^2+1)^2} + \frac{\sigma^2}{\sigma^2+1}\right)",
    r"σ² − σ⁶/(1+σ²)²",
    r"\sigma^2 - \frac{\sigma^6}{(1+\sigma^2)^2}",
    r"\sigma^2\left(1 - \left(\frac{\sigma^2}{1+\sigma^2}\right)^2\right)",
    r"(σ²+2σ⁴)/(1+σ²)²",
    r"sigma^2 (2 sigma^2 + 1)/(sigma^2 + 1)^2",
    r"\frac{\sigma^2 + 2\sigma^4}{1+2\sigma^2+\sigma^4}",
    r"N(0, σ²)",
    r"\hat X_0 \approx \mathcal{N}(0, \sigma^2)",
    r"\operatorname{Var}(\hat X_0) \approx \sigma^2",
    r"σ²",
    r"σ² − σ⁶",
    r"\sigma^2 - \sigma^6 + 2\sigma^8",
    r"N(0, σ² − σ⁶)",
    r"\operatorname{Var}(\hat X_0) = \left(\frac{\sigma^2}{\sigma^2+1}\right)^2"
    r" + \Delta t\sum_{k=0}^{T-1}\left(\frac{\sigma^2}{\sigma^2+k\Delta t}\right)^2",
    r"\left(\frac{\sigma^2}{\sigma^2+1}\right)^2"
    r" + \Delta t\sum_{k=1}^{T}\left(\frac{\sigma^2}{\sigma^2+(k-1)\Delta t}\right)^2",
    r"\frac{\sigma^4}{(1+\sigma^2)^2} + \sum_{j=0}^{1/\Delta t-1}"
    r" \frac{\sigma^4\,\Delta t}{(\sigma^2+j\,\Delta t)^2}",
    r"σ⁴/(σ²+1)² + Δt·Σ_{k=0}^{T-1} σ⁴/(σ²+kΔt)²",
    r"\boxed{\mathcal{N}\left(0, \tfrac{\sigma^2(1+2\sigma^2)}{(1+\sigma^2)^2}\right)}",
    r"$\frac{\sigma^2}{1+\sigma^2}\left(1+\frac{\sigma^2}{1+\sigma^2}\right)$",
    r"\sigma^4\left(\frac{1}{(1+\sigma^2)^2} + \frac{1}{\sigma^2} - \frac{1}{\sigma^2+1}\right)",
    r"N(0, \frac{\sigma^4}{(1+\sigma^2)^2}"
    r" + \Delta t \sum_{i=0}^{T-1} \frac{\sigma^4}{(\sigma^2+i\Delta t)^2})",
    r"mean 0, variance (2σ⁴+σ²)/(σ²+1)²",
)

WRONG = (
    (r"N(0, σ⁴)", "the noise dropped"),
    (r"\frac{\sigma^4}{(\sigma^2+1)^2}", "the noise dropped"),
    (r"N(0, σ⁴ + 1)", "the noise not shrunk"),
    (r"\mathcal{N}\left(0, \frac{\sigma^4}{(\sigma^2+1)^2} + 1\right)", "the noise not shrunk"),
    (r"N(0, σ² + 1)", "the noise not shrunk"),
    (r"N(0, σ)", "standard deviation for variance"),
    (r"\sqrt{\sigma^2}", "standard deviation for variance"),
    (r"N(0, 2σ²)", "factor"),
    (r"\frac{\sigma^2}{2}", "factor"),
    (
        r"\left(\frac{\sigma^2}{\sigma^2+1}\right)^2"
        r" + \Delta t\sum_{k=0}^{T}\left(\frac{\sigma^2}{\sigma^2+k\Delta t}\right)^2",
        "the sum one term too long",
    ),
    (
        r"\left(\frac{\sigma^2}{\sigma^2+1}\right)^2"
        r" + \Delta t\sum_{k=1}^{T}\left(\frac{\sigma^2}{\sigma^2+k\Delta t}\right)^2",
        "index off by one",
    ),
    (
        r"\left(\frac{\sigma^2}{\sigma^2+1}\right)^2"
        r" + \Delta t\sum_{k=0}^{T-1}\frac{\sigma^2}{\sigma^2+k\Delta t}",
        "the factor not squared",
    ),
    (
        r"\left(\frac{\sigma^2}{\sigma^2+1}\right)^2"
        r" + \sum_{k=0}^{T-1}\left(\frac{\sigma^2}{\sigma^2+k\Delta t}\right)^2",
        "Δt dropped",
    ),
    (
        r"\frac{\sigma^2}{\sigma^2+1}"
        r" + \Delta t\sum_{k=0}^{T-1}\left(\frac{\sigma^2}{\sigma^2+k\Delta t}\right)^2",
        "the first factor not squared",
    ),
    (
        r"\Delta t\sum_{k=0}^{T-1}\left(\frac{\sigma^2}{\sigma^2+k\Delta t}\right)^2"
        r" - \left(\frac{\sigma^2}{\sigma^2+1}\right)^2",
        "sign",
    ),
    (r"\sigma^4", "the noise dropped"),
    (r"-\sigma^2", "sign"),
    (r"\mathcal{N}(1, \sigma^2)", "mean"),
    (r"1/σ²", "upside down"),
    (r"N(0, 1)", "as at the start"),
    (r"N(0, 0)", "the noise dropped"),
    (r"N(0, 3σ²/2)", "factor"),
    (r"\frac{2\sigma^4}{(1+\sigma^2)^2}", "a term lost"),
    (r"\frac{\sigma^2}{(1+\sigma^2)^2} + \frac{\sigma^2}{1+\sigma^2}", "exponent"),
    (r"Δt", "the last step's noise only"),
    (r"σ² + t", "the forward law"),
)

LEADING = (
    (r"σ² + σ⁴", "there is no term in σ⁴"),
    (r"σ²(1+2σ²)/(1−σ²)²", "the sign in the denominator"),
    (r"\sigma^2(1-\sigma^2)", "there is no term in σ⁴"),
    (r"N(0, σ² + σ⁴)", "there is no term in σ⁴"),
    (r"\frac{\sigma^2}{1+\sigma^2}", "the start's share dropped"),
    (r"N(0, σ²/(1+σ²))", "the start's share dropped"),
    (r"\sigma^2\,\frac{1+2\sigma}{(1+\sigma)^2}", "σ for σ²"),
    (r"σ² + σ⁶", "sign of the next term"),
    (r"\sigma^2 - 2\sigma^6", "factor of the next term"),
    (r"\frac{\sigma^2(1+\sigma^2)}{(1+2\sigma^2)^2}", "wrong from the second term on"),
    (r"\frac{\sigma^2(1-2\sigma^2)}{(1+\sigma^2)^2}", "sign in the numerator"),
    (r"\frac{\sigma^2(1+2\sigma^2)}{1+\sigma^2}", "the denominator not squared"),
    (r"\mathcal{N}(0, \sigma^2 + \frac{\sigma^4}{(\sigma^2+1)^2})", "counted twice"),
)

UNREADABLE = (
    (r"\frac{\sigma^2(1+2\sigma^2)}{(1+\sigma^2)^2", "a brace left open"),
    (r"\sigma^2 + \Delta t \sum_k", "the sum has no term"),
)
